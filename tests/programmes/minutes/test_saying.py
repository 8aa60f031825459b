"""What people say of a draft, agreed actions, and the view for who chairs, through their pages."""

import pytest
from django.urls import reverse

from coprod.post.models import Message
from partners.models import Partner
from programmes.meetings.models import AgendaItem
from programmes.minutes.actions import ask_correction, change_line, name_taker, say_on_minutes, strike_out
from programmes.minutes.forms import NoteForm
from programmes.minutes.models import ActionWord, Correction, Minutes, MinutesView
from programmes.minutes.queues import corrections_to_answer
from programmes.minutes.showing.striking import BAR
from programmes.programme.policies import standing
from tests.makers import MONDAY
from tests.programmes.meetings.doing import a_meeting, an_item
from tests.programmes.minutes.doing import TYPED, a_draft, a_held, a_line, confirmed, fresh
from tests.programmes.papers.doing import a_paper, released
from tests.programmes.stages.doing import as_, get, post


def text(response):
    return response.content.decode()


# --- saying ------------------------------------------------------------------------------------------------------------

def test_the_pair_says_yes_or_what_is_wrong_and_staff_answer(cast):
    meeting = a_draft(cast).meeting

    assert "Say what is wrong" in text(post(cast.joe, "minutes-say", meeting, is_right="no", text=""))
    post(cast.joe, "minutes-say", meeting, is_right="no", text="The lift is broken.", seen=1)
    page = text(get(cast.priya, "minutes", meeting))
    assert "The lift is broken." in page and "We wait for the yes of each of these:" in page
    no = MinutesView.objects.get()
    assert post(cast.joe, "no-answer", no, answer="Mine").status_code == 403
    post(cast.priya, "no-answer", no, answer="It was put right.")
    for who in (cast.joe, cast.amina):
        post(who, "minutes-say", meeting, is_right="yes", text="", seen=1)

    shown = text(get(cast.amina, "minutes", meeting))
    assert "The lift is broken." in shown and "It was put right." in shown and "Confirmed by the lay side" in shown


@pytest.mark.parametrize(("who", "code"), [("priya", 403), ("maya", 403), ("ines", 403), ("vic", 403), ("sam", 404)])
def test_nobody_else_says_yes(cast, who, code):
    minutes = a_draft(cast)

    assert post(getattr(cast, who), "minutes-say", minutes.meeting, is_right="yes").status_code == code
    assert not MinutesView.objects.exists()


def test_staff_write_down_what_somebody_says_by_phone(cast):
    meeting = a_draft(cast).meeting

    refused = text(post(cast.priya, "minutes-note", meeting, told_by=cast.amina.ref, through="phone", what="no", text=""))
    assert "Enter what they say" in refused
    post(cast.priya, "minutes-note", meeting, told_by=cast.amina.ref, through="phone", what="yes", text="", seen=1)
    post(cast.priya, "minutes-note", meeting, told_by=cast.joe.ref, through="post", what="correction", text="I came late.")

    assert MinutesView.objects.values_list("by", "through", "noted_by", "is_right").get() == (cast.amina.pk, "phone", cast.priya.pk, True)
    assert Correction.objects.values_list("by", "through", "noted_by").get() == (cast.joe.pk, "post", cast.priya.pk)
    assert post(cast.amina, "minutes-note", meeting).status_code == 403
    assert "noted by Priya Example, by letter" in text(get(cast.joe, "minutes", meeting))


def test_a_yes_counts_only_for_the_words_that_were_read(cast):
    minutes = a_draft(cast)
    page = text(get(cast.joe, "minutes", minutes.meeting))
    say, note = (reverse(f"programmes:{name}", args=[minutes.meeting.ref]) + "?seen=1" for name in ("minutes-say", "minutes-note"))
    assert say in page and note in text(get(cast.priya, "minutes", minutes.meeting))
    change_line(fresh(minutes.lines.get(kind="text")), by=cast.priya, at=MONDAY, version=1, words="No lift works.")

    for who, address in ((cast.joe, say), (cast.priya, note)):
        assert 'name="seen" value="1"' in text(as_(who).get(address))
    for refused in (post(cast.joe, "minutes-say", minutes.meeting, is_right="yes", text="", seen=1),
                    post(cast.joe, "minutes-say", minutes.meeting, is_right="yes", text=""),
                    post(cast.priya, "minutes-note", minutes.meeting, told_by=cast.joe.ref, through="phone", what="yes", text="", seen=1)):
        assert "The minutes have changed since you opened them. Read them again." in text(refused)
    assert not MinutesView.objects.exists()
    assert 'name="seen" value="2"' in text(get(cast.joe, "minutes-say", minutes.meeting))
    post(cast.joe, "minutes-say", minutes.meeting, is_right="yes", text="", seen=2)

    assert MinutesView.objects.get().round == 2


