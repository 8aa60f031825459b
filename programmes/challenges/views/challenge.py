"""One challenge: read, seen, answered and judged."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from programmes.challenges import actions
from programmes.challenges.forms import AnswerChallengeForm, NoteSayForm, SayForm
from programmes.challenges.models import Challenge
from programmes.challenges.policies import (
    is_own,
    may_acknowledge,
    may_answer_challenge,
    may_read_challenge,
    may_say_on_challenge,
    partner_of,
)
from programmes.challenges.showing.pages import challenge_context
from programmes.challenges.views.doors import the_challenge
from programmes.raising.models import About
from programmes.raising.views.topics import TOPICS, Topic, address_of

TOPICS["challenge"] = Topic(gettext_lazy("a challenge"), the_challenge, lambda it: None if it.is_restricted else About(
    "challenge", it.ref, it.title, it.programme, it.group), "programmes:challenge", ("challenge",))


@allowed(may_read_challenge, find=the_challenge)
def challenge(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """Everything that was said, in order. Of a restricted one it is noted who opens it, and nothing is said about it elsewhere."""
    at = now()
    actions.note_reading(challenge, by=partner_of(request.user), on=day_of(at))
    return render(request, "programmes/challenges/challenge.html", challenge_context(challenge, request.user, at=at) | {
        "about_href": address_of(challenge.about_kind, challenge.about_ref)} | ({"say_something": ""} if challenge.is_restricted else {}))


@require_POST
@allowed(may_acknowledge, find=the_challenge)
def challenge_acknowledge(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    actions.acknowledge_challenge(challenge, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("Thank you. Who raised it is told that you have seen it."))
    return redirect(challenge)


@allowed(may_answer_challenge, find=the_challenge)
def challenge_answer(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """The answer, and what changed because of the challenge."""
    actions.note_reading(challenge, by=partner_of(request.user), on=day_of(now()))
    form = AnswerChallengeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_challenge(challenge, by=request.user.partner, at=now(), **form.facts())      # type: ignore[union-attr]
        messages.success(request, _("Your answer is in the log. Who raised it says whether it is good enough."))
        return redirect(challenge)
    return ask(request, form, title=_("Answer"), back=challenge, intro=challenge.text, submit=_("Send the answer"))


@allowed(may_say_on_challenge, find=the_challenge)
def challenge_say(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """Whether the answer is good enough: from who raised it, or as they say it to somebody who has not answered."""
    actions.note_reading(challenge, by=partner_of(request.user), on=day_of(now()))
    own = is_own(request.user, challenge)
    form = (SayForm if own else NoteSayForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        how = {} if own else {"through": given["through"], "noted_by": request.user.partner}        # type: ignore[union-attr]
        actions.say_on_challenge(challenge, by=challenge.raised_by, at=now(), satisfied=given["value"] == "yes", text=given["text"], **how)
        messages.success(request, _("Thank you. It is noted.") if given["value"] == "yes" else _(
            "Thank you. The lay co-chairs and the manager hear of it now."))
        return redirect(challenge)
    last = challenge.answers.order_by("at", "pk").last()
    return ask(request, form, title=_("Is the answer good enough?") if own else _("What do they say of the answer?"), back=challenge,
               submit=_("Say so"), template="programmes/challenges/say.html", challenge=challenge, last=last, own=own)
