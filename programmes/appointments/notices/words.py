"""The words of messages about appointments. Each answers None when there is nothing left to say; none names a person in its subject."""

from datetime import date
from typing import Any

from django.urls import reverse

from coprod.kit.clock import day_of, now
from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.candidates.models import token_of
from partners.declarations.policies import due_again
from partners.models import Candidate, Partner
from programmes.appointments.catalogue import ASKED_AFTER
from programmes.appointments.lifecycles import BuddyState
from programmes.appointments.models import Appointment, Buddying, CheckIn, InductionItem
from programmes.appointments.policies import answers, buddies_silent_twice, lacking
from programmes.nominations.models import Nomination
from programmes.nominations.notices import page_of
from programmes.programme.models import Programme
from programmes.programme.notices import still_reads
from programmes.stages.notices.leading import LEAD


def _appointment(message: Message) -> Appointment | None:
    return Appointment.objects.with_all().one_or_none(ref=message.about)


def _living(message: Message) -> Appointment | None:
    """The appointment, while the person takes part and the reader still reads."""
    found = _appointment(message)
    if found is None or not found.is_living():
        return None
    is_theirs = found.partner is not None and found.partner.ref == message.to
    return found if is_theirs or still_reads(message, found.programme) else None


def _named(appointment: Appointment) -> dict[str, Any]:
    return {"programme": appointment.programme.name, "title": appointment.profile.title}


def offer_page(appointment: Appointment) -> str:
    """Where the person answers: in their account, or by their own link."""
    if appointment.partner and appointment.partner.user_id:
        return reverse("programmes:offer-answer", args=[appointment.ref])
    return reverse("programmes:offer", args=[token_of(appointment.nomination.candidate.ref)])


def induction_page(appointment: Appointment) -> str:
    """Where the person confirms: in their account, or by their own link while they have none."""
    if appointment.partner and appointment.partner.user_id:
        return reverse("programmes:induction", args=[appointment.ref])
    return reverse("programmes:induction-by-link", args=[token_of(appointment.nomination.candidate.ref)])


def buddy_page(message: Message, buddying: Buddying) -> str:
    """Where this one of the two answers and writes: in their account, or by their own link while they have none."""
    person = buddying.buddy if buddying.buddy.ref == message.to else buddying.appointment.partner
    candidate = Candidate.objects.known().filter(partner=person, home_book=buddying.trail_book).order_by("-pk").first() if (
        person and not person.user_id) else None
    return reverse("programmes:buddy-by-link", args=[token_of(candidate.ref)]) if candidate else reverse(
        "programmes:buddy", args=[buddying.ref])


def _page_for(message: Message, appointment: Appointment) -> str:
    """The person's page for the person, the manager's for others."""
    is_theirs = appointment.partner is not None and appointment.partner.ref == message.to
    return induction_page(appointment) if is_theirs else reverse("programmes:induction", args=[appointment.ref])


@says("role_offered")
def offer_words(message: Message) -> Words | None:
    """The person is offered the role. It must not look like a receipt: nothing happens until they answer."""
    appointment = _appointment(message)
    if appointment is None or not answers(appointment):
        return None
    is_first = message.occasion == "offered"
    subject = _("Please answer: will you take a role in %(programme)s?") if is_first else _(
        "We still need your yes or no: a role in %(programme)s")
    return Words(
        subject=subject % _named(appointment),
        lines=[_("This is not a receipt. We need an answer from you."),
               _("You are offered this role: “%(title)s”, from %(from)s until %(until)s.") % (_named(appointment) | {
                   "from": day(appointment.from_on), "until": day(appointment.until_on)})],
        by_link=[_("Open the link, read what we promise and what we ask, then say yes or no. You can also ring us.")],
        action=_("Read the offer and answer"), path=offer_page(appointment))


@says("offer_unanswered")
def unanswered_words(message: Message) -> Words | None:
    appointment = _appointment(message)
    if appointment is None or not answers(appointment) or not still_reads(message, appointment.programme):
        return None
    return Words(
        subject=_("%(programme)s: an offer has no answer after ten days") % _named(appointment),
        lines=[_("Somebody who was offered the role “%(title)s” has not answered. We have reminded them twice.") % _named(appointment),
               _("Please ring them. You can note their answer on the page.")],
        action=_("See the offer"), path=appointment.get_absolute_url())


@says("person_to_settle")
def settle_words(message: Message) -> Words | None:
    appointment = _appointment(message)
    if appointment is None or not appointment.is_unsettled() or not still_reads(message, appointment.programme):
        return None
    return Words(
        subject=_("%(programme)s: is this the same person?") % _named(appointment),
        lines=[_("Somebody has accepted a role. A person with the same name and the same e-mail address or phone number "
                 "is noted down here."),
               _("Please say whether it is the same person. Their induction begins then.")],
        action=_("Say who it is"), path=appointment.get_absolute_url())


