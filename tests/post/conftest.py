"""A real mail server for the tests of the post."""

import pytest

from tests.post.sink import mail_server


@pytest.fixture
def smtp(settings, unused_port):
    """A mail server that the post delivers to."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", unused_port, 5
    with mail_server(unused_port) as sink:
        yield sink
