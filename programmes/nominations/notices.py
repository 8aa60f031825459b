"""Who is told what about a nomination: the person that their consent is asked (NT05), or that what they sent has arrived (NT01);
managers that somebody without e-mail still waits to hear that."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, Min, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import LONDON, add_working_days, day_of, is_working_day, now, start_of
from coprod.kit.saying import day
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.lifecycles import State as MessageState
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.candidates.lifecycles import CandidateState
from partners.candidates.models import Candidate, token_of
from partners.models import Partner
from programmes.calls.models import Call
from programmes.nominations.lifecycles import EARLY, NominationState
from programmes.nominations.models import Nomination, Source
from programmes.nominations.policies import shown_to
from programmes.programme.notices import still_reads
from programmes.stages.notices.rows import ANY, outbox_rows, ways

declare(
    Topic.JOINING,
    Kind("consent_asked", gettext_lazy("Somebody was put forward, and has not said whether they agree"), gettext_lazy("That person"),
         gettext_lazy("At once, and after 5 and 10 days"), must=True,
         escalates=gettext_lazy("What we know of them is erased after 14 days"), source="NT05", discreet=True, again="day [1-9].*"),
    Kind("round_called_off", gettext_lazy("The call in which somebody was put forward is called off"), gettext_lazy("That person"),
         gettext_lazy("At once"), must=True, discreet=True),
    Kind("nomination_thanks", gettext_lazy("Somebody put themselves forward"), gettext_lazy("That person"), gettext_lazy("At once"),
         must=True, escalates=gettext_lazy("The managers after 2 working days, where a person tells them"), source="NT01", urgent=True,
         discreet=True),
    Kind("thanks_late", gettext_lazy("Nobody has told somebody without e-mail that what they sent arrived"), gettext_lazy("The managers"),
         gettext_lazy("After 2 working days"), must=True, source="NT01", discreet=True))

AGAIN = (5, 10)     # days after the first asking
LAST_DAY = 14
BY_HAND_WORKING_DAYS = 2     # NT01: so long a letter or a phone call may take


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


def _untold(on: date) -> QuerySet:
    """What people without e-mail sent of themselves two working days ago or more, and nobody has told them that it arrived."""
    worked = on if is_working_day(on) else add_working_days(on, -1)      # on a Sunday no more working days have passed than on the Friday
    long_ago = start_of(add_working_days(worked, 1 - BY_HAND_WORKING_DAYS))      # what came on a weekend counts from the Monday
    waits = Message.objects.filter(kind="nomination_thanks", about=OuterRef("candidate__ref"), state=MessageState.BY_HAND)
    return Nomination.objects.filter(Exists(waits), source=Source.OWN, state__in=EARLY, received_at__lt=long_ago).order_by()


def thanks_late(calls: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT01: to the managers, when somebody without e-mail has waited two working days for the letter or the phone call. One message
    for all who wait in a call, once for the oldest."""
    untold = _untold(on).filter(call=OuterRef("pk"))
    oldest = TruncDate(Subquery(untold.values("call").annotate(d=Min("received_at")).values("d")), tzinfo=LONDON)
    for way in ways({"PM": ANY}, on):
        yield outbox_rows(calls.order_by().filter(way.tie, Exists(untold)), "thanks_late", about="ref", to=f"{way.person}ref",
                          occasion=Concat(Value("since "), Cast(oldest, CharField())), book="programme__ref", at=at)


def page_of(candidate: Candidate) -> str:
    """The address of the person's own page."""
    return reverse("programmes:my-nomination", args=[token_of(candidate.ref)])


def _candidate(message: Message) -> tuple[Candidate, Nomination] | None:
    """The person and the first thing they were put forward for, while their data is there."""
    candidate = Candidate.objects.known().one_or_none(ref=message.about)
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
               _("You can step back at any time.")],
        by_link=[_("On your own page you see how far it is.")],
        action=_("See my page"), path=page_of(candidate))


@says("thanks_late")
def thanks_late_words(message: Message) -> Words | None:
    """NT01: somebody waits for a letter or a phone call. Nothing is said to a manager who may not see whom it is about."""
    call = Call.objects.running().select_related("programme").one_or_none(ref=message.about)
    reader = Partner.objects.select_related("user").one_or_none(ref=message.to)
    if call is None or not still_reads(message, call.programme) or not shown_to(
            reader and reader.user, _untold(day_of(now())).filter(call=call)).exists():
        return None
    return Words(
        subject=_("%(programme)s: a letter or a phone call is late") % {"programme": call.programme.name},
        lines=[_("Somebody without e-mail put themselves forward. Two working days have passed, and nobody has told them that it arrived."),
               _("Please ring or write to them, then note that you did.")],
        action=_("See whom to tell"), path=reverse("programmes:queue", args=["by-hand"]))
