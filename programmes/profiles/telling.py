"""The trail of role profiles in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.profiles.models import ProfileView
from programmes.programme.telling import REASONS, SENTENCES, TONES

SENTENCES.update({
    ("programmes.roleprofile", "write"): _("%(who)s wrote version %(version)s of a role profile"),
    ("programmes.roleprofile", "change"): _("%(who)s changed a role profile"),
    ("programmes.roleprofile", "ask"): _("%(who)s asked lay leaders about a role profile"),
    ("programmes.roleprofile", "take_back"): _("%(who)s took a role profile back to change it"),
    ("programmes.roleprofile", "agree"): _("A role profile was lay-agreed: a lay leader agreed, and no “no” was left unanswered"),
    ("programmes.roleprofile", "fall_back"): _("A role profile was not lay-agreed any more"),
    ("programmes.roleprofile", "publish"): _("%(who)s published a role profile"),
    ("programmes.roleprofile", "close"): _("%(who)s closed a role"),
    ("programmes.roleprofile", "supersede"): _("A new version of a role profile took the place of the old one"),
    ("programmes.profileview", "say"): _("%(who)s said what they think of a role profile"),
    ("programmes.profileview", "refuse"): _("%(who)s did not agree to a role profile"),
    ("programmes.profileview", "answer"): _("%(who)s answered the “no” to a role profile"),
    ("programmes.profileview", "answer_by_change"): _("%(who)s changed the text after a “no” to a role profile"),
})
TONES.update({
    ("programmes.roleprofile", "agree"): "done", ("programmes.roleprofile", "fall_back"): "reopened",
    ("programmes.profileview", "refuse"): "refused",
})


def _said(refs: object) -> dict[str, str]:
    found = ProfileView.objects.filter(ref__in=refs)
    return {view.ref: f"{view.get_value_display()}{': ' if view.text else ''}{view.text}" for view in found}


REASONS.update({
    ("programmes.profileview", "say"): _said,
    ("programmes.profileview", "refuse"): lambda refs: dict(ProfileView.objects.filter(ref__in=refs).values_list("ref", "text")),
    ("programmes.profileview", "answer"): lambda refs: dict(ProfileView.objects.filter(ref__in=refs).values_list("ref", "answer")),
})
