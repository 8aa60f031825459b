"""Writing a plan, giving it new versions, and saying what can still change in it."""

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
from programmes.plans.lifecycles import PLAN
from programmes.plans.models import OpenPoint, Plan, PlanParagraph, PlanVersion
from programmes.programme.models import Workstream


def _locked(plan: Plan) -> Plan:
    return Plan.objects.select_for_update(of=("self",)).select_related("programme", "workstream__group").get(pk=plan.pk)


@transaction.atomic
def start_plan(workstream: Workstream, *, by: Partner, at: datetime, ref: str = "", points: Iterable[str] = (), **facts: Any) -> Plan:
    """An emerging plan of the workstream: `facts` are mark, title, purpose, text, fixed, decide_on, paper; `points` is what can still
    change. A form that was sent twice with the same `ref` is one plan.

    Raises NotAllowedNow if the text is empty or too long, or another plan of the programme has the same short name.
    """
    there = Plan.objects.filter(ref=ref).first() if ref else None
    if there and there.started_by_id == by.pk and there.workstream_id == workstream.pk:
        return there
    plan = Plan(ref=ref if ref and not there else new_ref(), programme=workstream.programme, workstream=workstream, started_at=at,
                started_by=by, **facts)
    pieces = _checked(plan)
    try:
        with transaction.atomic():
            plan.save()
    except IntegrityError:
        raise NotAllowedNow("start", _("Another plan of this programme has that short name. Choose another one."))
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
    it = _locked(plan)
    if not it.can_change():
        raise NotAllowedNow("change", _("It is decided or withdrawn: its words stand."))
    if it.version != seen:
        raise ChangedMeanwhile("change", _(
            "Somebody else gave this plan a new version since you opened it. What stands there now is above. Take from it what you need, "
            "then save: your text takes its place."))
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
        raise NotAllowedNow("change", _("Another plan of this programme has that short name. Choose another one."))
    record(it, "renew" if is_new else "change", by=by, at=at, version=it.version)
    return it


def word_anew(plan: Plan, pieces: list[Piece]) -> None:
    """The paragraphs of version `plan.version`. What stays keeps its row; what is worded anew is a new row under the old name; what goes
    is kept as gone; what comes has a name of its own."""
    was = list(plan.paragraphs.standing())      # type: ignore[attr-defined]
    now = [(piece.kind, piece.level, piece.text) for piece in pieces]
    matched = SequenceMatcher(a=[(each.kind, each.level, each.text) for each in was], b=now, autojunk=False)
    stays: list[PlanParagraph] = []
    gone: list[int] = []
    made: list[PlanParagraph] = []
    for sign, a1, a2, b1, b2 in matched.get_opcodes():
        if sign == "equal":
            for each, number in zip(was[a1:a2], range(b1 + 1, b2 + 1), strict=True):
                each.number = number
                stays.append(each)
            continue
        gone += [each.pk for each in was[a1:a2]]
        names = anchors(was[a1:a2], now[b1:b2])
        made += [PlanParagraph(plan=plan, anchor=names.get(number) or new_ref(), number=b1 + number + 1, kind=kind, level=level, text=text,
                               since=plan.version) for number, (kind, level, text) in enumerate(now[b1:b2])]
    PlanParagraph.objects.bulk_update(stays, ["number"], batch_size=500)
    PlanParagraph.objects.filter(pk__in=gone).update(gone_in=plan.version)
    PlanParagraph.objects.bulk_create(made, batch_size=500)


def anchors(was: list[PlanParagraph], now: list[tuple[str, int, str]]) -> dict[int, str]:
    """For each of `now` (by its place) that is one of `was` in other words: the name it keeps. The most alike first; each once."""
    alike = sorted(((SequenceMatcher(a=old.text, b=text, autojunk=False).ratio(), -place, -number)
                    for number, (kind, _level, text) in enumerate(now) for place, old in enumerate(was) if old.kind == kind), reverse=True)
    found: dict[int, str] = {}
    taken: set[int] = set()
    for ratio, place, number in alike:
        if ratio >= ALIKE and -place not in taken and -number not in found:
            found[-number] = was[-place].anchor
            taken.add(-place)
    return found


@transaction.atomic
def add_point(plan: Plan, *, by: Partner, at: datetime, text: str) -> OpenPoint:
    """One more thing that can still change. The same words again are the same point. Raises NotAllowedNow if it is decided or withdrawn."""
    it = _locked(plan)
    if not it.can_change():
        raise NotAllowedNow("add_point", _("It is decided or withdrawn: nothing in it is open."))
    points: Any = it.points     # type: ignore[attr-defined]
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
    if it.closed_at is not None:
        raise NotAllowedNow("settle_point", _("This point was settled already."))
    it.closed_at, it.closed_by, it.settled = at, by, settled
    it.save(update_fields=["closed_at", "closed_by", "settled"])
    record(it.plan, "settle_point", by=by, at=at, number=it.number)
    return it


@transaction.atomic
def withdraw_plan(plan: Plan, *, by: Partner, at: datetime, because: str) -> Plan:
    """It goes no further, and why. Raises NotAllowedNow while the Forum is answering it, or when it is published."""
    make_move(plan, PLAN, "withdraw", by=by, at=at, closed_because=because)
    return plan


def _checked(plan: Plan) -> list[Piece]:
    """The pieces of its text. Raises NotAllowedNow if nobody could read it."""
    pieces = pieces_of(plan.text)
    if not pieces:
        raise NotAllowedNow("write", _("Enter the text of the plan. A title alone cannot be answered."))
    if len(pieces) > MOST_PIECES:
        raise NotAllowedNow("write", _("The text has too many paragraphs. Take out what nobody can change any more."))
    return pieces
