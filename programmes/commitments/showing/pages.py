"""The register of a programme, narrowed and in order; and one promise with everything that was said of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.clock import day_of
from coprod.kit.saying import day, days
from coprod.kit.sheets import Sheet
from partners.models import Group, Organisation
from programmes.commitments.catalogue import ON_A_PAGE, Look
from programmes.commitments.lifecycles import DROPPED, CommitmentState
from programmes.commitments.models import Commitment, CommitmentReport, CommitmentWord
from programmes.commitments.models.commitment import STILL_OPEN
from programmes.commitments.models.words import noted
from programmes.commitments.policies import (
    is_of_owners_side,
    is_reported,
    may_answer_promise,
    may_ask_new_day,
    may_change_owner,
    may_insist,
    may_judge,
    may_note_judgement,
    may_record_break,
    may_report,
    may_withdraw,
)
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names

TONES = {"proposed": "not_started", "agreed": "running", "on_track": "running", "at_risk": "concern", "late": "refused",
         "renegotiated": "concern", "claimed": "waiting", "met": "done", "disputed": "refused", "broken": "refused", "declined": "gap",
         "withdrawn": "gap"}


class Wanted(NamedTuple):
    """How the reader narrowed the register."""

    look: str = ""
    organisation: Organisation | None = None
    group: Group | None = None


class Line(NamedTuple):
    """A promise in a list."""

    it: Commitment
    who: str
    when: str
    tone: str
    late: str           # "", "late", "amber" or "red"
    breaches: int


def who_keeps(it: Commitment) -> str:
    """Persons, organisation, and who else has a part in it, in one line."""
    named = [each.name if each.is_professional else each.shown for each in it.owners()]
    if it.organisation:
        named.append(it.organisation.name)
    if it.together_with:
        named.append(it.together_with)
    return ", ".join(named) or _("The programme’s team")


def by_when(it: Commitment, on: date) -> str:
    if it.is_standing:
        return _("goes on for good")
    words = day(it.due_on)
    if it.due_on and it.is_overdue(on):
        return _("%(day)s (%(late)s late)") % {"day": words, "late": days((on - it.due_on).days)}
    return words


def narrowed(programme: Programme, wanted: Wanted, on: date) -> QuerySet[Commitment]:
    found = Commitment.objects.filter(programme=programme).looked_at(wanted.look, on)
    if wanted.organisation:
        found = found.filter(organisation=wanted.organisation)
    if wanted.group:
        found = found.filter(group=wanted.group)
    return found


def lines_of(found: QuerySet[Commitment], on: date, *, start: int = 0, most: int = ON_A_PAGE) -> list[Line]:
    """A page of it, what is urgent first. One query."""
    rows = found.urgent_first(on).whole().with_breaches()[start:start + most]
    return [Line(it, who_keeps(it), by_when(it, on), TONES[it.state], it.how_late(on), it.n_breaches) for it in rows]


class Counts(NamedTuple):
    open: int
    overdue: int
    judge: int
    disputed: int
    kept: int
    broken: int
    dropped: int


def counts_of(programme: Programme, on: date, group: Group | None = None) -> Counts:
    """How many there are of each kind. One query."""
    late = Q(state__in=["agreed", "on_track", "at_risk", "renegotiated", "late", "disputed"], due_on__lt=on)
    found = Commitment.objects.filter(programme=programme, **({"group": group} if group else {})).aggregate(
        open=Count("pk", filter=STILL_OPEN), overdue=Count("pk", filter=late), judge=Count("pk", filter=Q(state="claimed")),
        disputed=Count("pk", filter=Q(state="disputed")), kept=Count("pk", filter=Q(state="met")),
        broken=Count("pk", filter=Q(state="broken")), dropped=Count("pk", filter=Q(state__in=DROPPED)))
    return Counts(**found)


def sentence_of(counts: Counts) -> str:
    """The register in one sentence."""
    if not any(counts):
        return _("No promise is in the log yet.")
    kept = ngettext("%(n)d promise is kept", "%(n)d promises are kept", counts.kept) % {"n": counts.kept}
    ahead = ngettext("%(n)d is still to be kept", "%(n)d are still to be kept", counts.open) % {"n": counts.open}
    late = ngettext("of these %(n)d is past its day", "of these %(n)d are past their day", counts.overdue) % {"n": counts.overdue}
    broken = ngettext("%(n)d is broken", "%(n)d are broken", counts.broken) % {"n": counts.broken}
    return _("%(kept)s, %(ahead)s, %(late)s, and %(broken)s.") % {"kept": kept, "ahead": ahead, "late": late, "broken": broken}


def looks(counts: Counts) -> list[tuple[str, str, int]]:
    """The ways to narrow the register, with how many are in each."""
    return [(look.value, str(look.label), getattr(counts, look.value)) for look in Look]


def as_sheet(title: str, found: QuerySet[Commitment], on: date, *, names: bool) -> Sheet:
    """All of them as a table to take away. One query."""
    last = CommitmentReport.objects.filter(commitment=OuterRef("pk")).order_by("-at", "-pk")
    rows = list(found.urgent_first(on).whole().with_breaches().annotate(
        n_said=Subquery(last.values("text")[:1]), n_evidence=Subquery(last.values("evidence")[:1])))

    def row(it: Any) -> Sequence[Any]:
        asked = (it.asked_by.name if names else it.asked_by.shown) if it.asked_by else ""
        return [it.text, who_keeps(it), it.due_on or _("goes on for good"), it.get_state_display(), asked, it.about_name,
                it.group.name if it.group else "", it.n_said, it.n_evidence,
                day_of(it.closed_at) if it.closed_at else "", it.because, it.n_breaches]

    return Sheet(title, [_("Promise"), _("Who keeps it"), _("By when"), _("How it stands"), _("Who asked"), _("Where it was made"),
                         _("Group"), _("Last report"), _("Evidence"), _("Closed on"), _("Reason"), _("Times broken")],
                         [row(it) for it in rows])


# --- one promise --------------------------------------------------------------------------------------------------------

class Said(NamedTuple):
    """One thing that was said of it, in the order of time."""

    at: Any
    who: str
    what: str
    text: str
    evidence: str
    noted: str
    is_lay: bool
    is_old: bool


def what_was_said(it: Commitment, *, names: bool) -> list[Said]:
    """Reports, lay words, other days and breaches in the order of time. Four queries."""
    def called(person: Any) -> str:
        return str(person.name if names or person.is_professional else person.shown)

    reports = [Said(each.at, called(each.by), each.get_stands_display(), each.text, each.evidence, noted(each), False, False)
               for each in it.reports.select_related("by", "noted_by")]
    words = [Said(each.at, called(each.by), each.get_value_display(), each.text, "", noted(each), True,
                  bool(each.replaced_at) or each.round != it.round)
             for each in CommitmentWord.objects.filter(commitment=it).select_related("by", "noted_by")]
    breaches = [Said(each.at, called(each.by), _("It was not kept on %(day)s") % {"day": day(each.happened_on)}, each.text, "",
                     noted(each), True, False) for each in it.breaches.select_related("by", "noted_by")]
    moved = []
    for each in it.new_days.select_related("asked_by", "said_by", "noted_by"):
        moved.append(Said(each.asked_at, called(each.asked_by), _("Another day is asked for: %(day)s") % {"day": day(each.to_day)},
                          each.because, "", "", False, False))
        if each.said_at:
            moved.append(Said(each.said_at, called(each.said_by), each.get_state_display(), each.said, "", noted(each), True, False))
    return sorted([*reports, *words, *breaches, *moved], key=lambda said: said.at)


def commitment_context(it: Commitment, user: Any, on: date) -> dict[str, Any]:
    """What the page of one promise shows, and what the reader may do."""
    names = bool(may_see_names(user, it.programme))
    partner = getattr(user, "partner", None)
    return {
        "it": it, "who": who_keeps(it), "when": by_when(it, on), "tone": TONES[it.state], "names": names,
        "said": what_was_said(it, names=names),
        "asked": it.new_days.filter(state="asked").first() if is_reported(it) else None, "late": it.how_late(on),
        "was_late": it.state == CommitmentState.MET and it.was_late(), "may_answer": may_answer_promise(user, it),
        "may_report": may_report(user, it), "may_ask_day": may_ask_new_day(user, it), "may_judge": may_judge(user, it),
        "may_note": may_note_judgement(user, it), "may_break": may_record_break(user, it), "may_withdraw": may_withdraw(user, it),
        "may_insist": may_insist(user, it), "may_change_owner": may_change_owner(user, it),
        "own_side": partner is not None and it.state == CommitmentState.CLAIMED and is_of_owners_side(partner, it, on)}
