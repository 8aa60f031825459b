"""Nobody of the owner's side makes a promise kept by another door, no "no" is written over, and nothing is lost on the way."""

from datetime import timedelta

import pytest
from django.test import Client

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from partners.models import Signatory
from programmes.commitments.actions import (
    ask_new_day,
    break_promise,
    decline_promise,
    insist,
    report,
    say_on_day,
    say_on_promise,
)
from programmes.commitments.actions.checking import check_promises
from programmes.commitments.models import Commitment, CommitmentBreach, CommitmentWord, NewDay
from programmes.commitments.showing.pages import counts_of
from programmes.home.queues import BY_NAME
from programmes.programme.models import TeamRole
from programmes.programme.policies import standing
from programmes.stages.models import Stage
from programmes.stages.proofs import what_is_missing
from tests.makers import MONDAY, a_stage
from tests.programmes.commitments.doing import DUE, asked, asks, disputed, fresh, late, promised, said_done, told, typed
from tests.programmes.minutes.doing import a_held, a_line
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
TODAY = day_of(MONDAY)


def sent_from(form, **typed_in):
    """What a browser sends: everything the form was shown with, and what was typed into it."""
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: value for name, value in shown.items() if value not in (None, "") and not hasattr(value, "year")} | typed_in


def test_what_a_promise_is_made_from_travels_with_the_form_itself(cast):
    line = a_line(a_held(cast), cast.priya, kind="commitment", words="Large print from May.")
    form = asks(cast, cast.amina, f"?line={line.ref}").context["form"]

    as_(cast.amina).post(f"/programmes/{cast.programme.slug}/commitments/new/", sent_from(form, **typed(owner=cast.priya.pk, once="")))
    as_(cast.amina).post(f"/programmes/{cast.programme.slug}/commitments/new/", sent_from(
        asks(cast, cast.amina, f"?about=workstream:{cast.housing.ref}").context["form"], **typed(text="Second", once="")))

    assert list(Commitment.objects.order_by("pk").values_list("minute_line", "about_kind")) == [(line.pk, "minutes"), (None, "workstream")]


def test_what_is_said_at_a_meeting_says_so_though_the_address_is_plain(cast):
    made = said_done(cast, group=cast.housing.group, at=MONDAY - timedelta(days=8), due_on=TODAY - timedelta(days=7))
    meeting = a_held(cast)
    form = as_(cast.amina).get(f"/commitments/{made.ref}/judge/?meeting={meeting.ref}").context["form"]

    post(cast.amina, "commitment-judge", made, **sent_from(form, value="met", text=""))

    assert CommitmentWord.objects.get().meeting == meeting


def test_a_no_of_their_own_is_not_written_over_by_what_somebody_notes(cast):
    made = disputed(cast)

    page = post(cast.maya, "commitment-judge-note", made, who=cast.joe.pk, through="phone", value="met", text="").content.decode()

    assert "They have said this themselves. Ask them to change it." in page
    assert fresh(made).state == "disputed" and CommitmentWord.objects.get().value == "not_met"


def test_who_is_noted_for_is_told_and_can_put_it_right(cast):
    made = said_done(cast)
    post(cast.maya, "commitment-judge-note", made, who=cast.joe.pk, through="phone", value="met", text="")
    assert told("promise_word_noted", cast.joe) == ["noted"] and fresh(made).state == "met"

    post(cast.joe, "commitment-judge", made, value="not_met", text="I never said that.")

    assert fresh(made).state == "disputed"


def test_the_manager_does_not_confirm_what_the_team_promised(cast):
    made = asked(cast, owner=None, by=cast.maya)
    report(made, by=cast.maya, at=MONDAY, stands="met", text="Done.")

    assert made.agreed_at and post(cast.maya, "commitment-judge-note", made, who=cast.ines.pk, through="phone", value="met",
                                   text="").status_code == 403
    with pytest.raises(NotAllowedNow, match="does not say that it is kept"):
        say_on_promise(made, by=cast.ines, at=MONDAY, value="met", through="phone", noted_by=cast.maya)


