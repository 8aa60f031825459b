"""The minutes as their readers see them, at the address that is open to everybody, and one item at a time for who chairs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import allowed, open_to_all
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number
from programmes.meetings.models import Meeting
from programmes.meetings.policies import may_note_presence
from programmes.meetings.showing.pages import presence_of
from programmes.meetings.showing.words import when
from programmes.meetings.views.doors import the_meeting
from programmes.minutes.actions import what_is_missing
from programmes.minutes.lifecycles import MinutesState
from programmes.minutes.models import Minutes
from programmes.minutes.policies import (
    confirmers_of,
    last_words,
    may_chair,
    may_close,
    may_confirm,
    may_correct,
    may_name_taker,
    may_note_words,
    may_open,
    may_publish,
    may_read_minutes,
    may_release,
    may_take,
    minutes_of,
    quorum_of,
    side_of,
    takes_minutes,
)
from programmes.minutes.showing.pages import corrections_of, quorum_sentence, sheet_of, slots_of, views_of
from programmes.nominations.views.doors import NOMINATING
from programmes.papers.models import Paper
from programmes.programme.policies import home_of, may_see_names, partner_of
from programmes.programme.telling import tell_about


@allowed(may_read_minutes, find=the_meeting)
def minutes(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Who was there, every line by its item, what people said of the draft, and what the reader may do."""
    user, at, found = request.user, now(), minutes_of(meeting)
    side, quorum = side_of(user, meeting.group), quorum_of(meeting)
    sheet = sheet_of(meeting, found, reads=bool(side), user=user)
    context = {
        "meeting": meeting, "minutes": found, "when": when(meeting), "sheet": sheet, "side": side, "writes": takes_minutes(user, meeting),
        "quorum": quorum, "quorum_sentence": quorum_sentence(quorum), "presence": presence_of(meeting), "may_take": may_take(user, meeting),
        "may_name_taker": may_name_taker(user, meeting), "may_note_presence": may_note_presence(user, meeting)}
    if found:
        programme, people, words = home_of(meeting.group), confirmers_of(meeting, day_of(at)), last_words(found)
        yes = {pk for pk, word in words.items() if word.is_right and word.round == found.round}
        context |= {
            "corrections": corrections_of(found, sheet.striking), "views": views_of(found, sheet.striking),
            "waits_for": [each for each in people.people if each.pk not in yes] if found.state == MinutesState.DRAFTED else [],
            "all_of_them": people.all_of_them, "may_release": may_release(user, meeting), "may_correct": may_correct(user, meeting),
            "may_confirm": may_confirm(user, meeting), "may_note": may_note_words(user, meeting), "may_publish": may_publish(user, meeting),
            "may_open": may_open(user, meeting), "may_close": may_close(user, meeting), "me": partner_of(user),
            "missing": what_is_missing(found) if found.state == MinutesState.TAKEN else [],
            "history": tell_about([found.ref], names=bool(programme and may_see_names(user, programme)))}
    return render(request, "programmes/minutes/minutes.html", context)


@open_to_all
@require_GET
def public(request: HttpRequest, ref: str) -> HttpResponse:
    """What the group opened to everybody, with a bar for all that is struck out, and people named as they wish."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    found = Minutes.objects.select_related("meeting__group").filter(public_ref=ref, state=MinutesState.PUBLIC).first()
    if found is None:
        failed(request)
        raise Http404
    quorum = quorum_of(found.meeting)
    response = render(request, "programmes/minutes/public.html", {
        "meeting": found.meeting, "minutes": found, "when": when(found.meeting), "sheet": sheet_of(found.meeting, found, reads=False),
        "quorum": quorum, "quorum_sentence": quorum_sentence(quorum), "presence": presence_of(found.meeting)})
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@allowed(may_chair, find=the_meeting)
def chair(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """One item at a time, large, with its time and who speaks first."""
    slots, wanted = slots_of(meeting, list(meeting.items.on_it().select_related("asked_by"))), number(request.GET.get("item", ""))
    chosen = min(max(wanted, 1), len(slots) or 1)
    quorum, slot = quorum_of(meeting), slots[chosen - 1] if slots else None
    papers = list(Paper.objects.out().filter(item=slot.item, is_confidential=False).order_by("pk")) if slot else []
    return render(request, "programmes/minutes/chair.html", {
        "meeting": meeting, "when": when(meeting), "slots": slots, "slot": slot, "papers": papers, "count": len(slots),
        "previous": slots[chosen - 2] if slots and chosen > 1 else None, "next": slots[chosen] if chosen < len(slots) else None,
        "quorum": quorum, "quorum_sentence": quorum_sentence(quorum), "may_take": may_take(request.user, meeting)})
