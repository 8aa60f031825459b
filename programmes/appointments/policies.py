"""Who offers, answers, confirms and ends; who is likely the same person; and what keeps confidential papers closed."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import LONDON, add_months, day_of
from partners.declarations.models import Interest
from partners.declarations.policies import has_declared, has_signed
from partners.groups.lifecycles import HoldingState
from partners.messages.policies import RESTING
from partners.models import Candidate, Group, Holding, Partner
from partners.people.models import searchable
from programmes.appointments.catalogue import CHECK_IN_WEEKS, CONFIDENTIALITY, PAYMENT, SILENT_DAYS, Owner
from programmes.appointments.lifecycles import APPOINTMENT, NEVER_BEGAN, AppointmentState, BuddyState
from programmes.appointments.models import Appointment, Buddying, CheckIn, InductionItem
from programmes.calls.policies import may_run_call, may_write_calls
from programmes.nominations.lifecycles import NominationState
from programmes.nominations.models import Nomination
from programmes.programme.models import Programme
from programmes.programme.policies import may_allocate, partner_of, standing
from programmes.selection.policies import UNSEEN, unseen_by
from programmes.stages.models import Stage
from programmes.stages.policies import CLOSED_TO

READERS = frozenset({"PM", "SRO", "LCC"})
_ONLY_THEMSELVES = No(_("Only the person themselves can do this."))


def resting_in(refs: Collection[str], at: datetime) -> dict[str, frozenset[str]]:
    """Of the people with these refs, who is on a break, in which books. Told to the post: they get only what must be sent. One query."""
    on, found = day_of(at), defaultdict(set)
    rests = Appointment.objects.filter(partner__ref__in=refs, state=AppointmentState.PAUSED, paused_from__lte=on, paused_until__gte=on)
    for ref, book in rests.values_list("partner__ref", "programme__ref"):
        found[ref].add(book)
    return {ref: frozenset(books) for ref, books in found.items()}


RESTING.append(resting_in)


# --- may-questions -----------------------------------------------------------------------------------------------------

def takes_part(user: Any) -> Answer:
    """Anybody but a key that belongs to nobody."""
    return YES if partner_of(user) else No(_("This key belongs to nobody who takes part."))


def may_read_appointments(user: Any, programme: Programme) -> Answer:
    if standing(user).codes(programme) & READERS:
        return YES
    return No(_("Only the programme manager, the senior responsible owner and the lay co-chair see who is appointed on which terms."))


def may_offer(user: Any, nomination: Nomination) -> Answer:
    return may_run_call(user, nomination.call)


def is_the_person(user: Any, appointment: Appointment) -> bool:
    partner = partner_of(user)
    return partner is not None and partner.pk == appointment.partner_id


def may_read_appointment(user: Any, appointment: Appointment) -> Answer:
    return YES if is_the_person(user, appointment) else may_read_appointments(user, appointment.programme)


def may_run_appointment(user: Any, appointment: Appointment) -> Answer:
    return may_write_calls(user, appointment.programme)


def may_do_themselves(user: Any, appointment: Appointment) -> Answer:
    """Answer a new term, confirm, declare, sign: nobody does it for the person."""
    return YES if is_the_person(user, appointment) else _ONLY_THEMSELVES


def may_leave(user: Any, appointment: Appointment) -> Answer:
    return YES if is_the_person(user, appointment) else may_run_appointment(user, appointment)


def may_see_induction(user: Any, appointment: Appointment) -> Answer:
    """Those who read the appointment, and the lead whose workstream it is."""
    leads = appointment.group_id in _groups_led(user, appointment)
    return YES if leads else may_read_appointment(user, appointment)


def _groups_led(user: Any, appointment: Appointment) -> set[int]:
    stream = getattr(appointment.group, "workstream", None)
    return {appointment.group_id} if stream and "WL" in standing(user).codes(appointment.programme, stream) else set()


def roles_for_items(user: Any, appointment: Appointment) -> frozenset[str]:
    """In which of the owners' roles the user may say that a step is done."""
    chairs = standing(user).codes(appointment.programme) & {Owner.CHAIR.value}
    return frozenset(chairs) | (frozenset({Owner.LEAD.value}) if _groups_led(user, appointment) else frozenset())


