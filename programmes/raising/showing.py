"""Tables that a group's members may take away at any time. Later wings put theirs in; minutes are the first."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.kit.sheets import Sheet
from partners.models import Group
from programmes.minutes.lifecycles import CONFIRMED
from programmes.minutes.models import MinuteLine
from programmes.minutes.showing.striking import Striking, struck_in


class GroupSheet(NamedTuple):
    """A table of one group for one reader: its name, and how it is made."""

    name: Promise
    make: Callable[[Any, Group], Sheet]         # (user, group)


def minutes_sheet(user: Any, group: Group) -> Sheet:
    """Every line of confirmed minutes, the newest meeting first, with what is struck out struck out. Two queries."""
    lines = list(MinuteLine.objects.filter(
        minutes__meeting__group=group, minutes__state__in=CONFIRMED, taken_out_at__isnull=True).select_related(
        "minutes__meeting", "item", "who").order_by("-minutes__meeting__starts_at", "minutes", "item__position", "position", "pk"))
    by_minutes: dict[int, Striking] = {}
    minutes = {line.minutes_id: line.minutes for line in lines}
    struck = struck_in(*minutes.values())
    for pk in minutes:
        by_minutes[pk] = Striking([each for each in struck if each.line.minutes_id == pk], reads=False)

    def row(line: MinuteLine) -> list[Any]:
        hide = by_minutes[line.minutes_id].plain
        who = line.who.shown if line.who else line.who_name
        return [line.minutes.meeting.on, line.minutes.meeting.name, hide(line.item.title if line.item else ""), line.get_kind_display(),
                hide(line.words), hide(who), line.due_on, line.get_how_display(), hide(line.options), hide(line.dissent)]

    return Sheet(_("Minutes of %(name)s") % {"name": group.name}, [
        _("Day"), _("Meeting"), _("Item"), _("What it is"), _("Words"), _("Who"), _("By when"), _("How it was decided"),
        _("Also considered"), _("Who does not agree, and why")], [row(line) for line in lines])


GROUP_SHEETS: dict[str, GroupSheet] = {"minutes": GroupSheet(gettext_lazy("Minutes"), minutes_sheet)}
