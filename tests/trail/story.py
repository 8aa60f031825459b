"""A short story that touches everything the trail can tell: told by the real actions."""

from datetime import timedelta

from partners.groups.actions import end_holding, record_cover, write_terms
from partners.models import Holding
from partners.people.actions import change_partner, invite
from programmes.programme.actions import (
    add_scope_point,
    comment_on_focus,
    remove_scope_point,
    sign_touchstone,
    write_focus,
)
from programmes.programme.models import Membership
from programmes.stages.actions.answering import (
    confirm_standard,
    dispute_standard,
    record_not_met,
    withdraw_claim,
    withdraw_evidence,
)
from programmes.stages.actions.checking import check_stages
from programmes.stages.actions.signing import proceed_without_agreement, reopen_stage, sign_stage
from tests.makers import MONDAY, a_claim, a_stage, all_met

SECRETS = {
    "claim": "We met at the Quaker house", "dispute": "Slides in six point type", "gap": "Nobody had the time",
    "concern": "Too quick by half", "refusal": "Our pair was not heard", "proceed": "The contract ends in May",
    "reopen": "New papers turned up", "terms": "Alternate Mondays with tea", "comment": "Say carers, not users",
    "matter": "Opening hours of the hub", "cover": "Ines sits in until spring", "problem": "People are sent round in circles",
}


def tell_the_story(cast, *, pause=lambda: None) -> None:
    """`pause` is called where somebody has just been told something."""
    at, stage = MONDAY, a_stage(cast.programme, "S1", by=cast.maya)
    write_terms(cast.advisory, by=cast.maya, at=at, text=SECRETS["terms"])
    focus = write_focus(cast.programme, by=cast.maya, at=at, problem=SECRETS["problem"], people="Carers", area="Westmere",
                        ends_on=at.date() + timedelta(days=200))
    comment_on_focus(focus, by=cast.femi, at=at, text=SECRETS["comment"])
    add_scope_point(cast.programme, by=cast.maya, at=at, matter="Uniforms", status="open", decided_by="The Board")
    remove_scope_point(add_scope_point(cast.programme, by=cast.maya, at=at, matter=SECRETS["matter"], status="open",
                                       decided_by="The Board"),
                       by=cast.maya, at=at)
    sign_touchstone(Membership.objects.get(organisation=cast.council), by=cast.olga, at=at)
    check_stages(at=at)

    first, second, *_rest = stage.answers.in_order().filter(shown__isnull=True).select_related("stage__programme")
    a_claim(first, by=cast.maya, text=SECRETS["claim"])
    withdraw_claim(first, by=cast.maya, at=at)
    a_claim(first, by=cast.maya, text=SECRETS["claim"])
    dispute_standard(first, by=cast.femi, at=at, because=SECRETS["dispute"])
    pause()
    withdraw_evidence(first.evidence.first(), by=cast.maya, at=at)
    a_claim(first, by=cast.maya, text=SECRETS["claim"])
    confirm_standard(first, by=cast.femi, at=at)
    record_not_met(second, by=cast.maya, at=at, because=SECRETS["gap"])
    for answer in stage.answers.in_order().filter(state__in=["unanswered", "claimed"]).select_related("stage__programme"):
        if answer.shown is None and answer.state == "unanswered":
            a_claim(answer, by=cast.maya)
        confirm_standard(answer, by=cast.femi, at=at)
    pause()
    sign_stage(stage, by=cast.sid, at=at, value="concerns", text=SECRETS["concern"])
    pause()
    sign_stage(stage, by=cast.fran, at=at, value="disagree", text=SECRETS["refusal"])
    pause()
    proceed_without_agreement(stage, by=cast.sid, at=at, because=SECRETS["proceed"])
    pause()
    sign_stage(stage, by=cast.fran, at=at, value="agree")
    sign_stage(stage, by=cast.femi, at=at, value="agree")
    stage.refresh_from_db()
    reopen_stage(stage, by=cast.maya, at=at, because=SECRETS["reopen"], codes=[first.code])

    vacancy = end_holding(Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group), by=cast.joe, at=at, until_on=at.date(),
                          because="I am moving away")
    check_stages(at=at)
    pause()
    record_cover(vacancy, by=cast.maya, at=at, cover=cast.ines, note=SECRETS["cover"])
    change_partner(cast.amina, by=cast.maya, at=at, phone="020 7946 0991", address="4 Mill Lane")
    cast.joe.user_id, joe = None, cast.joe
    joe.save()
    invite(joe, by=cast.maya, at=at)
    pause()
    all_met(a_stage(cast.programme, "S8", by=cast.maya, workstream=cast.housing), claimed_by=cast.priya, confirmed_by=cast.amina)
