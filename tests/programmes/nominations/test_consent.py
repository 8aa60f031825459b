"""Yes or no is the person's: by link, phone or letter; asked on day 0, 5 and 10; without a yes nothing is kept after day 14."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.candidates.models import NOTHING, token_of
from partners.models import Candidate
from programmes.nominations.actions import agree, check_nominations, put_before_panel, refuse, withdraw_nomination
from programmes.nominations.models import Nomination
from programmes.stages.actions.checking import check_stages
from tests.makers import MONDAY
from tests.programmes.nominations.doing import a_call, a_nominee, now_
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def page(nomination):
    return reverse("programmes:my-nomination", args=[token_of(nomination.candidate.ref)])


def left_of(candidate):
    """What is still known of somebody, and of what was said about them."""
    stored = Candidate.objects.filter(pk=candidate.pk).values(*NOTHING).get()
    said = Nomination.objects.filter(candidate=candidate).values_list("why", "own_words", "recording")
    return [value for value in (*stored.values(), *(words for row in said for words in row)) if value]


def test_looking_does_nothing_and_a_yes_counts(cast, client):
    nomination = a_nominee(cast, a_call(cast), agreed=False)
    shown = client.get(page(nomination)).content.decode()

    assert "Why Nora Example." in shown and "Westmere Council" in shown and "It waits for your yes or no." in shown
    assert now_(nomination).state == "received"
    told = client.post(page(nomination), {}).content.decode()
    assert "Choose an answer to “Do you agree" in told and told.count("There is a problem") == 1
    answer = client.post(page(nomination), {"answer": "yes", "nominator_may_hear": "on", "support": "A lift"})
    after = now_(nomination)
    assert (answer.url, after.state, after.candidate.state, after.candidate.nominator_may_hear) == (
        page(nomination), "consented", "agreed", True)
    assert (after.candidate.answered_at, after.candidate.answered_through) == (MONDAY, "link")
    assert "A lift" in get(cast.maya, "nomination", nomination).content.decode()
    again = client.post(page(nomination), {"answer": "no"})
    assert (again.status_code, now_(nomination).candidate.state) == (200, "agreed")      # answered already: the form is not there any more


def test_a_no_erases_what_was_known_and_keeps_the_count(cast, client):
    nomination = a_nominee(cast, a_call(cast), agreed=False, phone="020 7946 0111")
    shown = client.post(page(nomination), {"answer": "no"}).content.decode()

    assert "We have erased what we knew about you" in shown
    assert (left_of(nomination.candidate), now_(nomination).state, Nomination.objects.count()) == ([], "withdrawn", 1)
    assert client.get(page(nomination)).status_code == 410
    assert not any("Nora" in str(row.about) + row.subject for row in Row.objects.all())


@pytest.mark.parametrize(("answer", "state"), [("yes", "agreed"), ("no", "refused")])
def test_staff_note_what_somebody_said_by_phone(cast, answer, state):
    nomination = a_nominee(cast, a_call(cast), agreed=False, channel="phone", email="", phone="020 7946 0111")
    post(cast.maya, "nomination-consent", nomination, answer=answer, through="phone")
    candidate = now_(nomination).candidate

    assert (candidate.state, candidate.answered_through, candidate.noted_by) == (state, "phone", cast.maya)
    assert post(cast.maya, "nomination-consent", nomination, answer="yes", through="phone").status_code == 409


def test_who_has_no_email_is_on_the_list_of_people_to_tell_by_hand(cast):
    nomination = a_nominee(cast, a_call(cast), "Paul Phone", agreed=False, channel="phone", email="", phone="020 7946 0111")
    deliver(at=MONDAY)
    message = Message.objects.get(to=nomination.candidate.ref)
    told = as_(cast.maya).get(reverse("programmes:message-told", args=[message.pk])).content.decode()

    assert message.state == "by_hand"
    assert "Paul Phone" in told and "020 7946 0111" in told and "You decide." in told
    assert "Paul Phone" in as_(cast.maya).get(reverse("programmes:queue", args=["by-hand"])).content.decode()


def test_the_mail_asks_and_names_nobody_in_its_subject(cast, mailoutbox):
    nomination = a_nominee(cast, a_call(cast), agreed=False)
    deliver(at=MONDAY)
    mail = next(each for each in mailoutbox if each.to == ["nora@nominee.test"])

    assert mail.subject == "Do you agree? Care Together needs your yes or no"
    assert token_of(nomination.candidate.ref) in mail.body and "30 March 2026" in mail.body
    agree(nomination.candidate, at=MONDAY, through="link")
    check_nominations(at=MONDAY + 5 * DAY)
    deliver(at=MONDAY + 5 * DAY)
    assert len([each for each in mailoutbox if each.to == ["nora@nominee.test"]]) == 1


def test_the_clock_asks_on_day_5_and_10_and_erases_on_day_14(cast):
    call = a_call(cast)
    silent, said_yes = a_nominee(cast, call, "Silent Example", agreed=False), a_nominee(cast, call, "Yes Example")
    seen = {}
    for day in (1, 4, 5, 6, 9, 10, 13, 14, 15):
        check_stages(at=MONDAY + day * DAY)
        check_stages(at=MONDAY + day * DAY + timedelta(hours=1))
        seen[day] = sorted(Message.objects.filter(to=silent.candidate.ref).values_list("occasion", flat=True))

    assert [seen[day] for day in (1, 4, 5, 9, 10, 15)] == [["day 0"], ["day 0"], ["day 0", "day 5"], ["day 0", "day 5"],
                                                           ["day 0", "day 10", "day 5"], ["day 0", "day 10", "day 5"]]
    assert (now_(silent).state, now_(silent).candidate.state, left_of(silent.candidate)) == ("lapsed", "lapsed", [])
    assert now_(silent).settled_at == MONDAY + 14 * DAY
    assert (now_(said_yes).state, len(left_of(said_yes.candidate)) > 3) == ("consented", True)
    assert Message.objects.filter(to=said_yes.candidate.ref).count() == 1


def test_the_clock_costs_the_same_for_one_and_for_forty(cast):
    def spent(count, start):
        call = a_call(cast, profiles=[cast_profile(cast)]) if not cast.programme.calls.exists() else cast.programme.calls.get()
        for number in range(count):
            a_nominee(cast, call, f"Person {start}{number}", agreed=False, email=f"p{start}{number}@nominee.test")
        with CaptureQueriesContext(connection) as queries:
            check_nominations(at=MONDAY + 14 * DAY)
        return len(queries)

    assert spent(1, "a") == spent(40, "b")
    assert Candidate.objects.filter(state="lapsed").count() == 41


def cast_profile(cast):
    from tests.programmes.profiles.doing import published

    return published(cast, title="Only", closing_at=MONDAY + 40 * DAY)


def test_after_twelve_months_nothing_is_kept(cast):
    nomination = a_nominee(cast, a_call(cast))
    check_nominations(at=MONDAY + 366 * DAY)
    assert left_of(nomination.candidate)
    check_nominations(at=MONDAY + 367 * DAY)
    assert (left_of(nomination.candidate), now_(nomination).candidate.state) == ([], "erased")


@pytest.mark.parametrize("agreed", [True, False])
def test_somebody_steps_back_by_their_link_and_is_erased(cast, client, agreed):
    nomination = a_nominee(cast, a_call(cast), agreed=agreed)
    where = reverse("programmes:my-withdrawal", args=[token_of(nomination.candidate.ref)])
    assert "We then erase what we know about you." in client.get(where).content.decode()
    assert now_(nomination).state != "withdrawn"
    client.post(where)
    assert (now_(nomination).state, left_of(nomination.candidate)) == ("withdrawn", [])
    assert client.post(where).status_code == 410


def test_who_steps_back_from_one_role_stays_for_the_other(cast):
    from tests.programmes.profiles.doing import published

    roles = [published(cast, title=title, closing_at=MONDAY + 40 * DAY) for title in ("One", "Two")]
    call = a_call(cast, profiles=roles)
    one = a_nominee(cast, call, profile=roles[0])
    two = a_nominee(cast, call, "Other Example", profile=roles[1])
    Nomination.objects.filter(pk=two.pk).update(candidate=one.candidate)
    withdraw_nomination(one, by=one.candidate, at=MONDAY)

    assert (now_(one).state, now_(two).state, now_(two).candidate.name) == ("withdrawn", "consented", "Nora Example")


def test_of_eight_answers_at_once_one_counts(shared_cast, all_at_once):
    candidate = a_nominee(shared_cast, a_call(shared_cast), agreed=False).candidate

    def answer(number):
        own = Candidate.objects.get(pk=candidate.pk)
        (agree if number % 2 else refuse)(own, at=MONDAY, through="link")

    refused = [each for each in all_at_once(8, answer) if isinstance(each, NotAllowedNow)]

    assert len(refused) == 7
    assert Row.objects.filter(subject=candidate.ref, move__in=["agree", "refuse"]).count() == 1


def test_nobody_comes_before_the_panel_without_a_yes(cast):
    call = a_call(cast)
    yes, silent = a_nominee(cast, call, "Yes Example"), a_nominee(cast, call, "Silent Example", agreed=False)

    assert put_before_panel(call, by=cast.maya, at=MONDAY) == 1
    assert (now_(yes).state, now_(silent).state) == ("shortlisted", "received")
    assert list(Nomination.objects.before_panel()) == [yes]
    assert "1 came" not in post(cast.maya, "shortlist", call).url
