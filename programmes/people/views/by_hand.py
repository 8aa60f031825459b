"""Telling somebody by phone or letter: what to say, the letter to print, and the note that it was done."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.clock import day_of, now
from coprod.post import wording
from coprod.post.models import Message
from partners.models import Candidate, Contact, Partner
from programmes.people.actions import tell_by_hand
from programmes.people.policies.by_hand import may_tell_by_hand, that_may_be_told
from programmes.people.showing.letter import letter_of, words_for
from programmes.programme.models import Programme
from programmes.programme.policies import partner_of, standing
from programmes.selection.showing import outcome_by_hand


def the_message(user: Any, pk: int) -> Message:
    """A message of one of the user's programmes that has to be told by phone or letter, if they may tell it."""
    books = Programme.objects.filter(pk__in={role.programme for role in standing(user).roles}).values("ref")
    return get_object_or_404(that_may_be_told(Message.objects.filter(book__in=books), partner_of(user), on=day_of(now())), pk=pk)


def _to_whom(message: Message) -> Any:
    """Who takes part, or who was put forward."""
    return Partner.objects.one_or_none(ref=message.to) or get_object_or_404(Candidate.objects.known(), ref=message.to)


def _language(person: Any) -> str:
    """It is read out or posted to them in the language that they read."""
    return str(getattr(person, "reads_in", wording.ENGLISH))


@allowed(may_tell_by_hand, find=the_message)
def message_told(request: HttpRequest, message: Message) -> HttpResponse:
    """What to tell a person who has no e-mail, how to reach them, and the note that it was done: then it counts as a contact."""
    if request.method == "POST":
        person = Partner.objects.one_or_none(ref=message.to)
        words = words_for(message, _language(person))
        way = request.POST.get("way", "")
        tell_by_hand(message, person, by=request.user.partner, at=now(), subject=words.subject if words else "",
                     way=way if way in Contact.Way.values else "")
        messages.success(request, _("Noted: they have been told."))
        return redirect("programmes:queue", "by-hand")
    to = _to_whom(message)
    return render(request, "programmes/home/message_told.html", {
        "message": message, "person": to, "words": words_for(message, _language(to)), "beside": outcome_by_hand(message)})


@allowed(may_tell_by_hand, find=the_message)
def letter(request: HttpRequest, message: Message) -> HttpResponse:
    """The same as a letter to print. Its address says nothing of who gets it."""
    to = _to_whom(message)
    return render(request, "programmes/people/letter.html", {
        "message": message, "letter": letter_of(to, book=message.book, by=request.user.partner, on=day_of(now())),
        "words": words_for(message, _language(to)), "beside": outcome_by_hand(message)})
