"""How often one may try. Every door that takes a secret counts in the same two books: one for the
account that is tried, one for the address that the tries come from (ACCOUNT_RATE_LIMITS["tries"]).

An account is its user name, or for nobody's account whatever was typed, so that a stranger is
told the same about both. The client's address is the connection's own; a header is believed only
behind as many proxies as COPROD_TRUSTED_PROXIES says.
"""

from allauth.account.adapter import get_adapter
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.http import HttpRequest

HOME = "allauth.account"
TRIES = "tries"
FAR_AWAY = "tries_from_one_address"


def take_a_try(request: HttpRequest, account: str) -> RateLimitUsage:
    """Count one try before it is made; call `.rollback()` when it succeeds. Raises ValidationError after too many."""
    key = account.strip().lower()
    from_here = ratelimit.consume(request, app=HOME, action=FAR_AWAY, limit_get=True)
    tried = from_here and ratelimit.consume(request, app=HOME, action=TRIES, key=key, limit_get=True)
    if from_here is None or tried is None:
        raise get_adapter().validation_error("too_many_login_attempts")
    return RateLimitUsage(usage=[*from_here.usage, *tried.usage])


def failed(request: HttpRequest) -> None:
    """Count a failure at a door that knows no account, such as an invitation link that is not good."""
    ratelimit.consume(request, app=HOME, action=FAR_AWAY, limit_get=True)


def too_many(request: HttpRequest, action: str) -> bool:
    """Count one visit of `action` (a name in ACCOUNT_RATE_LIMITS) from this address, and say whether to turn it away.

    It is turned away too when the address has failed too often at any other door.
    """
    if ratelimit.consume(request, app=HOME, action=FAR_AWAY, limit_get=True, dry_run=True) is None:
        return True
    return ratelimit.consume(request, app=HOME, action=action, limit_get=True) is None
