"""What people do with a move to another edition: proposing, agreeing, refusing, taking back; and the move itself."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.models import Row
from coprod.trail.moves import Entry, make_move, record, record_many
from partners.models import Partner
from programmes.catalogue import edition, newer_than
from programmes.moving import notices
from programmes.moving.lifecycles import MOVING
from programmes.moving.models import EditionMove
from programmes.moving.policies import ROLES, role_that_answers, side_of
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.models.standing import standing_of
from programmes.programme.roles import NAMES
from programmes.stages.actions.checking import move_stages
from programmes.stages.actions.opening import lay_out_answers
from programmes.stages.lifecycles import AT_WORK_STATES, SIGNED_STATES, AnswerState, SignatureValue
from programmes.stages.models import Answer, Dispute, Evidence, Signature, Stage
from programmes.tailoring.actions import put_in_order
from programmes.tailoring.lifecycles import Side


def _roles(by: Partner, programme: Programme, at: datetime) -> frozenset[str]:
    return standing_of(by, on=day_of(at), programme=programme).codes(programme)


def _as_it_is(programme: Programme) -> Programme:
    """The programme, and nobody else moves it until we are done. Raises NotAllowedNow when it is closed."""
    kept = Programme.objects.select_for_update().get(pk=programme.pk)
    if kept.state == ProgrammeState.CLOSED:
        raise NotAllowedNow("move", _("The programme is closed."))
    return kept


def _locked(move: EditionMove) -> EditionMove:
    return EditionMove.objects.select_for_update(of=("self",)).select_related("programme", "proposed_by").get(pk=move.pk)


@transaction.atomic
def propose_move(programme: Programme, *, by: Partner, at: datetime, will_be: int, why: str) -> EditionMove:
    """Propose that the programme asks under edition `will_be`. The other side is asked.

    Raises NotAllowedNow for an edition that is not newer, while another move is proposed, if `by` has no role in which to
    propose, or while nobody of the other side is there to answer: a proposal must not wait for nobody.
    """
    programme = _as_it_is(programme)
    side = side_of(_roles(by, programme, at))
    if not side:
        raise NotAllowedNow("propose", _("Your role does not propose another edition here, or it has ended."))
    if will_be not in newer_than(programme.edition):
        raise NotAllowedNow("propose", _("This is no edition that is newer than the programme's."))
    try:
        with transaction.atomic():
            move = EditionMove.objects.create(programme=programme, was=programme.edition, will_be=will_be, why=why, side=side,
                                              proposed_by=by, proposed_role=ROLES[Side(side)], proposed_at=at)
    except IntegrityError:
        raise NotAllowedNow("propose", _("A move is proposed already. It has to be answered or taken back first.")) from None
    if not notices.somebody_can_answer(move, on=day_of(at)):
        raise NotAllowedNow("propose", _("Nobody of the other side can answer: the programme needs a %(role)s first.") % {
            "role": NAMES[role_that_answers(move)]})
    record(move, "propose", by=by, at=at, now=move.state, role=move.proposed_role, **_numbers(move))
    send_rows(notices.word_is_asked(move, on=day_of(at), at=at))
    return move


def _numbers(move: EditionMove) -> dict[str, Any]:
    return {"from": move.was, "to": move.will_be}


def _answer(move: EditionMove, verb: str, *, by: Partner, at: datetime, because: str = "") -> None:
    """Write down what the other side says. Raises NotAllowedNow when it is not theirs to say, or was said already."""
    role = role_that_answers(move)
    if by.pk == move.proposed_by_id or role not in _roles(by, move.programme, at):
        raise NotAllowedNow(verb, _("It is for the other side to answer, or your role has ended."))
    make_move(move, MOVING, verb, by=by, at=at, role=role, about=_numbers(move), answered_at=at, answered_by=by, answered_role=role,
              because=because)


@transaction.atomic
def agree_to_move(move: EditionMove, *, by: Partner, at: datetime) -> EditionMove:
    """The other side agrees, and the programme moves: every stage that is not signed asks under the new edition from now on.

    Raises NotAllowedNow if it was answered or taken back meanwhile, if the programme is closed, or if `by` may not answer.
    """
    programme = _as_it_is(move.programme)       # first the programme, then the rest: as whoever plans a stage does
    move = _locked(move)
    _answer(move, "agree", by=by, at=at)
    if not Programme.objects.filter(pk=programme.pk, edition=move.was).update(edition=move.will_be):
        raise NotAllowedNow("agree", _("The programme has another edition by now. The move would have to be proposed anew."))
    move.programme.edition = move.will_be
    _take_along(move, by=by, at=at)
    send(notices.word_is_given(move, at=at))
    return move


@transaction.atomic
def refuse_move(move: EditionMove, *, by: Partner, at: datetime, because: str) -> EditionMove:
    """The other side says no, and why. Nothing moves; the refusal stays visible, and who proposed it is told."""
    move = _locked(move)
    _answer(move, "refuse", by=by, at=at, because=because)
    send(notices.word_is_given(move, at=at))
    return move


@transaction.atomic
def withdraw_move(move: EditionMove, *, by: Partner, at: datetime) -> None:
    """Who proposed it takes it back, as long as it is not answered."""
    move = _locked(move)
    if by.pk != move.proposed_by_id:
        raise NotAllowedNow("withdraw", _("Only the person who proposed it may take it back."))
    make_move(move, MOVING, "withdraw", by=by, at=at, role=move.proposed_role, about=_numbers(move), answered_at=at, answered_by=by,
              answered_role=move.proposed_role)


# --- what moves, and what stays ----------------------------------------------------------------------------------------

def _take_along(move: EditionMove, *, by: Partner, at: datetime) -> None:
    """Every stage of the programme but the signed ones. A number of queries that does not grow with them."""
    of_programme = Stage.objects.filter(programme=move.programme).exclude(state__in=SIGNED_STATES)
    found = list(of_programme.select_for_update(of=("self",)).order_by("pk"))
    Stage.objects.filter(pk__in=[stage.pk for stage in found]).update(edition=move.will_be)
    entries, at_work = [], []
    for stage in found:
        was, stage.programme, stage.edition = stage.edition, move.programme, move.will_be
        if stage.state in AT_WORK_STATES:
            at_work.append(stage)
            entries.append(Entry(stage, "take_edition", about={"code": stage.code, "from": was, "to": move.will_be}))
    if not at_work:
        return
    record_many(entries, by=by, at=at)
    _ask_what_the_edition_asks(at_work)
    here = Stage.objects.filter(pk__in=[stage.pk for stage in at_work])
    put_in_order(Answer.objects.filter(stage__in=here.values("pk")), at=at)
    _ask_for_agreement_again(here, at=at)
    move_stages(here, at=at)


def _ask_what_the_edition_asks(stages: Sequence[Stage]) -> None:
    """Answers that were given stay as they are. What is asked anew waits for an answer; what is not asked any more goes if
    nobody ever touched it, and else stays, marked."""
    number, answers = stages[0].edition, Answer.objects.filter(stage__in=[stage.pk for stage in stages])
    asked = Q(pk__in=[])
    for code in {stage.code for stage in stages}:
        asked |= Q(stage__code=code, code__in=[standard.code for standard in edition(number).stage(code).standards])
    gone = list(answers.exclude(asked).select_for_update(of=("self",)).values_list("pk", flat=True))
    if gone:
        _untouched(gone).delete()
        Answer.objects.filter(pk__in=gone).update(asked=False)
    still = answers.filter(asked).values("pk")
    Answer.objects.filter(pk__in=still, asked=False).update(asked=True)
    Answer.objects.filter(pk__in=still, state=AnswerState.UNANSWERED).update(worded_in=number)
    lay_out_answers(stages)


def _untouched(answers: Sequence[int]) -> Any:
    """Those of `answers` in which nothing was ever said or done."""
    return Answer.objects.filter(
        ~Exists(Evidence.objects.filter(answer=OuterRef("pk"))), ~Exists(Dispute.objects.filter(answer=OuterRef("pk"))),
        ~Exists(Row.objects.filter(subject=OuterRef("ref"))), pk__in=answers, state=AnswerState.UNANSWERED)


def _ask_for_agreement_again(stages: Any, *, at: datetime) -> None:
    """Agreement given to what was asked before is set aside, as when an answer changes; a "no" stays."""
    Signature.objects.current().filter(
        stage__in=stages.values("pk"), round=F("stage__round"),
        value__in=[SignatureValue.AGREE, SignatureValue.CONCERNS]).update(replaced_at=at)
