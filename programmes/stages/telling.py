"""The trail of stages and standards in words: "the lay co-chair disputed 8.2: slides were not readable"."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import REASONS, SENTENCES, TONES
from programmes.stages.models import Answer, Dispute, Evidence, Proceeding, Reopening, Signature

SENTENCES.update({
    ("programmes.stage", "plan"): _("%(who)s laid down stage %(code)s"),
    ("programmes.stage", "change_dates"): _("%(who)s changed the dates of stage %(code)s"),
    ("programmes.stage", "open"): _("%(who)s opened stage %(code)s"),
    ("programmes.stage", "become_ready"): _("Every standard of stage %(code)s was answered: it was ready for sign-off"),
    ("programmes.stage", "fall_back"): _("Stage %(code)s fell back: a standard was open again"),
    ("programmes.stage", "sign_off"): _("Stage %(code)s was signed off"),
    ("programmes.stage", "sign_off_with_concerns"): _("Stage %(code)s was signed off with concerns"),
    ("programmes.stage", "close_with_gaps"): _("Stage %(code)s was closed with gaps"),
    ("programmes.stage", "leave_unresolved"): _("Stage %(code)s became unresolved"),
    ("programmes.stage", "resolve"): _("Nobody disagrees with stage %(code)s any more"),
    ("programmes.stage", "reopen"): _("Stage %(code)s was open again"),
    ("programmes.reopening", "reopen"): _("%(who)s reopened stage %(code)s"),
    ("programmes.proceeding", "proceed"): _("%(who)s decided to go on with stage %(code)s without lay agreement"),
    ("programmes.signature", "sign"): _("%(who)s signed stage %(code)s"),
    ("programmes.answer", "claim"): _("%(who)s claimed %(code)s"),
    ("programmes.answer", "confirm"): _("%(who)s confirmed %(code)s"),
    ("programmes.answer", "dispute"): _("%(code)s was disputed"),
    ("programmes.answer", "withdraw"): _("%(who)s took back the claim about %(code)s"),
    ("programmes.answer", "look_again"): _("%(who)s asked to look at %(code)s again"),
    ("programmes.answer", "record_not_met"): _("%(who)s recorded that %(code)s is not met"),
    ("programmes.answer", "leave_out"): _("%(code)s was left out for a time, as both sides agreed"),
    ("programmes.answer", "except_for_a_time"): _("%(code)s was excepted for a time, as both sides agreed"),
    ("programmes.answer", "take_up_again"): _("%(code)s was open again"),
    ("programmes.dispute", "raise"): _("%(who)s disputed %(code)s"),
    ("programmes.evidence", "add"): _("%(who)s added evidence for %(code)s"),
    ("programmes.evidence", "withdraw"): _("%(who)s withdrew evidence for %(code)s"),
})
TONES.update({
    ("programmes.stage", "become_ready"): "waiting", ("programmes.stage", "sign_off"): "done",
    ("programmes.stage", "sign_off_with_concerns"): "concern", ("programmes.stage", "close_with_gaps"): "gap",
    ("programmes.stage", "leave_unresolved"): "refused", ("programmes.reopening", "reopen"): "reopened",
    ("programmes.proceeding", "proceed"): "refused", ("programmes.answer", "confirm"): "done",
    ("programmes.answer", "record_not_met"): "gap", ("programmes.answer", "take_up_again"): "reopened",
    ("programmes.dispute", "raise"): "refused",
})
REASONS.update({
    ("programmes.dispute", "raise"): lambda refs: dict(Dispute.objects.filter(ref__in=refs).values_list("ref", "because")),
    ("programmes.proceeding", "proceed"): lambda refs: dict(Proceeding.objects.filter(ref__in=refs).values_list("ref", "because")),
    ("programmes.reopening", "reopen"): lambda refs: dict(Reopening.objects.filter(ref__in=refs).values_list("ref", "because")),
    ("programmes.signature", "sign"): lambda refs: {
        signature.ref: f"{signature.get_value_display()}{': ' if signature.text else ''}{signature.text}"
        for signature in Signature.objects.filter(ref__in=refs)},
    ("programmes.answer", "record_not_met"): lambda refs: dict(
        Answer.objects.filter(ref__in=refs, state="not_met").values_list("ref", "not_met_because")),
    ("programmes.evidence", "add"): lambda refs: dict(
        Evidence.objects.filter(ref__in=refs, audience="programme").values_list("ref", "title")),
})
# one act, one sentence: these moves are told by the row that carries their reason
UNTOLD = {("programmes.answer", "dispute"), ("programmes.stage", "reopen")}
