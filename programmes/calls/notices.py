"""Who is told what about a call: each organisation's contact that it is asked, and reminded; everybody when it is withdrawn."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import CharField, Count, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.clock import add_working_days, is_working_day, now, start_of
from coprod.kit.saying import moment
from coprod.post.models import Message
from coprod.post.registry import Words, says
from programmes.calls.lifecycles import CallState
from programmes.calls.models import Call, CallRequest, token_of_request
from programmes.programme.notices import still_reads
from programmes.stages.notices.rows import ANY, outbox_rows, ways

AFTER_WORKING_DAYS, DAYS_BEFORE_CLOSING = 10, 5     # NT04
DAYS_BETWEEN = 3
FEW, DAYS_WHEN_FEW = 3, 7                           # NT03; how many are few is ours


def request(asked: CallRequest, *, at: datetime) -> Message:
    """To the contact of the organisation."""
    return Message(kind="call_request", about=asked.ref, to=asked.contact.ref, occasion="sent", book=asked.trail_book, written_at=at,
                   due_at=at)


def call_is_withdrawn(call: Call, *, at: datetime) -> list[Message]:
    """To the contact of each organisation that was asked."""
    return [Message(kind="call_withdrawn", about=call.ref, to=asked.contact.ref, occasion="withdrawn", book=call.trail_book,
                    written_at=at, due_at=at) for asked in call.requests.select_related("contact").order_by("pk")]    # type: ignore[attr-defined]


def reminders(calls: QuerySet, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To who has not answered, ten working days after they were asked and five days before the end; to managers where few came."""
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
    ends = start_of(on + timedelta(days=DAYS_WHEN_FEW + 1))
    few = Call.objects.filter(pk__in=open_ones.filter(closing_at__lt=ends).annotate(
        n=Count("nominations", filter=~Q(nominations__state="merged"))).filter(n__lt=FEW).values("pk")).order_by()
    for way in ways({"PM": ANY}, on):
        yield outbox_rows(few.filter(way.tie), "call_few", about="ref", to=f"{way.person}ref", occasion=Value("7 days before", CharField()),
                          book="programme__ref", at=at)


@says("call_request")
def request_words(message: Message) -> Words | None:
    """The organisation is asked whom it puts forward, until it has answered or the call is over."""
    asked = CallRequest.objects.silent().select_related("call__programme", "organisation").filter(ref=message.about).first()
    if asked is None or not asked.call.is_open(now()):
        return None
    lines = [_("%(organisation)s is asked to put people forward: people who use services, or who care for somebody.") % {
                "organisation": asked.organisation},
             asked.call.words,
             _("The link works without an account, on any phone or computer, until %(moment)s.") % {
                 "moment": moment(asked.call.closing_at)},
             _("If you cannot put anybody forward, the same link lets you say so.")]
    return Words(subject=_("%(programme)s asks you for lay partners") % {"programme": asked.call.programme.name}, lines=lines,
                 action=_("See what is asked, and answer"), path=reverse("programmes:nominate", args=[token_of_request(asked.ref)]))


@says("call_withdrawn")
def withdrawn_words(message: Message) -> Words | None:
    call = Call.objects.select_related("programme").filter(ref=message.about, state=CallState.WITHDRAWN).first()
    if call is None:
        return None
    return Words(subject=_("%(programme)s has called off its search for lay partners") % {"programme": call.programme.name},
                 lines=[_("You need do nothing. This is the reason:"), call.closed_because])


@says("call_few")
def few_words(message: Message) -> Words | None:
    """NT03: the call ends soon, and few people were put forward."""
    call = Call.objects.select_related("programme").filter(ref=message.about).first()
    if call is None or not call.is_open(now()) or not still_reads(message, call.programme):
        return None
    return Words(subject=_("%(programme)s: few people were put forward so far") % {"programme": call.programme.name},
                 lines=[_("The call closes on %(moment)s. Perhaps some organisations need a phone call.") % {
                     "moment": moment(call.closing_at)}],
                 action=_("See who has not answered"), path=call.get_absolute_url())
