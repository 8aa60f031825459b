"""Who writes, agrees, publishes and closes role profiles, and who reads them before they are published (CC11, S4).

Asked are the founding leaders in the first round, who sign stage 4 then, and the lay co-chairs, who sign it later. It is
lay-agreed when at least one of them agrees and no "no" waits for an answer. A "no" is answered by the manager, in words or by
changing the text, or by the objector, who may change their word; another's agreement does not answer it.
"""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.saying import day
from partners.models import Group, Holding, Seat
from programmes.profiles.models import ProfileView, RoleProfile
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, ProgrammeGroup, Workstream
from programmes.programme.policies import may_read, may_run, names_of, partner_of, standing

SEES_DRAFTS_NOT = frozenset({"FORUM"})
WITH_PROFILES = (Group.Kind.ADVISORY, Group.Kind.FORUM)     # beside the workstreams' groups


def roles_asked(profile: RoleProfile) -> tuple[str, ...]:
    """In which roles one is asked. The co-chair's comes first: a founding leader may be both."""
    return ("LCC", "FND") if profile.cycle == 1 else ("LCC",)


def people_asked(profile: RoleProfile, *, on: date) -> set[int]:
    """The ids of all who are asked on that day, but for who asks: one query."""
    chairs = Q(seat__group__kind=Group.Kind.ADVISORY, seat__office__in=[Seat.Office.CHAIR, Seat.Office.CO_CHAIR])
    which = chairs | Q(seat__group__kind=Group.Kind.FOUNDING) if "FND" in roles_asked(profile) else chairs
    held = Holding.objects.serving(on).lay().filter(which, seat__group__programme_links__programme=profile.programme_id)
    return set(held.values_list("partner", flat=True)) - {profile.asked_by_id}


def groups_with_positions(programme: Programme, *, on: date) -> QuerySet:
    """The groups for which the programme writes profiles: its Advisory Group and Forum, and those of running workstreams."""
    linked = ProgrammeGroup.objects.filter(programme=programme, group__kind__in=WITH_PROFILES).values("group")
    working = Workstream.objects.running(on).filter(programme=programme).values("group")
    return Group.objects.filter(Q(pk__in=linked) | Q(pk__in=working)).order_by("name", "pk")


def what_hinders(profile: RoleProfile, *, on: date) -> str:
    """Why a lay-agreed profile cannot be published on that day; "" if it can. One query while the time for comment runs."""
    if profile.comments_until and on <= profile.comments_until:
        answered = set(ProfileView.objects.of_round(profile).filter(profile=profile).values_list("partner", flat=True))
        if people_asked(profile, on=on) - answered:
            return _("Lay leaders may comment until %(day)s. It can be published the day after, or when everybody asked has answered.") % {
                "day": day(profile.comments_until)}
    return ""


# --- may-questions -------------------------------------------------------------------------------------------------

def may_write_profiles(user: Any, programme: Programme) -> Answer:
    if programme.state == ProgrammeState.CLOSED:
        return No(_("The programme is closed."))
    return may_run(user, programme)


def may_run_profile(user: Any, profile: RoleProfile) -> Answer:
    """Who changes it, asks lay leaders, publishes it, closes it, and writes a new version."""
    return may_write_profiles(user, profile.programme)


def sees_unpublished(user: Any, programme: Programme) -> bool:
    """Forum members read what is published; all others in the programme what is still being written, too."""
    return bool(standing(user).anywhere_in(programme) - SEES_DRAFTS_NOT)


def may_read_profile(user: Any, profile: RoleProfile) -> Answer:
    return may_read(user, profile.programme)


def may_say_view_of(user: Any, profile: RoleProfile) -> Answer:
    """One of those asked, who has not asked themselves."""
    if profile.programme.state == ProgrammeState.CLOSED:
        return No(_("The programme is closed."))
    partner, asked = partner_of(user), roles_asked(profile)
    if partner is None or not standing(user).codes(profile.programme) & frozenset(asked):
        return No(_("Only the %(roles)s is asked about a role profile.") % {"roles": names_of(asked)})
    if partner.pk == profile.asked_by_id:
        return No(_("You asked for comments yourself. Somebody else has to agree."))
    return YES


def may_answer_no(user: Any, view: ProfileView) -> Answer:
    return may_run_profile(user, view.profile)
