"""A plan is decided, looked through, published, delivered and reviewed (S10, PU3); and the runs of stages that are its own."""

import unicodedata
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.scanning import NEVER, Found, Kind, found_in
from coprod.kit.written import pieces_of
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.decisions.actions.deciding import link_decision
from programmes.decisions.lifecycles import DecisionState
from programmes.decisions.models import DecisionRecord
from programmes.plans.actions.writing import locked, word_anew
from programmes.plans.lifecycles import PLAN, PlanState, SummaryState
from programmes.plans.models import Plan, PlanFind, PlanVersion
from programmes.plans.policies.moving import finds_in, missing_to_decide, missing_to_publish, refuse_if_not_ready
from programmes.stages.lifecycles import SIGNED_STATES
from programmes.stages.models import Stage

TAKEN_OUT = "[…]"


@transaction.atomic
def link_plan(plan: Plan, *, by: Partner, at: datetime, decision: DecisionRecord | None) -> Plan:
    """Say which decision is about the plan, or that none is. Where the plan has its run of stage 10 and the decision none, the decision
    belongs to it too.

    Raises NotAllowedNow if the plan is decided or withdrawn, or the decision is withdrawn, of another programme or of another plan.
    """
    it = locked(plan)
    if not it.can_change():
        raise NotAllowedNow("link", _("It is decided or withdrawn."))
    if decision is not None and (decision.programme_id != it.programme_id or decision.state == DecisionState.WITHDRAWN):
        raise NotAllowedNow("link", _("That decision was withdrawn, or is not one of this programme."))
    if it.decision_id == (decision.pk if decision else None):
        return it
    it.decision = decision
    try:
        with transaction.atomic():
            it.save(update_fields=["decision"])
    except IntegrityError:
        raise NotAllowedNow("link", _("That decision is about another plan already.")) from None
    record(it, "link", by=by, at=at, decision=decision.ref if decision else "")
    _tie_decision(it, by=by, at=at)
    return it


def _tie_decision(plan: Plan, *, by: Partner, at: datetime) -> None:
    decision, stage = plan.decision, plan.decision_stage
    if decision is None or stage is None or decision.stage_id is not None:
        return
    if not DecisionRecord.objects.filter(stage=stage).exists():
        link_decision(decision, by=by, at=at, stage=stage, meeting=decision.meeting)


@transaction.atomic
def decide_plan(plan: Plan, *, by: Partner, at: datetime) -> Plan:
    """It is decided, by its decision in the log. Raises NotAllowedNow with what is missing, or when somebody has not had their answer."""
    it = locked(plan)
    refuse_if_not_ready(it, "decide")
    if it.offers("decide"):
        for why in missing_to_decide(it):
            raise NotAllowedNow("decide", why)
    make_move(it, PLAN, "decide", by=by, at=at, about={"decision": it.decision.ref if it.decision else ""})
    return it


# --- looked through -----------------------------------------------------------------------------------------------------

@transaction.atomic
def let_stand(plan: Plan, *, by: Partner, at: datetime, kind: str, words: str, because: str) -> PlanFind:
    """Why something that looks as if it led to a person may stand in the plan. The same once more changes nothing.

    Raises NotAllowedNow if it is not in it, or is an NHS number, which never stands there; or the plan is published or withdrawn.
    """
    it = _still_in(plan)
    if kind in NEVER:
        raise NotAllowedNow("let_stand", _("An NHS number is always somebody’s. Take it out."))
    if all((each.found.kind, each.found.words) != (kind, words) for each in finds_in(it)):
        raise NotAllowedNow("let_stand", _("It does not stand in the plan any more."))
    there = PlanFind.objects.filter(plan=it, kind=kind, words=words).first()
    if there:
        return there
    made = PlanFind.objects.create(plan=it, kind=kind, words=words, because=because, at=at, by=by)
    record(made, "let_stand", by=by, at=at, kind=str(kind))
    return made


def _still_in(plan: Plan) -> Plan:
    it = locked(plan)
    if it.is_out() or it.state == PlanState.WITHDRAWN:
        raise NotAllowedNow("look_through", _("It is published or withdrawn."))
    return it


