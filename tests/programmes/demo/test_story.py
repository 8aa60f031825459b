"""Where everything stands when the story is told; each test looks at it and leaves it as it was."""

import hashlib
import json
from collections import Counter
from email.utils import parsedate_to_datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from coprod.kit.clock import day_of, now
from coprod.kit.files import checked_type
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from partners.models import Holding, Partner, Vacancy
from programmes.appointments.models import NEEDED, Appointment
from programmes.appointments.policies import published_interests
from programmes.calls.models import Call
from programmes.catalogue import edition
from programmes.choosing.models import Choice, Sheet
from programmes.demo import story
from programmes.demo.story.dates import Calendar
from programmes.meetings.models import Meeting
from programmes.moving.models import EditionMove
from programmes.nominations.policies import alike_in
from programmes.papers.models import Paper, PaperComment, PaperRelease
from programmes.profiles.models import ProfileView, RoleProfile
from programmes.programme.models import Programme, TouchstoneSignature
from programmes.programme.models.standing import standing_of
from programmes.programme.roles import LAY_ROLES, MAY
from programmes.renewal.models import GapCheck
from programmes.selection.models import ScoreSheet
from programmes.stages.models import Answer, Dispute, Evidence, Signature, Stage
from programmes.stages.policies import lay_roles, roles_in
from programmes.tailoring.models import Tailoring
from tests.programmes.demo.reading import (
    MEETINGS,
    MINUTES,
    PAIRING,
    PAPERS,
    PASSWORD,
    RECRUITING,
    SUPPORTING,
    TOUCHSTONE,
    W6,
    W7,
    WHERE_IT_STANDS,
    partner,
    stage_of,
    state,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]


@pytest.fixture
def calendar():
    return Calendar(day_of(now()))


@pytest.mark.parametrize(("code", "subject", "cycle", "expected"), WHERE_IT_STANDS)
def test_each_stage_of_joined_up_lives_stands_where_the_log_says(code, subject, cycle, expected):
    assert state("joined-up-lives", code, subject, cycle) == expected


def test_no_stage_is_left_out_of_the_log():
    assert Stage.objects.filter(programme__slug="joined-up-lives").count() == len(WHERE_IT_STANDS)


@pytest.mark.parametrize(("code", "expected"), [("S1", "signed_off"), ("S2", "unresolved"), ("S3", "open")])
def test_each_stage_of_home_straight_stands_where_the_log_says(code, expected):
    assert state("home-straight", code) == expected


def test_the_rest_of_home_straight_is_laid_down_since_its_type_was_chosen():
    laid = Stage.objects.filter(programme__slug="home-straight", state="not_open").in_order()

    assert [(stage.code, stage.opens_on) for stage in laid] == [(code, None) for code in ("S4", "S5", "S6", "S11", "S12")]


@pytest.mark.parametrize(("slug", "expected"), [
    ("joined-up-lives", "delivering"), ("home-straight", "started"), ("good-nights", "draft")])
def test_the_programmes_are_as_far_as_their_stages(slug, expected):
    assert Programme.objects.get(slug=slug).state == expected


def test_the_day_of_each_stage_is_the_written_one_moved_by_whole_weeks(calendar):
    s1 = Stage.objects.get(programme__slug="joined-up-lives", code="S1")
    s12 = Stage.objects.get(programme__slug="joined-up-lives", code="S12")

    assert (s1.opens_on, s1.due_on, day_of(s1.signed_at)) == tuple(map(calendar.day, ("20 May 13", "25 Jun 13", "25 Jun 13")))
    assert (s12.opens_on, s12.due_on) == (calendar.day("8 Apr 14"), calendar.day("9 Sep 14"))
    assert calendar.monday.weekday() == 0 and 0 <= (day_of(now()) - calendar.monday).days < 7


def test_nothing_in_the_story_lies_in_the_future():
    assert not Answer.objects.filter(claimed_at__gt=now()).exists()
    assert not Signature.objects.filter(at__gt=now()).exists()
    assert not Message.objects.filter(written_at__gt=now()).exists()


