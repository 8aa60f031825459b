"""What the pages show of support for a meeting: instructions without reasons, how each stands, and until when it is booked."""

from collections import Counter
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.clock import day_of
from programmes.access.catalogue import TWO_INTERPRETERS_ABOVE
from programmes.access.lifecycles import STANDING, UNMET
from programmes.access.models import Provision
from programmes.access.policies import may_ask_for_others, may_ask_for_support, may_provide, provisions_seen_by
from programmes.meetings.lifecycles import AHEAD, MeetingState
from programmes.meetings.models import Meeting
from programmes.meetings.showing.parts import MORE_PARTS, Part
from programmes.programme.policies import partner_of

SAYS = ("confirm", "deny", "do_without", "drop", "ask_again")


class Instruction(NamedTuple):
    """One instruction, for how many people, and in how many words how it stands."""

    words: str
    count: int
    stands: str
    is_unmet: bool


def moves_of(provision: Provision) -> list[str]:
    """What the person may say of it now. A no to what nobody has answered yet is "I do not need it"."""
    return [move for move in SAYS if provision.offers(move)]


def instructions(rows: list[Provision]) -> list[Instruction]:
    """The same instruction once, with how many people it is for: no names, no reasons."""
    found: dict[str, list[Provision]] = {}
    for each in rows:
        if each.state in STANDING:
            found.setdefault(each.words.strip().rstrip(".").casefold(), []).append(each)
    lines = []
    for them in found.values():
        counts = Counter("unmet" if each.state in UNMET else each.state for each in them)
        words = {"unmet": ngettext("%(n)d not booked", "%(n)d not booked", counts["unmet"]),
                 "booked": _("%(n)d booked"), "confirmed": _("%(n)d booked, and right")}
        lines.append(Instruction(them[0].words, len(them), ", ".join(words[state] % {"n": n} for state, n in counts.items() if n),
                                 bool(counts["unmet"])))
    return lines


def advice(meeting: Meeting, rows: list[Provision]) -> list[str]:
    """What follows from what is needed: two interpreters for a long meeting (A8)."""
    if meeting.ends_at - meeting.starts_at > TWO_INTERPRETERS_ABOVE and any(
            each.is_interpreter() and each.state in STANDING for each in rows):
        return [_("The meeting lasts more than two hours. Interpreters take turns: book two, and give them the papers a week before.")]
    return []


def sentence(rows: list[Provision]) -> str:
    """How much is asked for, booked and right."""
    standing = [each for each in rows if each.state in STANDING]
    if not standing:
        return _("Nobody has asked for anything.")
    unmet = sum(each.state in UNMET for each in standing)
    return ngettext("%(all)d thing is needed; %(unmet)d of it is not there yet.", "%(all)d things are needed; %(unmet)d are not there yet.",
                    len(standing)) % {"all": len(standing), "unmet": unmet}


class Row(NamedTuple):
    """One provision for who books it."""

    provision: Provision
    due: date
    is_late: bool
    may_provide: bool
    noted: str


def rows_of(user: Any, meeting: Meeting, *, at: datetime) -> list[Row]:
    """What the user sees of others, what is missing first. Two queries, however many they are."""
    mine = partner_of(user)
    provisions = list(provisions_seen_by(user).filter(meeting=meeting).exclude(partner=mine).select_related(
        "partner", "arranged_by", "noted_by", "said_noted_by").order_by("partner__name", "pk"))
    may = bool(provisions) and _books(user, provisions[0], meeting)
    found = []
    for each in provisions:
        each.meeting = meeting
        noted = _("noted by %(who)s, %(how)s") % {
            "who": each.noted_by.name, "how": each.get_through_display().lower()} if each.noted_by else ""
        found.append(Row(each, each.due_on, each.state in UNMET and each.due_on < day_of(at), may, noted))
    return sorted(found, key=lambda row: (row.provision.state not in UNMET, not row.provision.to_call_off, row.due))


def _books(user: Any, provision: Provision, meeting: Meeting) -> bool:
    provision.meeting = meeting
    return bool(may_provide(user, provision))


def own(user: Any, meeting: Meeting) -> list[Provision]:
    """The user's own, for this meeting."""
    mine = partner_of(user)
    rows = list(Provision.objects.filter(meeting=meeting, partner=mine).select_related("arranged_by").order_by("pk")) if mine else []
    for each in rows:
        each.meeting = meeting
    return rows


def part_of_meeting(user: Any, meeting: Meeting, side: str, at: datetime) -> Part | None:
    """What is needed, for who organises; and one's own. Two queries at most."""
    if meeting.state not in (*AHEAD, MeetingState.CANCELLED):
        return None
    mine, is_ahead = partner_of(user), meeting.is_ahead(at)
    rows = list(provisions_seen_by(user).filter(meeting=meeting).order_by("pk"))
    for each in rows:
        each.meeting = meeting
    others = [each for each in rows if mine is None or each.partner_id != mine.pk]
    if not rows and not is_ahead:
        return None
    return Part("agenda", "programmes/access/_part.html", {
        "meeting": meeting, "is_ahead": is_ahead, "organises": side == "staff" or bool(others), "lines": instructions(others),
        "sentence": sentence(others), "advice": advice(meeting, others), "call_off": sum(each.to_call_off for each in others),
        "mine": [each for each in rows if mine and each.partner_id == mine.pk], "may_ask": bool(may_ask_for_support(user, meeting)),
        "may_ask_for_others": side == "staff" and bool(may_ask_for_others(user, meeting))})


MORE_PARTS.append(part_of_meeting)
