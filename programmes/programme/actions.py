"""Setting up a programme and changing it. Its stages are opened in the stages wing."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.groups.actions import add_seat, change_group, found_group, propose_for_seat
from partners.models import Group, Holding, Organisation, Partner, Seat
from programmes.catalogue import newest
from programmes.programme import notices
from programmes.programme.lifecycles import PROGRAMME
from programmes.programme.models import (
    FocusComment,
    FocusStatement,
    Membership,
    Programme,
    ProgrammeGroup,
    ScopePoint,
    TeamRole,
    TouchstoneSignature,
    Workstream,
)
from programmes.programme.models.standing import standing_of
from programmes.programme.models.structure import PAIR_SIZE
from programmes.programme.roles import Team


def free_slug(name: str) -> str:
    """A short name for addresses that no programme has yet."""
    base = slugify(name)[:50] or "programme"
    taken = {"new", *Programme.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


@transaction.atomic
def create_programme(*, by: Partner, at: datetime, name: str, slug: str = "", **facts: Any) -> Programme:
    """A new programme in draft. Who creates it is its first manager; it asks under the newest
    edition of the catalogue.

    Raises NotAllowedNow if one of the same name is set up at the same moment.
    """
    try:
        with transaction.atomic():
            programme = Programme.objects.create(name=name, slug=slug or free_slug(name), edition=newest(), **facts)
    except IntegrityError:
        raise NotAllowedNow("create", _("A programme of this name was set up at this moment. Look for it before you try again.")) from None
    record(programme, "create", by=by, at=at, now=programme.state, edition=programme.edition)
    give_role(programme, by, role=Team.PM, from_on=min(day_of(at), programme.starts_on), by=by, at=at)
    return programme


@transaction.atomic
def change_programme(programme: Programme, *, by: Partner, at: datetime, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(programme, name, value)
    programme.save()
    record(programme, "change", by=by, at=at)


def advance_programme(programme: Programme, move: str, *, by: Partner | None, at: datetime) -> None:
    """Move the programme on where its table offers it; a stage that opens or is signed carries it along."""
    if move in PROGRAMME.offers(programme.state):
        make_move(programme, PROGRAMME, move, by=by, at=at)


@transaction.atomic
def close_programme(programme: Programme, *, by: Partner, at: datetime, because: str) -> None:
    """The work ends, for a reason that everyone can read. Nothing is checked or reminded of any more.

    Raises NotAllowedNow if it is closed already.
    """
    make_move(programme, PROGRAMME, "close", by=by, at=at, role="SRO", closed_at=at, closed_by=by, closed_because=because)


@transaction.atomic
def write_focus(programme: Programme, *, by: Partner, at: datetime, **facts: Any) -> FocusStatement:
    """The next version of the focus (1.2). Raises NotAllowedNow if somebody wrote one at the same moment."""
    version = programme.focus_statements.count() + 1
    try:
        with transaction.atomic():
            statement = FocusStatement.objects.create(
                programme=programme, version=version, written_at=at, written_by=by, **facts)
    except IntegrityError:
        raise NotAllowedNow("write", _("Somebody else has just saved a new version of the focus.")) from None
    record(statement, "write", by=by, at=at, version=version)
    return statement


@transaction.atomic
def comment_on_focus(statement: FocusStatement, *, by: Partner, at: datetime, text: str) -> FocusComment:
    """Keep a comment; it counts for standard 1.2 when a service-user leader makes it."""
    codes = standing_of(by, on=day_of(at), programme=statement.programme).codes(statement.programme)
    comment = FocusComment.objects.create(statement=statement, text=text, by=by, at=at, by_leader="FND" in codes)
    record(comment, "comment", by=by, at=at, statement=statement.ref)
    return comment


@transaction.atomic
def add_scope_point(programme: Programme, *, by: Partner, at: datetime, **facts: Any) -> ScopePoint:
    point = ScopePoint.objects.create(programme=programme, written_at=at, written_by=by, **facts)
    record(point, "add", by=by, at=at, now=point.status)
    return point


@transaction.atomic
def remove_scope_point(point: ScopePoint, *, by: Partner, at: datetime) -> None:
    """Strike the matter from the list; it stays on record. Raises NotAllowedNow if it is struck already."""
    rows = ScopePoint.objects.filter(pk=point.pk, removed_at__isnull=True)
    if not rows.update(removed_at=at, removed_by=by):
        raise NotAllowedNow("remove")
    record(point, "remove", by=by, at=at, was=point.status)


@transaction.atomic
def give_role(programme: Programme, partner: Partner, *, role: str, from_on: date, by: Partner, at: datetime,
              until_on: date | None = None, workstream: Workstream | None = None) -> TeamRole:
    """Give a role by name. Raises NotAllowedNow if the person has it already on any of these days."""
    same = TeamRole.objects.select_for_update().filter(programme=programme, workstream=workstream, partner=partner, role=role)
    begun_before_the_end = Q() if until_on is None else Q(from_on__lte=until_on)
    if same.filter(begun_before_the_end, Q(until_on__isnull=True) | Q(until_on__gte=from_on)).exists():
        raise NotAllowedNow("give", _("This person has that role already on some of these days."))
    try:
        with transaction.atomic():
            given = TeamRole.objects.create(programme=programme, workstream=workstream, partner=partner, role=role,
                                            from_on=from_on, until_on=until_on)
    except IntegrityError:
        raise NotAllowedNow("give", _("This person has that role already.")) from None
    record(given, "give", by=by, at=at, role_given=role, partner=partner.ref)
    return given


@transaction.atomic
def end_role(team_role: TeamRole, *, by: Partner, at: datetime, until_on: date) -> None:
    """The role's last day. Raises NotAllowedNow for the last manager: a programme is never left without one."""
    if team_role.role == Team.PM:
        others = TeamRole.objects.select_for_update().filter(programme=team_role.programme_id, role=Team.PM)
        if not others.exclude(pk=team_role.pk).filter(until_on__isnull=True).exists():
            raise NotAllowedNow("end", _("A programme needs a manager. Name another one first."))
    team_role.until_on = until_on
    team_role.save(update_fields=["until_on"])
    record(team_role, "end", by=by, at=at)


