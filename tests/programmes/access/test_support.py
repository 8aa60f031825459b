"""What people need at a meeting is asked for with the invitation, booked by staff, and right when the person says so."""

from datetime import timedelta

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.groups.actions import add_seat
from partners.models import Holding, Look
from partners.support.actions import change_need, withdraw_need
from programmes.access.actions import ask_for, book, called_off, check_access, say, say_impossible
from programmes.access.models import Provision
from programmes.access.showing import instructions
from programmes.involvement.showing.counting import count
from programmes.meetings.actions import announce, cancel, change_meeting, note_presence
from tests.makers import MONDAY, a_seat_for
from tests.programmes.access.doing import INTERPRETER, PRINT, a_needy_meeting, needs, of
from tests.programmes.meetings.doing import DAY, a_meeting, a_plan, run_clock, says
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db


def states(meeting):
    return dict(Provision.objects.filter(meeting=meeting).values_list("words", "state"))


def told(kind, *people):
    return Message.objects.filter(kind=kind, to__in=[each.ref for each in people]).count()


def test_an_announcement_asks_for_what_the_members_need_and_a_plan_for_nothing(cast):
    needs(cast.amina)
    needs(cast.ines, "A room without steps", kind="access")     # she is not asked to a meeting of Housing
    plan = a_plan(cast)
    assert states(plan) == {}

    announce([plan], by=cast.priya, at=MONDAY)

    assert states(plan) == {INTERPRETER: "requested"}
    assert of(plan, cast.amina).due_on == DAY.date() - timedelta(days=28)


def test_the_lead_books_it_and_only_the_person_says_that_it_is_right(cast):
    meeting = a_needy_meeting(cast)
    one = of(meeting, cast.amina)

    assert post(cast.priya, "provision-book", one, what="Ms Ito, 10 to 12").status_code == 302
    one.refresh_from_db()
    assert (one.state, one.arranged, told("provision_settled", cast.amina)) == ("booked", "Ms Ito, 10 to 12", 1)
    assert post(cast.amina, "provision-say", one, move="confirm").status_code == 302

    one.refresh_from_db()
    assert (one.state, one.said_through, one.said_noted_by) == ("confirmed", "account", None)


def test_staff_write_down_what_the_person_says_by_phone(cast):
    one = of(a_needy_meeting(cast), cast.joe)
    book(one, by=cast.maya, at=MONDAY, what="Printed at 16 point")

    post(cast.priya, "provision-say", one, move="deny", why="It must be 18 point", through="phone")

    one.refresh_from_db()
    assert (one.state, one.said, one.said_through, one.said_noted_by) == ("not_right", "It must be 18 point", "phone", cast.priya)
    assert told("provision_not_right", cast.maya) == 1


def test_a_no_needs_words_and_what_does_not_fit_is_not_offered(cast):
    one = of(a_needy_meeting(cast), cast.amina)
    book(one, by=cast.priya, at=MONDAY, what="Ms Ito")

    page = post(cast.amina, "provision-say", one, move="deny", why="").content.decode()
    assert "Enter what is wrong, or what would help" in page
    post(cast.amina, "provision-say", one, move="do_without")

    one.refresh_from_db()
    assert one.state == "booked"


def test_what_is_not_possible_stays_missing_until_the_person_comes_without_it(cast):
    meeting = a_needy_meeting(cast)
    one = of(meeting, cast.amina)
    say_impossible(one, by=cast.priya, at=MONDAY, why="No interpreter is free that day.")
    assert Provision.objects.unmet().filter(pk=one.pk).exists() and told("provision_settled", cast.amina) == 1

    say(one, "do_without", at=MONDAY)

    assert not Provision.objects.unmet().filter(pk=one.pk).exists()
    say(one, "ask_again", at=MONDAY)
    assert Provision.objects.unmet().filter(pk=one.pk).exists()


def test_who_does_not_come_needs_nothing_and_needs_it_again_when_they_do(cast):
    meeting = a_needy_meeting(cast)
    one = of(meeting, cast.amina)
    book(one, by=cast.priya, at=MONDAY, what="Ms Ito")

    says(meeting, cast.amina, "no")
    one.refresh_from_db()
    assert (one.state, one.to_call_off, told("provision_to_call_off", cast.priya)) == ("not_needed", True, 1)
    says(meeting, cast.amina, "yes", at=MONDAY + timedelta(hours=1))

    one.refresh_from_db()
    assert (one.state, one.to_call_off) == ("requested", False)


def test_a_booking_is_called_off_once_by_who_books(cast):
    one = of(a_needy_meeting(cast), cast.amina)
    book(one, by=cast.priya, at=MONDAY, what="Ms Ito")
    say(one, "drop", at=MONDAY)

    assert post(cast.amina, "provision-called-off", one).status_code == 403
    assert post(cast.priya, "provision-called-off", one).status_code == 302
    called_off(one, by=cast.priya, at=MONDAY)

    one.refresh_from_db()
    assert not one.to_call_off and Row.objects.filter(subject=one.ref, move="call_off").count() == 1


