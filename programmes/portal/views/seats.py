"""A lay partner's seats, on both sides: yes or no to one, where they would like to sit, how long it took, what they leave to who comes
after, and whether their lead talked with them."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of, now
from coprod.kit.saying import day
from partners.groups.lifecycles import HoldingState
from partners.models import Handover, Partner
from programmes.meetings.showing.pages import time_at_meetings
from programmes.pairing.forms import TimeSpentForm, WishesForm
from programmes.pairing.models import Briefing, TimeSpent, Wish
from programmes.pairing.policies import wishable
from programmes.pairing.showing import loads, month_before
from programmes.portal import actions
from programmes.portal.policies import Subject
from programmes.portal.showing import in_words
from programmes.portal.views.doors import ask_person, both, is_sent, seats_asked
from programmes.programme.forms import Refuse
from programmes.sharing.actions import leave_handover
from programmes.sharing.forms import HandoverForm, JudgeBriefing
from programmes.sharing.policies import briefings_with


def seats_held(partner: Partner) -> Any:
    """Seats in which the person serves, or served."""
    return seats_asked(partner).filter(state__in=[HoldingState.SERVING, HoldingState.ENDED])


def _seat(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Yes or no to a seat, as the person says it."""
    form, holding = Refuse(request.POST or None), subject.thing
    if is_sent(request, subject, form):
        is_yes = request.POST.get("answer") == "yes"
        words = _("You said yes to a seat: %(name)s") if is_yes else _("You said no to a seat: %(name)s")
        actions.say(subject, actions.answer_seat, holding, at=now(), is_yes=is_yes, because=form.cleaned_data["because"],
                    line=words % {"name": holding.seat.group.name})
        messages.success(request, _("Their answer is noted, with your name."))
        return redirect(subject.address())
    return ask_person(request, form, subject, title=_("Will you take this seat?"), template="programmes/portal/seat.html", holding=holding)


def _wishes(request: HttpRequest, subject: Subject) -> HttpResponse:
    """In which workstreams the person would like to sit, and where a conflict of interests keeps them out."""
    streams = list(wishable(subject.partner, on=day_of(now())).in_order())
    said = dict(Wish.objects.filter(partner=subject.partner, workstream__in=streams).values_list("workstream", "value"))
    form = WishesForm(request.POST or None, workstreams=streams, said=said)
    title = _("Where would you like to take part?")
    if is_sent(request, subject, form):
        actions.say(subject, actions.say_wishes, subject.partner, form.answers(), at=now(), line=in_words(title, form))
        messages.success(request, _("Saved. The lay co-chair sees it when seats are given."))
        return redirect(subject.address())
    return ask_person(request, form, subject, title=title, template="programmes/pairing/wishes.html")


def _hours(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The person's seats with the hours they agreed to, and how many the last month really took (3.7)."""
    today, month = day_of(now()), month_before(day_of(now()))
    held = seats_held(subject.partner).lay().filter(from_on__lt=today.replace(day=1)).exclude(until_on__lt=month)
    said = dict(TimeSpent.objects.filter(holding__in=held, month=month).values_list("holding", "hours"))
    form = TimeSpentForm(request.POST or None, holdings=held.order_by("from_on", "pk"), said=said, month=month,
                         met=time_at_meetings(subject.partner, month))
    title = _("My hours")
    if is_sent(request, subject, form):
        actions.say(subject, actions.say_hours, form.answers(), at=now(), month=month, line=in_words(title, form))
        messages.success(request, _("Saved. The hours are noted."))
        return redirect(subject.address("hours"))
    return ask_person(request, form, subject, title=title, template="programmes/pairing/hours.html",
                      load=loads([subject.partner], on=today)[0], month=month)


def _handover(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Who leaves a seat, or has left it, tells who comes after."""
    before = Handover.objects.filter(holding=subject.thing).first()
    form = HandoverForm(request.POST or None, initial={
        "text": before.text, "shadow_from": before.shadow_from, "shadow_until": before.shadow_until} if before else None)
    title = _("A note for who comes after you")
    if is_sent(request, subject, form):
        actions.say(subject, leave_handover, subject.thing, at=now(), line=in_words(f"{title} ({subject.thing.seat.group.name})", form),
                    **form.cleaned_data)
        messages.success(request, _("Saved. Who comes after will find the note."))
        return redirect(subject.address())
    return ask_person(request, form, subject, title=title, intro=subject.thing.seat.group.name)


def _briefing(request: HttpRequest, subject: Subject) -> HttpResponse:
    """One of the pair says whether the lead's talk with them was so (7.6). A no says what was."""
    form, briefing = JudgeBriefing(request.POST or None), subject.thing
    if is_sent(request, subject, form):
        was_so, text = request.POST.get("answer") == "yes", form.cleaned_data["text"]
        if was_so or text:
            words = _("The talk with your lead was so: %(name)s, %(day)s") if was_so else _(
                "The talk with your lead was not so: %(name)s, %(day)s")
            actions.say(subject, actions.say_of_briefing, briefing, subject.partner, at=now(), was_so=was_so, text="" if was_so else text,
                        line=words % {"name": briefing.workstream.name, "day": day(briefing.on)})
            messages.success(request, _("Saved. The word is noted."))
            return redirect(subject.address())
        form.add_error("text", _("Say what was not so, so that the lead can mend it"))
    view = briefing.views.filter(by=subject.partner).first()
    return ask_person(request, form, subject, title=_("Did the lead talk with you?"), template="programmes/sharing/briefing.html",
                      briefing=briefing, view=view)


def briefings(partner: Partner) -> QuerySet[Briefing]:
    return briefings_with(partner).select_related("workstream__programme", "noted_by")


seat, wishes, hours = both(_seat, seats_asked), both(_wishes), both(_hours)
handover, briefing = both(_handover, seats_held), both(_briefing, briefings)