def test_a_correction_is_answered_on_its_page(cast):
    minutes = a_draft(cast)
    line = fresh(minutes.lines.get(kind="text"))
    post(cast.joe, "correction-new", minutes.meeting, text="It was the big lift.", line=line.ref)
    asked = Correction.objects.get()

    without = text(post(cast.priya, "correction-answer", asked, accept="no", answer="", words="", version=1))
    assert "Say why you do not take it up" in without
    change_line(line, by=cast.amina, at=MONDAY, version=1, words="Both lifts work.")
    late = text(post(cast.priya, "correction-answer", asked, accept="yes", answer="", words="The big lift works.", version=1))
    assert "Somebody changed the line meanwhile." in late and 'value="2"' in late and "The big lift works." in late
    post(cast.priya, "correction-answer", asked, accept="yes", answer="Thank you.", words="The big lift works.", version=2)

    assert fresh(line).words == "The big lift works."
    page = text(get(cast.joe, "minutes", minutes.meeting))
    assert "It was the big lift." in page and "Taken up" in page and "Thank you." in page


def test_a_correction_that_waits_when_the_minutes_are_confirmed_is_still_answered(cast):
    minutes = a_draft(cast)
    line = fresh(minutes.lines.get(kind="text"))
    asked = ask_correction(minutes, by=cast.joe, at=MONDAY, text="It was the big lift.", line=line)
    for who in (cast.amina, cast.joe):
        say_on_minutes(minutes, by=who, at=MONDAY, is_right=True)

    assert list(corrections_to_answer(standing(cast.priya.user), MONDAY.date())) == [asked]
    assert reverse("programmes:correction-answer", args=[asked.ref]) in text(get(cast.priya, "minutes", minutes.meeting))
    page = text(get(cast.priya, "correction-answer", asked))
    assert "How does the line read now?" not in page and "so the lines stay as they are" in page
    refused = text(post(cast.priya, "correction-answer", asked, accept="yes", answer="", words="The big lift works.", version=1))
    assert "The minutes are confirmed. They stay as they are." in refused and Correction.objects.get().state == "proposed"
    post(cast.priya, "correction-answer", asked, accept="yes", answer="We say it next time.")

    assert Correction.objects.get().state == "accepted" and fresh(line).words == "The lift works again."


def test_a_minute_taker_who_does_not_lead_reads_bars_where_they_answer(cast):
    minutes = a_draft(cast)
    line = a_line(minutes.meeting, cast.priya, words="Mrs Grey fell ill.", item=minutes.meeting.items.first())
    AgendaItem.objects.filter(meeting=minutes.meeting).update(title="Mrs Grey and the lift")
    strike_out(line, by=cast.priya, at=MONDAY, passage="Mrs Grey", reason="health")
    name_taker(minutes.meeting, by=cast.priya, at=MONDAY, taker=cast.sid)
    asked = ask_correction(minutes, by=cast.joe, at=MONDAY, text="Mrs Grey came late.")
    no = say_on_minutes(minutes, by=cast.amina, at=MONDAY, is_right=False, text="Mrs Grey was well.")

    pages = [get(cast.sid, *each) for each in (
        ("correction-answer", asked), ("no-answer", no), ("minutes", minutes.meeting), ("minutes-take", minutes.meeting))]
    for page in pages:
        assert page.status_code == 200 and BAR in text(page) and "Grey" not in text(page).split("<main")[1]
    assert "Grey" in text(get(cast.priya, "no-answer", no))


def test_what_is_sent_twice_is_there_once(cast):
    meeting = a_draft(cast).meeting
    once = NoteForm(people=Partner.objects.none(), confirmers=[]).initial["once"]

    for _press in range(2):
        post(cast.joe, "minutes-say", meeting, is_right="no", text="The lift is broken.", seen=1)
        post(cast.priya, "minutes-note", meeting, told_by=cast.amina.ref, through="post", what="correction", text="I came late.", once=once)

    assert MinutesView.objects.count() == Correction.objects.count() == 1
    assert Message.objects.filter(kind="minutes_refused").count() == 1
    post(cast.joe, "minutes-say", meeting, is_right="no", text="The door is broken too.", seen=1)
    assert MinutesView.objects.count() == 2


