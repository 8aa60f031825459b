"""How appointments are shown: tones, terms, steps; the door from a call; and what stands on the page of a person who was selected."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.saying import day
from partners.candidates.models import token_of
from partners.models import Candidate
from programmes.appointments.catalogue import SIGNED, Owner
from programmes.appointments.lifecycles import AppointmentState, BuddyState
from programmes.appointments.models import NEEDED, Appointment, InductionItem
from programmes.appointments.policies import buddying_of, may_read_appointments, waiting_for_an_offer
from programmes.calls.models import Call
from programmes.calls.showing import CALL_LINKS, Link
from programmes.nominations.models import Nomination
from programmes.nominations.policies import shown_to
from programmes.nominations.showing import GOES_ON, MY_NOMINATION, Beside

_S = AppointmentState
TONES: dict[str, str] = {
    _S.OFFERED: "waiting", _S.ACCEPTED: "running", _S.INDUCTED: "running", _S.ACTIVE: "done", _S.PAUSED: "waiting", _S.STEPPED_DOWN: "gap",
    _S.TERM_ENDED: "gap", _S.RENEWED: "done", _S.DECLINED: "refused", _S.WITHDRAWN: "gap",
    BuddyState.PROPOSED: "waiting", BuddyState.MATCHED: "done", BuddyState.ENDED: "gap"}


def state_of(thing: Any) -> tuple[str, str, str]:
    """Code, words and tone."""
    return thing.state, thing.get_state_display(), TONES[thing.state]


def renewals_in_words(appointment: Appointment) -> str:
    if not appointment.renewals_left:
        return _("This is the last term.")
    return _("It can be renewed once.") if appointment.renewals_left == 1 else _("It can be renewed %(n)d times.") % {
        "n": appointment.renewals_left}


def terms_of(appointment: Appointment) -> list[tuple[str, str]]:
    """What the programme promises and what it asks, each with its heading."""
    return [
        (_("Group"), appointment.group.name), (_("From"), day(appointment.from_on)), (_("Until"), day(appointment.until_on)),
        (_("After that"), renewals_in_words(appointment)),
        (_("Hours"), _("%(hours)d hours a month in all; %(reading)d of them are for reading") % {
            "hours": appointment.hours_a_month, "reading": appointment.reading_hours}),
        (_("Support"), appointment.support), (_("Confidentiality"), appointment.confidentiality), (_("Payment"), appointment.payment),
        (_("How to stop"), appointment.how_to_leave)]


class Step(NamedTuple):
    """One step of an induction as its page shows it."""

    item: InductionItem
    words: str
    owner: str
    state: tuple[str, str, str]
    may_confirm: bool
    may_mark: bool
    may_note: bool


def _state_of_item(item: InductionItem, on: date) -> tuple[str, str, str]:
    if item.confirmed_at:
        return "confirmed", _("Confirmed"), "done"
    if item.done_at:
        return "done", _("Done, waiting for the person’s word"), "waiting"
    return ("late", _("Late"), "concern") if item.is_late(on) else ("open", _("Not yet"), "not_started")


def steps_of(appointment: Appointment, *, on: date, is_person: bool, runs: bool, roles: frozenset[str]) -> list[Step]:
    """Every step, in the order in which it is due; `roles` are those of the owners for whom the reader may say that it is done."""
    alive = appointment.is_living()
    found = []
    for item in appointment.items.order_by("due_on", "pk"):      # type: ignore[attr-defined]
        open_ = alive and item.confirmed_at is None
        words = str(item.item.words) + (_(" (if you wish)") if item.item.is_optional else "")
        owner = _("You") if is_person and item.owner == Owner.PERSON else item.get_owner_display()
        found.append(Step(
            item, words, owner, _state_of_item(item, on), open_ and is_person and item.code not in SIGNED,
            open_ and item.done_at is None and not is_person and item.owner != Owner.PERSON and (runs or item.owner in roles),
            open_ and runs and not is_person and item.code not in SIGNED))
    return found


def progress_of(appointments: Any) -> dict[int, tuple[int, int]]:
    """Of each appointment, how many needed steps are confirmed, and how many there are: one query."""
    rows = InductionItem.objects.filter(appointment__in=appointments, code__in=NEEDED).order_by().values("appointment").annotate(
        n=Count("pk"), c=Count("pk", filter=Q(confirmed_at__isnull=False)))
    return {row["appointment"]: (row["c"], row["n"]) for row in rows}


# --- doors ------------------------------------------------------------------------------------------------------------------------

def appointments_of_call(user: Any, call: Call, on: date) -> Link | None:
    """From a call to who is appointed."""
    if not may_read_appointments(user, call.programme):
        return None
    waiting = shown_to(user, waiting_for_an_offer(call.programme).filter(call=call)).count()
    hint = _("Who was offered a role, and how far their first steps are.")
    if waiting:
        hint = _("%(n)d selected, and waiting for an offer.") % {"n": waiting}
    return Link(_("Appointments and induction"), reverse("programmes:appointments", args=[call.programme.slug]), hint)


def offers_to(candidate: Candidate, nominations: list[Nomination], at: datetime) -> list[Beside]:
    """What the person finds on their own page: an offer that waits, or what began with their yes."""
    token = token_of(candidate.ref)
    found = []
    theirs = Appointment.objects.filter(nomination__candidate=candidate).select_related("profile", "group")
    for each in theirs.order_by("-offered_at", "-pk"):
        if each.state == AppointmentState.OFFERED:
            found.append(Beside(_("You are offered this role: %(title)s") % {"title": each.profile.title},
                                [_("Nothing happens until you say yes or no.")], _("Read the offer and answer"),
                                reverse("programmes:offer", args=[token])))
        elif each.is_unsettled():
            found.append(Beside(_("You said yes"), [
                _("Thank you. We look at our records first, and then write to you about your first steps.")]))
        elif each.is_living():
            found.append(Beside(_("You take part: %(title)s") % {"title": each.profile.title},
                                [_("Your first steps are listed on a page of their own.")], _("See my first steps"),
                                reverse("programmes:induction-by-link", args=[token])))
    return found


def goes_on(nominations: list[Nomination]) -> dict[int, Any]:
    """How far it is with a role that was offered, in the person's own page."""
    found: dict[int, Any] = {}
    for each in Appointment.objects.filter(nomination__in=nominations).order_by("offered_at", "pk"):
        if each.state == AppointmentState.OFFERED:
            found.setdefault(each.nomination_id, _("You are offered this role. It waits for your yes or no."))   # type: ignore[attr-defined]
        elif each.is_unsettled():
            found[each.nomination_id] = _("You said yes to the role.")      # type: ignore[attr-defined]
        elif each.is_living() or each.state == AppointmentState.RENEWED:
            found[each.nomination_id] = _("You take part.")     # type: ignore[attr-defined]
        elif each.state == AppointmentState.DECLINED:
            found[each.nomination_id] = _("You said no to the role.")       # type: ignore[attr-defined]
        elif each.state != AppointmentState.WITHDRAWN:
            found[each.nomination_id] = _("You took part.")     # type: ignore[attr-defined]
    return found


