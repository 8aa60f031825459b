"""The pages of the touchstone: from a draft to a signature, an adoption, a check by link, and a breach."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from partners.models import Holding
from programmes.programme.models import Membership, TouchstoneSignature
from programmes.touchstone.actions import answer_breach, close_checks
from programmes.touchstone.models import (
    Adoption,
    Breach,
    BreachProcedure,
    CheckLine,
    Touchstone,
    TouchstoneBallot,
    TouchstoneCheck,
    TouchstoneReopening,
    TouchstoneWord,
    token_of_ballot,
)
from tests.makers import MONDAY, a_partner
from tests.programmes.stages.doing import as_, get, post
from tests.programmes.touchstone.doing import (
    OWED,
    POINTS,
    a_breach,
    a_check,
    a_draft,
    a_held_meeting,
    a_way,
    adopted,
    agreed,
    answers,
    asked,
    open_ballot,
    proposed,
    says,
)

DAY = MONDAY.date()


def of(programme, route):
    return reverse(f"programmes:{route}", args=[programme.slug])


# --- drafting and signing -------------------------------------------------------------------------------------------

def test_from_the_template_to_the_word_of_the_co_chair_and_a_signature(cast):
    as_(cast.amina).post(of(cast.programme, "touchstone-begin"), {"start": "template", "template": "", "drafters": [cast.amina.pk]})
    draft = Touchstone.objects.get()
    post(cast.amina, "touchstone-change", draft, items="\n".join([*POINTS, "", "  "]), template="Ours",
         drafters=[cast.amina.pk, cast.joe.pk])
    post(cast.amina, "touchstone-ask", draft)
    assert POINTS[2] in get(cast.ines, "touchstone-say", draft).content.decode()
    post(cast.ines, "touchstone-say", draft, value="agree", text="")

    page = as_(cast.vic).get(of(cast.programme, "touchstone")).content.decode()
    assert "Version 1. The Advisory Group agreed it on 16 March 2026." in page and "Signed by 0 of 1 organisations." in page
    member = Membership.objects.get(programme=cast.programme)
    assert POINTS[0] in get(cast.olga, "touchstone-sign", member).content.decode()
    assert post(cast.olga, "touchstone-sign", member).status_code == 302
    assert TouchstoneSignature.objects.get().version == 1
    assert "Signed by 1 of 1 organisations." in as_(cast.vic).get(of(cast.programme, "touchstone")).content.decode()
    assert "version 1" in as_(cast.vic).get(of(cast.programme, "organisations")).content.decode()


def test_without_an_agreed_version_there_is_nothing_to_sign(cast):
    member = Membership.objects.get(programme=cast.programme)

    page = get(cast.olga, "touchstone-sign", member).content.decode()

    assert "has not agreed a version yet" in page and "Sign for my organisation" not in page
    assert post(cast.olga, "touchstone-sign", member).status_code == 409


@pytest.mark.parametrize(("data", "said"), [
    ({"items": ""}, "Enter the points"), ({"items": "x" * 301}, "Each point must be 300 characters or fewer"),
    ({"items": "\n".join("x" * 21)}, "Keep it to 20 points or fewer"),
    ({"drafters": []}, "Choose an answer to “Which lay partners drafted it?”")])
def test_a_draft_that_cannot_be_kept_says_how_to_mend_it(cast, data, said):
    draft = a_draft(cast)

    page = post(cast.amina, "touchstone-change", draft, **{"items": "One", "template": "Ours", "drafters": [cast.amina.pk]} | data)

    assert page.status_code == 200 and said in page.content.decode()
    assert draft.items.count() == 3


def test_a_no_needs_its_reason_and_shows_with_its_answer(cast):
    touchstone = asked(cast, drafters=[cast.amina])
    page = post(cast.joe, "touchstone-say", touchstone, value="disagree", text="").content.decode()
    assert "Say what your comment is, or why you say no" in page and not TouchstoneWord.objects.exists()

    post(cast.joe, "touchstone-say", touchstone, value="disagree", text="It forgets carers.")
    post(cast.maya, "touchstone-word-answer", TouchstoneWord.objects.get(), answer="See point 2.")

    page = get(cast.vic, "touchstone-version", touchstone).content.decode()
    assert "It forgets carers." in page and "See point 2." in page
    assert "Joe Example" not in page and "Joe Example" in get(cast.amina, "touchstone-version", touchstone).content.decode()


def test_the_manager_notes_what_a_member_says_by_phone(cast):
    touchstone = asked(cast)

    post(cast.maya, "touchstone-note", touchstone, who=cast.joe.pk, through="phone", value="agree", text="")

    word = TouchstoneWord.objects.get()
    assert (word.partner, word.noted_by, word.through) == (cast.joe, cast.maya, "phone")
    assert "noted by Maya Example, by phone" in get(cast.amina, "touchstone-version", touchstone).content.decode()
    assert post(cast.maya, "touchstone-note", touchstone, who=cast.forrest.pk, through="phone", value="agree", text="").status_code == 200
    assert TouchstoneWord.objects.count() == 1


# --- adopting --------------------------------------------------------------------------------------------------------

def written(touchstone, **more):
    return {"meeting_on": "2026-03-16", "responsibilities": OWED, "rule": "We vote.", "added": "We end on time."} | {
        f"own_{item.ref}": "" for item in touchstone.items.all()} | more


def test_a_group_writes_it_down_and_both_sides_say_yes(cast):
    touchstone = agreed(cast)
    first = touchstone.items.get(position=1)
    post(cast.priya, "adoption-write", cast.housing.group, **written(touchstone, **{f"own_{first.ref}": "Titles stay outside."}))
    assert "Waiting for a yes of both sides" in get(cast.vic, "group-touchstone", cast.housing.group).content.decode()

    for who in (cast.priya, cast.joe):
        assert OWED in get(who, "adoption-say", cast.housing.group).content.decode()
        post(who, "adoption-say", cast.housing.group, value="agree", text="")

    page = get(cast.vic, "group-touchstone", cast.housing.group).content.decode()
    assert "Both sides said yes on 16 March 2026, to version 1 of the touchstone." in page
    assert "Titles stay outside." in page and "We end on time." in page and POINTS[0] not in page
    assert get(cast.priya, "adoption-say", cast.housing.group).status_code == 409       # nothing waits any more


@pytest.mark.parametrize(("data", "said"), [
    ({"meeting_on": "2026-03-17"}, "Enter a day that has been"), ({"responsibilities": ""}, "What do the members owe each other")])
def test_what_cannot_be_adopted_is_said(cast, data, said):
    page = post(cast.priya, "adoption-write", cast.housing.group, **written(agreed(cast), **data))

    assert page.status_code == 200 and said in page.content.decode() and not Adoption.objects.exists()


def test_before_a_version_is_agreed_the_page_says_so(cast):
    assert "has not agreed a touchstone yet" in get(cast.priya, "group-touchstone", cast.housing.group).content.decode()
    assert get(cast.priya, "adoption-write", cast.housing.group).status_code == 409


def test_a_lay_yes_by_phone_is_noted(cast):
    agreed(cast)
    adoption = proposed(cast)

    post(cast.priya, "adoption-note", cast.housing.group, who=cast.joe.pk, through="phone", value="disagree", text="Not so.")

    word = TouchstoneWord.objects.get(adoption=adoption)
    assert (word.partner, word.is_lay, word.noted_by, word.is_open_no()) == (cast.joe, True, cast.priya, True)


def test_the_founding_group_has_no_such_page(cast):
    assert get(cast.maya, "group-touchstone", cast.founding).status_code == 404
    assert "/touchstone/" not in get(cast.vic, "group", cast.founding).content.decode()
    assert f"/groups/{cast.advisory.ref}/touchstone/" in get(cast.vic, "group", cast.advisory).content.decode()


def test_coming_back_is_asked_and_a_lay_member_says_what_came_of_it(cast):
    post(cast.priya, "reopening-note", cast.housing.group, who=cast.joe.pk, through="phone", because="Papers come late.")
    asked_for = TouchstoneReopening.objects.get()
    assert (asked_for.asked_by, asked_for.is_lay, asked_for.noted_by) == (cast.joe, True, cast.priya)
    assert post(cast.priya, "reopening-look", asked_for, looked_on="2026-03-16", outcome="Done").status_code == 403

    assert post(cast.amina, "reopening-look", asked_for, looked_on="2026-03-01", outcome="Done").status_code == 200
    post(cast.amina, "reopening-look", asked_for, looked_on="2026-03-16", outcome="Papers come a week ahead.")

    assert "Papers come a week ahead." in get(cast.vic, "group-touchstone", cast.housing.group).content.decode()


# --- checks ----------------------------------------------------------------------------------------------------------

VALUES = {"point_1": "yes", "point_2": "partly", "point_3": "no", "words": "Better."}


def test_a_check_is_opened_from_the_page_of_a_held_meeting(cast, clock):
    adopted(cast)
    meeting = a_held_meeting(cast)
    clock.to(MONDAY + timedelta(hours=3))
    where = f"{reverse('programmes:touchstone-check-open', args=[cast.housing.group.ref])}?meeting={meeting.ref}"
    assert where in get(cast.priya, "meeting", meeting).content.decode()
    assert where not in get(cast.vic, "meeting", meeting).content.decode()
    page = as_(cast.priya).get(where).content.decode()
    assert "That is 2 lay and 1 staff." in page and "it could give somebody away" in page

    as_(cast.priya).post(where, {"closes_on": "2026-03-20", "also": [cast.ines.pk, cast.maya.pk]})

    check = TouchstoneCheck.objects.get()
    assert (check.meeting, check.asked_lay, check.asked_staff) == (meeting, 3, 2)
    assert check.get_absolute_url() in get(cast.vic, "meeting", meeting).content.decode()


def test_one_answers_by_the_link_of_the_mail_without_signing_in_and_once(cast):
    check = a_check(cast, lay=1, staff=0)
    link = reverse("programmes:check-by-link", args=[token_of_ballot(TouchstoneBallot.objects.get().ref)])
    visitor = Client()
    assert "Answer, if you wish" not in visitor.get(link).content.decode()
    page = visitor.post(link, VALUES | {"point_2": ""}).content.decode()
    assert "Choose an answer to point 2" in page and "Better." in page and not CheckLine.objects.exists()

    assert visitor.post(link, VALUES).status_code == 302
    again = visitor.post(link, VALUES)

    assert "Your answer is counted, and nobody can find out which it is." in again.content.decode()
    assert check.items.get(position=3).lay_no == 1 and CheckLine.objects.get().text == "Better."
    close_checks(TouchstoneCheck.objects.all(), at=MONDAY)
    assert Client().get(link).status_code == 410


def test_one_answers_in_the_account_too(cast):
    check = a_check(cast, lay=0, staff=0, also=[(cast.amina, True)])

    assert post(cast.amina, "touchstone-check-answer", check, **VALUES).status_code == 302

    assert post(cast.amina, "touchstone-check-answer", check, **VALUES).status_code == 403
    assert post(cast.joe, "touchstone-check-answer", check, **VALUES).status_code == 403


def test_the_manager_counts_what_somebody_without_mail_says(cast):
    check = a_check(cast)
    walt = open_ballot(check, a_partner("Walt Example", email="", channel="phone", phone="020 7946 0999"))
    assert "Note what Walt Example says" in get(cast.maya, "touchstone-check", check).content.decode()
    assert "Walt Example" not in get(cast.priya, "touchstone-check", check).content.decode()

    post(cast.maya, "touchstone-check-note", walt, **VALUES | {"through": "phone"})

    walt.refresh_from_db()
    assert (walt.has_answered, walt.noted_by) == (True, cast.maya)
    assert "Walt Example" not in get(cast.maya, "touchstone-check", check).content.decode()


def shown(check, who):
    close_checks(TouchstoneCheck.objects.filter(pk=check.pk), at=MONDAY)
    return get(who, "touchstone-check", check).content.decode()


def test_from_five_in_a_side_both_are_shown_and_the_gap_is_named(cast):
    check = a_check(cast, lay=6, staff=5)
    answers(check, "yes,no,no", is_lay=True, words="Papers come late.")
    answers(check, "yes,yes,no", is_lay=False, words="All is well.")
    assert "Papers come late." not in get(cast.priya, "touchstone-check", check).content.decode()

    page = shown(check, cast.vic)

    assert "Lay partners mostly said yes to 1 of 3 points, staff to 2 of 3." in page
    assert "0 mostly yes, 0 partly, 6 mostly no" in page and "Papers come late." in page and "All is well." in page
    assert page.split("Talk about this")[1].count("<li>") >= 1 and POINTS[1] in page.split("Talk about this")[1]


@pytest.mark.parametrize("few", [0, 1, 4])
def test_of_fewer_than_five_nothing_is_shown(cast, few):
    check = a_check(cast, lay=6, staff=6)
    answers(check, "no", is_lay=True, most=few, words="A SECRET of mine")
    answers(check, "yes", is_lay=False, words="All is well.")

    page = shown(check, cast.priya)

    assert "Fewer than 5 lay partners answered: too few to show." in page and "SECRET" not in page
    assert "lay: too few to show" in page and "Talk about this" not in page


def test_of_too_few_on_both_sides_there_is_a_sentence_and_no_picture(cast):
    check = a_check(cast, lay=4, staff=2)
    answers(check, "no", words="A SECRET of mine")

    page = shown(check, cast.priya)

    assert "Please talk about it in the group instead." in page and "SECRET" not in page and "<svg class=\"app-chart" not in page


def test_who_left_still_answers_by_link_and_reads_nothing_else(cast):
    adoption = adopted(cast)
    check = a_check(cast, lay=0, staff=0, adoption=adoption, also=[(cast.joe, True)])
    Holding.objects.filter(partner=cast.joe).update(until_on=DAY - timedelta(days=1), state="ended", closed_at=MONDAY)

    assert get(cast.joe, "touchstone-check", check).status_code == 200
    assert get(cast.joe, "group-touchstone", cast.housing.group).status_code == 404


# --- breaches --------------------------------------------------------------------------------------------------------

def test_the_way_is_written_by_the_manager_and_agreed_by_the_co_chair(cast):
    typed = {"teller": cast.ines.pk, "other": cast.maya.pk, "how": "By phone.", "answer_days": "5"}
    same = as_(cast.maya).post(of(cast.programme, "breach-way"), typed | {"other": cast.ines.pk})
    assert "Choose somebody else: it may be about the first person" in same.content.decode()
    as_(cast.maya).post(of(cast.programme, "breach-way"), typed)
    assert "waits for a lay co-chair" in as_(cast.vic).get(of(cast.programme, "touchstone")).content.decode()

    post(cast.ines, "breach-way-agree", BreachProcedure.objects.get())

    assert "Tell Ines Example quietly." in as_(cast.vic).get(of(cast.programme, "touchstone")).content.decode()


def test_a_breach_is_raised_answered_and_settled_and_staff_see_numbers_alone(cast):
    a_way(cast)
    page = as_(cast.joe).post(of(cast.programme, "breach-new"), {"text": "A SECRET of the lift", "group": "", "not_to": []})
    breach = Breach.objects.get()
    assert page.url == breach.get_absolute_url()
    assert "SECRET" in get(cast.ines, "breach", breach).content.decode()
    for who in ("maya", "sid", "priya", "amina", "femi", "vic"):
        assert get(getattr(cast, who), "breach", breach).status_code == 404
        overview = as_(getattr(cast, who)).get(of(cast.programme, "touchstone")).content.decode()
        assert "SECRET" not in overview and "Raised so far: 1. Waiting for an answer: 1" in overview

    post(cast.ines, "breach-answer", breach, text="It is mended.")
    assert "Say what is not settled" in post(cast.joe, "breach-say", breach, value="no", text="").content.decode()
    post(cast.joe, "breach-say", breach, value="yes", text="")

    breach.refresh_from_db()
    assert breach.state == "settled"


def test_sent_twice_it_is_one_breach(cast):
    a_way(cast)
    client = as_(cast.joe)
    once = client.get(of(cast.programme, "breach-new")).context["form"].initial["once"]

    for _twice in range(2):
        client.post(of(cast.programme, "breach-new"), {"text": "Late", "group": "", "not_to": [], "once": once})

    assert Breach.objects.count() == 1


def test_the_manager_writes_one_down_for_somebody(cast):
    a_way(cast)

    as_(cast.maya).post(of(cast.programme, "breach-note"), {
        "who": cast.joe.pk, "through": "phone", "text": "Late again", "group": cast.housing.group.pk, "not_to": [cast.ines.pk]})

    breach = Breach.objects.get()
    assert (breach.raised_by, breach.noted_by, breach.through, breach.to) == (cast.joe, cast.maya, "phone", cast.sid)
    assert get(cast.ines, "breach", breach).status_code == 404


def test_before_it_is_written_down_whom_to_tell_nothing_is_raised(cast):
    assert as_(cast.joe).post(of(cast.programme, "breach-new"), {"text": "Late"}).status_code == 403


# --- what needs you --------------------------------------------------------------------------------------------------

def waiting(person, name):
    return as_(person).get(reverse("programmes:queue", args=[name])).content.decode()


def test_home_asks_for_each_word_and_stops_asking(cast):
    touchstone = asked(cast)
    assert "Touchstone, version 1" in waiting(cast.joe, "touchstones")
    says(touchstone, cast.joe)
    assert "Touchstone, version 1" not in waiting(cast.joe, "touchstones")
    says(touchstone, cast.ines)
    proposed(cast)
    assert "Housing" in waiting(cast.priya, "adoptions") and "Housing" in waiting(cast.joe, "adoptions")
    assert "Westmere Council" in waiting(cast.olga, "touchstone")
    post(cast.priya, "adoption-say", cast.housing.group, value="agree", text="")
    assert "Housing" not in waiting(cast.priya, "adoptions")
    post(cast.joe, "adoption-say", cast.housing.group, value="agree", text="")
    check = a_check(cast, adoption=Adoption.objects.get(), also=[(cast.amina, True)])
    assert "Housing" in waiting(cast.amina, "touchstone-checks")
    post(cast.amina, "touchstone-check-answer", check, **VALUES)
    assert "Housing" not in waiting(cast.amina, "touchstone-checks")
    breach = a_breach(cast)
    assert "Told quietly" in waiting(cast.ines, "breaches")
    answer_breach(breach, by=cast.ines, at=MONDAY, text="Sorry")
    assert "Told quietly" not in waiting(cast.ines, "breaches") and "Told quietly" in waiting(cast.amina, "breach-answers")
