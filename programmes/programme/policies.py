"""Who may do what in a programme, and the sentence for those who may not.

A rule takes (user, thing). Standing is read once per request and kept on the user.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Holding, NamedContact, Organisation, Partner, Seat, Vacancy
from programmes.programme.models import (
    FocusStatement,
    Membership,
    Programme,
    ProgrammeGroup,
    ScopePoint,
    TeamRole,
    Workstream,
)
from programmes.programme.models.standing import StandingToday
from programmes.programme.roles import MAY, NAMES, Team

TEAM = frozenset(Team.values)     # who works for a programme by name


def partner_of(user: Any) -> Partner | None:
    """Who the user is; None for a key that belongs to nobody."""
    return getattr(user, "partner", None)


def standing(user: Any) -> StandingToday:
    """Everything the user is today: one query per request, for the programme it is about or for all."""
    kept: StandingToday | None = getattr(user, "_standing", None)
    if kept is None:
        kept = user._standing = StandingToday(partner_of(user), on=day_of(now()))
    return kept


def has_role(user: Any, programme: Programme, what: str) -> bool:
    return bool(standing(user).codes(programme) & MAY[what])


def names_of(codes: Any) -> str:
    """Role codes in words, for "only ... may do this"."""
    words = [str(NAMES[code]) for code in NAMES if code in codes]
    return words[0] if len(words) == 1 else _(" or ").join([", ".join(words[:-1]), words[-1]])


def _only(what: str) -> No:
    return No(_("Only the %(roles)s may do this.") % {"roles": names_of(MAY[what])})


def may_create_programme(user: Any) -> Answer:
    partner = partner_of(user)
    return YES if partner and partner.is_professional else No(_("Programmes are set up by people who work for them."))


def may_read(user: Any, programme: Programme) -> Answer:
    return YES if standing(user).anywhere_in(programme) else No(_("You have no role in this programme."))


def may_run(user: Any, programme: Programme) -> Answer:
    return YES if has_role(user, programme, "run") else _only("run")


def may_close(user: Any, programme: Programme) -> Answer:
    return YES if has_role(user, programme, "close") else _only("close")


def may_see_people(user: Any, programme: Programme) -> Answer:
    return YES if standing(user).anywhere_in(programme) & MAY["see_people"] else _only("see_people")


def may_see_names(user: Any, programme: Programme) -> Answer:
    """Who reads which lay partner said or did something. Whoever is paid for it is named to everyone."""
    return YES if standing(user).anywhere_in(programme) & MAY["see_names"] else _only("see_names")


def may_comment_on_focus(user: Any, programme: Programme) -> Answer:
    codes = standing(user).codes(programme)
    return YES if codes & {"FND", "AG", "LCC"} else No(_("Service-user leaders and the Advisory Group comment on the focus."))


def may_comment_on_statement(user: Any, statement: FocusStatement) -> Answer:
    return may_comment_on_focus(user, statement.programme)


def may_change_scope(user: Any, point: ScopePoint) -> Answer:
    return may_run(user, point.programme)


def may_end_role(user: Any, team_role: TeamRole) -> Answer:
    return may_run(user, team_role.programme)


def may_propose(user: Any, seat: Seat) -> Answer:
    return may_allocate(user, seat.group)


def may_record_cover(user: Any, vacancy: Vacancy) -> Answer:
    return may_allocate(user, vacancy.seat.group)


def may_read_group(user: Any, group: Group) -> Answer:
    """Whoever found the group may read it: the finder shows only groups of one's own programmes."""
    return YES


def may_run_somewhere(user: Any) -> Answer:
    """Who adds people and organisations: those who run a programme, or are about to set one up."""
    return YES if standing(user).programmes(MAY["run"]) or may_create_programme(user) else _only("run")


def may_see_people_somewhere(user: Any) -> Answer:
    return YES if standing(user).programmes(MAY["see_people"]) or may_create_programme(user) else _only("see_people")


def may_name_signatory(user: Any, membership: Membership) -> Answer:
    return may_run(user, membership.programme)


def may_allocate(user: Any, group: Group) -> Answer:
    """Who may propose people for the group's seats: manager or lay co-chair of the programme the group belongs to."""
    programme = home_of(group)
    if programme and standing(user).codes(programme) & MAY["allocate"]:
        return YES
    return _only("allocate")


def may_run_group(user: Any, group: Group) -> Answer:
    programme = home_of(group)
    return YES if programme and has_role(user, programme, "run") else _only("run")


def may_run_workstream(user: Any, workstream: Workstream) -> Answer:
    return may_run(user, workstream.programme)


def may_read_workstream(user: Any, workstream: Workstream) -> Answer:
    return may_read(user, workstream.programme)


def may_answer_holding(user: Any, holding: Holding) -> Answer:
    """Only the person proposed says yes or no for themselves."""
    partner = partner_of(user)
    return YES if partner and partner.pk == holding.partner_id else No(_("Only the person who was proposed can answer."))


