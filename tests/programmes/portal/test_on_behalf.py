"""Who has no e-mail takes part by phone, letter or in person: staff write down what they say, for half an hour, and they are told."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from partners.contacts.actions import begin_on_behalf, end_on_behalf, note_said
from partners.models import About, Handover, Holding, Look, Need, OnBehalf, Partner, Said, Supporter
from partners.support.actions import note_look
from programmes.pairing.models import TimeSpent, Wish
from programmes.sharing.actions import note_briefing
from tests.makers import MONDAY, a_partner, a_programme, a_seat_for, gives
from tests.programmes.appointments.doing import active
from tests.programmes.portal.doing import INTERPRETER, a_supporter, arranged, asked_for_a_seat, own, press, writing_for
from tests.programmes.sharing.doing import seat_of
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
BEGIN = {"through": "phone", "reason": "He has no e-mail, and rang."}
REACH = {"channel": "phone", "email": "", "phone": "020 7946 0106", "address": "", "best_times": "Not before ten", "copy_in": ""}


@pytest.fixture
def brian(cast):
    """A lay partner of the Forum without e-mail and without an account."""
    brian = a_partner("Brian Example", email="", channel="phone", phone="020 7946 0106")
    a_seat_for(brian, cast.forum, by=cast.maya)
    return brian


def test_it_begins_on_the_persons_page_with_how_and_why(cast, brian):
    answer = own(cast.maya, "behalf-begin", brian.ref, **BEGIN)

    begun = OnBehalf.objects.get()
    assert answer.url == reverse("programmes:for", args=[begun.ref])
    assert (begun.partner, begun.by, begun.through, begun.reason, begun.home_book) == (
        brian, cast.maya, "phone", BEGIN["reason"], cast.programme.ref)
    assert begun.ends_at - begun.started_at == timedelta(minutes=30)
    page = own(cast.maya, "for", begun.ref).content.decode()
    for words in ("You write down what Brian Example tells you", "Maya Example writes, and is told by phone", "10:30am", "in 30 minutes",
                  "End, and tell them what was written"):
        assert words in page


@pytest.mark.parametrize("page", ["for-reach", "for-bring", "for-limits", "for-named", "for-support", "for-need-new", "for-support-right",
                                  "for-wishes", "for-hours", "for-break", "for-looks", "for-supporters", "for-supporter-new", "for-voice"])
def test_the_banner_stands_on_each_of_its_pages(cast, brian, page):
    assert "You write down what Brian Example tells you" in own(cast.maya, page, writing_for(cast, brian).ref).content.decode()


def test_who_does_not_run_the_programme_cannot_begin(cast, brian):
    statuses = {who: own(getattr(cast, who), "behalf-begin", brian.ref, **BEGIN).status_code
                for who in ("sam", "vic", "forrest", "amina", "ines", "priya", "sid")}

    assert statuses == {"sam": 404, "vic": 404, "forrest": 404, "amina": 404, "ines": 403, "priya": 403, "sid": 403}
    assert not OnBehalf.objects.exists()


def test_nobody_writes_for_somebody_who_works_for_the_programme(cast):
    assert own(cast.maya, "behalf-begin", cast.priya.ref, **BEGIN).status_code == 403


def test_one_person_at_a_time(cast, brian):
    writing_for(cast, brian)

    assert own(cast.maya, "behalf-begin", cast.amina.ref, **BEGIN).status_code == 409
    assert OnBehalf.objects.get().partner == brian


def test_only_who_began_it_writes_in_it(cast, brian):
    begun = writing_for(cast, brian)
    gives(cast.programme, cast.vic, "PM", by=cast.maya)

    assert own(cast.vic, "for", begun.ref).status_code == 404
    assert own(cast.vic, "for-reach", begun.ref, **REACH).status_code == 404
    assert press(cast.vic, "for-end", begun.ref).status_code == 404


def test_who_stops_running_the_programme_writes_no_more(cast, brian):
    begun = writing_for(cast, brian)
    cast.programme.team.filter(partner=cast.maya).update(until_on=MONDAY.date() - timedelta(days=1))

    assert own(cast.maya, "for-reach", begun.ref, **REACH).status_code == 403
    assert not About.objects.filter(partner=brian).exists()


def test_what_is_noted_says_by_whom_and_how_and_is_listed(cast, brian):
    begun = writing_for(cast, brian)

    own(cast.maya, "for-reach", begun.ref, **REACH)
    own(cast.maya, "for-bring", begun.ref, experience=["using"], gain="To be heard")
    own(cast.maya, "for-limits", begun.ref, hours_limit="6")
    own(cast.maya, "for-named", begun.ref, shown_as="initials", called="")
    own(cast.maya, "for-need-new", begun.ref, **INTERPRETER)
    own(cast.maya, "for-support-right", begun.ref, review_on="2026-09-16")

    about, need = About.objects.get(partner=brian), Need.objects.get()
    assert (about.through, about.noted_by, about.hours_limit, about.best_times) == ("phone", cast.maya, 6, "Not before ten")
    assert (need.partner, need.through, need.noted_by) == (brian, "phone", cast.maya)
    assert (brian.support_checks.get().through, brian.support_checks.get().noted_by) == ("phone", cast.maya)
    assert Partner.objects.get(pk=brian.pk).shown == "B. E."
    said = list(Said.objects.order_by("pk").values_list("words", flat=True))
    assert len(said) == 6 and "Not before ten" in said[0] and "Using services myself" in said[1] and "Book a BSL interpreter" in said[4]
    page = own(cast.maya, "for", begun.ref).content.decode()
    assert "noted by Maya Example, by phone" in page
    assert "noted by Maya Example, by phone" in own(cast.maya, "for-need", begun.ref, need.ref).content.decode()


def test_a_seat_is_taken_or_not_as_the_person_says(cast):
    seat, other = asked_for_a_seat(cast, cast.forrest), asked_for_a_seat(cast, cast.femi)
    begun = writing_for(cast, cast.forrest)
    assert own(cast.maya, "for-seat", begun.ref, other.ref).status_code == 404

    own(cast.maya, "for-seat", begun.ref, seat.ref, answer="yes", because="")

    seat.refresh_from_db()
    assert (seat.state, seat.accepted_through, seat.accepted_noted_by) == ("serving", "phone", cast.maya)
    assert "noted by Maya Example, by phone" in own(cast.forrest, "me").content.decode()
    assert own(cast.maya, "for-seat", begun.ref, seat.ref, answer="no", because="").status_code == 409


def test_a_no_to_a_seat_is_noted_with_the_reason(cast):
    seat = asked_for_a_seat(cast, cast.forrest)
    begun = writing_for(cast, cast.forrest)

    own(cast.maya, "for-seat", begun.ref, seat.ref, answer="no", because="Too many evenings")

    seat.refresh_from_db()
    assert (seat.state, seat.closed_because) == ("declined", "Too many evenings")
    assert Said.objects.get().words == "You said no to a seat: Advisory Group"


def test_the_person_confirms_or_denies_what_was_arranged_through_staff(cast):
    works, not_ = arranged(cast, cast.joe), arranged(cast, cast.joe, words="Send papers in large print")
    begun = writing_for(cast, cast.joe)

    press(cast.maya, "for-need-works", begun.ref, works.ref)
    own(cast.maya, "for-need-not", begun.ref, not_.ref, why="The print is too small")

    works.refresh_from_db()
    not_.refresh_from_db()
    assert (works.state, works.said_through, works.said_noted_by) == ("met", "phone", cast.maya)
    assert (not_.state, not_.said, not_.said_noted_by) == ("not_met", "The print is too small", cast.maya)
    assert "noted by Maya Example, by phone" in own(cast.joe, "me-need", works.ref).content.decode()
    assert Look.objects.filter(partner=cast.joe, by=cast.maya).count() == 0     # nobody opened the page of support


def test_who_reads_the_support_of_somebody_while_writing_is_noted_for_that_person(cast):
    own(cast.maya, "for-support", writing_for(cast, cast.joe).ref)

    assert Look.objects.get(partner=cast.joe).by == cast.maya
    assert "Maya Example" in own(cast.joe, "me-looks").content.decode()


def test_wishes_are_noted_for_the_person(cast):
    begun = writing_for(cast, cast.ines)

    own(cast.maya, "for-wishes", begun.ref, **{cast.housing.ref: "wanted"})

    wish = Wish.objects.get()
    assert (wish.partner, wish.workstream, wish.value, wish.through, wish.noted_by) == (
        cast.ines, cast.housing, "wanted", "phone", cast.maya)


def test_hours_a_hand_over_and_whether_the_lead_talked_are_noted_for_the_person_and_shown_as_such(cast):
    mine, begun = seat_of(cast.joe, cast.housing), writing_for(cast, cast.joe)
    briefing = note_briefing(cast.housing, by=cast.priya, at=MONDAY, on=MONDAY.date(), note="The new dates.")
    assert "Did your lead talk with you?" in own(cast.maya, "for", begun.ref).content.decode()

    own(cast.maya, "for-hours", begun.ref, **{mine.ref: "11"})
    own(cast.maya, "for-handover", begun.ref, mine.ref, text="Ask for large print.")
    own(cast.maya, "for-briefing", begun.ref, briefing.ref, answer="no", text="Nobody rang.")

    assert list(TimeSpent.objects.values_list("holding", "hours", "through", "noted_by")) == [(mine.pk, 11, "phone", cast.maya.pk)]
    assert list(Handover.objects.values_list("text", "through", "noted_by")) == [("Ask for large print.", "phone", cast.maya.pk)]
    view = briefing.views.get()
    assert (view.by, view.was_so, view.through, view.noted_by) == (cast.joe, False, "phone", cast.maya)
    assert "(noted by Maya Example, by phone)" in as_(cast.priya).get(cast.housing.get_absolute_url()).content.decode()
    assert begun.said.count() == 3


def test_a_break_and_the_way_back_are_noted_for_the_person(cast):
    role = active(cast)
    begun = writing_for(cast, role.partner)
    assert "Begin my break today" in own(cast.maya, "for-break", begun.ref).content.decode()

    own(cast.maya, "for-break", begun.ref, until_on_day="1", until_on_month="6", until_on_year="2026")

    role.refresh_from_db()
    assert (role.state, str(role.paused_until)) == ("paused", "2026-06-01")
    assert Row.objects.filter(move="pause", subject=role.ref, actor=cast.maya.ref).exists()
    assert "You are on a break" in own(cast.maya, "for", begun.ref).content.decode()
    assert press(cast.maya, "for-come-back", begun.ref).url == reverse("programmes:for-break", args=[begun.ref])
    role.refresh_from_db()
    assert role.state == "active"
    assert [each.words for each in begun.said.order_by("pk")] == [
        "You take a break: Which is the last day of the break: 1 June 2026", "You are back from your break"]


def test_a_break_that_cannot_begin_is_not_noted(cast):
    begun = writing_for(cast, cast.joe)

    assert own(cast.maya, "for-break", begun.ref, until_on_day="1", until_on_month="6", until_on_year="2026").status_code == 409
    assert press(cast.maya, "for-come-back", begun.ref).status_code == 409
    assert not begun.said.exists()


def test_a_supporter_is_let_in_and_out_as_the_person_says(cast):
    begun = writing_for(cast, cast.joe)

    own(cast.maya, "for-supporter-new", begun.ref, name="Hetty Helper", email="hetty@helper.test", until_on="2026-06-30", sees_support="on")

    supporter = Supporter.objects.get()
    assert (supporter.partner, supporter.through, supporter.noted_by, supporter.sees_support, supporter.sees_reach) == (
        cast.joe, "phone", cast.maya, True, False)
    for page in (own(cast.maya, "for-supporters", begun.ref), own(cast.joe, "me-supporters")):
        assert "noted by Maya Example, by phone" in page.content.decode()
    assert press(cast.maya, "for-supporter-end", begun.ref, a_supporter(cast.amina).ref).status_code == 404
    press(cast.maya, "for-supporter-end", begun.ref, supporter.ref)
    supporter.refresh_from_db()
    assert supporter.state == "ended"
    assert [each.words for each in begun.said.order_by("pk")][1] == "Hetty Helper helps you no more"


def test_who_looked_at_their_support_can_be_read_out_to_the_person(cast):
    note_look(cast.joe, by=cast.priya, on=MONDAY.date())
    begun = writing_for(cast, cast.joe)

    for page in ("for", "for-looks"):
        assert "Priya Example, 16 March 2026" in own(cast.maya, page, begun.ref).content.decode()


def test_only_what_was_chosen_is_in_the_list_of_what_was_written(cast):
    begun = writing_for(cast, cast.ines)

    own(cast.maya, "for-wishes", begun.ref, **{cast.housing.ref: "neither"})
    own(cast.maya, "for-bring", begun.ref, gain="")

    assert [each.words for each in begun.said.order_by("pk")] == [
        "Where would you like to take part: left empty", "What you bring: left empty"]


def test_the_same_words_of_two_things_are_two_lines_and_of_two_presses_one(cast):
    begun = writing_for(cast, cast.joe)
    for days in (0, 1):
        own(cast.maya, "for-briefing", begun.ref, note_briefing(
            cast.housing, by=cast.priya, at=MONDAY, on=MONDAY.date() - timedelta(days=days), note="The dates.").ref, answer="yes", text="")
    for _press in range(2):
        own(cast.maya, "for-handover", begun.ref, seat_of(cast.joe, cast.housing).ref, text="Ask for large print.")

    assert list(begun.said.order_by("pk").values_list("words", flat=True)) == [
        "The talk with your lead was so: Housing, 16 March 2026", "The talk with your lead was so: Housing, 15 March 2026",
        "A note for who comes after you (Housing): What should the next person know: Ask for large print."]


def test_after_the_half_hour_none_of_them_is_kept(cast, clock):
    mine, begun = seat_of(cast.joe, cast.housing), writing_for(cast, cast.joe)
    clock.to(MONDAY + timedelta(minutes=31))

    page = own(cast.maya, "for-handover", begun.ref, mine.ref, text="Ask for large print.")

    assert page.context["form"]["text"].value() == "Ask for large print."
    assert "The half hour is over" in page.content.decode()
    assert not Handover.objects.exists()


def test_things_of_somebody_else_are_not_there(cast):
    need, begun = arranged(cast, cast.amina), writing_for(cast, cast.joe)
    assert own(cast.maya, "for-handover", begun.ref, seat_of(cast.amina, cast.housing).ref, text="No").status_code == 404

    assert own(cast.maya, "for-need", begun.ref, need.ref).status_code == 404
    assert press(cast.maya, "for-need-works", begun.ref, need.ref).status_code == 404
    assert own(cast.maya, "for-need-not", begun.ref, need.ref, why="No").status_code == 404


# --- the end ---------------------------------------------------------------------------------------------------------------------

def test_when_it_ends_the_person_is_told_once_what_was_noted(cast, brian):
    begun = writing_for(cast, brian)
    own(cast.maya, "for-limits", begun.ref, hours_limit="6")

    assert press(cast.maya, "for-end", begun.ref).url == brian.get_absolute_url()

    message = Message.objects.get(kind="said_for_you")
    words = registry.words["said_for_you"](message)
    assert (message.to, message.book, words.subject) == (brian.ref, cast.programme.ref, "We wrote down what you told us")
    assert any("hours a month can you give at most: 6" in line for line in words.lines)
    assert press(cast.maya, "for-end", begun.ref).status_code == 409
    deliver(at=MONDAY)
    message.refresh_from_db()
    assert message.state == "by_hand"
    assert "Brian Example" in own(cast.maya, "queue", "by-hand").content.decode()


def test_the_person_reads_on_their_page_what_was_written_for_them_and_why(cast):
    begun = writing_for(cast, cast.joe)
    own(cast.maya, "for-limits", begun.ref, hours_limit="6")
    press(cast.maya, "for-end", begun.ref)

    page = own(cast.joe, "me").content.decode()

    assert "What I told staff" in page and "He rang" in page and "noted by Maya Example, by phone" in page
    assert "What I told staff" not in own(cast.amina, "me").content.decode()


def test_nothing_noted_is_nothing_to_tell(cast, brian):
    press(cast.maya, "for-end", writing_for(cast, brian).ref)

    assert not Message.objects.filter(kind="said_for_you").exists()


def test_after_half_an_hour_a_form_changes_nothing_says_so_and_keeps_what_was_typed(cast, brian, clock):
    begun = writing_for(cast, brian)
    clock.to(MONDAY + timedelta(minutes=30))

    answer = own(cast.maya, "for-reach", begun.ref, **REACH)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "The half hour is over, so nothing was saved" in page and "Not before ten" in page
    assert not About.objects.exists() and not Said.objects.exists()
    assert own(cast.maya, "for", begun.ref).status_code == 410


def test_after_half_an_hour_a_button_changes_nothing_and_says_so(cast, clock):
    need, begun = arranged(cast, cast.joe), writing_for(cast, cast.joe)
    clock.to(MONDAY + timedelta(minutes=31))

    answer = press(cast.maya, "for-need-works", begun.ref, need.ref)

    assert answer.status_code == 409 and "The half hour is over" in answer.content.decode()
    need.refresh_from_db()
    assert need.state == "arranged"


def test_what_was_typed_counts_once_another_half_hour_has_begun_for_the_same_person(cast, brian, clock):
    begun = writing_for(cast, brian)
    clock.to(MONDAY + timedelta(minutes=40))
    own(cast.maya, "behalf-begin", brian.ref, **BEGIN)

    own(cast.maya, "for-reach", begun.ref, **REACH)

    assert About.objects.get(partner=brian).best_times == "Not before ten"
    assert Said.objects.get().on_behalf == OnBehalf.objects.exclude(pk=begun.pk).get()


def test_a_half_hour_for_another_person_does_not_take_it(cast, brian, clock):
    begun = writing_for(cast, brian)
    clock.to(MONDAY + timedelta(minutes=40))
    own(cast.maya, "behalf-begin", cast.joe.ref, **BEGIN)

    assert "nothing was saved" in own(cast.maya, "for-reach", begun.ref, **REACH).content.decode()
    assert not About.objects.exists()


def test_the_action_itself_refuses_when_it_is_over(cast, brian):
    begun = writing_for(cast, brian)

    with pytest.raises(NotAllowedNow):
        note_said(begun, at=MONDAY + timedelta(minutes=30), words="Late")
    end_on_behalf(begun, at=MONDAY + timedelta(minutes=2))
    with pytest.raises(NotAllowedNow):
        note_said(begun, at=MONDAY + timedelta(minutes=3), words="Late")
    assert not Said.objects.exists()


def test_a_new_one_ends_an_old_one_that_nobody_ended(cast, brian):
    first = writing_for(cast, brian)
    note_said(first, at=MONDAY, words="You wish for letters")

    begin_on_behalf(cast.joe, by=cast.maya, at=MONDAY + timedelta(hours=2), through="post", reason="A letter", book=cast.programme.ref)

    first.refresh_from_db()
    assert first.ended_at == first.ends_at
    assert Message.objects.get(kind="said_for_you").to == brian.ref


def test_the_trail_says_that_it_was_done_and_holds_no_words(cast, brian):
    begun = writing_for(cast, brian)
    press(cast.maya, "for-end", begun.ref)

    rows = Row.objects.filter(subject=begun.ref).order_by("pk")
    assert [(row.move, row.actor, row.about.get("partner")) for row in rows] == [
        ("begin", cast.maya.ref, brian.ref), ("end", cast.maya.ref, brian.ref)]
    assert "rang" not in str([row.about for row in rows])


def test_a_manager_of_another_programme_finds_nothing_of_it(cast, brian):
    begun = writing_for(cast, brian)
    other = a_programme("Elsewhere", by=cast.sam)

    assert as_(cast.sam).get(reverse("programmes:for", args=[begun.ref])).status_code == 404
    assert other.pk and Holding.objects.filter(partner=brian).exists()