def test_at_another_time_everything_is_booked_anew_and_a_new_room_changes_nothing(cast):
    meeting = a_needy_meeting(cast)
    for person in (cast.amina, cast.joe):
        book(of(meeting, person), by=cast.priya, at=MONDAY, what="Done")
    say(of(meeting, cast.joe), "confirm", at=MONDAY)

    change_meeting(meeting, by=cast.priya, at=MONDAY, place="Room 4")
    assert states(meeting) == {INTERPRETER: "booked", PRINT: "confirmed"}
    change_meeting(meeting, by=cast.priya, at=MONDAY, starts_at=DAY + timedelta(days=1), ends_at=DAY + timedelta(days=1, hours=1))

    assert states(meeting) == {INTERPRETER: "requested", PRINT: "requested"} and of(meeting, cast.amina).arranged == "Done"


def test_a_cancelled_meeting_leaves_bookings_to_call_off_and_nothing_to_book(cast):
    meeting = a_needy_meeting(cast)
    book(of(meeting, cast.amina), by=cast.priya, at=MONDAY, what="Ms Ito")

    cancel(meeting, by=cast.priya, at=MONDAY, because="The boiler broke.")

    assert states(meeting) == {INTERPRETER: "not_needed", PRINT: "not_needed"}
    assert list(Provision.objects.filter(to_call_off=True).values_list("words", flat=True)) == [INTERPRETER]
    assert "Ms Ito" in get(cast.priya, "meeting-support", meeting).content.decode()


def test_anything_different_this_time_is_one_thing_more_and_changes_with_the_answer(cast):
    meeting = a_needy_meeting(cast)

    says(meeting, cast.joe, "yes", note="A break after 45 minutes")
    says(meeting, cast.joe, "yes", note="A break after 30 minutes")
    assert set(states(meeting)) == {INTERPRETER, PRINT, "A break after 30 minutes"}
    says(meeting, cast.joe, "yes", note="")

    assert states(meeting)["A break after 30 minutes"] == "not_needed"


def test_a_booked_wish_in_other_words_begins_anew(cast):
    meeting = a_meeting(cast)
    says(meeting, cast.joe, "yes", note="A taxi")
    book(of(meeting, cast.joe), by=cast.priya, at=MONDAY, what="Cab at nine")

    says(meeting, cast.joe, "yes", note="A taxi for two")

    one = of(meeting, cast.joe)
    assert (one.words, one.state) == ("A taxi for two", "requested")


def test_somebody_asks_for_this_meeting_only_and_a_double_click_counts_once(cast):
    meeting = a_meeting(cast)
    form = get(cast.amina, "my-meeting-support-ask", meeting).context["form"]
    typed = {"words": "A chair near the door", "kind": "access", "once": form["once"].value()}

    assert [post(cast.amina, "my-meeting-support-ask", meeting, **typed).status_code for _ in range(2)] == [302, 302]

    assert states(meeting) == {"A chair near the door": "requested"}
    assert states(a_meeting(cast, starts_at=DAY + timedelta(days=7))) == {}


def test_the_lead_writes_down_what_a_member_asks_for_and_nobody_else_can_be_named(cast):
    meeting = a_meeting(cast)
    typed = {"words": "A taxi", "kind": "travel", "through": "phone"}

    post(cast.priya, "meeting-support-note", meeting, partner=cast.ines.ref, **typed)
    assert states(meeting) == {}
    post(cast.priya, "meeting-support-note", meeting, partner=cast.joe.ref, **typed)

    assert (of(meeting, cast.joe).noted_by, of(meeting, cast.joe).through) == (cast.priya, "phone")


def test_what_only_the_contact_may_see_is_hidden_from_the_lead_and_shown_to_the_manager(cast):
    needs(cast.amina, "A quiet room to lie down", kind="access", seen_by="contact")
    meeting = a_meeting(cast)
    one = of(meeting, cast.amina)

    pages = {who: as_(getattr(cast, who)).get(f"/meetings/{meeting.ref}/support/").content.decode() for who in ("priya", "maya")}
    assert "quiet room" not in pages["priya"] and "quiet room" in pages["maya"]
    assert "quiet room" not in as_(cast.priya).get(meeting.get_absolute_url()).content.decode()
    assert "quiet room" not in as_(cast.joe).get(meeting.get_absolute_url()).content.decode()

    assert post(cast.priya, "provision-book", one, what="Room 2").status_code == 404


def test_the_page_of_the_meeting_says_what_to_do_and_for_nobody_by_name(cast):
    needs(cast.amina)
    needs(cast.joe, INTERPRETER + ".")
    meeting = a_meeting(cast, ends_at=DAY + timedelta(hours=3))
    part = as_(cast.priya).get(meeting.get_absolute_url()).context["parts"]["agenda"]
    facts = next(each.facts for each in part if "access" in each.template)

    assert [(line.words, line.count, line.stands) for line in facts["lines"]] == [(INTERPRETER, 2, "2 not booked")]
    assert len(facts["advice"]) == 1 and "book two" in facts["advice"][0]


