"""Proposals to move that wait for somebody's yes or no, for the page "what needs you"."""

from datetime import date

from django.db.models import Q, QuerySet

from programmes.moving.models import EditionMove
from programmes.programme.models.standing import Standing
from programmes.tailoring.lifecycles import Side


def moves_for(here: Standing, on: date) -> QuerySet:
    """Those that this person may agree to: the rule of `may_agree_to_move`, as a query."""
    asked = Q(side=Side.STAFF, programme__in=here.programmes(["LCC"])) | Q(side=Side.LAY, programme__in=here.programmes(["PM"]))
    return EditionMove.objects.waiting().filter(asked).exclude(proposed_by=here.partner)