def about_them(candidate: Candidate, nominations: list[Nomination], at: datetime) -> list[Beside]:
    """For who takes part and has no account: the questions that nobody has to answer."""
    if candidate.partner is None or candidate.partner.user_id:
        return []
    return [Beside(_("Questions about you"), [_("Your answers help to see who is missing among us. You do not have to answer.")],
                   _("See the questions"), reverse("programmes:about-by-link", args=[token_of(candidate.ref)]))]


def buddy_of_theirs(candidate: Candidate, nominations: list[Nomination], at: datetime) -> list[Beside]:
    """For who has no account: the buddy they are asked about, or have."""
    buddying = buddying_of(candidate)
    if buddying is None or candidate.partner is None or candidate.partner.user_id:
        return []
    other = buddying.appointment.partner if buddying.buddy_id == candidate.partner_id else buddying.buddy
    asked = buddying.state == BuddyState.PROPOSED
    words = _("You are asked whether you would like to be buddies: you and %(name)s.") if asked else _("You and %(name)s.")
    link = _("See who it is, and answer") if asked else _("See my buddy")
    return [Beside(_("A buddy"), [words % {"name": other.name if other else ""}], link,
                   reverse("programmes:buddy-by-link", args=[token_of(candidate.ref)]))]


CALL_LINKS.append(appointments_of_call)
MY_NOMINATION += [offers_to, buddy_of_theirs, about_them]
GOES_ON.append(goes_on)
