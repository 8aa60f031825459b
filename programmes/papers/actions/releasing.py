"""The papers of a meeting go out together; and how many days before it they are due."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, move_many, record
from partners.models import Group, Partner
from programmes.meetings.actions.presence import AFTER_HOLDING
from programmes.meetings.lifecycles import AHEAD, MEETING, MeetingState
from programmes.meetings.models import Meeting
from programmes.papers import notices
from programmes.papers.catalogue import Kind
from programmes.papers.lifecycles import PAPER, PaperState
from programmes.papers.models import Paper, PaperRelease, PaperRule, PaperVersion, rule_of
from programmes.papers.policies import needs_a_log
from programmes.papers.showing.pack import has_log


@transaction.atomic
def release_papers(meeting: Meeting, papers: Sequence[Paper], *, by: Partner, at: datetime, out_at: datetime | None = None,
                   late_because: str = "", no_log_because: str = "") -> PaperRelease:
    """These drafts go out together, and everybody who is asked to the meeting is told. Of a meeting that was held it is noted when they
    were handed out (`out_at`); nobody is told. With `no_log_because` the log is left out, and the pack says why.

    Raises NotAllowedNow, changing nothing, if the meeting is not announced or is cancelled, one of them is no draft of it, they come
    late without a reason, or the pack of an Advisory Group has no log and nobody says why (R9).
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    was_held = meeting.state == MeetingState.HELD
    if meeting.state not in (*AHEAD, MeetingState.HELD):
        raise NotAllowedNow("release", _("Papers go out once the meeting is announced, and not if it is cancelled."))
    if was_held and (out_at is None or out_at > at):
        raise NotAllowedNow("release", _("Say on which day they were handed out."))
    moment = out_at if was_held and out_at else at
    due_on = rule_of(meeting.group).due_on(meeting)
    is_late, is_in = day_of(moment) > due_on, any(paper.kind == Kind.LOG for paper in papers)
    with_log = is_in or (not no_log_because and has_log(meeting, papers, at=at))
    if not papers:
        raise NotAllowedNow("release", _("Choose which papers go out."))
    if is_late and not late_because:
        raise NotAllowedNow("release", _("Say why they come late."))
    if needs_a_log(meeting) and not with_log and not no_log_because:
        raise NotAllowedNow("release", _("Say why the log of commitments and challenges is not in the pack."))
    release = PaperRelease.objects.create(
        meeting=meeting, at=moment, noted_at=at, by=by, due_on=due_on, is_late=is_late, late_because=late_because if is_late else "",
        has_log=with_log, no_log_because="" if with_log or not needs_a_log(meeting) else no_log_because)
    drafts = Paper.objects.filter(pk__in=[paper.pk for paper in papers], meeting=meeting, state=PaperState.DRAFT)
    issued: list[Paper] = move_many(drafts.order_by("pk"), PAPER, "issue", by=by, at=at, release=release, version=1)    # type: ignore[assignment]
    if len(issued) != len(papers):
        raise NotAllowedNow("release")
    PaperVersion.objects.bulk_create([PaperVersion(paper=paper, number=1, at=moment, by=by) for paper in issued])
    record(release, "release_late" if is_late else "release", by=by, at=at)
    if was_held:
        discuss_papers(meeting, by=by, at=at)
        return release
    if "issue_papers" in MEETING.offers(meeting.state):
        make_move(meeting, MEETING, "issue_papers", by=by, at=at)
    send(notices.went_out(release, at=at))
    return release


def discuss_papers(meeting: Meeting, *, by: Partner, at: datetime) -> None:
    """The meeting was held: what was out for it was talked about."""
    move_many(Paper.objects.filter(meeting=meeting, state=PaperState.ISSUED).order_by("pk"), PAPER, "discuss", by=by, at=at)


AFTER_HOLDING.append(discuss_papers)


@transaction.atomic
def settle_days(group: Group, *, by: Partner, at: datetime, days: int, forms_days: int) -> PaperRule:
    """How many days before a meeting of this group papers, and copies in other forms, are due. What went out before stays as it was."""
    rule, _made = PaperRule.objects.update_or_create(group=group, defaults={
        "days": days, "forms_days": forms_days, "set_at": at, "set_by": by})
    record(rule, "settle", by=by, at=at)
    return rule
