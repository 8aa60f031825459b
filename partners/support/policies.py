"""When somebody is asked about their support (NT11), and whether they have answered."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from partners.people.models import Partner
from partners.support.models import Need, SupportCheck

FIRST_DAYS, LATE_DAYS = 5, 7        # after joining; after that to who looks after them


def latest_check(partner: Partner) -> SupportCheck | None:
    """The last time the person said that their support is right."""
    found: SupportCheck | None = SupportCheck.objects.filter(partner=partner).order_by("-said_at", "-pk").first()
    return found


def is_due(partner: Partner, *, on: date) -> bool:
    """Whether the person is asked to look at their support: they never did, or the day on which to ask again has come."""
    check = latest_check(partner)
    return check is None or check.review_on <= on


def never_checked(path: str = "pk") -> Exists:
    """For a query over anything with a person at `path`: they never said whether their support is right."""
    return ~Exists(SupportCheck.objects.filter(partner=OuterRef(path)))


def needs_of(partner: Partner) -> QuerySet:
    """What stands, the newest first."""
    return Need.objects.standing().filter(partner=partner).select_related("arranged_by", "noted_by", "said_noted_by").order_by(
        "-asked_at", "-pk")