def test_who_noted_that_it_is_done_stays_of_the_owners_side(cast):
    made = promised(cast, owner=cast.olga)
    report(made, by=cast.olga, at=MONDAY, stands="met", text="Done.", through="phone", noted_by=cast.maya)
    say_on_promise(made, by=cast.joe, at=MONDAY, value="not_met", text="No.")
    report(fresh(made), by=cast.olga, at=MONDAY, stands="at_risk", text="We look at it.")
    report(fresh(made), by=cast.olga, at=MONDAY, stands="met", text="Now.")

    assert post(cast.maya, "commitment-judge-note", made, who=cast.ines.pk, through="phone", value="met", text="").status_code == 403


def test_colleagues_of_the_owner_are_of_the_owners_side(cast):
    for person in (cast.priya, cast.joe):
        person.organisation = cast.council
        person.save()
    made = said_done(cast)

    assert post(cast.joe, "commitment-judge", made, value="met", text="").status_code == 403
    assert str(cast.joe.pk) not in {str(each.pk) for each in get(cast.maya, "commitment-judge-note",
        made).context["form"].fields["who"].queryset}


@pytest.mark.parametrize("who", ["priya", "maya"])
def test_staff_do_not_take_back_what_lay_partners_deny(cast, who):
    made = disputed(cast, by=cast.priya, asked_by=cast.priya)

    assert post(getattr(cast, who), "commitment-withdraw", made,
        because="It is over.").status_code == 403 and fresh(made).state == "disputed"
    post(cast.ines, "commitment-withdraw", made, because="It does not matter any more.")
    assert fresh(made).state == "withdrawn"


def test_a_silent_owner_is_asked_every_four_weeks_with_a_new_link(cast, clock):
    made = promised(cast, due_on=DUE + timedelta(days=300))
    links = set()
    for day in range(120):
        at = MONDAY + timedelta(days=day)
        clock.to(at)
        check_promises(on=day_of(at), at=at)
        links.add(fresh(made).token_to_report(cast.priya))

    assert len(told("promise_report_due", cast.priya)) == 8 and len(links) == 4
    assert fresh(made).unreported_since == TODAY + timedelta(weeks=4)
    assert Client().get(f"/promise/{made.ref}/{fresh(made).token_to_report(cast.priya)}/").status_code == 200
    stage = a_stage(cast.programme, "S11", by=cast.maya, at=MONDAY)
    assert len(what_is_missing(Stage.objects.filter(pk=stage.pk), TODAY + timedelta(days=119), ["S11"])[stage.pk]["11.1"]) == 1
    report(fresh(made), by=cast.priya, at=MONDAY + timedelta(days=120), stands="on_track", text="Yes.")
    assert fresh(made).unreported_since is None


def test_a_clock_that_slept_asks_once(cast, clock):
    made, late_at = promised(cast, due_on=DUE + timedelta(days=300)), MONDAY + timedelta(days=200)
    clock.to(late_at)

    check_promises(on=day_of(late_at), at=late_at)

    assert len(told("promise_report_due", cast.priya)) == 1 and fresh(made).link_works(day_of(late_at))


def test_everybodys_words_on_a_broken_promise_are_kept_and_the_day_counts_once(cast):
    made = promised(cast, is_standing=True, due_on=None)
    for who in (cast.joe, cast.ines):
        break_promise(made, by=who, at=MONDAY, happened_on=TODAY, text=f"Says {who.name}")

    assert CommitmentBreach.objects.count() == 2
    page = as_(cast.amina).get(f"/programmes/{cast.programme.slug}/commitments/").content.decode()
    assert "not kept 1 time" in page and "Says Joe Example" in get(cast.amina, "commitment", made).content.decode()


def test_broken_done_after_all_denied_and_broken_again_on_the_same_day(cast):
    made = late(cast)
    break_promise(made, by=cast.joe, at=MONDAY, happened_on=TODAY, text="Not done.")
    report(fresh(made), by=cast.priya, at=MONDAY, stands="met", text="Done after all.")
    say_on_promise(fresh(made), by=cast.ines, at=MONDAY, value="not_met", text="No.")

    break_promise(fresh(made), by=cast.joe, at=MONDAY, happened_on=TODAY, text="Not done.")

    assert fresh(made).state == "broken"


