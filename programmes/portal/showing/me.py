"""How the portal shows what a person said: who wrote it down, the six steps of support, the dates that come next."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.kit.clock import start_of
from coprod.kit.saying import clock_time, day
from partners.groups.lifecycles import HoldingState
from partners.models import About, Holding, Look, Need, Partner
from partners.people.models import Through
from partners.support.lifecycles import NeedState
from partners.support.models import SupportCheck
from programmes.appointments.lifecycles import AppointmentState, BuddyState
from programmes.appointments.models import Appointment, CheckIn
from programmes.meetings.catalogue import Answer
from programmes.meetings.lifecycles import AHEAD
from programmes.meetings.models import Meeting
from programmes.meetings.policies import still_asked
from programmes.programme.models import Workstream

TONES: dict[str, str] = {
    NeedState.ASKED: "waiting", NeedState.ARRANGED: "running", NeedState.IMPOSSIBLE: "concern", NeedState.MET: "done",
    NeedState.NOT_MET: "refused", NeedState.WITHDRAWN: "gap"}
OWN_WORDS = {     # how the person themselves reads the state of a need
    NeedState.ASKED: gettext_lazy("Not arranged yet"), NeedState.ARRANGED: gettext_lazy("Arranged: does it work?"),
    NeedState.IMPOSSIBLE: gettext_lazy("Not possible so far"), NeedState.MET: gettext_lazy("It works, you say"),
    NeedState.NOT_MET: gettext_lazy("It does not work, you say")}
NEXT, LOOKS = 5, 20
# How many things of which kind wait for a person, and since when: home, which knows every queue, puts its answer in here.
ASKED: list[Callable[..., list[tuple[str, int, Any]]]] = []


def what_is_asked(partner: Partner, *, on: date) -> list[tuple[str, int, Any]]:
    """What is asked of the person: of each kind its name, how many, and since when. It names nobody and nothing by itself."""
    return [row for ask in ASKED for row in ask(partner, on=on)]


def noted(through: str, noted_by: Partner | None) -> str:
    """ "noted by Sam Oduya, by phone"; "" for what somebody wrote themselves."""
    how = {Through.PHONE: _("by phone"), Through.POST: _("by letter"), Through.IN_PERSON: _("in person")}
    return _("noted by %(who)s, %(how)s") % {"who": noted_by.name, "how": how.get(through, through)} if noted_by else ""  # type: ignore[call-overload]


class NeedShown(NamedTuple):
    """A need as its owner reads it: in six steps, with what may be done about it."""

    need: Need
    state: tuple[str, str, str]
    done: str
    steps: list[tuple[str, str]]
    moves: frozenset[str]


def in_own_words(need: Need) -> str:
    return str(OWN_WORDS[need.state]) if need.state in OWN_WORDS else need.get_state_display()     # type: ignore[index]


def need_shown(need: Need, check: SupportCheck | None) -> NeedShown:
    """The six steps of the Accessible Information Standard, in plain words."""
    asked, met = day(need.asked_at), noted(need.said_through, need.said_noted_by)
    by, done = noted(need.through, need.noted_by), _what_was_done(need)
    steps = [
        (_("1. You told us"), f"{asked} ({by})" if by else asked),
        (_("2. We wrote it down"), day(need.asked_at)),
        (_("3. It is marked"), _("Those who may see it find it on your page.")),
        (_("4. Who may see it"), str(need.get_seen_by_display())),     # type: ignore[attr-defined]
        (_("5. Is it met?"), done + (f" ({met})" if met else "")),
        (_("6. We look again"), day(check.review_on) if check else _("We ask you when you have looked at your support once.")),
    ]
    moves = frozenset(move for move in ("confirm", "deny", "withdraw") if need.offers(move))
    return NeedShown(need, (need.state, in_own_words(need), TONES[need.state]), done, steps, moves)


def _what_was_done(need: Need) -> str:
    """What staff did, and what the person said to it."""
    facts = {"what": need.arranged.rstrip("."), "why": need.said, "day": day(need.arranged_at), "said": day(need.said_at),
             "who": need.arranged_by.name if need.arranged_by else ""}
    match need.state:
        case NeedState.ASKED:
            return _("Not yet. Somebody has to arrange it.")
        case NeedState.ARRANGED:
            return _("%(who)s, %(day)s: %(what)s. We wait for your word.") % facts
        case NeedState.IMPOSSIBLE:
            return _("Not possible so far. %(who)s, %(day)s: %(what)s.") % facts
        case NeedState.MET:
            return _("Yes. You said so on %(said)s.") % facts
        case NeedState.NOT_MET:
            return _("No. You said on %(said)s: %(why)s") % facts
    return _("It is not needed any more.")


class Next(NamedTuple):
    """A day that comes, what it is, and where to read more."""

    day: date
    words: str
    href: str


def what_is_next(partner: Partner, *, on: date, most: int = NEXT) -> list[Next]:
    """The next days of a lay partner over everything they take part in, the soonest first. Six queries, however much there is."""
    found = [*_meetings(partner, on), *_talks(partner, on), *_terms(partner, on), *_seats(partner, on), *_checks(partner, on)]
    return sorted(found, key=lambda each: (each.day, each.words))[:most]


def _meetings(partner: Partner, on: date) -> list[Next]:
    """Meetings that the person is asked to and has not declined; and first meetings of workstreams that nobody announced here yet."""
    mine_asked = still_asked().filter(partner=partner).exclude(answer=Answer.NO, round=F("meeting__round"))
    asked = Meeting.objects.filter(state__in=AHEAD, starts_at__gte=start_of(on), pk__in=mine_asked.values("meeting")).select_related(
        "group")
    found = [Next(each.on, f"{each.name}, {clock_time(each.begins)}", each.get_absolute_url())
             for each in asked.order_by("starts_at", "pk")[:NEXT]]
    mine = Holding.objects.serving(on).filter(partner=partner).order_by().values("seat__group")
    streams = Workstream.objects.filter(group__in=mine, first_meeting_on__gte=on).exclude(
        group__meetings__state__in=AHEAD).only("name", "ref", "first_meeting_on")
    return found + [Next(each.first_meeting_on, _("First meeting of %(name)s") % {"name": each.name}, each.get_absolute_url())
            for each in streams.order_by("first_meeting_on", "pk")[:NEXT]]


def _talks(partner: Partner, on: date) -> list[Next]:
    mine = Q(buddying__buddy=partner) | Q(buddying__appointment__partner=partner)
    talks = CheckIn.objects.filter(mine, buddying__state=BuddyState.MATCHED, happened_at__isnull=True, due_on__gte=on).select_related(
        "buddying__buddy", "buddying__appointment__partner").order_by("due_on", "pk")[:NEXT]
    found = []
    for each in talks:
        other: Any = each.buddying.appointment.partner if each.buddying.buddy_id == partner.pk else each.buddying.buddy
        found.append(Next(each.due_on, _("Talk with your buddy %(name)s") % {"name": other.greeting},
                          reverse("programmes:buddy", args=[each.buddying.ref])))
    return found


def _terms(partner: Partner, on: date) -> list[Next]:
    found = []
    rows = Appointment.objects.running().living().filter(partner=partner).select_related("profile").order_by("until_on", "pk")[:4 * NEXT]
    for each in rows:
        facts = {"title": each.profile.title}
        if each.from_on > on:
            found.append(Next(each.from_on, _("Your role begins: %(title)s") % facts, each.get_absolute_url()))
        if each.state == AppointmentState.PAUSED and each.paused_until and each.paused_until >= on:
            found.append(Next(each.paused_until, _("Your break ends: %(title)s") % facts, each.get_absolute_url()))
        if each.until_on >= on:
            found.append(Next(each.until_on, _("Your term ends: %(title)s") % facts, each.get_absolute_url()))
    return found


def _seats(partner: Partner, on: date) -> list[Next]:
    """Seats that begin, or that end without a term that says so."""
    rows = Holding.objects.filter(Q(from_on__gt=on) | Q(until_on__gte=on, appointments__isnull=True), partner=partner,
                                  state=HoldingState.SERVING).select_related("seat__group").order_by("from_on", "pk")[:2 * NEXT]
    return [Next(each.from_on, _("Your seat begins: %(name)s") % {"name": each.seat.group.name}, reverse(
                "programmes:group", args=[each.seat.group.ref])) if each.from_on > on
            else Next(each.until_on or on, _("Your seat ends: %(name)s") % {"name": each.seat.group.name}, reverse(
                "programmes:group", args=[each.seat.group.ref])) for each in rows]


def _checks(partner: Partner, on: date) -> list[Next]:
    check = SupportCheck.objects.filter(partner=partner).order_by("-said_at", "-pk").first()
    if check is None or check.review_on < on:
        return []
    return [Next(check.review_on, _("Look at your support again"), reverse("programmes:me-support"))]


def lines_of_about(about: About | None) -> dict[str, str]:
    """What the person says of themselves, each in one line."""
    if about is None:
        return {}
    hours = _("%(n)d hours a month") % {"n": about.hours_limit} if about.hours_limit is not None else ""
    return {"experience": "; ".join(about.experience_words()), "lived": "; ".join(about.lived_words()), "languages": about.languages,
            "gain": about.gain, "times": "; ".join(about.times_words()), "times_note": about.times_note, "best_times": about.best_times,
            "copy_in": about.copy_in, "hours": hours, "noted": noted(about.through, about.noted_by)}


def looks_at(partner: Partner, *, on: date) -> list[Look]:
    """Who looked at the person's support in the last year, the newest first."""
    return list(Look.objects.filter(partner=partner, on__gte=on - timedelta(days=365)).select_related("by").order_by("-on", "-pk")[:LOOKS])


def in_words(title: Any, form: Any) -> str:
    """What somebody said in a form, in one line: for the list of what was noted for them."""
    said = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value in (None, "", [], getattr(field, "nothing", None)) or value is False:
            continue
        choices = dict(getattr(field, "choices", ()) or ())
        label = str(field.label).removesuffix(_(" (optional)")).rstrip("?")
        if isinstance(value, list):
            said.append(f"{label}: {', '.join(str(choices.get(each, each)) for each in value)}")
        elif value is True:
            said.append(label)
        else:
            said.append(f"{label}: {day(value) if isinstance(value, date) else choices.get(value, value)}")
    words = f"{str(title).rstrip('?')}: {'; '.join(said) or _('left empty')}"
    return words if len(words) <= 300 else words[:299] + "…"
