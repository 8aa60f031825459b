"""What waits for a lay partner in the portal."""

from datetime import date

from django.db.models import QuerySet

from partners.models import Need
from partners.support.lifecycles import NeedState
from programmes.programme.models.standing import Standing


def support_to_confirm(here: Standing, on: date) -> QuerySet:
    """Something was arranged for the person: does it work?"""
    return Need.objects.filter(partner=here.partner, state=NeedState.ARRANGED)