def may_declare_for(user: Any, appointment: Appointment) -> Answer:
    """Interests and the statement: the person themselves, or the manager who reads them and writes down what they said."""
    return YES if is_the_person(user, appointment) else may_run_appointment(user, appointment)


def may_mark_done(user: Any, item: InductionItem) -> Answer:
    """Its owner, or the manager. What is the person's own to do they confirm at once."""
    if item.owner in roles_for_items(user, item.appointment):
        return YES
    return may_run_appointment(user, item.appointment)


def may_confirm_item(user: Any, item: InductionItem) -> Answer:
    return YES if is_the_person(user, item.appointment) else No(
        _("Only the person themselves can confirm it. If they told you by phone or letter, note that."))


def may_note_item(user: Any, item: InductionItem) -> Answer:
    return may_run_appointment(user, item.appointment)


def may_propose_buddy(user: Any, appointment: Appointment) -> Answer:
    return may_allocate(user, appointment.group)


def sides_of(user: Any, buddying: Buddying) -> frozenset[str]:
    """On which side of the two the user stands."""
    partner = partner_of(user)
    sides = {"person": buddying.appointment.partner_id, "buddy": buddying.buddy_id}
    return frozenset(side for side, pk in sides.items() if partner and pk == partner.pk)


def may_answer_buddy(user: Any, buddying: Buddying) -> Answer:
    return YES if sides_of(user, buddying) else No(_("Only the two people themselves can do this."))


def may_note_buddy(user: Any, buddying: Buddying) -> Answer:
    """The manager, for who has no account."""
    return may_run_appointment(user, buddying.appointment)


def silent_sides(buddying: Buddying) -> list[Partner]:
    """Those of the two who are asked, have not answered and have no account: what they say is noted for them."""
    if buddying.state != BuddyState.PROPOSED:
        return []
    sides = ((buddying.appointment.partner, buddying.person_agreed_at), (buddying.buddy, buddying.buddy_agreed_at))
    return [person for person, agreed_at in sides if person is not None and agreed_at is None and person.user_id is None]


def buddying_of(candidate: Candidate) -> Buddying | None:
    """The person's latest buddy, or whose buddy they are; not one that was declined."""
    if candidate.partner_id is None:
        return None
    theirs = Q(appointment__partner=candidate.partner_id) | Q(buddy=candidate.partner_id)
    found: Any = Buddying.objects.filter(theirs).exclude(state=BuddyState.DECLINED).select_related(
        "appointment__programme", "appointment__partner", "appointment__profile", "buddy")
    return found.filter(appointment__programme__ref=candidate.home_book).order_by("-proposed_at", "-pk").first()


def may_write_check_in(user: Any, check_in: CheckIn) -> Answer:
    return may_answer_buddy(user, check_in.buddying)


def may_review_interest(user: Any, interest: Interest) -> Answer:
    programme = Programme.objects.one_or_none(ref=interest.home_book)
    return may_write_calls(user, programme) if programme else No("")


# --- whom a reader does not meet yet ---------------------------------------------------------------------------------------

NOT_ACCEPTED = (AppointmentState.OFFERED, *NEVER_BEGAN)


def unmet_by(partner: Partner | None, *, on: date) -> QuerySet:
    """Nominations of people who are hidden from the partner, and have said yes to no role: who has is a colleague, whom everybody meets."""
    if partner is None:
        return Nomination.objects.none()
    said_yes = Appointment.objects.filter(nomination__candidate=OuterRef("candidate")).exclude(state__in=NOT_ACCEPTED)
    return Nomination.objects.filter(unseen_by(partner, on=on), ~Exists(said_yes))


def met_by(partner: Partner | None, appointments: QuerySet, *, on: date) -> QuerySet:
    """Without the offers to people whom the partner does not meet yet."""
    return appointments.filter(~Exists(unmet_by(partner, on=on).filter(pk=OuterRef("nomination"))))


