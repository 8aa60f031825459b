"""How a panel and a nominee are shown; the panel's door on the page of a call; the outcome on the person's own page."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.saying import day
from coprod.post.models import Message
from partners.candidates.models import token_of
from partners.models import Candidate, Partner
from programmes.calls.lifecycles import CallState
from programmes.calls.models import Call
from programmes.calls.policies import may_run_call
from programmes.calls.showing import CALL_LINKS, Link
from programmes.nominations.lifecycles import OUTCOMES, NominationState
from programmes.nominations.models import Nomination
from programmes.nominations.showing import BECAME, GOES_ON, MY_NOMINATION, WHY_NOBODY, Beside, words_of
from programmes.programme.policies import partner_of
from programmes.programme.telling import named
from programmes.selection.lifecycles import PanelState
from programmes.selection.models import Decision, Mark, Outcome, Panel, ScoreSheet
from programmes.selection.policies import Member, qualities_of, undeclared_by, unmarked_by, waiting_for

TONES: dict[str, str] = {
    PanelState.DECLARING: "waiting", PanelState.SCORING: "running", PanelState.DECIDING: "concern", PanelState.RELEASED: "done"}
OUTCOME_TONES: dict[str, str] = {Outcome.SELECT: "done", Outcome.RESERVE: "waiting", Outcome.FORUM: "running", Outcome.NOT: "refused"}

# What the person reads. The reason follows in the panel's own words.
TOLD: dict[str, Any] = {
    Outcome.SELECT: _("You are selected. We write to you about the next steps."),
    Outcome.RESERVE: _("You are not selected now. We should like to keep you on the reserve list."),
    Outcome.FORUM: _("You are not selected for this role. We offer you a place in the Forum."),
    Outcome.NOT: _("You are not selected for this role. Thank you for putting yourself forward."),
}
SELECTED = _("You are selected.")      # once the next steps have come
# What who put somebody forward reads: no reason, no marks
HEARD: dict[str, Any] = {
    Outcome.SELECT: _("%(name)s was selected."),
    Outcome.RESERVE: _("%(name)s was not selected now, and can be kept on the reserve list."),
    Outcome.FORUM: _("%(name)s was not selected, and was offered a place in the Forum."),
    Outcome.NOT: _("%(name)s was not selected."),
}
ASKED: dict[str, Any] = {
    Outcome.RESERVE: _("May we keep you on the reserve list for 12 months? If a seat falls empty, we ask you first."),
    Outcome.FORUM: _("Do you want to join the Forum? It is a larger group that answers plans before they are decided."),
}
ANSWERS_IN = {Outcome.RESERVE: NominationState.RESERVE, Outcome.FORUM: NominationState.OFFERED_FORUM}
ANSWERED: dict[tuple[str, str], Any] = {
    (Outcome.RESERVE, "yes"): _("You said yes. You are on the reserve list until %(day)s."),
    (Outcome.RESERVE, "no"): _("You said no. You are not on the reserve list."),
    (Outcome.FORUM, "yes"): _("You said yes to the Forum. We write to you about the next steps."),
    (Outcome.FORUM, "no"): _("You said no to the Forum."),
}


JOINED = _("You said yes. You are a member of the Forum now.")


def state_of(panel: Panel) -> tuple[str, str, str]:
    """Code, words and tone."""
    return panel.state, panel.get_state_display(), TONES[panel.state]


class Row(NamedTuple):
    """A member on the page of the panel. `left` says how many wait for their marks, to who runs the panel only."""

    name: str
    is_lay: bool
    is_chair: bool
    has_declared: bool
    is_done: bool
    left: int | None


def rows_of(panel: Panel, members: list[Member], *, names: bool, counts: bool, me: Partner | None) -> list[Row]:
    """Each member, and whether their part is done: a query for each member, of whom a panel has few."""
    declared, found = set(panel.declared.values_list("partner", flat=True)), []        # type: ignore[attr-defined]
    for member in members:
        has = member.partner.pk in declared
        left = waiting_for(panel, member.partner).filter(unmarked_by(member.partner)).count() if has and panel.begun_at else None
        found.append(Row(named(member.partner, names=names or member.partner == me, role="PANEL"), member.is_lay, member.is_chair, has,
                         has and left == 0, left if counts else None))
    return found


class Assessed(NamedTuple):
    """One member's marks for somebody."""

    who: str
    is_lay: bool
    at: datetime
    marks: list[tuple[str, str, str]]      # quality, value in words, note


def _heads(nomination: Nomination) -> dict[str, str]:
    return {part.name: str(part.heads) for part in qualities_of(nomination.profile)}


def asked_of(nomination: Nomination) -> list[tuple[str, str]]:
    """What the role profile says about each quality."""
    return [(str(part.heads), getattr(nomination.profile, part.name)) for part in qualities_of(nomination.profile)]


def assessed(nomination: Nomination, *, only: Partner | None = None) -> list[Assessed]:
    """All marks that count, or with `only` that member's: two queries."""
    sheets = ScoreSheet.objects.that_count().filter(nomination=nomination).select_related("partner").prefetch_related("marks").order_by(
        "given_at", "pk")
    heads = _heads(nomination)
    order = list(heads)
    return [Assessed(sheet.partner.name, sheet.is_lay, sheet.given_at, [
        (heads[mark.quality], f"{mark.value}: {Mark.Value(mark.value).label}", mark.note)
        for mark in sorted(sheet.marks.all(), key=lambda mark: order.index(mark.quality)) if mark.quality in heads])
        for sheet in (sheets.filter(partner=only) if only else sheets)]


