"""Writing down for a person what they tell us: begun on their page, for half an hour, and ended."""

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
from programmes.portal.policies import Subject, programmes_for
from programmes.portal.views.doors import both
from programmes.programme.policies import may_change_person
from programmes.programme.views.doors import the_person


def may_begin_for(user: Any, person: Partner) -> Answer:
    """The manager of a programme in which a lay partner has a part."""
    if person.is_professional:
        return No(_("This is for lay partners. Who works for the programme writes for themselves."))
    answer = may_change_person(user, person)
    if answer and not programmes_for(user, person, on=day_of(now())):
        return No(_("Only the programme manager writes down for somebody."))
    return answer


@allowed(may_begin_for, find=the_person)
def begin(request: HttpRequest, person: Partner) -> HttpResponse:
    form = BeginForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        programme, *_others = programmes_for(request.user, person, on=day_of(now()))
        begun = begin_on_behalf(person, by=request.user.partner, at=now(), book=programme.ref, **form.cleaned_data)
        return redirect("programmes:for", begun.ref)
    return ask(request, form, title=_("Write down what %(name)s tells you") % {"name": person.name}, back=person, submit=_("Begin"),
               intro=_("You have thirty minutes. Write only what they say. Afterwards they are told what you wrote."))


def _end(request: HttpRequest, subject: Subject) -> HttpResponse:
    on_behalf: Any = subject.on_behalf
    end_on_behalf(on_behalf, at=now())
    messages.success(request, _("It has ended. They are told what was written down."))
    return redirect(subject.partner)


end = both(_end, is_button=True)
