"""Who is told what about a nomination: the person that their consent is asked (NT05), or that what they sent has arrived (NT01)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.clock import start_of
from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Words, says
from partners.candidates.lifecycles import CandidateState
from partners.candidates.models import Candidate, token_of
from programmes.nominations.lifecycles import EARLY, NominationState
from programmes.nominations.models import Nomination, Source
from programmes.stages.notices.rows import outbox_rows

AGAIN = (5, 10)     # days after the first asking
LAST_DAY = 14


def consent(nomination: Nomination, *, at: datetime) -> Message:
    """To the person, at once."""
    return _to(nomination, "consent_asked", "day 0", at)


def thanks(nomination: Nomination, *, at: datetime) -> Message:
    """To who put themselves forward, at once."""
    return _to(nomination, "nomination_thanks", "received", at)


def _to(nomination: Nomination, kind: str, occasion: str, at: datetime) -> Message:
    about = nomination.candidate.ref
    return Message(kind=kind, about=about, to=about, occasion=occasion, book=nomination.trail_book, written_at=at, due_at=at)


def called_off(nominations: QuerySet, *, at: datetime) -> QuerySet:
    """To the people, when the round is called off."""
    return outbox_rows(nominations.order_by(), "round_called_off", about="ref", to="candidate__ref",
                       occasion=Value("called off", CharField()), book="call__programme__ref", at=at)


def _is_asked() -> Exists:
    """Something waits for the person's yes: not of a call that was called off."""
    return Exists(Nomination.objects.filter(candidate=OuterRef("pk"), state=NominationState.RECEIVED))


def consent_again(candidates: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To those who have not answered, on day 5 and on day 10, once each."""
    for days in AGAIN:
        long_enough = start_of(on - timedelta(days=days - 1))
        silent = candidates.filter(_is_asked(), state=CandidateState.ASKED, asked_at__lt=long_enough).order_by()
        yield outbox_rows(silent, "consent_asked", about="ref", to="ref", occasion=Value(f"day {days}", CharField()),
                          book="home_book", at=at)


def page_of(candidate: Candidate) -> str:
    """The address of the person's own page."""
    return reverse("programmes:my-nomination", args=[token_of(candidate.ref)])


def _candidate(message: Message) -> tuple[Candidate, Nomination] | None:
    """The person and the first thing they were put forward for, while their data is there."""
    candidate = Candidate.objects.known().filter(ref=message.about).first()
    first = Nomination.objects.filter(candidate=candidate).select_related(
        "profile__programme", "request__organisation").order_by(
        Case(When(state=NominationState.RECEIVED, then=0), default=1), "received_at", "pk").first() if candidate else None
    return (candidate, first) if candidate and first else None


def _named(nomination: Nomination) -> dict[str, Any]:
    return {"programme": nomination.profile.programme.name, "title": nomination.profile.title}


@says("consent_asked")
def consent_words(message: Message) -> Words | None:
    """The person was put forward, and is asked whether they agree. Nothing is said once they have answered."""
    found = _candidate(message)
    if found is None or found[0].state != CandidateState.ASKED or found[1].state != NominationState.RECEIVED:
        return None
    candidate, nomination = found
    who = nomination.request.organisation.name if nomination.request else None
    told = _("%(who)s thinks that you would be good at this role: “%(title)s”, in %(programme)s.") if who else _(
        "Somebody thinks that you would be good at this role: “%(title)s”, in %(programme)s.")
    return Words(
        subject=_("Do you agree? %(programme)s needs your yes or no") % _named(nomination),
        lines=[told % (_named(nomination) | {"who": who}),
               _("You decide. Nobody who chooses sees your name before you say yes."),
               _("If we hear nothing by %(day)s, we erase what we know about you.") % {
                   "day": day(candidate.asked_at + timedelta(days=LAST_DAY))}],
        action=_("Say yes or no"), path=page_of(candidate))


@says("round_called_off")
def called_off_words(message: Message) -> Words | None:
    """The round in which the person was put forward, or put themselves forward, ends without a choice."""
    nomination = Nomination.objects.filter(ref=message.about).select_related("call__programme", "profile", "candidate").first()
    if nomination is None or nomination.candidate.is_gone():
        return None
    programme = nomination.call.programme.name
    return Words(
        subject=_("%(programme)s: a round was called off") % {"programme": programme},
        lines=[_("You were put forward, or put yourself forward, for this role: “%(title)s”. Nobody is chosen in this round.") % {
                   "title": nomination.profile.title},
               _("The reason: %(why)s") % {"why": nomination.call.closed_because},
               _("You need do nothing. After 14 days we erase what we know about you, unless you wait for another role.")],
        action=_("See my page"), path=page_of(nomination.candidate))


@says("nomination_thanks")
def thanks_words(message: Message) -> Words | None:
    """NT01: what somebody sent has arrived, and what happens next."""
    found = _candidate(message)
    if found is None:
        return None
    candidate, nomination = found
    if nomination.source != Source.OWN or nomination.state not in EARLY:        # they have heard more since
        return None
    return Words(
        subject=_("%(programme)s: we have what you sent") % _named(nomination),
        lines=[_("Thank you. You put yourself forward for this role: “%(title)s”.") % _named(nomination),
               _("A panel reads it after the call has closed. Then you hear the outcome, with a reason."),
               _("On your own page you see how far it is. You can step back there at any time.")],
        action=_("See my page"), path=page_of(candidate))