@transaction.atomic
def add_membership(programme: Programme, organisation: Organisation, *, by: Partner, at: datetime, **facts: Any) -> Membership:
    """The organisation belongs to the programme. Raises NotAllowedNow if it does already."""
    try:
        with transaction.atomic():
            membership = Membership.objects.create(programme=programme, organisation=organisation, **facts)
    except IntegrityError:
        raise NotAllowedNow("add", _("This organisation belongs to the programme already.")) from None
    record(membership, "join", by=by, at=at, organisation=organisation.ref)
    return membership


@transaction.atomic
def sign_touchstone(membership: Membership, *, by: Partner, at: datetime, version: int | None = None) -> TouchstoneSignature:
    """The organisation agrees to this version of the touchstone (6.2). Raises NotAllowedNow if it has signed it already."""
    signed = NotAllowedNow("sign", _("The organisation has signed already."))
    signature = TouchstoneSignature.objects.select_for_update().filter(membership=membership).first()
    if signature is None:
        try:
            with transaction.atomic():
                signature = TouchstoneSignature.objects.create(membership=membership, signed_by=by, signed_at=at, version=version)
        except IntegrityError:
            raise signed from None
    elif version is None or (signature.version or 0) >= version:
        raise signed
    else:
        signature.signed_by, signature.signed_at, signature.version = by, at, version
        signature.save(update_fields=["signed_by", "signed_at", "version"])
    about: dict[str, Any] = {"version": version} if version else {}
    record(signature, "sign", by=by, at=at, role="ORG", organisation=membership.organisation.ref, **about)
    return signature


