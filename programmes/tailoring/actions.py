"""What people and the clock do with other ways: proposing, agreeing, refusing, ending, renewing, reviewing; setting aside
the answers of standards that are left out for a time, and taking them up again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import make_move, move_many, record
from partners.models import Partner
from programmes.catalogue import edition
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, Workstream
from programmes.programme.models.standing import standing_of
from programmes.programme.models.structure import PAIR_SIZE
from programmes.stages.actions.checking import MORE_CHECKS
from programmes.stages.actions.opening import AFTER_OPENING
from programmes.stages.actions.settling import settle
from programmes.stages.lifecycles import ANSWER, AT_WORK_STATES, SET_ASIDE, SIGNED_STATES, AnswerState, SignatureValue
from programmes.stages.models import Answer, Dispute, Evidence, Signature, Stage
from programmes.tailoring import notices
from programmes.tailoring.lifecycles import IN_FORCE, TAILORING, WAITING, Kind, TailoringState, ViewValue
from programmes.tailoring.models import NEAR_DAYS, Tailoring, TailoringView
from programmes.tailoring.policies import REVIEW, first_of, roles_that_agree, roles_that_end, side_of, what_is_wrong

MOVE_OF = {Kind.WAIVE: "leave_out", Kind.EXCEPTION: "except_for_a_time"}


def _roles(by: Partner, programme: Programme, workstream: Workstream | None, at: datetime) -> frozenset[str]:
    return standing_of(by, on=day_of(at), programme=programme).codes(programme, workstream)


# --- people ----------------------------------------------------------------------------------------------------------

@transaction.atomic
def propose_tailoring(programme: Programme, *, by: Partner, at: datetime, code: str, kind: str, reason: str, instead: str,
                      from_on: date, until_on: date, stage: Stage | None = None, renews: Tailoring | None = None) -> Tailoring:
    """Propose another way of doing standard `code`, in one run of its stage or (without `stage`) in every run of the cycle.
    The other side is asked.

    Raises NotAllowedNow if the rules of the standard's class say no, if `by` has no role in which to propose, or if the same
    is proposed or in force already.
    """
    asked, workstream = edition(stage.edition if stage else programme.edition), stage.workstream if stage else None
    if not asked.asks(code):
        raise NotAllowedNow("propose", _("This run of the stage does not ask this standard."))
    standard = asked.standard(code)
    number = int(code.partition(".")[0])
    if stage and (stage.programme_id, stage.number) != (programme.pk, number):
        raise NotAllowedNow("propose", _("The standard does not belong to this stage."))
    for words in what_is_wrong(standard, kind, from_on=from_on, until_on=until_on).values():
        raise NotAllowedNow("propose", words)
    side, role = side_of(_roles(by, programme, workstream, at))
    if not side:
        raise NotAllowedNow("propose", _("Your role does not propose another way here, or it has ended."))
    cycle = stage.cycle if stage else programme.cycle
    known = Tailoring.objects.live().filter(programme=programme, cycle=cycle, code=code, kind=kind, stage=stage)
    try:
        if known.exclude(pk=renews.pk if renews else None).exists():
            raise IntegrityError
        with transaction.atomic():
            way = Tailoring.objects.create(
                programme=programme, workstream=workstream, stage=stage, cycle=cycle, number=number, code=code, kind=kind, renews=renews,
                reason=reason, instead=instead, from_on=from_on, until_on=until_on, side=side, proposed_by=by, proposed_role=role,
                proposed_at=at)
    except IntegrityError:
        raise NotAllowedNow("propose", _("The same is proposed or in force already. Look for it on the page “Done another way”.")) from None
    record(way, "propose", by=by, at=at, now=way.state, role=role, code=code)
    send_rows(notices.view_is_asked(way, on=day_of(at), at=at))
    return way


def _locked(tailoring: Tailoring) -> Tailoring:
    """As it is now, and nobody else moves it until we are done."""
    return Tailoring.objects.select_for_update(of=("self",)).select_related(
        "programme", "workstream", "stage__workstream", "proposed_by").get(pk=tailoring.pk)


def _say(way: Tailoring, move: str, value: str, *, by: Partner, at: datetime, text: str = "") -> TailoringView:
    """Write down what one of the other side says. Raises NotAllowedNow when it is not theirs to say, or not any more."""
    role = first_of(roles_that_agree(way), _roles(by, way.programme, way.workstream, at))
    if way.state not in WAITING:
        raise NotAllowedNow(move)
    if not role or by.pk == way.proposed_by_id:
        raise NotAllowedNow(move, _("It is for the other side to answer, or your role has ended."))
    if way.views.filter(partner=by).exists():
        raise NotAllowedNow(move, _("You have agreed already. The other of the pair is asked now."))
    view = TailoringView.objects.create(tailoring=way, partner=by, role=role, value=value, text=text, at=at)
    record(view, move, by=by, at=at, now=value, role=role, tailoring=way.ref, code=way.code)
    return view


@transaction.atomic
def agree_to_tailoring(tailoring: Tailoring, *, by: Partner, at: datetime) -> Tailoring:
    """One of the other side agrees. Of a pair both have to. Then it stands, from its first day on.

    Raises NotAllowedNow if it was answered or taken back meanwhile, or if its last day has passed.
    """
    way, on = _locked(tailoring), day_of(at)
    if way.until_on < on:
        raise NotAllowedNow("agree", _("Its last day has passed. It would have to be proposed anew."))
    view = _say(way, "agree", ViewValue.AGREE, by=by, at=at)
    if view.role == "PAIR" and way.views.filter(role="PAIR", value=ViewValue.AGREE).count() < PAIR_SIZE:
        make_move(way, TAILORING, "ask_the_other", by=by, at=at, role=view.role, about={"code": way.code})
        return way
    make_move(way, TAILORING, "approve", by=by, at=at, role=view.role, about={"code": way.code})
    move_on(Tailoring.objects.filter(pk=way.pk), on=on, at=at)
    _settle(put_in_order(_answers_of(way), at=at), at=at)
    way.refresh_from_db(fields=["state"])
    send(notices.word_is_given(way, at=at))
    return way


@transaction.atomic
def refuse_tailoring(tailoring: Tailoring, *, by: Partner, at: datetime, because: str) -> Tailoring:
    """One of the other side says no, and why. The refusal stays visible for ever; who proposed it is told."""
    way = _locked(tailoring)
    view = _say(way, "refuse", ViewValue.REFUSE, by=by, at=at, text=because)
    make_move(way, TAILORING, "refuse", by=by, at=at, role=view.role, about={"code": way.code}, closed_at=at, closed_by=by,
              closed_because=because)
    send(notices.word_is_given(way, at=at))
    return way


@transaction.atomic
def withdraw_tailoring(tailoring: Tailoring, *, by: Partner, at: datetime) -> None:
    """Who proposed it takes it back, as long as it is not answered."""
    way = _locked(tailoring)
    if by.pk != way.proposed_by_id:
        raise NotAllowedNow("withdraw", _("Only the person who proposed it may take it back."))
    make_move(way, TAILORING, "withdraw", by=by, at=at, role=way.proposed_role, about={"code": way.code}, closed_at=at, closed_by=by)


@transaction.atomic
def end_tailoring(tailoring: Tailoring, *, by: Partner, at: datetime, because: str) -> None:
    """Either side ends it early, with a reason. What was left out is open again at once."""
    way = _locked(tailoring)
    held = _roles(by, way.programme, way.workstream, at)
    role = way.proposed_role if by.pk == way.proposed_by_id else first_of(roles_that_end(way), held)
    if not role:
        raise NotAllowedNow("end", _("Your role does not end it, or it has ended itself."))
    make_move(way, TAILORING, "end", by=by, at=at, role=role, about={"code": way.code}, closed_at=at, closed_by=by, closed_because=because)
    _settle(put_in_order(_answers_of(way), at=at), at=at)
    send(notices.word_is_given(way, at=at))


def first_day_of_renewal(tailoring: Tailoring, *, on: date) -> date:
    """The day after the old one's last, or today."""
    return max(tailoring.until_on + timedelta(days=1), on)