def test_staff_write_down_that_it_was_not_kept(cast):
    made = late(cast)
    facts = {"happened_on_day": TODAY.day, "happened_on_month": TODAY.month, "happened_on_year": TODAY.year, "text": "Nothing came."}

    post(cast.maya, "commitment-broken", made, who=cast.joe.pk, through="post", **facts)

    breach = CommitmentBreach.objects.get()
    assert (breach.by, breach.noted_by, breach.through, fresh(made).state) == (cast.joe, cast.maya, "post", "broken")
    assert post(cast.priya, "commitment-broken", promised(cast), who=cast.joe.pk, through="post", **facts).status_code == 403


def test_who_asked_for_another_day_does_not_say_yes_to_it(cast):
    made = promised(cast)
    post(cast.maya, "commitment-new-day", made, to_day_day=DUE.day, to_day_month=DUE.month + 1, to_day_year=DUE.year, because="Later.")
    day = NewDay.objects.get()

    assert post(cast.maya, "new-day-say", day, who=cast.ines.pk, through="phone", value="yes", said="").status_code == 403
    with pytest.raises(NotAllowedNow):
        say_on_day(day, by=cast.ines, at=MONDAY, agrees=True, through="phone", noted_by=cast.maya)


def test_a_wish_for_another_day_waits_no_more_once_it_is_said_to_be_done(cast):
    day = ask_new_day(promised(cast), by=cast.priya, at=MONDAY, to_day=DUE + timedelta(days=9), because="Later.")
    report(fresh(day.commitment), by=cast.priya, at=MONDAY, stands="met", text="Done.")

    assert list(BY_NAME["new-days"].rows(standing(cast.ines.user), TODAY)) == []
    assert post(cast.ines, "new-day-say", day, value="yes", said="").status_code == 403


def test_a_standing_promise_that_was_broken_is_still_to_be_kept(cast):
    made = promised(cast, is_standing=True, due_on=None)
    break_promise(made, by=cast.joe, at=MONDAY, happened_on=TODAY, text="Not paid.")

    counts = counts_of(cast.programme, TODAY)
    assert (counts.open, counts.broken) == (1, 1)
    assert [line.it for line in as_(cast.joe).get(f"/programmes/{cast.programme.slug}/commitments/?look=open").context["lines"]] == [made]


def test_an_organisation_without_a_signatory_is_answered_for_by_the_manager(cast):
    Signatory.objects.update(until_on=TODAY - timedelta(days=1))
    made = asked(cast, owner=None, organisation=cast.council)

    assert told("promise_asked", cast.maya) == ["asked 1"]
    post(cast.maya, "commitment-answer", made, value="yes", because="")
    assert fresh(made).state == "agreed"


def test_of_two_owners_the_one_who_stays_keeps_it(cast):
    made = promised(cast, second_owner=cast.sid)
    TeamRole.objects.filter(partner=cast.priya).update(until_on=TODAY - timedelta(days=1))

    check_promises(on=TODAY, at=MONDAY)

    assert (fresh(made).owner, fresh(made).second_owner) == (cast.sid, None)


def test_without_an_organisation_named_it_goes_to_that_of_who_left(cast):
    cast.priya.organisation = cast.council
    cast.priya.save()
    made = promised(cast)
    TeamRole.objects.filter(partner=cast.priya).update(until_on=TODAY - timedelta(days=1))

    check_promises(on=TODAY, at=MONDAY)

    assert (fresh(made).owner, fresh(made).organisation) == (None, cast.council) and len(told("promise_handed_on", cast.olga)) == 1


def test_a_promise_that_nobody_answers_is_asked_for_again_and_then_others_hear(cast):
    asked(cast)
    for days in (6, 7, 8, 13, 14, 15, 20):
        check_promises(on=TODAY + timedelta(days=days), at=MONDAY + timedelta(days=days))

    assert told("promise_asked", cast.priya) == ["asked 1", "asked 1 again"]
    assert told("promise_unanswered", cast.amina) == told("promise_unanswered", cast.ines) == ["asked 1"]


def test_a_second_no_is_told_as_the_first_was(cast):
    made = decline_promise(asked(cast), by=cast.priya, at=MONDAY, because="No.")
    again = insist(made, by=cast.ines, at=MONDAY)

    decline_promise(again, by=cast.priya, at=MONDAY, because="Still no.")

    assert told("promise_changed", cast.ines) == ["declined 1", "declined 2"]


def test_a_no_is_told_to_the_co_chairs_too(cast):
    disputed(cast)

    assert Message.objects.filter(kind="promise_judged", to=cast.ines.ref).count() == 1