@transaction.atomic
def take_out(plan: Plan, *, by: Partner, at: datetime, kind: str, words: str) -> Plan:
    """Take it out of everything that everybody would read, also once the plan is decided: a mark stands in its place. If it stood in the
    text, that is a new version. The same once more changes nothing. Raises NotAllowedNow if the plan is published or withdrawn."""
    it, gone = _still_in(plan), Found(Kind(kind), words)
    was = it.text
    for name in ("mark", "title", "purpose", "text", "fixed", "delivery_text"):
        setattr(it, name, without(getattr(it, name), gone))
    if it.text != was:
        it.version += 1
        PlanVersion.objects.create(plan=it, number=it.version, at=at, by=by, what_changed=say("Taken out before publishing: %(kind)s") % {
            "kind": Kind(kind).label})
        word_anew(it, pieces_of(it.text))
    it.save()
    for rows, names in ((it.points.all(), ("text", "settled")),
                        (it.summaries.exclude(state=SummaryState.REPLACED), ("text",))):
        for each in rows:
            _clean(each, names, gone)
    record(it, "take_out", by=by, at=at, kind=str(kind))
    return it


def _clean(thing: Any, names: tuple[str, ...], gone: Found) -> None:
    changed = []
    for name in names:
        text = without(getattr(thing, name), gone)
        if text != getattr(thing, name):
            setattr(thing, name, text)
            changed.append(name)
    if changed:
        thing.save(update_fields=changed)


def without(text: str, gone: Found) -> str:
    """The same with a mark wherever `gone` was found. A line that hides it behind other signs for the same digits is written plainly."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if gone not in found_in(line):
            continue
        line = line.replace(gone.words, TAKEN_OUT)
        if gone in found_in(line):
            line = _plainly(line).replace(gone.words, TAKEN_OUT)
        lines[number] = line
    return "\n".join(lines)


def _plainly(line: str) -> str:
    line = unicodedata.normalize("NFKC", line)
    line = "".join(sign for sign in line if unicodedata.category(sign) != "Cf")
    return "".join("-" if "\u2010" <= sign <= "\u2015" or sign == "\u2212" else " " if sign.isspace() else sign for sign in line)


@transaction.atomic
def publish_plan(plan: Plan, *, by: Partner, at: datetime) -> Plan:
    """Everybody reads it without an account, with its decision. Raises NotAllowedNow with what is missing."""
    it = locked(plan)
    if it.offers("publish"):
        for why in missing_to_publish(it, finds_in(it)):
            raise NotAllowedNow("publish", why)
    make_move(it, PLAN, "publish", by=by, at=at, published_at=at, published_by=by, public_ref=new_ref())
    return it


@transaction.atomic
def deliver_plan(plan: Plan, *, by: Partner, at: datetime, text: str) -> Plan:
    """It goes into delivery: who delivers it, and from when. Raises NotAllowedNow if it is not published, or is in delivery already."""
    make_move(plan, PLAN, "deliver", by=by, at=at, delivery_text=text)
    return plan


@transaction.atomic
def review_plan(plan: Plan, *, by: Partner, at: datetime, text: str) -> Plan:
    """What came of it. Raises NotAllowedNow if it is not in delivery."""
    make_move(plan, PLAN, "review", by=by, at=at, review_text=text)
    return plan


# --- its runs of stages 9 and 10 ----------------------------------------------------------------------------------------

@transaction.atomic
def tie_plan(plan: Plan, *, by: Partner, at: datetime, forum_stage: Stage | None, decision_stage: Stage | None) -> Plan:
    """Say which run of stage 9 and which of stage 10 are the plan's: the records then speak there about 9.2 and 10.5.

    What is tied to a stage that is signed shows and denies nothing there. Raises NotAllowedNow if a stage has its plan already, or one that
    was tied when it was signed would lose it.
    """
    it = locked(plan)
    for name, moment, stage in (("forum_stage", "forum_tied_at", forum_stage), ("decision_stage", "decision_tied_at", decision_stage)):
        was, since = getattr(it, name), getattr(it, moment)
        if stage is not None and (stage.programme_id, stage.code) != (it.programme_id, "S9" if name == "forum_stage" else "S10"):
            raise NotAllowedNow("tie", _("That stage is not one of this kind in this programme."))
        if was == stage:
            continue
        if was and was.state in SIGNED_STATES and was.signed_at and since and since <= was.signed_at:
            raise NotAllowedNow("tie", _("The stage to which it belongs is signed. It stays there."))
        setattr(it, name, stage)
        setattr(it, moment, at if stage else None)
    try:
        with transaction.atomic():
            it.save(update_fields=["forum_stage", "forum_tied_at", "decision_stage", "decision_tied_at"])
    except IntegrityError:
        raise NotAllowedNow("tie", _("That stage has its plan already.")) from None
    record(it, "tie", by=by, at=at)
    _tie_decision(it, by=by, at=at)
    return it
