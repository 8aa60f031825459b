"""What I was sent, and how often I want to hear."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.parameters import number
from coprod.post.lifecycles import State
from coprod.post.models import Message
from coprod.post.planning import Pace
from partners.messages.actions import choose
from partners.messages.models import SentMessage
from partners.models import Partner
from programmes.messages.catalogue import ON_A_PAGE
from programmes.messages.forms import ChoicesForm, EverythingForm, classes
from programmes.messages.policies import has_messages, paces_of, sent_to
from programmes.portal.actions import say
from programmes.portal.policies import Subject
from programmes.portal.views.doors import Both, both, is_sent, myself
from programmes.programme.policies import partner_of


def _me(user: Any) -> Partner:
    partner = partner_of(user)
    if partner is None:
        raise Http404
    return partner


def _my_message(user: Any, ref: str) -> SentMessage:
    return get_object_or_404(sent_to(_me(user)).select_related("message"), ref=ref)


def _is_theirs(user: Any, thing: object) -> Any:
    """The finder gives nobody else's."""
    return has_messages(user)


@allowed(_is_theirs, find=_me)
def mine(request: HttpRequest, partner: Partner) -> HttpResponse:
    """All messages ever sent to me, the newest first, and how many are gathered for the next mail or letter."""
    start = number(request.GET.get("from", ""))
    found = list(sent_to(partner).only("ref", "subject", "at", "channel")[start:start + ON_A_PAGE + 1])
    gathered = Message.objects.filter(to=partner.ref, state=State.GATHERED)
    first = gathered.order_by("due_at").values_list("due_at", flat=True).first()
    return render(request, "programmes/messages/mine.html", {
        "rows": found[:ON_A_PAGE], "gathered": gathered.count() if first else 0, "gathered_until": first, "start": start,
        "before": max(start - ON_A_PAGE, 0), "next": start + ON_A_PAGE if len(found) > ON_A_PAGE else 0})


@allowed(_is_theirs, find=_my_message)
def one(request: HttpRequest, it: SentMessage) -> HttpResponse:
    return render(request, "programmes/messages/one.html", {"it": it, "paragraphs": it.text.split("\n\n")})


def _common(paces: dict[Any, Pace]) -> str:
    """The one answer that holds for everything, if there is one. Without a choice it is at once."""
    common = {paces.get(each, Pace.AT_ONCE) for each in classes()} - {Pace.OFF}
    return common.pop() if len(common) == 1 else ""


def _often(request: HttpRequest, subject: Subject) -> HttpResponse:
    """One answer for everything. It holds at once, also for what waits already."""
    paces = paces_of(subject.partner)
    form = EverythingForm(request.POST or None, before=paces, initial={"pace": _common(paces)})
    return _choose(request, subject, form, title=_("How often we write to you"), each_url=subject.address("messages-topics"),
                   template="programmes/messages/often.html")


def _topics(request: HttpRequest, subject: Subject) -> HttpResponse:
    """An answer for each topic: apart for what we must tell, and for the rest, which can be off."""
    form = ChoicesForm(request.POST or None, paces=paces_of(subject.partner))
    return _choose(request, subject, form, title=_("How often, topic by topic"), template="programmes/portal/ask.html", intro=_(
        "What we must tell you comes always: that a meeting is cancelled, or that you have an answer. The rest can be off."))


def _choose(request: HttpRequest, subject: Subject, form: Any, *, title: str, **more: Any) -> HttpResponse:
    if is_sent(request, subject, form):
        say(subject, choose, subject.partner, form.paces(), at=now(), line=title)
        messages.success(request, _("Saved. It holds from now on, also for what is on its way."))
        return redirect(subject.address() if subject.on_behalf else subject.address("messages"))
    return ask(request, form, title=title, back=subject.address() if subject.on_behalf else subject.address("messages"), subject=subject,
               **more)


def _sides(page: Any) -> Both:
    """As every page of the portal, but that staff have their own side too: they are written to as well."""
    return Both(allowed(_is_theirs, find=myself)(page), both(page).told)


often, topics = _sides(_often), _sides(_topics)
