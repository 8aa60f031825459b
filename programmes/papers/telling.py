"""The trail of papers in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.papers.models import Paper, PaperCopy, PaperRelease
from programmes.programme.telling import REASONS, SENTENCES, TONES

SENTENCES.update({
    ("programmes.meeting", "issue_papers"): _("%(who)s released the papers"),
    ("programmes.paper", "write"): _("%(who)s began a paper"),
    ("programmes.paper", "change"): _("%(who)s changed a paper"),
    ("programmes.paper", "renew"): _("%(who)s gave a paper a new version"),
    ("programmes.paper", "issue"): _("%(who)s released a paper"),
    ("programmes.paper", "discuss"): _("The meeting of a paper was held"),
    ("programmes.paper", "withdraw"): _("%(who)s took a paper out"),
    ("programmes.paperrelease", "release"): _("%(who)s released papers for a meeting"),
    ("programmes.paperrelease", "release_late"): _("%(who)s released papers for a meeting, late"),
    ("programmes.papercopy", "want"): _("%(who)s noted that a paper is needed in another form"),
    ("programmes.papercopy", "make"): _("%(who)s put a copy of a paper in another form there"),
    ("programmes.papercopy", "renew"): _("%(who)s put a newer copy of a paper in another form there"),
    ("programmes.papercopy", "give_up"): _("%(who)s noted that a form of a paper is not possible"),
    ("programmes.papercomment", "say"): _("%(who)s said something about a paper"),
    ("programmes.papercomment", "answer"): _("%(who)s answered what was said about a paper"),
    ("programmes.papercomment", "take_back"): _("%(who)s took back what was said about a paper"),
    ("programmes.paperrule", "settle"): _("%(who)s settled how early papers are due"),
})
TONES.update({("programmes.paper", "withdraw"): "refused", ("programmes.paper", "issue"): "done",
              ("programmes.paperrelease", "release"): "done", ("programmes.paperrelease", "release_late"): "concern",
              ("programmes.papercopy", "give_up"): "concern"})
REASONS.update({
    ("programmes.paper", "withdraw"): lambda refs: dict(Paper.objects.filter(ref__in=refs).values_list("ref", "withdrawn_because")),
    ("programmes.paperrelease", "release_late"): lambda refs: dict(
        PaperRelease.objects.filter(ref__in=refs).values_list("ref", "late_because")),
    ("programmes.papercopy", "give_up"): lambda refs: dict(
        PaperCopy.objects.filter(ref__in=refs).values_list("ref", "impossible_because")),
})