@transaction.atomic
def renew_tailoring(tailoring: Tailoring, *, by: Partner, at: datetime, until_on: date, reason: str, instead: str) -> Tailoring:
    """Propose that it goes on after its last day: a proposal of its own, which the other side answers.

    Raises NotAllowedNow unless it is in force, and for exceptions, which are not renewed.
    """
    way = _locked(tailoring)
    if way.state not in IN_FORCE or way.kind == Kind.EXCEPTION:
        raise NotAllowedNow("renew")
    return propose_tailoring(
        way.programme, by=by, at=at, code=way.code, kind=way.kind, reason=reason, instead=instead, stage=way.stage, renews=way,
        from_on=first_day_of_renewal(way, on=day_of(at)), until_on=until_on)


@transaction.atomic
def review_tailoring(tailoring: Tailoring, *, by: Partner, at: datetime, note: str) -> None:
    """The Advisory Group has looked at it (12.6). Raises NotAllowedNow while it has never been in force."""
    way = _locked(tailoring)
    role = first_of(REVIEW, _roles(by, way.programme, None, at))
    if not role or way.state in (*WAITING, TailoringState.APPROVED, TailoringState.REFUSED, TailoringState.WITHDRAWN):
        raise NotAllowedNow("review", _("Only what is or was in force is reviewed, by the Advisory Group."))
    way.reviewed_at, way.reviewed_by, way.review_note = at, by, note
    way.save(update_fields=["reviewed_at", "reviewed_by", "review_note"])
    record(way, "review", by=by, at=at, role=role, code=way.code)


