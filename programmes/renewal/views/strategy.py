"""The recruitment strategy: its words and numbers, and what lay partners say to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import No, allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.telling import tell
from programmes.programme.views.doors import the_programme
from programmes.renewal.actions import strategy as actions
from programmes.renewal.forms import AnswerNo, SayOnStrategy, StrategyForm, TargetForm
from programmes.renewal.lifecycles import STRATEGY
from programmes.renewal.models import Strategy, StrategyView, Target
from programmes.renewal.policies import (
    may_answer_strategy_no,
    may_read_strategy,
    may_run_recruitment,
    may_run_strategy,
    may_run_target,
    may_say_on_strategy,
)
from programmes.renewal.showing import said_of, state_of
from programmes.renewal.views.doors import the_strategy, the_strategy_view, the_target


@allowed(may_run_recruitment, find=the_programme)
def strategy_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The first version, or the next one, with the words of the one before."""
    before = Strategy.objects.filter(programme=programme).order_by("-version").first()
    form = StrategyForm(request.POST or None, initial={"words": before.words if before else ""})
    if request.method == "POST" and form.is_valid():
        made = actions.write_strategy(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The draft is saved. Now say how many of whom the Forum should have."))
        return redirect(made)
    return ask(request, form, title=_("Write the recruitment strategy of the Forum"), section=programme.name,
               back=reverse("programmes:recruitment", args=[programme.slug]), submit=_("Save the draft"))


@allowed(may_read_strategy, find=the_strategy)
def strategy(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """The words, the numbers, what lay partners say, what happened, and what the reader may do now."""
    user, offers = request.user, set(STRATEGY.offers(strategy.state))
    names, may = bool(may_see_names(user, strategy.programme)), may_run_strategy(user, strategy)
    targets = list(strategy.targets.order_by("dimension", "pk"))       # type: ignore[attr-defined]
    said = said_of(strategy, names=names, me=partner_of(user))
    rows = Row.objects.filter(subject__in=[strategy.ref, *(each.view.ref for each in said)]).order_by("number")
    may_ask = may if "ask" in offers else None
    if may_ask and not targets:
        may_ask = No(_("Say first how many of whom the Forum should have."))
    return render(request, "programmes/renewal/strategy.html", {
        "programme": strategy.programme, "strategy": strategy, "state": state_of(strategy), "targets": targets, "said": said,
        "may_change": may if strategy.is_draft() else None, "may_ask": may_ask, "may_take_back": may if "take_back" in offers else None,
        "may_say": may_say_on_strategy(user, strategy) if strategy.is_asked() else None,
        "may_answer": may if strategy.is_draft() or strategy.is_asked() else None, "history": tell(rows, names=names)})


@allowed(may_run_strategy, find=the_strategy)
def strategy_change(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    if not strategy.is_draft():
        raise NotAllowedNow("change", actions.NOT_A_DRAFT)
    form = StrategyForm(request.POST or None, initial={"words": strategy.words})
    if request.method == "POST" and form.is_valid():
        actions.change_strategy(strategy, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect(strategy)
    return ask(request, form, title=_("Change the recruitment strategy"), section=strategy.programme.name, back=strategy)


@allowed(may_run_strategy, find=the_strategy)
def target_add(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """How many of whom the Forum should have."""
    if not strategy.is_draft():
        raise NotAllowedNow("aim", actions.NOT_A_DRAFT)
    form = TargetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.add_target(strategy, by=request.user.partner, at=now(), **form.facts())
        messages.success(request, _("The number is in the strategy."))
        return redirect(strategy)
    return ask(request, form, title=_("How many of whom?"), section=strategy.title(), back=strategy, submit=_("Add it"),
               intro=_("Choose an answer, a place or a group. A number that is there already for the same people is replaced."))


@require_POST
@allowed(may_run_target, find=the_target)
def target_remove(request: HttpRequest, target: Target) -> HttpResponse:
    actions.remove_target(target, by=request.user.partner, at=now())
    messages.success(request, _("The number is out of the strategy."))
    return redirect(target.strategy)


@require_POST
@allowed(may_run_strategy, find=the_strategy)
def strategy_ask(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    actions.ask_about_strategy(strategy, by=request.user.partner, at=now())
    messages.success(request, _("Lay partners are being asked."))
    return redirect(strategy)


@require_POST
@allowed(may_run_strategy, find=the_strategy)
def strategy_take_back(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    actions.take_strategy_back(strategy, by=request.user.partner, at=now())
    messages.success(request, _("It is a draft again. Change it, then ask lay partners anew."))
    return redirect(strategy)


@allowed(may_say_on_strategy, find=the_strategy)
def strategy_say(request: HttpRequest, strategy: Strategy) -> HttpResponse:
    """Agree, comment, or say no and why."""
    if not strategy.is_asked():
        raise NotAllowedNow("say", _("Lay partners are not asked about it now."))
    form = SayOnStrategy(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.say_on_strategy(strategy, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Thank you. What you said is kept, with today’s date."))
        return redirect(strategy)
    return ask(request, form, title=_("What do you think of this strategy?"), section=strategy.title(), back=strategy, submit=_("Say it"))


@allowed(may_answer_strategy_no, find=the_strategy_view)
def strategy_answer(request: HttpRequest, view: StrategyView) -> HttpResponse:
    """The manager answers a "no"."""
    form = AnswerNo(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_strategy_no(view, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Your answer stands beside the “no”. The person is being told."))
        return redirect(view.strategy)
    return ask(request, form, title=_("Answer the “no”"), section=view.strategy.title(), back=view.strategy, submit=_("Answer it"),
               view=view, template="programmes/profiles/answer.html")
