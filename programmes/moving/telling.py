"""The trail of moves to another edition in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.moving.models import EditionMove
from programmes.programme.telling import REASONS, SENTENCES, TONES

SENTENCES.update({
    ("programmes.editionmove", "propose"): _("%(who)s proposed to move from edition %(from)s to edition %(to)s"),
    ("programmes.editionmove", "agree"): _("%(who)s agreed: the programme moved from edition %(from)s to edition %(to)s"),
    ("programmes.editionmove", "refuse"): _("%(who)s refused to move from edition %(from)s to edition %(to)s"),
    ("programmes.editionmove", "withdraw"): _("%(who)s took back the proposal to move to edition %(to)s"),
    ("programmes.stage", "take_edition"): _("Stage %(code)s asks under edition %(to)s from then on, no longer under edition %(from)s"),
})
TONES.update({
    ("programmes.editionmove", "agree"): "done", ("programmes.editionmove", "refuse"): "refused",
    ("programmes.stage", "take_edition"): "waiting",
})
REASONS.update({
    ("programmes.editionmove", "propose"): lambda refs: dict(EditionMove.objects.filter(ref__in=refs).values_list("ref", "why")),
    ("programmes.editionmove", "refuse"): lambda refs: dict(EditionMove.objects.filter(ref__in=refs).values_list("ref", "because")),
})
