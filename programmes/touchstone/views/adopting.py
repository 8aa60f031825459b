"""A group's page of the touchstone: what it agreed, the word of both sides, and coming back to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Group, Partner
from programmes.meetings.policies import seats_on
from programmes.programme.policies import home_of, may_read_group, may_see_names
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import the_group
from programmes.programme.views.groups import address_of
from programmes.touchstone import actions
from programmes.touchstone.forms import AdoptionForm, LookForm, NoteReopenForm, NoteYesForm, ReopenForm, YesForm
from programmes.touchstone.models import Adoption, TouchstoneReopening
from programmes.touchstone.policies.adopting import (
    agreed_for,
    first_meeting_of,
    lay_speakers,
    may_ask_to_reopen,
    may_note_adoption,
    may_note_reopening,
    may_say_it_was_looked_at,
    may_say_on_adoption,
    may_write_adoption,
    side_of,
)
from programmes.touchstone.showing.pages import group_context
from programmes.touchstone.views.doors import the_reopening

NO_VERSION = gettext_lazy("The Advisory Group has not agreed a touchstone yet.")
NONE_WAITS = gettext_lazy("Nothing waits for a yes now.")


def _page(group: Group) -> str:
    return reverse("programmes:group-touchstone", args=[group.ref])


def _waiting(group: Group) -> Adoption:
    """The adoption that waits for both sides. Raises NotAllowedNow if there is none."""
    found = Adoption.objects.proposed().select_related("group", "touchstone").filter(group=group).first()
    if found is None:
        raise NotAllowedNow("say", NONE_WAITS)
    return found


def _lay_members(group: Group) -> Any:
    return Partner.objects.filter(pk__in=seats_on(group, day_of(now())).lay().order_by().values("partner"))


@allowed(may_read_group, find=the_group)
def of_group(request: HttpRequest, group: Group) -> HttpResponse:
    """What the group agreed to, what waits, its checks, and when it came back to it."""
    found = group_context(group, request.user)
    if not found["adopts"]:
        raise Http404
    programme = home_of(group)
    refs = [each.ref for each in (found["adopted"], found["waiting"], *found["before"]) if each]
    return render(request, "programmes/touchstone/of_group.html", found | {
        "group_url": address_of(group), "history": tell_about(refs, names=bool(programme and may_see_names(request.user, programme)))})


def _typed(adoption: Adoption | None, group: Group) -> dict[str, Any]:
    if adoption is None:
        return {"meeting_on": first_meeting_of(group)}
    own = list(adoption.own_items.select_related("instead_of").order_by("position", "pk"))
    return {name: getattr(adoption, name) for name in ("meeting_on", "responsibilities", "rule")} | {
        "added": "\n".join(item.text for item in own if item.instead_of is None)} | {
        f"own_{item.instead_of.ref}": item.text for item in own if item.instead_of}


@allowed(may_write_adoption, find=the_group)
def adopt(request: HttpRequest, group: Group) -> HttpResponse:
    """Write down what the group agreed, or change it before it is adopted."""
    agreed = agreed_for(group)
    if agreed is None:
        raise NotAllowedNow("propose", NO_VERSION)
    waiting = Adoption.objects.proposed().select_related("group", "touchstone").filter(group=group).first()
    before = waiting or Adoption.objects.adopted().filter(group=group, touchstone=agreed).first()
    form = AdoptionForm(request.POST or None, touchstone=waiting.touchstone if waiting else agreed, today=day_of(now()),
                        initial=_typed(before, group))
    if request.method == "POST" and form.is_valid():
        if waiting:
            actions.change_adoption(waiting, by=request.user.partner, at=now(), **form.facts())
        else:
            actions.propose_adoption(group, by=request.user.partner, at=now(), **form.facts())
        messages.success(request, _("Written down. Both sides are asked whether it is so."))
        return redirect(_page(group))
    return ask(request, form, title=_("How this group works together"), section=group.name, back=_page(group),
               submit=_("Ask both sides"), intro=_(
                   "Write down what the group agreed when it talked about the touchstone. You may put points in your own words. "
                   "It counts when somebody of each side says yes."))


@allowed(may_say_on_adoption, find=the_group)
def adoption_say(request: HttpRequest, group: Group) -> HttpResponse:
    adoption = _waiting(group)
    form = YesForm(request.POST or None, seen=adoption.wording)
    if request.method == "POST" and form.is_valid():
        actions.say_on_adoption(adoption, by=request.user.partner, at=now(), is_lay=side_of(request.user, group) == "lay",
                                **form.cleaned_data)
        messages.success(request, _("Thank you. Your word is noted."))
        return redirect(_page(group))
    return ask(request, form, title=_("Is it so?"), section=group.name, back=_page(group),
               template="programmes/touchstone/adoption_say.html",
               adoption=adoption, points=adoption.points())


@allowed(may_note_adoption, find=the_group)
def adoption_note(request: HttpRequest, group: Group) -> HttpResponse:
    """What somebody who says yes for the lay side says by phone, by letter or in person."""
    adoption = _waiting(group)
    form = NoteYesForm(request.POST or None, people=lay_speakers(group, day_of(now())), seen=adoption.wording)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        actions.say_on_adoption(adoption, by=given.pop("who"), at=now(), is_lay=True, noted_by=request.user.partner, **given)
        messages.success(request, _("It is noted, with your name."))
        return redirect(_page(group))
    return ask(request, form, title=_("Note what a lay member says"), section=group.name, back=_page(group))


@allowed(may_ask_to_reopen, find=the_group)
def reopen(request: HttpRequest, group: Group) -> HttpResponse:
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        partner = request.user.partner
        actions.ask_to_reopen(group, by=partner, at=now(), is_lay=not partner.is_professional, **form.cleaned_data)
        messages.success(request, _("Those who lead the group are asked to put it on the next agenda."))
        return redirect(_page(group))
    return ask(request, form, title=_("Ask the group to come back to it"), section=group.name, back=_page(group), submit=_("Ask the group"))


@allowed(may_note_reopening, find=the_group)
def reopen_note(request: HttpRequest, group: Group) -> HttpResponse:
    """The same, as a lay member says it by phone, by letter or in person."""
    form = NoteReopenForm(request.POST or None, people=_lay_members(group))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        actions.ask_to_reopen(group, by=given.pop("who"), at=now(), is_lay=True, noted_by=request.user.partner, **given)
        messages.success(request, _("It is noted, with your name."))
        return redirect(_page(group))
    return ask(request, form, title=_("Note that somebody asks the group to come back to it"), section=group.name, back=_page(group))


@allowed(may_say_it_was_looked_at, find=the_reopening)
def look(request: HttpRequest, reopening: TouchstoneReopening) -> HttpResponse:
    """A lay member notes what came of it."""
    form = LookForm(request.POST or None, reopening=reopening, today=day_of(now()))
    if request.method == "POST" and form.is_valid():
        actions.note_look(reopening, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is noted. If the group changed what it agreed, write that down too."))
        return redirect(_page(reopening.group))
    return ask(request, form, title=_("What came of it?"), section=reopening.group.name, back=_page(reopening.group),
               intro=reopening.because)
