"""The pages of papers: writing, reading paragraph by paragraph, the release, the pack, the papers of a group."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from coprod.kit.clock import now
from coprod.trail.moves import make_move
from partners.models import Need
from partners.support.actions import add_need
from programmes.appointments.actions.offering import accept_offer, offer_appointment, settle_person
from programmes.nominations.actions import put_before_panel
from programmes.nominations.lifecycles import NOMINATION
from programmes.papers.actions.releasing import release_papers
from programmes.papers.models import Paper, PaperRelease
from tests.makers import MONDAY, a_partner, a_seat_for
from tests.programmes.meetings.doing import DAY, a_meeting, an_item
from tests.programmes.nominations.doing import a_call, a_nominee
from tests.programmes.papers.doing import TEXT, TYPED, a_paper, days_before, out, released
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db


def page_of(who, route, thing):
    response = get(who, route, thing)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_lead_writes_a_paper_others_do_not_see_it_and_it_goes_out(cast):
    meeting = a_meeting(cast)

    response = post(cast.priya, "paper-new", meeting, **TYPED)

    paper = Paper.objects.get()
    assert response.url == paper.get_absolute_url() and paper.by_whom == "Priya Example" and paper.is_draft()
    assert "Being written" in page_of(cast.priya, "meeting", meeting)
    assert "Letters that people can read" not in page_of(cast.vic, "meeting", meeting)
    assert "Papers" not in re.findall(r"<h2>([^<]+)</h2>", page_of(cast.vic, "meeting", meeting))
    assert get(cast.ines, "paper", paper).status_code == get(cast.sid, "paper", paper).status_code == 404
    assert get(cast.amina, "paper", paper).status_code == 200       # she leads with Priya

    assert post(cast.amina, "papers-release", meeting, papers=[paper.pk]).url == meeting.get_absolute_url()

    paper.refresh_from_db()
    assert paper.state == "issued"
    for who in (cast.joe, cast.ines, cast.sid):
        assert "The letters are long. Some people do not read to the end." in page_of(who, "paper", paper)
    assert "Letters that people can read" in page_of(cast.joe, "meeting", meeting)


def test_errors_say_how_to_mend_and_keep_what_was_typed(cast):
    meeting = a_meeting(cast)

    page = post(cast.priya, "paper-new", meeting, **TYPED | {"question": "", "author_name": ""}).content.decode()

    assert "Ask lay partners a question, or say below why there is none" in page and "Choose who wrote it, or enter a name" in page
    assert "Some people do not read to the end." in page and not Paper.objects.exists()


@pytest.mark.parametrize(("text", "sentence"), [
    ("word " * 9000, "The text is too long: it may have 40,000 characters"), ("a\n\n" * 301, "too many paragraphs: 301"),
    ("\u200b\n", "Enter the text, or a summary of it")])
def test_two_hundred_pages_are_no_paper(cast, text, sentence):
    page = post(cast.priya, "paper-new", a_meeting(cast), **TYPED | {"text": text}).content.decode()

    assert sentence in page and not Paper.objects.exists()


def test_a_group_without_lay_seats_is_asked_no_question(cast):
    from tests.makers import a_group

    board = a_group(cast.programme, "board", by=cast.maya, seats=0)
    meeting = a_meeting(cast, group=board, by=cast.maya)

    assert post(cast.maya, "paper-new", meeting, **TYPED | {"question": ""}).status_code == 302


def test_a_script_is_text_everywhere(cast):
    evil = "<script>alert(1)</script>"
    paper = released(a_paper(cast, title=evil, text=f"# {evil}\n\n{evil}\n\n- {evil}", purpose=evil, question=evil))

    for route, thing in (("paper", paper), ("meeting", paper.meeting), ("papers-pack", paper.meeting),
                         ("group-papers", cast.housing.group)):
        page = page_of(cast.joe, route, thing)
        assert evil not in page and "&lt;script&gt;" in page


def test_headings_stand_in_order_without_a_gap(cast):
    paper = released(a_paper(cast, text="## Smaller first\n\nA.\n\n# Larger\n\nB.\n\n## Smaller\n\nC."))

    for route, thing in (("paper", paper), ("papers-pack", paper.meeting)):
        levels = [int(level) for level in re.findall(r"<h(\d)", page_of(cast.joe, route, thing).partition("<main")[2])]
        assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels)), levels


# --- releasing ---------------------------------------------------------------------------------------------------------

def test_the_release_page_says_what_is_ready_late_and_missing(cast, clock):
    meeting = a_meeting(cast)
    paper = a_paper(cast, meeting, text="The ICB decides.")
    post(cast.priya, "paper-copy-new", paper, form="large_print")
    page = page_of(cast.priya, "papers-release", meeting)
    assert "They are due on 13 April 2026." in page and "“Large print” is still being made" in page and "They come late" not in page
    assert "Short forms that are not explained: ICB." in page

    clock.to(days_before(meeting, 6))
    assert "They come late" in page_of(cast.priya, "papers-release", meeting)
    refused = post(cast.priya, "papers-release", meeting, papers=[paper.pk]).content.decode()
    assert "Say why they come late" in refused and not PaperRelease.objects.exists()
    post(cast.priya, "papers-release", meeting, papers=[paper.pk], late_because="The figures came yesterday.")

    for who, route, thing in ((cast.joe, "meeting", meeting), (cast.joe, "paper", paper), (cast.joe, "papers-pack", meeting)):
        assert "The reason: The figures came yesterday." in page_of(who, route, thing)
    assert "0 of 1 paper came in time." in page_of(cast.vic, "group-papers", cast.housing.group)


def test_the_log_goes_with_the_papers_of_the_advisory_group_by_itself(cast):
    meeting = a_meeting(cast, group=cast.advisory, by=cast.ines)
    paper = a_paper(cast, meeting, by=cast.ines)

    assert post(cast.ines, "papers-release", meeting, papers=[paper.pk]).status_code == 302

    assert "was not in what went out" not in page_of(cast.amina, "meeting", meeting)
    assert "Log of promises" in page_of(cast.amina, "papers-pack", meeting)


def test_what_was_handed_out_without_the_log_says_so(cast):
    meeting = a_meeting(cast, group=cast.advisory, by=cast.ines)
    paper = a_paper(cast, meeting, by=cast.ines)

    release_papers(meeting, [paper], by=cast.ines, at=now(), no_log_because="Left out by mistake.")

    assert "The log of commitments and challenges was not in what went out" in page_of(cast.amina, "meeting", meeting)
    page = page_of(cast.amina, "papers-pack", meeting)
    assert "The reason: Left out by mistake." in page and "Log of promises" not in page


def test_which_forms_are_needed_is_said_without_names_and_without_what_is_kept_to_a_contact(cast):
    for words, seen in (("Papers as a voice recording", "organisers"), ("Papers on yellow paper", "contact")):
        add_need(cast.amina, at=MONDAY, kind=Need.Kind.FORMAT, words=words, seen_by=seen)
    paper = out(cast)

    page = page_of(cast.priya, "paper", paper)

    assert "Papers as a voice recording (1)" in page and "yellow" not in page
    assert "voice recording" not in page_of(cast.ines, "paper", paper)      # she reads it, and arranges nothing


# --- the pack ----------------------------------------------------------------------------------------------------------

def test_the_pack_has_when_where_agenda_and_each_paper_in_the_order_of_the_agenda(cast):
    meeting = a_meeting(cast)
    one, two = (an_item(meeting, cast.amina, title=title, on=True) for title in ("The lift", "The letters"))
    first = a_paper(cast, meeting, title="About letters", item=two)
    second = a_paper(cast, meeting, title="About the lift", item=one)
    released(first)
    released(second)

    page = page_of(cast.joe, "papers-pack", meeting)

    assert re.findall(r'<h2 id="[a-z0-9-]+">([^<]+)</h2>', page) == [
        "In this pack", "When and where", "Agenda", "About the lift", "About letters"]
    assert "Which words would you use?" in page and "Town hall" in page
    assert page_of(cast.vic, "meeting", meeting).count("About letters") == 0
    assert get(cast.vic, "papers-pack", meeting).status_code == 403


def test_a_pack_before_anything_is_out_says_so(cast):
    meeting = a_meeting(cast)

    assert "No papers are out for this meeting yet." in page_of(cast.joe, "papers-pack", meeting)
    assert get(cast.joe, "papers-pdf", meeting).status_code == 404


# --- who reads what ----------------------------------------------------------------------------------------------------

def test_what_lay_members_read_among_themselves_is_not_listed_to_others(cast):
    from programmes.meetings.actions import announce, plan_beside

    meeting = a_meeting(cast, group=cast.advisory, by=cast.ines)
    beside = plan_beside(meeting, "pre_meet", by=cast.ines, at=MONDAY, starts_at=DAY - timedelta(days=1), place="Library",
                         ends_at=DAY - timedelta(hours=22))
    announce([beside], by=cast.ines, at=MONDAY)
    paper = released(a_paper(cast, beside, by=cast.ines, author=cast.ines, title="Between us"), no_log_because="A pre-meet")

    assert get(cast.sid, "paper", paper).status_code == 404
    assert "Between us" not in page_of(cast.sid, "group-papers", cast.advisory)
    assert "Between us" in page_of(cast.amina, "group-papers", cast.advisory)


def test_a_confidential_paper_is_closed_until_a_lay_partner_has_signed(cast):
    paper = out(cast, is_confidential=True, title="The price of the site", text="Four million pounds.")
    assert "Four million" in page_of(cast.joe, "paper", paper)      # no appointment asks anything of him here
    call = a_call(cast)
    nominee = a_nominee(cast, call, "Joe Example", email=cast.joe.email)
    put_before_panel(call, by=cast.maya, at=MONDAY)
    nominee.refresh_from_db()
    make_move(nominee, NOMINATION, "select", by=cast.maya, at=MONDAY, settled_at=MONDAY)
    waiting = accept_offer(offer_appointment(nominee, by=cast.maya, at=MONDAY), at=MONDAY, through="link")
    settle_person(waiting, by=cast.maya, at=MONDAY, partner=cast.joe)       # he has neither signed nor declared anything yet

    assert get(cast.joe, "paper", paper).status_code == 403
    for route, thing in (("papers-pack", paper.meeting), ("meeting", paper.meeting), ("group-papers", cast.housing.group)):
        page = page_of(cast.joe, route, thing)
        assert "Four million" not in page and "The price of the site" not in page
    assert "A confidential paper is left out." in page_of(cast.joe, "papers-pack", paper.meeting)
    a_paper(cast, paper.meeting, title="The next site of ZZT", question="Which of them would you buy?", is_confidential=True)
    for route in ("meeting", "papers-release"):
        page = page_of(cast.joe, route, paper.meeting)
        assert "A confidential paper" in page and not any(words in page for words in ("next site", "ZZT", "Which of them"))
        assert "The next site of ZZT" in page_of(cast.priya, route, paper.meeting)
    assert "Four million" in page_of(cast.priya, "papers-pack", paper.meeting)


def test_who_joined_the_group_later_reads_its_papers_and_who_was_never_there_does_not(cast):
    paper = out(cast)
    later = a_partner("Late Example", username="late", professional=False)
    other = a_partner("Other Example", username="other", professional=False)
    a_seat_for(other, cast.advisory, by=cast.maya)
    assert get(other, "paper", paper).status_code == 403
    from partners.groups.actions import add_seat

    seat = add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=MONDAY.date(), name="C")
    a_seat_for(later, cast.housing.group, by=cast.maya, lead=cast.priya, seat=seat)

    assert get(later, "paper", paper).status_code == 200
    assert "Letters that people can read" in page_of(later, "group-papers", cast.housing.group)


def test_those_who_lead_settle_on_other_days(cast):
    page = post(cast.amina, "papers-days", cast.housing.group, days=5, forms_days=3).content.decode()
    assert "Other forms cannot be due later than the papers themselves" in page

    post(cast.amina, "papers-days", cast.housing.group, days=3, forms_days=5)

    assert "They come 3 days before a meeting, and other forms are there 5 days before." in page_of(
        cast.vic, "group-papers", cast.housing.group)


def test_a_change_of_what_is_out_asks_what_is_new(cast):
    paper = out(cast)
    typed = TYPED | {"author": cast.priya.pk, "author_name": "", "text": TEXT + "\nThe end."}

    assert "Say what is new in this version" in post(cast.priya, "paper-change", paper, **typed).content.decode()
    post(cast.priya, "paper-change", paper, **typed, what_changed="A last line")

    assert "A last line" in page_of(cast.joe, "paper", paper)
    assert post(cast.priya, "paper-change", paper, **typed, what_changed="").status_code == 302     # nothing that is read has changed
    paper.refresh_from_db()
    assert paper.version == 2


def test_a_session_that_ended_loses_no_text(cast, monkeypatch):
    meeting = a_meeting(cast)
    client, where = as_(cast.priya), reverse("programmes:paper-new", args=[meeting.ref])
    client.get(where)
    moment = now() + timedelta(hours=9)
    monkeypatch.setattr("coprod.accounts.middleware.now", lambda: moment)

    response = client.post(where, TYPED)

    assert response.status_code == 302 and "login" in response.url and not Paper.objects.exists()
    monkeypatch.undo()
    client.force_login(cast.priya.user)
    page = client.get(reverse("account_draft")).content.decode()
    assert "Some people do not read to the end." in page and where in page
