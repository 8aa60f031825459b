"""Who writes a paper, releases the papers of a meeting, reads them, and says something about them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Partner
from partners.people.models import NOTED
from programmes.appointments.policies import closed_in
from programmes.meetings.catalogue import Kind as MeetingKind
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.meetings.policies import (
    called_to,
    is_called,
    lay_called_to,
    leads_of,
    meetings_seen_by,
    seats_on,
    side_in,
    with_part,
)
from programmes.papers.catalogue import Kind
from programmes.papers.lifecycles import OUT, PaperState
from programmes.papers.models import Paper, PaperComment, PaperCopy, PaperParagraph
from programmes.programme.policies import home_of, partner_of, standing

READ_ALL = frozenset({"PM", "SRO", "LCC"})      # they answer for the programme, or hold it to its word
_ONLY_LEADS = _("Only the author and those who lead the group do this: its chairs, its lead, its pair, and the programme manager.")
_ONLY_PART = _("Papers are for those who have a part in the group. Ask its lead or its chair.")
_OVER = _("The meeting is cancelled.")
_ONLY_DISCUSSION = _("Something is said about discussion papers. Speak about this one at the meeting.")
_NOT_OUT = _("This paper is not out.")


# --- who has a part ----------------------------------------------------------------------------------------------------

def has_part(user: Any, group: Group) -> bool:
    """Whether the user sits in the group today, leads it, or answers for the programme."""
    partner = partner_of(user)
    if partner is None:
        return False
    programme, today = home_of(group), day_of(now())
    if programme and standing(user).codes(programme) & READ_ALL:
        return True
    serving = seats_on(group, today).filter(partner=partner, state__in=[HoldingState.SERVING, HoldingState.ENDED])
    return serving.exists() or leads_of(group, today).filter(partner=partner).exists()


def has_part_in(user: Any, meeting: Meeting) -> bool:
    """The same, or who was asked to that meeting or was there. What lay members do among themselves is for them and for who leads."""
    partner = partner_of(user)
    if partner is None:
        return False
    if meeting.is_lay_only():
        return is_called(user, meeting) or bool(side_in(user, meeting.group))
    return has_part(user, meeting.group) or Meeting.objects.filter(with_part(partner), pk=meeting.pk).exists()


def is_author(user: Any, paper: Paper) -> bool:
    partner = partner_of(user)
    return partner is not None and paper.author_id == partner.pk


def is_lay_in(person: Partner, meeting: Meeting) -> bool:
    """On which side the person sits: by their seat on the day of the meeting, else by what they are."""
    return lay_called_to(meeting).filter(pk=person.pk).exists() or not person.is_professional


# --- reading -----------------------------------------------------------------------------------------------------------

def may_open(user: Any, paper: Paper) -> Answer:
    """A confidential paper is closed to a lay partner who has not signed for confidentiality, or not declared their interests (PM9)."""
    return closed_among(user, paper.meeting.group, [paper]).get(paper.pk, YES)


def closed_among(user: Any, group: Group, papers: Iterable[Paper]) -> dict[int, No]:
    """As `may_open`, for papers of one group: why each that is closed is so. Three queries at most."""
    confidential = [paper for paper in papers if paper.is_confidential and not is_author(user, paper)]
    programme = home_of(group) if confidential else None
    no = closed_in(user, programme.pk) if programme else None
    return {paper.pk: no for paper in confidential} if no is not None else {}


def may_see_draft(user: Any, paper: Paper) -> bool:
    return is_author(user, paper) or bool(side_in(user, paper.meeting.group))


def may_read_paper(user: Any, paper: Paper) -> Answer:
    """A draft: its author and those who lead. What is out: everybody with a part in the group or the meeting."""
    if not may_see_draft(user, paper) and not has_part_in(user, paper.meeting):
        return No(_ONLY_PART)
    return may_open(user, paper)


def may_read_papers(user: Any, meeting: Meeting) -> Answer:
    """The pack of a meeting."""
    return YES if has_part_in(user, meeting) else No(_ONLY_PART)


def papers_of(user: Any, group: Group) -> QuerySet[Paper]:
    """Papers of the group's meetings that are out, which somebody with a part in it reads."""
    found = Paper.objects.of_group(group).out()
    if side_in(user, group):
        return found
    partner = partner_of(user)
    seen = Q(meeting__in=meetings_seen_by(user))
    own = Q(meeting__in=Meeting.objects.filter(with_part(partner))) if partner else Q(pk__in=[])
    return found.filter(seen, Q(meeting__kind=MeetingKind.MEETING) | own)


