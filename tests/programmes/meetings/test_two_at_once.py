"""Many presses at the same moment: nothing twice, nothing lost."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse

from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.meetings.actions import agree_to_agenda, announce
from programmes.meetings.models import AgendaItem, AgendaYes, Meeting, MeetingInvitation, token_of_invitation
from tests.makers import MONDAY
from tests.programmes.meetings.doing import a_meeting, a_plan, an_item, invitation_of, run_clock
from tests.programmes.stages.doing import as_


def test_fifty_announce_one_plan_and_everybody_is_asked_once(shared_cast, all_at_once):
    cast = shared_cast
    plan = a_plan(cast)

    all_at_once(50, lambda number: announce([Meeting.objects.select_related("group").get(pk=plan.pk)], by=cast.priya, at=MONDAY))

    assert MeetingInvitation.objects.count() == 3 == Message.objects.filter(kind="meeting_invited").count()
    assert Row.objects.filter(subject=plan.ref, move="announce").count() == 1


def test_clocks_that_run_at_once_invite_once(shared_cast, all_at_once):
    meeting = a_meeting(shared_cast)
    MeetingInvitation.objects.filter(partner=shared_cast.joe).delete()
    Message.objects.filter(to=shared_cast.joe.ref).delete()

    all_at_once(4, lambda number: run_clock(MONDAY + timedelta(hours=1)))

    assert MeetingInvitation.objects.filter(meeting=meeting, partner=shared_cast.joe).count() == 1
    assert Message.objects.filter(kind="meeting_invited", to=shared_cast.joe.ref).count() == 1


def test_fifty_answers_by_link_and_account_leave_one_answer_and_each_is_on_record(shared_cast, all_at_once):
    cast = shared_cast
    meeting = a_meeting(cast)
    link = reverse("programmes:answer-by-link", args=[token_of_invitation(invitation_of(meeting, cast.joe).ref)])
    own = reverse("programmes:meeting-answer", args=[meeting.ref])

    def answer(number):
        data = {"answer": "yes" if number % 2 else "no", "note": f"Press {number}", "substitute": ""}
        return (Client().post(link, data) if number % 2 else as_(cast.joe).post(own, data)).status_code

    assert set(all_at_once(50, answer)) == {302}
    said = invitation_of(meeting, cast.joe)
    assert said.note.startswith("Press ") and MeetingInvitation.objects.filter(partner=cast.joe).count() == 1
    assert Row.objects.filter(subject=said.ref, move="answer").count() == 50


def test_both_sides_say_yes_at_once_and_the_agenda_is_agreed_once(shared_cast, all_at_once):
    cast = shared_cast
    meeting = a_meeting(cast)
    an_item(meeting, cast.amina, on=True)

    all_at_once(8, lambda number: agree_to_agenda(meeting, by=cast.amina if number % 2 else cast.priya, at=MONDAY, is_lay=bool(number % 2)))

    assert AgendaYes.objects.count() == 2 and Meeting.objects.get().state == "agenda_built"
    assert Row.objects.filter(subject=meeting.ref, move="build_agenda").count() == 1


def test_thirty_moves_of_items_keep_each_item_in_one_place(shared_cast, all_at_once):
    cast = shared_cast
    meeting = a_meeting(cast)
    items = [an_item(meeting, cast.amina, on=True, title=f"Item {number}") for number in range(5)]

    all_at_once(30, lambda number: as_(cast.amina).post(
        reverse("programmes:item-move", args=[items[number % 5].ref]), {"to": "up" if number % 3 else "down"}).status_code)

    assert sorted(AgendaItem.objects.values_list("position", flat=True)) == [1, 2, 3, 4, 5]
