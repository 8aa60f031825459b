"""The trail of calls in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.calls.models import Call, CallRequest
from programmes.programme.telling import REASONS, SENTENCES

SENTENCES.update({
    ("programmes.call", "write"): _("%(who)s began to prepare a call for nominations"),
    ("programmes.call", "change"): _("%(who)s changed the call for nominations"),
    ("programmes.call", "open"): _("%(who)s sent the call for nominations"),
    ("programmes.call", "close"): _("%(who)s closed the call for nominations"),
    ("programmes.call", "withdraw"): _("%(who)s called the round off"),
    ("programmes.callrequest", "ask"): _("%(who)s listed an organisation to ask"),
    ("programmes.callrequest", "strike"): _("%(who)s took an organisation off the list"),
    ("programmes.callrequest", "answer"): _("An organisation put somebody forward"),
    ("programmes.callrequest", "decline"): _("An organisation declined"),
    ("programmes.callcopy", "want"): _("%(who)s noted that the call is needed in another form"),
    ("programmes.callcopy", "make"): _("%(who)s noted that the call is ready in another form"),
    ("programmes.callcopy", "give_up"): _("%(who)s noted that a form of the call is not possible"),
})
REASONS.update({
    ("programmes.call", "withdraw"): lambda refs: dict(Call.objects.filter(ref__in=refs).values_list("ref", "closed_because")),
    ("programmes.callrequest", "decline"): lambda refs: dict(
        CallRequest.objects.filter(ref__in=refs).values_list("ref", "declined_because")),
})
