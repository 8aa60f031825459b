"""What later wings add to the page of a decision; the way from a line of minutes into the log; and the table to take away."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.kit.sheets import Sheet
from partners.models import Group
from programmes.decisions.models import DecisionDissent, DecisionPosition, DecisionRecord
from programmes.decisions.policies.reading import seen_by
from programmes.meetings.models import Meeting
from programmes.minutes.catalogue import Kind
from programmes.minutes.models import MinuteLine
from programmes.minutes.showing.pages import LINE_DOORS, Door
from programmes.programme.models import Workstream
from programmes.programme.policies import home_of, may_see_names, standing
from programmes.programme.telling import named
from programmes.raising.showing import GROUP_SHEETS, GroupSheet


class Part(NamedTuple):
    """A piece of the page of a decision: its template, and its facts as `part`."""

    template: str
    facts: dict[str, Any]


MORE_PARTS: list[Callable[[Any, DecisionRecord, datetime], Part | None]] = []       # (user, decision, at)


def parts_of(user: Any, decision: DecisionRecord, *, at: datetime) -> list[Part]:
    """The pieces, in the order in which wings registered them."""
    return [part for each in MORE_PARTS if (part := each(user, decision, at))]


def doors_of_lines(user: Any, meeting: Meeting, lines: Sequence[MinuteLine]) -> dict[int, list[Door]]:
    """Beside a decision in minutes: the one in the log that came of it, or the way to put it there, for who keeps the log."""
    decided = [line for line in lines if line.kind == Kind.DECISION]
    programme = home_of(meeting.group) if decided else None
    if programme is None:
        return {}
    logged = {each.minute_line_id: each for each in seen_by(user, programme).filter(minute_line__in=decided)}
    others = set(DecisionRecord.objects.filter(minute_line__in=decided).values_list("minute_line", flat=True))
    stream = Workstream.objects.filter(group=meeting.group).first()
    keeps = bool(standing(user).codes(programme, stream) & {"PM", "SRO", "FAC", "WL"})
    new = reverse("programmes:decision-new", args=[programme.slug])
    found: dict[int, list[Door]] = {}
    for line in decided:
        if line.pk in logged:
            found[line.pk] = [Door(_("In the log of decisions"), logged[line.pk].get_absolute_url())]
        elif keeps and line.pk not in others:
            found[line.pk] = [Door(_("Put it into the log of decisions"), f"{new}?line={line.ref}")]
    return found


def sheet_of_group(user: Any, group: Group) -> Sheet:
    """The decisions of one group that the reader may read, the newest first. Six queries."""
    programme, rows = home_of(group), []
    names = bool(programme and may_see_names(user, programme))
    found = seen_by(user, programme).filter(Q(group=group) | Q(workstream__group=group)).select_related(
        "group", "meeting__group").prefetch_related(
        Prefetch("positions", DecisionPosition.objects.current(), to_attr="counting"),
        Prefetch("dissents", DecisionDissent.objects.standing().select_related("by").order_by("at", "pk"), to_attr="against"),
    ).newest_first() if programme else ()
    for it in found:
        position = it.counting[0] if it.counting else None
        against = "\n".join(f"{named(each.by, names=names)}: {each.words}" for each in it.against)
        rows.append([it.decided_on, it.title, it.text, it.decider, it.get_state_display(), it.how(), it.options or it.no_options_because,
                     f"{position.get_value_display()}. {position.text}".strip() if position else "", against, it.reason])
    return Sheet(_("Decisions of %(name)s") % {"name": group.name}, [
        _("Day"), _("Decision"), _("Words"), _("Who decides"), _("State"), _("How it was decided"), _("Options"),
        _("The Advisory Group’s position"), _("Who does not agree, and why"), _("Published reason")], rows)


LINE_DOORS.append(doors_of_lines)
GROUP_SHEETS["decisions"] = GroupSheet(gettext_lazy("Decisions"), sheet_of_group)
