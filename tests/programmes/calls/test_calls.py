"""A call from its draft to its end: who may, whom it asks, what the clock does, and the call in other forms."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.models import Candidate, Partner
from programmes.calls.actions import (
    ask_organisation,
    check_calls,
    close_call,
    decline_request,
    open_call,
    want_copy,
    withdraw_call,
)
from programmes.calls.models import Call, CallRequest, token_of_request
from programmes.calls.policies import rates_of, sectors_of
from programmes.nominations.actions import check_nominations, merge
from programmes.profiles.actions import close_profile
from programmes.stages.actions.checking import check_stages
from tests.makers import MONDAY, a_partner, a_stage, an_organisation
from tests.programmes.nominations.doing import a_call, a_draft, a_nominee, a_request
from tests.programmes.profiles.doing import DAY, published
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db


def fresh(call):
    return Call.objects.select_related("programme").get(pk=call.pk)


def typed(profile, **facts):
    return {"profiles": [profile.pk], "words": "We look for people who use services.", "closing_on": "2026-04-10", "closing_time": "5pm",
            "takes_own": "on"} | facts


def test_the_manager_prepares_a_call_lists_whom_to_ask_and_sends_it(cast):
    profile = published(cast, closing_at=MONDAY + 40 * DAY)
    post(cast.maya, "call-new", cast.programme.slug, **typed(profile))
    call = Call.objects.get()
    post(cast.maya, "request-new", call, organisation=cast.council.pk, contact=cast.olga.pk)
    asked = CallRequest.objects.get()
    assert (call.state, call.number, asked.sent_at, Message.objects.filter(kind="call_request").count()) == ("draft", 1, None, 0)
    assert Client().get(reverse("programmes:nominate", args=[token_of_request(asked.ref)])).status_code == 410
    post(cast.maya, "call-open", call)

    assert (fresh(call).state, fresh(call).opened_by, CallRequest.objects.get().sent_at) == ("open", cast.maya, MONDAY)
    assert list(Message.objects.filter(kind="call_request").values_list("to", "occasion")) == [(cast.olga.ref, "sent")]
    late = a_request(cast, call)
    assert late.sent_at == MONDAY and Message.objects.filter(kind="call_request", about=late.ref).exists()
    assert post(cast.maya, "call-open", call).status_code == 409
    assert post(cast.maya, "request-strike", asked).status_code == 409 and CallRequest.objects.count() == 2


def test_the_mail_carries_the_link_and_the_words(cast, mailoutbox):
    call = a_call(cast)
    deliver(at=MONDAY)
    mail, = (each for each in mailoutbox if each.to == ["olga@example.test"])

    assert mail.subject == "Care Together asks you for lay partners"
    assert token_of_request(call.requests.get().ref) in mail.body and "until 15 April 2026 at 11am" in mail.body
    assert "We look for people who use services." in mail.body


@pytest.mark.parametrize(("facts", "sentence"), [
    ({"profiles": []}, "Choose an answer to “For which roles?”"), ({"words": ""}, "Answer “What do you tell the organisations?”"),
    ({"closing_on": "2026-03-15"}, "The closing date and time must lie ahead"), ({"closing_time": ""}, "Enter the closing time"),
    ({"closing_on": "2026-05-20"}, "One of the roles closes before that.")])
def test_what_is_wrong_in_a_call_is_said_and_nothing_is_written(cast, facts, sentence):
    profile = published(cast, closing_at=MONDAY + 40 * DAY)
    page = post(cast.maya, "call-new", cast.programme.slug, **typed(profile, **facts))

    assert sentence in page.content.decode()
    assert not Call.objects.exists()


def test_roles_that_are_no_longer_open_and_roles_of_others_cannot_be_called_for(cast):
    gone, draft = published(cast, title="Gone", closing_at=MONDAY + 40 * DAY), None
    draft = a_draft(cast, profiles=[gone])
    close_profile(gone, by=cast.maya, at=MONDAY)
    page = post(cast.maya, "call-open", draft)
    refused = post(cast.maya, "call-new", cast.programme.slug, **typed(gone))

    assert page.status_code == 409 and "Each role of the call needs a published profile" in page.content.decode()
    assert "Choose only from the list" in refused.content.decode() and Call.objects.get().state == "draft"


def test_nobody_to_ask_and_a_passed_day_keep_it_from_being_sent(cast):
    call = a_draft(cast, takes_own=False)
    for at, words in ((MONDAY, "Nobody would hear of it."), (MONDAY + 31 * DAY, "The closing date has passed.")):
        with pytest.raises(NotAllowedNow) as refusal:
            open_call(call, by=cast.maya, at=at)
        assert words in str(refusal.value.why)
    assert fresh(call).state == "draft"


def test_one_is_prepared_at_a_time_and_an_organisation_is_asked_once(cast):
    call = a_draft(cast)
    ask_organisation(call, cast.council, contact=cast.olga, by=cast.maya, at=MONDAY)

    assert post(cast.maya, "call-new", cast.programme.slug, **typed(call.profiles.get())).status_code == 409
    with pytest.raises(NotAllowedNow):
        ask_organisation(call, cast.council, contact=cast.olga, by=cast.maya, at=MONDAY)
    page = post(cast.maya, "request-new", call, organisation=cast.council.pk, contact=cast.olga.pk)
    assert "Choose" in page.content.decode() and CallRequest.objects.count() == 1


def test_people_of_other_programmes_are_no_contacts(cast):
    stranger = a_partner("Zebra Person", professional=True)
    Partner.objects.filter(pk=stranger.pk).update(added_by=cast.sam)
    call = a_draft(cast)
    page = post(cast.maya, "request-new", call, organisation=cast.council.pk, contact=stranger.pk)

    assert "Zebra" not in page.content.decode() and not CallRequest.objects.exists()


@pytest.mark.parametrize("who", ["sid", "priya", "amina", "ines", "femi", "forrest", "olga", "vic", "sam"])
def test_nobody_but_the_manager_moves_a_call(cast, who):
    call, refused = a_call(cast), 404 if who == "sam" else 403
    draft = a_draft(cast, profiles=list(call.profiles.all()))
    copy = want_copy(call, by=cast.maya, at=MONDAY, form="audio")
    before = list(Call.objects.values()), list(CallRequest.objects.values()), copy.state, Message.objects.count()
    for route, thing in (("call-new", cast.programme.slug), ("call-change", draft), ("call-open", draft), ("call-close", call),
                         ("call-withdraw", call), ("request-new", call), ("request-decline", call.requests.get()),
                         ("request-strike", call.requests.get()), ("copy-new", call), ("copy-ready", copy), ("copy-impossible", copy)):
        assert post(getattr(cast, who), route, thing, because="No", form="bsl", link="https://x.example").status_code == refused
    copy.refresh_from_db()
    assert before == (list(Call.objects.values()), list(CallRequest.objects.values()), copy.state, Message.objects.count())


def test_the_page_says_which_sectors_are_covered_and_who_has_not_answered(cast):
    call = a_call(cast)
    a_request(cast, call, kind="voice")
    page = get(cast.amina, "call", call).content.decode()

    assert "Health: 0 (nobody yet). Social care: 1. Voluntary: 0 (nobody yet)." in page and "2 organisations have not answered." in page
    assert [tuple(sector) for sector in sectors_of(["acute", "primary_care", "council", "charity", "voice", "other"])] == [
        ("Health", 2), ("Social care", 1), ("Voluntary", 1)]


def test_the_clock_reminds_who_is_silent_after_ten_working_days_and_five_days_before_the_end(cast):
    call = a_call(cast)             # until 15 April; the tenth working day is 30 March
    answered, declined = a_request(cast, call), a_request(cast, call)
    a_nominee(cast, call, request=answered)
    decline_request(CallRequest.objects.select_related("call__programme", "contact").get(pk=declined.pk), at=MONDAY, because="Nobody.")
    silent, seen = call.requests.get(organisation=cast.council), {}
    for day in (13, 14, 15, 24, 25, 29):
        for _twice in range(2):
            check_calls(at=MONDAY + day * DAY)
        seen[day] = set(Message.objects.filter(kind="call_request").exclude(occasion="sent").values_list("about", "occasion"))

    first, second = (silent.ref, "after 10 working days"), (silent.ref, "5 days before")
    assert [seen[day] for day in (13, 14, 15, 24, 25, 29)] == [set(), {first}, {first}, {first}, {first, second}, {first, second}]
    assert list(Message.objects.filter(kind="call_few").order_by("pk").values_list("to", "occasion")) == [
        (cast.maya.ref, "7 days before"), (cast.ines.ref, "3 days before")]
    assert fresh(call).state == "open"


def few(call, day):
    """To whom, by whichever occasion, it was said up to that day of the clock that few came."""
    for hour in range(2):
        check_stages(at=MONDAY + day * DAY + timedelta(hours=hour))
    return sorted(Message.objects.filter(kind="call_few", about=call.ref).values_list("occasion", "to"))


def test_lay_cochairs_hear_three_days_before_the_end_who_is_silent_while_few_came(cast, mailoutbox, clock):
    call = a_call(cast)             # until 15 April: seven days before is the 8th, three the 12th
    answered = a_request(cast, call, kind="voice")
    a_nominee(cast, call, request=answered)
    for name, kind in (("Ashby Aid", "charity"), ("Bell Hospital", "acute")):
        a_request(cast, call, organisation=an_organisation(name, by=cast.maya, kind=kind))
    to_manager, to_chair = ("7 days before", cast.maya.ref), ("3 days before", cast.ines.ref)

    assert [few(call, day) for day in (22, 23, 26, 27, 28, 29)] == [[], *[[to_manager]] * 2, *[[to_chair, to_manager]] * 3]
    decline_request(CallRequest.objects.select_related("call__programme", "contact").get(organisation__name="Bell Hospital"),
                    at=MONDAY + 27 * DAY, because="Nobody.")
    deliver(at=clock.to(MONDAY + 28 * DAY), limit=200)      # on the Sunday it waits for the Monday
    chair, = (each for each in mailoutbox if each.to == [cast.ines.email] and "put forward" in each.subject)
    manager, = (each for each in mailoutbox if each.to == [cast.maya.email] and "put forward" in each.subject)
    assert chair.subject == manager.subject == "Care Together: few people were put forward so far"
    assert "The call closes on 15 April 2026 at 11am. Perhaps you know somebody who should hear of it." in chair.body
    assert "These organisations have not answered: Ashby Aid; Westmere Council." in chair.body
    assert "Of these sectors nobody has answered: Social care, Voluntary." in chair.body and call.get_absolute_url() in chair.body
    assert "Ashby" not in manager.body and "Nora" not in chair.body


@pytest.mark.parametrize(("people", "days"), [(3, 27), (0, 30)])
def test_lay_cochairs_hear_nothing_when_enough_came_or_the_call_is_over(cast, people, days):
    call = a_call(cast)
    for number in range(people):
        a_nominee(cast, call, f"Person{number} Example")

    assert few(call, days) == []


def test_what_is_said_of_the_silent_is_no_longer_said_when_people_came_and_names_ten_at_most(cast, clock):
    call = a_call(cast)
    for number in range(11):
        a_request(cast, call, organisation=an_organisation(f"Aid {number:02}", by=cast.maya, kind="charity"))
    few(call, 27)
    message, _at = Message.objects.get(kind="call_few", to=cast.ines.ref), clock.to(MONDAY + 27 * DAY)

    assert registry.words["call_few"](message).lines[1] == (
        "These organisations have not answered: " + "; ".join(f"Aid {number:02}" for number in range(10)) + "; and 2 more.")
    for number in range(3):
        a_nominee(cast, call, f"Person{number} Example")
    assert registry.words["call_few"](message) is None


def test_a_contact_without_email_is_phoned(cast):
    call = a_call(cast)
    contact = a_partner("Pat Phone", professional=True, email="", channel="phone", phone="020 7946 0111")
    asked = a_request(cast, call, contact=contact)
    deliver(at=MONDAY)
    message = Message.objects.get(about=asked.ref)
    assert message.state == "by_hand"
    assert "Pat Phone" in as_(cast.maya).get(reverse("programmes:queue", args=["by-hand"])).content.decode()
    post(cast.maya, "request-decline", asked, because="They are closing down.")
    asked.refresh_from_db()
    assert (asked.state, asked.declined_because) == ("declined", "They are closing down.")


def test_the_clock_closes_a_call_at_its_moment_once(cast):
    call = a_call(cast, closing_at=MONDAY + DAY)
    check_calls(at=MONDAY + DAY - timedelta(seconds=1))
    assert fresh(call).state == "open"
    assert check_calls(at=MONDAY + DAY)[0] == 1 and check_calls(at=MONDAY + 2 * DAY)[0] == 0
    assert (fresh(call).state, fresh(call).closed_by, fresh(call).closed_at) == ("closed", None, MONDAY + DAY)


def test_a_round_that_is_called_off_says_why_to_everybody_who_was_asked(cast, mailoutbox, clock):
    call = a_call(cast)
    nomination, silent = a_nominee(cast, call), a_nominee(cast, call, "Sue Silent", agreed=False)
    assert "Answer “Why is the round called off?”" in post(cast.maya, "call-withdraw", call, because="").content.decode()
    post(cast.maya, "call-withdraw", call, because="The money is gone.")
    deliver(at=MONDAY, limit=200)

    assert fresh(call).state == "withdrawn"
    told = {each.to[0]: each.body for each in mailoutbox if "called off" in each.subject}
    assert set(told) == {cast.olga.email, nomination.candidate.email, silent.candidate.email}
    assert all("The money is gone." in body for body in told.values())
    assert not any(each.subject == "Care Together asks you for lay partners" for each in mailoutbox)      # not needed any more
    check_nominations(at=MONDAY + 5 * DAY)
    assert not Message.objects.filter(occasion="day 5").exists()       # nothing waits for a yes any more
    nomination.refresh_from_db()
    assert (nomination.state, nomination.why) == ("withdrawn", "")
    for person in (nomination, silent):
        page = Client().get(reverse("programmes:my-nomination", args=[_token(person)])).content.decode()
        assert "This round is over. Nobody is chosen in it." in page and "Do you agree that" not in page
    assert "The money is gone." in Client().get(reverse("programmes:my-nomination", args=[_token(nomination)])).content.decode()
    for route in ("call-close", "call-withdraw", "call-open"):
        assert post(cast.maya, route, call, because="x").status_code == 409
    check_nominations(at=MONDAY + 14 * DAY)
    check_nominations(at=MONDAY + 15 * DAY)
    assert not Candidate.objects.known().exists()


def test_who_was_put_forward_elsewhere_too_stays_when_one_round_is_called_off(cast):
    off = a_call(cast)
    one = a_nominee(cast, off)
    two = a_nominee(cast, a_call(cast, profiles=list(off.profiles.all())), "Nora Again")
    merge(two.candidate, one.candidate, by=cast.maya, at=MONDAY)
    withdraw_call(off, by=cast.maya, at=MONDAY, because="No money")
    check_nominations(at=MONDAY + 20 * DAY)
    two.refresh_from_db()

    assert (two.state, two.candidate.name, two.why) == ("consented", "Nora Again", "Why Nora Again.")


def _token(nomination):
    from partners.candidates.models import token_of

    return token_of(nomination.candidate.ref)


def test_of_eight_who_close_or_call_off_at_once_one_does(shared_cast, all_at_once):
    call = a_call(shared_cast)

    def end(number):
        if number % 2:
            close_call(call, by=shared_cast.maya, at=MONDAY)
        else:
            withdraw_call(call, by=shared_cast.maya, at=MONDAY, because="No money.")

    assert sum(isinstance(each, NotAllowedNow) for each in all_at_once(8, end)) == 7


def test_answers_are_kept_over_rounds(cast):
    first = a_call(cast)
    a_nominee(cast, first)
    a_nominee(cast, first, "Two Example")
    close_call(first, by=cast.maya, at=MONDAY)
    second = a_call(cast, profiles=list(first.profiles.all()))
    silent = a_request(cast, second, organisation=an_organisation("Silent Charity", by=cast.maya, kind="charity"))

    assert [(rate.organisation, rate.asked, rate.answered, rate.people, rate.percent) for rate in rates_of(cast.programme)] == [
        (silent.organisation, 1, 0, 0, 0), (cast.council, 2, 1, 2, 50)]
    assert "Silent Charity" in get(cast.vic, "calls", cast.programme.slug).content.decode()


# --- copies (4.5) ----------------------------------------------------------------------------------------------------------

def test_copies_are_listed_and_anybody_fetches_what_is_ready(cast):
    call = a_call(cast)
    post(cast.maya, "copy-new", call, form="language")
    for form in ("large_print", "bsl", "braille"):
        post(cast.maya, "copy-new", call, form=form)
    large, bsl, braille = call.copies.order_by("pk")
    post(cast.maya, "copy-ready", large, file=SimpleUploadedFile("large.txt", b"LARGE"))
    post(cast.maya, "copy-ready", bsl, link="https://video.example/bsl")
    post(cast.maya, "copy-impossible", braille, because="Nobody prints it in time.")
    page = Client().get(reverse("programmes:open-role", args=[call.profiles.get().ref])).content.decode()
    fetched = Client().get(reverse("programmes:copy", args=[large.ref]))

    assert [copy.state for copy in call.copies.order_by("pk")] == ["ready", "ready", "impossible"]
    assert "https://video.example/bsl" in page and reverse("programmes:copy", args=[large.ref]) in page and "Braille" not in page
    assert b"".join(fetched) == b"LARGE" and fetched.headers["X-Content-Type-Options"] == "nosniff"
    assert Client().get(reverse("programmes:copy", args=[bsl.ref])).status_code == 404
    assert "Nobody prints it in time." in get(cast.vic, "call", call).content.decode()


@pytest.mark.parametrize(("facts", "sentence"), [
    ({}, "Enter where it is, choose the file, or tick that it is only on paper"), ({"link": "http://x.example"}, "begins with https://"),
    ({"link": "javascript:alert(1)"}, "Enter a web address in the right format"),
    ({"file": SimpleUploadedFile("x.html", b"<script>")}, "Choose a file of one of these kinds")])
def test_a_copy_that_is_nowhere_or_could_do_harm_is_refused(cast, facts, sentence):
    copy = want_copy(a_call(cast), by=cast.maya, at=MONDAY, form="audio")
    page = post(cast.maya, "copy-ready", copy, **facts)
    copy.refresh_from_db()

    assert sentence in page.content.decode() and copy.state == "wanted"


def test_the_clock_asks_as_often_for_one_call_as_for_many(cast):
    def spent(count):
        call = a_call(cast) if not Call.objects.exists() else Call.objects.get()
        for _ in range(count):
            a_request(cast, call)
        with CaptureQueriesContext(connection) as queries:
            check_calls(at=MONDAY + 25 * DAY)
        return len(queries)

    assert spent(1) == spent(20)


def test_the_call_leads_to_the_stage_in_which_it_counts(cast):
    stage = a_stage(cast.programme, "S5", by=cast.maya)
    call = a_call(cast)
    later = a_stage(cast.programme, "S5", by=cast.maya, cycle=2)
    page = get(cast.maya, "call", call).content.decode()

    assert stage.get_absolute_url() in page and "counts there, in round 1. The next round begins when it is signed." in page
    assert later.get_absolute_url() not in page
