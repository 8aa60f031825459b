"""The way to raise a breach, written down and agreed; a breach raised quietly, answered, settled or passed on (6.4)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import make_move, record
from partners.models import Group, Partner
from partners.people.models import Through
from programmes.programme.models import Programme
from programmes.programme.models.standing import standing_of
from programmes.touchstone import notices
from programmes.touchstone.lifecycles import BREACH, BreachState
from programmes.touchstone.models import Breach, BreachAnswer, BreachProcedure
from programmes.touchstone.policies.breaches import has_answered, receiver, who_answers_next


@transaction.atomic
def write_procedure(programme: Programme, *, by: Partner, at: datetime, teller: Partner, other: Partner, how: str,
                    answer_days: int) -> BreachProcedure:
    """Whom to tell, how it is answered, by when. From a lay co-chair it counts at once; else one of them is asked. A proposal that
    waited is replaced. Raises NotAllowedNow if both names are the same."""
    if teller.pk == other.pk:
        raise NotAllowedNow("write", _("Name two different people."))
    Programme.objects.select_for_update().get(pk=programme.pk)
    BreachProcedure.objects.waiting().filter(programme=programme).update(replaced_at=at)
    made = BreachProcedure.objects.create(programme=programme, teller=teller, other=other, how=how, answer_days=answer_days, written_at=at,
                                          written_by=by)
    record(made, "write", by=by, at=at)
    if "LCC" in standing_of(by, on=day_of(at), programme=programme).codes(programme):
        return agree_to_procedure(made, by=by, at=at)
    send_rows(notices.procedure_written(made, at=at))
    return made


@transaction.atomic
def agree_to_procedure(procedure: BreachProcedure, *, by: Partner, at: datetime) -> BreachProcedure:
    """A lay co-chair agrees: it is in force, and the two who are named are told. Raises NotAllowedNow if it was agreed or replaced."""
    programme = Programme.objects.select_for_update().get(pk=procedure.programme_id)
    found = BreachProcedure.objects.waiting().select_related("teller", "other", "programme").one_or_none(pk=procedure.pk)
    if found is None:
        raise NotAllowedNow("agree")
    BreachProcedure.objects.in_force().filter(programme=programme).update(replaced_at=at)
    found.agreed_at, found.agreed_by = at, by
    found.save(update_fields=["agreed_at", "agreed_by"])
    record(found, "agree", by=by, at=at, role="LCC")
    send(notices.procedure_agreed(found, at=at))
    return found


@transaction.atomic
def raise_breach(procedure: BreachProcedure, *, by: Partner, at: datetime, text: str, group: Group | None = None,
                 not_to: Iterable[Partner] = (), through: str = Through.ACCOUNT, noted_by: Partner | None = None, ref: str = "") -> Breach:
    """Tell the named person, and nobody else; or the next one, if it is kept from the first. With the same `ref` it is raised once.

    Raises NotAllowedNow if nobody is left who may read it.
    """
    if ref and (before := Breach.objects.filter(ref=ref, raised_by=by).first()):
        return before
    on, kept = day_of(at), list(not_to)
    to = receiver(procedure, raised_by=by, noted_by=noted_by, not_to=[person.pk for person in kept], on=on)
    if to is None:
        raise NotAllowedNow("raise", _("Nobody is left who may answer. Please ring us: the number is at the end of this page."))
    facts = {"ref": ref} if ref else {}
    try:
        with transaction.atomic():
            breach = Breach.objects.create(procedure=procedure, group=group, text=text, raised_at=at, raised_by=by, through=through,
                                           noted_by=noted_by, to=to, due_on=add_working_days(on, procedure.answer_days), **facts)
    except IntegrityError:      # sent twice at the same moment
        return Breach.objects.get(ref=ref, raised_by=by)
    breach.kept_from.set(kept)
    record(breach, "raise", by=noted_by or by, at=at, now=breach.state)
    send([notices.breach_message("breach_raised", breach, to, at=at)])
    return breach


def _locked(breach: Breach) -> Breach:
    return Breach.objects.select_for_update(of=("self",)).select_related("procedure__programme", "to", "raised_by").get(pk=breach.pk)


@transaction.atomic
def answer_breach(breach: Breach, *, by: Partner, at: datetime, text: str) -> BreachAnswer:
    """The named person answers; who raised it is told, and says whether it is settled. Raises NotAllowedNow if it does not wait."""
    now_ = _locked(breach)
    if now_.to_id != by.pk:
        raise NotAllowedNow("answer", _("Somebody else answers it now."))
    make_move(now_, BREACH, "answer", by=by, at=at)
    answer = BreachAnswer.objects.create(breach=now_, by=by, at=at, text=text)
    send([notices.breach_message("breach_answered", now_, now_.raised_by, at=at)])
    return answer


@transaction.atomic
def say_on_breach(breach: Breach, *, by: Partner, at: datetime, is_settled: bool, text: str = "", through: str = Through.ACCOUNT,
                  noted_by: Partner | None = None) -> Breach:
    """Who raised it says whether it is settled. If not, a lay co-chair or the senior responsible owner answers; where nobody is left, or
    that was the second answer, it stays on record as not settled. Raises NotAllowedNow if there is no answer to speak about, or whoever
    says so or writes it down has answered it."""
    now_ = _locked(breach)
    answered_by, answer = now_.to, BreachAnswer.objects.filter(breach=now_).order_by("at", "pk").last()
    if answer is None or not now_.asks_who_raised_it():
        raise NotAllowedNow("settle", _("There is no answer yet, or it is closed."))
    speaker = noted_by or by
    if has_answered(speaker, now_):
        raise NotAllowedNow("settle", _("Who answers it does not say whether it is settled."))
    answer.is_settled, answer.said, answer.said_at = is_settled, text, at
    answer.said_through, answer.said_noted_by = through, noted_by
    answer.save(update_fields=["is_settled", "said", "said_at", "said_through", "said_noted_by"])
    if is_settled:
        make_move(now_, BREACH, "settle", by=speaker, at=at, closed_at=at)
        send([notices.breach_message("breach_closed", now_, answered_by, at=at)])
        return now_
    following = who_answers_next(now_, day_of(at)) if now_.state == BreachState.ANSWERED else None
    if following is None:
        make_move(now_, BREACH, "leave_unsettled", by=speaker, at=at, closed_at=at)
        send([notices.breach_message("breach_closed", now_, answered_by, at=at)])
        return now_
    make_move(now_, BREACH, "pass_on", by=speaker, at=at, to=following, due_on=add_working_days(day_of(at), now_.procedure.answer_days))
    send([notices.breach_message("breach_passed_on", now_, following, at=at)])
    return now_


@transaction.atomic
def withdraw_breach(breach: Breach, *, by: Partner, at: datetime) -> None:
    """Who raised it takes it back; who was to answer is told that, and no more."""
    now_ = _locked(breach)
    make_move(now_, BREACH, "withdraw", by=by, at=at, closed_at=at)
    send([notices.breach_message("breach_closed", now_, now_.to, at=at)])
