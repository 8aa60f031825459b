"""Who is told what about a call: each organisation's contact that it is asked, and reminded; managers, then lay co-chairs, that few came;
everybody when it is withdrawn."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import add_working_days, is_working_day, now, start_of
from coprod.kit.saying import moment
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from programmes.calls.lifecycles import CallState, RequestState
from programmes.calls.models import Call, CallRequest, token_of_request
from programmes.calls.policies import sectors_of
from programmes.programme.notices import still_reads
from programmes.stages.notices.rows import ANY, outbox_rows, ways

declare(
    Topic.JOINING,
    Kind("call_request", gettext_lazy("An organisation is asked to put people forward, and has not answered"), gettext_lazy("Its contact"),
         gettext_lazy("At once, after 10 working days, and 5 days before the call closes"), must=True, source="NT04",
         again="after .*|.* before"),
    Kind("call_withdrawn", gettext_lazy("A call for people is withdrawn"), gettext_lazy("The contact of each organisation that was asked"),
         gettext_lazy("At once"), must=True),
    Kind("call_few", gettext_lazy("A call closes soon, and few people were put forward"), gettext_lazy("The managers"),
         gettext_lazy("7 days before the call closes"), must=False, escalates=gettext_lazy("The lay co-chairs 3 days before"),
         source="NT03"))

AFTER_WORKING_DAYS, DAYS_BEFORE_CLOSING = 10, 5     # NT04
DAYS_BETWEEN = 3
FEW, DAYS_WHEN_FEW, DAYS_FOR_CO_CHAIRS = 3, 7, 3    # NT03; how many are few is ours
MOST_NAMED = 10                                     # so many organisations are named in a message; the page has them all


def request(asked: CallRequest, *, at: datetime) -> Message:
    """To the contact of the organisation."""
    return Message(kind="call_request", about=asked.ref, to=asked.contact.ref, occasion="sent", book=asked.trail_book, written_at=at,
                   due_at=at)


def call_is_withdrawn(call: Call, *, at: datetime) -> list[Message]:
    """To the contact of each organisation that was asked."""
    return [Message(kind="call_withdrawn", about=call.ref, to=asked.contact.ref, occasion="withdrawn", book=call.trail_book,
                    written_at=at, due_at=at) for asked in call.requests.select_related("contact").order_by("pk")]    # type: ignore[attr-defined]


def reminders(calls: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To who has not answered, ten working days after they were asked and five days before the end; where few came, to managers a
    week before it, and to lay co-chairs three days before it."""
    open_ones = calls.open(at).order_by()       # type: ignore[attr-defined]
    silent = CallRequest.objects.silent().filter(call__in=open_ones.values("pk"), sent_at__isnull=False).order_by()
    worked = on if is_working_day(on) else add_working_days(on, -1)      # on a Sunday no more working days have passed than on the Friday
    long_ago = start_of(add_working_days(worked, -AFTER_WORKING_DAYS) + timedelta(days=1))
    soon = start_of(on + timedelta(days=DAYS_BEFORE_CLOSING + 1))
    fresh = start_of(on - timedelta(days=DAYS_BETWEEN - 1))      # who was asked a moment ago is not reminded with it
    for occasion, which in (("after 10 working days", Q(sent_at__lt=long_ago)),
                            ("5 days before", Q(call__closing_at__lt=soon, sent_at__lt=fresh))):
        yield outbox_rows(silent.filter(which), "call_request", about="ref", to="contact__ref", occasion=Value(occasion, CharField()),
                          book="call__programme__ref", at=at)
    for days, role in ((DAYS_WHEN_FEW, "PM"), (DAYS_FOR_CO_CHAIRS, "LCC")):
        ends = start_of(on + timedelta(days=days + 1))
        few = Call.objects.filter(pk__in=_with_few(open_ones.filter(closing_at__lt=ends)).values("pk")).order_by()
        for way in ways({role: ANY}, on):
            yield outbox_rows(few.filter(way.tie), "call_few", about="ref", to=f"{way.person}ref",
                              occasion=Value(f"{days} days before", CharField()), book="programme__ref", at=at)


def _with_few(calls: QuerySet) -> QuerySet:
    """Those in which few people were put forward so far."""
    return calls.annotate(n=Count("nominations", filter=~Q(nominations__state="merged"))).filter(n__lt=FEW)


@says("call_request")
def request_words(message: Message) -> Words | None:
    """The organisation is asked whom it puts forward, until it has answered or the call is over."""
    asked = CallRequest.objects.silent().select_related("call__programme", "organisation").one_or_none(ref=message.about)
    if asked is None or not asked.call.is_open(now()):
        return None
    until = _("We take names until %(moment)s.")
    lines = [_("%(organisation)s is asked to put people forward: people who use services, or who care for somebody.") % {
                "organisation": asked.organisation},
             asked.call.words, until % {"moment": moment(asked.call.closing_at)}]
    by_link = [_("The link works without an account, on any phone or computer, until %(moment)s.") % {
                   "moment": moment(asked.call.closing_at)},
               _("If you cannot put anybody forward, the same link lets you say so.")]
    return Words(subject=_("%(programme)s asks you for lay partners") % {"programme": asked.call.programme.name}, lines=lines,
                 by_link=by_link, action=_("See what is asked, and answer"),
                 path=reverse("programmes:nominate", args=[token_of_request(asked.ref)]))


@says("call_withdrawn")
def withdrawn_words(message: Message) -> Words | None:
    call = Call.objects.select_related("programme").filter(ref=message.about, state=CallState.WITHDRAWN).first()
    if call is None:
        return None
    return Words(subject=_("%(programme)s has called off its search for lay partners") % {"programme": call.programme.name},
                 lines=[_("You need do nothing. This is the reason:"), call.closed_because])


@says("call_few")
def few_words(message: Message) -> Words | None:
    """NT03: the call ends soon, and few people were put forward. Lay co-chairs also read which organisations and sectors are silent."""
    call = _with_few(Call.objects.open(now()).select_related("programme")).one_or_none(ref=message.about)
    if call is None or not still_reads(message, call.programme):
        return None
    ends = {"moment": moment(call.closing_at)}
    lines = [_("The call closes on %(moment)s. Perhaps some organisations need a phone call.") % ends]
    if message.occasion == f"{DAYS_FOR_CO_CHAIRS} days before":
        lines = [_("The call closes on %(moment)s. Perhaps you know somebody who should hear of it.") % ends, *_silence(call)]
    return Words(subject=_("%(programme)s: few people were put forward so far") % {"programme": call.programme.name}, lines=lines,
                 action=_("See who has not answered"), path=call.get_absolute_url())


def _silence(call: Call) -> list[str]:
    """Which organisations have not answered, and the sectors of which none has."""
    asked = list(call.requests.select_related("organisation").order_by("organisation__name", "pk"))       # type: ignore[attr-defined]
    silent, heard = ([each.organisation for each in asked if (each.state == RequestState.SENT) is is_silent] for is_silent in (True, False))
    if not silent:
        return []
    names = "; ".join(each.name for each in silent[:MOST_NAMED])
    more = len(silent) - MOST_NAMED
    lines = [_("These organisations have not answered: %(names)s.") % {"names": names} if more <= 0 else
             _("These organisations have not answered: %(names)s; and %(n)d more.") % {"names": names, "n": more}]
    sectors = [asks.name for asks, has in zip(*(sectors_of([each.kind for each in those]) for those in (silent, heard)), strict=True)
               if asks.count and not has.count]
    return [*lines, _("Of these sectors nobody has answered: %(names)s.") % {"names": ", ".join(sectors)}] if sectors else lines