@says("welcome")
def welcome_words(message: Message) -> Words | None:
    """NT08: welcome, and the first steps; again while steps are left."""
    appointment = _living(message)
    if appointment is None or (message.occasion != "day 0" and appointment.inducted_at):
        return None
    first = [_("Thank you for saying yes. You are a lay partner now, in the role “%(title)s”.") % _named(appointment)] if (
        message.occasion == "day 0") else [_("Some steps of your welcome are left. Tell us what has happened, and what has not.")]
    return Words(
        subject=_("Welcome to %(programme)s: your first steps") % _named(appointment),
        lines=[*first, _("Your page lists each step and who does it. A step counts when you say that it happened.")],
        action=_("See my first steps"), path=induction_page(appointment))


@says("nothing_confirmed")
def nothing_confirmed_words(message: Message) -> Words | None:
    appointment = _living(message)
    if appointment is None or appointment.items.filter(confirmed_at__isnull=False).exists():     # type: ignore[attr-defined]
        return None
    return Words(
        subject=_("%(programme)s: a new lay partner has confirmed nothing in three weeks") % _named(appointment),
        lines=[_("Please ring them. Ask what has happened, and note it on the page.")],
        action=_("See the induction"), path=reverse("programmes:induction", args=[appointment.ref]))


def _items(message: Message, **which: Any) -> tuple[Appointment, list[InductionItem]] | None:
    """What is still open of the items that were due on the day that the occasion names."""
    appointment = _living(message)
    if appointment is None:
        return None
    due = date.fromisoformat(message.occasion.split()[0])
    found = list(appointment.items.filter(      # type: ignore[attr-defined]
        due_on=due, confirmed_at__isnull=True, code__in=ASKED_AFTER, **which).order_by("pk"))
    return (appointment, found) if found else None


@says("induction_due")
def induction_due_words(message: Message) -> Words | None:
    """NT09: an item was due and is not done."""
    found = _items(message, done_at__isnull=True)
    if found is None:
        return None
    appointment, items = found
    return Words(
        subject=_("%(programme)s: a step of an induction is late") % _named(appointment),
        lines=[_("It was due on %(day)s:") % {"day": day(items[0].due_on)}, *(str(item.item.words) for item in items)],
        action=_("See the steps"), path=_page_for(message, appointment))


@says("induction_to_confirm")
def induction_to_confirm_words(message: Message) -> Words | None:
    """Somebody says that an item was done; only the person knows whether it happened."""
    found = _items(message, done_at__isnull=False)
    if found is None:
        return None
    appointment, items = found
    return Words(
        subject=_("%(programme)s: did this happen?") % _named(appointment),
        lines=[_("We noted that this was done. Please tell us whether it happened:"), *(str(item.item.words) for item in items)],
        action=_("Say what happened"), path=induction_page(appointment))


@says("induction_late")
def induction_late_words(message: Message) -> Words | None:
    found = _items(message)
    if found is None:
        return None
    appointment, items = found
    return Words(
        subject=_("%(programme)s: a step of an induction is ten days late") % _named(appointment),
        lines=[_("It was due on %(day)s, and is not confirmed:") % {"day": day(items[0].due_on)},
               *(str(item.item.words) for item in items)],
        action=_("See the induction"), path=reverse("programmes:induction", args=[appointment.ref]))


def _is_lacking(appointment: Appointment) -> bool:
    return lacking(Appointment.objects.filter(pk=appointment.pk)).exclude(declared=True, signed=True).exists()


@says("declarations_missing")
def missing_words(message: Message) -> Words | None:
    """NT10: until both are done, confidential papers stay closed."""
    appointment = _living(message)
    if appointment is None or not _is_lacking(appointment):
        return None
    return Words(
        subject=_("%(programme)s: two things to do before you get confidential papers") % _named(appointment),
        lines=[_("Please declare your interests, or say that you have none. Then sign the confidentiality statement."),
               _("Until then confidential papers stay closed. If you would rather do it by phone or letter, tell us.")],
        action=_("Do it now"), path=induction_page(appointment))


@says("declarations_late")
def missing_late_words(message: Message) -> Words | None:
    appointment = _living(message)
    if appointment is None or not _is_lacking(appointment):
        return None
    return Words(
        subject=_("%(programme)s: interests or confidentiality still missing after two weeks") % _named(appointment),
        lines=[_("Confidential papers stay closed to this lay partner until both are done. Please ask whether they need help.")],
        action=_("See the appointment"), path=appointment.get_absolute_url())


@says("interests_due")
def interests_due_words(message: Message) -> Words | None:
    """NT43: once a year everybody looks at their interests."""
    programme, reader = Programme.objects.one_or_none(ref=message.about), Partner.objects.one_or_none(ref=message.to)
    mine = Appointment.objects.living().filter(programme=programme, partner=reader).order_by("pk").first() if programme and reader else None
    if mine is None or programme is None or reader is None:
        return None
    due = due_again(reader, programme.ref)
    if due is None or (due - day_of(now())).days > 31 + LEAD.days:
        return None
    return Words(
        subject=_("%(programme)s: are your interests still the same?") % {"programme": programme.name},
        lines=[_("Once a year everybody looks at what they declared. Please do it by %(day)s.") % {"day": day(due)}],
        by_link=[_("If nothing has changed, one press of a button is enough.")],
        action=_("Look at my interests"), path=reverse("programmes:interests", args=[mine.ref]) if reader.user_id else reverse(
            "programmes:interests-by-link", args=[token_of(mine.nomination.candidate.ref)]))


