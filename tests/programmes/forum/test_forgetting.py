"""Who never said whether they stay hears nothing more, and two years after that nothing that leads to them is left (NT56)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coprod.accounts.models import User
from coprod.kit.clock import add_months, day_of, start_of
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.about.actions import say_about
from partners.models import About, Candidate, Holding, Need, Partner
from programmes.appointments.actions.joining import take_seat
from programmes.forum.actions import check_forum, let_in, say_yes
from programmes.forum.models import ForumTie
from programmes.rounds.models import ForumAnswer
from tests.makers import MONDAY, a_partner, a_seat_for, gives
from tests.programmes.forum.doing import asked, own_link, tie
from tests.programmes.portal.doing import a_need
from tests.programmes.rounds.doing import a_round, said

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
QUIET = MONDAY + 425 * DAY                                       # asked twice, and 30 days more
GONE = start_of(add_months(day_of(QUIET), 24)) + 2 * DAY


def member(cast, name="Nia Example", **facts):
    """Of the Forum alone, without an account."""
    who = a_partner(name, **{"phone": "020 7946 0155", "address": "3 Mill Lane", "area": "Westmere"} | facts)
    take_seat(cast.forum, who, by=cast.maya, at=MONDAY)
    tie(cast, who)
    return who


def pass_by(*moments):
    for moment in moments:
        check_forum(at=moment)


def again(who):
    return Partner.objects.get(pk=who.pk)


def test_two_years_after_they_fell_quiet_nothing_that_leads_to_them_is_left(cast):
    who = member(cast)
    a_need(who, at=MONDAY)
    say_about(who, at=MONDAY, experience=["caring"], gain="", languages="Somali", hours_limit=10, times_note="")
    pass_by(QUIET, GONE - 4 * DAY)
    assert again(who).name == "Nia Example" and ForumTie.objects.get(partner=who).quiet_at == QUIET

    pass_by(GONE)

    gone = again(who)
    assert (gone.name, gone.email, gone.phone, gone.address, gone.area, gone.search_text, gone.erased_at) == (
        "Somebody who has left", "", "", "", "", "", GONE)
    assert not About.objects.filter(partner=who).exists() and not Need.objects.filter(partner=who).exists()
    assert not ForumTie.objects.filter(partner=who).exists()
    held = Holding.objects.get(partner=who)
    assert (held.state, held.until_on) == ("ended", day_of(GONE))
    assert [(row.actor, row.about) for row in Row.objects.filter(subject=who.ref, move="erase")] == [("clock", {})]


def test_doing_it_twice_changes_nothing_the_second_time(cast):
    member(cast)
    pass_by(QUIET, GONE)
    rows = Row.objects.count()

    assert check_forum(at=GONE + DAY) == (0, 0) and Row.objects.count() == rows


def test_what_waits_for_them_is_not_said_any_more_and_their_link_opens_nothing(cast):
    who = member(cast)
    link = own_link(ForumTie.objects.get(partner=who))
    pass_by(MONDAY + 365 * DAY, QUIET)
    Message.objects.filter(to=who.ref).update(state="by_hand")

    pass_by(GONE)

    assert set(Message.objects.filter(to=who.ref).values_list("state", flat=True)) == {"dropped"}
    assert Client().get(link).status_code == 410


def test_what_they_had_said_stays_without_their_name(cast):
    who = member(cast)
    answer = said(a_round(cast), who, "Short words.")
    pass_by(QUIET, GONE)

    answer = ForumAnswer.objects.select_related("by").get(pk=answer.pk)
    assert answer.text == "Short words." and answer.by.name == "Somebody who has left"


def test_an_account_goes_too_unless_somebody_signed_in_since(cast):
    idle, active = member(cast, "Ida Example"), member(cast, "Adi Example")
    for who, seen in ((idle, MONDAY), (active, GONE - 300 * DAY)):
        who.user = User.objects.create_user(who.name.split()[0].lower(), email=who.email, password="x" * 20)
        who.user.last_login = seen
        who.user.save()
        who.save()

    pass_by(QUIET, GONE)

    assert again(idle).erased_at and not User.objects.filter(username="ida").exists()
    assert again(active).erased_at is None and User.objects.filter(username="adi").exists()


@pytest.mark.parametrize("tied", ["role", "seat", "asked for a seat", "an answer", "another Forum", "says that they stay"])
def test_whoever_is_heard_of_or_takes_part_in_anything_else_is_not_erased(cast, tied):
    who = member(cast)
    pass_by(QUIET)
    if tied == "role":
        gives(cast.programme, who, "FAC", by=cast.maya)
    elif tied == "seat":
        a_seat_for(who, cast.advisory, by=cast.maya)
    elif tied == "asked for a seat":
        from tests.programmes.portal.doing import asked_for_a_seat
        asked_for_a_seat(cast, who)
    elif tied == "an answer":
        it = a_round(cast, at=GONE - 60 * DAY)
        said(it, who, at=GONE - 59 * DAY, through="phone", noted_by=cast.maya)
    elif tied == "another Forum":
        ForumTie.objects.create(programme=cast.elsewhere, partner=who, since_on=day_of(GONE), kept_on=day_of(GONE))
    else:
        Client().post(own_link(ForumTie.objects.get(partner=who)), {"do": "stay"})

    pass_by(GONE)

    assert again(who).erased_at is None and again(who).phone == "020 7946 0155"


def test_who_works_for_the_programme_is_not_erased(cast):
    ForumTie.objects.create(programme=cast.programme, partner=cast.priya, since_on=day_of(MONDAY), kept_on=day_of(MONDAY), quiet_at=MONDAY)

    pass_by(GONE)

    assert again(cast.priya).erased_at is None


def test_what_they_wrote_when_they_joined_goes_too(cast):
    join = asked(cast)
    say_yes(join, at=MONDAY)
    candidate = Candidate.objects.get(pk=join.candidate_id)
    if candidate.partner is None:
        let_in(join, by=cast.maya, at=MONDAY)
        candidate.refresh_from_db()
    assert candidate.email == "nia@example.test" and candidate.partner is not None

    pass_by(QUIET, QUIET + DAY, GONE + DAY)

    candidate.refresh_from_db()
    assert (candidate.name, candidate.email, candidate.state) == ("", "", "erased") and again(candidate.partner).email == ""


def test_the_page_on_which_one_joins_and_the_page_on_privacy_say_so(cast):
    asked(cast)

    for address in (f"/forum/{cast.programme.slug}/join/", "/privacy/"):
        page = Client().get(address).content.decode()
        assert "Two years after that we erase your name and how to reach you." in page


def test_it_asks_the_database_as_much_for_one_as_for_many(cast):
    spent = {}
    for many in (1, 3, 30):       # more rows than that are inserted in several statements by SQLite
        people = [member(cast, f"Member {many} {number}") for number in range(many)]
        check_forum(at=MONDAY)
        ForumTie.objects.filter(partner__in=people).update(quiet_at=QUIET)
        with CaptureQueriesContext(connection) as queries:
            check_forum(at=GONE)
        assert Partner.objects.filter(erased_at=GONE).count() == many
        Partner.objects.filter(erased_at=GONE).update(erased_at=GONE - DAY)
        spent[many] = len(queries)

    assert spent == {1: 56, 3: 56, 30: 56}     # what they were sent, how often they wanted it, and where it went, goes too
