"""Finders: a paper and what hangs on it, or 404 when the reader may not know that it exists."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from programmes.meetings.views.doors import the_meeting
from programmes.papers.models import Paper, PaperComment, PaperCopy, PaperParagraph
from programmes.papers.policies import may_see_draft


def the_paper(user: Any, ref: str) -> Paper:
    """A draft, and what was taken out before anybody read it, is there for its author and those who lead alone."""
    paper = get_object_or_404(Paper.objects.whole(), ref=ref)
    paper.meeting = the_meeting(user, paper.meeting.ref)
    if paper.release_id is None and not may_see_draft(user, paper):
        raise Http404
    return paper


def the_paper_copy(user: Any, ref: str) -> PaperCopy:
    copy = get_object_or_404(PaperCopy.objects.select_related("paper"), ref=ref)
    copy.paper = the_paper(user, copy.paper.ref)
    return copy


def the_paragraph(user: Any, ref: str) -> PaperParagraph:
    piece = get_object_or_404(PaperParagraph.objects.select_related("paper"), ref=ref)
    piece.paper = the_paper(user, piece.paper.ref)
    return piece


def the_comment(user: Any, ref: str) -> PaperComment:
    comment = get_object_or_404(PaperComment.objects.select_related("paper", "paragraph", "by"), ref=ref)
    comment.paper = the_paper(user, comment.paper.ref)
    return comment