# --- the turns it takes ---------------------------------------------------------------------------------------------

def test_the_empty_seat_of_w4_is_named_by_the_command(calendar):
    printed = StringIO()
    call_command("check_stages", "--json", stdout=printed)
    found = next(stage for stage in json.loads(printed.getvalue()) if (stage["programme"], stage["stage"], stage["subject"]) == (
        "joined-up-lives", "S7", "Commissioning, Governance & Finance"))
    since, until = (date_format(calendar.day(day), "j F") for day in ("31 Jan 14", "11 Mar 14"))

    assert found["state"] == "reopened"
    assert next(each for each in found["standards"] if each["code"] == "7.4")["missing"] == [
        f"Commissioning, Governance & Finance: a lay seat was empty for 39 days, {since} to {until}; the limit is 28"]


def test_the_empty_seat_was_covered_and_somebody_sits_in_it_now():
    vacancy = Vacancy.objects.get(seat__group__workstream__name__contains="Finance")

    assert vacancy.days(day_of(now())) == 39
    assert vacancy.cover == partner("lay-w4") and vacancy.recorded_by == partner("cochair")
    assert Holding.objects.serving(day_of(now())).get(seat=vacancy.seat).partner.name == "Fiona Strathearn"


def test_lay_partners_refused_pl3_and_the_sponsor_went_on_with_a_reason():
    stage = stage_of("S10", "PL3")
    proceeding = stage.proceedings.get()
    refusal = stage.signatures.current().get(value="disagree")

    assert (refusal.partner, refusal.role) == (partner("cochair"), "AG")
    assert "no lay seat" in refusal.text
    assert proceeding.by == partner("sponsor") and proceeding.because.startswith("The providers need a board by ")


def test_home_straight_waits_for_the_sponsor():
    stage = Stage.objects.get(programme__slug="home-straight", code="S2")

    assert "were not asked which wards come first" in stage.signatures.current().get(value="disagree").text
    assert not stage.proceedings.exists()


def test_rosa_cannot_judge_yet_and_ruth_has_not_signed():
    w6, w7 = stage_of("S8", W6), stage_of("S8", W7)

    assert dict(w6.signatures.current().values_list("partner__name", "value")) == {
        "Gurdeep Sandhal": "agree", "Lorna Askew": "agree", "Rosa Benavides": "unable"}
    assert set(w7.signatures.current().values_list("partner__name", flat=True)) == {"Margaret Osei-Bright", "Derek Halloran"}


def test_disputes_stay_visible_and_two_are_open(calendar):
    still = Dispute.objects.filter(resolved_at__isnull=True).select_related("answer__stage__workstream")

    assert Dispute.objects.count() == 8
    assert {(each.answer.code, each.by.name) for each in still} == {("8.2", "Colin Featherway"), ("9.7", "Joyce Adeyemi")}
    assert day_of(still.get(answer__code="8.2").at) == calendar.day("7 Mar 14")


def test_support_that_does_not_work_the_call_whose_waiver_ended_and_the_round_of_pl2_have_changed_since_they_were_signed():
    changed = Stage.objects.filter(changed_at__isnull=False).order_by("number")

    assert [(stage.code, stage.plan_name[:3], stage.state) for stage in changed] == [
        ("S3", "", "signed_off"), ("S4", "", "signed_off"), ("S9", "PL2", "signed_off")]


def test_what_was_done_another_way_stands_where_the_story_says(calendar):
    ways = {way.code + way.programme.name[:1] + way.stage.subject()[:3]: way for way in Tailoring.objects.select_related(
        "programme", "stage__workstream").exclude(stage=None)}

    assert {key: way.state for key, way in ways.items()} == {
        "4.4J": "reopened", "8.2JWor": "active", "8.2JInf": "active", "9.1JPL4": "refused", "2.5H": "active"}
    assert ways["8.2JWor"].until_on == calendar.day("8 Apr 14")
    assert "asked while a plan can still change" in ways["9.1JPL4"].views.get().text
    assert Answer.objects.get(code="4.4", stage__programme__slug="joined-up-lives", stage__cycle=1).state == "met"


