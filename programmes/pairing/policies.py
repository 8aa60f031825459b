"""Who allocates pairs and who may sit where (R1, R2, 7.1 to 7.3); the programme's seats and people as a problem of pairs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.kit.access import YES, Answer, No
from partners.about.catalogue import RED
from partners.groups.lifecycles import HoldingState
from partners.models import About, Group, Holding, Partner, Seat
from programmes.appointments.lifecycles import LIVING, AppointmentState
from programmes.appointments.models import Appointment
from programmes.pairing.catalogue import SEATS, Bar, Person, Problem, Stream, bar
from programmes.pairing.models import Wish
from programmes.programme.models import Programme, Workstream
from programmes.programme.policies import may_allocate, standing

THERE = (HoldingState.PROPOSED, HoldingState.ACCEPTED, HoldingState.AGREED, HoldingState.SERVING)
READY = (AppointmentState.INDUCTED, AppointmentState.ACTIVE)
NOT_INSIDE = gettext_lazy("They are not in the Advisory Group. They must join it first.")        # R2
DAYS_A_MONTH = 30.44


def may_allocate_pairs(user: Any, programme: Programme) -> Answer:
    """The lay co-chair and the manager. What people bring can say something about their health: nobody else reads it."""
    if standing(user).codes(programme) & {"LCC", "PM"}:
        return YES
    return No(_("Only the lay co-chair and the programme manager allocate pairs."))


def may_allocate_here(user: Any, workstream: Workstream) -> Answer:
    return may_allocate(user, workstream.group)


def wishable(partner: Partner, *, on: date) -> QuerySet[Workstream]:
    """Workstreams of the programmes whose Advisory Group the person sits in: pairs come from there (R2)."""
    mine = Holding.objects.serving(on).lay().filter(partner=partner, seat__group__kind=Group.Kind.ADVISORY).values("seat__group")
    return Workstream.objects.running(on).filter(programme__group_links__group__in=mine).select_related("programme").distinct()


def members_of(programme: Programme, *, on: date) -> QuerySet[Partner]:
    """Lay partners who sit in the Advisory Group that works for the programme, its own or one that it borrows."""
    seats = Holding.objects.serving(on).lay().filter(
        seat__group__kind=Group.Kind.ADVISORY, seat__group__programme_links__programme=programme)
    return Partner.objects.filter(pk__in=seats.order_by().values("partner"))


def _there(partners: Iterable[Partner], on: date) -> QuerySet[Holding]:
    return Holding.objects.lay().filter(Q(until_on__isnull=True) | Q(until_on__gte=on), partner__in=partners, state__in=THERE).order_by()


@dataclass
class Member:
    """One person as the co-chair sees them when pairs are made."""

    partner: Partner
    about: About | None
    person: Person
    away: str = ""                                              # why nobody may ask them now; "" if one may
    seats: list[str] = field(default_factory=list)              # names of the workstreams in which they sit or are asked to
    wanted: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def why_not(self, stream: Stream) -> str:
        """The rule that keeps them from a new seat there, in words; "" if none does."""
        match bar(self.person, stream):
            case Bar.AWAY:
                return self.away
            case Bar.CONFLICT:
                return _("They have declared a conflict of interests with this workstream.")
            case Bar.HOURS:
                return _("It would make %(n)d hours a month, and their limit is %(limit)d.") % {
                    "n": self.person.hours + stream.hours, "limit": self.person.hours_limit}
        return ""


@dataclass
class Table:
    """All that is on the table when pairs are made for a programme."""

    streams: list[Workstream]
    stream: dict[Any, Stream]
    serving: dict[int, list[Holding]]       # by workstream: who sits there or is asked to
    empty: dict[int, list[Seat]]            # by workstream: seats that nobody holds or is asked to take
    members: list[Member]

    @cached_property
    def member(self) -> dict[Any, Member]:
        return {each.person.id: each for each in self.members}

    @cached_property
    def problem(self) -> Problem:
        """As the solver takes it: workstreams that have an empty seat for each who is missing. All go by their refs."""
        streams = (self.stream[each.pk] for each in self.streams
                   if len(self.empty.get(each.pk, ())) >= SEATS - len(self.serving.get(each.pk, ())))
        return Problem(streams=tuple(streams), people=tuple(each.person for each in self.members))


def table_of(programme: Programme, *, on: date) -> Table:
    """Read everything, in a number of queries that does not grow."""
    streams = list(programme.workstreams.running(on).in_order().select_related("group"))
    by_group = {each.group_id: each.pk for each in streams}
    sitting: dict[int, list[Holding]] = defaultdict(list)
    for holding in Holding.objects.lay().filter(
            Q(until_on__isnull=True) | Q(until_on__gte=on), seat__group__in=by_group, seat__closed_on__isnull=True,
            state__in=THERE).select_related("partner", "seat").order_by("from_on", "pk"):
        sitting[by_group[holding.seat.group_id]].append(holding)
    taken = {holding.seat_id for each in sitting.values() for holding in each}
    empty: dict[int, list[Seat]] = defaultdict(list)
    for seat in Seat.objects.lay().standing().filter(group__in=by_group).order_by("name", "pk"):
        if seat.pk not in taken:
            empty[by_group[seat.group_id]].append(seat)
    serving = {pk: [holding.partner.ref for holding in each] for pk, each in sitting.items()}
    stream = {each.pk: Stream(
        id=each.ref, hours=each.hours_a_month, name=each.name, population=each.population or None, wanted=frozenset(each.wanted),
        serving=tuple(serving.get(each.pk, ()))) for each in streams}
    return Table(streams, stream, dict(sitting), dict(empty), _members(programme, streams, sitting, on))


def _members(programme: Programme, streams: list[Workstream], sitting: dict[int, list[Holding]], on: date) -> list[Member]:
    at_the_table = members_of(programme, on=on)
    asked = {holding.partner_id for each in sitting.values() for holding in each}
    found = list(Partner.objects.filter(Q(pk__in=at_the_table) | Q(pk__in=asked)).order_by("name", "pk"))
    inside = set(at_the_table.values_list("pk", flat=True))
    abouts = {about.partner_id: about for about in About.objects.filter(partner__in=found)}
    wishes: dict[int, list[Wish]] = defaultdict(list)
    said = Wish.objects.filter(partner__in=found, workstream__in=streams).select_related("workstream")
    for wish in said.order_by("workstream__position", "pk"):
        wishes[wish.partner_id].append(wish)
    held: dict[int, list[Holding]] = defaultdict(list)
    for holding in _there(found, on).select_related("seat__group__workstream").order_by("from_on", "pk"):
        held[holding.partner_id].append(holding)
    away = _away(programme, found)
    return [_member(each, abouts.get(each.pk), wishes[each.pk], held[each.pk],
                    away.get(each.pk, "") if each.pk in inside else str(NOT_INSIDE), on)
            for each in found]


def _away(programme: Programme, people: list[Partner]) -> dict[int, str]:
    """Who may not be asked now, and why: paused, or not inducted yet. Who sits there without an appointment is asked."""
    rows = Appointment.objects.filter(
        partner__in=people, state__in=LIVING, group__kind=Group.Kind.ADVISORY,
        group__programme_links__programme=programme).order_by("pk").values_list("partner", "state")
    reasons: dict[int, str] = {}
    ready = {partner for partner, state in rows if state in READY}
    for partner, state in rows:
        if partner not in ready:
            reasons[partner] = _("They are taking a break.") if state == AppointmentState.PAUSED else _(
                "They have not finished their induction.")
    return reasons


def _member(partner: Partner, about: About | None, wishes: list[Wish], held: list[Holding], away: str, on: date) -> Member:
    streams = [each for each in held if each.seat.group.kind == Group.Kind.WORKING]
    first = min((each.from_on for each in held if each.state == HoldingState.SERVING), default=on)
    wanted = [wish.workstream for wish in wishes if wish.value == Wish.Value.WANTED]
    conflicts = [wish.workstream for wish in wishes if wish.value == Wish.Value.CONFLICT]
    person = Person(
        id=partner.ref, name=partner.name, place=partner.area or None, hours=sum(each.hours_a_month or 0 for each in held),
        hours_limit=about.limit if about else RED,
        asked_for=frozenset(each.ref for each in wanted), conflicts=frozenset(each.ref for each in conflicts),
        experience=frozenset(about.experience if about else ()), strategic=bool(about and about.strategic),
        lived=frozenset(about.lived if about else ()), seats=len(streams), available=not away,
        served_months=max((on - first).days, 0) / DAYS_A_MONTH)
    return Member(partner, about, person, away, [each.seat.group.name for each in streams], [each.name for each in wanted],
                  [each.name for each in conflicts])
