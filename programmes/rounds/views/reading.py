"""Sending "we said, we did", publishing it and ending the round; what who answered reads, and what everybody reads; the voices behind a
paragraph."""

import hmac
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import allowed, open_to_all
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Partner
from partners.people.models import Through
from programmes.contributions.showing.pages import Filters
from programmes.nominations.views.doors import NOMINATING
from programmes.plans.models import Plan
from programmes.plans.policies.reading import may_read_plan
from programmes.programme.lifecycles import ProgrammeState
from programmes.rounds import actions
from programmes.rounds.catalogue import FEW
from programmes.rounds.forms import SatisfiedForm
from programmes.rounds.models import ForumRound
from programmes.rounds.notices.words import name_of_reader, reply_token, until_of
from programmes.rounds.policies.deciding import may_finish, may_publish_round, may_say_on_reply, may_send
from programmes.rounds.policies.reading import are_few, may_read_answers
from programmes.rounds.showing.decided import own_context, public_context, voices_of
from programmes.rounds.showing.pages import shown_of
from programmes.rounds.views.doors import the_paragraph, the_round


@require_POST
@allowed(may_send, find=the_round)
def round_send(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """Pressed again, it writes nothing to whom it went already."""
    number = actions.send_answers(round, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, ngettext("“We said, we did” goes to %(n)d person. The page shows how it gets on.",
                                       "“We said, we did” goes to %(n)d people. The page shows how it gets on.", number) % {"n": number})
    return redirect(round)


@require_POST
@allowed(may_publish_round, find=the_round)
def round_publish(request: HttpRequest, round: ForumRound) -> HttpResponse:
    actions.publish_round(round, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("It is published. Everybody can read it."))
    return redirect(round)


@require_POST
@allowed(may_finish, find=the_round)
def round_finish(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """R11: refused with the number of people who wait."""
    actions.finish_round(round, by=request.user.partner, at=now())      # type: ignore[union-attr]
    messages.success(request, _("Everybody who answered has their answer."))
    return redirect(round)


# --- for who answered ---------------------------------------------------------------------------------------------------------------

def _own(request: HttpRequest, round: ForumRound, person: Partner, template: str, through: str) -> HttpResponse:
    form, done = SatisfiedForm(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        is_satisfied = form.cleaned_data["value"] == "yes"
        try:
            actions.say_on_reply(round, by=person, at=now(), is_satisfied=is_satisfied, text=form.cleaned_data["text"], through=through)
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            done = True
            messages.success(request, _("Thank you. It is noted.") if is_satisfied else _(
                "Thank you. It is now a challenge: somebody has to answer it, and you are told."))
    return render(request, template, own_context(round, person) | {"form": form, "done": done})


@allowed(may_say_on_reply, find=the_round)
def round_mine(request: HttpRequest, round: ForumRound) -> HttpResponse:
    """One's own answers and what became of them, in one's account."""
    return _own(request, round, request.user.partner, "programmes/rounds/mine.html", Through.ACCOUNT)      # type: ignore[union-attr]


@open_to_all
def round_reply(request: HttpRequest, ref: str, person: str, token: str) -> HttpResponse:
    """The same by the link in the message, without an account. Looking does nothing."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    it = ForumRound.objects.whole().filter(ref=ref, sent_at__isnull=False).exclude(
        plan__programme__state=ProgrammeState.CLOSED).first()
    who = name_of_reader(it, person) if it and _is_theirs(it, person, token) else None
    if it is None or who is None:
        failed(request)
        return render(request, "programmes/rounds/link_closed.html", status=410)
    if until_of(token) < day_of(now()):     # type: ignore[operator]
        return _link_over(request, it, who)
    response = _own(request, it, who, "programmes/rounds/by_link.html", Through.LINK)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _is_theirs(it: ForumRound, person: str, token: str) -> bool:
    until = until_of(token)
    return until is not None and hmac.compare_digest(reply_token(it, person, until).encode(), token.encode("utf-8", "surrogatepass"))


def _link_over(request: HttpRequest, it: ForumRound, who: Partner) -> HttpResponse:
    """The link was right and is too old: nothing is shown, and a new one goes to the person by the way on which we reach them."""
    is_asked = request.method == "POST"
    if is_asked:
        actions.ask_new_link(it, who, at=now())
    return render(request, "programmes/rounds/link_over.html", {
        "is_asked": is_asked, "round": it, "has_account": who.user_id is not None}, status=200 if is_asked else 410)


# --- for everybody ------------------------------------------------------------------------------------------------------------------

@open_to_all
def we_said_we_did(request: HttpRequest, ref: str) -> HttpResponse:
    it = get_object_or_404(ForumRound.objects.whole().filter(public_ref=ref))
    return render(request, "programmes/rounds/public.html", public_context(it, request.GET))


def _may_read_voices(user: Any, found: tuple[Plan, str]) -> Any:
    return may_read_plan(user, found[0])


@allowed(_may_read_voices, find=the_paragraph)
def paragraph_voices(request: HttpRequest, found: tuple[Plan, str]) -> HttpResponse:
    """From a paragraph to the voices that shaped it: their words for who reads all answers, else what is published."""
    voices, rows = voices_of(*found), {}
    for name in ("on_it", "shaped"):
        asked = Filters(request.GET)
        page = asked.page(voices[name].select_related("by", "noted_by", "point", "paragraph", "response", "round__plan__programme",
                                                      "round__plan__workstream__group").order_by("at", "pk"))
        rows[name] = _readable(request.user, page["rows"])
        rows[f"{name}_next"], rows[f"{name}_previous"] = page["next"], page["previous"]
    return render(request, "programmes/rounds/voices.html", {"plan": found[0], "programme": found[0].programme,
                                                             "wordings": voices["wordings"]} | rows)


def _readable(user: Any, answers: list[Any]) -> list[Any]:
    """As this reader may see them; of rounds of which they do not read all answers, only that there are some."""
    shown: list[Any] = []
    rounds = {each.round_id: each.round for each in answers}
    for round_ in rounds.values():
        mine = [each for each in answers if each.round_id == round_.pk]
        few = len({each.by_id for each in mine if not each.is_taken_back()}) < FEW and are_few(round_)
        reads = bool(may_read_answers(user, round_))
        shown += [(each, reads) for each in shown_of(user, round_, mine, few=few)]
    return shown