def test_home_straight_moved_to_the_edition_that_asks_for_easy_read(calendar):
    home, move = Programme.objects.get(slug="home-straight"), EditionMove.objects.get()

    assert (move.state, move.was, move.will_be, day_of(move.answered_at)) == ("moved", 1, 101, calendar.day("5 Mar 14"))
    assert move.answered_by == partner("cochair") and move.proposed_by == partner("involvement")
    assert dict(home.stages.values_list("code", "edition")) == {"S1": 1} | dict.fromkeys(("S2", "S3", "S4", "S5", "S6", "S11", "S12"), 101)
    assert (home.edition, Programme.objects.get(slug="joined-up-lives").edition) == (101, 1)
    assert edition(101).stage("S8").standards[-1].short == "Papers also in easy read"


def test_the_leaders_answered_question_4_otherwise_and_the_type_is_strategic_co_design():
    choice = Choice.objects.current().get(programme__slug="joined-up-lives")
    said = {sheet.side: sheet.answers["Q4"] for sheet in Sheet.objects.given().filter(programme=choice.programme)}

    assert (choice.packages, choice.is_other, said) == (["P1"], False, {"manager": "advice", "leaders": "joint"})
    assert dict(choice.phases.values_list("name", "rung")) == {"priorities": 5, "design": 6}
    assert [view.value for view in choice.views.order_by("at")] == ["agree", "disagree"]
    assert Choice.objects.current().get(programme__slug="home-straight").packages == ["P4"]


def test_each_position_had_its_profile_and_one_is_open_again(calendar):
    profiles = RoleProfile.objects.filter(programme__slug="joined-up-lives")
    no = ProfileView.objects.get(value="disagree")

    assert Counter(profiles.values_list("state", flat=True)) == {"closed": 8, "superseded": 1, "published": 1}
    assert {day_of(each.published_at) for each in profiles.filter(version=1)} == {calendar.day("6 Aug 13")}
    assert {(day_of(each.closed_at), each.closed_by) for each in profiles.filter(version=1)} == {(calendar.day("20 Aug 13"), None)}
    assert (no.replaced_at, no.answer.startswith("No meeting begins before ten.")) == (None, True)
    assert set(Answer.objects.filter(stage__programme__slug="joined-up-lives", code__in=["4.1", "4.2"]).values_list(
        "state", "shown", "claimed_by")) == {("met", True, None)}
    page = Client().get(reverse("programmes:open-roles"))
    assert [each.group.name for each in page.context["profiles"]] == ["Lay Partners Advisory Group"]


def test_the_call_went_to_24_bodies_and_41_people_were_put_forward(calendar):
    first, second, third = Call.objects.filter(programme__slug="joined-up-lives").order_by("number")
    asked = Counter(first.requests.values_list("state", flat=True))

    assert (day_of(first.opened_at), day_of(first.closed_at), first.closed_by) == (
        calendar.day("6 Aug 13"), calendar.day("20 Aug 13"), None)
    assert asked == {"answered": 23, "declined": 1} and first.nominations.count() == 41
    assert Counter(first.nominations.values_list("candidate__answered_through", flat=True)) == {"link": 36, "phone": 4, "post": 1}
    assert (second.nominations.count(), set(second.nominations.values_list("source", flat=True))) == (3, {"own"})
    assert third.is_open(now()) and Counter(third.nominations.values_list("state", flat=True)) == {"received": 2, "consented": 1}
    assert [len(group.pairs) for group in alike_in(third)] == [1]
    shown = Answer.objects.filter(stage__code="S4", stage__programme__slug="joined-up-lives", code__in=["4.3", "4.5", "4.6"])
    assert set(shown.values_list("state", "shown", "claimed_by")) == {("met", True, None)}


