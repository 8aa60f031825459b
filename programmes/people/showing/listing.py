"""The list of people: what it may be narrowed by, and what stands out of each person. Nobody narrows it by what they may not see."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from coprod.kit.saying import day
from partners.groups.models import Seat
from partners.models import Group, Holding, Partner, Signatory
from programmes.appointments.lifecycles import AppointmentState
from programmes.appointments.models import Appointment
from programmes.appointments.policies import READERS
from programmes.people.policies import (
    groups_of,
    needs_seen_by,
    reached_by,
    sees_support_somewhere,
)
from programmes.programme.models import Membership, ProgrammeGroup, TeamRole, Workstream
from programmes.programme.policies import TEAM, looked_after, partner_of, people_seen_by, standing
from programmes.programme.roles import MAY, NAMES, Team

KINDS = {"FND": Group.Kind.FOUNDING, "AG": Group.Kind.ADVISORY, "FORUM": Group.Kind.FORUM, "PANEL": Group.Kind.PANEL}
CODES = {kind: code for code, kind in KINDS.items()}
CHAIRS = (Seat.Office.CHAIR, Seat.Office.CO_CHAIR)
DAYS = (90, 60, 30)
BY_HAND = "by_hand"         # reached by anything but e-mail


class Offered(NamedTuple):
    """What the reader may narrow the list by: values and words of each choice; empty ones are not offered."""

    roles: list[tuple[str, str]]
    workstreams: list[tuple[str, str]]
    terms: list[tuple[str, str]]
    channels: list[tuple[str, str]]
    ticks: list[tuple[str, str]]


class Chosen(NamedTuple):
    """One word by which the list is narrowed, and the list without it."""

    words: str
    without: str


class Asked:
    """What somebody asks of the list, from an address that anybody may have typed."""

    def __init__(self, user: Any, given: Mapping[str, str], *, on: date) -> None:
        self.user, self.on = user, on
        here = standing(user)
        self.programmes = here.programmes(MAY["see_people"])
        self.reading, self.team = here.programmes(READERS), here.programmes(TEAM)
        self.manages = bool(here.programmes(MAY["see_contacts"]))
        self.streams = list(Workstream.objects.filter(programme__in=self.programmes).select_related("programme").only(
            "ref", "name", "programme__name").order_by("programme__name", "position", "pk"))
        self.offered = self._offered()
        words = given.get("q", "").replace("\x00", "").strip()[:200]
        self.values = {"q": words} if words else {}
        for name, choices in (("role", self.offered.roles), ("workstream", self.offered.workstreams), ("term", self.offered.terms),
                              ("channel", self.offered.channels)):
            if given.get(name, "") in dict(choices):
                self.values[name] = given[name]
        self.values |= {name: "1" for name, _words in self.offered.ticks if given.get(name)}

    def _offered(self) -> Offered:
        several = len({each.programme_id for each in self.streams}) > 1   # type: ignore[attr-defined]
        ticks = []
        if sees_support_somewhere(self.user):
            ticks.append(("support", _("Support is to be arranged")))
        if self.reading:
            ticks.append(("paused", _("On a break")))
        if self.team:
            ticks.append(("mine", _("I look after them")))
        channels = [(BY_HAND, _("Anything but e-mail")), *((value, str(label)) for value, label in Partner.Channel.choices)]
        return Offered(
            [(code, str(NAMES[code])[:1].upper() + str(NAMES[code])[1:]) for code in NAMES if code != "clock"] if self.programmes else [],
            [(each.ref, f"{each.name}, {each.programme.name}" if several else each.name) for each in self.streams],
            [(str(n), _("In the next %(n)d days") % {"n": n}) for n in DAYS] if self.programmes else [],
            channels if self.manages else [], ticks)

    def chosen(self) -> list[Chosen]:
        """Each choice in words, to be taken away one by one."""
        facts = {"role": (_("Role: %(words)s"), self.offered.roles), "workstream": (_("Workstream: %(words)s"), self.offered.workstreams),
                 "term": (_("Term ends: %(words)s"), self.offered.terms), "channel": (_("Reached by: %(words)s"), self.offered.channels)}
        found = []
        for name, value in self.values.items():
            if name in facts:
                sentence, choices = facts[name]
                words = sentence % {"words": dict(choices)[value]}
            else:
                words = _("Name: %(words)s") % {"words": value} if name == "q" else dict(self.offered.ticks)[name]
            found.append(Chosen(words, self.address(without=name)))
        return found

    def address(self, *, without: str = "", **more: str) -> str:
        """The query of the list as it is, without one choice, or with more."""
        return "?" + urlencode({name: value for name, value in (self.values | more).items() if name != without})

    def people(self) -> QuerySet:
        """Those that the reader may see, and of whom everything that was asked is true."""
        found = people_seen_by(self.user, on=self.on)
        for name, value in self.values.items():
            found = found.matching(value) if name == "q" else found.filter(getattr(self, f"_{name}")(value))
        return found

    # --- what each choice asks ---------------------------------------------------------------------------------------------------

    def _seats(self, groups: Any) -> QuerySet:
        return Holding.objects.serving(self.on).filter(seat__group__in=groups).order_by()

    def _role(self, code: str) -> Q:
        linked = ProgrammeGroup.objects.filter(programme__in=self.programmes).values("group")
        if code in Team.values:
            roles = TeamRole.objects.in_force(self.on).filter(programme__in=self.programmes, role=code)
            return Q(pk__in=roles.order_by().values("partner"))
        if code == "ORG":
            members = Membership.objects.in_force(self.on).filter(programme__in=self.programmes, signs=True).values("organisation")
            return Q(pk__in=Signatory.objects.in_force(self.on).filter(organisation__in=members).order_by().values("partner"))
        if code == "PAIR":
            pairs = Workstream.objects.filter(programme__in=self.programmes).values("group")
            return Q(pk__in=self._seats(pairs).lay().values("partner"))
        if code == "GROUP":
            every = self._seats(groups_of(self.programmes).values("pk"))
            return Q(pk__in=every.exclude(seat__is_lay=True, seat__group__kind__in=[*CODES, Group.Kind.WORKING]).values("partner"))
        lay = self._seats(linked).lay()
        if code == "LCC":
            return Q(pk__in=lay.filter(seat__group__kind=Group.Kind.ADVISORY, seat__office__in=CHAIRS).values("partner"))
        return Q(pk__in=lay.filter(seat__group__kind=KINDS[code]).values("partner"))

    def _workstream(self, ref: str) -> Q:
        stream = next(each for each in self.streams if each.ref == ref)
        leads = TeamRole.objects.in_force(self.on).filter(workstream=stream.pk).order_by().values("partner")
        return Q(pk__in=self._seats([stream.group_id]).values("partner")) | Q(pk__in=leads)      # type: ignore[attr-defined]

    def _term(self, days: str) -> Q:
        """A seat or a term that ends in the next days."""
        until = {"until_on__gte": self.on, "until_on__lte": self.on + timedelta(days=int(days))}
        seats = self._seats(groups_of(self.programmes).values("pk")).filter(**until)
        terms = Appointment.objects.living().filter(programme__in=self.reading, **until).order_by()
        return Q(pk__in=seats.values("partner")) | Q(pk__in=terms.filter(partner__isnull=False).values("partner"))

    def _support(self, _value: str) -> Q:
        return Q(pk__in=needs_seen_by(self.user, on=self.on).unmet().order_by().values("partner"))

    def _channel(self, value: str) -> Q:
        reached = Q(pk__in=reached_by(self.user, on=self.on).values("pk"))
        return reached & (~Q(channel=Partner.Channel.EMAIL) if value == BY_HAND else Q(channel=value))

    def _paused(self, _value: str) -> Q:
        return Q(pk__in=_resting(self.reading, self.on).values("partner"))

    def _mine(self, _value: str) -> Q:
        return Q(pk__in=looked_after(partner_of(self.user), self.team).values("partner"))


def _resting(programmes: Iterable[int], on: date) -> QuerySet:
    return Appointment.objects.filter(programme__in=programmes, state=AppointmentState.PAUSED, paused_from__lte=on, paused_until__gte=on,
                                      partner__isnull=False).order_by()


class Row(NamedTuple):
    """A person in the list: roles in words, the way on which they are reached, and what stands out as (code, words, tone)."""

    person: Partner
    roles: str
    channel: str
    is_by_hand: bool
    tags: list[tuple[str, str, str]]


def rows_of(asked: Asked, people: list[Partner]) -> list[Row]:
    """The people of one page. Six queries, however many they are."""
    on, keys = asked.on, [each.pk for each in people]
    reached = set(reached_by(asked.user, on=on).filter(pk__in=keys).values_list("pk", flat=True))
    unmet = set(needs_seen_by(asked.user, on=on).unmet().filter(partner__in=keys).values_list("partner", flat=True)) if (
        sees_support_somewhere(asked.user)) else set()
    rests = dict(_resting(asked.reading, on).filter(partner__in=keys).order_by("paused_until").values_list("partner", "paused_until"))
    roles, ends = _roles_and_ends(asked, keys)
    found = []
    for each in people:
        tags = []
        if each.pk in unmet:
            tags.append(("unmet", _("Support is to be arranged"), "concern"))
        if each.pk in rests:
            tags.append(("paused", _("On a break until %(day)s") % {"day": day(rests[each.pk])}, "waiting"))
        if each.pk in ends:
            tags.append(("ends", _("Term ends %(day)s") % {"day": day(ends[each.pk])}, "reopened"))
        is_by_hand = each.pk in reached and each.channel != Partner.Channel.EMAIL
        channel = str(each.get_channel_display()) if each.pk in reached else ""      # type: ignore[attr-defined]
        found.append(Row(each, "; ".join(roles[each.pk]), channel, is_by_hand, tags))
    return found


def _roles_and_ends(asked: Asked, keys: list[int]) -> tuple[dict[int, list[str]], dict[int, date]]:
    """Of each person the roles of today in words, and the next day on which a seat ends, if it is in the next ninety."""
    on = asked.on
    roles: dict[int, list[str]] = defaultdict(list)
    ends: dict[int, date] = {}
    team = TeamRole.objects.in_force(on).filter(programme__in=asked.programmes, partner__in=keys).order_by("role", "pk")
    for key, role, stream in team.values_list("partner", "role", "workstream__name"):
        _add(roles[key], str(NAMES[role]), stream)
    held = Holding.objects.serving(on).filter(partner__in=keys, seat__group__in=groups_of(asked.programmes).values("pk"))
    names = ("seat__group__kind", "seat__is_lay", "seat__office", "seat__group__workstream__name", "seat__group__name")
    for key, kind, is_lay, office, stream, group, until in held.order_by("seat__group__kind", "seat__group__name", "pk").values_list(
            "partner", *names, "until_on"):
        if is_lay and stream:
            _add(roles[key], str(NAMES["PAIR"]), stream)
        elif is_lay and kind in CODES:
            is_chair = kind == Group.Kind.ADVISORY and office in CHAIRS
            _add(roles[key], str(NAMES["LCC" if is_chair else CODES[kind]]))
        else:
            _add(roles[key], str(NAMES["GROUP"]), stream or group)
        if until and until <= on + timedelta(days=max(DAYS)) and (key not in ends or until < ends[key]):
            ends[key] = until
    signs = Signatory.objects.in_force(on).filter(partner__in=keys, organisation__memberships__in=Membership.objects.in_force(on).filter(
        programme__in=asked.programmes, signs=True))
    for key in signs.order_by("pk").values_list("partner", flat=True).distinct():
        _add(roles[key], str(NAMES["ORG"]))
    return roles, ends


def _add(words: list[str], role: str, where: str | None = None) -> None:
    said = f"{role} ({where})" if where else role
    if said not in words:
        words.append(said)
