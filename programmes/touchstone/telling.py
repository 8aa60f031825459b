"""The trail of the touchstone in words. Importing this module registers them. Of a breach the trail of a programme tells nothing."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import REASONS, SENTENCES, TONES
from programmes.stages.telling import UNTOLD
from programmes.touchstone.models import TouchstoneReopening, TouchstoneWord

BREACH_MOVES = ("raise", "answer", "settle", "pass_on", "leave_unsettled", "withdraw")

SENTENCES.update({
    ("programmes.touchstone", "write"): _("%(who)s began version %(version)s of the touchstone"),
    ("programmes.touchstone", "change"): _("%(who)s changed the draft of the touchstone"),
    ("programmes.touchstone", "ask"): _("%(who)s put the touchstone to the Advisory Group"),
    ("programmes.touchstone", "take_back"): _("%(who)s took the touchstone back to change it"),
    ("programmes.touchstone", "agree"): _(
        "The Advisory Group agreed the touchstone: a lay co-chair agreed, and no “no” was left unanswered"),
    ("programmes.touchstone", "supersede"): _("A newer version of the touchstone took the place of the old one"),
    ("programmes.touchstoneword", "say"): _("%(who)s said what they think of how people work together"),
    ("programmes.touchstoneword", "refuse"): _("%(who)s did not agree to how people work together"),
    ("programmes.touchstoneword", "answer"): _("%(who)s answered the “no”"),
    ("programmes.touchstoneword", "answer_by_change"): _("%(who)s changed the text after a “no”"),
    ("programmes.adoption", "propose"): _("%(who)s wrote down how the group works together"),
    ("programmes.adoption", "change"): _("%(who)s changed how the group works together: both sides are asked anew"),
    ("programmes.adoption", "adopt"): _("The group adopted the touchstone: both sides have said yes"),
    ("programmes.adoption", "replace"): _("The group adopted the touchstone anew"),
    ("programmes.touchstonereopening", "ask"): _("%(who)s asked the group to come back to the touchstone"),
    ("programmes.touchstonereopening", "look"): _("%(who)s noted what came of looking at the touchstone again"),
    ("programmes.touchstonecheck", "open"): _("%(who)s opened a check of how the group works together"),
    ("programmes.touchstonecheck", "close"): _("The check of how the group works together was closed"),
    ("programmes.breachprocedure", "write"): _("%(who)s wrote down the way to raise a breach"),
    ("programmes.breachprocedure", "agree"): _("%(who)s agreed to the way to raise a breach"),
    ("programmes.breach", "raise"): _("It was raised"),
    ("programmes.breach", "answer"): _("It was answered"),
    ("programmes.breach", "settle"): _("Who raised it said that it is settled"),
    ("programmes.breach", "pass_on"): _("Who raised it said that it is not settled: somebody else answers"),
    ("programmes.breach", "leave_unsettled"): _("Who raised it said that it is not settled"),
    ("programmes.breach", "withdraw"): _("Who raised it took it back"),
})
TONES.update({
    ("programmes.touchstone", "agree"): "done", ("programmes.touchstoneword", "refuse"): "refused",
    ("programmes.adoption", "adopt"): "done",
    ("programmes.touchstonereopening", "ask"): "reopened", ("programmes.touchstonereopening", "look"): "done",
    ("programmes.touchstonecheck", "close"): "done"})
REASONS.update({
    ("programmes.touchstoneword", "refuse"): lambda refs: dict(TouchstoneWord.objects.filter(ref__in=refs).values_list("ref", "text")),
    ("programmes.touchstoneword", "answer"): lambda refs: dict(TouchstoneWord.objects.filter(ref__in=refs).values_list("ref", "answer")),
    ("programmes.touchstonereopening", "ask"): lambda refs: dict(TouchstoneReopening.objects.filter(ref__in=refs).values_list(
        "ref", "because")),
    ("programmes.touchstonereopening", "look"): lambda refs: dict(TouchstoneReopening.objects.filter(ref__in=refs).values_list(
        "ref", "outcome")),
})
UNTOLD.update({("programmes.breach", move) for move in BREACH_MOVES})
