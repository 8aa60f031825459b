"""The trail of promises in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.commitments.models import Commitment, CommitmentWord, NewDay
from programmes.programme.telling import REASONS, SENTENCES, TONES

SENTENCES.update({
    ("programmes.commitment", "propose"): _("%(who)s asked for a promise"),
    ("programmes.commitment", "agree"): _("The promise was given"),
    ("programmes.commitment", "decline"): _("The promise was not given"),
    ("programmes.commitment", "hand_on"): _("%(who)s named somebody else to keep a promise"),
    ("programmes.commitment", "pass_on"): _("Who kept a promise left: their organisation, or the team, keeps it now"),
    ("programmes.commitment", "report"): _("%(who)s said how a promise stands"),
    ("programmes.commitment", "keep_on_track"): _("%(who)s said that a promise is on track"),
    ("programmes.commitment", "put_at_risk"): _("%(who)s said that a promise is at risk"),
    ("programmes.commitment", "fall_late"): _("A promise was not kept by its day"),
    ("programmes.commitment", "claim"): _("%(who)s said that a promise is kept"),
    ("programmes.commitment", "confirm"): _("A lay partner said that a promise is kept"),
    ("programmes.commitment", "dispute"): _("A lay partner said that a promise is not kept"),
    ("programmes.commitment", "renegotiate"): _("The Advisory Group agreed to another day for a promise"),
    ("programmes.commitment", "move_day"): _("The Advisory Group agreed to another day for a promise"),
    ("programmes.commitment", "break"): _("It was recorded that a promise was broken"),
    ("programmes.commitment", "break_again"): _("It was recorded that a promise was broken again"),
    ("programmes.commitment", "withdraw"): _("%(who)s took a promise back"),
    ("programmes.commitment", "insist"): _("A lay co-chair asked for a promise again"),
    ("programmes.commitmentword", "confirm"): _("%(who)s said that a promise is kept"),
    ("programmes.commitmentword", "deny"): _("%(who)s said what is missing of a promise"),
    ("programmes.newday", "ask"): _("%(who)s asked for another day for a promise"),
    ("programmes.newday", "agree"): _("The Advisory Group agreed to the other day"),
    ("programmes.newday", "refuse"): _("The Advisory Group did not agree to the other day"),
})
TONES.update({
    ("programmes.commitment", "confirm"): "done", ("programmes.commitment", "dispute"): "refused",
    ("programmes.commitment", "break"): "refused", ("programmes.commitment", "break_again"): "refused",
    ("programmes.commitment", "fall_late"): "refused", ("programmes.commitmentword", "deny"): "refused",
    ("programmes.newday", "refuse"): "refused"})
REASONS.update({
    ("programmes.commitmentword", "deny"): lambda refs: dict(CommitmentWord.objects.filter(ref__in=refs).values_list("ref", "text")),
    ("programmes.newday", "ask"): lambda refs: dict(NewDay.objects.filter(ref__in=refs).values_list("ref", "because")),
    ("programmes.newday", "refuse"): lambda refs: dict(NewDay.objects.filter(ref__in=refs).values_list("ref", "said")),
    ("programmes.commitment", "withdraw"): lambda refs: dict(Commitment.objects.filter(ref__in=refs).values_list("ref", "because")),
    ("programmes.commitment", "decline"): lambda refs: dict(Commitment.objects.filter(ref__in=refs).values_list("ref", "because")),
})
