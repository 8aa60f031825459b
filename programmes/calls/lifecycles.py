"""The states of a call, of the request to one organisation, and of a copy in an accessible form."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class CallState(TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class RequestState(TextChoices):
    SENT = "sent", _("No answer yet")
    ANSWERED = "answered", _("Put somebody forward")
    DECLINED = "declined", _("Declined")


class CopyState(TextChoices):
    WANTED = "wanted", _("Being made")
    READY = "ready", _("Ready")
    IMPOSSIBLE = "impossible", _("Not possible")


CALL = Lifecycle(CallState, start=CallState.DRAFT, moves={
    "open": {CallState.DRAFT: CallState.OPEN},
    "close": {CallState.OPEN: CallState.CLOSED},                # by the manager, or by the clock at the closing moment
    "withdraw": dict.fromkeys((CallState.DRAFT, CallState.OPEN), CallState.WITHDRAWN),
})

REQUEST = Lifecycle(RequestState, start=RequestState.SENT, moves={
    "answer": dict.fromkeys((RequestState.SENT, RequestState.DECLINED), RequestState.ANSWERED),
    "decline": {RequestState.SENT: RequestState.DECLINED},
})

COPY = Lifecycle(CopyState, start=CopyState.WANTED, moves={
    "make": dict.fromkeys((CopyState.WANTED, CopyState.IMPOSSIBLE), CopyState.READY),
    "give_up": {CopyState.WANTED: CopyState.IMPOSSIBLE},
})
