"""What a group's page and a workstream's page show of what their members share."""

from typing import Any

from django.utils.translation import gettext as _

from programmes.pairing.models import Briefing, Swap
from programmes.programme.models import Workstream
from programmes.programme.policies import may_see_names, partner_of, standing
from programmes.sharing.policies import MAY_OPEN, is_at_home, may_note_briefing, pair_of


def briefings_of(workstream: Workstream, user: Any) -> list[tuple[Briefing, list[tuple[str, Any]]]]:
    """The briefings of a workstream with what each of the pair said. Two queries."""
    names = bool(may_see_names(user, workstream.programme))
    found = Briefing.objects.filter(workstream=workstream).select_related("noted_by").prefetch_related(
        "views__by", "views__noted_by").order_by("-on", "-pk")
    return [(each, [(view.by.name if names else view.by.shown, view) for view in each.views.all()]) for each in found]    # type: ignore[attr-defined]


def shared_by(group: Any, user: Any, programme: Any) -> dict[str, Any]:
    """What a page of the group, whose home is `programme`, offers of its lay-only space. One query."""
    at_home = is_at_home(user, group)
    return {"at_home": at_home, "may_open_space": not at_home and programme and bool(standing(user).codes(programme) & MAY_OPEN)}


def briefing_context(workstream: Workstream, user: Any) -> dict[str, Any]:
    found = briefings_of(workstream, user)
    return {"briefings": found, "may_note_briefing": may_note_briefing(user, workstream),
            "may_judge": bool(found) and pair_of(workstream).filter(pk=getattr(partner_of(user), "pk", None)).exists()}


def swap_context(swap: Swap) -> dict[str, Any]:
    """Who asks whom and would sit where, and every yes that there is or is not, with who wrote it down. No query."""
    lead, told = _("The lead of %(name)s"), _("noted by %(who)s, %(how)s")

    def noted(which: str) -> str:
        by = getattr(swap, f"{which}noted_by")
        how = getattr(swap, f"get_{which}through_display")()
        return told % {"who": by.name, "how": str(how).lower()} if by else ""

    return {"swap": swap, "seats": [(swap.mine, swap.theirs), (swap.theirs, swap.mine)], "closed_noted": noted("closed_"), "yeses": [
        (_("The lay partner who asks"), swap.asked_at, noted("")), (_("The other lay partner"), swap.accepted_at, noted("accepted_")),
        (lead % {"name": swap.mine.seat.group.name}, swap.my_lead_at, ""),
        (lead % {"name": swap.theirs.seat.group.name}, swap.their_lead_at, ""), (_("The lay co-chair"), swap.chair_at, "")]}
