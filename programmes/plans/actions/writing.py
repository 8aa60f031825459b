"""Writing a plan, giving it new versions, and saying what can still change in it."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.written import Piece, pieces_of
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.plans.catalogue import ALIKE, MOST_PIECES, MOST_POINTS
from programmes.plans.lifecycles import PLAN, PlanState
from programmes.plans.models import OpenPoint, Plan, PlanParagraph, PlanVersion
from programmes.plans.policies.moving import refuse_if_not_ready
from programmes.programme.models import Workstream
from programmes.stages.lifecycles import SIGNED_STATES

SAME_NAME = _("Another plan of this programme has that short name. Choose another one.")


def locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("programme", "workstream__group").get(pk=plan.pk)


@transaction.atomic
def start_plan(workstream: Workstream, *, by: Partner, at: datetime, ref: str = "", points: Iterable[str] = (), **facts: Any) -> Plan:
    """An emerging plan of the workstream: `facts` are mark, title, purpose, text, fixed, decide_on, paper; `points` is what can still
    change. A form that was sent twice with the same `ref` is one plan.

    Raises NotAllowedNow if the text is empty or too long, or another plan of the programme has the same short name.
    """
    there = Plan.objects.one_or_none(ref=ref) if ref else None
    if there and there.started_by_id == by.pk and there.workstream_id == workstream.pk:
        return there
    plan = Plan(ref=ref if ref and not there else new_ref(), programme=workstream.programme, workstream=workstream, started_at=at,
                started_by=by, **facts)
    plan.text = plan.text.replace("\r\n", "\n")
    pieces = _checked(plan)
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        if again := Plan.objects.filter(ref=plan.ref, started_by=by, workstream=workstream).first():        # the second click of two
            return again
        raise NotAllowedNow("start", SAME_NAME) from None
    PlanVersion.objects.create(plan=plan, number=1, at=at, by=by)
    PlanParagraph.objects.bulk_create([
        PlanParagraph(plan=plan, number=number, kind=piece.kind, level=piece.level, text=piece.text)
        for number, piece in enumerate(pieces, start=1)], batch_size=500)
    record(plan, "start", by=by, at=at, now=plan.state)
    for text in points:
        add_point(plan, by=by, at=at, text=text)
    return plan


class ChangedMeanwhile(NotAllowedNow):
    """Somebody else gave the plan a new version since it was opened."""


@transaction.atomic
def change_plan(plan: Plan, *, by: Partner, at: datetime, seen: int, what_changed: str = "", **facts: Any) -> Plan:
    """Other words or facts. Another text is a new version, which says what is new in it; a paragraph whose words changed keeps its name.

    Raises NotAllowedNow if it is decided or withdrawn, or a new version does not say what is new; ChangedMeanwhile if the version that was
    `seen` is not the one that stands.
    """
    it = locked(plan)
    if not it.can_change():
        raise NotAllowedNow("change", _("It is decided or withdrawn: its words stand."))
    if it.version != seen:
        raise ChangedMeanwhile("change", _(
            "Somebody else gave this plan a new version since you opened it. What stands there now is above. Take from it what you need, "
            "then save: your text takes its place."))
    if "text" in facts:
        facts["text"] = facts["text"].replace("\r\n", "\n")
    is_new = "text" in facts and facts["text"] != it.text
    if not any(getattr(it, name) != value for name, value in facts.items()):
        return it
    for name, value in facts.items():
        setattr(it, name, value)
    pieces = _checked(it)
    if is_new:
        if not what_changed:
            raise NotAllowedNow("change", _("Say what is new in this version."))
        it.version += 1
        PlanVersion.objects.create(plan=it, number=it.version, at=at, by=by, what_changed=what_changed)
        word_anew(it, pieces)
    try:
        with transaction.atomic():
            it.save()
    except IntegrityError:
        raise NotAllowedNow("change", SAME_NAME) from None
    record(it, "renew" if is_new else "change", by=by, at=at, version=it.version)
    return it


def word_anew(plan: Plan, pieces: list[Piece]) -> None:
    """The paragraphs of version `plan.version`. What stays keeps its row; what is worded anew, or moved, is a new row under the old name;
    what goes is kept as gone, where it stood; what comes has a name of its own. A fixed number of queries for each 500 paragraphs."""
    everything = list(plan.paragraphs.order_by("number", "pk"))
    was = [each for each in everything if each.gone_in is None]
    now = [(piece.kind, piece.level, piece.text) for piece in pieces]
    matched = SequenceMatcher(a=[(each.kind, each.level, each.text) for each in was], b=now, autojunk=False)
    kept: dict[int, PlanParagraph] = {}         # by their place in the new text
    for block in matched.get_matching_blocks():
        kept |= {block.b + n: was[block.a + n] for n in range(block.size)}
    stays = {each.pk for each in kept.values()}
    gone = [each for each in was if each.pk not in stays]
    new = [number for number in range(len(now)) if number not in kept]
    names = dict(zip(new, anchors(gone, [now[number] for number in new]), strict=True))
    made = {number: PlanParagraph(plan=plan, anchor=names[number] or new_ref(), kind=now[number][0], level=now[number][1],
                                  text=now[number][2], since=plan.version) for number in new}
    in_order = _in_order(everything, [kept.get(number) or made[number] for number in range(len(now))], stays)
    moved = []
    for number, each in enumerate(in_order, start=1):
        if each.number != number:
            each.number = number
            if each.pk is not None:
                moved.append(each)
    PlanParagraph.objects.bulk_update(moved, ["number"], batch_size=500)
    PlanParagraph.objects.filter(pk__in=[each.pk for each in gone]).update(gone_in=plan.version)
    PlanParagraph.objects.bulk_create(made.values(), batch_size=500)


def _in_order(everything: list[PlanParagraph], now: list[PlanParagraph], stays: set[int]) -> list[PlanParagraph]:
    """All wordings in one order in which every version reads as it did: new ones stand before the next one that stays."""
    found: list[PlanParagraph] = []
    coming = iter(now)
    for each in everything:
        if each.pk in stays:
            for one in coming:
                if one.pk == each.pk:
                    break
                found.append(one)
        found.append(each)
    return [*found, *coming]


_WORD = re.compile(r"\w+")
_LONG_WORD = 20         # a longer one is written without spaces: its signs are compared


def _words(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for word in _WORD.findall(text.lower()):
        found.update(word if len(word) > _LONG_WORD else [word])
    return found or Counter(text)


def alike(one: Counter[str], other: Counter[str]) -> float:
    """How much of two wordings is the same, from 0 to 1."""
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)


def anchors(was: list[PlanParagraph], now: list[tuple[str, int, str]]) -> list[str]:
    """For each of `now` the name that it keeps, because it is one of `was` in other words or in another place, or "". The most alike
    first, then in their order; each name once."""
    before, after = [_words(each.text) for each in was], [_words(text) for _kind, _level, text in now]
    pairs = []
    for number, (kind, _level, text) in enumerate(now):
        for place, old in enumerate(was):
            if old.kind == kind and (ratio := 1.1 if old.text == text else alike(before[place], after[number])) >= ALIKE:
                pairs.append((-ratio, abs(place - number), place, number))
    found, taken = [""] * len(now), set()
    for _ratio, _distance, place, number in sorted(pairs):
        if place not in taken and not found[number]:
            found[number] = was[place].anchor
            taken.add(place)
    return found


@transaction.atomic
def add_point(plan: Plan, *, by: Partner, at: datetime, text: str) -> OpenPoint:
    """One more thing that can still change. The same words again are the same point. Raises NotAllowedNow if it is decided or withdrawn."""
    it = locked(plan)
    if not it.can_change():
        raise NotAllowedNow("add_point", _("It is decided or withdrawn: nothing in it is open."))
    points: Any = it.points
    if there := points.open().filter(text=text).first():
        return there
    number = (points.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST_POINTS:
        raise NotAllowedNow("add_point", _("That is too many open points for anybody to answer. Put some of them together."))
    made = OpenPoint.objects.create(plan=it, number=number, text=text, added_at=at, added_by=by)
    record(it, "open_point", by=by, at=at, number=number)
    return made


@transaction.atomic
def settle_point(point: OpenPoint, *, by: Partner, at: datetime, settled: str) -> OpenPoint:
    """It is not open any more, and how it was settled. Raises NotAllowedNow if it was settled before."""
    it = OpenPoint.objects.select_for_update(of=("self",)).select_related("plan__programme").get(pk=point.pk)
    if it.plan.state == PlanState.WITHDRAWN:
        raise NotAllowedNow("settle_point", _("The plan is withdrawn."))
    if it.closed_at is not None:
        raise NotAllowedNow("settle_point", _("This point was settled already."))
    it.closed_at, it.closed_by, it.settled = at, by, settled
    it.save(update_fields=["closed_at", "closed_by", "settled"])
    record(it.plan, "settle_point", by=by, at=at, number=it.number)
    return it


@transaction.atomic
def withdraw_plan(plan: Plan, *, by: Partner, at: datetime, because: str) -> Plan:
    """It goes no further, and why. A decision that has not become its own, and stages that are not signed, are free for another plan.

    Raises NotAllowedNow while the Forum is answering it, when it is published, or when a later wing says that something has to be done
    before.
    """
    it = locked(plan)
    refuse_if_not_ready(it, "withdraw")
    facts: dict[str, Any] = {} if it.state == PlanState.DECIDED else {"decision": None}
    for stage, moment in (("forum_stage", "forum_tied_at"), ("decision_stage", "decision_tied_at")):
        tied = getattr(it, stage)
        if tied is not None and tied.state not in SIGNED_STATES:
            facts |= {stage: None, moment: None}
    make_move(plan, PLAN, "withdraw", by=by, at=at, closed_because=because, **facts)
    return plan


def _checked(plan: Plan) -> list[Piece]:
    """The pieces of its text. Raises NotAllowedNow if nobody could read it."""
    pieces = pieces_of(plan.text)
    if not pieces:
        raise NotAllowedNow("write", _("Enter the text of the plan. A title alone cannot be answered."))
    if len(pieces) > MOST_PIECES:
        raise NotAllowedNow("write", _("The text has too many paragraphs. Take out what nobody can change any more."))
    return pieces
