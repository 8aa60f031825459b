"""What waits for somebody about papers, for the page "what needs you"."""

from datetime import date

from django.db.models import Q, QuerySet

from coprod.kit.clock import start_of
from programmes.meetings.lifecycles import AHEAD
from programmes.papers.lifecycles import PaperState
from programmes.papers.models import Paper, PaperComment
from programmes.programme.models.standing import Standing


def papers_to_issue(here: Standing, on: date) -> QuerySet:
    """Drafts for a meeting that is ahead: for their author, who wrote them down, the workstream's lead and the programme manager."""
    led = Q(meeting__group__workstream__in=here.workstreams("WL"))
    run = Q(meeting__group__workstream__programme__in=here.programmes(["PM"])) | Q(
        meeting__group__programme_links__programme__in=here.programmes(["PM"]))
    own = Q(author=here.partner) | Q(author__isnull=True, written_by=here.partner)
    mine = Paper.objects.filter(own | led | run).order_by().values("pk")
    return Paper.objects.filter(pk__in=mine, state=PaperState.DRAFT, meeting__state__in=AHEAD, meeting__starts_at__gte=start_of(on))


def comments_to_answer(here: Standing, on: date) -> QuerySet:
    """What was said about one's own papers and has no answer yet. What was not answered before the meeting is talked about there."""
    return PaperComment.objects.unanswered().filter(paper__author=here.partner, paper__state=PaperState.ISSUED).exclude(by=here.partner)
