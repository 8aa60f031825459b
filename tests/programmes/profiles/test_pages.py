"""Writing with and without blanks, the closing date, who reads what, and the public page of open roles."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.profiles.actions import change_profile, close_profile, new_version, publish_profile, say_view
from programmes.profiles.catalogue import CAUTION, NEEDED
from programmes.profiles.models import RoleProfile
from programmes.programme.actions import close_programme
from tests.makers import MONDAY
from tests.programmes.profiles.doing import (
    CLOSING,
    DAY,
    OTHERS,
    TEXTS,
    a_profile,
    agreed,
    asked,
    now_,
    published,
    typed,
)
from tests.programmes.stages.doing import get, post
from tests.programmes.test_bad_input import kept

LIST = "/open-roles/"


def of(profile):
    return f"{LIST}{profile.ref}/"


def new(cast, **facts):
    return post(cast.maya, "profile-new", cast.programme.slug, **typed(cast, **facts))


def beside(response):
    """What stands beside each field."""
    return {name: list(errors) for name, errors in response.context["form"].errors.items()}


# --- writing ---------------------------------------------------------------------------------------------------------------

def test_a_draft_is_saved_with_blanks_and_names_them(cast):
    answer = post(cast.maya, "profile-new", cast.programme.slug, group=cast.forum.ref, title="Forum member", purpose="To answer plans.")
    profile = RoleProfile.objects.get()

    assert (answer.status_code, profile.state, profile.group, profile.tasks) == (302, "draft", cast.forum, "")
    page = get(cast.vic, "profile", profile).content.decode()
    assert "To answer plans." in page and page.count("Not written yet") == len(NEEDED) - 1 + 3


def test_all_of_it_is_kept_and_shown(cast):
    new(cast, **OTHERS)
    profile = RoleProfile.objects.get()

    assert (profile.closing_at, profile.hours_a_month, profile.reading_hours, profile.category) == (CLOSING, 8, 3, 3)
    page = get(cast.vic, "profile", profile).content.decode()
    for words in (*TEXTS.values(), *OTHERS.values(), "8 hours a month in all; 3 of them are for reading", "20 April 2026 at 5pm",
                  "Category 3: takes part in a working group", *map(str, CAUTION)):
        assert words in page


def test_asking_with_blanks_says_one_sentence_beside_each_and_changes_nothing(cast):
    before = kept()
    answer = new(cast, ask="1", purpose="", hours_a_month="", category="", closing_on="", closing_time="", title="Keep me")

    assert answer.status_code == 200
    assert beside(answer) == {
        "purpose": ["Answer “What is the role for?”"], "hours_a_month": ["Enter the hours a month, in all"],
        "category": ["Choose an answer to “Which category of role is it?”"], "closing_on": ["Enter the closing date"],
        "closing_time": ["Enter the closing time"]}
    assert 'value="Keep me"' in answer.content.decode()
    assert kept() == before


def test_the_button_on_its_page_leads_to_the_blanks_too(cast):
    profile = a_profile(cast, tasks="", closing_at=None)

    answer = post(cast.maya, "profile-ask", profile)

    assert (answer.status_code, set(beside(answer)), now_(profile).state) == (200, {"tasks", "closing_on", "closing_time"}, "draft")
    assert f'action="/roles/{profile.ref}/change/"' in answer.content.decode()


def test_saved_and_asked_in_one_go(cast):
    assert new(cast, ask="1").status_code == 302

    assert RoleProfile.objects.get().state == "asked"


@pytest.mark.parametrize(("sent", "field", "words"), [
    ({"reading_hours": "9"}, "reading_hours", "Hours for reading are part of the hours a month, so they cannot be more"),
    ({"hours_a_month": "0"}, "hours_a_month", "Hours a month, in all must be 1 or more"),
    ({"hours_a_month": "many"}, "hours_a_month", "Hours a month, in all must be a whole number, like 15"),
    ({"closing_on": "2026-03-15"}, "closing_on", "The closing date must be today or later"),
    ({"closing_time": "25:00"}, "closing_time", "Closing time must be a time, like 17:30 or 5pm"),
    ({"closing_time": ""}, "closing_time", "Enter the closing time"),
    ({"category": "5"}, "category", "Choose an answer from the list"),
    ({"group": "nosuch"}, "group", "Choose an answer from the list"),
    ({"title": ""}, "title", "Answer “What is the role called?”"),
    ({"purpose": "x" * 2001}, "purpose", "Your answer must be 2000 characters or fewer"),
    ({"other_qualities": "Turkish", "ask": "1"}, "other_agreed_by", "Say who agreed the other qualities, or leave them out"),
])
def test_what_is_typed_wrongly_is_said_beside_its_field_and_changes_nothing(cast, sent, field, words):
    before = kept()

    answer = new(cast, **sent)

    assert (answer.status_code, beside(answer)) == (200, {field: [words]})
    assert words in answer.content.decode()
    assert kept() == before


def test_a_group_of_another_programme_cannot_be_chosen(cast):
    other = cast.elsewhere
    from tests.makers import a_group
    group = a_group(other, "advisory", by=cast.sam)

    assert beside(new(cast, group=group.ref)) == {"group": ["Choose an answer from the list"]}


# --- publishing --------------------------------------------------------------------------------------------------------------

def test_a_closing_date_less_than_two_weeks_away_warns_and_is_published_when_it_is_meant(cast):
    profile = agreed(cast, closing_at=MONDAY + 13 * DAY)
    assert "People need at least two weeks" in get(cast.maya, "profile-publish", profile).content.decode()
    assert "People need at least two weeks" in get(cast.maya, "profile", profile).content.decode()
    near = {"closing_on": "2026-03-29", "closing_time": "17:00"}

    answer = post(cast.maya, "profile-publish", profile, **near)
    assert beside(answer) == {"closing_on": ["Only 13 days are left until it closes. Choose a later day, or tick the box below"]}
    assert now_(profile).state == "lay_agreed"

    assert post(cast.maya, "profile-publish", profile, **near, short="on").status_code == 302
    assert now_(profile).state == "published"


def test_two_weeks_are_enough_and_what_has_passed_is_not_published(cast):
    profile = agreed(cast)
    past = post(cast.maya, "profile-publish", profile, closing_on="2026-03-16", closing_time="9:00", short="on")
    assert beside(past) == {"closing_on": ["The closing date and time must lie ahead"]}

    assert post(cast.maya, "profile-publish", profile, closing_on="2026-03-30", closing_time="9:00").status_code == 302


def test_a_draft_is_not_changed_once_it_is_out_for_comment(cast):
    profile = asked(cast)

    assert get(cast.maya, "profile-change", profile).status_code == 409
    assert post(cast.maya, "profile-change", profile, **typed(cast, title="Other")).status_code == 409
    assert now_(profile).title == "Member"


@pytest.mark.parametrize(("sent", "field", "words"), [
    ({"value": "disagree"}, "text", "Say why you do not agree"), ({"value": "comment"}, "text", "Write your comment"),
    ({"value": "maybe"}, "value", "Choose an answer from the list"), ({"value": "agree", "text": "x" * 4001}, "text",
                                                                     "Your answer must be 4000 characters or fewer")])
def test_a_no_needs_its_reason(cast, sent, field, words):
    profile = asked(cast)

    answer = post(cast.femi, "profile-say", profile, **sent)

    assert (beside(answer), profile.views.count()) == ({field: [words]}, 0)


# --- who reads ------------------------------------------------------------------------------------------------------------------

def test_the_forum_reads_what_is_published_and_nothing_else(cast):
    made = [a_profile(cast, title="One"), asked(cast, title="Two"), agreed(cast, title="Three"), published(cast, title="Four")]

    assert [get(cast.forrest, "profile", each).status_code for each in made] == [404, 404, 404, 200]
    page = get(cast.forrest, "profiles", cast.programme.slug).content.decode()
    assert [title in page for title in ("One", "Two", "Three", "Four")] == [False, False, False, True]
    assert get(cast.vic, "profiles", cast.programme.slug).content.decode().count("app-card__link") == 4


# --- the public page ------------------------------------------------------------------------------------------------------------

def test_anybody_reads_open_roles_and_gets_no_cookie(cast):
    profile = published(cast)
    client = Client()

    listed, shown = client.get(LIST), client.get(of(profile))

    for page in (listed, shown):
        assert (page.status_code, dict(page.cookies), page.wsgi_request.session.is_empty()) == (200, {}, True)
        words = page.content.decode()
        for said in ("Member", "Care Together", "Advisory Group", "20 April 2026 at 11am", TEXTS["payment"], "020 7946 0018", "By post",
                     "another format"):
            assert said in words, said
    for said in (*TEXTS.values(), *map(str, CAUTION), "3 of them are for reading"):
        assert said in shown.content.decode(), said


def test_the_public_page_names_nobody(cast):
    profile = published(cast)
    page = Client().get(of(profile)).content.decode() + Client().get(LIST).content.decode()

    assert [name for name in cast.people() if f"{name.capitalize()} Example" in page] == []


def test_what_is_not_open_is_on_no_public_page(cast):
    made = [a_profile(cast, title="Secret one"), asked(cast, title="Secret two"), agreed(cast, title="Secret three")]
    closed = published(cast, title="Secret four")
    close_profile(closed, by=cast.maya, at=MONDAY)

    assert [Client().get(of(each)).status_code for each in made] == [404, 404, 404]
    gone = Client().get(of(closed))
    assert (gone.status_code, "This role is closed" in gone.content.decode()) == (410, True)
    listed = Client().get(LIST).content.decode()
    assert "Secret" not in listed and "No role is open now." in listed


def test_at_its_closing_moment_it_is_closed_though_the_clock_has_not_come_by(cast, clock):
    profile = published(cast)
    clock.to(profile.closing_at)

    assert Client().get(of(profile)).status_code == 410
    assert now_(profile).state == "published"


def test_an_old_version_leads_to_the_open_one(cast):
    old = published(cast)
    draft = new_version(old, by=cast.maya, at=MONDAY)
    assert Client().get(of(old)).status_code == 200
    change_profile(draft, by=cast.maya, at=MONDAY, closing_at=CLOSING)
    post(cast.maya, "profile-ask", draft)
    for person in (cast.femi, cast.fran, cast.ines):
        say_view(draft, by=person, at=MONDAY, value="agree")
    publish_profile(draft, by=cast.maya, at=MONDAY, closing_at=CLOSING)

    gone = Client().get(of(old))
    assert (gone.status_code, f'href="{of(draft)}"' in gone.content.decode()) == (410, True)


def test_a_closed_programme_asks_for_nobody(cast):
    profile = published(cast)
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")

    assert Client().get(of(profile)).status_code == 410
    assert Client().get(LIST).context["profiles"].count() == 0


def test_the_page_to_sign_in_and_the_programme_lead_there(cast):
    assert f'href="{LIST}"' in Client().get(reverse("account_login")).content.decode()
    assert f'href="/programmes/{cast.programme.slug}/roles/"' in get(cast.vic, "programme", cast.programme.slug).content.decode()


@pytest.mark.parametrize("ref", ["nosuch", "0", "x" * 500, "é"])
def test_an_address_of_nothing_is_404(cast, ref):
    assert Client().get(f"{LIST}{ref}/").status_code == 404
    assert get(cast.maya, "profiles", cast.programme.slug).status_code == 200
