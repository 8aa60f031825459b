"""Comparing the Forum with its agreed profile, deciding about each gap, and what lay partners say to that (T1, 12.4)."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.programme.models import Programme
from programmes.programme.models.standing import standing_of
from programmes.renewal import notices
from programmes.renewal.catalogue import Verdict, verdict
from programmes.renewal.lifecycles import GAP_CHECK, CheckState
from programmes.renewal.models import GapCheck, GapLine, GapNo, Strategy
from programmes.renewal.policies import (
    ASKED,
    Counted,
    last_check,
    members_of_forum,
    numbers_shown,
    round_of,
    what_hinders_comparing,
)
from programmes.tailoring.policies import first_of


def _locked(check: GapCheck) -> GapCheck:
    """As it is now, and nobody else moves it until we are done."""
    return GapCheck.objects.select_for_update(of=("self",)).select_related("programme").get(pk=check.pk)


@transaction.atomic
def compare(programme: Programme, *, by: Partner, at: datetime, by_hand: dict[str, Counted] | None = None) -> GapCheck:
    """Compare the Forum, as it is on that day, with the strategy in force. Only what may be shown is kept.

    `by_hand` holds the numbers of groups, by the ref of their target. Raises NotAllowedNow without a strategy that lay
    partners agreed, while the last comparison is in work, and for a second one in a month.
    """
    on = day_of(at)
    strategy = Strategy.objects.in_force().filter(programme=programme).first()
    if strategy is None or (why := what_hinders_comparing(programme, strategy, last_check(programme), on)):
        raise NotAllowedNow("compare", why if strategy else what_hinders_comparing(programme, None, None, on))
    targets, counted = list(strategy.targets.order_by("pk")), by_hand or {}
    shown = numbers_shown(targets, members_of_forum(programme, on), counted)
    try:
        with transaction.atomic():
            check = GapCheck.objects.create(programme=programme, strategy=strategy, cycle=round_of(programme), on=on,
                                            month_on=on.replace(day=1), made_at=at, made_by=by)
    except IntegrityError:
        raise NotAllowedNow("compare", _("Somebody else has just compared it.")) from None
    GapLine.objects.bulk_create([
        GapLine(check_of=check, dimension=target.dimension, value=target.value, wanted=target.wanted, shown=shown[target.pk],
                source=counted[target.ref].source if target.ref in counted else "",
                is_gap=verdict(target.wanted, shown[target.pk]) != Verdict.ENOUGH) for target in targets])
    record(check, "compare", by=by, at=at, now=check.state, strategy=strategy.ref)
    return check


@transaction.atomic
def decide(line: GapLine, *, by: Partner, at: datetime, decision: str, due_on: date) -> GapLine:
    """Who does what about a gap, by when. Raises NotAllowedNow once lay partners are asked, and where there is no gap."""
    check = _locked(line.check_of)
    if not check.is_in_work():
        raise NotAllowedNow("decide", _("Lay partners are asked about it, or have confirmed it. It cannot be changed now."))
    found = GapLine.objects.filter(pk=line.pk, is_gap=True).first()
    if found is None:
        raise NotAllowedNow("decide", _("The number is reached. There is nothing to decide."))
    found.decision, found.due_on, found.decided_at, found.decided_by, found.check_of = decision, due_on, at, by, check
    found.save(update_fields=["decision", "due_on", "decided_at", "decided_by"])
    record(found, "decide", by=by, at=at, role="PM", check=check.ref)
    return found


@transaction.atomic
def ask_about_check(check: GapCheck, *, by: Partner, at: datetime) -> GapCheck:
    """Put it to lay partners. Raises NotAllowedNow while nothing is decided about some gap."""
    now_ = _locked(check)
    GAP_CHECK.after("ask", now_.state)
    if now_.lines.undecided().exists():
        raise NotAllowedNow("ask", _("Nothing is decided about some gap yet. Write for each who does what, by when."))
    make_move(now_, GAP_CHECK, "ask", by=by, at=at, role="PM", asked_at=at, asked_by=by, round=now_.round + 1)
    send_rows(notices.check_is_asked(now_, on=day_of(at), at=at))
    return now_


@transaction.atomic
def take_check_back(check: GapCheck, *, by: Partner, at: datetime) -> None:
    """To change what was decided; then lay partners are asked anew."""
    make_move(_locked(check), GAP_CHECK, "take_back", by=by, at=at, role="PM")


def _role(check: GapCheck, by: Partner, at: datetime) -> str:
    """In which role somebody speaks for lay partners. Raises NotAllowedNow for who does not, or has asked themselves."""
    if check.state != CheckState.ASKED:
        raise NotAllowedNow("judge", _("Lay partners are not asked about it now."))
    role = first_of(ASKED, standing_of(by, on=day_of(at), programme=check.programme).codes(check.programme))
    if not role or by.pk == check.asked_by_id:
        raise NotAllowedNow("judge", _("You are not asked about it, or your role has ended."))
    return role


@transaction.atomic
def confirm_check(check: GapCheck, *, by: Partner, at: datetime) -> None:
    """A lay partner confirms what is decided about the gaps."""
    now_ = _locked(check)
    role = _role(now_, by, at)
    make_move(now_, GAP_CHECK, "confirm", by=by, at=at, role=role, confirmed_at=at, confirmed_by=by, confirmed_as=role)


@transaction.atomic
def refuse_check(check: GapCheck, *, by: Partner, at: datetime, because: str) -> GapNo:
    """A lay partner says no, and why. The managers are told; it stays, and is answered before lay partners are asked again."""
    now_ = _locked(check)
    role = _role(now_, by, at)
    make_move(now_, GAP_CHECK, "refuse", by=by, at=at, role=role)
    no = GapNo.objects.create(check_of=now_, partner=by, role=role, text=because, at=at)
    record(no, "refuse", by=by, at=at, role=role, check=now_.ref)
    send_rows(notices.check_is_refused(no, on=day_of(at), at=at))
    return no


@transaction.atomic
def answer_gap_no(no: GapNo, *, by: Partner, at: datetime, answer: str) -> GapNo:
    """Answer a "no". Then decisions may be changed, and lay partners are asked anew. Raises NotAllowedNow if it is answered."""
    check = _locked(no.check_of)
    found = GapNo.objects.select_related("partner").filter(pk=no.pk, answered_at__isnull=True).first()
    if found is None:
        raise NotAllowedNow("answer", _("This “no” is answered already."))
    make_move(check, GAP_CHECK, "answer", by=by, at=at, role="PM")
    found.answer, found.answered_at, found.answered_by, found.check_of = answer, at, by, check
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    record(found, "answer", by=by, at=at, role="PM", check=check.ref)
    send([notices.gap_no_is_answered(found, at=at)])
    return found
