"""Only the word of a lay partner who is not of the owner's side makes a promise kept (R10); a no says what is missing, and stays."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Signatory
from programmes.commitments.actions import report, say_on_promise
from programmes.commitments.models import CommitmentBreach, CommitmentReport, CommitmentWord
from programmes.commitments.policies import may_judge, may_note_judgement, may_say_of
from programmes.home.queues import BY_NAME
from programmes.programme.policies import standing
from tests.makers import MONDAY
from tests.programmes.commitments.doing import asked, disputed, fresh, kept, late, promised, said_done, told
from tests.programmes.minutes.doing import a_held
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
LAY, NOT_LAY = ("amina", "joe", "ines", "femi"), ("maya", "sid", "priya", "olga", "vic", "forrest", "sam")


def queue(who, name="promises-to-judge"):
    return list(BY_NAME[name].rows(standing(who.user), day_of(MONDAY)))


def test_the_owner_says_how_it_stands_and_that_it_is_done(cast):
    made = promised(cast)

    post(cast.priya, "commitment-report", made, stands="at_risk", text="The printer is broken.", evidence="")
    assert (fresh(made).state, told("promise_changed", cast.amina)) == ("at_risk", ["agreed 1", f"at_risk {day_of(MONDAY)}"])
    post(cast.priya, "commitment-report", made, stands="met", text="All are out.", evidence="example.org/letters")

    made = fresh(made)
    assert (made.state, made.claimed_by, made.report_due_on, made.round) == ("claimed", cast.priya, None, 2)
    assert CommitmentReport.objects.get(stands="met").evidence == "https://example.org/letters"
    assert told("promise_claimed", cast.amina) == told("promise_claimed", cast.ines) == ["round 2"]
    assert queue(cast.amina) == queue(cast.ines) == [made] and queue(cast.priya) == []


def test_of_a_workstream_its_pair_is_asked(cast):
    made = said_done(cast, group=cast.housing.group, asked_by=cast.maya)

    assert told("promise_claimed", cast.amina) == told("promise_claimed", cast.joe) == [f"round {made.round}"]
    assert told("promise_claimed", cast.ines) == [] and told("promise_changed", cast.maya)[-1] == f"claimed {made.round}"


@pytest.mark.parametrize("who", LAY)
def test_a_lay_partner_says_that_it_is_done(cast, who):
    made = said_done(cast)

    assert post(getattr(cast, who), "commitment-judge", made, value="met", text="").status_code == 302

    made, word = fresh(made), CommitmentWord.objects.get()
    assert (made.state, made.closed_by, word.by, word.value) == ("met", getattr(cast, who), getattr(cast, who), "met")
    assert told("promise_judged", cast.priya) == ["said"]


@pytest.mark.parametrize("who", NOT_LAY)
def test_nobody_else_does(cast, who):
    made = said_done(cast)

    assert post(getattr(cast, who), "commitment-judge", made, value="met", text="").status_code == (404 if who == "sam" else 403)

    assert fresh(made).state == "claimed" and not CommitmentWord.objects.exists()


def test_a_lay_partner_who_promised_it_does_not_confirm_it(cast):
    made = said_done(cast, owner=cast.ines, by=cast.maya)

    assert post(cast.ines, "commitment-judge", made, value="met", text="").status_code == 403 and queue(cast.ines) == []
    post(cast.joe, "commitment-judge", made, value="met", text="")
    assert fresh(made).state == "met"


def test_who_signs_for_the_organisation_does_not_confirm_it(cast):
    Signatory.objects.create(organisation=cast.council, partner=cast.joe, from_on=day_of(MONDAY) - timedelta(days=9))
    made = said_done(cast, owner=None, organisation=cast.council)

    assert post(cast.joe, "commitment-judge", made, value="met", text="").status_code == 403 and queue(cast.joe) == []
    assert fresh(made).state == "claimed"


def test_a_no_says_what_is_missing_and_the_owner_is_told(cast):
    made = said_done(cast)

    page = post(cast.joe, "commitment-judge", made, value="partly", text=" ").content.decode()
    assert "Say what is missing, so that it can be mended." in page and fresh(made).state == "claimed"
    post(cast.joe, "commitment-judge", made, value="partly", text="The large ones.")

    made = fresh(made)
    assert made.state == "disputed" and made.report_due_on == day_of(MONDAY) + timedelta(weeks=4)
    assert told("promise_judged", cast.priya) == ["said"] and told("promise_judged", cast.amina) == ["said"]
    assert "The large ones." in get(cast.priya, "commitment", made).content.decode()
    assert list(BY_NAME["promises-to-report"].rows(standing(cast.priya.user), day_of(MONDAY))) == [made]


def test_one_no_wins_over_a_yes_before_and_after(cast):
    made = disputed(cast)

    post(cast.ines, "commitment-judge", made, value="met", text="")
    assert fresh(made).state == "disputed" and CommitmentWord.objects.count() == 2
    post(cast.joe, "commitment-judge", made, value="met", text="")

    assert fresh(made).state == "met" and CommitmentWord.objects.filter(replaced_at__isnull=False).get().text == "Two letters came small."
    assert "Two letters came small." in get(cast.priya, "commitment", made).content.decode()


def test_said_again_it_is_judged_anew_and_the_no_stays_on_the_page(cast):
    made = disputed(cast)

    post(cast.priya, "commitment-report", made, stands="met", text="Printed anew.", evidence="")
    assert fresh(made).state == "claimed" and queue(cast.joe) == []      # the co-chair and who asked are asked
    post(cast.ines, "commitment-judge", made, value="met", text="")

    page = get(cast.joe, "commitment", made).content.decode()
    assert fresh(made).state == "met" and "Two letters came small." in page and "said before it was claimed anew" in page


def test_after_a_yes_another_may_still_say_no_for_four_weeks(cast, clock):
    made = kept(cast)

    clock.to(MONDAY + timedelta(days=28))
    post(cast.joe, "commitment-judge", made, value="not_met", text="Mine was small.")
    assert fresh(made).state == "disputed" and fresh(made).closed_at is None

    again = kept(cast)
    clock.to(MONDAY + timedelta(days=29))
    assert post(cast.joe, "commitment-judge", again, value="not_met", text="No").status_code == 403 and fresh(again).state == "met"


def test_a_lay_partner_may_say_that_it_is_done_before_its_owner_does(cast):
    made = late(cast)

    post(cast.amina, "commitment-judge", made, value="met", text="")

    assert (fresh(made).state, fresh(made).claimed_at) == ("met", None) and fresh(made).was_late()


def test_staff_write_down_what_a_lay_partner_says(cast):
    made = said_done(cast)

    post(cast.maya, "commitment-judge-note", made, who=cast.joe.pk, through="phone", value="met", text="")

    word = CommitmentWord.objects.get()
    assert (word.by, word.noted_by, word.through, fresh(made).state) == (cast.joe, cast.maya, "phone", "met")
    assert "noted by Maya Example, by phone" in get(cast.amina, "commitment", made).content.decode()


def test_who_promised_it_does_not_write_down_that_it_is_done(cast):
    made = said_done(cast)
    noted = promised(cast, owner=cast.olga)
    report(noted, by=cast.olga, at=MONDAY, stands="met", text="Done.", through="phone", noted_by=cast.maya)

    assert post(cast.priya, "commitment-judge-note", made, who=cast.joe.pk, through="phone", value="met", text="").status_code == 403
    assert post(cast.maya, "commitment-judge-note", noted, who=cast.joe.pk, through="phone", value="met", text="").status_code == 403
    assert not CommitmentWord.objects.exists()


def test_the_owner_is_no_choice_for_whose_word_is_written_down(cast):
    made = said_done(cast, owner=cast.ines, by=cast.maya)

    page = post(cast.maya, "commitment-judge-note", made, who=cast.ines.pk, through="phone", value="met", text="").content.decode()

    assert "from the list" in page and fresh(made).state == "claimed"


def test_a_meeting_marks_what_fell_due(cast):
    made = said_done(cast, group=cast.housing.group, at=MONDAY - timedelta(days=8), due_on=day_of(MONDAY) - timedelta(days=7))
    meeting = a_held(cast)
    page = as_(cast.amina).get(f"/meetings/{meeting.ref}/promises/").content.decode()
    assert "All letters are out." in page and f"/commitments/{made.ref}/judge/?meeting={meeting.ref}" in page
    assert f"/meetings/{meeting.ref}/promises/" in as_(cast.amina).get(meeting.get_absolute_url()).content.decode()

    response = as_(cast.amina).post(f"/commitments/{made.ref}/judge/?meeting={meeting.ref}",
        {"value": "partly", "text": "Not the council’s."})

    assert response.url == f"/meetings/{meeting.ref}/promises/" and CommitmentWord.objects.get().meeting == meeting
    page = as_(cast.priya).get(f"/meetings/{meeting.ref}/promises/").content.decode()
    assert "Not the council’s." in page and f"/commitments/{made.ref}/judge/note/" not in page      # it is her promise
    assert f"/commitments/{made.ref}/judge/note/" in as_(cast.maya).get(f"/meetings/{meeting.ref}/promises/").content.decode()


def test_what_is_not_promised_yet_is_not_judged(cast):
    made = asked(cast)

    with pytest.raises(NotAllowedNow, match="not promised yet"):
        say_on_promise(made, by=cast.joe, at=MONDAY, value="met")
    assert post(cast.joe, "commitment-judge", made, value="met", text="").status_code == 403


# --- broken -------------------------------------------------------------------------------------------------------------

def broken(cast, made, who, day, text="Paid in 30 days."):
    return post(getattr(cast, who), "commitment-broken", made, happened_on_day=day.day, happened_on_month=day.month,
        happened_on_year=day.year, text=text)


def test_a_standing_promise_counts_each_time_it_is_broken(cast, clock):
    made, first = promised(cast, is_standing=True, due_on=None), day_of(MONDAY)
    for day in (first, first, first + timedelta(days=30)):
        clock.to(MONDAY + timedelta(days=30))
        broken(cast, made, "joe", day)

    made = fresh(made)
    assert CommitmentBreach.objects.count() == 2 and (made.state, made.report_due_on is not None) == ("broken", True)
    assert "not kept 2 times" in as_(cast.amina).get(f"/programmes/{cast.programme.slug}/commitments/").content.decode()
    post(cast.priya, "commitment-report", made, stands="on_track", text="Paid in five days now.", evidence="")
    assert fresh(made).state == "on_track" and CommitmentBreach.objects.count() == 2


def test_another_promise_is_closed_as_broken_and_may_be_kept_after_all(cast):
    made = late(cast)

    broken(cast, made, "ines", day_of(MONDAY))
    assert (fresh(made).state, fresh(made).because, fresh(made).report_due_on) == ("broken", "Paid in 30 days.", None)
    page = post(cast.priya, "commitment-report", made, stands="on_track", text="Soon", evidence="").content.decode()
    assert "You may only say that it is done after all." in page and fresh(made).state == "broken"
    post(cast.priya, "commitment-report", made, stands="met", text="Done.", evidence="")

    assert fresh(made).state == "claimed"


@pytest.mark.parametrize("who", [each for each in NOT_LAY if each != "maya"])      # she writes it down for somebody
def test_staff_do_not_record_that_it_was_broken(cast, who):
    made = promised(cast)

    assert broken(cast, made, who, day_of(MONDAY)).status_code == (404 if who == "sam" else 403)
    assert not CommitmentBreach.objects.exists()


@pytest.mark.parametrize(("days", "sentence"), [(1, "That day has not come yet."), (-1, "Enter that day or a later one.")])
def test_a_day_outside_the_promise_gets_a_sentence(cast, days, sentence):
    made = promised(cast)

    page = broken(cast, made, "joe", day_of(MONDAY) + timedelta(days=days)).content.decode()

    assert sentence in page and "Paid in 30 days." in page and fresh(made).state == "agreed"


@pytest.mark.parametrize("who", ["sid", "maya", "priya", "olga", "amina", "joe", "ines", "femi", "forrest", "vic"])
def test_a_list_says_of_each_what_its_own_page_says(cast, who):
    user = getattr(cast, who).user
    stand = [asked(cast), promised(cast), promised(cast, group=cast.housing.group), said_done(cast), kept(cast), disputed(cast),
             promised(cast, owner=None, organisation=cast.council), said_done(cast, owner=cast.amina)]
    found = [fresh(each) for each in stand]

    one_by_one = {each.pk for each in found
                  if (may_note_judgement(user, each) if user.is_professional else may_judge(user, each))}

    assert may_say_of(user, found) == one_by_one
