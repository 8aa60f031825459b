"""The papers of a meeting, on its page."""

from datetime import datetime
from typing import Any

from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.meetings.showing.parts import MORE_PARTS, Part
from programmes.papers.models import PaperRelease
from programmes.papers.policies import has_part_in
from programmes.papers.showing.pages import lines, titled, to_be_seen


def papers_part(user: Any, meeting: Meeting, side: str, at: datetime) -> Part | None:
    """For those with a part in the group. Nothing where there is none and none is written."""
    if not side and not has_part_in(user, meeting):
        return None
    papers = list(to_be_seen(meeting, leads=bool(side)))
    for paper in papers:
        paper.meeting = meeting
    writes = bool(side) and meeting.state != MeetingState.CANCELLED
    if not papers and not writes:
        return None
    releases = list(PaperRelease.objects.filter(meeting=meeting).order_by("at", "pk"))
    return Part("agenda", "programmes/papers/_of_meeting.html", {
        "meeting": meeting, "lines": lines(user, meeting.group, (paper for paper in papers if not paper.is_draft())),
        "drafts": titled(user, meeting, [paper for paper in papers if paper.is_draft()]), "writes": writes,
        "releases": writes and meeting.state != MeetingState.DRAFT, "is_out": any(paper.is_out() for paper in papers),
        "without_log": [each for each in releases if each.no_log_because]})


MORE_PARTS.append(papers_part)
