"""The impact of a group as a table that its members take away."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.kit.sheets import Sheet
from partners.models import Group
from programmes.contributions.models import ImpactEntry
from programmes.contributions.showing.impact import shown
from programmes.raising.showing import GROUP_SHEETS, GroupSheet


def impact_sheet(user: Any, group: Group) -> Sheet:
    """Every entry of the group, the newest first, also those that nobody has checked. Two queries."""
    found = ImpactEntry.objects.filter(group=group).select_related("says", "contribution").order_by("-happened_on", "-pk")
    return Sheet(_("What changed because of lay partners: %(name)s") % {"name": group.name}, [
        _("Day"), _("What lay partners brought in"), _("What it was to change"), _("What came of it"),
        _("What changed, or why nothing did"), _("Why it matters"), _("Who says so"), _("Thanks to"), _("Checked or not")], [
        [each.entry.happened_on, each.entry.contributed, each.entry.hoped, each.entry.get_outcome_display(), each.entry.changed,
         each.entry.why, each.says, each.credited, each.entry.get_state_display()] for each in shown(found)])


GROUP_SHEETS["impact"] = GroupSheet(gettext_lazy("What changed because of lay partners"), impact_sheet)
