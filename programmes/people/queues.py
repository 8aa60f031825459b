"""What waits for who organises: support that nobody has arranged yet."""

from datetime import date

from django.db.models import QuerySet

from partners.support.lifecycles import UNMET
from programmes.people.policies import needs_for
from programmes.programme.models.standing import Standing


def support_to_arrange(here: Standing, on: date) -> QuerySet:
    """Needs that the person may see and arrange: not arranged, not possible so far, or not working."""
    return needs_for(here, on=on).filter(state__in=UNMET)