# --- the clock -------------------------------------------------------------------------------------------------------

def move_on(tailorings: Any, *, on: date, at: datetime) -> tuple[int, list[int]]:
    """Move those of `tailorings` whose day has come: into force, renewed, over, near its day. How many moved, and the ids of
    those that are over. A number of queries that does not grow with them; doing it twice moves nothing the second time."""
    known = tailorings.select_related("programme").order_by("pk")

    def go(which: QuerySet, move: str, **facts: Any) -> list[Any]:
        return move_many(which, TAILORING, move, by=None, at=at, about=["code"], **facts)

    begun = go(known.filter(state=TailoringState.APPROVED, from_on__lte=on), "begin")
    gone_on = {way.renews_id for way in begun if way.renews_id}
    renewed = go(Tailoring.objects.in_force().filter(pk__in=gone_on).select_related("programme").order_by("pk"), "renew",
                 closed_at=at) if gone_on else []
    over = go(known.setting_aside().in_force().filter(until_on__lt=on), "expire", closed_at=at)
    near = go(known.filter(state=TailoringState.ACTIVE, until_on__lte=on + timedelta(days=NEAR_DAYS)), "come_near")
    return len(begun) + len(renewed) + len(over) + len(near), [way.pk for way in over]


@transaction.atomic
def check_tailoring(stages: QuerySet | None = None, *, on: date, at: datetime) -> tuple[int, int]:
    """What the clock does for all programmes, or for those of `stages`: how many ways it moved, how many messages it wrote."""
    ways, answers = Tailoring.objects.running(), Answer.objects.exclude(stage__programme__state=ProgrammeState.CLOSED)
    if stages is not None:
        here = stages.order_by().values("programme")
        ways, answers = ways.filter(programme__in=here), answers.filter(stage__programme__in=here)
    moved, over = move_on(ways, on=on, at=at)
    put_in_order(answers, at=at)
    written = send_rows(notices.day_is_near(ways, on=on, at=at))
    if over:
        written += send_rows(notices.is_over(Tailoring.objects.filter(pk__in=over), on=on, at=at))
    return moved, written