def test_fifteen_were_appointed_and_nineteen_of_26_joined_the_forum(calendar):
    first, second, _third = Call.objects.filter(programme__slug="joined-up-lives").order_by("number")
    begun = Appointment.objects.filter(nomination__call=first)
    yusuf, check = Appointment.objects.get(nomination__call=second), GapCheck.objects.get(programme=second.programme)

    assert Counter(first.nominations.values_list("state", "decision__answer")) == {
        ("selected", ""): 15, ("offered_forum", "yes"): 19, ("offered_forum", "no"): 7}
    assert Counter(begun.values_list("state", flat=True)) == {"active": 14, "stepped_down": 1}
    assert {day_of(moment) for moment in begun.values_list("inducted_at", flat=True)} == {calendar.day("9 Sep 13")}
    assert (yusuf.partner.name, yusuf.state, yusuf.items.filter(confirmed_at=None, code__in=NEEDED).count()) == (
        "Yusuf Karagoz", "accepted", 2)
    assert not ScoreSheet.objects.filter(partner__name="Jo Penhallow").exists()
    assert (check.on, check.state, check.confirmed_by.name) == (calendar.day("11 Mar 14"), "confirmed", "Derek Halloran")
    assert {line.shown for line in check.lines.filter(value__in=["16-24", "employed"])} == {"*"}
    shown = Answer.objects.filter(stage__code="S5", stage__cycle=1, stage__programme__slug="joined-up-lives")
    assert set(shown.values_list("state", "shown", "claimed_by")) == {("met", True, None)}


def test_two_interests_stand_in_the_register():
    found = published_interests(Programme.objects.get(slug="joined-up-lives"))

    assert [(each.partner.name, each.reviewed_by.name) for each in found] == [
        ("Derek Halloran", "Sam Oduya"), ("Patrick O’Dowda", "Sam Oduya")]


def test_fifteen_organisations_signed_the_touchstone_vale_general_last(calendar):
    signed = TouchstoneSignature.objects.order_by("signed_at", "pk")

    assert signed.count() == 15
    assert {day_of(each.signed_at) for each in signed[:14]} == {calendar.day("8 Oct 13")}
    assert (signed[14].signed_by, day_of(signed[14].signed_at)) == (partner("signatory"), calendar.day("29 Nov 13"))


@pytest.mark.parametrize(("kind", "name", "lay"), [
    ("founding", "Founding service-user leaders", 6), ("advisory", "Lay Partners Advisory Group", 15),
    ("forum", "Lay Partners Forum", 64), ("board", "Partnership Board", 2), ("panel", "Selection panel", 1)])
def test_each_group_has_its_lay_partners(kind, name, lay):
    assert Holding.objects.serving(day_of(now())).lay().filter(seat__group__kind=kind, seat__group__name=name).count() == lay


def test_24_bodies_belong_to_the_programme_and_15_of_them_sign():
    members = Programme.objects.get(slug="joined-up-lives").memberships

    assert (members.count(), members.filter(signs=True).count()) == (24, 15)


# --- nothing was pushed in ------------------------------------------------------------------------------------------

def test_whoever_claimed_might_and_whoever_confirmed_was_lay_and_somebody_else():
    for answer in Answer.objects.exclude(claimed_at=None).select_related("stage__programme", "stage__workstream"):
        stage = answer.stage
        if answer.claimed_by:
            roles = roles_in(standing_of(answer.claimed_by, on=day_of(answer.claimed_at), programme=stage.programme), stage)
            allowed = MAY["claim"] - LAY_ROLES | lay_roles(stage) | set(answer.standard.by)
            assert roles & allowed, (stage.title(), answer.code)
        if answer.confirmed_by:
            roles = roles_in(standing_of(answer.confirmed_by, on=day_of(answer.confirmed_at), programme=stage.programme), stage)
            assert roles & lay_roles(stage), (stage.title(), answer.code)
            assert answer.confirmed_by != answer.claimed_by