def may_agree_to_holding(user: Any, holding: Holding) -> Answer:
    workstream = Workstream.objects.filter(group=holding.seat.group_id).first()
    if workstream and "WL" in standing(user).codes(workstream.programme, workstream):
        return YES
    return No(_("Only the lead of the workstream agrees to its pair."))


def may_end_holding(user: Any, holding: Holding) -> Answer:
    """The person themselves, the manager, or the lay co-chair."""
    return YES if may_answer_holding(user, holding) else may_allocate(user, holding.seat.group)


def may_sign_touchstone(user: Any, membership: Membership) -> Answer:
    signs_for = {role.organisation for role in standing(user).within(membership.programme)}
    return YES if membership.organisation_id in signs_for else No(_("Only a signatory of the organisation signs for it."))


def may_see_organisation(user: Any, organisation: Organisation) -> Answer:
    return YES if standing(user).roles else No(_("You have no role in a programme."))


def home_of(group: Group) -> Programme | None:
    """The programme that keeps the group's trail: its own programme, not one that borrows it."""
    return Programme.objects.one_or_none(ref=group.home_book)


def groups_seen_by(user: Any) -> Any:
    """Groups of all programmes in which the user has a role."""
    programmes = {role.programme for role in standing(user).roles}
    linked = ProgrammeGroup.objects.filter(programme__in=programmes).values("group")
    working = Workstream.objects.filter(programme__in=programmes).values("group")
    return Group.objects.filter(pk__in=linked.union(working))


def people_seen_by(user: Any, *, on: date) -> Any:
    """People the user may see by name: themselves, those of programmes where their role shows people, those whose contact they
    look after, and those they added who have no part in any programme yet."""
    partner = partner_of(user)
    if partner is None:
        return Partner.objects.none()
    programmes = standing(user).programmes(MAY["see_people"])
    groups = ProgrammeGroup.objects.filter(programme__in=programmes).values("group").union(
        Workstream.objects.filter(programme__in=programmes).values("group"))
    ids = TeamRole.objects.filter(programme__in=programmes).order_by().values("partner").union(
        Holding.objects.filter(seat__group__in=groups).order_by().values("partner"),
        Membership.objects.filter(programme__in=programmes, organisation__signatories__isnull=False).order_by()
        .values("organisation__signatories__partner"),
        Partner.objects.filter(_added_and_nowhere_yet(partner)).order_by().values("pk"),
        looked_after(partner, standing(user).programmes(TEAM)).values("partner"),
        Partner.objects.filter(pk=partner.pk).order_by().values("pk"))
    return Partner.objects.filter(pk__in=ids)


def looked_after(owner: Partner | None, programmes: Iterable[int]) -> Any:
    """Whose contact that person looks after, in programmes in which they still have a role."""
    books = Programme.objects.filter(pk__in=programmes).values("ref")
    return NamedContact.objects.filter(owner=owner, home_book__in=books).order_by()


def _added_and_nowhere_yet(partner: Partner) -> Q:
    """People whom the partner noted down and who have had no role since: whom to ask next. Later their programmes decide."""
    return Q(added_by=partner, team_roles__isnull=True, holdings__isnull=True, signs_for__isnull=True)


def organisations_seen_by(user: Any) -> Any:
    """Who runs a programme sees all organisations, so that none is listed twice; others those of their programmes."""
    here = standing(user)
    if here.programmes(MAY["run"]) or may_create_programme(user):
        return Organisation.objects.all()
    return Organisation.objects.filter(memberships__programme__in={role.programme for role in here.roles}).distinct()


def may_see_person(user: Any, person: Partner) -> Answer:
    return YES


def may_change_person(user: Any, person: Partner) -> Answer:
    """Who may read and change how a person is reached: themselves, managers of programmes in which they have a part now
    or are to have one, and who added them as long as they have no part in any."""
    partner = partner_of(user)
    if partner is None:
        return No("")
    if partner.pk == person.pk or Partner.objects.filter(_added_and_nowhere_yet(partner), pk=person.pk).exists():
        return YES
    mine = standing(user).programmes(MAY["see_contacts"])
    return YES if mine and has_part(person, mine, on=day_of(now())) else _only("see_contacts")


def has_part(person: Partner, programmes: Iterable[int], *, on: date) -> bool:
    """Whether the person has a role, a seat or a signature to give in one of `programmes`, on that day or later, or is
    asked to take one."""
    not_over = Q(until_on__isnull=True) | Q(until_on__gte=on)
    here = Q(seat__group__programme_links__programme__in=programmes) | Q(seat__group__workstream__programme__in=programmes)
    members = Membership.objects.filter(not_over, programme__in=programmes, signs=True).values("organisation")
    return (person.team_roles.filter(not_over, programme__in=programmes).exists()
            or person.holdings.exclude(state__in=[HoldingState.DECLINED, HoldingState.WITHDRAWN]).filter(not_over, here).exists()
            or person.signs_for.filter(not_over, organisation__in=members).exists())
