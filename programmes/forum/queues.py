"""What waits for somebody about the Forum, for the page "what needs you"."""

from datetime import date

from django.db.models import QuerySet

from programmes.forum.models import ForumJoin, ForumTie
from programmes.forum.policies import ties_of_members
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models.standing import Standing


def joins_to_settle(here: Standing, on: date) -> QuerySet:
    """Said yes, and not in yet: told by phone or letter, or maybe known here already."""
    return ForumJoin.objects.waiting().filter(programme__in=here.programmes(["PM", "FAC"])).exclude(
        programme__state=ProgrammeState.CLOSED)


def members_who_want_more(here: Standing, on: date) -> QuerySet:
    """Members of the Forum who would like a bigger role, and with whom nobody has spoken (FM5)."""
    found: QuerySet[ForumTie] = ties_of_members(on).filter(
        programme__in=here.programmes(["PM", "FAC"]), wants_more_at__isnull=False, more_settled_at__isnull=True)
    return found
