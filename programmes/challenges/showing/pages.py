"""The log, for what each reader may read of it, and one challenge with everything that was said, in order."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.clock import day_of
from partners.models import Group, Partner
from partners.people.models import Through
from programmes.challenges import policies
from programmes.challenges.catalogue import Kind
from programmes.challenges.lifecycles import OVER, WAITING, ChallengeState
from programmes.challenges.models import (
    Challenge,
    ChallengeAnswer,
    ChallengeQuerySet,
    ChallengeReading,
    ChallengeStep,
    ChallengeWord,
)
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names, standing
from programmes.programme.telling import named, tell_about
from programmes.raising.catalogue import Rung
from programmes.raising.policies import on_rung

TONES = {
    "raised": "waiting", "acknowledged": "running", "answered": "waiting", "not_satisfied": "refused", "with_manager": "reopened",
    "with_owner": "reopened", "with_body": "reopened", "accepted": "done", "closed": "concern", "withdrawn": "gap"}
ANY_OPEN = "open"

# What later wings add to the page of a challenge: (user, challenge, at) gives the facts of a piece, or None.
CHALLENGE_PARTS: list[Callable[[Any, Challenge, datetime], dict[str, Any] | None]] = []


class Filter(NamedTuple):
    """What the reader wants to see of the log; what is not in a list counts for nothing."""

    state: str = ""
    kind: str = ""
    group: str = ""
    rung: str = ""

    @classmethod
    def of(cls, given: Any, groups: Iterable[Group]) -> "Filter":
        lists = {"state": {ANY_OPEN, *ChallengeState.values}, "kind": set(Kind.values), "rung": set(Rung.values),
                 "group": {group.ref for group in groups}}
        return cls(**{name: value if (value := given.get(name, "")) in known else "" for name, known in lists.items()})

    def apply(self, found: ChallengeQuerySet) -> ChallengeQuerySet:
        if self.state:
            found = found.open() if self.state == ANY_OPEN else found.filter(state=self.state)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.group:
            found = found.filter(group__ref=self.group)
        return found.filter(rung=self.rung) if self.rung else found

    def query(self) -> str:
        return "".join(f"&{name}={value}" for name, value in self._asdict().items() if value)


class Row(NamedTuple):
    """One line of the log."""

    it: Challenge
    who: str
    tone: str
    is_late: bool
    due: date | None


def rows_of(found: Iterable[Challenge], *, names: bool, me: Partner | None, on: date) -> list[Row]:
    return [Row(it, who_raised(it, names=names or it.raised_by == me), TONES[it.state], is_late(it, on),
                it.due_on if it.is_waiting() else None) for it in found]


def who_raised(it: Challenge, *, names: bool) -> str:
    """By name, or as a lay partner; for their group, if they spoke for one."""
    who = named(it.raised_by, names=names) if not it.raised_by.is_professional else it.raised_by.name
    return _("%(who)s, for %(group)s") % {"who": who, "group": it.for_group.name} if it.for_group else who


def is_late(it: Challenge, on: date) -> bool:
    return it.state in WAITING and it.due_on < on


def sentence_of(found: ChallengeQuerySet) -> str:
    """How many there are, in a sentence. One query."""
    states = Counter(found.order_by().values_list("state", flat=True))
    total, waiting = sum(states.values()), sum(states[state] for state in WAITING)
    if not total:
        return ""
    first = ngettext("%(n)d challenge.", "%(n)d challenges.", total) % {"n": total}
    more = _("Waiting for an answer: %(waiting)d. Answered, to be judged: %(answered)d. Not satisfied: %(not_satisfied)d. Over: %(over)d.")
    return f"{first} " + more % {"waiting": waiting, "answered": states[ChallengeState.ANSWERED],
                                 "not_satisfied": states[ChallengeState.NOT_SATISFIED], "over": sum(states[state] for state in OVER)}


# --- one challenge ------------------------------------------------------------------------------------------------------

def noted(how: str, by: Partner | None, *, names: bool) -> str:
    """ "noted by Sam Oduya, by phone"; "" for what somebody wrote themselves. Without `names` a lay partner is one."""
    return _("noted by %(who)s, %(how)s") % {"who": named(by, names=names), "how": str(Through(how).label).lower()} if by else ""


def _entries(it: Challenge, *, names: bool) -> list[dict[str, Any]]:
    """Answers with what was said to them, and steps up, and other words, in the order of time. Three queries."""
    answers = ChallengeAnswer.objects.filter(challenge=it).select_related("by", "said_noted_by").order_by("at", "pk")
    steps = ChallengeStep.objects.filter(challenge=it).select_related("by", "noted_by").order_by("at", "pk")
    found: list[tuple[Any, dict[str, Any]]] = [
        (each.at, {"answer": each, "who": named(each.by, names=names), "said_noted": noted(
            each.said_through, each.said_noted_by, names=names)}) for each in answers]
    words = ChallengeWord.objects.filter(challenge=it).select_related("by", "noted_by").order_by("at", "pk")
    for kind, rows in (("word", words), ("step", steps)):
        found += [(each.at, {kind: each, "who": named(each.by, names=names), "noted": noted(each.through, each.noted_by, names=names)})
                  for each in rows]
    return [entry for _at, entry in sorted(found, key=lambda pair: pair[0])]


def challenge_context(it: Challenge, user: Any, *, at: datetime) -> dict[str, Any]:
    """Everything of it, and what the reader may do."""
    on = day_of(at)
    me = policies.partner_of(user)
    own = policies.is_own(user, it)
    names = own or bool(may_see_names(user, it.programme)) or policies.handles(me, it)
    handlers = list(policies.handlers_in_force(on).filter(challenge=it).select_related("partner").order_by("partner__name", "pk"))
    readings = list(ChallengeReading.objects.filter(challenge=it).select_related("partner").order_by("-on", "pk")[:100])
    people = [each.partner for each in handlers] if it.is_restricted else list(
        on_rung(it.programme, it.group, it.rung, on).order_by("name", "pk"))
    line = it.minute_line
    return {
        "challenge": it, "programme": it.programme, "who": who_raised(it, names=names), "tone": TONES[it.state],
        "noted": noted(it.through, it.noted_by, names=names), "entries": _entries(it, names=names), "is_late": is_late(it, on),
        "with_whom": ", ".join(named(each, names=names) for each in people),
        "handlers": [named(each.partner, names=names) for each in handlers],
        "readings": [(named(each.partner, names=names), each.on) for each in readings],
        "line_href": line.get_absolute_url() if line else "",
        "closed_by": named(it.closed_by, names=names), "position_noted": noted(it.position_through, it.position_noted_by, names=names),
        "acknowledged_by": named(it.acknowledged_by, names=names),
        "parts": [part for each in CHALLENGE_PARTS if (part := each(user, it, at))],
        "history": tell_about([it.ref], names=names), "is_own": own,
        "may_acknowledge": policies.may_acknowledge(user, it), "may_answer": policies.may_answer_challenge(user, it),
        "may_say": policies.may_say_on_challenge(user, it), "may_escalate": policies.may_escalate(user, it),
        "may_close": policies.may_close_challenge(user, it), "may_note_position": policies.may_note_position(user, it),
        "may_withdraw": policies.may_withdraw_challenge(user, it), "may_note_withdrawal": policies.may_note_withdrawal(user, it),
        "may_bring_back": policies.may_bring_back(user, it), "may_open_again": policies.may_open_again(user, it),
        "may_add_position": policies.may_add_position(user, it), "may_restrict": policies.may_restrict(user, it),
        "opens_log": bool(policies.may_open_log(user, it.programme)) and bool(standing(user).anywhere_in(it.programme)),
    }


def filters_of(wanted: Filter, groups: Iterable[Group]) -> list[dict[str, Any]]:
    """The four questions above the log, each with its choices and what is chosen."""
    lists: list[tuple[str, Any, list[tuple[str, Any]]]] = [
        ("state", _("State"), [(ANY_OPEN, _("All that are open")), *ChallengeState.choices]), ("kind", _("What kind"), [*Kind.choices]),
        ("rung", _("With whom"), [*Rung.choices]), ("group", _("Group"), [(group.ref, group.name) for group in groups])]
    return [{"name": name, "label": label, "choices": choices, "chosen": getattr(wanted, name)} for name, label, choices in lists]


def log_context(programme: Programme, user: Any, given: Any, *, start: int, most: int, on: date) -> dict[str, Any]:
    """What the reader finds in the log of the programme: a page of it, filtered, with how many there are. Five queries."""
    readable = policies.challenges_read_by(user).filter(programme=programme)
    groups = list(policies.groups_to_name(user, programme).order_by("name", "pk"))
    wanted = Filter.of(given, groups)
    rows = list(wanted.apply(readable).whole().order_by("-raised_at", "-pk")[start:start + most + 1])
    names = bool(may_see_names(user, programme))
    return {
        "programme": programme, "rows": rows_of(rows[:most], names=names, me=policies.partner_of(user), on=on),
        "sentence": sentence_of(readable), "filters": filters_of(wanted, groups), "is_filtered": any(wanted), "query": wanted.query(),
        "start": start, "previous": max(start - most, 0), "next": start + most if len(rows) > most else 0,
        "may_raise": policies.may_raise_challenge(user, programme), "may_note": policies.may_note_challenge(user, programme)}

