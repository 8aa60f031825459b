"""How the tests of the story look at it: where each stage stands by the log of domain.md e2, and who somebody is."""

from django.core.cache import cache
from django.test import Client

from partners.models import Partner
from programmes.stages.models import Stage
from tests.accounts.people import sign_in, who_is_signed_in

PASSWORD = "every voice weighs the same"
# the kinds of mail that go with finding people
RECRUITING = ("call_request", "call_withdrawn", "call_few", "consent_asked", "nomination_thanks", "thanks_late", "panel_named",
              "marks_missing", "outcome", "outcome_nominator", "role_offered", "welcome", "invitation", "induction_due", "induction_late",
              "declarations_missing", "declarations_late", "buddies_look", "buddies_silent", "thanks", "strategy_no_answered")
# and with the support that people need to take part
SUPPORTING = ("need_added", "need_arranged", "need_denied", "support_unconfirmed", "said_for_you", "partner_silent", "provision_settled",
              "provisions_to_book", "provisions_unmet")
# and with pairs, their hours and their groups
MEETINGS = ("meeting_invited", "meeting_unanswered", "meeting_soon", "agenda_items_asked", "quorum_at_risk")
PAPERS = ("papers_out", "papers_late", "paper_changed", "paper_due", "papers_overdue", "paper_comment_answered")
MINUTES = ("minutes_to_check", "minutes_to_confirm", "minutes_refused", "minutes_no_answered", "correction_asked",
           "correction_answered", "minutes_confirmed", "minutes_published", "actions_issued", "action_to_judge", "action_not_so",
           "draft_minutes_due", "draft_minutes_late",
           "call_offered", "call_wanted", "call_late")
TOUCHSTONE = ("touchstone_asked", "touchstone_refused", "touchstone_word_answered", "touchstone_to_sign", "touchstone_sign_overdue",
              "adoption_asked", "adoption_refused", "adoption_missing", "touchstone_reopening", "touchstone_check_asked",
              "touchstone_check_silent", "touchstone_check_closed", "breach_way_names_you", "breach_raised", "breach_answer_due",
              "breach_answer_late", "breach_answered", "breach_closed")
CHALLENGES = ("challenge_raised", "challenge_unseen", "challenge_acknowledged", "challenge_answered", "challenge_yes_noted",
              "challenge_not_satisfied", "challenge_still_not_satisfied", "challenge_unanswered", "challenge_past_its_day",
              "challenge_gone_up", "challenge_closed", "challenge_handler", "challenge_restricted")
DECISIONS = ("decision_position_asked", "decision_position_due", "decision_to_look", "decision_not_seen", "decision_no_answered",
             "decision_made", "decision_reason", "decision_log_asked")
CONTRIBUTIONS = ("contribution_given", "contribution_acknowledged", "contribution_unacknowledged", "contribution_answer_due",
                 "contribution_answer_late", "contribution_answered", "contribution_refused", "contribution_reply_late",
                 "impact_credit_asked", "impact_disputed", "impact_check_answered")
PAIRING = ("overloaded", "briefing_to_judge", "briefing_denied", "handover_waiting", "lay_space_opened")


def state(programme, code, subject="", cycle=1):
    found = Stage.objects.select_related("workstream").filter(programme__slug=programme, code=code, cycle=cycle)
    return next(stage.state for stage in found if subject in stage.subject())


def stage_of(code, subject):
    found = Stage.objects.filter(programme__slug="joined-up-lives", code=code, cycle=1).select_related("workstream", "programme")
    return next(stage for stage in found if subject in stage.subject())


def partner(username):
    return Partner.objects.get(user__username=username)


def browser_of(username):
    cache.clear()
    client = Client()
    answer = sign_in(client, username, PASSWORD)
    assert (answer.status_code, who_is_signed_in(client)) == (302, username)
    return client


# --- where everything stands (domain.md e2) ------------------------------------------------------------------------

W1, W2, W3, W4, W5, W6, W7 = ("Population", "GP Networks", "Provider", "Finance", "Informatics", "Workforce", "Embedding")
WHERE_IT_STANDS = [
    ("S1", "", 1, "signed_off"), ("S2", "", 1, "signed_off_with_concerns"), ("S3", "", 1, "signed_off"),
    ("S4", "", 1, "signed_off"), ("S5", "", 1, "signed_off"), ("S5", "", 2, "open"), ("S6", "", 1, "signed_off_with_concerns"),
    *(("S7", w, 1, "reopened" if w == W4 else "signed_off") for w in (W1, W2, W3, W4, W5, W6, W7)),
    *(("S8", w, 1, "signed_off") for w in (W1, W2, W3)), *(("S8", w, 1, "open") for w in (W4, W5)),
    *(("S8", w, 1, "ready") for w in (W6, W7)),
    *(("S9", p, 1, "signed_off") for p in ("PL1", "PL2", "PL3")), *(("S9", p, 1, "open") for p in ("PL4", "PL5")),
    ("S9", "PL6", 1, "not_open"),
    ("S10", "PL1", 1, "signed_off"), ("S10", "PL2", 1, "signed_off_with_concerns"), ("S10", "PL3", 1, "unresolved"),
    ("S11", "", 1, "open"), ("S12", "", 1, "not_open"),
]


# what each who signs in finds at home
FINDS = {
    "manager": {"unresolved", "disputes", "overdue", "standards", "changed", "by-hand"},
    "sponsor": {"unresolved", "sign", "overdue"},
    "director": set(),
    "involvement": {"sign", "disputes", "overdue", "standards", "changed"},
    "cochair": {"claims", "unresolved", "changed"},
    "lay-w7": {"claims"},
    "lay-w4": {"claims"},
    "lay-w5": {"claims"},
    "lay-w6": {"claims", "sign"},
    "forum": {"rounds-to-answer"},
    "lead-w4": {"standards"},
    "lead-w5": {"standards", "disputes"},
    "signatory": {"touchstone"},
    "admin": set(),
}
