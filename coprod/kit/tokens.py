"""What stands in a link that needs no account: made from a ref with our key, kept nowhere, found again by its hash."""

import base64
import hashlib

from django.utils.crypto import salted_hmac


def token_for(purpose: str, ref: str) -> str:
    """The token of the thing `ref`, for one purpose only: 43 letters that nobody can guess. Only who has our key makes it again."""
    digest = salted_hmac(purpose, ref, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
