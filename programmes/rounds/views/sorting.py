"""All answers, filtered and put into themes, many at once; one answer: hidden, shown again, and on what else it bears."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from programmes.rounds import actions
from programmes.rounds.forms import BecauseForm, PointsForm, ThemeForm
from programmes.rounds.models import ForumAnswer, ForumRound, Theme
from programmes.rounds.policies.deciding import may_hide, may_show_again, may_sort, may_sort_one, may_sort_theme
from programmes.rounds.policies.reading import may_read_answers, may_read_forum_answer
from programmes.rounds.showing.pages import answer_context, answers_context, answers_of, filters_of
from programmes.rounds.views.doors import the_forum_answer, the_round, the_theme

MOST_TICKED = 100
KEPT = "answers not sorted"         # in the session: what was ticked and typed when it could not be sorted, shown again once


@allowed(may_read_answers, find=the_round)
def round_answers(request: HttpRequest, round: ForumRound) -> HttpResponse:
    kept = request.session.pop(KEPT, None) if KEPT in request.session else None
    return render(request, "programmes/rounds/answers.html", answers_context(round, request.user, request.GET) | {
        "kept": kept if kept and kept["round"] == round.ref else {}})


@require_POST
@allowed(may_sort, find=the_round)
def round_sort(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """Put what is ticked, or all that the filter shows, into a theme that there is or a new one; or take it out of it."""
    query = request.POST.get("query", "")[:400]
    back = f"{reverse('programmes:round-answers', args=[round.ref])}{query if query.startswith('?') else ''}"
    name = request.POST.get("new_theme", "").replace("\x00", "").strip()
    form = ThemeForm({"name": name})
    theme = Theme.objects.filter(round=round, ref=request.POST.get("theme", "").replace("\x00", "")[:20]).first()
    at, by = now(), request.user.partner        # type: ignore[union-attr]
    ticked, wants_all = request.POST.getlist("answer")[:MOST_TICKED], bool(request.POST.get("all"))
    trouble = {}
    if not ticked and not wants_all:
        trouble["answers"] = _("Tick the answers first")
    if not (name and form.is_valid()) and (name or theme is None):
        trouble["theme"] = _("Choose a theme, or give a new one a name of up to 160 letters")
    if trouble:
        request.session[KEPT] = {"round": round.ref, "trouble": trouble, "ticked": [each[:20] for each in ticked], "all": wants_all,
                                 "theme": theme.ref if theme else "", "name": name[:200]}
        return redirect(back)
    if name:
        theme = actions.add_theme(round, by=by, at=at, name=form.cleaned_data["name"])
    if wants_all:
        found = answers_of(round, filters_of(round, QueryDict(query.removeprefix("?"))))
    else:
        found = ForumAnswer.objects.filter(round=round, ref__in=ticked)
    takes_out = request.POST.get("do") == "out"
    number = actions.sort_into(theme, found, by=by, at=at, takes_out=takes_out)
    words = ngettext("%(n)d answer is out of “%(theme)s”.", "%(n)d answers are out of “%(theme)s”.", number) if takes_out else ngettext(
        "%(n)d answer was put into “%(theme)s”.", "%(n)d answers were put into “%(theme)s”.", number)
    messages.success(request, words % {"n": number, "theme": theme.name})
    return redirect(back)


@allowed(may_sort_theme, find=the_theme)
def theme_change(request: HttpRequest, theme: Theme) -> HttpResponse:
    form = ThemeForm(request.POST or None, initial={"name": theme.name})
    if request.method == "POST" and form.is_valid():
        actions.rename_theme(theme, by=request.user.partner, at=now(), name=form.cleaned_data["name"])     # type: ignore[union-attr]
        messages.success(request, _("Saved."))
        return redirect("programmes:round-themes", theme.round.ref)
    return ask(request, form, title=_("Give the theme another name"), section=theme.round.plan.name,
               back=reverse("programmes:round-themes", args=[theme.round.ref]))


@allowed(may_read_forum_answer, find=the_forum_answer)
def forum_answer(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    return render(request, "programmes/rounds/one_answer.html", answer_context(it, request.user))


@allowed(may_sort_one, find=the_forum_answer)
def answer_points(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    points = it.round.plan.points.exclude(pk=it.point_id).order_by("number", "pk")
    form = PointsForm(request.POST or None, points=points, initial={"points": list(it.also_on.values_list("pk", flat=True))})
    if request.method == "POST" and form.is_valid():
        actions.also_bears_on(it, form.cleaned_data["points"], by=request.user.partner, at=now())     # type: ignore[union-attr]
        messages.success(request, _("Saved."))
        return redirect(it)
    return ask(request, form, title=_("What else is it about?"), section=it.round.plan.name, back=it)


@allowed(may_hide, find=the_forum_answer)
def answer_hide(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    form = BecauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.hide_answer(it, by=request.user.partner, at=now(), because=form.cleaned_data["because"])     # type: ignore[union-attr]
        messages.success(request, _("It is hidden. Who gave it is told why."))
        return redirect(it)
    return ask(request, form, title=_("Hide an answer"), section=it.round.plan.name, back=it, intro=_(
        "Only abusive words are hidden. Nothing is deleted. Who gave it reads your reason."))


@require_POST
@allowed(may_show_again, find=the_forum_answer)
def answer_show(request: HttpRequest, it: ForumAnswer) -> HttpResponse:
    actions.show_again(it, by=request.user.partner, at=now())       # type: ignore[union-attr]
    messages.success(request, _("It counts again."))
    return redirect(it)