def buddies_silent_twice(*, on: date) -> QuerySet:
    """Buddies of whom neither wrote about two talks in a row, nor since, a week after the second was due. Not those who have said that
    it is enough: so they answered. When all talks are over the clock ends it, and that is no answer."""
    talks = CheckIn.objects.filter(buddying=OuterRef("buddying"))
    twice = Q(pk__in=[])
    for first, second in pairwise(CHECK_IN_WEEKS):
        twice |= Q(Exists(talks.filter(week=first, happened_at__isnull=True)), week=second)
    still = Q(buddying__state=BuddyState.MATCHED) | Q(buddying__state=BuddyState.ENDED, week=CHECK_IN_WEEKS[-1], ended_on__gt=F("due_on"))
    silent = CheckIn.objects.annotate(ended_on=TruncDate("buddying__ended_at", tzinfo=LONDON)).filter(
        twice, still, ~Exists(talks.filter(week__gt=OuterRef("week"), happened_at__isnull=False)), happened_at__isnull=True,
        due_on__lte=on - timedelta(days=SILENT_DAYS))
    return Buddying.objects.filter(pk__in=silent.order_by().values("buddying")).order_by()


# --- the terms that are offered ------------------------------------------------------------------------------------------

def terms_by_default(nomination: Nomination, *, on: date) -> dict[str, Any]:
    """From the role profile, and from the settings: how long a term lasts and how many there may be."""
    profile = nomination.profile
    return {"from_on": on, "until_on": end_of_term(on), "renewals_left": max(settings.MOST_TERMS - 1, 0),
            "hours_a_month": profile.hours_a_month or 0, "reading_hours": profile.reading_hours or 0, "support": profile.support,
            "confidentiality": str(CONFIDENTIALITY), "payment": str(PAYMENT), "how_to_leave": profile.how_to_leave}


def end_of_term(first: date) -> date:
    """The last day of a term of the usual length."""
    return add_months(first, settings.TERM_MONTHS) - timedelta(days=1)


NEXT = ("hours_a_month", "reading_hours", "support", "confidentiality", "payment", "how_to_leave")


def next_term(appointment: Appointment) -> dict[str, Any]:
    """The terms of the term after this one: the same, from the day after."""
    first = appointment.until_on + timedelta(days=1)
    return {name: getattr(appointment, name) for name in NEXT} | {
        "from_on": first, "until_on": end_of_term(first), "renewals_left": max(appointment.renewals_left - 1, 0)}


def may_be_offered(nomination: Nomination, *, on: date) -> bool:
    """Who was selected; from the reserve list who agreed to stand on it, until their day (PM8)."""
    until = nomination.reserve_until
    return nomination.state == NominationState.SELECTED or (
        nomination.state == NominationState.RESERVE and until is not None and until >= on)


def waiting_for_an_offer(programme: Programme) -> QuerySet:
    """People who were selected and to whom nothing is offered now. Who said no is not asked again, unless somebody offers it again."""
    return without_offer(Nomination.objects.filter(call__programme=programme)).select_related(
        "candidate", "profile__group").defer(*UNSEEN).order_by("settled_at", "pk")


def without_offer(nominations: QuerySet) -> QuerySet:
    """Those of them who were selected and have had no offer, or one that was taken back."""
    has_one = Appointment.objects.filter(nomination=OuterRef("pk")).exclude(state=AppointmentState.WITHDRAWN)
    return nominations.filter(~Exists(has_one), state=NominationState.SELECTED)


def answers(appointment: Appointment) -> bool:
    """Whether the offer waits for a yes or no."""
    return "accept" in APPOINTMENT.offers(appointment.state)


def published_interests(programme: Programme) -> QuerySet:
    """What people who take part have declared, and others may read."""
    here = Appointment.objects.living().filter(programme=programme, partner=OuterRef("partner"))
    return Interest.objects.current().filter(Exists(here), home_book=programme.ref, is_published=True).exclude(
        kind=Interest.Kind.NOTHING).select_related("partner").order_by("partner__name", "pk")


# --- who it is --------------------------------------------------------------------------------------------------------------