def may_download(user: Any, copy: PaperCopy) -> Answer:
    return may_read_paper(user, copy.paper)


# --- writing and releasing ---------------------------------------------------------------------------------------------

def may_write_papers(user: Any, meeting: Meeting) -> Answer:
    """Those who lead the group, for a meeting that is not cancelled; also afterwards, when what was handed out is noted."""
    if not side_in(user, meeting.group):
        return No(_ONLY_LEADS)
    return No(_OVER) if meeting.state == MeetingState.CANCELLED else YES


def may_change_paper(user: Any, paper: Paper) -> Answer:
    if not may_see_draft(user, paper):
        return No(_ONLY_LEADS)
    if paper.state == PaperState.WITHDRAWN:
        return No(_("This paper was taken out."))
    return may_open(user, paper)


def may_withdraw_paper(user: Any, paper: Paper) -> Answer:
    return may_change_paper(user, paper)


def may_run_paper_copy(user: Any, copy: PaperCopy) -> Answer:
    return may_change_paper(user, copy.paper)


def may_settle_days(user: Any, group: Group) -> Answer:
    """Those who lead the group settle how many days before a meeting its papers come."""
    return YES if side_in(user, group) else No(_ONLY_LEADS)


# --- saying something --------------------------------------------------------------------------------------------------

def _takes_comments(paper: Paper) -> Answer:
    if paper.state not in OUT:
        return No(_NOT_OUT)
    return YES if paper.kind == Kind.DISCUSSION else No(_ONLY_DISCUSSION)


def may_comment(user: Any, paper: Paper) -> Answer:
    """Everybody with a part in the meeting's group: its members, those asked to the meeting, and those who lead."""
    group, partner = paper.meeting.group, partner_of(user)
    here = partner is not None and (is_called(user, paper.meeting) or bool(side_in(user, group))
                                    or seats_on(group, day_of(now())).filter(partner=partner).exists())
    if not here or not has_part_in(user, paper.meeting):
        return No(_ONLY_PART)
    answer = may_open(user, paper)
    return _takes_comments(paper) if answer else answer


def may_comment_there(user: Any, paragraph: PaperParagraph) -> Answer:
    return may_comment(user, paragraph.paper)


def may_note_comment(user: Any, paper: Paper) -> Answer:
    """Who leads on the staff's side writes down what somebody says by phone or letter."""
    if side_in(user, paper.meeting.group) != "staff":
        return No(_("Only the lead and the programme manager write down what others say."))
    return _takes_comments(paper)


def who_may_say(paper: Paper) -> QuerySet[Partner]:
    """Those for whom a comment may be written down."""
    return called_to(paper.meeting)


def may_answer_comment(user: Any, comment: PaperComment) -> Answer:
    """The author; where the author is not somebody who can sign in, those who lead the group."""
    paper = comment.paper
    if comment.taken_back_at or paper.state not in OUT:
        return No(_("There is nothing to answer here."))
    if is_author(user, paper):
        return YES
    can_answer = paper.author is not None and paper.author.user_id is not None
    if not can_answer and side_in(user, paper.meeting.group):
        return YES
    return No(_("Only the author answers."))


def may_take_back_comment(user: Any, comment: PaperComment) -> Answer:
    """Who said it; what was written down for somebody, also who leads on the staff's side, when that person asks for it."""
    if comment.taken_back_at:
        return No(_("It was taken back already."))
    side = side_in(user, comment.paper.meeting.group) if comment.through in NOTED else ""
    return YES if takes_back(partner_of(user), comment, side) else No(_("Only who said it takes it back."))


def takes_back(partner: Partner | None, comment: PaperComment, side: str) -> bool:
    """The same for one who leads on that side, asked for many comments at once."""
    own = partner is not None and partner.pk == comment.by_id
    return comment.taken_back_at is None and (own or (comment.through in NOTED and side == "staff"))


# --- what is needed ----------------------------------------------------------------------------------------------------

def needs_a_log(meeting: Meeting) -> bool:
    """The log of commitments and challenges is in every pack of an Advisory Group (R9, 11.4)."""
    return meeting.group.kind == Group.Kind.ADVISORY and meeting.kind == MeetingKind.MEETING


def asks_lay(group: Group) -> bool:
    """Whether the group has lay seats, so that a paper for it asks lay partners a question (WL5)."""
    return group.seats.filter(is_lay=True, closed_on__isnull=True).exists()