@says("term_ending")
def term_ending_words(message: Message) -> Words | None:
    """NT45: a term ends. The person, the managers and the lay co-chair hear it at the same time."""
    appointment = _living(message)
    if appointment is None:
        return None
    if appointment.until_on < day_of(now()):
        return None
    is_theirs = appointment.partner is not None and appointment.partner.ref == message.to
    said = _("Your term as “%(title)s” ends on %(day)s.") if is_theirs else _(
        "The term of a lay partner, “%(title)s”, ends on %(day)s.")
    more = _("A new term is possible. We talk with you about it first.") if appointment.renewals_left else _("It cannot be renewed again.")
    return Words(
        subject=_("%(programme)s: a term ends soon") % _named(appointment),
        lines=[said % (_named(appointment) | {"day": day(appointment.until_on)}), more],
        action=_("See the terms"), path=appointment.get_absolute_url() if not is_theirs or appointment.partner.user_id else page_of(
            appointment.nomination.candidate))


@says("buddy_asked")
def buddy_asked_words(message: Message) -> Words | None:
    buddying = Buddying.objects.select_related("appointment__programme", "appointment__profile", "appointment__partner", "buddy").filter(
        ref=message.about, state=BuddyState.PROPOSED).first()
    if buddying is None:
        return None
    has_agreed = buddying.buddy_agreed_at if buddying.buddy.ref == message.to else buddying.person_agreed_at
    if has_agreed:
        return None
    return Words(
        subject=_("%(programme)s: would you like to be buddies?") % _named(buddying.appointment),
        lines=[_("A buddy helps a new lay partner for twelve weeks. You look together after two, six and twelve weeks how it goes."),
               _("It begins when you both say yes. You may say no, without a reason.")],
        action=_("See who it is, and answer"), path=buddy_page(message, buddying))


@says("buddies_look")
def buddies_look_words(message: Message) -> Words | None:
    """NT49: time to look together how it goes."""
    check_in = CheckIn.objects.select_related(
        "buddying__appointment__programme", "buddying__appointment__profile", "buddying__appointment__partner", "buddying__buddy").filter(
        ref=message.about, happened_at__isnull=True, buddying__state=BuddyState.MATCHED).first()
    if check_in is None:
        return None
    return Words(
        subject=_("%(programme)s: time to talk with your buddy") % _named(check_in.buddying.appointment),
        lines=[_("You have been buddies for %(n)d weeks. Talk about how it goes, then one of you writes that you did.") % {
                   "n": check_in.week},
               _("What you write is read by the two of you and nobody else.")],
        action=_("Write that we talked"), path=buddy_page(message, check_in.buddying))


@says("buddies_silent")
def buddies_silent_words(message: Message) -> Words | None:
    """NT49: neither of the two wrote about two talks. What buddies write is theirs: it says only that nothing came."""
    appointment, silent = _living(message), buddies_silent_twice(on=day_of(now()))
    if appointment is None or not silent.filter(appointment=appointment, ref=message.occasion.removeprefix("buddies ")).exists():
        return None
    return Words(
        subject=_("%(programme)s: two buddies may need a word from you") % _named(appointment),
        lines=[_("A lay partner, “%(title)s”, and their buddy have twice not written that they talked.") % _named(appointment),
               _("Perhaps they talked all the same. Please ask both how it goes.")],
        action=_("See who they are"), path=appointment.get_absolute_url())


@says("forum_joined")
def forum_joined_words(message: Message) -> Words | None:
    """What somebody is a member of now, and what that asks of them."""
    nomination = Nomination.objects.filter(ref=message.about).select_related("call__programme", "candidate__partner").first()
    if nomination is None or nomination.candidate.is_gone() or nomination.candidate.partner is None:
        return None
    return Words(
        subject=_("Welcome to the Forum of %(programme)s") % {"programme": nomination.call.programme.name},
        lines=[_("You said yes. You are a member of the Forum now."),
               _("The Forum hears of plans before they are decided, and says what it thinks. You come when you can."),
               _("You may leave at any time. You need give no reason.")],
        action=_("See my page"), path=reverse("programmes:home") if nomination.candidate.partner.user_id else page_of(nomination.candidate))


@says("thanks")
def thanks_words(message: Message) -> Words | None:
    """The programme thanks who has left, in its own words."""
    appointment = _appointment(message)
    if appointment is None or not appointment.thanks:
        return None
    return Words(subject=_("Thank you from %(programme)s") % _named(appointment), lines=[
        *(line for line in appointment.thanks.splitlines() if line.strip()),
        _("If you would like to tell us why you leave, or what we should do better, ring us. You need not.")])
