"""Who prepares a decision, makes it and publishes it; and each thing that is missing before it may be made or published."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import add_working_days, day_of
from coprod.kit.saying import day
from programmes.decisions.catalogue import DIFFERS, LOOK_WORKING_DAYS, Method
from programmes.decisions.lifecycles import AHEAD, OUT, DecisionState
from programmes.decisions.models import DecisionDissent, DecisionPosition, DecisionRecord, DecisionSeen
from programmes.decisions.models.decisions import VOTES
from programmes.decisions.policies.reading import has_own_advisory
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.policies import standing

TEAM = frozenset({"PM", "SRO", "FAC"})
_KEEPS = _("The programme manager, the senior responsible owner, the facilitator and the lead of the workstream keep the log.")
CLOSED = _("The programme is closed.")


def may_prepare(user: Any, programme: Programme) -> Answer:
    if programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    return YES if standing(user).anywhere_in(programme) & (TEAM | {"WL"}) else No(_KEEPS)


def keeps(user: Any, decision: DecisionRecord) -> bool:
    """The team, and the lead of the workstream whose matter it is."""
    return bool(standing(user).codes(decision.programme, decision.workstream) & (TEAM | {"WL"}))


def _kept(user: Any, decision: DecisionRecord, states: Any, why: Any) -> Answer:
    if not keeps(user, decision):
        return No(_KEEPS)
    return YES if decision.state in states else No(why)


def may_change(user: Any, decision: DecisionRecord) -> Answer:
    return _kept(user, decision, [DecisionState.PREPARED], _("It stays as it is: it was made, put off or withdrawn."))


def may_defer(user: Any, decision: DecisionRecord) -> Answer:
    return _kept(user, decision, [DecisionState.PREPARED], _("Only what is prepared is put off."))


def may_resume(user: Any, decision: DecisionRecord) -> Answer:
    return _kept(user, decision, [DecisionState.DEFERRED], _("Only what was put off is taken up again."))


def may_withdraw(user: Any, decision: DecisionRecord) -> Answer:
    return _kept(user, decision, AHEAD, _("A decision that was made is not withdrawn. Make another one."))


def may_list_changes(user: Any, decision: DecisionRecord) -> Answer:
    return _kept(user, decision, [*AHEAD, DecisionState.MADE], _("It is published, or it was withdrawn."))


def may_show(user: Any, decision: DecisionRecord) -> Answer:
    """Ask the lay side to look at what was changed, before it is published (10.3)."""
    return _kept(user, decision, [DecisionState.PREPARED, DecisionState.MADE], _("It is published, put off or withdrawn."))


def may_make(user: Any, decision: DecisionRecord) -> Answer:
    """The manager and the owner; the lead for what the workstream's own group decides."""
    codes = standing(user).codes(decision.programme, decision.workstream)
    is_own = decision.workstream is not None and decision.group_id == decision.workstream.group_id
    if not (codes & {"PM", "SRO"} or ("WL" in codes and is_own)):
        return No(_("The programme manager or the senior responsible owner notes it; the lead, what their own workstream decides."))
    return YES if decision.state == DecisionState.PREPARED else No(_("It was made already, or it was put off or withdrawn."))


def may_publish(user: Any, decision: DecisionRecord) -> Answer:
    if not standing(user).codes(decision.programme) & {"PM", "SRO"}:
        return No(_("Only the programme manager or the senior responsible owner publishes a decision."))
    return YES if decision.state == DecisionState.MADE else No(_("Only what was made and is not published yet is published."))


def may_write_reason(user: Any, decision: DecisionRecord) -> Answer:
    """Also after it was made: a lay partner may say for 28 days that they do not agree."""
    if not standing(user).codes(decision.programme) & {"PM", "SRO"}:
        return No(_("Only the programme manager or the senior responsible owner writes the reason."))
    return YES if decision.state in OUT else No(_("Write it with the rest: the decision is not made yet."))


def may_link(user: Any, decision: DecisionRecord) -> Answer:
    """Say to which run of stage 10, and to which meeting, it belongs."""
    if not standing(user).codes(decision.programme) & {"PM", "SRO"}:
        return No(_("Only the programme manager or the senior responsible owner says to which stage it belongs."))
    return YES if decision.state != DecisionState.WITHDRAWN else No(_("It was withdrawn."))


# --- what is missing ---------------------------------------------------------------------------------------------------

