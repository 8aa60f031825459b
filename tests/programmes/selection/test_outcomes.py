"""Outcomes are released together, told the same day, answered by link or by phone, and forgotten with the person; the clock reminds."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.clock import add_months, add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from partners.candidates.models import token_of
from partners.models import Candidate
from programmes.calls.actions import withdraw_call
from programmes.calls.models import token_of_request
from programmes.nominations.actions import erase_those, merge, withdraw_nomination
from programmes.nominations.models import Nomination
from programmes.selection.actions import begin_scoring, change_panel, check_panels
from programmes.selection.actions.choosing import answer_outcome, decide, give_marks, note_outcome_answer, release
from programmes.selection.models import Decision, Mark, ScoreSheet
from programmes.stages.actions.checking import check_stages
from tests.cast import NAMES
from tests.makers import MONDAY
from tests.programmes.nominations.doing import a_call, a_nominee, a_request
from tests.programmes.selection.doing import (
    REASON,
    a_panel,
    decided,
    deciding,
    decision_of,
    declared,
    marks,
    members,
    nominees,
    released,
    scoring,
    typed,
)
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
ALL = ("select", "keep_in_reserve", "offer_forum", "not_select")
YEAR = add_months(day_of(MONDAY), 12)


def own_page(nomination, name="my-nomination"):
    return reverse(f"programmes:{name}", args=[token_of(nomination.candidate.ref)])


def test_all_outcomes_are_released_together_and_nothing_is_told_before(cast, client):
    panel = decided(cast, *ALL)
    first = nominees(panel)[0]
    assert not Message.objects.filter(kind__startswith="outcome").exists()
    assert REASON not in client.get(own_page(first)).content.decode()

    assert release(panel, by=cast.maya, at=MONDAY) == 4
    those = nominees(panel)
    assert [each.state for each in those] == ["selected", "reserve", "offered_forum", "not_selected"]
    assert {each.settled_at for each in those} == {MONDAY} and {each.candidate.keep_until for each in those} == {YEAR}
    assert {decision.released_at for decision in Decision.objects.all()} == {MONDAY}
    assert sorted(Message.objects.filter(kind="outcome").values_list("to", flat=True)) == sorted(each.candidate.ref for each in those)
    assert set(Message.objects.filter(kind="outcome_nominator").values_list("to", flat=True)) == {cast.olga.ref}
    shown = client.get(own_page(those[0])).content.decode()
    assert "You are selected." in shown and REASON in shown and "Note on vision." not in shown


@pytest.mark.parametrize("knows_them", [True, False])
def test_whoever_put_the_same_person_forward_hears_it_too_if_the_person_knew_of_them(cast, knows_them):
    call = a_call(cast)
    charity = a_request(cast, call)
    kept, other = a_nominee(cast, call), a_nominee(cast, call, "Nora E.", request=charity, agreed=knows_them)
    merge(kept.candidate, other.candidate, by=cast.maya, at=MONDAY)
    scoring(cast, "Otto Other", call=call)
    panel = call.panel
    for nomination in nominees(panel):
        for person in members(panel):
            give_marks(nomination, by=person, at=MONDAY, marks=marks(nomination))
    for nomination in nominees(panel):
        decide(nomination, by=cast.amina, at=MONDAY, outcome="not_select", reason=REASON)
    release(panel, by=cast.maya, at=MONDAY)

    heard = {cast.olga.ref, charity.contact.ref} if knows_them else {cast.olga.ref}
    assert set(Message.objects.filter(kind="outcome_nominator").values_list("to", flat=True)) == heard
    page = Client().get(reverse("programmes:nominate", args=[token_of_request(charity.ref)])).content.decode()
    assert "It is one record now." in page


def test_who_is_rung_hears_the_outcome_and_their_answer_is_noted(cast):
    call = a_call(cast)
    panel = decided(cast, "keep_in_reserve", call=call)
    paul, = nominees(panel)
    Candidate.objects.filter(pk=paul.candidate_id).update(channel="phone", email="", phone="020 7946 0111")
    release(panel, by=cast.maya, at=MONDAY)
    deliver(at=MONDAY)
    message = Message.objects.get(kind="outcome", to=paul.candidate.ref)
    page = as_(cast.maya).get(reverse("programmes:message-told", args=[message.pk])).content.decode()
    note = reverse("programmes:outcome-note", args=[decision_of(paul).ref])

    assert "We should like to keep you on the reserve list." in page and REASON in page and note in page
    as_(cast.maya).post(note, {"answer": "yes"})
    assert decision_of(paul).answer == "yes"
    assert "Take it off the list" in as_(cast.maya).get(reverse("programmes:message-told", args=[message.pk])).content.decode()


def test_the_mail_says_only_that_there_is_an_answer(cast, mailoutbox):
    panel = released(cast, "not_select", "select")
    one = nominees(panel)[0]
    Candidate.objects.filter(pk=nominees(panel)[1].candidate_id).update(nominator_may_hear=False)
    deliver(at=MONDAY, limit=200)
    theirs, = [mail for mail in mailoutbox if mail.to == [one.candidate.email]]
    heard, = [mail for mail in mailoutbox if "what became of" in mail.subject]

    assert theirs.subject == "Care Together: there is an answer for you" and own_page(one) in theirs.body
    assert REASON not in theirs.body and "not selected" not in theirs.body
    assert heard.to == [cast.olga.email] and f"{one.candidate.name} was not selected." in heard.body
    assert REASON not in heard.body and "Note on" not in heard.body and one.candidate.name not in heard.subject


def test_who_has_no_email_is_told_by_hand_and_staff_note_the_answer(cast):
    call = a_call(cast)
    a_nominee(cast, call, "Paul Phone", channel="phone", email="", phone="020 7946 0111")
    panel = deciding(cast, "Nora Example", call=call)
    for nomination in nominees(panel):
        decide(nomination, by=cast.joe, at=MONDAY, outcome="offer_forum", reason=REASON)
    release(panel, by=cast.maya, at=MONDAY)
    deliver(at=MONDAY, limit=200)
    paul = nominees(panel)[0]
    assert Message.objects.get(kind="outcome", to=paul.candidate.ref).state == "by_hand"
    statuses = {name: post(getattr(cast, name), "outcome-note", decision_of(paul), answer="yes").status_code for name in NAMES}

    assert statuses == {name: {"maya": 302, "sam": 404}.get(name, 403) for name in NAMES}
    assert decision_of(paul).answer == "yes"
    row = Row.objects.get(kind="programmes.decision", move="answer")
    assert (row.actor, row.about) == (cast.maya.ref, {"nomination": paul.ref})
    assert post(cast.maya, "outcome-note", decision_of(paul), answer="no").status_code == 409


@pytest.mark.parametrize(("outcome", "answer", "until", "told"), [
    ("keep_in_reserve", "yes", YEAR, "You are on the reserve list until 16 March 2027."), ("keep_in_reserve", "no", None, "You said no."),
    ("offer_forum", "yes", None, "You said yes to the Forum."), ("offer_forum", "no", None, "You said no to the Forum.")])
def test_yes_or_no_by_link_once(cast, client, outcome, answer, until, told):
    panel = released(cast, outcome)
    one = nominees(panel)[0]
    decision, where = decision_of(one), own_page(one, "my-outcome")

    assert f"{where}?about={decision.ref}" in client.get(own_page(one)).content.decode()
    assert client.get(f"{where}?about={decision.ref}").status_code == 200 and decision_of(one).answer == ""
    assert "Choose an answer" in client.post(where, {"about": decision.ref}).content.decode()
    sent = {"about": decision.ref, "answer": answer}
    assert [client.post(where, sent).status_code for _ in range(2)] == [302, 302]
    after = Nomination.objects.get(pk=one.pk)
    assert (decision_of(one).answer, decision_of(one).answered_at, after.reserve_until) == (answer, MONDAY, until)
    assert told in client.get(own_page(one)).content.decode() and Row.objects.filter(kind="programmes.decision", move="answer").count() == 1
    assert client.post(where, sent | {"answer": "no" if answer == "yes" else "yes"}).status_code == 409
    assert decision_of(one).answer == answer


def test_nothing_is_asked_of_others_and_nobody_answers_for_another(cast, client):
    panel = released(cast, "select", "offer_forum")
    selected, offered = nominees(panel)
    where = own_page(selected, "my-outcome")

    assert client.get(where).status_code == 409
    assert client.post(where, {"about": decision_of(offered).ref, "answer": "yes"}).status_code == 409
    assert client.get(reverse("programmes:my-outcome", args=["nosuchtoken"])).status_code == 410
    with pytest.raises(NotAllowedNow):
        answer_outcome(decision_of(selected), at=MONDAY, yes=True)
    withdraw_nomination(offered, by=offered.candidate, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        note_outcome_answer(Decision.objects.get(nomination=offered), by=cast.maya, at=MONDAY, yes=True)
    assert set(Decision.objects.values_list("answer", flat=True)) == {""}


def test_a_release_costs_the_same_however_many_they_are(cast):
    spent = {}
    group = profiles = None
    for count in (1, 4):
        call = a_call(cast, profiles=profiles)
        profiles = list(call.profiles.all())
        panel = decided(cast, *["select", "not_select"] * count, call=call, group=group)
        group = panel.group
        with CaptureQueriesContext(connection) as queries:
            release(panel, by=cast.maya, at=MONDAY)
        spent[count] = len(queries)

    assert spent[1] == spent[4] < 60


def test_bad_input_keeps_what_was_typed_and_changes_nothing(cast):
    panel = scoring(cast)
    nomination = nominees(panel)[0]
    half = typed(nomination) | {"vision_note": "", "links_value": ""}
    shown = post(cast.amina, "nominee-marks", nomination, **half).content.decode()
    assert "Write what shows it: “Commitment to the vision”" in shown and "Choose a mark for “Links with the community”" in shown
    assert "Shown." in shown and ScoreSheet.objects.count() == 0
    assert post(cast.amina, "nominee-marks", nomination, **typed(nomination, 4)).status_code == 200
    for wrong in ({"charm": (3, "x")}, {"vision": (9, "x")}, {"vision": (1, " ")}):
        with pytest.raises(NotAllowedNow, match="Give a mark and a note"):
            give_marks(nomination, by=cast.amina, at=MONDAY, marks=marks(nomination) | wrong)
    assert ScoreSheet.objects.count() == 0
    other = a_panel(cast, a_call(cast, profiles=list(panel.call.profiles.all())), group=panel.group)
    assert "Say what you have to declare, or tick" in post(cast.amina, "panel-declare", other, text="").content.decode()
    both = post(cast.amina, "panel-declare", other, nothing="on", text="I know much.").content.decode()
    assert "You have said something above." in both and "I know much." in both and other.declared.count() == 0


def test_other_qualities_are_marked_when_the_profile_asks_for_them(cast):
    panel = scoring(cast)
    nomination = nominees(panel)[0]
    type(nomination.profile).objects.filter(pk=nomination.profile_id).update(other_qualities="Speaks Turkish.", other_agreed_by="Leaders")
    shown = get(cast.amina, "nominee-marks", nomination).content.decode()

    assert "Speaks Turkish." in shown and "About vision." in shown and "Why Nora Example." in shown
    with pytest.raises(NotAllowedNow):
        give_marks(nomination, by=cast.amina, at=MONDAY, marks=marks(nomination))


def test_an_erased_person_leaves_no_words_and_keeps_the_count(cast):
    panel = released(cast, "not_select")
    one = nominees(panel)[0]
    erase_those(Candidate.objects.filter(pk=one.candidate_id), "erase", by=None, at=MONDAY)

    assert (Mark.objects.count(), ScoreSheet.objects.count(), Decision.objects.get().reason) == (0, 3, "")
    assert get(cast.amina, "panel", panel).status_code == get(cast.amina, "nominee", one).status_code == 200


# --- the clock -------------------------------------------------------------------------------------------------------------

def on(day) -> datetime:
    return datetime.combine(day, MONDAY.timetz())


def test_marks_are_asked_for_five_and_one_working_days_before_once_each(cast, mailoutbox, clock):
    panel = scoring(cast, "Nora Example")
    nora = nominees(panel)[0]
    give_marks(nora, by=cast.joe, at=MONDAY, marks=marks(nora))
    five, last = add_working_days(panel.meets_on, -5), add_working_days(panel.meets_on, -1)
    due = Message.objects.filter(kind="marks_due")

    assert check_panels(at=on(five - timedelta(days=1))) == (0, 0)
    for _ in range(2):
        check_panels(at=on(five))
    assert set(due.values_list("to", flat=True)) == {cast.amina.ref, cast.priya.ref} and due.count() == 2
    give_marks(nora, by=cast.priya, at=MONDAY, marks=marks(nora))
    for _ in range(2):
        check_panels(at=on(last))
    assert sorted(due.values_list("to", flat=True)) == sorted([cast.amina.ref] * 2 + [cast.priya.ref])
    deliver(at=clock.to(on(last)), limit=200)
    mails = [mail.to[0] for mail in mailoutbox if "meets soon" in mail.subject]
    assert mails == [cast.amina.email] * 2      # Priya has given hers meanwhile: nothing is left to say
    assert check_panels(at=on(panel.meets_on + timedelta(days=1))) == (0, 0)


def test_who_sees_nobody_left_is_not_reminded_and_who_has_not_declared_is(cast):
    call = a_call(cast)
    panel = a_panel(cast, call)
    check_panels(at=on(add_working_days(panel.meets_on, -1)))
    assert Message.objects.filter(kind="marks_due").count() == 3
    Message.objects.all().delete()
    declared(cast, panel, amina={"organisations": [cast.council]})
    nora = a_nominee(cast, call)
    begin_scoring(panel, by=cast.maya, at=MONDAY)
    check_panels(at=on(panel.meets_on))

    assert nora.request.organisation == cast.council
    assert set(Message.objects.filter(kind="marks_due").values_list("to", flat=True)) == {cast.joe.ref, cast.priya.ref}


def of_missing_marks():
    return sorted(Message.objects.filter(kind="marks_missing").values_list("to", "occasion"))


def test_the_manager_hears_one_working_day_before_that_marks_are_missing(cast, mailoutbox, clock):
    panel = scoring(cast, "Nora Example")
    nora, last = nominees(panel)[0], add_working_days(panel.meets_on, -1)
    for person in (cast.joe, cast.priya):
        give_marks(nora, by=person, at=MONDAY, marks=marks(nora))

    check_stages(at=on(last - timedelta(days=1)))
    assert of_missing_marks() == []
    for hour in range(2):
        check_stages(at=on(last) + timedelta(hours=hour))
    check_stages(at=on(panel.meets_on))
    assert of_missing_marks() == [(cast.maya.ref, str(panel.meets_on))]
    deliver(at=clock.to(on(last)), limit=200)
    mail, = (each for each in mailoutbox if "marks are missing" in each.subject)
    assert (mail.to, mail.subject) == ([cast.maya.email], "Care Together: marks are missing for the selection panel")
    assert "The panel meets on 30 March 2026." in mail.body and panel.get_absolute_url() in mail.body
    assert "Some members have yet to declare their interests or to give marks." in mail.body
    assert not any(name in mail.body for name in ("Nora", "Amina", cast.amina.name))

    change_panel(panel, by=cast.maya, at=on(last), meets_on=panel.meets_on + timedelta(days=7))
    check_stages(at=on(add_working_days(panel.meets_on, 4)))
    assert len(of_missing_marks()) == 2             # another day, another word


def test_a_clock_that_slept_says_it_after_the_day_and_not_when_the_marks_are_there(cast, clock):
    panel = scoring(cast, "Nora Example")
    check_panels(at=clock.to(on(panel.meets_on + timedelta(days=3))))
    assert of_missing_marks() == [(cast.maya.ref, str(panel.meets_on))]
    message, nora = Message.objects.get(kind="marks_missing"), nominees(panel)[0]
    assert registry.words["marks_missing"](message).lines[0] == "The panel was to meet on 30 March 2026."
    for person in members(panel):
        give_marks(nora, by=person, at=MONDAY, marks=marks(nora))
    assert registry.words["marks_missing"](message) is None
    Message.objects.all().delete()
    check_panels(at=on(panel.meets_on))
    assert of_missing_marks() == []


def test_a_panel_that_has_not_begun_is_told_to_the_manager_and_one_that_was_called_off_to_nobody(cast):
    panel = a_panel(cast, a_call(cast))
    check_panels(at=on(add_working_days(panel.meets_on, -1)))
    assert of_missing_marks() == [(cast.maya.ref, str(panel.meets_on))]
    message = Message.objects.get(kind="marks_missing")
    assert registry.words["marks_missing"](message).lines[1].startswith("It has not begun.")
    withdraw_call(panel.call, by=cast.maya, at=MONDAY, because="No money.")
    assert registry.words["marks_missing"](message) is None
    Message.objects.all().delete()
    assert check_panels(at=on(panel.meets_on)) == check_panels(at=on(add_working_days(panel.meets_on, 12))) == (0, 0)


def test_managers_are_told_once_when_outcomes_are_ten_working_days_late(cast, clock, mailoutbox):
    panel = decided(cast, "select")
    late = add_working_days(panel.meets_on, 10)

    assert check_panels(at=on(late - timedelta(days=1)))[1] == 0
    for _ in range(2):
        check_panels(at=on(late))
    told = Message.objects.filter(kind="outcomes_late")
    assert [each.to for each in told] == [cast.maya.ref]
    deliver(at=clock.to(on(late)), limit=200)
    assert [mail.to for mail in mailoutbox if "wait for the panel" in mail.subject] == [[cast.maya.email]]
    release(panel, by=cast.maya, at=MONDAY)
    Message.objects.all().delete()
    assert check_panels(at=on(late + timedelta(days=5)))[1] == 0


def test_the_clock_asks_as_often_for_many_panels_as_for_one(cast):
    spent, group, profiles = [], None, None
    for _ in range(2):
        call = a_call(cast, profiles=profiles)
        profiles = list(call.profiles.all())
        group = scoring(cast, call=call, group=group).group
        with CaptureQueriesContext(connection) as queries:
            check_panels(at=on(add_working_days(day_of(MONDAY + timedelta(days=14)), -5)))
        spent.append(len(queries))

    assert spent[0] == spent[1]


def test_home_counts_what_waits_for_each(cast):
    panel = scoring(cast, "Nora Example", "Otto Other")

    def waits(person):
        return {row.queue.name: row.count for row in as_(person).get(reverse("programmes:asked")).context["counted"] if row.count}

    assert waits(cast.amina)["marks"] == 2 and "outcomes" not in waits(cast.maya)
    give_marks(nominees(panel)[0], by=cast.amina, at=MONDAY, marks=marks(nominees(panel)[0]))
    assert waits(cast.amina)["marks"] == 1
    panel.declared.filter(partner=cast.joe).delete()
    assert (waits(cast.joe).get("panels"), waits(cast.joe).get("marks")) == (1, None)
    for nomination in nominees(panel):
        for member in (cast.amina, cast.priya):
            give_marks(nomination, by=member, at=MONDAY, marks=marks(nomination))
    type(panel).objects.filter(pk=panel.pk).update(state="deciding", opened_at=MONDAY)
    assert waits(cast.amina)["decisions"] == 2 and "outcomes" not in waits(cast.maya)
    for nomination in nominees(panel):
        decide(nomination, by=cast.amina, at=MONDAY, outcome="select", reason=REASON)
    assert waits(cast.maya)["outcomes"] == waits(cast.priya)["outcomes"] == 1
    assert "outcomes" not in waits(cast.amina) and "marks" not in waits(cast.amina)
