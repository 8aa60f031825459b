"""Writing down for a person what they tell us: begun on their page, for half an hour; and what is there for that alone."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coprod.kit.access import Answer, No, allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from partners.contacts.actions import begin_on_behalf, end_on_behalf
from partners.contacts.forms import BeginForm
from partners.models import Partner
from programmes.pairing.forms import WishesForm
from programmes.pairing.models import Wish
from programmes.pairing.policies import wishable
from programmes.portal import actions
from programmes.portal.policies import Subject
from programmes.portal.showing import in_words
from programmes.portal.views.doors import ask_person, both, is_sent, seats_asked
from programmes.programme.forms import Refuse
from programmes.programme.models import Programme
from programmes.programme.policies import has_part, may_change_person, standing
from programmes.programme.roles import MAY
from programmes.programme.views.doors import the_person


def programme_for(user: Any, person: Partner) -> Programme | None:
    """The programme in which the user looks after the person: one that the user runs, and in which the person has a part."""
    mine = standing(user).programmes(MAY["see_contacts"])
    found = Programme.objects.running().filter(pk__in=mine).order_by("pk")
    return next((each for each in found if has_part(person, [each.pk], on=day_of(now()))), None)


def may_begin_for(user: Any, person: Partner) -> Answer:
    """The manager of a programme in which a lay partner has a part."""
    if person.is_professional:
        return No(_("This is for lay partners. Who works for the programme writes for themselves."))
    answer = may_change_person(user, person)
    if answer and programme_for(user, person) is None:
        return No(_("Only the programme manager writes down for somebody."))
    return answer


@allowed(may_begin_for, find=the_person)
def begin(request: HttpRequest, person: Partner) -> HttpResponse:
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        programme: Any = programme_for(request.user, person)
        begun = begin_on_behalf(person, by=request.user.partner, at=now(), book=programme.ref, **form.cleaned_data)
        return redirect("programmes:for", begun.ref)
    return ask(request, form, title=_("Write down what %(name)s tells you") % {"name": person.name}, back=person, submit=_("Begin"),
               intro=_("You have thirty minutes. Write only what they say. Afterwards they are told what you wrote."))


def _end(request: HttpRequest, subject: Subject) -> HttpResponse:
    on_behalf: Any = subject.on_behalf
    end_on_behalf(on_behalf, at=now())
    messages.success(request, _("It has ended. They are told what was written down."))
    return redirect(subject.partner)


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
    if is_sent(request, subject, form):
        actions.say(subject, actions.say_wishes, subject.partner, form.answers(), at=now(), line=in_words(_("Your interests"), form))
        messages.success(request, _("Their interests are noted, with your name."))
        return redirect(subject.address())
    return ask_person(request, form, subject, title=_("In which workstreams would you like to take part?"))


end, seat, wishes = both(_end, is_button=True), both(_seat, seats_asked), both(_wishes)
