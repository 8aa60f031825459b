"""The page of a person: how to contact them, what to arrange, the dates to know, and who looks after them."""

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from coprod.kit.saying import counted, day
from partners.contacts.policies import Lately
from partners.models import About, NamedContact, Need, Partner
from partners.support.lifecycles import UNMET
from partners.support.policies import latest_check
from programmes.appointments.lifecycles import AppointmentState
from programmes.appointments.models import Appointment
from programmes.portal.showing import noted
from programmes.portal.showing.me import TONES
from programmes.programme.models import Programme

_C = Partner.Channel


class Reach(NamedTuple):
    """How to contact a person, in the order in which one needs it."""

    best: str
    by: str             # the number or address of that way
    is_email: bool
    relay: str          # how to dial through Relay UK
    good_times: str
    copy_in: str


def reach_of(person: Partner) -> Reach:
    """One query, for what the person said of themselves."""
    about = About.objects.filter(partner=person).only("best_times", "copy_in").first()
    by = {_C.EMAIL: person.email, _C.POST: person.address}.get(person.channel, person.phone)  # type: ignore[call-overload]
    relay = _("Yes. Dial 18001, then the number.") if person.channel == _C.RELAY else ""
    return Reach(str(person.get_channel_display()), by, person.channel == _C.EMAIL, relay,  # type: ignore[attr-defined]
                 about.best_times if about else "", about.copy_in if about else "")


def warning_of(lately: Lately) -> str:
    """"4 contacts in the last 14 days: 16 March (Phone), …", where there were four or more; else nothing."""
    if not lately.are_many:
        return ""
    listed = "; ".join(f"{day(at)} ({way})" for at, way in lately.contacts)
    return _("%(n)s in the last 14 days: %(days)s.") % {"n": counted(len(lately.contacts), _("contact,contacts")), "days": listed}


def warning_before(lately: Lately) -> str:
    """Before one more is noted, where it would be the fourth or later."""
    if not lately.next_is_many:
        return ""
    listed = "; ".join(f"{day(at)} ({way})" for at, way in lately.contacts)
    return _("This would be contact number %(n)d in 14 days. The others: %(days)s.") % {"n": len(lately.contacts) + 1, "days": listed}


class ToArrange(NamedTuple):
    """A need as who organises reads it: an instruction, what was done about it and by whom, and what may be done."""

    need: Need
    state: tuple[str, str, str]
    lines: list[str]
    may_arrange: bool
    may_refuse: bool


def to_arrange(need: Need, *, may: bool) -> ToArrange:
    by = {"who": need.arranged_by.name if need.arranged_by else "", "day": day(need.arranged_at), "what": need.arranged}
    lines = []
    if need.noted_by:
        lines.append(_("Asked on %(day)s, %(noted)s.") % {"day": day(need.asked_at), "noted": noted(need.through, need.noted_by)})
    else:
        lines.append(_("Asked on %(day)s.") % {"day": day(need.asked_at)})
    if need.arranged_at:
        lines.append(_("%(who)s, %(day)s: %(what)s") % by)
    if need.said:
        lines.append(_("They say, %(day)s: %(why)s") % {"day": day(need.said_at), "why": need.said})
    return ToArrange(need, (need.state, need.get_state_display(), TONES[need.state]), lines,
                     may and need.offers("arrange"), may and need.offers("say_impossible"))


def in_order(needs: list[Need]) -> list[Need]:
    """What waits for somebody first, the oldest at the top."""
    return sorted(needs, key=lambda need: (need.state not in UNMET, need.asked_at, need.pk))


def dates_of(person: Partner, programmes: list[int], *, on: date, sees_support: bool) -> list[tuple[str, str]]:
    """The days to know: terms that end, a break, and when to ask about support again. Two queries."""
    found = []
    rows = Appointment.objects.living().filter(partner=person, programme__in=programmes).select_related("profile")
    for each in rows.order_by("until_on", "pk"):
        facts = {"title": each.profile.title}
        if each.state == AppointmentState.PAUSED and each.paused_until and each.paused_until >= on:
            found.append((_("On a break: %(title)s") % facts, _("until %(day)s") % {"day": day(each.paused_until)}))
        found.append((_("Term ends: %(title)s") % facts, day(each.until_on)))
    if sees_support:
        check = latest_check(person)
        found.append((_("Ask about support again"), day(check.review_on) if check else _("They were not asked yet, or have not answered")))
    return found


def contacts_named(person: Partner, programmes: list[Programme]) -> list[tuple[Programme, NamedContact | None]]:
    """Who looks after the contact in these programmes, where somebody is named; else once, with None: the service itself. One query."""
    named: dict[str, Any] = {each.home_book: each for each in NamedContact.objects.filter(
        partner=person, home_book__in=[each.ref for each in programmes]).select_related("owner")}
    return [(each, named[each.ref]) for each in programmes if each.ref in named] or [(each, None) for each in programmes[:1]]