@transaction.atomic
def found_programme_group(programme: Programme, *, by: Partner, at: datetime, from_on: date, lay_seats: int = 0,
                          **facts: Any) -> Group:
    """A group of this programme, with so many empty lay seats."""
    group = found_group(by=by, at=at, book=programme.ref, **facts)
    link_group(programme, group, by=by, at=at, from_on=from_on)
    for number in range(1, lay_seats + 1):
        add_seat(group, by=by, at=at, opened_on=from_on, name=str(number))
    return group


@transaction.atomic
def link_group(programme: Programme, group: Group, *, by: Partner, at: datetime, from_on: date) -> ProgrammeGroup:
    """Let a group work for a programme: its own, or one borrowed from another. Raises NotAllowedNow if it does already."""
    try:
        with transaction.atomic():
            link = ProgrammeGroup.objects.create(programme=programme, group=group, from_on=from_on)
    except IntegrityError:
        raise NotAllowedNow("link", _("This group works for the programme already.")) from None
    record(group, "work_for", by=by, at=at, programme=programme.ref)
    return link


@transaction.atomic
def add_workstream(programme: Programme, *, by: Partner, at: datetime, name: str, starts_on: date,
                   lead: Partner | None = None, level: str = Group.Level.SYSTEM, **facts: Any) -> Workstream:
    """A workstream with its group, the two lay seats of its pair (R1), and its lead if named: from today, for before the first day the lead
    agrees to the pair (7.3) and talks with it (7.6)."""
    group = found_group(by=by, at=at, book=programme.ref, name=name, kind=Group.Kind.WORKING, level=level, lay_minimum=PAIR_SIZE)
    for letter in "AB":
        add_seat(group, by=by, at=at, opened_on=starts_on, name=letter)
    position = programme.workstreams.count() + 1
    workstream = Workstream.objects.create(
        programme=programme, group=group, name=name, starts_on=starts_on, position=position, **facts)
    record(workstream, "add", by=by, at=at, group=group.ref)
    if lead:
        give_role(programme, lead, role=Team.WL, workstream=workstream, from_on=min(starts_on, day_of(at)), by=by, at=at)
    return workstream


@transaction.atomic
def change_workstream(workstream: Workstream, *, by: Partner, at: datetime, level: str = "", **facts: Any) -> None:
    """Write new facts about the workstream, and the level at which its group works."""
    if level and level != workstream.group.level:
        change_group(workstream.group, by=by, at=at, level=level)
    for name, value in facts.items():
        setattr(workstream, name, value)
    workstream.save()
    record(workstream, "change", by=by, at=at)


@transaction.atomic
def propose_partner(seat: Seat, partner: Partner, *, by: Partner, at: datetime, from_on: date, until_on: date | None = None,
                    hours_a_month: int | None = None) -> Holding:
    """Propose a person for a seat of a programme's group; they are told, and so is the lead where there is one.

    Notes whether a lay chair of the Advisory Group proposed, and whether the person sat in it (7.2, R2).
    Raises NotAllowedNow when the seat is taken or somebody is proposed for it already.
    """
    group, on = seat.group, day_of(at)
    workstream = Workstream.objects.filter(group=group).select_related("programme").first()
    by_lay_chair = from_advisory = False
    if workstream:
        by_lay_chair = "LCC" in standing_of(by, on=on, programme=workstream.programme).codes(workstream.programme)
        from_advisory = "AG" in standing_of(partner, on=on, programme=workstream.programme).codes(workstream.programme)
    try:
        with transaction.atomic():
            holding = propose_for_seat(seat, partner, by=by, at=at, from_on=from_on, until_on=until_on, by_lay_chair=by_lay_chair,
                                       hours_a_month=hours_a_month, needs_lead=bool(workstream and seat.is_lay),
                                       from_advisory=from_advisory)
    except IntegrityError:
        raise NotAllowedNow("propose", _("Somebody is in this seat, or proposed for it, already.")) from None
    messages = [notices.seat_offered(holding, book=group.home_book, at=at)]
    if workstream and holding.needs_lead:
        leads = Partner.objects.filter(team_roles__in=workstream.leads.in_force(on)).distinct()
        messages += notices.seat_to_agree(holding, list(leads), book=group.home_book, at=at)
    send(messages)
    return holding
