"""The trail of what groups share, in words. Importing this module registers them. What was written in a lay-only space is not in it."""

from django.utils.translation import gettext_lazy as _

from partners.models import Opening
from programmes.pairing.models import Swap
from programmes.programme.telling import REASONS, SENTENCES, TONES

SENTENCES.update({
    ("partners.opening", "open"): _("%(who)s opened a lay-only space, and its members were told"),
    ("partners.handover", "write"): _("%(who)s left a note for who comes after in the seat"),
    ("programmes.swap", "ask"): _("%(who)s asked to exchange seats"),
    ("programmes.swap", "accept"): _("%(who)s agreed to exchange seats"),
    ("programmes.swap", "agree"): _("%(who)s agreed to an exchange of seats"),
    ("programmes.swap", "exchange"): _("Two lay partners exchanged their seats: everybody had said yes"),
    ("programmes.swap", "decline"): _("%(who)s did not agree to an exchange of seats"),
    ("programmes.swap", "withdraw"): _("%(who)s took back the wish to exchange seats"),
    ("programmes.briefing", "note"): _("%(who)s noted a talk with the pair before the first meeting"),
    ("programmes.briefing", "confirm"): _("%(who)s said that the talk was so"),
    ("programmes.briefing", "deny"): _("%(who)s said that the talk was not so"),
})
TONES.update({("partners.opening", "open"): "concern", ("programmes.swap", "exchange"): "done", ("programmes.swap", "decline"): "refused",
              ("programmes.briefing", "deny"): "refused", ("programmes.briefing", "confirm"): "done"})
REASONS.update({
    ("partners.opening", "open"): lambda refs: dict(Opening.objects.filter(ref__in=refs).values_list("ref", "reason")),
    ("programmes.swap", "decline"): lambda refs: dict(Swap.objects.filter(ref__in=refs).values_list("ref", "closed_because")),
})