def test_nobody_was_added_twice_and_only_those_whom_mail_does_not_reach_are_told_by_hand():
    names = list(Partner.objects.values_list("name", flat=True))

    assert len(names) == len(set(names)) == 26 + 12 + 15 + 9 + 38 + 15 + 7      # fifteen in Good Nights, seven in what was left alone
    waiting = Message.objects.by_hand().values_list("to", flat=True)
    by_hand = Partner.objects.filter(ref__in=waiting)
    assert {("Brian Castellane", "phone"), ("Doreen Applegarth", "post")} < set(by_hand.values_list("name", "channel"))
    assert by_hand.count() == 9      # six more of the Forum are asked to its next meeting
    assert list(by_hand.exclude(email="").values_list("name", flat=True)) == ["Elif Demirsoy"]      # her mail came back


def test_every_file_is_small_kept_and_of_the_kind_it_says():
    files = Evidence.objects.filter(kind="file")

    assert {each.suffix() for each in files} == {".txt", ".csv", ".pdf", ".docx"}
    for each in files:
        with each.file.open("rb") as kept:
            content = kept.read()
            kept.name = each.file_name
            assert checked_type(kept) == each.content_type
        assert hashlib.sha256(content).hexdigest() == each.sha256 and 0 < each.size == len(content) < 5000


def test_the_trail_holds():
    printed = StringIO()
    call_command("verify_trail", stdout=printed)

    assert "broken" not in printed.getvalue().lower()


HELD = ("challenge", "promise", "decision", "contribution", "impact", "plan_", "chapter", "adopter", "forum_round", "forum_answer",
        "forum_news", "we_said", "announcement", "digest", "address_fails")    # how their kinds begin


def test_the_mailbox_is_that_of_people_not_a_flood(told, calendar):
    written = Message.objects.exclude(book=Programme.objects.get(slug="good-nights").ref)     # whose story is short and full
    received = Counter(message.to[0] for message in told)
    kinds = (RECRUITING, SUPPORTING, PAIRING, MEETINGS, MINUTES, PAPERS, TOUCHSTONE)
    recruiting, supporting, pairing, called, kept, reading, together = (
        written.filter(state="sent", kind__in=each).count() for each in kinds)
    welcomed = written.filter(kind="forum_joined")
    assert welcomed.count() == welcomed.values("to").distinct().count() == 19 + 2        # of the first round and the second
    assert 280 <= kept <= 430           # minutes to each of the Advisory Group, actions to who does them, a call after the hard meeting
    assert 60 <= called <= 130          # to a workstream, two Advisory Groups and the whole Forum, once each, and a few days before
    assert 15 <= reading <= 30          # the Advisory Group and a workstream once, two answers, and a draft that is due
    assert 90 <= together <= 170        # to signatories once, to the Advisory Group, to those who are asked in a check
    held = {name: written.filter(Q(kind__startswith=name), state="sent").count()
            for name in HELD}
    assert 45 <= held["challenge"] <= 100       # nine of them and two that were left alone, each to who answers and to who raised it
    assert 50 <= held["promise"] <= 130         # sixteen over five months: asked, reported, judged, late
    assert 60 <= held["decision"] <= 130        # three and two reasons, to each of the Advisory Group
    assert 30 <= held["contribution"] + held["impact"] <= 75       # to who answers and to who told it, and to the few who are thanked
    assert 4 <= held["plan_"] <= 16             # five plain summaries, each to the pair
    assert 5 <= held["chapter"] + held["adopter"] <= 30        # to its authors: will you, is it right, it is out, a reader says
    rounds = held["forum_round"] + held["forum_answer"] + held["we_said"]
    assert 300 <= rounds <= 500         # four rounds: the whole Forum is asked, and each who answers hears twice
    assert 60 <= held["forum_news"] <= 150      # in the months in which something was new, to each member who has an address
    assert held["announcement"] == 2            # to one pair
    assert 2 <= held["digest"] <= 15            # to the one who wants one mail a day
    assert held["address_fails"] == 4           # mail to two came back: the two managers are asked to phone them
    theirs = Message.objects.filter(state="sent").count() - written.filter(state="sent").count()
    rest = len(told) - theirs - recruiting - supporting - pairing - called - reading - kept - together - sum(held.values())
    rest -= welcomed.filter(state="sent").count()
    assert 330 <= rest <= 520           # half of them: a stage waits for somebody’s signature
    recruiting -= written.filter(state="sent", kind__startswith="outcome").count()      # test_outcomes_of_the_story.py
    assert 25 <= supporting <= 60 and 130 <= recruiting <= 240
    assert 10 <= pairing <= 35      # a briefing to judge; and five months with somebody above the line of hours, to two managers
    account = Q(kind__regex=f"^({'|'.join(HELD)})")
    of_each = written.filter(state="sent")
    others = of_each.exclude(account).exclude(kind__in=(*SUPPORTING, *PAIRING, *MEETINGS, *PAPERS, *MINUTES, *TOUCHSTONE))
    assert max(Counter(others.values_list("to", flat=True)).values()) <= 55
    newer = Q(kind__in=[*PAPERS, *MINUTES, *TOUCHSTONE]) | Q(kind__startswith="provision")
    assert max(Counter(of_each.filter(account).values_list("to", flat=True)).values()) <= 60      # who asks for much hears of much
    assert max(Counter(of_each.exclude(account).exclude(newer).values_list("to", flat=True)).values()) <= 60
    assert max(Counter(of_each.exclude(account).filter(newer).values_list("to", flat=True)).values()) <= 50     # eight months
    assert max(received.values()) <= 170        # to Margaret, in ten months: four in a week
    assert all(address.endswith(".example") for address in received)
    assert not Message.objects.filter(state__in=["waiting", "sending", "failed"]).exists()
    assert len({message.extra_headers["Message-ID"] for message in told}) == len(told)
    days = [day_of(parsedate_to_datetime(message.extra_headers["Date"])) for message in told]
    assert days == sorted(days)
    assert (days[0], days[-1]) == (calendar.day("21 Jan 13"), calendar.day("17 Mar 14"))


