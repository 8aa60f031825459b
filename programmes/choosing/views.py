"""The type of co-production of a programme: the answers, the recommendation, the choice, what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from programmes.advice.catalogue import QUESTIONS, advise, mistakes
from programmes.advice.forms import Answers, carried, parts_of
from programmes.advice.showing import shown, told
from programmes.choosing import actions
from programmes.choosing.forms import ChooseType, Compare, SayView
from programmes.choosing.models import Choice, Sheet, Side, choices_of, holds
from programmes.choosing.policies import (
    may_answer,
    may_choose,
    may_compare,
    may_record_actual,
    may_say_view,
    may_see_type,
    side_of,
)
from programmes.choosing.showing import chosen, differing, heads, named_packages, side_by_side
from programmes.programme.models import Programme
from programmes.programme.policies import has_role, may_see_names, partner_of
from programmes.programme.views.doors import the_one, the_programme

LATER = "later"     # the button that saves what is answered so far


def the_choice(user: Any, ref: str) -> Choice:
    found: Choice = the_one(user, Choice.objects.select_related("programme"), lambda choice: choice.programme, ref=ref)
    return found


def _page(programme: Programme) -> str:
    return reverse("programmes:type", args=[programme.slug])


@allowed(may_see_type, find=the_programme)
def type_(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who has answered, the answers side by side, what is recommended and why, what was chosen, how it went."""
    user, names = request.user, bool(may_see_names(request.user, programme))
    given = list(Sheet.objects.of_this_cycle(programme).given().select_related("partner").order_by("-side", "given_at", "pk"))
    compare, choices = may_compare(user, programme), choices_of(programme)
    choice = next((each for each in choices if holds(each, programme)), None)
    base = next((sheet for sheet in given if sheet.side == Side.MANAGER), None)
    rows = side_by_side(given) if compare else []
    return render(request, "programmes/choosing/type.html", {
        "programme": programme, "given": given, "compare": compare, "heads": heads(given, names=names), "rows": rows,
        "side": side_of(user, programme), "may_answer": may_answer(user, programme), "may_choose": may_choose(user, programme),
        "differing": ", ".join(differing(rows)), "shown": shown(advise(base.answers)) if base and compare else None,
        "chosen": chosen(choice, names=names) if choice else None,
        "before": [chosen(each, names=names) for each in choices if each is not choice],
        "phases_head": [_("Phase"), _("Mode"), _("Planned"), _("What happened")],
        "may_say": may_say_view(user, choice) if choice else None, "may_lay_down": has_role(user, programme, "open_stages"),
        "may_compare_phases": may_record_actual(user, choice) if choice else None})


@allowed(may_answer, find=the_programme)
def type_answer(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The questions, all on this page or one at a time (`?question=Q3`); kept with every "Go on", and, as far as they are
    answered, with "Save and come back later"."""
    mine = Sheet.objects.of_this_cycle(programme).filter(partner=partner_of(request.user)).first()
    codes = [question.code for question in QUESTIONS]
    one = request.GET.get("question", "")
    only = parts_of(one) if one in codes else ()
    side = side_of(request.user, programme) or Side.LEADERS
    if LATER in request.POST:
        actions.keep_answers(programme, by=request.user.partner, side=side, at=now(), answers=carried(request.POST))
        messages.success(request, _("What you have answered so far is saved. Only you can see it."))
        return redirect("programmes:type", programme.slug)
    form = Answers(request.POST or None, only=only, answers=mine.answers if mine else {})
    if request.method == "POST" and form.is_valid():
        actions.keep_answers(programme, by=request.user.partner, side=side, at=now(), answers=form.answers())
        later = codes[codes.index(one) + 1:] if only else []
        if later:
            return redirect(f"{reverse('programmes:type-answer', args=[programme.slug])}?question={later[0]}")
        return redirect("programmes:type-check", programme.slug)
    number = codes.index(one) + 1 if only else 0
    return render(request, "programmes/choosing/answer.html", {
        "programme": programme, "form": form, "number": number, "of": len(codes), "back_url": _page(programme),
        "previous": codes[number - 2] if number > 1 else "", "first": codes[0]})


@allowed(may_answer, find=the_programme)
def type_check(request: HttpRequest, programme: Programme) -> HttpResponse:
    """One's own answers to look over, and to give."""
    sheet = get_object_or_404(Sheet.objects.of_this_cycle(programme), partner=partner_of(request.user))
    missing = mistakes(sheet.answers)
    if request.method == "POST" and not missing:
        actions.give_answers(sheet, by=request.user.partner, at=now())
        messages.success(request, _("Your answers are given. Now you see those of the others."))
        return redirect("programmes:type", programme.slug)
    return render(request, "programmes/choosing/check.html", {
        "programme": programme, "told": told(sheet.answers), "is_whole": not missing, "back_url": _page(programme)})


@allowed(may_choose, find=the_programme)
def type_choose(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The recommended type, or another one with the reason."""
    sheet = Sheet.objects.of_this_cycle(programme).given().filter(side=Side.MANAGER).order_by("given_at", "pk").first()
    advice = advise(sheet.answers)      # type: ignore[union-attr]  # may_choose has seen that there is one
    form = ChooseType(request.POST or None, advice=advice)
    if request.method == "POST" and form.is_valid():
        actions.choose_type(programme, by=request.user.partner, at=now(), sheet=sheet,  # type: ignore[arg-type]
                            because=form.cleaned_data["because"], **form.chosen())
        messages.success(request, _("The type is recorded. Everyone in the programme can read it."))
        return redirect("programmes:type", programme.slug)
    return ask(request, form, title=_("Choose the type of co-production"), section=programme.name, back=_page(programme),
               submit=_("Record the type"), template="programmes/choosing/choose.html", shown=shown(advice))


@allowed(may_say_view, find=the_choice)
def choice_view(request: HttpRequest, choice: Choice) -> HttpResponse:
    form = SayView(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.say_view(choice, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("What you said is kept, with your name and today's date."))
        return redirect("programmes:type", choice.programme.slug)
    return ask(request, form, title=_("What do you think of the type?"), section=choice.programme.name, back=_page(choice.programme),
               submit=_("Keep it"), intro=_("The programme chose: %(chosen)s.") % {"chosen": named_packages(choice.packages)})


@allowed(may_record_actual, find=the_choice)
def choice_compare(request: HttpRequest, choice: Choice) -> HttpResponse:
    """What was planned for each phase beside what happened (12.5)."""
    form = Compare(request.POST or None, phases=choice.phases.order_by("position"))
    if request.method == "POST" and form.is_valid():
        actions.compare_phases(form.compared(), by=request.user.partner, at=now())
        messages.success(request, _("What happened stands beside what was planned."))
        return redirect("programmes:type", choice.programme.slug)
    return ask(request, form, title=_("Compare the plan with what happened"), section=choice.programme.name,
               back=_page(choice.programme), intro=_("It is a record to learn from, not a mark."))
