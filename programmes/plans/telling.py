"""The trail of plans in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES, TONES

SENTENCES.update({
    ("programmes.plan", "start"): _("%(who)s started a plan"),
    ("programmes.plan", "change"): _("%(who)s changed the facts of a plan"),
    ("programmes.plan", "renew"): _("%(who)s wrote version %(version)s of a plan"),
    ("programmes.plan", "open_point"): _("%(who)s said what can still change in a plan: point %(number)s"),
    ("programmes.plan", "settle_point"): _("%(who)s settled point %(number)s of a plan"),
    ("programmes.plan", "ask_forum"): _("%(who)s put a plan to the Forum"),
    ("programmes.plan", "close_round"): _("%(who)s closed a plan’s Forum round"),
    ("programmes.plan", "call_off_round"): _("%(who)s called a plan’s Forum round off"),
    ("programmes.plan", "answer_all"): _("%(who)s noted that everybody who answered about a plan has their answer"),
    ("programmes.plan", "link"): _("%(who)s said which decision is about a plan"),
    ("programmes.plan", "tie"): _("%(who)s said which stages are a plan’s"),
    ("programmes.plan", "decide"): _("%(who)s noted that a plan is decided"),
    ("programmes.plan", "take_out"): _("%(who)s took something out of a plan that may lead to a person"),
    ("programmes.plan", "publish"): _("%(who)s published a plan"),
    ("programmes.plan", "deliver"): _("%(who)s noted that a plan goes into delivery"),
    ("programmes.plan", "review"): _("%(who)s wrote what came of a plan"),
    ("programmes.plan", "withdraw"): _("%(who)s withdrew a plan"),
    ("programmes.plainsummary", "write"): _("%(who)s wrote a plain summary of version %(version)s of a plan"),
    ("programmes.plainsummary", "approve"): _("A plain summary of a plan is approved"),
    ("programmes.plainsummary", "refuse"): _("A plain summary of a plan is not clear"),
    ("programmes.plainsummary", "ask_again"): _("Lay partners are asked again about a plain summary"),
    ("programmes.plainsummary", "replace"): _("%(who)s put another plain summary in the place of one"),
    ("programmes.summaryword", "agree"): _("%(who)s noted a lay partner’s yes to a plain summary"),
    ("programmes.summaryword", "refuse"): _("%(who)s noted what a lay partner says is not clear in a plain summary"),
    ("programmes.summaryword", "answer"): _("%(who)s answered what is not clear in a plain summary"),
    ("programmes.plancopy", "add"): _("%(who)s put a plan there in another form"),
    ("programmes.plancopy", "look_through"): _("%(who)s looked through a file before everybody may have it"),
    ("programmes.plancopy", "take_out"): _("%(who)s took another form of a plan out"),
    ("programmes.plancontributor", "ask"): _("%(who)s put somebody on the list of whom a plan thanks"),
    ("programmes.plancontributor", "wish"): _("%(who)s noted how somebody wishes to be thanked in a plan"),
    ("programmes.planfind", "let_stand"): _("%(who)s said why something in a plan may stand there"),
})
TONES.update({
    ("programmes.plan", "decide"): "done", ("programmes.plan", "publish"): "done", ("programmes.plan", "review"): "done",
    ("programmes.plan", "withdraw"): "refused", ("programmes.plainsummary", "approve"): "done",
    ("programmes.plainsummary", "refuse"): "concern"})
