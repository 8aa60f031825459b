"""Writing the recruitment strategy with its numbers, asking lay partners, their word, and the answer to a "no"."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.profiles.lifecycles import ViewValue
from programmes.programme.models import Programme
from programmes.programme.models.standing import standing_of
from programmes.renewal import notices
from programmes.renewal.lifecycles import STRATEGY
from programmes.renewal.models import Strategy, StrategyView, Target
from programmes.renewal.policies import ASKED
from programmes.tailoring.policies import first_of

NOT_A_DRAFT = _("It is not a draft any more. Take it back first, or write a new version.")


def _locked(strategy: Strategy) -> Strategy:
    """As it is now, and nobody else moves it until we are done."""
    return Strategy.objects.select_for_update(of=("self",)).select_related("programme").get(pk=strategy.pk)


def _draft(strategy: Strategy, move: str) -> Strategy:
    now_ = _locked(strategy)
    if not now_.is_draft():
        raise NotAllowedNow(move, NOT_A_DRAFT)
    return now_


@transaction.atomic
def write_strategy(programme: Programme, *, by: Partner, at: datetime, words: str) -> Strategy:
    """The draft of the first or the next version; it takes over the numbers of the one in force.

    Raises NotAllowedNow while another one is in work.
    """
    before = Strategy.objects.filter(programme=programme).order_by("-version").first()
    try:
        with transaction.atomic():
            strategy = Strategy.objects.create(programme=programme, version=before.version + 1 if before else 1, words=words, written_at=at,
                                               written_by=by)
    except IntegrityError:
        raise NotAllowedNow("write", _("A strategy is being written already. Change that one.")) from None
    for target in before.targets.order_by("pk") if before else []:
        Target.objects.create(strategy=strategy, dimension=target.dimension, value=target.value, wanted=target.wanted)
    record(strategy, "write", by=by, at=at, now=strategy.state, version=strategy.version)
    return strategy


@transaction.atomic
def change_strategy(strategy: Strategy, *, by: Partner, at: datetime, words: str) -> Strategy:
    """Other words in a draft. Every "no" to the words before is answered by it, and stays on the page."""
    now_ = _draft(strategy, "change")
    if now_.words != words:
        now_.words = words
        now_.save(update_fields=["words"])
        _changed(now_, by=by, at=at)
    return now_


@transaction.atomic
def add_target(strategy: Strategy, *, by: Partner, at: datetime, dimension: str, value: str, wanted: int) -> Target:
    """How many of whom the Forum should have; a number that was there for the same people is replaced."""
    now_ = _draft(strategy, "aim")
    target, _is_new = Target.objects.update_or_create(strategy=now_, dimension=dimension, value=value, defaults={"wanted": wanted})
    _changed(now_, by=by, at=at)
    return target


@transaction.atomic
def remove_target(target: Target, *, by: Partner, at: datetime) -> None:
    now_ = _draft(target.strategy, "aim")
    if Target.objects.filter(pk=target.pk).delete()[0]:
        _changed(now_, by=by, at=at)


def _changed(strategy: Strategy, *, by: Partner, at: datetime) -> None:
    record(strategy, "change", by=by, at=at)
    for view in strategy.views.open_noes().select_related("partner").order_by("pk"):
        view.strategy = strategy
        _answer(view, "answer_by_change", by=by, at=at)


@transaction.atomic
def ask_about_strategy(strategy: Strategy, *, by: Partner, at: datetime) -> Strategy:
    """Ask lay partners; the words stay as they are meanwhile.

    Raises NotAllowedNow unless it is a draft that aims at some number.
    """
    now_ = _draft(strategy, "ask")
    if not now_.targets.exists():
        raise NotAllowedNow("ask", _("It does not say yet how many of whom the Forum should have. Add a number first."))
    make_move(now_, STRATEGY, "ask", by=by, at=at, role="PM", asked_at=at, asked_by=by, round=now_.round + 1)
    send_rows(notices.strategy_is_asked(now_, on=day_of(at), at=at))
    return now_


@transaction.atomic
def take_strategy_back(strategy: Strategy, *, by: Partner, at: datetime) -> None:
    """Make it a draft again, to change it. What was said stays on the page; everybody is asked anew."""
    make_move(_locked(strategy), STRATEGY, "take_back", by=by, at=at, role="PM")


@transaction.atomic
def say_on_strategy(strategy: Strategy, *, by: Partner, at: datetime, value: str, text: str = "") -> StrategyView:
    """A lay partner agrees, comments or says no; a later word takes the place of their earlier one, which stays readable.

    Raises NotAllowedNow unless lay partners are being asked, and for who is not one of them.
    """
    now_, on = _locked(strategy), day_of(at)
    if not now_.is_asked():
        raise NotAllowedNow("say", _("Lay partners are not asked about it now."))
    role = first_of(ASKED, standing_of(by, on=on, programme=now_.programme).codes(now_.programme))
    if not role or by.pk == now_.asked_by_id:
        raise NotAllowedNow("say", _("You are not asked about it, or your role has ended."))
    said: Any = now_.views
    before = said.current().filter(partner=by).first()
    if before and (before.round, before.value, before.text) == (now_.round, value, text) and before.answered_at is None:
        return before       # sent twice
    said.current().filter(partner=by).update(replaced_at=at)
    view = StrategyView.objects.create(strategy=now_, round=now_.round, partner=by, role=role, value=value, text=text, at=at)
    record(view, "refuse" if view.is_no() else "say", by=by, at=at, now=value, role=role, strategy=now_.ref)
    if view.is_no():
        send_rows(notices.strategy_is_refused(view, on=on, at=at))
    _settle(now_, by=by, at=at, role=role)
    return view


def _settle(strategy: Strategy, *, by: Partner, at: datetime, role: str) -> None:
    """Agreed once a lay co-chair agrees to the words as they stand, and no "no" waits. The version before it is replaced."""
    said: Any = strategy.views
    if not said.of_round(strategy).filter(value=ViewValue.AGREE, role="LCC").exists() or said.open_noes().exists():
        return
    for before in Strategy.objects.in_force().filter(programme=strategy.programme_id).select_related("programme"):
        make_move(before, STRATEGY, "replace", by=by, at=at, role=role)
    make_move(strategy, STRATEGY, "agree", by=by, at=at, role=role, agreed_at=at)


def _answer(view: StrategyView, move: str, *, by: Partner, at: datetime, answer: str = "") -> None:
    view.answer, view.answered_at, view.answered_by = answer, at, by
    view.save(update_fields=["answer", "answered_at", "answered_by"])
    record(view, move, by=by, at=at, role="PM", strategy=view.strategy.ref)


@transaction.atomic
def answer_strategy_no(view: StrategyView, *, by: Partner, at: datetime, answer: str) -> StrategyView:
    """Answer a "no" in words. Who said it is told, and may change their word.

    Raises NotAllowedNow if it is answered already or was taken back.
    """
    strategy = _locked(view.strategy)
    found = strategy.views.open_noes().select_related("partner").one_or_none(pk=view.pk)
    if found is None:
        raise NotAllowedNow("answer", _("This “no” is answered already, or the person has changed their word."))
    found.strategy = strategy
    _answer(found, "answer", by=by, at=at, answer=answer)
    send([notices.strategy_no_is_answered(found, at=at)])
    if strategy.is_asked():
        _settle(strategy, by=by, at=at, role="PM")
    return found
