"""Messages that did not arrive: the door for reports, who hears of it when, what pages say, what goes out again (NT55, f 32)."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from coprod.post.models import Message
from coprod.post.returns import LONGEST, hash_of
from partners.leaving.actions import erase_people
from partners.messages.actions import clear_what_changed, forget_old_addresses, say_it_is_right
from partners.messages.policies import reach_of
from partners.models import AddressTrouble, Candidate, Partner
from partners.people.actions import change_partner, invite
from partners.supporters.actions import invite_supporter
from programmes.messages.actions.troubles import check_addresses
from programmes.stages.actions.checking import check_stages
from tests.makers import MONDAY, a_group, a_partner, a_seat_for, gives
from tests.post.returned import postfix
from tests.programmes.messages.doing import deliver_all, told, unresolved
from tests.programmes.people.doing import page_of
from tests.programmes.portal.doing import own, writing_for
from tests.programmes.stages.doing import as_, get, post

DAY, TOKEN, DOOR = timedelta(days=1), "a-random-text-of-thirty-letters", "/messages/came-back/"
TUESDAY = MONDAY + DAY
THURSDAY_BEFORE_EASTER, TUESDAY_AFTER = datetime(2026, 4, 2, 10, tzinfo=UTC), datetime(2026, 4, 7, 9, tzinfo=UTC)


@pytest.fixture
def stage(cast):
    return unresolved(cast)


@pytest.fixture
def door(settings):
    """A provider that shows the token; `reported(body)` gives the answer's status."""
    settings.BOUNCE_TOKEN = TOKEN
    client = Client()

    def reported(body, *, kind="application/json", token=TOKEN, method="post"):
        said = json.dumps(body).encode() if not isinstance(body, bytes) else body
        shown = {"Authorization": f"Bearer {token}"} if token else {}
        return getattr(client, method)(DOOR, said, content_type=kind, headers=shown)

    return reported


@pytest.fixture
def out(cast, stage, mailoutbox):
    """Amina's message, sent on Monday."""
    message = told(cast.amina, stage)
    deliver_all(MONDAY)
    message.refresh_from_db()
    assert message.state == "sent"
    return message


@pytest.fixture
def back(out, door, clock):
    """It came back an hour later."""
    assert door({"message_id": out.mail_name, "status": "5.1.1"}).status_code == 200
    out.refresh_from_db()
    return out


def hears(**which):
    return sorted(Message.objects.filter(kind="address_fails", **which).values_list("to", "book"))


# --- the door --------------------------------------------------------------------------------------------------------------

def test_a_provider_reports_and_the_message_is_told_by_a_person(cast, back):
    assert (back.state, back.why, back.finished_at) == ("by_hand", "came_back", MONDAY)
    trouble = AddressTrouble.objects.get()
    assert (trouble.to, trouble.way, trouble.said, trouble.message) == (cast.amina.ref, "email", "5.1.1", back)
    assert trouble.address == hash_of(cast.amina.email) and cast.amina.email not in str(vars(trouble))


def test_a_note_of_a_mail_server_is_taken_as_it_is(cast, out, door):
    raw = postfix(name=out.mail_name, to=cast.amina.email)
    assert [door(raw, kind="message/rfc822").json() for _turn in range(2)] == [{"reports": 1}] * 2
    out.refresh_from_db()
    assert out.state == "by_hand" and AddressTrouble.objects.count() == 1


def test_a_receipt_of_gov_uk_notify_is_taken(cast, stage, door, settings, tmp_path):
    settings.TEXTS = f"file://{tmp_path}/texts.jsonl"
    cast.amina.channel, cast.amina.phone = "text", "07700 900123"
    cast.amina.save()
    message = told(cast.amina, stage)
    deliver_all(MONDAY)
    receipt = {"reference": message.name_for_mail(), "to": "+447700900123", "notification_type": "sms"}

    assert door(receipt | {"status": "delivered"}).json() == {"reports": 0}
    assert door(receipt | {"status": "permanent-failure"}).json() == {"reports": 1}
    message.refresh_from_db()
    assert (message.state, message.why) == ("by_hand", "came_back")
    assert reach_of([cast.amina.ref], MONDAY)[cast.amina.ref].is_told_by_a_person
    assert AddressTrouble.objects.values_list("way", "said").get() == ("text", "permanent-failure")


