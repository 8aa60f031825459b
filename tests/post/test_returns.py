"""What is read in a report that a message did not arrive, and what not (issue 9, channel failures)."""

import json
import random

import pytest

from coprod.post.returns import LONGEST, Report, Unreadable, hash_of, is_about_the_address, read_json, read_mail
from tests.post.returned import NAME, exchange, exim, out_of_office, postfix

AMINA = "amina@example.test"


@pytest.mark.parametrize(("raw", "recipient", "code"), [
    (postfix(), AMINA, "5.1.1"), (exim(), AMINA, "5.0.0"), (exchange(), "AMINA@EXAMPLE.TEST", "5.2.2"),
    (postfix(status="5.0.0", said="550 5.1.10 null MX"), AMINA, "5.1.10"),
    (postfix(status="4.4.7", said="delivery time expired"), AMINA, "4.4.7"),       # it was given up, so it came back
    (postfix().replace(b"\n", b"\r\n"), AMINA, "5.1.1")])
def test_a_note_of_a_mail_server_says_which_message_whom_and_why(raw, recipient, code):
    assert read_mail(raw) == [Report((NAME,), (recipient,), code)]


def test_where_mail_is_passed_on_both_addresses_are_read():
    assert read_mail(postfix(to="forwarded@elsewhere.test", original=AMINA)) == [
        Report((NAME,), (AMINA, "forwarded@elsewhere.test"), "5.1.1")]


@pytest.mark.parametrize("raw", [
    postfix(action="delayed", status="4.4.1"), postfix(action="delivered", status="2.0.0"), postfix(action="relayed", status="2.0.0"),
    out_of_office(), postfix(name="somebody-else"), b"", b"hello", b"\x00\xff" * 500],
    ids=["delayed", "delivered", "relayed", "out of office", "not ours", "empty", "words", "bytes"])
def test_what_reports_no_failure_of_a_message_of_ours_is_none(raw):
    assert read_mail(raw) == []


def test_of_a_giant_one_the_beginning_is_read():
    assert read_mail(postfix() + b"x" * (40 * LONGEST)) == [Report((NAME,), (AMINA,), "5.1.1")]


def test_boxes_in_boxes_without_end_are_refused_and_nothing_breaks():
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(4000))

    with pytest.raises(Unreadable):
        read_mail(deep[:LONGEST])


def test_whatever_bytes_come_it_is_a_list_or_unreadable():
    chance, whole = random.Random(7), postfix()
    for _turn in range(400):
        raw = bytearray(whole)
        for _cut in range(chance.randint(1, 40)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            found = read_mail(bytes(raw[:chance.randint(0, len(raw))]))
        except Unreadable:
            continue
        assert all(isinstance(each, Report) for each in found)


def test_a_receipt_of_gov_uk_notify_is_read():
    receipt = {"id": "740e5834-3a29-46b4-9a6f-16142fde533a", "reference": NAME, "to": "447700900123", "status": "permanent-failure",
               "created_at": "2014-03-03T10:00:00.000000Z", "notification_type": "sms"}

    assert read_json(json.dumps(receipt).encode()) == [Report((NAME,), ("447700900123",), "permanent-failure")]
    assert read_json(json.dumps(receipt | {"status": "delivered"}).encode()) == []
    assert read_json(json.dumps(receipt | {"reference": "another service"}).encode()) == []


def test_what_a_provider_of_mail_says_is_read():
    ours, passing = {"message_id": f"<{NAME}@joined-up-lives.example>", "status": "5.1.1"}, {"message_id": NAME, "status": "4.2.2"}

    assert read_json(json.dumps([ours, passing]).encode()) == [Report((NAME,), (), "5.1.1")]
    assert read_json(json.dumps(ours | {"recipient": AMINA}).encode()) == [Report((NAME,), (AMINA,), "5.1.1")]


@pytest.mark.parametrize("body", [b"", b"{", b"null", b'"x"', b"[[]]", b"{}", b'{"reference": 5, "status": "x"}', b"[" * 100_000,
                                  b"[" + b",".join([b"{}"] * 101) + b"]", b"\xff\xfe"])
def test_other_json_is_refused(body):
    with pytest.raises(Unreadable):
        read_json(body)


@pytest.mark.parametrize(("code", "about"), [
    ("5.1.1", True), ("5.1.2", True), ("5.2.1", True), ("5.2.2", True), ("5.4.4", True), ("4.4.7", True), ("5.0.0", True),
    ("550", True), ("permanent-failure", True), ("5.2.3", False), ("5.3.4", False), ("5.6.1", False), ("5.7.1", False), ("554", False),
    ("temporary-failure", False), ("technical-failure", False), ("anything", False)])
def test_the_address_is_to_blame_only_where_the_code_says_so(code, about):
    assert is_about_the_address(code) is about


def test_an_address_is_kept_so_that_nobody_reads_it_and_each_form_of_it_is_the_same(settings):
    assert hash_of(" Amina@Example.test ") == hash_of(AMINA) != hash_of("joe@example.test")
    assert AMINA not in hash_of(AMINA) and len(hash_of(AMINA)) == 40
    before = hash_of(AMINA)
    settings.SECRET_KEY = "another key of fifty letters or more, for this test alone"
    assert hash_of(AMINA) != before
