"""A suggestion, the people and the load of hours, in words for those who decide and for who is asked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.almanac import special_days
from coprod.kit.clock import add_months
from coprod.kit.saying import day
from partners.about.catalogue import AMBER, RED, Experience, Population, labels
from partners.models import About, Group, Holding, Partner
from programmes.pairing.catalogue import Pair, Suggestion, parts_of, suggest
from programmes.pairing.models import TimeSpent
from programmes.pairing.policies import THERE, Member, Table
from programmes.programme.models import Programme, Workstream


class Because(NamedTuple):
    """One part of a pair's points, in words."""

    words: str
    points: int


@dataclass
class Shown:
    """A suggested pair as the page shows it."""

    workstream: Workstream
    people: list[Member]
    newcomers: list[Member]
    why: list[Because]
    points: int


def suggested(table: Table) -> tuple[list[Shown], list[tuple[Workstream, str]], Suggestion]:
    """The pairs that are suggested, the workstreams for which nobody is, with the rule in the way, and both as the solver gave them."""
    found = suggest(table.problem)
    stream = {each.ref: each for each in table.streams}
    pairs = [_shown(table, stream[pair.stream], pair) for pair in found.pairs]
    return pairs, [(stream[gap.stream], gap.why) for gap in found.unfilled], found


def _shown(table: Table, workstream: Workstream, pair: Pair) -> Shown:
    people = [table.member[each] for each in pair.people]
    newcomers = [each for each in people if each.person.id not in table.stream[workstream.pk].serving]
    return Shown(workstream, people, newcomers, because(table, workstream, people), pair.score)


def because(table: Table, workstream: Workstream, people: Sequence[Member]) -> list[Because]:
    """Why these two, part by part; parts that count nothing are left out. Who sits there already comes first."""
    stream = table.stream[workstream.pk]
    new = [each for each in people if each.person.id not in stream.serving]
    parts = parts_of(stream, (people[0].person, people[1].person), [each.person for each in new])
    words = {
        "asked_for": _("%(names)s asked for this workstream") % {
            "names": _names(each for each in new if stream.id in each.person.asked_for)},
        "experience": "; ".join(_("%(name)s brings: %(what)s") % {"name": each.partner.name, "what": _brought(each, workstream)}
                                for each in new if _brought(each, workstream)),
        "strategic": _("%(names)s has worked on plans for whole services before") % {
            "names": _names((each for each in people if each.person.strategic), either=True)},
        "lived": _("%(names)s knows this life from their own: %(population)s") % {
            "names": _names((each for each in people if workstream.population in each.person.lived), either=True),
            "population": ", ".join(labels(Population, [workstream.population]))},
        "places": _("They come from different places: %(one)s and %(other)s") % {
            "one": people[0].partner.area, "other": people[1].partner.area},
        "served": _("One of them has served for more than six months, and can show the other the way"),
        "seats": "; ".join(_("%(name)s sits elsewhere already: %(seats)s") % {"name": each.partner.name, "seats": ", ".join(each.seats)}
                           for each in new if each.seats),
    }
    return [Because(words[name], points) for name, points in parts.items() if points]


def _names(members: Iterable[Member], *, either: bool = False) -> str:
    return get_text_list([each.partner.name for each in members], _("or") if either else _("and"))


def _brought(member: Member, workstream: Workstream) -> str:
    return ", ".join(labels(Experience, [code for code in workstream.wanted if code in member.person.experience]))


# --- hours -----------------------------------------------------------------------------------------------------------

class Level(NamedTuple):
    """How much somebody gives, as a word, a tone for its shape, and a sentence."""

    word: str
    tone: str
    words: str


@dataclass
class Load:
    """The hours of one person over all lay seats, as agreed and as they said it really was."""

    partner: Partner
    holdings: list[Holding] = field(default_factory=list)
    hours: int = 0
    before: int = 0             # a month earlier
    spent: int | None = None    # in the last whole month, as far as the person said it
    limit: int | None = None    # that the person set
    times: list[str] = field(default_factory=list)      # in which they can usually come
    clashes: list[str] = field(default_factory=list)

    @property
    def level(self) -> Level:
        return level_of(max(self.hours, self.spent or 0), self.before, self.limit)

    @property
    def is_over_limit(self) -> bool:
        return self.limit is not None and max(self.hours, self.spent or 0) > self.limit


def level_of(hours: int, before: int, limit: int | None = None) -> Level:
    """Amber above 8 hours, red above 12 for two months (R8); above the person's own limit it says so whatever the number."""
    if limit is not None and hours > limit:
        return Level(_("Over their limit"), "concern", _("more than the %(limit)d hours that they set") % {"limit": limit})
    if hours > RED and before > RED:
        return Level(_("Far too much"), "gap", _("more than %(red)d hours a month, for two months") % {"red": RED})
    if hours > AMBER:
        return Level(_("Much"), "concern", _("more than %(amber)d hours a month") % {"amber": AMBER})
    return Level(_("Not too much"), "done", _("up to %(amber)d hours a month") % {"amber": AMBER})


