"""What lay partners told in the story and what became of it, and the log of what changed because of them."""

import pytest

from coprod.kit.clock import day_of, now
from coprod.post.models import Message
from programmes.contributions.models import Contribution, ContributionAnswer, ImpactCredit, ImpactEntry, ImpactReport
from programmes.demo.story.dates import Calendar
from programmes.programme.models import Programme
from tests.programmes.demo.reading import browser_of, partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


@pytest.fixture
def calendar():
    return Calendar(day_of(now()))


def test_each_thing_that_was_told_stands_where_the_story_says():
    told = Contribution.objects.filter(programme__slug="joined-up-lives").select_related("given_by")
    found = {(it.given_by.name, it.state, it.is_anonymous) for it in told}

    assert found == {
        ("Doreen Applegarth", "acted", False), ("Colin Featherway", "answered_again", False), ("Brian Castellane", "partly", False),
        ("Stephen Prowse", "acted", True), ("Patrick O’Dowda", "stands", False), ("Kwabena Mensah-Hill", "considered", False),
        ("Aisha Rahmani", "received", False), ("Shabnam Qureshi", "withdrawn", False)}


def test_ruth_wrote_down_what_doreen_said_by_phone_and_who_is_not_satisfied_heard_from_margaret():
    doreen = Contribution.objects.get(given_by__name="Doreen Applegarth")
    replies = ContributionAnswer.objects.filter(led_to="answered_again", is_added=False)

    assert (doreen.through, doreen.noted_by.name, doreen.answers.get(led_to="acted").is_enough) == ("phone", "Ruth Calderbank", True)
    assert {each.by for each in replies} == {partner("cochair")} and replies.count() == 2
    assert ContributionAnswer.objects.get(is_added=True).by == partner("manager")


def test_the_log_counts_what_lay_partners_checked_also_what_did_not_change():
    found = sorted(ImpactEntry.objects.filter(programme__slug="joined-up-lives").values_list("state", "outcome"))

    assert found == [("checked", "changed"), ("checked", "changed"), ("checked", "changed"), ("checked", "none"), ("checked", "partly"),
                     ("checked", "worse"), ("disputed", "partly"), ("written", "partly")]
    no = ImpactEntry.objects.get(state="disputed").checks.get()
    assert (no.by, no.is_so, no.answered_at) == (partner("lay-w5"), False, None)
    assert not any({check.by_id, check.noted_by_id} & entry.writers() for entry in ImpactEntry.objects.prefetch_related("checks")
                   for check in entry.checks.all())
    assert ImpactCredit.objects.filter(agrees=True).count() == 4 and ImpactReport.objects.count() == 1


def test_what_needs_each_of_them(calendar):
    lead = browser_of("lead-w5")
    home = lead.get("/").content.decode()

    assert "thing that a lay partner told us, to answer" in home and "“not so” in the impact log" in home
    late = Message.objects.filter(kind="contribution_unacknowledged", book=Programme.objects.get(slug="joined-up-lives").ref)
    assert {each.to for each in late} <= {partner("lead-w5").ref}
    log = browser_of("forum").get("/programmes/joined-up-lives/impact/").content.decode()
    assert "6 entries are checked by a lay partner: changed 3, changed in part 1, no change 1, made worse 1." in log
    assert "Shabnam Qureshi" in log and "Li-Na Chu" not in log.split("Thanks to")[1]


def test_who_told_it_without_a_name_is_read_by_few():
    it = Contribution.objects.get(is_anonymous=True)
    names = {user: "Stephen Prowse" in browser_of(user).get(it.get_absolute_url()).content.decode().split("<main", 1)[1]
             for user in ("manager", "cochair", "sponsor", "forum")}

    assert names == {"manager": True, "cochair": False, "sponsor": False, "forum": True}      # forum: it is himself
