"""The trail of other ways in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import REASONS, SENTENCES, TONES
from programmes.stages.telling import UNTOLD
from programmes.tailoring.models import Tailoring, TailoringView

SENTENCES.update({
    ("programmes.tailoring", "propose"): _("%(who)s proposed to do %(code)s another way"),
    ("programmes.tailoring", "ask_the_other"): _("One of the pair agreed to the proposal about %(code)s; the other was asked"),
    ("programmes.tailoring", "approve"): _("The proposal about %(code)s was agreed by both sides"),
    ("programmes.tailoring", "withdraw"): _("%(who)s took back the proposal about %(code)s"),
    ("programmes.tailoring", "begin"): _("What was agreed about %(code)s came into force"),
    ("programmes.tailoring", "come_near"): _("What was agreed about %(code)s came near its day"),
    ("programmes.tailoring", "expire"): _("What was agreed about %(code)s was over: the standard was open again"),
    ("programmes.tailoring", "renew"): _("What was agreed about %(code)s was renewed"),
    ("programmes.tailoring", "end"): _("%(who)s ended early what was agreed about %(code)s"),
    ("programmes.tailoring", "review"): _("%(who)s reviewed what was agreed about %(code)s"),
    ("programmes.tailoringview", "agree"): _("%(who)s agreed to the proposal about %(code)s"),
    ("programmes.tailoringview", "refuse"): _("%(who)s refused the proposal about %(code)s"),
})
TONES.update({
    ("programmes.tailoring", "approve"): "done", ("programmes.tailoring", "expire"): "reopened",
    ("programmes.tailoring", "end"): "reopened",
    ("programmes.tailoringview", "refuse"): "refused",
})
REASONS.update({
    ("programmes.tailoring", "propose"): lambda refs: dict(Tailoring.objects.filter(ref__in=refs).values_list("ref", "reason")),
    ("programmes.tailoring", "end"): lambda refs: dict(Tailoring.objects.filter(ref__in=refs).values_list("ref", "closed_because")),
    ("programmes.tailoringview", "refuse"): lambda refs: dict(TailoringView.objects.filter(ref__in=refs).values_list("ref", "text")),
})
UNTOLD.add(("programmes.tailoring", "refuse"))      # told by the row of who refused, with the reason
