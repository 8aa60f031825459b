"""What fell due since the group met last, to be marked at the meeting: done, partly, or not (CC4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import allowed
from coprod.kit.clock import day_of, now
from programmes.commitments.models import CommitmentReport, CommitmentWord
from programmes.commitments.policies import may_review, may_say_of, since_last_meeting
from programmes.commitments.showing.pages import ON_A_PAGE, lines_of
from programmes.meetings.models import Meeting
from programmes.meetings.showing.words import when
from programmes.meetings.views.doors import the_meeting

MOST = ON_A_PAGE * 4


@allowed(may_review, find=the_meeting)
def review(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """One after the other, with what its owner said last and what was said at this meeting. Whoever may judge it says so; staff write down
    what lay members say."""
    on = day_of(now())
    lines = lines_of(since_last_meeting(meeting, on), on, most=MOST + 1)
    is_cut, lines = len(lines) > MOST, lines[:MOST]
    here = [line.it.pk for line in lines]
    last = {each.commitment_id: each for each in CommitmentReport.objects.filter(commitment__in=here).select_related("by").order_by("at",
        "pk")}
    said: dict[int, list[CommitmentWord]] = {}
    for word in CommitmentWord.objects.filter(commitment__in=here, meeting=meeting, replaced_at__isnull=True).select_related("by"):
        said.setdefault(word.commitment_id, []).append(word)
    speaks = may_say_of(request.user, [line.it for line in lines])
    partner = request.user.partner      # type: ignore[union-attr]
    return render(request, "programmes/commitments/review.html", {
        "meeting": meeting, "when": when(meeting), "is_cut": is_cut, "is_lay": not partner.is_professional,
        "rows": [(line, last.get(line.it.pk), said.get(line.it.pk, []), line.it.pk in speaks) for line in lines]})
