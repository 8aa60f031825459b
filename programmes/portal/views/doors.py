"""Finders, and the two sides of a page: the person's own, and the one on which staff write down what the person tells them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from partners.contacts.models import OnBehalf
from partners.models import Holding, Need, Partner, Supporter
from programmes.portal.policies import Subject, is_mine, may_write_for
from programmes.programme.policies import partner_of

OVER = gettext_lazy("The half hour is over, so nothing was saved. Start again in a new tab, then press the button here once more.")
Page = Callable[[HttpRequest, Subject], HttpResponse]
Things = Callable[[Partner], QuerySet]


class Both(NamedTuple):
    """One page on its two sides: `me` for the person, `told` for staff who write it down."""

    me: Any
    told: Any


def myself(user: Any) -> Subject:
    """The reader; 404 for a key that belongs to nobody."""
    partner = partner_of(user)
    if partner is None:
        raise Http404
    return Subject(partner)


def whom_i_write_for(user: Any, ref: str) -> Subject:
    """The person for whom the reader writes down under that ref; nobody else finds it. When that half hour is over and the reader has
    begun another for the same person, what is sent now counts for the new one."""
    partner = partner_of(user)
    found = get_object_or_404(OnBehalf.objects.select_related("partner", "by"), ref=ref, by=partner)
    if not found.is_running(now()):
        running = OnBehalf.objects.running(now()).filter(by=partner, partner=found.partner_id).select_related("partner", "by")
        found = running.first() or found
    return Subject(found.partner, found)


def both(page: Page, things: Things | None = None, *, is_button: bool = False) -> Both:
    """The page on its two sides. With `things`, the address names one of the person's things; those of others are not there. A button
    has no page of its own: nothing is typed with it."""

    def with_thing(subject: Subject, which: str) -> Subject:
        assert things is not None
        return Subject(subject.partner, subject.on_behalf, get_object_or_404(things(subject.partner), ref=which))

    def mine(user: Any, which: str = "") -> Subject:
        return with_thing(myself(user), which) if things else myself(user)

    def theirs(user: Any, ref: str, which: str = "") -> Subject:
        subject = whom_i_write_for(user, ref)
        return with_thing(subject, which) if things else subject

    def told(request: HttpRequest, subject: Subject) -> HttpResponse:
        if request.method != "POST" and subject.is_over(now()):
            return render(request, "programmes/portal/over.html", {"subject": subject}, status=410)
        return page(request, subject)

    sides = allowed(is_mine, find=mine)(page), allowed(may_write_for, find=theirs)(told)
    return Both(*(require_POST(side) for side in sides)) if is_button else Both(*sides)


def is_sent(request: HttpRequest, subject: Subject, form: Any) -> bool:
    """Whether a form was sent and may be kept. After the half hour it is not: the page says so, and shows what was typed."""
    if request.method != "POST" or not form.is_valid():
        return False
    if subject.is_over(now()):
        form.add_error(None, OVER)
        return False
    return True


def not_over(subject: Subject) -> None:
    """For a button, with which nothing is typed. Raises NotAllowedNow after the half hour."""
    if subject.is_over(now()):
        raise NotAllowedNow("note", _("The half hour is over. Nothing was changed. Go back to the person’s page to start again."))


def ask_person(request: HttpRequest, form: Any, subject: Subject, *, title: Any, back: str = "", **more: Any) -> HttpResponse:
    """A question page of the portal; while staff write it down, with the banner that says for whom."""
    return ask(request, form, title=title, back=back or subject.address(), template=more.pop("template", "programmes/portal/ask.html"),
               subject=subject, section="" if subject.on_behalf else _("Me"), **more)


def needs(partner: Partner) -> QuerySet:
    return Need.objects.standing().filter(partner=partner).select_related("partner", "arranged_by", "noted_by", "said_noted_by")


def seats_asked(partner: Partner) -> QuerySet:
    return Holding.objects.filter(partner=partner).select_related("seat__group", "partner")


def supporters(partner: Partner) -> QuerySet:
    return Supporter.objects.filter(partner=partner).select_related("partner", "noted_by")
