"""The trail of appointments in words. Importing this module registers them."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from programmes.appointments.catalogue import ITEM
from programmes.appointments.models import InductionItem
from programmes.programme.telling import REASONS, SENTENCES, TONES


def steps(refs: Iterable[str]) -> dict[str, str]:
    """Which step of an induction each is, in words."""
    return {ref: str(ITEM[code].words) for ref, code in InductionItem.objects.filter(ref__in=refs).values_list("ref", "code")}


SENTENCES.update({
    ("programmes.appointment", "offer"): _("%(who)s offered somebody a role"),
    ("programmes.appointment", "accept"): _("A person said yes to a role"),
    ("programmes.appointment", "decline"): _("A person said no to a role"),
    ("programmes.appointment", "withdraw"): _("An offer was taken back"),
    ("programmes.appointment", "settle"): _("%(who)s said whether the person was known here"),
    ("programmes.appointment", "begin"): _("A new lay partner began"),
    ("programmes.appointment", "induct"): _("A lay partner has confirmed their induction"),
    ("programmes.appointment", "activate"): _("The term of a lay partner began"),
    ("programmes.appointment", "pause"): _("A lay partner takes a pause"),
    ("programmes.appointment", "resume"): _("A lay partner came back from a pause"),
    ("programmes.appointment", "renew"): _("A lay partner took a new term"),
    ("programmes.appointment", "step_down"): _("A lay partner stepped down"),
    ("programmes.appointment", "end_term"): _("The term of a lay partner ended"),
    ("programmes.appointment", "thank"): _("%(who)s thanked a lay partner who has left"),
    ("programmes.appointment", "ask_why"): _("%(who)s asked a lay partner why they leave"),
    ("programmes.inductionitem", "mark_done"): _("%(who)s said that a step of an induction was done"),
    ("programmes.inductionitem", "confirm"): _("A step of an induction was confirmed"),
    ("programmes.buddying", "propose"): _("%(who)s proposed a buddy"),
    ("programmes.buddying", "agree"): _("%(who)s agreed to a buddy"),
    ("programmes.buddying", "match"): _("Two lay partners are buddies"),
    ("programmes.buddying", "decline"): _("A buddy was not found this time"),
    ("programmes.buddying", "end"): _("Two buddies have parted"),
    ("programmes.checkin", "check_in"): _("Two buddies looked at how it goes"),
    ("partners.interest", "declare"): _("A declaration of interests was made"),
    ("partners.interest", "confirm"): _("Declared interests were confirmed"),
    ("partners.interest", "end"): _("A declared interest was taken off the list"),
    ("partners.interest", "review"): _("%(who)s noted what follows from a declared interest"),
    ("partners.confidentiality", "sign"): _("A confidentiality statement was signed"),
    ("partners.holding", "extend"): _("A lay partner keeps their seat for a new term"),
})
REASONS.update({("programmes.inductionitem", "mark_done"): steps, ("programmes.inductionitem", "confirm"): steps})
TONES.update({
    ("programmes.appointment", "accept"): "done", ("programmes.appointment", "decline"): "refused",
    ("programmes.appointment", "induct"): "done", ("programmes.appointment", "step_down"): "gap",
    ("programmes.appointment", "end_term"): "gap", ("programmes.appointment", "renew"): "done"})
