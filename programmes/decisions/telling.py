"""The trail of decisions in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES, TONES

SENTENCES.update({
    ("programmes.decisionrecord", "prepare"): _("%(who)s put a decision into the log"),
    ("programmes.decisionrecord", "change"): _("%(who)s changed a decision that is prepared"),
    ("programmes.decisionrecord", "say_nothing_changed"): _("%(who)s said that nothing was changed since lay partners saw it"),
    ("programmes.decisionrecord", "show"): _("%(who)s asked the lay side to look at what was changed"),
    ("programmes.decisionrecord", "make"): _("%(who)s noted that the decision was made"),
    ("programmes.decisionrecord", "defer"): _("%(who)s put the decision off"),
    ("programmes.decisionrecord", "resume"): _("%(who)s took the decision up again"),
    ("programmes.decisionrecord", "withdraw"): _("%(who)s withdrew a decision before it was made"),
    ("programmes.decisionrecord", "publish"): _("%(who)s published the decision"),
    ("programmes.decisionrecord", "reason"): _("%(who)s wrote the reason of a decision"),
    ("programmes.decisionrecord", "link"): _("%(who)s said to which stage and meeting a decision belongs"),
    ("programmes.decisionposition", "record"): _("%(who)s recorded the Advisory Group’s position on a decision"),
    ("programmes.decisiondissent", "say"): _("A lay partner does not agree with a decision; %(who)s put it into the log"),
    ("programmes.decisiondissent", "wish"): _("%(who)s noted whether a name may stand in public"),
    ("programmes.decisiondissent", "take_back"): _("%(who)s took back that they do not agree"),
    ("programmes.decisionchange", "list"): _("%(who)s listed what was changed since lay partners saw it"),
    ("programmes.decisionseen", "see"): _("%(who)s noted for the lay side that what was changed is right"),
    ("programmes.decisionseen", "refuse"): _("%(who)s noted for the lay side that something is wrong"),
    ("programmes.decisionseen", "answer"): _("%(who)s answered what the lay side says is wrong"),
    ("programmes.decisionopenness", "ask"): _("%(who)s asked that everybody may read the log of decisions"),
    ("programmes.decisionopenness", "agree"): _("%(who)s agreed that everybody may read the log of decisions"),
    ("programmes.decisionopenness", "close"): _("%(who)s closed the log of decisions to the public"),
})
TONES.update({
    ("programmes.decisionrecord", "make"): "done", ("programmes.decisionrecord", "publish"): "done",
    ("programmes.decisionrecord", "defer"): "gap", ("programmes.decisionrecord", "withdraw"): "refused",
    ("programmes.decisiondissent", "say"): "concern", ("programmes.decisionseen", "refuse"): "concern"})