@pytest.mark.parametrize(("facts", "status"), [
    ({"token": ""}, 403), ({"token": "wrong"}, 403), ({"token": TOKEN[:-1]}, 403), ({"token": "é"}, 403), ({"method": "get"}, 405),
    ({"method": "put"}, 405)])
def test_who_does_not_show_the_token_changes_nothing(out, door, facts, status):
    answer = door({"message_id": out.mail_name, "status": "5.1.1"}, **facts) if facts.get("method") != "get" else Client().get(DOOR)

    assert answer.status_code == status and not AddressTrouble.objects.exists()
    assert "Set-Cookie" not in answer.headers


def test_where_no_token_is_set_there_is_no_such_door(out, door, settings):
    settings.BOUNCE_TOKEN = ""
    assert door({"message_id": out.mail_name, "status": "5.1.1"}, token="").status_code == 404
    assert door({"message_id": out.mail_name, "status": "5.1.1"}).status_code == 404
    assert Client().post(DOOR, b"", content_type="x/y", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(("body", "kind", "status"), [
    (b"{", "application/json", 400), (b"{}", "application/json", 400), (b"", "application/json", 400),
    (b"x" * (LONGEST + 1), "application/json", 413), (b"x" * (LONGEST + 1), "message/rfc822", 413),
    (b"hello", "message/rfc822", 200), (b'{"message_id": "unknown", "status": "5.1.1"}', "text/plain", 200)])
def test_what_cannot_be_read_is_refused_and_what_is_unknown_says_nothing(out, door, body, kind, status):
    assert door(body, kind=kind).status_code == status
    assert not AddressTrouble.objects.exists()


def test_an_unknown_message_is_answered_as_a_known_one_is_and_a_forged_one_changes_nothing(cast, out, door):
    ours = {"message_id": out.mail_name, "status": "5.1.1"}
    for each in ({"message_id": "0" * 40, "status": "5.1.1"}, ours | {"recipient": cast.joe.email}, ours | {"recipient": "\ud800"}):
        assert door(each).json() == {"reports": 1}

    out.refresh_from_db()
    assert out.state == "sent" and not AddressTrouble.objects.exists()


def test_a_message_that_is_still_being_sent_is_to_be_reported_again(out, door):
    Message.objects.filter(pk=out.pk).update(state="sending", claimed_at=MONDAY)
    answer = door({"message_id": out.mail_name, "status": "5.1.1"})

    assert answer.status_code == 503 and answer.headers["Retry-After"] == "60"


# --- who hears of it, and when (NT55) ----------------------------------------------------------------------------------------

def test_after_a_working_day_the_managers_of_all_their_programmes_hear_once(cast, back):
    a_seat_for(cast.amina, a_group(cast.elsewhere, "advisory", by=cast.sam), by=cast.sam)
    check_addresses(at=MONDAY + timedelta(hours=8))
    assert hears() == []

    check_addresses(at=TUESDAY)
    check_stages(at=TUESDAY + DAY)
    assert hears() == sorted([(cast.maya.ref, cast.programme.ref), (cast.sam.ref, cast.elsewhere.ref)])


@pytest.mark.parametrize(("at", "count"), [
    (THURSDAY_BEFORE_EASTER, 0), (THURSDAY_BEFORE_EASTER + DAY, 0), (TUESDAY_AFTER - DAY, 0), (TUESDAY_AFTER, 1)])
def test_bank_holidays_are_no_working_days(cast, back, at, count):
    AddressTrouble.objects.update(failed_at=THURSDAY_BEFORE_EASTER)
    check_addresses(at=at)

    assert len(hears()) == count


def test_it_says_to_phone_them_and_leads_to_their_page(cast, back, mailoutbox):
    check_addresses(at=TUESDAY)
    mailoutbox.clear()
    deliver_all(TUESDAY)

    [mail] = [mail for mail in mailoutbox if mail.to == [cast.maya.email]]
    assert cast.amina.name not in mail.subject and cast.amina.email not in mail.body
    assert cast.amina.name in mail.body and "there is no such address (5.1.1)" in mail.body and f"/people/{cast.amina.ref}/" in mail.body


def test_where_it_was_mended_in_the_meantime_nobody_hears(cast, back, mailoutbox):
    say_it_is_right(cast.amina, "email", by=cast.maya, at=MONDAY)
    check_addresses(at=TUESDAY)
    assert hears() == []


def test_where_it_is_mended_before_it_goes_out_nothing_is_left_to_say(cast, back, mailoutbox):
    check_addresses(at=TUESDAY)
    change_partner(cast.amina, by=cast.maya, at=TUESDAY, email="right@example.test")
    deliver_all(TUESDAY)

    assert Message.objects.values_list("state", "why").get(kind="address_fails") == ("dropped", "nothing_left")


def test_who_wishes_to_be_phoned_by_now_needs_no_address(cast, back, mailoutbox):
    change_partner(cast.amina, by=cast.maya, at=MONDAY, channel="phone", phone="020 7946 0001")
    check_addresses(at=TUESDAY)
    assert hears() == []

    change_partner(cast.amina, by=cast.maya, at=MONDAY, channel="email")
    check_addresses(at=TUESDAY)
    change_partner(cast.amina, by=cast.maya, at=TUESDAY, channel="phone")
    deliver_all(TUESDAY)
    assert Message.objects.values_list("state", "why").get(kind="address_fails") == ("dropped", "nothing_left")


def test_a_manager_does_not_hear_of_themselves_and_who_has_no_programme_is_told_by_who_noted_them(cast, stage, door, mailoutbox):
    dora = gives(cast.programme, a_partner("Dora Example", professional=True), "PM", by=cast.maya)
    newcomer = a_partner("Nina Example", email="nina@example.test")
    Partner.objects.filter(pk=newcomer.pk).update(added_by=cast.sid)
    told(cast.maya, stage)
    invite(newcomer, by=cast.sid, at=MONDAY)
    deliver_all(MONDAY)
    for each in Message.objects.filter(state="sent"):
        assert door({"message_id": each.name_for_mail(), "status": "5.1.1"}).json() == {"reports": 1}
    check_addresses(at=TUESDAY)

    assert hears() == sorted([(dora.ref, cast.programme.ref), (cast.sid.ref, "")])


def test_somebody_who_was_put_forward_is_marked_too_and_not_named(cast, door, mailoutbox, stage, monkeypatch):
    """Not every manager may know of them."""
    nominee = Candidate(name="Nora Example", email="nora@example.test", home_book=cast.programme.ref, token_hash="n" * 64, asked_at=MONDAY)
    nominee.save()
    message = told(nominee, stage)
    deliver_all(MONDAY)
    door({"message_id": message.name_for_mail(), "status": "5.1.1"})
    check_addresses(at=TUESDAY)
    mailoutbox.clear()
    deliver_all(TUESDAY)

    assert hears() == [(cast.maya.ref, cast.programme.ref)]
    assert reach_of([nominee.ref], MONDAY)[nominee.ref].is_told_by_a_person
    [mail] = mailoutbox
    assert mail.to == [cast.maya.email] and "Nora" not in mail.body and "by-hand/" in mail.body


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_clock_asks_as_often_for_many_as_for_one(cast, back, rows, django_assert_num_queries):
    people = [a_partner(email=f"p{number}@example.test") for number in range(rows)]
    Partner.objects.filter(pk__in=[each.pk for each in people]).update(added_by=cast.sid)
    AddressTrouble.objects.bulk_create([AddressTrouble(
        to=each.ref, way="email", address=hash_of(each.email), message=back, failed_at=MONDAY, said="5.1.1") for each in people])

    with django_assert_num_queries(17):
        check_addresses(at=TUESDAY)

    assert Message.objects.filter(kind="address_fails").count() == rows + 1


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_how_people_are_reached_is_asked_as_often_for_many_in_trouble(cast, back, rows, django_assert_num_queries):
    people = [a_partner(email=f"p{number}@example.test") for number in range(rows)]
    AddressTrouble.objects.bulk_create([AddressTrouble(
        to=each.ref, way="email", address=hash_of(each.email), message=back, failed_at=MONDAY, said="5.1.1") for each in people])

    with django_assert_num_queries(4):
        found = reach_of([each.ref for each in people], MONDAY)
    assert len(found) == rows and all(each.is_told_by_a_person for each in found.values())


# --- pages ------------------------------------------------------------------------------------------------------------------

def test_staff_read_why_on_the_persons_page_and_tell_them_from_the_list(cast, back):
    page = page_of(cast.maya, cast.amina)
    assert "Mail to this address came back on 16 March 2026: there is no such address (5.1.1). Ask them for another." in page
    assert "came back" not in page_of(cast.priya, cast.amina)       # who does not read the address does not read this

    listed = as_(cast.maya).get(f"/programmes/{cast.programme.slug}/messages/?show=by-hand").content.decode()
    assert "It came back and did not reach them" in listed and cast.amina.name in listed
    assert "There is no such address (5.1.1)" in get(cast.maya, "message", back.pk).content.decode()
    assert "It came back and did not reach them" in get(cast.maya, "message-told", back.pk).content.decode()
    assert post(cast.maya, "message-told", back.pk).status_code == 302
    back.refresh_from_db()
    assert back.state == "told"


def test_they_read_it_themselves_and_say_that_the_address_is_right(cast, back, mailoutbox, stage):
    page = as_(cast.amina).get("/me/").content.decode()
    assert "Mail to you came back on 16 March 2026. Is your e-mail address right?" in page and "5.1.1" not in page

    assert post(cast.amina, "address-right", cast.amina, way="email").headers["Location"] == "/me/"
    assert "came back" not in as_(cast.amina).get("/me/").content.decode()
    assert AddressTrouble.objects.get().cleared_by == cast.amina
    mailoutbox.clear()
    told(cast.amina, stage, occasion="2", at=TUESDAY)
    deliver_all(TUESDAY)
    assert [mail.to for mail in mailoutbox] == [[cast.amina.email]]     # the new one; what came back is told by a person
    back.refresh_from_db()
    assert back.state == "by_hand"


def test_a_manager_says_that_it_is_right_once_and_the_page_tells_who(cast, back):
    assert post(cast.maya, "address-right", cast.amina, way="email").status_code == 302
    assert post(cast.maya, "address-right", cast.amina, way="email").status_code == 409
    assert post(cast.maya, "address-right", cast.amina, way="text").status_code == 409
    assert "Maya Example said that an address or number is right" in page_of(cast.maya, cast.amina)
    assert AddressTrouble.objects.get().cleared_by == cast.maya


def test_who_may_not_change_how_somebody_is_reached_may_not_say_it(cast, back):
    assert post(cast.priya, "address-right", cast.amina, way="email").status_code == 403
    assert post(cast.joe, "address-right", cast.amina, way="email").status_code == 404
    assert AddressTrouble.objects.standing().exists()


def test_while_staff_write_down_what_they_say_it_stands_there_too(cast, back):
    half_hour = writing_for(cast, cast.amina)
    page = as_(cast.maya).get(f"/for/{half_hour.ref}/").content.decode()

    assert "Mail to you came back" in page and "address-right" not in page


def test_no_invitation_goes_to_an_address_from_which_mail_came_back(cast, stage, door, mailoutbox):
    newcomer = a_partner("Nina Example", email="nina@example.test")
    a_seat_for(newcomer, cast.advisory, by=cast.maya)
    message = told(newcomer, stage)
    deliver_all(MONDAY)
    door({"message_id": message.name_for_mail(), "status": "5.1.1"})

    answer = post(cast.maya, "person-invite", newcomer)
    assert answer.status_code == 409 and "Ask them for another first" in answer.content.decode()
    change_partner(newcomer, by=cast.maya, at=MONDAY, email="right@example.test")
    assert post(cast.maya, "person-invite", newcomer).status_code == 302


# --- another address, and what goes there ---------------------------------------------------------------------------------------

def test_a_new_address_works_at_once_and_what_came_back_is_not_sent_there_by_itself(cast, back, stage, mailoutbox):
    own(cast.amina, "me-reach", channel="email", email="new@example.test")
    mailoutbox.clear()
    told(cast.amina, stage, occasion="2", at=TUESDAY)
    for days in range(8):
        deliver_all(TUESDAY + days * DAY)

    assert [mail.to for mail in mailoutbox] == [["new@example.test"]]
    assert AddressTrouble.objects.standing().exists()
    assert clear_what_changed(at=TUESDAY) == 1 and not AddressTrouble.objects.standing().exists()
    back.refresh_from_db()
    assert back.state == "by_hand"


def test_what_came_back_is_sent_by_hand_to_another_address_and_never_to_the_same(cast, back, mailoutbox):
    mailoutbox.clear()
    assert post(cast.maya, "message-again", back.pk).status_code == 409
    say_it_is_right(cast.amina, "email", by=cast.maya, at=MONDAY)
    assert "Send it there" not in get(cast.maya, "message", back.pk).content.decode()
    assert post(cast.maya, "message-again", back.pk).status_code == 409

    change_partner(Partner.objects.get(pk=cast.amina.pk), by=cast.maya, at=MONDAY, email="new@example.test")
    assert "Send it there" in get(cast.maya, "message", back.pk).content.decode()
    assert post(cast.maya, "message-again", back.pk).status_code == 302
    assert post(cast.maya, "message-again", back.pk).status_code == 409
    deliver_all(MONDAY)
    assert [mail.to for mail in mailoutbox] == [["new@example.test"]]
    back.refresh_from_db()
    assert (back.state, back.sent_to) == ("sent", hash_of("new@example.test"))


def test_the_second_address_may_fail_as_the_first_did(cast, back, door, mailoutbox):
    change_partner(Partner.objects.get(pk=cast.amina.pk), by=cast.maya, at=MONDAY, email="new@example.test")
    post(cast.maya, "message-again", back.pk)
    deliver_all(MONDAY)
    door({"message_id": back.mail_name, "status": "5.2.2", "recipient": "new@example.test"})

    back.refresh_from_db()
    assert back.state == "by_hand"
    assert list(AddressTrouble.objects.order_by("pk").values_list("said", "cleared_at")) == [("5.1.1", MONDAY), ("5.2.2", None)]
    assert "the mailbox is full (5.2.2)" in page_of(cast.maya, cast.amina)


def test_a_supporter_is_marked_too(cast, back):
    helper = invite_supporter(cast.amina, at=MONDAY, name="Ann", email="ann@example.test", until_on=(MONDAY + 90 * DAY).date())
    AddressTrouble.objects.create(to=helper.ref, way="email", address=hash_of(helper.email), message=back, failed_at=MONDAY, said="550")

    assert reach_of([helper.ref], MONDAY)[helper.ref].email == ""


# --- what is forgotten -----------------------------------------------------------------------------------------------------------

def test_of_who_is_erased_nothing_is_kept_of_where_they_were_written_to(cast, back):
    assert erase_people(Partner.objects.filter(pk=cast.amina.pk), at=TUESDAY) == 1

    assert not AddressTrouble.objects.filter(to=cast.amina.ref).exists()
    assert set(Message.objects.filter(to=cast.amina.ref).values_list("sent_to", flat=True)) == {""}


def test_where_what_arrived_went_is_forgotten_after_a_month_and_a_trouble_two_years_after_it_was_over(cast, stage, out, mailoutbox):
    assert forget_old_addresses(at=MONDAY + 30 * DAY) == 0
    assert forget_old_addresses(at=MONDAY + 31 * DAY) == 1
    out.refresh_from_db()
    assert (out.sent_to, out.state) == ("", "sent")

    AddressTrouble.objects.create(to=cast.joe.ref, way="email", address="x", message=out, failed_at=MONDAY, said="550", cleared_at=MONDAY)
    assert forget_old_addresses(at=MONDAY + 731 * DAY) == 0
    assert forget_old_addresses(at=MONDAY + 732 * DAY) == 1


