"""Roles in a programme, and the people who are noted down, changed and let in. (The list of people and their pages live in people.)"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.messages.policies import troubles_of
from partners.models import Partner
from partners.people.actions import add_partner, change_partner, invite
from programmes.programme import actions
from programmes.programme.forms import EndRole, GiveRole, PersonForm
from programmes.programme.models import Programme, TeamRole
from programmes.programme.policies import (
    may_change_person,
    may_end_role,
    may_read,
    may_run,
    may_run_somewhere,
    organisations_seen_by,
    people_seen_by,
)
from programmes.programme.roles import MEANINGS, NAMES
from programmes.programme.views.doors import the_person, the_programme, the_team_role


@allowed(may_read, find=the_programme)
def team(request: HttpRequest, programme: Programme) -> HttpResponse:
    roles = programme.team.select_related("partner", "workstream").order_by("until_on", "role", "workstream__position", "pk")
    return render(request, "programmes/programme/team.html", {
        "programme": programme, "roles": roles, "may_run": may_run(request.user, programme), "today": day_of(now()),
        "meanings": [(NAMES[code], MEANINGS[code]) for code in MEANINGS]})


@allowed(may_run, find=the_programme)
def role_give(request: HttpRequest, programme: Programme) -> HttpResponse:
    form = GiveRole(request.POST or None, people=people_seen_by(request.user, on=day_of(now())),
                    workstreams=programme.workstreams.in_order(), initial={"from_on": day_of(now())})
    if request.method == "POST" and form.is_valid():
        actions.give_role(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The role is given."))
        return redirect("programmes:team", programme.slug)
    return ask(request, form, title=_("Give somebody a role"), section=programme.name, submit=_("Give the role"),
               back=reverse("programmes:team", args=[programme.slug]),
               intro=_("If you do not find the person in the list, add them under People first."))


@allowed(may_end_role, find=the_team_role)
def role_end(request: HttpRequest, team_role: TeamRole) -> HttpResponse:
    form = EndRole(request.POST or None, first_day=team_role.from_on, initial={"until_on": day_of(now())})
    if request.method == "POST" and form.is_valid():
        actions.end_role(team_role, by=request.user.partner, at=now(), until_on=form.cleaned_data["until_on"])
        messages.success(request, _("The last day of the role is set."))
        return redirect("programmes:team", team_role.programme.slug)
    return ask(request, form, title=_("End the role of %(name)s") % {"name": team_role.partner.name}, section=team_role.programme.name,
               back=reverse("programmes:team", args=[team_role.programme.slug]), submit=_("Set the last day"))


@allowed(may_run_somewhere)
def person_new(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None, organisations=organisations_seen_by(request.user))
    if request.method == "POST" and form.is_valid():
        person = add_partner(by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The person is noted. They have no account yet: you can invite them."))
        return redirect(person)
    return ask(request, form, title=_("Add a person"), back=reverse("programmes:people"), submit=_("Add the person"),
               intro=_("Lay partners and people who work for the programme alike. They need no e-mail address."))


@allowed(may_change_person, find=the_person)
def person_change(request: HttpRequest, person: Partner) -> HttpResponse:
    form = PersonForm(request.POST or None, instance=person, organisations=organisations_seen_by(request.user),
                      own=person == request.user.partner)
    if request.method == "POST" and form.is_valid():
        change_partner(person, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The changes are saved."))
        return redirect(person)
    return ask(request, form, title=_("Change %(name)s") % {"name": person.name}, back=reverse("programmes:person", args=[person.ref]))


@require_POST
@allowed(may_change_person, find=the_person)
def person_invite(request: HttpRequest, person: Partner) -> HttpResponse:
    if any(each.way == Partner.Channel.EMAIL for each in troubles_of(person)):
        raise NotAllowedNow("invite", _("Mail to this address came back. Ask them for another first."))
    invite(person, by=request.user.partner, at=now())
    messages.success(request, _("An invitation is on its way. Its link works once, for two weeks."))
    return redirect(person)