def month_before(on: date) -> date:
    """The first day of the last whole month."""
    return add_months(on.replace(day=1), -1)


def loads(partners: Iterable[Partner], *, on: date) -> list[Load]:
    """The load of each person, in four queries for all. A month is counted as it stands on its last day, this one as today."""
    people = list(partners)
    then = on.replace(day=1) - timedelta(days=1)
    found = {each.pk: Load(each) for each in people}
    rows = Holding.objects.lay().filter(
        Q(until_on__isnull=True) | Q(until_on__gte=then), partner__in=people, state__in=(*THERE, "ended")).select_related(
        "seat__group__workstream__programme").order_by("from_on", "pk")
    for holding in rows:
        load = found[holding.partner_id]
        if holding.until_on is None or holding.until_on >= on:
            load.holdings.append(holding)
            load.hours += holding.hours_a_month or 0
        if holding.serves(then):
            load.before += holding.hours_a_month or 0
    for about in About.objects.filter(partner__in=people).only("partner", "hours_limit", "times"):
        found[about.partner_id].limit = about.hours_limit
        found[about.partner_id].times = about.times
    for load in found.values():
        load.clashes = clashes_of(_streams(load.holdings), on=on, times=load.times)
    for partner, hours in TimeSpent.objects.filter(holding__partner__in=people, month=month_before(on)).values_list(
            "holding__partner", "hours"):
        found[partner].spent = (found[partner].spent or 0) + hours
    return list(found.values())


def _streams(holdings: Iterable[Holding]) -> list[Workstream]:
    return [each.seat.group.workstream for each in holdings if each.seat.group.kind == Group.Kind.WORKING]


DAYS = ("mon", "tue", "wed", "thu", "fri")


def clashes_of(streams: Sequence[Workstream], *, on: date, times: Sequence[str] = ()) -> list[str]:
    """Warnings, never obstacles: workstreams that meet on the same day, on a day when the person cannot usually come, or that meet for
    the first time at a weekend, on a bank holiday or a holy day, or on the same day as another. Nobody's faith is asked or kept: the day
    is named to all. What is past is no warning any more."""
    found, by_day, firsts = [], defaultdict(list), defaultdict(list)
    for stream in streams:
        if stream.weekday is not None:
            by_day[stream.weekday].append(stream)
        if stream.first_meeting_on and stream.first_meeting_on >= on:
            firsts[stream.first_meeting_on].append(stream)
            first = stream.first_meeting_on
            weekend = [str(WEEKDAYS[first.weekday()])] if first.weekday() >= len(DAYS) else []
            if kept := [*weekend, *special_days(first)]:
                found.append(_("%(name)s meets for the first time on %(day)s, which some people keep free: %(what)s.") % {
                    "name": stream.name, "day": day(first), "what": "; ".join(kept)})
    for weekday, together in by_day.items():
        if len(together) > 1:
            found.append(_("%(names)s usually meet on the same day: %(day)s.") % {
                "names": get_text_list([each.name for each in together], _("and")), "day": together[0].get_weekday_display()})
        can = {code.partition("_")[0] for code in times}
        free = "weekend" in can if weekday >= len(DAYS) else DAYS[weekday] in can
        if times and not free:
            found += [_("%(name)s usually meets on %(day)s, which is not among the usual times.") % {
                "name": each.name, "day": each.get_weekday_display()} for each in together]
    for first, together in firsts.items():
        if len(together) > 1:
            found.append(_("%(names)s meet for the first time on the same day, %(day)s.") % {
                "names": get_text_list([each.name for each in together], _("and")), "day": day(first)})
    return found


def people_with_seats(programme: Programme, *, on: date) -> list[Partner]:
    """Lay partners with a seat in the programme's groups, or asked to take one. Of the Forum only those who sit elsewhere too."""
    groups = Group.objects.filter(Q(programme_links__programme=programme) | Q(workstream__programme=programme)).exclude(
        kind=Group.Kind.FORUM)
    held = Holding.objects.lay().filter(Q(until_on__isnull=True) | Q(until_on__gte=on), seat__group__in=groups, state__in=THERE)
    return list(Partner.objects.filter(pk__in=held.order_by().values("partner")).order_by("name", "pk"))


def sentence_of(loads_: Sequence[Load]) -> str:
    """What the table of hours says in one sentence."""
    over = sum(each.hours > AMBER for each in loads_)
    far = sum(each.hours > RED and each.before > RED for each in loads_)
    first = ngettext("%(n)d of %(all)d lay partners gives more than %(amber)d hours a month.",
                     "%(n)d of %(all)d lay partners give more than %(amber)d hours a month.", over) % {
                         "n": over, "all": len(loads_), "amber": AMBER}
    second = ngettext("%(n)d gave more than %(red)d for two months.", "%(n)d gave more than %(red)d for two months.", far) % {
        "n": far, "red": RED}
    return f"{first} {second}" if far else first
