"""The story, played once for all tests that look at it."""

import pytest
from django.core import mail
from django.db import transaction

from programmes.demo import story
from tests.programmes.demo.reading import PASSWORD


@pytest.fixture(scope="package")
def told(django_db_setup, django_db_blocker, files_are_kept_elsewhere):
    """The whole story in one transaction, which is taken back at the end; gives the mail that went out."""
    with django_db_blocker.unblock(), transaction.atomic():
        mail.outbox = []
        story.play(password=PASSWORD)
        yield list(mail.outbox)
        transaction.set_rollback(True)
