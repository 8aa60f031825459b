"""Finders: a thing of this wing, or 404 when the reader may not know that it exists; and what something is written from."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404

from programmes.contributions.models import Contribution, ImpactCheck, ImpactCredit, ImpactEntry
from programmes.contributions.policies.contributions import contributions_seen_by, hides_giver
from programmes.contributions.showing.impact import source_of
from programmes.meetings.views.doors import the_meeting
from programmes.minutes.lifecycles import RELEASED
from programmes.minutes.models import MinuteLine
from programmes.minutes.policies import may_read_minutes, may_read_struck
from programmes.programme.models import Programme
from programmes.programme.policies import home_of, partner_of
from programmes.programme.views.doors import its_programme, the_one
from programmes.raising.models import About
from programmes.raising.policies import may_note_for
from programmes.raising.views.topics import REF, about_of

ENTRY = ("programme", "group", "written_by", "noted_by", "says", "taken_back_by", "minute_line__minutes__meeting",
         "contribution__programme", "contribution__group", "contribution__given_by")


def the_contribution(user: Any, ref: str) -> Contribution:
    """To everybody who may not read it, it is not there."""
    return get_object_or_404(contributions_seen_by(user).select_related("programme", "group", "given_by", "noted_by"), ref=ref)


def the_entry(user: Any, ref: str) -> ImpactEntry:
    found: ImpactEntry = the_one(user, ImpactEntry.objects.select_related(*ENTRY), its_programme, ref=ref)
    return found


def the_check(user: Any, ref: str) -> ImpactCheck:
    found: ImpactCheck = the_one(user, ImpactCheck.objects.select_related("entry__programme", "entry__written_by", "by"), its_programme,
                                 ref=ref)
    return found


def the_credit(user: Any, ref: str) -> ImpactCredit:
    """For whom it is about, and for those who write down what they say."""
    found = get_object_or_404(ImpactCredit.objects.select_related("entry__programme", "partner"), ref=ref)
    partner = partner_of(user)
    if partner is not None and partner.pk == found.partner_id:
        return found
    told = source_of(found.entry)
    is_hidden = told is not None and told.given_by_id == found.partner_id and hides_giver(user, told)
    if is_hidden or not may_note_for(user, found.programme):
        raise Http404
    return found


def about_here(user: Any, programme: Programme, key: str) -> About:
    """What "kind:ref" means to this reader in this programme; nothing in particular, if it is not there."""
    found = about_of(user, key) if key else None
    return found if found is not None and found.programme.pk == programme.pk else About("", "", "", programme)


def line_here(user: Any, programme: Programme, ref: str) -> MinuteLine | None:
    """A line of minutes of the programme that are out and that the user may read; None for anything else."""
    if not REF.fullmatch(ref):
        return None
    line = MinuteLine.objects.select_related("minutes__meeting__group", "item", "who").filter(ref=ref, taken_out_at__isnull=True).first()
    if line is None or line.minutes.state not in RELEASED:
        return None
    try:
        meeting = the_meeting(user, line.minutes.meeting.ref)
    except Http404:
        return None
    home = home_of(meeting.group)
    return line if home is not None and home.pk == programme.pk and may_read_minutes(user, meeting) else None


def words_of(user: Any, line: MinuteLine) -> str:
    """The words of a line, if nothing in it is struck out for this reader."""
    return "" if line.hides() and not may_read_struck(user, line.minutes.meeting.group) else line.words


def about_line(line: MinuteLine, programme: Programme) -> About:
    meeting = line.minutes.meeting
    return About("minutes", meeting.ref, str(meeting.name), programme, meeting.group)


def contribution_here(user: Any, programme: Programme, ref: str) -> Contribution | None:
    """Something that was told in the programme, which the user may read."""
    if not REF.fullmatch(ref):
        return None
    return contributions_seen_by(user).filter(programme=programme, ref=ref).select_related("group").first()
