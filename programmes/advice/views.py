"""The public page "Which type of co-production suits your programme?": for anyone, and nothing is stored.

Answers travel from page to page in the pages themselves, sent by POST, so no address, cookie or session holds them.
Only who asks for a link gets an address that carries the answers.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from coprod.kit.access import open_to_all
from coprod.kit.parameters import words
from programmes.advice.catalogue import PARTS, QUESTIONS, advise
from programmes.advice.catalogue.questions import after, before
from programmes.advice.forms import Answers, as_link, as_sent, carried, from_link, parts_of
from programmes.advice.showing import shown, told

FIRST, LAST = QUESTIONS[0].code, QUESTIONS[-1].code
LONGEST_LINK = 40


@open_to_all
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """What it is, what it keeps (nothing), and two ways to answer."""
    return render(request, "programmes/advice/start.html")


@open_to_all
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """All thirteen on one page. What was answered already comes along; `edit` shows it to be changed."""
    if request.method == "GET":
        return _all(request, Answers())
    if "edit" in request.POST:
        return _all(request, Answers(answers=carried(request.POST)))
    form = Answers(request.POST)
    return _check(request, form.answers()) if form.is_valid() else _all(request, form)


@open_to_all
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest) -> HttpResponse:
    """One question at a time, forward and back; or one that is to be changed (`change`), and then back to the check."""
    if request.method == "GET":
        return _one(request, FIRST, {})
    codes = {each.code for each in QUESTIONS}
    given = carried(request.POST)
    if request.POST.get("change") in codes:
        return _one(request, request.POST["change"], given, then="check")
    asked, then = request.POST.get("asked", ""), "check" if request.POST.get("then") == "check" else ""
    if asked not in codes:
        return _one(request, FIRST, given)
    if "back" in request.POST:
        return _check_all(request, given) if then else _one(request, before(asked) or FIRST, given)
    form = Answers(request.POST, only=parts_of(asked))
    if not form.is_valid():
        return _one(request, asked, given, then=then, form=form)
    following = after(asked)
    return _check_all(request, given) if then or following is None else _one(request, following, given)


@open_to_all
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """All answers, each with a way to change it."""
    return redirect("programmes:advice") if request.method == "GET" else _check_all(request, carried(request.POST))


@open_to_all
@require_http_methods(["GET", "POST"])
def result(request: HttpRequest) -> HttpResponse:
    """The recommendation, with its reasons."""
    if request.method == "GET":
        return redirect("programmes:advice")
    form = Answers(request.POST)
    return _result(request, form.answers()) if form.is_valid() else _all(request, form)


@open_to_all
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    """Lead to an address that carries the answers: only here, because the person asked for it."""
    if request.method == "GET":
        return redirect("programmes:advice")
    form = Answers(request.POST)
    if not form.is_valid():
        return _all(request, form)
    return redirect(f"{reverse('programmes:advice-shared')}?a={as_link(form.answers())}")


@open_to_all
@require_GET
def shared(request: HttpRequest) -> HttpResponse:
    """The recommendation for the answers in the address. A link that cannot be read leads to the start, and says so."""
    answers = from_link(words(request, "a", longest=LONGEST_LINK))
    if answers is None:
        return render(request, "programmes/advice/start.html", {"unreadable": True})
    return _result(request, answers, address=request.build_absolute_uri(f"{request.path}?a={as_link(answers)}"))


# --- the pages that several of these end on --------------------------------------------------------------------------------
def _all(request: HttpRequest, form: Answers) -> HttpResponse:
    return render(request, "programmes/advice/questions.html", {"form": form})


def _one(request: HttpRequest, asked: str, given: Mapping[str, Any], *, then: str = "", form: Answers | None = None) -> HttpResponse:
    here = parts_of(asked)
    place = _("Question %(number)s of %(all)s") % {"number": asked.removeprefix("Q"), "all": LAST.removeprefix("Q")}
    return render(request, "programmes/advice/question.html", {
        "form": form or Answers(only=here, answers=given), "asked": asked, "then": then, "place": place,
        "is_first": asked == FIRST and not then, "carried": as_sent({code: value for code, value in given.items() if code not in here})})


def _check_all(request: HttpRequest, given: Mapping[str, Any]) -> HttpResponse:
    """The check page; or, where answers are missing, all questions with what is known."""
    if any(part.code not in given for part in PARTS):
        return render(request, "programmes/advice/questions.html", {"form": Answers(answers=given), "is_incomplete": True})
    return _check(request, given)


def _check(request: HttpRequest, answers: Mapping[str, Any]) -> HttpResponse:
    return render(request, "programmes/advice/check.html", {"told": told(answers), "carried": as_sent(answers)})


def _result(request: HttpRequest, answers: Mapping[str, Any], *, address: str = "") -> HttpResponse:
    return render(request, "programmes/advice/result.html", {
        "found": shown(advise(answers)), "told": told(answers), "carried": as_sent(answers), "address": address})
