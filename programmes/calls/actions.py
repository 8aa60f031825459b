"""What people and the clock do with a call: writing it, asking organisations, opening, closing, withdrawing; copies in other forms."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.tokens import hash_of
from coprod.post.actions import send, send_rows
from coprod.trail.moves import make_move, move_many, record
from partners.models import Organisation, Partner
from programmes.calls import notices
from programmes.calls.lifecycles import CALL, COPY, REQUEST, CallState
from programmes.calls.models import Call, CallCopy, CallRequest, token_of_request
from programmes.profiles.models import RoleProfile
from programmes.programme.models import Programme
from programmes.stages.actions.checking import MORE_CHECKS
from programmes.stages.models import Stage


def locked(call: Call) -> Call:
    """As it is now, and nobody else moves it until we are done."""
    return Call.objects.select_for_update(of=("self",)).select_related("programme").get(pk=call.pk)


def round_of(programme: Programme) -> int:
    """The round of recruitment that is at work: the latest for which stage 4 or 5 was opened, else the programme's own."""
    opened = Stage.objects.filter(programme=programme, code__in=["S4", "S5"], opened_at__isnull=False)
    return opened.order_by("-cycle").values_list("cycle", flat=True).first() or programme.cycle


@transaction.atomic
def write_call(programme: Programme, *, by: Partner, at: datetime, profiles: Iterable[RoleProfile], words: str, closing_at: datetime,
               takes_own: bool = True) -> Call:
    """A draft of the next round. Raises NotAllowedNow while another draft waits."""
    number = programme.calls.count() + 1
    try:
        with transaction.atomic():
            call = Call.objects.create(programme=programme, cycle=round_of(programme), number=number, words=words, closing_at=closing_at,
                                       takes_own=takes_own, written_at=at, written_by=by)
    except IntegrityError:
        raise NotAllowedNow("write", _("A call is being prepared already. Open that one, or withdraw it.")) from None
    call.profiles.set(profiles)
    record(call, "write", by=by, at=at, now=call.state, number=number)
    return call


@transaction.atomic
def change_call(call: Call, *, by: Partner, at: datetime, profiles: Iterable[RoleProfile], **facts: Any) -> Call:
    """Write other words, roles or another closing moment into a draft. Raises NotAllowedNow once it is open."""
    now_ = locked(call)
    if not now_.is_draft():
        raise NotAllowedNow("change", _("The call is open, or over. It cannot be changed any more."))
    for name, value in facts.items():
        setattr(now_, name, value)
    now_.save(update_fields=list(facts))
    now_.profiles.set(profiles)
    record(now_, "change", by=by, at=at)
    return now_


@transaction.atomic
def ask_organisation(call: Call, organisation: Organisation, *, contact: Partner, by: Partner, at: datetime) -> CallRequest:
    """List an organisation with its named contact; it gets its own link when the call opens, or at once in an open call.

    Raises NotAllowedNow if it is asked already, or when the call is over.
    """
    now_, ref = locked(call), new_ref()
    if now_.state not in (CallState.DRAFT, CallState.OPEN):
        raise NotAllowedNow("ask", _("The call is over. Nobody can be asked any more."))
    try:
        with transaction.atomic():
            asked = CallRequest.objects.create(
                ref=ref, call=now_, organisation=organisation, contact=contact, token_hash=hash_of(token_of_request(ref)),
                sent_at=at if now_.state == CallState.OPEN else None)
    except IntegrityError:
        raise NotAllowedNow("ask", _("This organisation is asked already.")) from None
    record(asked, "ask", by=by, at=at, now=asked.state, organisation=organisation.ref, contact=contact.ref)
    if asked.sent_at:
        send([notices.request(asked, at=at)])
    return asked


@transaction.atomic
def strike_request(request: CallRequest, *, by: Partner, at: datetime) -> None:
    """Take an organisation off the list. Raises NotAllowedNow once it was asked: then it stays on record."""
    if not locked(request.call).is_draft():
        raise NotAllowedNow("strike", _("This organisation was asked already. It stays on the list."))
    if not CallRequest.objects.filter(pk=request.pk).exists():
        raise NotAllowedNow("strike", _("This organisation is off the list already."))
    record(request, "strike", by=by, at=at, was=request.state)
    request.delete()


