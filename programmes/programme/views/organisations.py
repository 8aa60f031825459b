"""The organisations of a programme, who signs for them, and whether they signed the touchstone."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import YES, allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from partners.models import Organisation, Signatory
from partners.people.actions import add_organisation, name_signatory
from programmes.programme import actions
from programmes.programme.forms import AddMembership, NameSignatory, NewOrganisation
from programmes.programme.models import Membership, Programme
from programmes.programme.policies import (
    may_name_signatory,
    may_read,
    may_run,
    may_run_somewhere,
    may_see_organisation,
    may_see_people_somewhere,
    may_sign_touchstone,
    organisations_seen_by,
    people_seen_by,
)
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import seen, the_membership, the_organisation, the_programme


@allowed(may_read, find=the_programme)
def organisations(request: HttpRequest, programme: Programme) -> HttpResponse:
    today = day_of(now())
    signing = Signatory.objects.in_force(today).select_related("partner").order_by("pk")
    members = list(programme.memberships.in_force(today).select_related("organisation", "touchstone_signature__signed_by").prefetch_related(
        Prefetch("organisation__signatories", signing)).order_by("organisation__name", "pk"))
    for member in members:
        member.may_sign = may_sign_touchstone(request.user, member)
    return render(request, "programmes/programme/organisations.html", {
        "programme": programme, "members": members, "may_run": may_run(request.user, programme)})


@allowed(may_run, find=the_programme)
def membership_add(request: HttpRequest, programme: Programme) -> HttpResponse:
    others = organisations_seen_by(request.user).exclude(memberships__programme=programme)
    form = AddMembership(request.POST or None, organisations=others, initial={"from_on": day_of(now())})
    if request.method == "POST" and form.is_valid():
        actions.add_membership(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The organisation belongs to the programme."))
        return redirect("programmes:organisations", programme.slug)
    return ask(request, form, title=_("Add a partner organisation"), section=programme.name, submit=_("Add it"),
               back=reverse("programmes:organisations", args=[programme.slug]),
               template="programmes/programme/membership_add.html", programme=programme)


@allowed(may_run_somewhere)
def organisation_new(request: HttpRequest) -> HttpResponse:
    form = NewOrganisation(request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisation = add_organisation(by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The organisation is listed. Add it to your programme now."))
        return redirect(organisation)
    return ask(request, form, title=_("List an organisation"), back=reverse("programmes:programme-list"), submit=_("List it"))


@allowed(may_see_organisation, find=the_organisation)
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    visible = seen(request.user)
    members = organisation.memberships.filter(programme__in=visible).select_related("programme", "touchstone_signature").order_by(
        "programme__name", "pk")
    people = people_seen_by(request.user, on=day_of(now())).filter(organisation=organisation).order_by("name", "pk")
    refs = [organisation.ref, *(member.ref for member in members), *(
        member.touchstone_signature.ref for member in members if hasattr(member, "touchstone_signature"))]
    return render(request, "programmes/programme/organisation.html", {
        "history": tell_about(refs, names=may_see_people_somewhere(request.user) == YES),
        "organisation": organisation, "members": members, "people": people, "today": day_of(now()),
        "signatories": organisation.signatories.in_force(day_of(now())).select_related("partner").order_by("pk") if members else []})


@allowed(may_name_signatory, find=the_membership)
def signatory_name(request: HttpRequest, membership: Membership) -> HttpResponse:
    people = people_seen_by(request.user, on=day_of(now()))
    form = NameSignatory(request.POST or None, people=people, initial={"from_on": day_of(now())})
    if request.method == "POST" and form.is_valid():
        named = membership.organisation.signatories.in_force(day_of(now())).filter(partner=form.cleaned_data["partner"])
        if not named.exists():
            name_signatory(membership.organisation, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The signatory is named."))
        return redirect("programmes:organisations", membership.programme.slug)
    return ask(request, form, title=_("Who signs for %(name)s?") % {"name": membership.organisation}, section=membership.programme.name,
               back=reverse("programmes:organisations", args=[membership.programme.slug]), submit=_("Name the signatory"))