def averages_of(nominations: list[Nomination]) -> dict[int, str]:
    """How many points each got on average, of how many: one query."""
    found = ScoreSheet.objects.that_count().filter(nomination__in=[each.pk for each in nominations]).order_by().annotate(
        points=Sum("marks__value"), n=Count("marks")).values_list("nomination", "points", "n")
    given: dict[int, list[tuple[int, int]]] = {}
    for nomination, points, n in found:
        given.setdefault(nomination, []).append((points or 0, n))
    return {pk: say("%(points)s of %(most)d") % {
        "points": f"{sum(points for points, _n in those) / len(those):.1f}".removesuffix(".0"), "most": 3 * max(n for _points, n in those)}
        for pk, those in given.items()}


# --- doors -----------------------------------------------------------------------------------------------------------------

def panel_of(user: Any, call: Call, on: date) -> Link | None:
    """From a call to its panel; for who runs the call, to naming one."""
    found = Panel.objects.filter(call=call).first()
    if found:
        return Link(_("Selection panel"), found.get_absolute_url(), _("Who chooses, and how far it is."))
    if call.state in (CallState.OPEN, CallState.CLOSED) and may_run_call(user, call):
        return Link(_("Name the selection panel"), reverse("programmes:panel-name", args=[call.ref]),
                    _("Which group chooses, with at least one lay member, and the day it meets."))
    return None


def released_of(nominations: QuerySet | list[Nomination]) -> QuerySet:
    return Decision.objects.filter(nomination__in=nominations, released_at__isnull=False).select_related(
        "nomination__profile").defer("nomination__profile__support").order_by("released_at", "pk")


def heard_of(nominations: list[Nomination]) -> dict[int, Any]:
    """What who put them forward reads on their page: the words of the mail, where the person agreed to that."""
    known = {each.pk: each for each in nominations if each.state in OUTCOMES and each.is_nominator_known
             and each.candidate.nominator_may_hear and not each.candidate.is_gone()}
    return {decision.nomination_id: str(HEARD[decision.outcome]) % {"name": known[decision.nomination_id].candidate.name}
            for decision in released_of(list(known.values()))} if known else {}


def waits_for_answer(decision: Decision) -> bool:
    """Whether the person is asked yes or no, and has said neither."""
    return not decision.answer and ANSWERS_IN.get(decision.outcome) == decision.nomination.state       # type: ignore[call-overload]


def outcome_of(candidate: Candidate, nominations: list[Nomination], at: datetime) -> list[Beside]:
    """What the panel decided, the reason in words, and the question that goes with it."""
    address = reverse("programmes:my-outcome", args=[token_of(candidate.ref)])
    return _outcomes(candidate, nominations, _("Say yes or no"), lambda decision: f"{address}?about={decision.ref}")


def outcome_by_hand(message: Message) -> list[Beside]:
    """What to read out to who has no e-mail: what stands on their own page, and where their answer is noted."""
    candidate = Candidate.objects.known().one_or_none(ref=message.about) if message.kind == "outcome" else None
    if candidate is None:
        return []
    theirs = list(candidate.nominations.that_count())       # type: ignore[attr-defined]
    return _outcomes(candidate, theirs, _("Note what they say"), lambda decision: reverse("programmes:outcome-note", args=[decision.ref]))


def _outcomes(candidate: Candidate, nominations: list[Nomination], action: Any, path_of: Callable[[Decision], str]) -> list[Beside]:
    found, goes_on = [], words_of(GOES_ON, nominations)
    for decision in released_of(nominations):
        is_further = decision.outcome == Outcome.SELECT and decision.nomination_id in goes_on      # type: ignore[attr-defined]
        lines = [SELECTED if is_further else TOLD[decision.outcome]]
        if decision.reason:
            lines.append(say("The reason: %(reason)s") % {"reason": decision.reason})
        if decision.answer:
            lines.append(JOINED if (decision.outcome, decision.answer) == (Outcome.FORUM, "yes") and candidate.partner_id else
                         str(ANSWERED[decision.outcome, decision.answer]) % {"day": day(decision.nomination.reserve_until)})
        asks = waits_for_answer(decision)
        if asks:
            lines.append(ASKED[decision.outcome])
        found.append(Beside(say("The panel’s answer: %(title)s") % {"title": decision.nomination.profile.title}, lines,
                            action if asks else "", path_of(decision) if asks else ""))
    return found


def first_declare(user: Any, call: Call, on: date) -> Link | None:
    """For who keeps the register and sits on the panel: whom it lists they see when they have declared their interests."""
    partner = partner_of(user)
    panel = undeclared_by(partner, on=on).filter(call=call).first() if partner else None
    return Link(_("Say what you have to declare"), reverse("programmes:panel-declare", args=[panel.ref]), _(
        "You are on the panel of this call, so you see nobody here until you have declared your interests.")) if panel else None


CALL_LINKS.append(panel_of)
WHY_NOBODY.append(first_declare)
MY_NOMINATION.append(outcome_of)
BECAME.append(heard_of)
