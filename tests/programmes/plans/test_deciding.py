"""From the answers of the Forum to the review: what is asked for before each move, and what everybody reads (10.1 to 10.6, PU3)."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from coprod.kit.access import YES, No
from coprod.kit.lifecycle import NotAllowedNow
from programmes.commitments.actions import ask_promise
from programmes.decisions.actions import say_dissent
from programmes.plans.actions import (
    add_copy,
    decide_plan,
    deliver_plan,
    let_stand,
    link_plan,
    publish_plan,
    review_plan,
    say_wish,
    take_copy_out,
    take_out,
    thank,
    withdraw_plan,
)
from programmes.plans.models import Plan, PlanFind
from programmes.plans.policies.moving import READY_CHECKS, finds_in
from programmes.plans.showing.parts import FORUM_SAW, PLAN_PARTS, PUBLIC_PARTS, Part
from programmes.raising.views.topics import about_of
from tests.makers import MONDAY
from tests.programmes.decisions.doing import made, prepared
from tests.programmes.decisions.doing import published as decision_published
from tests.programmes.plans.doing import (
    DAY,
    TEXT,
    a_plan,
    answered,
    decided,
    delivered,
    fresh,
    look,
    newer,
    page_of,
    published,
    says,
    send,
    summarised,
    told,
)

pytestmark = pytest.mark.django_db
PHONE, NHS = "0161 496 0000", "943 476 5919"


def public(plan, more=""):
    return Client().get(f"/plans/{fresh(plan).public_ref}/{more}")


def test_a_plan_is_decided_by_its_decision_once_everybody_has_their_answer(cast):
    plan = a_plan(cast)
    with pytest.raises(NotAllowedNow):
        decide_plan(plan, by=cast.maya, at=MONDAY)
    answered(cast, plan)
    with pytest.raises(NotAllowedNow, match="which decision"):
        decide_plan(plan, by=cast.maya, at=MONDAY)
    decision = prepared(cast)
    link_plan(plan, by=cast.maya, at=MONDAY, decision=decision)
    with pytest.raises(NotAllowedNow, match="not made yet"):
        decide_plan(plan, by=cast.maya, at=MONDAY)
    assert fresh(plan).state == "answered"

    made(cast, decision=decision)
    assert send(cast.maya, page_of(plan, "decide")).status_code == 302
    assert send(cast.maya, page_of(plan, "decide")).status_code == 403

    assert fresh(plan).state == "decided"
    assert not fresh(plan).can_change()


def test_a_decision_belongs_to_one_plan_of_its_own_programme(cast):
    decision = made(cast)
    link_plan(a_plan(cast), by=cast.maya, at=MONDAY, decision=decision)
    other = a_plan(cast, mark="PL2")

    with pytest.raises(NotAllowedNow, match="another plan"):
        link_plan(other, by=cast.maya, at=MONDAY, decision=decision)
    page = send(cast.maya, page_of(other, "link"), {"decision": decision.pk})
    assert (page.status_code, fresh(other).decision) == (200, None)


def test_the_decision_that_was_prepared_about_a_plan_is_offered_first(cast):
    plan = a_plan(cast)
    made(cast)
    new = reverse("programmes:decision-new", args=[cast.programme.slug])
    assert "plan:" + plan.ref in look(cast.maya, f"{new}?about=plan:{plan.ref}").content.decode()
    decision = prepared(cast, about=about_of(cast.maya.user, f"plan:{plan.ref}"), title="About letters")

    assert look(cast.maya, page_of(plan, "link")).context["form"].initial["decision"] == decision.pk


def test_the_page_shows_the_position_the_changes_the_look_and_the_reason(cast):
    plan = answered(cast)
    decision = decision_published(cast, "disagree", decision=prepared(cast, workstream=cast.housing))
    link_plan(plan, by=cast.maya, at=MONDAY, decision=decision)

    page = look(cast.amina, plan.get_absolute_url()).content.decode()

    assert "It forgets people without internet." in page
    assert "Nothing was changed." in page
    assert "2 say it is right, 0 say it is not." in page
    assert "The law leaves us until May." in page


def test_it_is_published_after_its_decision_and_then_everybody_reads_it(cast):
    plan = decided(cast, is_out=False)
    with pytest.raises(NotAllowedNow, match="decision is not published"):
        publish_plan(plan, by=cast.maya, at=MONDAY)
    assert "Its decision is not published yet." in send(cast.maya, page_of(plan, "publish")).content.decode()
    assert fresh(plan).state == "decided"

    out = published(cast, a_plan(cast, mark="PL2", title="Doors"))

    page = public(out)
    assert page.status_code == 200
    assert "Every letter has a name and a day." in page.content.decode()
    assert Client().get("/plans/nosuchplan/").status_code == 404
    assert send(cast.maya, page_of(out, "publish")).status_code == 403


def test_nothing_personal_stands_on_the_public_page(cast):
    plan = a_plan(cast)
    summary = summarised(cast, plan)
    says(summary, cast.joe, "no", "Words of Joe")
    says(summary, cast.joe)
    say_wish(thank(plan, cast.amina, by=cast.priya, at=MONDAY), at=MONDAY, wish="named")
    thank(plan, cast.joe, by=cast.priya, at=MONDAY)
    say_wish(thank(plan, cast.ines, by=cast.priya, at=MONDAY), at=MONDAY, wish="not")
    plan = decided(cast, plan)
    say_dissent(plan.decision, by=cast.femi, at=MONDAY, words="Too late.")
    publish_plan(plan, by=cast.sid, at=MONDAY)

    page = public(plan).content.decode()

    assert cast.amina.shown in page
    assert "1 person who is not named" in page
    for name in ("Joe Example", "Ines Example", "Femi Example", "Priya Example", "Maya Example", "Words of Joe"):
        assert name not in page
    assert "Too late." in page
    assert "A lay partner said on" in page


@pytest.mark.parametrize(("field", "words"), [
    ("text", PHONE), ("title", "ana@example.test"), ("fixed", "M1 1AE"), ("purpose", NHS), ("points", PHONE),
    ("summary", "ana@example.test")])
def test_what_may_lead_to_a_person_is_taken_out_before_it_is_published(cast, field, words):
    facts = {field: f"{TEXT}\nRing {words}." if field == "text" else [f"Who? {words}"] if field == "points" else f"Ask {words}"}
    plan = a_plan(cast, **({} if field == "summary" else facts))
    if field == "summary":
        summarised(cast, plan, text=f"Ask {words}")
    decided(cast, plan)
    with pytest.raises(NotAllowedNow, match="may lead to a person"):
        publish_plan(plan, by=cast.maya, at=MONDAY)
    page = send(cast.maya, page_of(plan, "publish"))
    assert words in page.content.decode()
    assert fresh(plan).state == "decided"

    key = finds_in(fresh(plan))[0].key
    assert send(cast.maya, page_of(plan, "take-out"), {"find": key}).status_code == 302
    assert send(cast.maya, page_of(plan, "take-out"), {"find": key}).status_code == 409
    assert send(cast.maya, page_of(plan, "publish")).status_code == 302

    page = public(plan).content.decode()
    assert words not in page
    assert "[…]" in page
    assert words not in public(plan, "changes/").content.decode()


def test_an_office_may_stand_there_with_a_reason_and_an_nhs_number_never(cast):
    plan = decided(cast, a_plan(cast, text=f"{TEXT}\nRing {PHONE} or say {NHS}."))
    phone, nhs = (next(each for each in finds_in(plan) if each.found.words == words) for words in (PHONE, NHS))
    page = send(cast.maya, page_of(plan, "let-stand"), {"find": phone.key, "because": ""})
    assert (page.status_code, PlanFind.objects.count()) == (200, 0)
    assert send(cast.maya, page_of(plan, "let-stand"), {"find": phone.key, "because": "The office."}).status_code == 302
    assert send(cast.maya, page_of(plan, "let-stand"), {"find": nhs.key, "because": "The office."}).status_code == 409
    with pytest.raises(NotAllowedNow):
        publish_plan(plan, by=cast.maya, at=MONDAY)

    take_out(plan, by=cast.maya, at=MONDAY, kind="nhs", words=NHS)
    publish_plan(fresh(plan), by=cast.maya, at=MONDAY)

    page = public(plan).content.decode()
    assert (PHONE in page, NHS in page) == (True, False)
    assert fresh(plan).version == 2


def test_a_number_behind_other_signs_is_taken_out_too(cast):
    plan = a_plan(cast, text="Ring ٠161\u200b 496 0000 or ０１６１ ４９６ ００００ now.")
    for each in finds_in(plan):
        take_out(plan, by=cast.maya, at=MONDAY, kind=each.found.kind, words=each.found.words)

    assert finds_in(fresh(plan)) == []


def test_what_is_let_stand_has_to_be_there(cast):
    with pytest.raises(NotAllowedNow):
        let_stand(a_plan(cast), by=cast.maya, at=MONDAY, kind="phone", words=PHONE, because="The office.")


def test_the_public_page_compares_with_what_the_forum_saw_and_hides_what_was_taken_out(cast):
    plan = a_plan(cast, text=f"{TEXT}\nRing {PHONE} today and tell us what you think of it.")
    newer(cast, plan, f"{TEXT}\nTell us what you think of it.\n\nWe begin in June.")
    published(cast, fresh(plan))

    page = public(plan, "changes/").content.decode()
    assert "The Forum saw version 1. This is version 2." in page
    assert PHONE not in page
    assert "1 is new" in page

    FORUM_SAW.append(lambda plan: 2)
    try:
        assert "Nothing in the text is different." in public(plan, "changes/").content.decode()
    finally:
        FORUM_SAW.pop()


def test_forms_and_promises_stand_on_the_public_page(cast):
    plan = a_plan(cast)
    copy = add_copy(plan, by=cast.priya, at=MONDAY, form="word", file=ContentFile(b"Doors.", name="doors.docx"), content_type="text/plain")
    published(cast, plan)
    about = about_of(cast.maya.user, f"plan:{plan.ref}")
    for text, owner in (("Large print in May", cast.maya), ("Larger print in June", cast.sid)):       # sid has not said yes
        ask_promise(about, by=cast.maya, at=MONDAY, text=text, owner=owner, due_on=MONDAY.date() + 30 * DAY)

    page = public(plan).content.decode()
    assert ("Large print in May" in page, "Larger print in June" in page) == (True, False)
    assert "Larger print in June" in look(cast.amina, plan.get_absolute_url()).content.decode()
    file = public(plan, f"forms/{copy.ref}/")
    assert (file.status_code, file.getvalue(), file["X-Content-Type-Options"]) == (200, b"Doors.", "nosniff")
    assert "doors.docx" in public(plan).content.decode()
    take_copy_out(copy, by=cast.priya, at=MONDAY)
    assert public(plan, f"forms/{copy.ref}/").status_code == 404


def test_a_file_of_a_plan_that_is_not_published_is_for_its_readers(cast):
    plan = a_plan(cast)
    copy = add_copy(plan, by=cast.priya, at=MONDAY, form="word", file=ContentFile(b"Doors.", name="doors.docx"), content_type="text/plain")
    where = reverse("programmes:plan-copy", args=[copy.ref])

    answers = [look(each, where) for each in (cast.femi, cast.forrest, cast.sam)]
    assert [each.status_code for each in answers] == [200, 404, 404]
    assert answers[0].getvalue() == b"Doors."


def test_delivery_and_review_say_what_and_nothing_personal(cast):
    plan = published(cast)
    where = page_of(plan, "deliver")
    assert "looks like a phone number" in send(cast.priya, where, {"text": f"Ring {PHONE}"}).content.decode()
    assert send(cast.priya, where, {"text": "The Council, from June."}).status_code == 302
    assert send(cast.priya, page_of(plan, "review"), {"text": "Letters are short."}).status_code == 302

    assert fresh(plan).state == "reviewed"
    assert "Letters are short." in public(plan).content.decode()
    for move, facts in ((deliver_plan, {"text": "x"}), (review_plan, {"text": "x"}), (withdraw_plan, {"because": "x"})):
        with pytest.raises(NotAllowedNow):
            move(fresh(plan), by=cast.maya, at=MONDAY, **facts)


def test_who_is_thanked_says_how_and_nobody_over_their_own_word(cast):
    plan = a_plan(cast)
    send(cast.priya, page_of(plan, "thanks-new"), {"people": [cast.amina.pk, cast.joe.pk]})
    send(cast.priya, page_of(plan, "thanks-new"), {"people": [cast.amina.pk]})
    assert plan.contributors.count() == told("plan_thanks_asked", cast.amina, cast.joe) == 2
    amina = plan.contributors.get(partner=cast.amina)

    assert send(cast.maya, page_of(amina, "thanks"), {"through": "phone", "wish": "unnamed"}).status_code == 302
    assert told("plan_thanks_noted", cast.amina) == 1
    assert send(cast.amina, page_of(amina, "thanks"), {"wish": "named"}).status_code == 302
    assert send(cast.maya, page_of(amina, "thanks"), {"through": "phone", "wish": "not"}).status_code == 403

    assert fresh(amina).wish == "named"
    assert look(cast.joe, page_of(amina, "thanks")).status_code == 403


def test_later_wings_add_pieces_and_ask_for_more_before_a_move(cast):
    plan, seen = published(cast), []
    PLAN_PARTS.append(lambda user, plan, at: Part("programmes/plans/_piece.html", {"piece": plan, "seen": seen.append(plan.ref)}))
    PUBLIC_PARTS.append(lambda plan: seen.append(plan.ref))
    READY_CHECKS["withdraw"].append(lambda plan: No("Somebody waits for an answer.") if plan.mark == "PL2" else YES)
    try:
        look(cast.amina, plan.get_absolute_url())
        public(plan)
        assert seen == [plan.ref, plan.ref]
        other = a_plan(cast, mark="PL2")
        page = send(cast.maya, page_of(other, "withdraw"), {"because": "No money."})
        assert (page.status_code, fresh(other).state) == (200, "emerging")
        assert "Somebody waits for an answer." in page.content.decode()
    finally:
        PLAN_PARTS.pop(), PUBLIC_PARTS.pop(), READY_CHECKS["withdraw"].pop()
    send(cast.maya, page_of(other, "withdraw"), {"because": "No money."})
    assert fresh(other).state == "withdrawn"


MOVES = {       # move: (who may, the plan, what is sent)
    "withdraw": ({"amina", "joe", "priya", "maya", "sid"}, a_plan, {"because": "No money."}),
    "decide": ({"priya", "maya", "sid"}, None, {}),
    "publish": ({"priya", "maya", "sid"}, decided, {}),
    "deliver": ({"priya", "maya", "sid"}, published, {"text": "The Council."}),
    "review": ({"priya", "maya", "sid"}, delivered, {"text": "It works."}),
}


@pytest.mark.parametrize("move", MOVES)
def test_every_move_for_every_role(cast, move):
    who, make, data = MOVES[move]
    for n, (name, person) in enumerate(cast.people().items()):
        plan = a_plan(cast, mark=f"PL{n}")
        if make is None:
            link_plan(answered(cast, plan), by=cast.maya, at=MONDAY, decision=made(cast, decision=prepared(cast, title=f"Lifts {n}")))
        elif make is not a_plan:
            make(cast, plan)
        was = fresh(plan).state
        response = send(person, page_of(plan, move), data)
        assert (response.status_code == 302) == (name in who), (move, name, response.status_code)
        assert (fresh(plan).state != was) == (name in who), (move, name)
    assert Plan.objects.count() == len(cast.people())