def test_a_mail_speaks_as_of_its_own_day(told, calendar):
    empty = [message.body for message in told if message.subject == "Joined-Up Lives: a lay seat is empty"]

    assert [next(n for n in (3, 14, 31) if f"empty for {n} days" in body) for body in empty] == [3] * 3 + [14] * 3 + [31] * 2


def test_it_is_told_once():
    with pytest.raises(NotAllowedNow, match="told here already"):
        story.play(password=PASSWORD)


def test_the_papers_of_the_story_are_out_late_without_the_log_and_still_being_written(calendar):
    tabled = Paper.objects.select_related("release").get(title="The money of the pilot")
    january = PaperRelease.objects.get(meeting__group__kind="advisory", has_log=False)

    assert (tabled.release.is_late, day_of(tabled.release.at), tabled.state) == (True, calendar.day("10 Oct 13"), "discussed")
    assert (day_of(january.meeting.starts_at), "page three" in january.no_log_because) == (calendar.day("14 Jan 14"), True)
    assert Paper.objects.all().in_time_of_all() == (10, 12)      # the other late one is of Good Nights
    drafts = Paper.objects.filter(state="draft", meeting__group__programme_links__programme__slug="joined-up-lives")
    assert list(drafts.values_list("meeting__group__kind", flat=True)) == ["forum"]
    assert set(Meeting.objects.filter(state="papers_issued").values_list("group__kind", flat=True)) == {"working", "advisory"}
    assert [(each.by.name, each.through, bool(each.answer)) for each in PaperComment.objects.select_related("by").order_by("at")] == [
        ("Winston Delacroix", "account", True), ("Colin Featherway", "account", True), ("Brian Castellane", "phone", False),
        ("Shabnam Qureshi", "phone", False)]
    assert set(Answer.objects.filter(stage__programme__slug="joined-up-lives", code__in=["8.2", "11.4"]).values_list(
        "code", "stage__workstream__name", "state", "shown")) >= {
            ("11.4", None, "met", True), ("8.2", "Commissioning, Governance & Finance", "not_met", False)}