def position_on(decision: DecisionRecord) -> DecisionPosition | None:
    """The one that counts."""
    found: DecisionPosition | None = DecisionPosition.objects.current().filter(decision=decision).first()
    return found


def needs_reason(decision: DecisionRecord) -> bool:
    """Whether it differs from what lay partners say: the Advisory Group does not agree or has concerns, or somebody lay does not agree."""
    return DecisionPosition.objects.current().filter(decision=decision, value__in=DIFFERS).exists() or \
        DecisionDissent.objects.standing().filter(decision=decision).exists()


def missing_to_make(decision: DecisionRecord, *, on: date) -> list[str]:
    """One sentence for each thing that is missing before it may be marked as made (10.1 to 10.4, 8.7, PM13, CC8)."""
    found = _how_it_was_decided(decision, on)
    position = position_on(decision)
    if position is None and has_own_advisory(decision.programme):
        found.append(say("The Advisory Group’s position is not recorded. It says it before the decision."))
    elif position is None and not decision.no_position_because:
        found.append(say("Say why there is no position of an Advisory Group."))
    elif position and position.wording != decision.wording:
        found.append(say("The words were changed after the Advisory Group said its position. Ask what it says now."))
    elif position and decision.decided_on and position.said_on > decision.decided_on:
        found.append(say("The Advisory Group’s position is younger than the decision."))
    if not decision.duty:
        found.append(say("Say whether the law asks that people are involved."))
    elif not decision.duty_how:
        found.append(say("Say how people were involved, when, and what changed; or why they need not be."))
    if not decision.options and not decision.no_options_because:
        found.append(say("Write which options were considered, or why no other was."))
    if not decision.no_changes and not decision.changes.exists():       # type: ignore[attr-defined]
        found.append(say("List what was changed since lay partners last saw the text, or say that nothing was changed."))
    if not decision.reason and needs_reason(decision):
        found.append(say("Lay partners do not fully agree. Write the reason that is published."))
    return found


def _how_it_was_decided(decision: DecisionRecord, on: date) -> list[str]:
    found = []
    if not decision.method:
        found.append(say("Say how it was decided."))
    elif decision.method == Method.DEFERRED:
        found.append(say("What is put off is not made. Put it off instead."))
    elif decision.method == Method.VOTE and not ((decision.votes_for or 0) + (decision.votes_against or 0)):
        found.append(say("Write how many voted for and against."))
    elif decision.method == Method.VOTE and (decision.votes_for or 0) <= (decision.votes_against or 0):
        found.append(say("No more voted for it than against. Then it was not decided so."))
    elif decision.method != Method.VOTE and any(each is not None for each in (
            decision.votes_for, decision.votes_against, decision.votes_none)):
        found.append(say("Only a vote has counts of votes."))
    there = decision.there()
    if there is None and decision.method != Method.LAW:
        found.append(say("Say how many people were there, and how many of them were lay partners."))
    if there and sum(getattr(decision, name) or 0 for name in VOTES) > there[1]:
        found.append(say("There are more votes than people who were there."))
    if decision.decided_on is None:
        found.append(say("Say on which day it was decided."))
    elif decision.decided_on > on:
        found.append(say("The day of the decision is still to come."))
    return found


def open_noes(decision: DecisionRecord) -> list[DecisionSeen]:
    """Each "no" to the changes that waits: listing another change does not answer it. One query."""
    return list(DecisionSeen.objects.open_noes().filter(decision=decision).order_by("at", "pk"))


def missing_to_publish(decision: DecisionRecord, *, on: date) -> list[str]:
    """One sentence for each thing that is missing before it may be published on that day (10.3, 10.4)."""
    found = []
    if decision.shown_at is None:
        found.append(say("Ask the lay side first to look at what was changed."))
    elif on < (until := add_working_days(day_of(decision.shown_at), LOOK_WORKING_DAYS)) and not DecisionSeen.objects.filter(
            decision=decision, round=decision.round).exists():
        found.append(say("Nobody of the lay side has looked yet. Wait for a word of them, or until %(day)s.") % {"day": day(until)})
    if open_noes(decision):
        found.append(say("A lay partner says that something is wrong. Answer it first: the answer stands beside it."))
    if not decision.reason and needs_reason(decision):
        found.append(say("Lay partners do not fully agree. Write the reason that is published."))
    return found