# --- agreed actions ----------------------------------------------------------------------------------------------------

def test_what_staff_say_is_done_counts_when_a_lay_member_says_so(cast):
    line = fresh(confirmed(cast).lines.get(kind="action"))
    group = cast.housing.group

    assert post(cast.joe, "action-claim", line).status_code == 403
    post(cast.priya, "action-claim", line)
    assert fresh(line).state == "claimed" and post(cast.priya, "action-judge", line, is_done="yes").status_code == 403
    assert "Say what is missing" in text(post(cast.joe, "action-judge", line, is_done="no", text=""))
    post(cast.joe, "action-judge", line, is_done="no", text="I have no letter.")
    assert fresh(line).state == "open" and "I have no letter." in text(get(cast.priya, "group-actions", group))
    post(cast.priya, "action-claim", line)
    post(cast.priya, "action-note", line, is_done="yes", text="", told_by=cast.amina.ref, through="phone")

    assert fresh(line).state == "done"
    assert list(ActionWord.objects.order_by("pk").values_list("by__name", "is_done", "noted_by__name")) == [
        ("Joe Example", False, None), ("Amina Example", True, "Priya Example")]
    assert "I have no letter." in text(get(cast.joe, "group-actions", group))


def test_a_lay_partner_who_did_their_own_action_has_done_it(cast):
    line = a_line(a_held(cast), cast.priya, kind="action", words="Ask the porter", who=cast.joe)

    post(cast.joe, "action-claim", line)

    assert fresh(line).state == "done"


@pytest.mark.parametrize(("who", "code"), [("maya", 200), ("sid", 200), ("priya", 200), ("amina", 200), ("ines", 200), ("femi", 403),
                                           ("forrest", 403), ("vic", 403), ("olga", 403), ("sam", 404)])
def test_who_reads_the_list_of_actions(cast, who, code):
    confirmed(cast)

    assert get(getattr(cast, who), "group-actions", cast.housing.group).status_code == code


# --- the chair's view --------------------------------------------------------------------------------------------------

def test_the_question_of_the_items_paper_is_asked_first_and_a_confidential_paper_is_not_shown(cast):
    meeting = a_meeting(cast)
    item = an_item(meeting, cast.amina, on=True, title="Letters")
    released(a_paper(cast, meeting, item=item, title="The words", question="Which words would you choose?"))
    released(a_paper(cast, meeting, item=item, title="Names", question="Who was it?", is_confidential=True))

    page = text(get(cast.amina, "chair", meeting))

    assert "Ask: “Which words would you choose?”" in page and "Papers for this item:" in page and ">The words</a>" in page
    assert "Who was it?" not in page


def test_one_item_at_a_time_with_its_planned_times(cast):
    meeting = a_meeting(cast)
    for number, minutes in ((1, 20), (2, 25), (3, None), (4, 10)):
        an_item(meeting, cast.amina, on=True, title=f"Item {number}", why="We choose", minutes=minutes, led_by="Amina")
    address = reverse("programmes:chair", args=[meeting.ref])

    pages = [text(as_(cast.amina).get(f"{address}?item={number}")) for number in (1, 2, 3, 4, 99)]

    assert "Item 1 of 4" in pages[0] and "20 minutes, from 10:30am to 10:50am" in pages[0]
    assert "25 minutes, from 10:50am to 11:15am" in pages[1] and "Amina Example, a lay member" in pages[1]
    assert "from 11:15am" in pages[2] and "10 minutes" in pages[3] and "from" not in pages[3].split("app-chair__title")[1].split("</dl>")[0]
    assert "Item 4 of 4" in pages[4] and "Lay partners speak first" in pages[4]
    assert "Discussion only, so far: 0 lay members said that they come, and the group needs 2 to decide." in pages[0]
    assert get(cast.vic, "chair", meeting).status_code == 403 and get(cast.sam, "chair", meeting).status_code == 404


def test_minutes_are_not_kept_of_what_lay_members_say_among_themselves(cast):
    meeting = a_meeting(cast, kind="pre_meet")

    assert post(cast.amina, "minutes-take", meeting, **TYPED).status_code == 403 and not Minutes.objects.exists()
