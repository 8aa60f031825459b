"""The trail of this wing in words. Importing this module registers them. Who told something is never named here: that is decided where it
is shown."""

from django.utils.translation import gettext_lazy as _

from programmes.contributions.models import ImpactCheck, ImpactEntry
from programmes.programme.telling import REASONS, SENTENCES, TONES

SENTENCES.update({
    ("programmes.contribution", "give"): _("A lay partner told an idea or a worry"),
    ("programmes.contribution", "consider"): _("%(who)s acknowledged what a lay partner told, and said who looks at it"),
    ("programmes.contribution", "act"): _("%(who)s answered a lay partner: it is acted on"),
    ("programmes.contribution", "act_partly"): _("%(who)s answered a lay partner: it is acted on in part"),
    ("programmes.contribution", "not_act"): _("%(who)s answered a lay partner: it is not acted on"),
    ("programmes.contribution", "accept"): _("Who told it said that the answer is good enough"),
    ("programmes.contribution", "refuse"): _("Who told it is not satisfied with the answer"),
    ("programmes.contribution", "answer_again"): _("%(who)s replied to a lay partner who was not satisfied"),
    ("programmes.contribution", "add"): _("%(who)s added something for a lay partner who was not satisfied"),
    ("programmes.contribution", "leave_standing"): _("Who told it is not satisfied with the reply either, and it stands so"),
    ("programmes.contribution", "withdraw"): _("Who told it took it back"),
    ("programmes.impactentry", "write"): _("%(who)s wrote down what came of lay input"),
    ("programmes.impactentry", "change"): _("%(who)s changed what is written about lay input: lay partners are asked anew"),
    ("programmes.impactentry", "check"): _("It counts: a lay partner says that it is so"),
    ("programmes.impactentry", "dispute"): _("It does not count: a lay partner says that it is not so"),
    ("programmes.impactentry", "ask_anew"): _("It waits for a lay partner again"),
    ("programmes.impactentry", "take_back"): _("%(who)s took back what was written about lay input"),
    ("programmes.impactcheck", "confirm"): _("%(who)s said that it is so"),
    ("programmes.impactcheck", "refuse"): _("%(who)s said that it is not so"),
    ("programmes.impactcheck", "answer"): _("%(who)s answered a “not so”"),
    ("programmes.impactcredit", "agree"): _("Somebody who is thanked may be named"),
    ("programmes.impactcredit", "decline"): _("Somebody who is thanked would rather not be named"),
    ("programmes.impactreport", "write"): _("%(who)s wrote in the impact report of %(year)s"),
})
TONES.update({
    ("programmes.contribution", "act"): "done", ("programmes.contribution", "act_partly"): "concern",
    ("programmes.contribution", "not_act"): "gap", ("programmes.contribution", "accept"): "done",
    ("programmes.contribution", "refuse"): "refused", ("programmes.contribution", "leave_standing"): "refused",
    ("programmes.impactentry", "check"): "done", ("programmes.impactentry", "dispute"): "refused",
    ("programmes.impactentry", "take_back"): "gap", ("programmes.impactcheck", "refuse"): "refused"})
REASONS.update({
    ("programmes.impactcheck", "refuse"): lambda refs: dict(ImpactCheck.objects.filter(ref__in=refs).values_list("ref", "text")),
    ("programmes.impactcheck", "answer"): lambda refs: dict(ImpactCheck.objects.filter(ref__in=refs).values_list("ref", "answer")),
    ("programmes.impactentry", "take_back"): lambda refs: dict(ImpactEntry.objects.filter(ref__in=refs).values_list(
        "ref", "taken_back_because")),
})
