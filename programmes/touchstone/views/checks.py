"""A check: opened, answered in an account, by a link or by phone, and what may be told of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Group
from partners.people.models import Through
from programmes.meetings.models import Meeting
from programmes.programme.views.doors import the_group
from programmes.touchstone import actions
from programmes.touchstone.catalogue import FEWEST
from programmes.touchstone.forms import AnswerCheckForm, NoteCheckForm, OpenCheckForm
from programmes.touchstone.models import TouchstoneBallot, TouchstoneCheck
from programmes.touchstone.policies.checks import (
    adoption_in_force,
    asked_in,
    may_answer_check,
    may_note_ballot,
    may_open_check,
    may_read_check,
    my_ballot,
    who_else,
)
from programmes.touchstone.showing.pages import check_context
from programmes.touchstone.views.doors import by_ballot, the_ballot, the_check

THANKS = gettext_lazy("Thank you. Your answer is counted, and nobody can find out which it is.")


@allowed(may_open_check, find=the_group)
def check_open(request: HttpRequest, group: Group) -> HttpResponse:
    """Ask those who were at a meeting (named in the address), or the members; and others who work with the group."""
    adoption, back = adoption_in_force(group), reverse("programmes:group-touchstone", args=[group.ref])
    if adoption is None:
        raise NotAllowedNow("open", _("The group adopts the touchstone first."))
    meeting = Meeting.objects.filter(group=group, state="held", kind="meeting", ref=request.GET.get("meeting", "")[:20]).first()
    asked = asked_in(group, meeting)
    others = who_else(group, [person for person, _lay in asked])
    form = OpenCheckForm(request.POST or None, others=others, today=day_of(now()))
    if request.method == "POST" and form.is_valid():
        also = [(person, not person.is_professional) for person in form.cleaned_data["also"]]
        try:
            check = actions.open_check(adoption, by=request.user.partner, at=now(), closes_on=form.cleaned_data["closes_on"],
                                       asked=[*asked, *also], meeting=meeting)
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, _("Everybody who is asked gets a link. It takes them one minute."))
            return redirect(check)
    lay = sum(is_lay for _person, is_lay in asked)
    return ask(request, form, title=_("Ask how we keep to it"), section=group.name, back=back, submit=_("Ask them"),
               template="programmes/touchstone/check_open.html", asked=[person.name for person, _lay in asked], lay=lay,
               staff=len(asked) - lay, few=FEWEST, meeting=meeting)


@allowed(may_read_check, find=the_check)
def check(request: HttpRequest, check: TouchstoneCheck) -> HttpResponse:
    return render(request, "programmes/touchstone/check.html", check_context(check, request.user))


def _items(check: TouchstoneCheck) -> list[Any]:
    return list(check.items.order_by("position"))


@allowed(may_answer_check, find=the_check)
def check_answer(request: HttpRequest, check: TouchstoneCheck) -> HttpResponse:
    ballot, form = my_ballot(request.user, check), AnswerCheckForm(request.POST or None, items=_items(check))
    if request.method == "POST" and ballot and form.is_valid():
        actions.answer_check(ballot, at=now(), values=form.values(), words=form.cleaned_data["words"])
        messages.success(request, THANKS)
        return redirect("programmes:home")
    return ask(request, form, title=_("Do we keep to it?"), section=check.group.name, back=check, submit=_("Send my answer"),
               template="programmes/touchstone/check_answer.html", check=check, few=FEWEST)


@by_ballot
def check_by_link(request: HttpRequest, ballot: TouchstoneBallot, token: str) -> HttpResponse:
    """One's answer, without signing in. Nothing else opens with the link."""
    check = ballot.check_of
    form = AnswerCheckForm(request.POST or None, items=_items(check))
    is_open = check.is_open() and check.closes_on >= day_of(now()) and not ballot.has_answered
    if request.method == "POST" and is_open and form.is_valid():
        actions.answer_check(ballot, at=now(), values=form.values(), words=form.cleaned_data["words"], through=Through.LINK)
        return redirect("programmes:check-by-link", token)
    return render(request, "programmes/touchstone/answer_by_link.html", {
        "check": check, "form": form, "is_open": is_open, "ballot": ballot, "few": FEWEST})


@allowed(may_note_ballot, find=the_ballot)
def check_note(request: HttpRequest, ballot: TouchstoneBallot) -> HttpResponse:
    """The answer of somebody without e-mail. Who writes it down hears it; the record still does not know whose it is."""
    form = NoteCheckForm(request.POST or None, items=_items(ballot.check_of))
    if request.method == "POST" and form.is_valid():
        actions.answer_check(ballot, at=now(), values=form.values(), words=form.cleaned_data["words"], through=form.cleaned_data["through"],
                             noted_by=request.user.partner)
        messages.success(request, _("It is counted. Please keep to yourself what you heard."))
        return redirect(ballot.check_of)
    return ask(request, form, title=_("What does %(name)s say?") % {"name": ballot.partner.name}, section=ballot.check_of.group.name,
               back=ballot.check_of, submit=_("Count it"),
               intro=_("Read each point out. You hear what they say: tell them so, and keep it to yourself."))
