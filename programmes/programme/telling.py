"""The trail in words. Rows hold refs and states; the sentence is made here, when somebody reads it, so that a person
who was erased is gone from it too. Wings above register what their own kinds say."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.trail.models import THE_CLOCK, Row
from partners.models import Partner
from programmes.programme.roles import NAMES


class Told(NamedTuple):
    """One thing that happened, to be read: when, the sentence, the reason given, and the tone of its mark."""

    at: datetime
    words: str
    more: str = ""
    tone: str = ""


SENTENCES: dict[tuple[str, str], Any] = {
    ("programmes.programme", "create"): gettext_lazy("%(who)s set up the programme"),
    ("programmes.programme", "change"): gettext_lazy("%(who)s changed the programme’s facts"),
    ("programmes.programme", "start"): gettext_lazy("The programme started"),
    ("programmes.programme", "activate"): gettext_lazy("The programme became active"),
    ("programmes.programme", "deliver"): gettext_lazy("The programme went into delivery"),
    ("programmes.programme", "review"): gettext_lazy("The programme went into review"),
    ("programmes.programme", "close"): gettext_lazy("The programme closed"),
    ("programmes.focusstatement", "write"): gettext_lazy("%(who)s wrote version %(version)s of the focus statement"),
    ("programmes.focuscomment", "comment"): gettext_lazy("%(who)s commented on the focus statement"),
    ("programmes.scopepoint", "add"): gettext_lazy("%(who)s put a matter on the list of what is open and closed"),
    ("programmes.scopepoint", "remove"): gettext_lazy("%(who)s struck a matter from the list of what is open and closed"),
    ("programmes.teamrole", "give"): gettext_lazy("%(who)s gave the role of %(role_given)s"),
    ("programmes.teamrole", "end"): gettext_lazy("%(who)s set the last day of a role"),
    ("programmes.membership", "join"): gettext_lazy("%(who)s added a partner organisation"),
    ("programmes.touchstonesignature", "sign"): gettext_lazy("%(who)s signed the touchstone"),
    ("programmes.workstream", "add"): gettext_lazy("%(who)s set up a workstream"),
    ("programmes.workstream", "change"): gettext_lazy("%(who)s changed a workstream"),
    ("partners.partner", "add"): gettext_lazy("%(who)s noted the person down"),
    ("partners.partner", "change"): gettext_lazy("%(who)s changed the person’s details"),
    ("partners.partner", "open_account"): gettext_lazy("%(who)s opened their account"),
    ("partners.invitation", "make"): gettext_lazy("%(who)s invited the person to open an account"),
    ("partners.invitation", "accept"): gettext_lazy("%(who)s accepted the invitation"),
    ("partners.invitation", "withdraw"): gettext_lazy("%(who)s withdrew an invitation"),
    ("partners.organisation", "add"): gettext_lazy("%(who)s listed the organisation"),
    ("partners.organisation", "change"): gettext_lazy("%(who)s changed the organisation"),
    ("partners.signatory", "name"): gettext_lazy("%(who)s named a signatory"),
    ("partners.group", "found"): gettext_lazy("%(who)s set up a group"),
    ("partners.group", "change"): gettext_lazy("%(who)s changed a group"),
    ("partners.group", "work_for"): gettext_lazy("%(who)s let a group work for the programme"),
    ("partners.group", "write_terms"): gettext_lazy("%(who)s wrote version %(version)s of the terms of reference"),
    ("partners.seat", "open"): gettext_lazy("%(who)s opened a seat"),
    ("partners.seat", "close"): gettext_lazy("%(who)s closed a seat"),
    ("partners.seat", "give_office"): gettext_lazy("%(who)s recorded whom the group chose to chair it"),
    ("partners.holding", "propose"): gettext_lazy("%(who)s proposed somebody for a seat"),
    ("partners.holding", "accept"): gettext_lazy("%(who)s said yes to a seat"),
    ("partners.holding", "agree"): gettext_lazy("%(who)s agreed to a lay partner"),
    ("partners.holding", "decline"): gettext_lazy("%(who)s said no to a seat"),
    ("partners.holding", "withdraw"): gettext_lazy("%(who)s took back a proposal for a seat"),
    ("partners.holding", "end"): gettext_lazy("%(who)s set the last day in a seat"),
    ("partners.vacancy", "open"): gettext_lazy("A seat fell empty"),
    ("partners.vacancy", "fill"): gettext_lazy("An empty seat was filled"),
    ("partners.vacancy", "record_cover"): gettext_lazy("%(who)s recorded who covers an empty seat"),
}
TONES: dict[tuple[str, str], str] = {("partners.vacancy", "open"): "gap", ("partners.vacancy", "fill"): "done"}
# What was said with a move, by the refs of its subjects. Why somebody leaves a seat is not among it: that is theirs.
REASONS: dict[tuple[str, str], Callable[[Iterable[str]], dict[str, str]]] = {}


def tell(rows: Iterable[Row], *, names: bool) -> list[Told]:
    """Rows as sentences, in their order. Without `names` lay partners appear by their role only.

    Costs one query for the people, and one for each kind whose reasons are shown.
    """
    rows = list(rows)
    people = {person.ref: person for person in Partner.objects.filter(ref__in={row.actor for row in rows}).only(
        "ref", "name", "is_professional")}
    reasons: dict[tuple[str, str, str], str] = {}
    for (kind, move), ask in REASONS.items():
        if refs := {row.subject for row in rows if (row.kind, row.move) == (kind, move)}:
            reasons |= {(kind, move, ref): words for ref, words in ask(refs).items()}
    return [_told(row, _who(row, people.get(row.actor), names), reasons) for row in rows]


def tell_about(refs: Iterable[str], *, names: bool, most: int = 40) -> list[Told]:
    """The trail of anything: what was done to the things with these refs, oldest first, the last `most` of it."""
    rows = Row.objects.filter(subject__in=list(refs)).order_by("-at", "-pk")[:most]
    return tell(reversed(rows), names=names)


def named(person: Partner | None, *, names: bool, role: str = "") -> str:
    """What to call someone beside what they said or did: by name, or without `names` a lay partner by the role. "" for nobody."""
    if person is None:
        return ""
    if names or person.is_professional:
        return person.name
    return _("the %(role)s") % {"role": NAMES[role]} if role in NAMES else _("a lay partner")


def _told(row: Row, who: str, reasons: dict[tuple[str, str, str], str]) -> Told:
    key = (row.kind, row.move)
    sentence = SENTENCES.get(key) or gettext_lazy("%(who)s: %(move)s")
    about = {name: NAMES.get(value, value) if isinstance(value, str) else value for name, value in row.about.items()}
    words = str(sentence) % ({"who": who, "move": row.move.replace("_", " ")} | about)
    return Told(row.at, words[:1].upper() + words[1:], reasons.get((*key, row.subject), ""), TONES.get(key, ""))


def _who(row: Row, person: Partner | None, names: bool) -> str:
    if row.actor == THE_CLOCK:
        return _("the records") if row.kind == "programmes.answer" else _("the clock")
    role = str(NAMES.get(row.role, ""))
    if person and names:
        return _("%(name)s (%(role)s)") % {"name": person.name, "role": role} if role else person.name
    if role:
        return _("the %(role)s") % {"role": role}
    return named(person, names=False) or _("somebody")
