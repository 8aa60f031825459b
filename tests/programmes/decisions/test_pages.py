"""The pages of decisions, through the addresses that people use; and what everybody may read."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from programmes.decisions.actions import say_dissent
from programmes.decisions.models import DecisionDissent, DecisionRecord
from programmes.decisions.showing.parts import GROUP_SHEETS, MORE_PARTS, Part
from programmes.minutes.actions import strike_out
from programmes.raising.views.topics import about_of
from tests.makers import MONDAY, a_partner
from tests.programmes.decisions.doing import (
    TYPED,
    fresh,
    made,
    opened,
    prepared,
    published,
    ready,
    says_position,
)
from tests.programmes.minutes.doing import a_held, a_line
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
MADE = {"method": "agreed", "votes_for": "", "votes_against": "", "votes_none": "", "decided_on_day": "16", "decided_on_month": "3",
        "decided_on_year": "2026", "meeting": "", "present": "9", "lay_present": "2", "reason": ""}
STRANGERS = ("decision", "decision-change", "decision-changes", "decision-position", "decision-position-note", "decision-dissent",
             "decision-dissent-note", "decision-seen", "decision-seen-note", "decision-make", "decision-defer", "decision-withdraw",
             "decision-reason", "decision-link")


def test_from_the_first_word_to_publication(cast):
    answer = post(cast.priya, "decision-new", cast.programme.slug, **TYPED | {
        "group": str(cast.housing.group.pk), "workstream": str(cast.housing.pk), "options": "To wait.", "duty": "no",
        "duty_how": "It changes nothing for anybody."})
    decision = DecisionRecord.objects.get()
    assert answer.headers["Location"] == decision.get_absolute_url()
    post(cast.ines, "decision-position", decision, value="agree", text="", said_on_day="16", said_on_month="3", said_on_year="2026")
    page = post(cast.priya, "decision-make", decision, **MADE).content.decode()
    assert "or say that nothing was changed" in page and fresh(decision).state == "prepared" and 'value="9"' in page
    post(cast.priya, "decision-changes", decision, text="", nothing="on")
    post(cast.priya, "decision-make", decision, **MADE)
    post(cast.priya, "decision-show", decision)
    post(cast.amina, "decision-seen", decision, value="yes", text="", round="1")
    assert "Publish it" in get(cast.maya, "decision", decision).content.decode()

    post(cast.maya, "decision-publish", decision)

    decision = fresh(decision)
    assert (decision.state, decision.made_by, decision.published_by, decision.there()) == ("published", cast.priya, cast.maya, (2, 9))
    page = get(cast.forrest, "decision", decision).content.decode()
    assert "Letters in plain words." in page and "Nothing was changed." in page and "To wait." in page


def test_both_the_vote_and_the_decision_stand_side_by_side(cast):
    decision = ready(cast)
    says_position(cast, decision, "disagree", votes_for=11, votes_against=0, votes_none=2)
    post(cast.sid, "decision-make", decision, **MADE | {"method": "law", "reason": "The law asks for it."})

    page = get(cast.amina, "decision", decision).content.decode()

    assert "11 for it, 0 against, 2 did not vote" in page and "By law alone" in page and "The law asks for it." in page
    assert "Does not agree" in page


@pytest.mark.parametrize("route", STRANGERS)
def test_a_stranger_who_manages_another_programme_finds_nothing(cast, route):
    decision = published(cast)

    assert get(cast.sam, route, decision).status_code == 404 and post(cast.sam, route, decision).status_code == 404


def test_neither_is_their_log_nor_what_is_only_prepared_shown_to_others(cast):
    decision, out = prepared(cast, title="SECRET lifts"), made(cast)

    assert get(cast.sam, "decisions", cast.programme.slug).status_code == 404
    for person in (cast.vic, cast.olga, cast.forrest):
        page = get(person, "decisions", cast.programme.slug).content.decode()
        assert "SECRET lifts" not in page and out.title in page and get(person, "decision", decision).status_code == 404
    assert "SECRET lifts" in get(cast.femi, "decisions", cast.programme.slug).content.decode()


def test_what_is_missing_keeps_what_was_typed(cast):
    page = post(cast.priya, "decision-new", cast.programme.slug, **TYPED | {
        "text": "", "options": "To wait.", "duty": "yes", "dissent": "No."}).content.decode()

    for words in ("Choose the group that decides", "Say how people were involved", "Say who did not agree", "To wait."):
        assert words in page, words
    assert not DecisionRecord.objects.exists()


def test_posted_groups_meetings_and_stages_are_those_of_the_programme(cast):
    page = post(cast.priya, "decision-new", cast.programme.slug, **TYPED | {
        "group": str(cast.forum.pk), "workstream": str(cast.housing.pk)}).content.decode()

    assert "from the list" in page and not DecisionRecord.objects.exists()       # R3: the Forum decides nothing


def test_sent_twice_it_is_there_once(cast):
    client = as_(cast.maya)
    address = reverse("programmes:decision-new", args=[cast.programme.slug])
    once = client.get(address).context["form"]["once"].value()
    for _twice in range(2):
        client.post(address, TYPED | {"group": str(cast.housing.group.pk), "once": once})

    assert DecisionRecord.objects.count() == 1


def test_the_log_is_narrowed_and_nonsense_is_left_out(cast):
    made(cast)
    prepared(cast, title="Lifts", group=cast.advisory)
    log = reverse("programmes:decisions", args=[cast.programme.slug])
    client = as_(cast.maya)

    def titles(**asked):
        return [each.it.title for each in client.get(log, asked).context["log"].lines]

    assert titles() == ["Lifts", "Letters"] or titles() == ["Letters", "Lifts"]
    assert titles(group=cast.advisory.ref) == ["Lifts"] and titles(state="made") == ["Letters"] and titles(method="agreed") == ["Letters"]
    assert titles(year="2026", state="prepared") == ["Lifts"]
    assert len(titles(group="x", year="';--", method="%", state="gone", **{"from": "x"})) == 2
    assert "Lifts" in client.get(reverse("programmes:decisions-print", args=[cast.programme.slug])).content.decode()


# --- from minutes ------------------------------------------------------------------------------------------------------

def test_a_decision_in_minutes_goes_into_the_log_once_without_what_is_struck_out(cast):
    meeting = a_held(cast)
    line = a_line(meeting, cast.priya, kind="decision", words="Letters for Mrs Hallett in plain words.", how="vote", votes_for=4,
                  votes_against=1, votes_none=0, options="To wait.", dissent="It forgets carers.")
    strike_out(line, by=cast.amina, at=MONDAY, passage="Mrs Hallett", reason="person")
    page = get(cast.priya, "minutes", meeting).content.decode()
    assert f"?line={line.ref}" in page and "Put it into the log of decisions" in page
    assert "Put it into the log" not in get(cast.amina, "minutes", meeting).content.decode()
    client, address = as_(cast.priya), reverse("programmes:decision-new", args=[cast.programme.slug])
    form = client.get(address, {"line": line.ref}).context["form"]
    assert "Mrs Hallett" not in form["text"].value() and "plain words" in form["text"].value()
    assert [form[name].value() for name in ("options", "votes_for", "dissent", "method")] == ["To wait.", 4, "It forgets carers.", "vote"]

    for _twice in range(2):
        client.post(address, TYPED | {"group": str(cast.housing.group.pk), "workstream": str(cast.housing.pk), "line": line.ref,
                                      "meeting": str(meeting.pk), "method": "vote", "votes_for": "4", "votes_against": "1",
                                      "dissent": "It forgets carers.", "dissent_by": str(cast.joe.pk)})

    decision = DecisionRecord.objects.get()
    assert (decision.minute_line, decision.meeting, decision.votes_for) == (line, meeting, 4)
    assert DecisionDissent.objects.get().by == cast.joe
    page = get(cast.priya, "minutes", meeting).content.decode()
    assert decision.get_absolute_url() in page and "Put it into the log" not in page


@pytest.mark.parametrize("nonsense", ["%00", "x%00y", "%F0%9F%98%80"])
def test_nonsense_behind_the_question_mark_is_left_out(cast, nonsense):
    new, log = (reverse(f"programmes:{name}", args=[cast.programme.slug]) for name in ("decision-new", "decisions"))

    for address in (f"{new}?line={nonsense}", f"{new}?about=workstream:{nonsense}", *(
            f"{log}?{name}={nonsense}" for name in ("group", "year", "method", "state", "from"))):
        assert as_(cast.maya).get(address).status_code == 200, address
    assert as_(cast.maya).post(new, TYPED | {"line": "\x00", "about": "\x00"}).status_code == 200


def test_a_line_of_another_programme_is_nothing_here(cast):
    line = a_line(a_held(cast), cast.priya, kind="decision", words="SECRET lifts", how="agreed")

    page = as_(cast.sam).get(reverse("programmes:decision-new", args=[cast.elsewhere.slug]), {"line": line.ref}).content.decode()

    assert "SECRET" not in page


def test_it_may_be_about_a_page_and_others_may_speak_about_it(cast):
    client, address = as_(cast.maya), reverse("programmes:decision-new", args=[cast.programme.slug])
    form = client.get(address, {"about": f"workstream:{cast.housing.ref}"}).context["form"]
    assert form["title"].value() == "Housing"
    client.post(address, TYPED | {"group": str(cast.housing.group.pk), "about": f"workstream:{cast.housing.ref}"})

    decision = DecisionRecord.objects.get()

    assert (decision.about_kind, decision.about_ref, decision.about_name) == ("workstream", cast.housing.ref, "Housing")
    about = about_of(cast.amina.user, f"decision:{decision.ref}")
    assert about and (about.name, about.group) == ("Letters", cast.housing.group)
    assert about_of(cast.vic.user, f"decision:{decision.ref}") is None


def test_later_wings_put_a_piece_on_its_page_and_its_group_takes_the_table_away(cast):
    decision = made(cast)
    say_dissent(decision, by=cast.amina, at=MONDAY, words="It forgets carers.")
    caption = "What lay partners say, and what was decided"
    before = get(cast.maya, "decision", decision).content.decode().count(caption)
    MORE_PARTS.append(lambda user, it, at: Part("programmes/decisions/_both.html", {"it": it}) if it == decision else None)
    try:
        assert get(cast.maya, "decision", decision).content.decode().count(caption) == 2 * before
    finally:
        MORE_PARTS.pop()
    sheet = GROUP_SHEETS["decisions"].make(cast.amina.user, cast.housing.group)
    assert len(sheet.rows) == 1 and "Amina Example: It forgets carers." in sheet.rows[0]
    page = as_(cast.amina).get(reverse("programmes:take-away-sheet", args=[cast.housing.group.ref, "decisions"]))
    assert "It forgets carers." in page.content.decode()


# --- for everybody -----------------------------------------------------------------------------------------------------

def shy(cast, shown_as, in_public):
    person = a_partner("Hidden Harriet", shown_as=shown_as)
    decision = published(cast, "disagree")
    DecisionDissent.objects.create(decision=decision, by=person, words="I said no.", at=MONDAY, in_public=in_public)
    return fresh(decision)


@pytest.mark.parametrize(("shown_as", "in_public", "is_named"), [
    ("role", True, False), ("initials", True, False), ("name", True, True), ("name", False, False)])
def test_everybody_reads_it_and_only_who_said_yes_for_these_words_is_named(cast, shown_as, in_public, is_named):
    decision, openness = shy(cast, shown_as, in_public), opened(cast)
    browser = Client()

    page = browser.get(reverse("programmes:public-decision", args=[decision.public_ref]))
    log = browser.get(reverse("programmes:public-decisions", args=[openness.public_ref]))

    words = page.content.decode()
    assert page.status_code == log.status_code == 200
    assert "I said no." in words and ("Hidden Harriet" in words) is is_named and (in_public or "A lay partner" in words)
    assert all(name not in words for name in ("Amina", "Joe Example", "Ines", "Maya", "Sid"))
    assert page.headers["X-Robots-Tag"] == log.headers["X-Robots-Tag"] == "noindex"
    assert decision.title in log.content.decode() and "Hidden Harriet" not in log.content.decode()


def test_it_is_not_there_while_the_log_is_closed_or_it_is_not_published(cast):
    decision, openness = published(cast), opened(cast)
    made_one = made(cast, decision=prepared(cast, title="Only made"))
    browser = Client()
    address = reverse("programmes:public-decision", args=[decision.public_ref])
    log = reverse("programmes:public-decisions", args=[openness.public_ref])
    assert "Only made" not in browser.get(log).content.decode() and made_one.public_ref is None

    post(cast.ines, "decisions-close", cast.programme.slug)

    cache.clear()
    assert browser.get(address).status_code == browser.get(log).status_code == 404
