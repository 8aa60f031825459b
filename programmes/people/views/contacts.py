"""The log of contacts with a person, and who looks after the contact."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from partners.contacts.actions import name_contact, note_contact
from partners.contacts.policies import contacts_lately
from partners.models import Contact, NamedContact, Partner
from programmes.people.forms import ContactForm, NameContactForm
from programmes.people.policies import may_log, programmes_for, team_today
from programmes.people.showing.person import warning_before, warning_of
from programmes.programme.views.doors import the_person

ON_A_PAGE = 25


@allowed(may_log, find=the_person)
def contacts(request: HttpRequest, person: Partner) -> HttpResponse:
    """Every contact in the programmes that the reader manages, the newest first, a page at a time."""
    programmes = {each.ref: each.name for each in programmes_for(request.user, person, on=day_of(now()))}
    start = number(request.GET.get("from", ""))
    found = list(Contact.objects.filter(partner=person, home_book__in=programmes).select_related("noted_by").order_by(
        "-at", "-pk")[start:start + ON_A_PAGE + 1])
    return render(request, "programmes/people/contacts.html", {
        "person": person, "rows": [(each, programmes[each.home_book]) for each in found[:ON_A_PAGE]], "several": len(programmes) > 1,
        "many": warning_of(contacts_lately(person, on=day_of(now()))), "start": start, "before": max(start - ON_A_PAGE, 0),
        "next": start + ON_A_PAGE if len(found) > ON_A_PAGE else 0})


@allowed(may_log, find=the_person)
def contact_note(request: HttpRequest, person: Partner) -> HttpResponse:
    """One contact. Before the fourth in fourteen days the page says so, and lets it be noted all the same."""
    at = now()
    form = ContactForm(request.POST or None, programmes=programmes_for(request.user, person, on=day_of(at)), at=at)
    if request.method == "POST" and form.is_valid():
        note_contact(person, by=request.user.partner, at=at, **form.facts())
        messages.success(request, _("The contact is noted."))
        return redirect("programmes:contacts", person.ref)
    return ask(request, form, title=_("Note a contact"), section=person.name, back=person, template="programmes/people/contact_note.html",
               submit=_("Note it"), many=warning_before(contacts_lately(person, on=day_of(at))))


@allowed(may_log, find=the_person)
def contact_name(request: HttpRequest, person: Partner) -> HttpResponse:
    """Who looks after the contact with the person (3.4). They read it on each of their pages."""
    programmes = programmes_for(request.user, person, on=day_of(now()))
    books = [each.ref for each in programmes]
    now_ = NamedContact.objects.filter(partner=person, home_book__in=books).order_by("home_book").first()
    form = NameContactForm(request.POST or None, programmes=programmes, team=team_today(programmes, on=day_of(now())),
                           initial={"owner": now_.owner_id, "hours": now_.hours, "book": now_.home_book} if now_ else {})    # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        name_contact(person, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Noted. They find the name and the number on each of their pages."))
        return redirect(person)
    return ask(request, form, title=_("Who looks after the contact?"), section=person.name, back=person)