def waits_for_forum(nominations: QuerySet) -> QuerySet:
    """Those whose bearer said yes to the Forum and does not take part yet."""
    return nominations.filter(state=NominationState.OFFERED_FORUM, decision__answer="yes", candidate__partner__isnull=True)


def forum_of(programme: Programme) -> Group | None:
    """The Forum that works for the programme, its own before a borrowed one."""
    linked = Group.objects.filter(kind=Group.Kind.FORUM, programme_links__programme=programme).order_by("pk")
    return next((each for each in linked if each.home_book == programme.ref), linked.first())


def likely_partners(candidate: Candidate) -> list[Partner]:
    """People with the same name, and the same e-mail address or phone number. Nobody is taken for another without being asked."""
    reached = Q(pk__in=[])
    if candidate.email:
        reached |= Q(email__iexact=candidate.email)
    digits = _digits(candidate.phone)
    if digits:
        reached |= ~Q(phone="")
    found = Partner.objects.filter(reached, search_text__startswith=searchable(candidate.name)).order_by("pk")
    return [each for each in found if searchable(each.name) == searchable(candidate.name)
            and ((candidate.email and each.email.casefold() == candidate.email.casefold()) or (digits and _digits(each.phone) == digits))]


def what_is_the_same(candidate: Candidate, partner: Partner) -> list[str]:
    """The address or the number by which the two look alike. The rest of what is known of the partner is not the reader's to see."""
    same_mail = candidate.email and partner.email.casefold() == candidate.email.casefold()
    same_phone = candidate.phone and _digits(partner.phone) == _digits(candidate.phone)
    return [*([partner.email] if same_mail else []), *([partner.phone] if same_phone else [])]


def _digits(phone: str) -> str:
    """A number as it is dialled here, however it was typed."""
    found = "".join(sign for sign in phone if sign.isdecimal())
    return found.removeprefix("44").removeprefix("0") if phone.strip().startswith("+") else found.removeprefix("0")


def possible_buddies(appointment: Appointment, *, on: date) -> QuerySet:
    """Lay partners who serve in the programme, but for the person."""
    serving = Holding.objects.serving(on).lay().filter(state=HoldingState.SERVING)
    programme = appointment.programme_id
    here = Q(seat__group__programme_links__programme=programme) | Q(seat__group__workstream__programme=programme)
    return Partner.objects.filter(pk__in=serving.filter(here).values("partner"), is_professional=False).exclude(
        pk=appointment.partner_id).order_by("name", "pk")


# --- what must be done before confidential papers open (PM9, NT10) -----------------------------------------------------------

BOTH_MISSING = _("Before you read confidential papers: sign the confidentiality statement and declare your interests, under “My roles”.")
NOT_SIGNED = _("Before you read confidential papers: sign the confidentiality statement, under “My roles”.")
NOT_DECLARED = _("Before you read confidential papers: declare your interests, under “My roles”.")


def lacking(appointments: QuerySet) -> QuerySet:
    """With `declared` and `signed` for each."""
    return appointments.filter(partner__isnull=False).annotate(
        declared=has_declared("partner", "programme__ref"), signed=has_signed("partner", "programme__ref"))


def papers_are_closed(user: Any, stage: Stage) -> No | None:
    """Why confidential papers of that stage's programme are closed to the user; None if they are not."""
    return closed_in(user, stage.programme_id)


def closed_in(user: Any, programme: int) -> No | None:
    """The same for a programme, by its id. One query, once for a page."""
    partner = partner_of(user)
    if partner is None or partner.is_professional:
        return None
    kept: dict[int, No | None] | None = getattr(user, "_papers", None)
    if kept is None:
        kept = user._papers = {}
    if programme not in kept:
        mine = lacking(Appointment.objects.living().filter(partner=partner, programme=programme))
        kept[programme] = _why_closed(mine.values_list("declared", "signed").first())
    return kept[programme]


def _why_closed(row: tuple[bool, bool] | None) -> No | None:
    match row:
        case (False, False):
            return No(BOTH_MISSING)
        case (True, False):
            return No(NOT_SIGNED)
        case (False, True):
            return No(NOT_DECLARED)
    return None


CLOSED_TO.append(papers_are_closed)
