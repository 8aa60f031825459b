"""Writing down what a person says of themselves. Who wrote it down stands beside it; the trail says that it happened, not what it was."""

from datetime import datetime
from typing import Any

from django.db import transaction

from coprod.trail.moves import record
from partners.about.models import About
from partners.people.models import Partner, Through, searchable

REACHED_BY = ("channel", "email", "phone", "address", "reads_in")
NAMED_BY = ("called", "shown_as")


@transaction.atomic
def say_about(partner: Partner, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None, **facts: Any) -> About:
    """Keep what the person says of themselves: those of the facts of About that are given; the others stay as they are."""
    Partner.objects.select_for_update().get(pk=partner.pk)      # two at the same moment write one row, one after the other
    about, _made = About.objects.update_or_create(
        partner=partner, defaults=facts | {"written_at": at, "through": through, "noted_by": noted_by})
    record(partner, "say_about", by=noted_by or partner, at=at, through=through)
    return about


@transaction.atomic
def say_reach(partner: Partner, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None, best_times: str = "",
              copy_in: str = "", **reach: Any) -> About:
    """How the person wishes to be reached, by what channel, when, and who else is told."""
    _write(partner, REACHED_BY, reach)
    return say_about(partner, at=at, through=through, noted_by=noted_by, best_times=best_times, copy_in=copy_in)


@transaction.atomic
def say_named(partner: Partner, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None, **named: Any) -> None:
    """How other members of their groups see them named."""
    _write(partner, NAMED_BY, named)
    record(partner, "say_named", by=noted_by or partner, at=at, through=through)


def _write(partner: Partner, names: tuple[str, ...], facts: dict[str, Any]) -> None:
    """Those columns and no others: somebody else may be changing the rest of the person."""
    changed = {name: facts[name] for name in names if name in facts}
    if "called" in changed:
        changed["search_text"] = searchable(partner.name, changed["called"])
    Partner.objects.filter(pk=partner.pk).update(**changed)
    for name, value in changed.items():
        setattr(partner, name, value)
