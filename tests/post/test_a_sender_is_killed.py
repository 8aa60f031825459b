"""A sender is killed in mid-send: nothing is missing, and at most one mail comes twice, under the same Message-ID."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from coprod.post.actions import deliver, hushed
from coprod.post.models import LEASE, Message
from programmes.stages.models import Stage
from tests.makers import MONDAY, a_stage
from tests.post.sink import mail_server

ROOT = Path(__file__).resolve().parents[2]
MAILS = 12
SENDER = f"""
import django
django.setup()
from datetime import datetime
from coprod.post.actions import deliver
deliver(at=datetime.fromisoformat("{MONDAY.isoformat()}"))
"""


@pytest.fixture
def waiting(shared_cast):
    with hushed():
        stage = a_stage(shared_cast.programme, "S8", by=shared_cast.maya, workstream=shared_cast.housing)
    Stage.objects.update(state="unresolved", ready_at=MONDAY)
    Message.objects.all().delete()
    Message.objects.bulk_create([
        Message(kind="stage_unresolved", about=stage.ref, to=shared_cast.amina.ref, occasion=f"round {number}", written_at=MONDAY,
                due_at=MONDAY)
        for number in range(MAILS)])


@pytest.mark.parametrize("at_mail", [1, 5, MAILS])
def test_nothing_is_missing_and_one_mail_at_most_comes_twice(waiting, shared_database, unused_port, tmp_path, settings, at_mail):
    """The server has taken the mail and is about to say so when the sender dies: the worst moment."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "coprod.settings", "DATABASE_URL": shared_database, "COPROD_VAR": str(tmp_path),
                   "EMAIL_URL": f"smtp://127.0.0.1:{unused_port}", "REDIS_URL": ""}
    with mail_server(unused_port) as sink:
        sender = subprocess.Popen([sys.executable, "-c", SENDER], cwd=ROOT, env=environment)
        sink.watch = lambda mail: sender.send_signal(signal.SIGKILL) if len(sink.mails) == at_mail else None
        assert sender.wait(timeout=60) == -signal.SIGKILL

        assert len(sink.mails) == at_mail
        assert Message.objects.filter(state="sent").count() == at_mail - 1
        assert Message.objects.filter(state="sending").count() == MAILS - at_mail + 1

        sink.watch = lambda mail: None
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", unused_port
        assert deliver(at=MONDAY + LEASE) == 0
        while deliver(at=MONDAY + LEASE + timedelta(seconds=1)):
            pass

    ids = [mail["Message-ID"] for mail in sink.mails]
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    assert len(set(ids)) == MAILS
    assert len(ids) == MAILS + 1
    assert ids.count(ids[at_mail - 1]) == 2
