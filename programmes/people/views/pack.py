"""A printed pack: everything that waits for a person who reads it on paper, with boxes to tick and a way back without the internet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from partners.models import Partner
from partners.support.actions import note_look
from programmes.people.actions import post_pack
from programmes.people.forms import PostedForm
from programmes.people.policies import may_log, programmes_for
from programmes.people.policies.by_hand import waiting_by_hand
from programmes.people.showing.letter import letter_of, pack_of, said_in
from programmes.programme.policies import standing
from programmes.programme.views.doors import the_person


@allowed(may_log, find=the_person)
def pack(request: HttpRequest, person: Partner) -> HttpResponse:
    """The pack to print. What it says of support, the reader has read."""
    today = day_of(now())
    programmes = programmes_for(request.user, person, on=today)
    found = pack_of(person, programmes, standing(request.user), on=today)
    if found.needs:
        note_look(person, by=request.user.partner, on=today)
    return render(request, "programmes/people/pack.html", {
        "person": person, "pack": found, "said": said_in(waiting_by_hand(request.user, person, programmes, on=today), person.reads_in),
        "form": PostedForm(),
        "letter": letter_of(person, book=programmes[0].ref, by=request.user.partner, on=today)})


@require_POST
@allowed(may_log, find=the_person)
def pack_posted(request: HttpRequest, person: Partner) -> HttpResponse:
    """What stood on the paper counts as told. What came in since it was printed still waits."""
    at, form = now(), PostedForm(request.POST)
    programmes = programmes_for(request.user, person, on=day_of(at))
    said = waiting_by_hand(request.user, person, programmes, on=day_of(at)).filter(pk__in=[*map(number, request.POST.getlist("said"))])
    if form.is_valid():
        post_pack(person, said, by=request.user.partner, at=at, book=programmes[0].ref, ref=form.cleaned_data["once"])
        messages.success(request, _("Noted: the pack is in the post. It counts as a contact, and what stands in it as told."))
    return redirect(person)
