"""Reports that wait to be written, for the page "what needs you"."""

from datetime import date

from django.db.models import QuerySet

from programmes.programme.models.standing import Standing
from programmes.reporting.policies import not_reported

DAYS = 14


def reports_to_write(here: Standing, on: date) -> QuerySet:
    """This person's seats whose Advisory Group meets within two weeks."""
    return not_reported(on=on, days=DAYS).filter(partner=here.partner)
