"""Ways from a line of minutes: "this changed because of it" (WL7), and an idea or a worry written down from it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of, now
from programmes.contributions.models import ImpactEntry
from programmes.contributions.policies.contributions import contributions_seen_by, known_to, may_note_telling
from programmes.contributions.policies.impact import may_write_impact
from programmes.meetings.models import Meeting
from programmes.minutes.lifecycles import RELEASED
from programmes.minutes.models import MinuteLine
from programmes.minutes.showing.pages import LINE_DOORS, Door
from programmes.programme.policies import home_of, standing


def beside_lines(user: Any, meeting: Meeting, lines: Sequence[MinuteLine]) -> dict[int, list[Door]]:
    """What a line became, and what may be made of it, once the minutes are out. Three queries, however many lines."""
    programme = home_of(meeting.group) if lines[0].minutes.state in RELEASED else None
    if programme is None:
        return {}
    found: dict[int, list[Door]] = defaultdict(list)
    pks = [line.pk for line in lines]
    told = dict(contributions_seen_by(user).filter(known_to(standing(user), day_of(now())), minute_line__in=pks).values_list(
        "minute_line", "ref"))      # the line says who spoke: beside what was told without a name it would say who gave it
    for pk, ref in told.items():
        found[pk].append(Door(_("What became of it"), reverse("programmes:contribution", args=[ref])))
    for pk, ref in ImpactEntry.objects.filter(minute_line__in=pks).order_by("pk").values_list("minute_line", "ref"):
        found[pk].append(Door(_("What changed because of it"), reverse("programmes:impact-entry", args=[ref])))
    write, note = may_write_impact(user, programme), may_note_telling(user, programme)
    for line in lines:
        if write:
            new = reverse("programmes:impact-new", args=[programme.slug])
            found[line.pk].append(Door(_("Write down what changed because of it"), f"{new}?line={line.ref}"))
        if note and line.pk not in told:
            new = reverse("programmes:tell-us-note", args=[programme.slug])
            found[line.pk].append(Door(_("Keep it as somebody’s idea or worry"), f"{new}?line={line.ref}"))
    return found


LINE_DOORS.append(beside_lines)