# --- answers ---------------------------------------------------------------------------------------------------------

def put_in_order(answers: QuerySet, *, at: datetime) -> list[Answer]:
    """Set aside those of `answers` that a waiver or an exception in force is about, in stages that are not signed; take up
    again those set aside that none is about any more. Those moved come back. Three questions, however many answers."""
    moved: list[Any] = []
    for kind, move in MOVE_OF.items():
        about = answers.order_by().filter(
            Q(stage__programme__tailorings__stage__isnull=True) | Q(stage__programme__tailorings__stage=F("stage")),
            stage__programme__tailorings__kind=kind, stage__programme__tailorings__state__in=IN_FORCE,
            stage__programme__tailorings__code=F("code"), stage__programme__tailorings__cycle=F("stage__cycle"),
            state__in=ANSWER.moves[move], stage__state__in=AT_WORK_STATES)
        moved += move_many(_known(about), ANSWER, move, by=None, at=at, about=["code"])
    resolved = [answer.pk for answer in moved]
    taken_up = take_up_again(answers, at=at)
    if resolved:
        _dispute_is_over(resolved, at=at)
    if moved or taken_up:
        _touch({answer.stage_id for answer in (*moved, *taken_up)}, at=at)
    return [*moved, *taken_up]


def take_up_again(answers: QuerySet, *, at: datetime) -> list[Answer]:
    """What was said before stays in the trail; the evidence stays, but for that of the records, who look anew."""
    covered = Tailoring.objects.in_force().setting_aside().filter(
        Q(stage__isnull=True) | Q(stage=OuterRef("stage")), programme=OuterRef("stage__programme"), cycle=OuterRef("stage__cycle"),
        code=OuterRef("code"))
    found: list[Any] = move_many(
        _known(answers.filter(~Exists(covered), state__in=SET_ASIDE)), ANSWER, "take_up_again", by=None, at=at, about=["code"], claim="",
        claimed_at=None, claimed_by=None, confirmed_at=None, confirmed_by=None, not_met_at=None, not_met_by=None, not_met_because="")
    if found:
        Evidence.objects.filter(answer__in=[answer.pk for answer in found], kind=Evidence.Kind.RECORD, withdrawn_at__isnull=True).update(
            withdrawn_at=at)
    return found


def _known(answers: QuerySet) -> QuerySet:
    """The same answers, each once, to be moved."""
    return Answer.objects.filter(pk__in=answers.order_by().values("pk")).select_related("stage__programme").order_by("pk")


def _dispute_is_over(answers: Sequence[int], *, at: datetime) -> None:
    Dispute.objects.filter(answer__in=answers, resolved_at__isnull=True).update(resolved_at=at)


def _touch(stages: Iterable[int], *, at: datetime) -> None:
    """Signed stages have changed since they were signed; agreement given in the others is asked for again (as `touch`)."""
    here = Stage.objects.filter(pk__in=list(stages))
    here.filter(state__in=SIGNED_STATES).update(changed_at=at)
    Signature.objects.current().filter(
        stage__in=here.exclude(state__in=SIGNED_STATES).values("pk"), round=F("stage__round"),
        value__in=[SignatureValue.AGREE, SignatureValue.CONCERNS]).update(replaced_at=at)


def _answers_of(way: Tailoring) -> QuerySet:
    return Answer.objects.filter(stage__programme=way.programme_id, code=way.code)


def _settle(moved: Iterable[Answer], *, at: datetime) -> None:
    for stage in {answer.stage_id: answer.stage for answer in moved}.values():
        settle(stage, at=at)


def set_aside_in_new_stages(stages: Sequence[Stage], *, at: datetime) -> None:
    """What is in force when a stage opens is left out of it from its first day."""
    put_in_order(Answer.objects.filter(stage__in=[stage.pk for stage in stages], state=AnswerState.UNANSWERED), at=at)


MORE_CHECKS.append(check_tailoring)
AFTER_OPENING.append(set_aside_in_new_stages)