@transaction.atomic
def open_call(call: Call, *, by: Partner, at: datetime) -> Call:
    """Send it to everybody on the list; from now on people may be put forward.

    Raises NotAllowedNow unless it is a draft with at least one role, each role open, a closing moment ahead, and somebody to ask.
    """
    now_ = locked(call)
    CALL.after("open", now_.state)
    if now_.closing_at <= at:
        raise NotAllowedNow("open", _("The closing date has passed. Choose a later one first."))
    roles = now_.profiles.count()
    if not roles or RoleProfile.objects.open(at).filter(calls=now_).count() < roles:
        raise NotAllowedNow("open", _("Each role of the call needs a published profile that is open. Publish it, or take the role out."))
    requests = list(now_.requests.select_related("contact"))
    if not requests and not now_.takes_own:
        raise NotAllowedNow("open", _("Nobody would hear of it. Ask an organisation, or let people put themselves forward."))
    make_move(now_, CALL, "open", by=by, at=at, role="PM", opened_at=at, opened_by=by)
    now_.requests.update(sent_at=at)
    for each in requests:
        each.call = now_
    send(notices.request(each, at=at) for each in requests)
    return now_


@transaction.atomic
def close_call(call: Call, *, by: Partner, at: datetime) -> None:
    """Nobody is put forward any more; those who were go on."""
    make_move(locked(call), CALL, "close", by=by, at=at, role="PM", closed_at=at, closed_by=by)


# What later wings do in the same transaction when a call is called off: (call, by, at).
WHEN_CALLED_OFF: list[Callable[[Call, Partner, datetime], None]] = []


@transaction.atomic
def withdraw_call(call: Call, *, by: Partner, at: datetime, because: str) -> None:
    """The round is called off, with a reason that organisations and people who were put forward can read; both are told."""
    now_ = locked(call)
    CALL.after("withdraw", now_.state)
    was_open = now_.state == CallState.OPEN
    for step in WHEN_CALLED_OFF:
        step(now_, by, at)
    make_move(now_, CALL, "withdraw", by=by, at=at, role="PM", closed_at=at, closed_by=by, closed_because=because)
    if was_open:
        send(notices.call_is_withdrawn(now_, at=at))


@transaction.atomic
def answer_request(request: CallRequest, *, at: datetime) -> None:
    """The organisation put somebody forward: once, however many follow."""
    if "answer" in REQUEST.offers(request.state):
        make_move(request, REQUEST, "answer", by=request.contact, at=at, answered_at=at, declined_because="")


@transaction.atomic
def decline_request(request: CallRequest, *, at: datetime, because: str, by: Partner | None = None) -> None:
    """The organisation puts nobody forward, and says why. `by` is the manager who was told so by phone or letter.

    Raises NotAllowedNow if it has answered already or the call is over.
    """
    if not locked(request.call).is_open(at):
        raise NotAllowedNow("decline", _("This call is over."))
    make_move(request, REQUEST, "decline", by=by or request.contact, at=at, answered_at=at, declined_because=because)


# --- copies in accessible forms (4.5) ------------------------------------------------------------------------------------

@transaction.atomic
def want_copy(call: Call, *, by: Partner, at: datetime, form: str, note: str = "") -> CallCopy:
    """Note that the call is needed in this form. Raises NotAllowedNow if it is on the list already."""
    try:
        with transaction.atomic():
            copy = CallCopy.objects.create(call=call, form=form, note=note, asked_at=at, asked_by=by)
    except IntegrityError:
        raise NotAllowedNow("want", _("This form is on the list already.")) from None
    record(copy, "want", by=by, at=at, now=copy.state, form=form)
    return copy


@transaction.atomic
def copy_is_ready(copy: CallCopy, *, by: Partner, at: datetime, link: str = "", file: Any = None, content_type: str = "") -> None:
    """It is made: a link, a file, or only paper. Raises NotAllowedNow if somebody has said so already."""
    facts: dict[str, Any] = {"settled_at": at, "settled_by": by, "impossible_because": "", "link": link}
    make_move(copy, COPY, "make", by=by, at=at, role="PM", **facts)
    if file:
        copy.file, copy.file_name, copy.content_type = file, str(file.name), content_type
        copy.save(update_fields=["file", "file_name", "content_type"])


@transaction.atomic
def copy_is_not_possible(copy: CallCopy, *, by: Partner, at: datetime, because: str) -> None:
    make_move(copy, COPY, "give_up", by=by, at=at, role="PM", settled_at=at, settled_by=by, impossible_because=because)


# --- the clock -------------------------------------------------------------------------------------------------------------

def check_calls(stages: Any = None, *, on: Any = None, at: datetime) -> tuple[int, int]:
    """For all programmes, or for those of `stages`: close calls whose moment has come; remind those who have not answered (NT04)
    and managers, then lay co-chairs, of a call that brought few people (NT03)."""
    found = Call.objects.running()
    if stages is not None:
        found = found.filter(programme__in=stages.order_by().values("programme"))
    if not found.exists():
        return 0, 0
    with transaction.atomic():
        closed = move_many(found.run_out(at).select_related("programme").order_by("pk"), CALL, "close", by=None, at=at, closed_at=at)
    with transaction.atomic():
        written = send_rows(notices.reminders(found, on=on or day_of(at), at=at))
    return len(closed), written


MORE_CHECKS.append(check_calls)
