"""The trail of the choice of type in words."""

from django.utils.translation import gettext_lazy as _

from programmes.choosing.models import Choice, LeadersView, Phase
from programmes.programme.telling import REASONS, SENTENCES, TONES

SENTENCES.update({
    ("programmes.sheet", "give"): _("%(who)s answered the thirteen questions"),
    ("programmes.choice", "accept"): _("%(who)s chose the type of co-production that was recommended: %(packages)s"),
    ("programmes.choice", "choose_another"): _("%(who)s chose another type of co-production than the recommended one: %(packages)s"),
    ("programmes.leadersview", "say"): _("%(who)s said what they think of the chosen type"),
    ("programmes.phase", "compare"): _("%(who)s compared a phase: rung %(planned)s was planned, rung %(actual)s happened"),
})
TONES.update({("programmes.choice", "choose_another"): "concern"})
REASONS.update({
    ("programmes.choice", "choose_another"): lambda refs: dict(Choice.objects.filter(ref__in=refs).values_list("ref", "because")),
    ("programmes.leadersview", "say"): lambda refs: {
        view.ref: f"{view.get_value_display()}{': ' if view.text else ''}{view.text}" for view in LeadersView.objects.filter(ref__in=refs)},
    ("programmes.phase", "compare"): lambda refs: dict(Phase.objects.filter(ref__in=refs).values_list("ref", "what_happened")),
})
