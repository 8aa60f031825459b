"""The story, played once for all tests that look at it."""

import pytest
from django.core import mail
from django.db import transaction
from django.test import override_settings

from programmes.demo import story
from tests.programmes.demo.reading import PASSWORD


@pytest.fixture(scope="package")
def told(django_db_setup, django_db_blocker, files_are_kept_elsewhere, tmp_path_factory):
    """The whole story in one transaction, which is taken back at the end; gives the mail that went out. Texts go to a file."""
    texts = override_settings(TEXTS=f"file://{tmp_path_factory.mktemp('texts') / 'texts.jsonl'}")
    with django_db_blocker.unblock(), texts, transaction.atomic():
        mail.outbox = []
        story.play(password=PASSWORD)
        yield list(mail.outbox)
        transaction.set_rollback(True)
