"""Who opens a check of a group, who is asked in it, and who answers."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.models import Group, Holding, Partner
from programmes.meetings.catalogue import COMING, THERE
from programmes.meetings.models import Attendance, Meeting, MeetingInvitation
from programmes.meetings.policies import leads_of, may_plan, seats_on
from programmes.programme.models import Programme, TeamRole
from programmes.programme.policies import home_of, may_run, partner_of
from programmes.touchstone.models import Adoption, TouchstoneBallot, TouchstoneCheck
from programmes.touchstone.policies.adopting import adopts


def adoption_in_force(group: Group) -> Adoption | None:
    return Adoption.objects.adopted().select_related("group", "touchstone").filter(group=group).first()


def may_open_check(user: Any, group: Group) -> Answer:
    if not adopts(group):
        return No(_("This group adopts no touchstone: it met before there was one, or only for a short time."))
    return may_plan(user, group)


def asked_in(group: Group, meeting: Meeting | None) -> list[tuple[Partner, bool]]:
    """(person, whether they sit there as lay) for each who is asked: who was at the meeting, or said that they come; without a meeting,
    the members and the lead."""
    today = day_of(now())
    on = meeting.on if meeting else today
    lay = set(seats_on(group, on).lay().values_list("partner", flat=True))
    if meeting is None:
        ids = set(seats_on(group, on).values_list("partner", flat=True)) | set(leads_of(group, on).values_list("partner", flat=True))
    else:
        ids = set(Attendance.objects.filter(meeting=meeting, was__in=THERE).values_list("partner", flat=True))
        if group.is_forum():
            ids |= set(MeetingInvitation.objects.filter(meeting=meeting, answer__in=COMING).values_list("partner", flat=True))
        else:
            ids |= set(leads_of(group, on).exclude(partner__in=Attendance.objects.filter(meeting=meeting).values("partner")).values_list(
                "partner", flat=True))
    return [(person, person.pk in lay) for person in Partner.objects.filter(pk__in=ids).order_by("pk")]


def who_else(group: Group, asked: Iterable[Partner]) -> QuerySet[Partner]:
    """Others who work with the group and may be asked too: those with a part in its programme, but for the Forum."""
    programme, today = home_of(group), day_of(now())
    if programme is None:
        return Partner.objects.none()
    team = TeamRole.objects.in_force(today).filter(programme=programme).order_by().values("partner")
    seats = Holding.objects.serving(today).exclude(seat__group__kind=Group.Kind.FORUM).filter(
        Q(seat__group__programme_links__programme=programme) | Q(seat__group__workstream__programme=programme)).order_by().values("partner")
    return Partner.objects.filter(pk__in=team.union(seats)).exclude(pk__in=[person.pk for person in asked])


def programme_of(check: TouchstoneCheck) -> Programme | None:
    return home_of(check.group)


def may_read_check(user: Any, check: TouchstoneCheck) -> Answer:
    """Whoever found the group reads what may be shown of its checks."""
    return YES


def my_ballot(user: Any, check: TouchstoneCheck) -> TouchstoneBallot | None:
    partner = partner_of(user)
    return TouchstoneBallot.objects.filter(check_of=check, partner=partner).first() if partner else None


def may_answer_check(user: Any, check: TouchstoneCheck) -> Answer:
    if not check.is_open():
        return No(_("The check is closed."))
    ballot = my_ballot(user, check)
    if ballot is None:
        return No(_("You are not asked in this check. It goes to those who were at the meeting or work with the group."))
    if ballot.has_answered:
        return No(_("You have answered already. It cannot be changed: nobody knows which answer is yours."))
    return YES


def may_note_ballot(user: Any, ballot: TouchstoneBallot) -> Answer:
    """The manager, for somebody who cannot be reached by e-mail: neither the lead nor the group hears what they say."""
    if not ballot.check_of.is_open() or ballot.has_answered:
        return No(_("The check is closed, or there is an answer already."))
    programme = programme_of(ballot.check_of)
    if ballot.partner.channel == Partner.Channel.EMAIL:
        return No(_("They have a link by e-mail. Only they answer with it."))
    return may_run(user, programme) if programme else No("")