def test_whoever_reads_names_leaves_their_own(cast):
    meeting = a_needy_meeting(cast)

    get(cast.priya, "meeting-support", meeting)
    get(cast.priya, "meeting-support", meeting)

    assert sorted(Look.objects.filter(by=cast.priya).values_list("partner__name", flat=True)) == ["Amina Example", "Joe Example"]


def test_the_clock_asks_for_who_joined_and_drops_what_is_not_wanted(cast):
    need = needs(cast.amina)
    meeting = a_meeting(cast)
    needs(cast.forrest, "A lift home", kind="travel")
    add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=MONDAY.date())
    a_seat_for(cast.forrest, cast.housing.group, by=cast.maya, lead=cast.priya)
    later = MONDAY + timedelta(days=1)
    run_clock(later)
    assert states(meeting) == {INTERPRETER: "requested", "A lift home": "requested"}

    withdraw_need(need, at=later)
    check_access(at=later)

    assert states(meeting) == {INTERPRETER: "not_needed", "A lift home": "requested"}


def test_the_trail_names_no_need(cast):
    one = of(a_needy_meeting(cast), cast.amina)
    book(one, by=cast.priya, at=MONDAY, what="Ms Ito")
    say(one, "deny", at=MONDAY, why="She cannot come")

    rows = str(list(Row.objects.filter(subject=one.ref).values()))

    assert "request" in rows and not any(words in rows for words in (INTERPRETER, "Ito", "cannot come"))


def test_two_who_settle_one_thing_at_once_do_it_once(cast):
    one = of(a_needy_meeting(cast), cast.amina)
    mine, yours = of(one.meeting, cast.amina), of(one.meeting, cast.amina)
    book(mine, by=cast.priya, at=MONDAY, what="Ms Ito")

    with pytest.raises(NotAllowedNow):
        book(yours, by=cast.maya, at=MONDAY, what="Mr Sand")

    assert of(one.meeting, cast.amina).arranged == "Ms Ito" and told("provision_settled", cast.amina) == 1


def test_instructions_count_people_and_leave_out_what_has_ended(cast):
    meeting = a_meeting(cast)
    for person, words in ((cast.amina, "A taxi"), (cast.joe, "a taxi."), (cast.priya, "A projector")):
        ask_for(meeting, person, at=MONDAY, words=words, kind="travel")
    say(of(meeting, cast.priya), "drop", at=MONDAY)

    rows = list(Provision.objects.order_by("pk"))

    assert [(line.words, line.count, line.is_unmet) for line in instructions(rows)] == [("A taxi", 2, True)]


def test_what_is_meant_for_the_contact_since_is_hidden_from_the_lead_at_once_and_other_words_arrive(cast):
    need = needs(cast.amina)
    meeting = a_meeting(cast)
    one = of(meeting, cast.amina)
    book(one, by=cast.priya, at=MONDAY, what="Ms Ito")
    change_need(need, at=MONDAY, words="Book a lipspeaker", kind="communication", seen_by="contact")

    assert post(cast.priya, "provision-book", one, what="x").status_code == 404
    check_access(at=MONDAY + timedelta(days=1))

    one.refresh_from_db()
    assert (one.words, one.seen_by, one.state) == ("Book a lipspeaker", "contact", "requested")


def test_who_is_asked_again_needs_it_again(cast):
    meeting = a_needy_meeting(cast)
    holding = Holding.objects.get(partner=cast.amina, seat__group=cast.housing.group, state="serving")
    Holding.objects.filter(pk=holding.pk).update(until_on=DAY.date() - timedelta(days=2))
    check_access(at=MONDAY + timedelta(days=1))
    assert states(meeting)[INTERPRETER] == "not_needed"

    Holding.objects.filter(pk=holding.pk).update(until_on=None)
    check_access(at=MONDAY + timedelta(days=2))

    assert states(meeting)[INTERPRETER] == "requested"


def test_a_booking_is_called_off_though_the_meeting_was_moved_in_between(cast):
    meeting = a_needy_meeting(cast)
    book(of(meeting, cast.amina), by=cast.priya, at=MONDAY, what="Ms Ito")
    change_meeting(meeting, by=cast.priya, at=MONDAY, starts_at=DAY + timedelta(days=1), ends_at=DAY + timedelta(days=1, hours=1))
    meeting.refresh_from_db()

    cancel(meeting, by=cast.priya, at=MONDAY, because="Snow")

    assert of(meeting, cast.amina).to_call_off and told("provision_to_call_off", cast.priya) == 1
    assert not of(meeting, cast.joe).to_call_off


def test_a_number_tells_nothing_of_what_only_the_contact_may_know(cast):
    needs(cast.amina, "A quiet room", kind="access", seen_by="contact")
    meeting = a_meeting(cast)
    note_presence(meeting, {cast.amina: ("room", "")}, by=cast.priya, at=DAY + timedelta(hours=2), chairs=[])

    counted = count([cast.housing.group], [cast.programme.pk], months=3, at=DAY + timedelta(days=3))

    assert counted.of("support") == (0, 0)
