"""What did not arrive is told by a person, once, whoever reports it how often, and however it is forged (issue 9, channel failures)."""

import socket
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command

from coprod.post.actions import Outcome, come_back, deliver, mark_as_told, read_mailbox
from coprod.post.catalogue import Kind, Topic, kinds
from coprod.post.fetching import FolderIsAway
from coprod.post.models import LEASE, Message
from coprod.post.registry import Words, registry
from coprod.post.returns import LONGEST, Report, hash_of, read_mail
from coprod.post.tasks import read_returned
from partners.messages.actions import choose
from partners.models import AddressTrouble
from tests.makers import MONDAY
from tests.post.imap import LOGIN, imap_server
from tests.post.returned import exchange, out_of_office, postfix
from tests.post.test_delivery import a_message
from tests.programmes.stages.doing import ready

DAY = timedelta(days=1)
TUESDAY = MONDAY + DAY


@pytest.fixture
def to_sign(cast):
    """Stage 8 is ready: Priya, Amina and Joe are asked to sign it, and have their mail."""
    stage = ready(cast)
    Message.objects.exclude(kind="sign_off_asked").delete()
    return stage


@pytest.fixture
def imap_port():
    """Another than that of the mail server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def out(cast, to_sign, smtp):
    """Amina's message, sent."""
    deliver(at=MONDAY)
    return Message.objects.get(to=cast.amina.ref)


def report_on(message, *, to="amina@example.test", code="5.1.1"):
    return Report((message.mail_name,), (to,) if to else (), code)


def state(message):
    return Message.objects.values_list("state", "why").get(pk=message.pk)


def troubles():
    return list(AddressTrouble.objects.order_by("pk").values_list("to", "way", "said", "cleared_at"))


# --- one message ---------------------------------------------------------------------------------------------------------

def test_a_mail_is_known_by_its_message_id_and_by_where_it_went(cast, out, smtp):
    mail = next(mail for mail in smtp.mails if mail["To"] == cast.amina.email)

    assert mail["Message-ID"].startswith(f"<{out.mail_name}@") and out.mail_name == out.name_for_mail()
    assert out.sent_to == hash_of(cast.amina.email)


def test_what_came_back_is_told_by_a_person_and_nothing_more_goes_there(cast, out, to_sign, smtp):
    [report] = read_mail(postfix(name=out.mail_name, to=cast.amina.email))
    assert come_back(report, at=TUESDAY) == Outcome.TAKEN
    assert state(out) == ("by_hand", "came_back")
    assert troubles() == [(cast.amina.ref, "email", "5.1.1", None)]

    smtp.mails.clear()
    later = a_message(cast.amina, kind="sign_off_asked", about=to_sign.ref, occasion="2", at=TUESDAY)
    deliver(at=TUESDAY)
    assert smtp.mails == [] and state(later) == ("by_hand", "no_address")
    assert not Message.objects.filter(to__in=[cast.joe.ref, cast.priya.ref]).exclude(state="sent").exists()


def test_the_same_report_does_its_work_once(cast, out):
    assert [come_back(report_on(out), at=TUESDAY) for _turn in range(3)] == [Outcome.TAKEN, Outcome.KNOWN, Outcome.KNOWN]
    mark_as_told(Message.objects.get(pk=out.pk), at=TUESDAY)

    assert come_back(report_on(out), at=TUESDAY + DAY) == Outcome.KNOWN
    assert state(out)[0] == "told" and len(troubles()) == 1


@pytest.mark.parametrize("report", [
    lambda out, cast: report_on(out, to=cast.joe.email), lambda out, cast: report_on(out, to="amina@elsewhere.test"),
    lambda out, cast: Report(("0" * 40,), (cast.amina.email,), "5.1.1"), lambda out, cast: Report(("",), (cast.amina.email,), "5.1.1"),
    lambda out, cast: Report((), (), "5.1.1")])
def test_a_report_that_names_another_address_or_message_changes_nothing(cast, out, report):
    assert come_back(report(out, cast), at=TUESDAY) == Outcome.STRANGE
    assert state(out) == ("sent", "") and troubles() == []


def test_of_several_that_are_named_the_first_that_went_there_came_back(cast, out):
    """The mail that is returned is named first; then what it was an answer to."""
    joes = Message.objects.get(to=cast.joe.ref)
    earlier = a_message(cast.amina, about="earlier")
    Message.objects.filter(pk=earlier.pk).update(state="sent", finished_at=MONDAY, mail_name="e" * 40, sent_to=out.sent_to, channel="email")

    assert come_back(Report((joes.mail_name, out.mail_name, "e" * 40), (cast.amina.email,), "5.1.1"), at=TUESDAY) == Outcome.TAKEN
    assert [state(each)[0] for each in (joes, out, earlier)] == ["sent", "by_hand", "sent"]


def test_who_has_another_address_by_now_is_told_but_theirs_is_not_in_trouble(cast, out, to_sign, smtp):
    """The report is of the address to which it went."""
    cast.amina.email = "new@example.test"
    cast.amina.save()
    assert come_back(report_on(out), at=TUESDAY) == Outcome.TAKEN

    a_message(cast.amina, kind="sign_off_asked", about=to_sign.ref, occasion="2", at=TUESDAY)
    deliver(at=TUESDAY)
    assert state(out)[0] == "by_hand" and smtp.mails[-1]["To"] == "new@example.test"


def test_a_report_of_long_ago_changes_nothing(cast, out):
    assert come_back(report_on(out), at=MONDAY + 31 * DAY) == Outcome.STRANGE
    assert state(out) == ("sent", "")


@pytest.mark.parametrize("code", ["5.7.1", "5.3.4", "temporary-failure"])
def test_where_the_address_is_not_to_blame_a_person_tells_it_and_the_next_goes_there(cast, out, to_sign, smtp, code):
    assert come_back(report_on(out, code=code), at=TUESDAY) == Outcome.TAKEN
    assert state(out) == ("by_hand", "came_back") and troubles() == []

    smtp.mails.clear()
    a_message(cast.amina, kind="sign_off_asked", about=to_sign.ref, occasion="2", at=TUESDAY)
    deliver(at=TUESDAY)
    assert [mail["To"] for mail in smtp.mails] == [cast.amina.email]


def test_a_report_that_comes_before_we_know_that_it_went_out_waits(cast, to_sign, smtp):
    early = []
    smtp.watch = lambda mail: early.append(Report((mail["Message-ID"][1:41],), (mail["To"],), "5.1.1"))
    deliver(at=MONDAY)
    message = Message.objects.get(to=cast.amina.ref)
    Message.objects.filter(pk=message.pk).update(state="sending", claimed_at=MONDAY)
    [report] = [each for each in early if each.recipients == (cast.amina.email,)]

    assert come_back(report, at=MONDAY) == Outcome.EARLY
    assert state(message)[0] == "sending" and troubles() == []
    deliver(at=MONDAY + LEASE + timedelta(seconds=1))
    assert come_back(report, at=TUESDAY) == Outcome.TAKEN


# --- refused at once --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("answer", "code"), [("550 5.1.1 No such user", "5.1.1"), ("550 No such user", "550"), ("553 5.1.3 Odd", "5.1.3")])
def test_an_address_that_is_refused_at_once_is_in_trouble_too(cast, to_sign, smtp, caplog, answer, code):
    smtp.refuse_address = answer
    deliver(at=MONDAY)

    assert set(Message.objects.values_list("state", "why")) == {("by_hand", "refused")}
    assert {(to, said) for to, _way, said, _cleared in troubles()} == {(each.ref, code) for each in (cast.amina, cast.joe, cast.priya)}
    assert cast.amina.email not in caplog.text


@pytest.mark.parametrize("answer", ["550 5.7.1 Your network is on a list", "554 Go away"])
def test_a_refusal_that_is_not_about_the_address_marks_nobody(to_sign, smtp, answer):
    smtp.refuse_address = answer
    deliver(at=MONDAY)

    assert set(Message.objects.values_list("state", "why")) == {("failed", "refused")} and troubles() == []


def test_an_address_that_is_refused_for_now_is_tried_again(cast, to_sign, smtp):
    smtp.refuse_address = "450 4.2.1 Busy"
    deliver(at=MONDAY)
    smtp.refuse_address = ""
    deliver(at=MONDAY + timedelta(minutes=5))

    assert set(Message.objects.values_list("state", flat=True)) == {"sent"} and troubles() == []


# --- several in one ------------------------------------------------------------------------------------------------------------

@pytest.fixture
def gathered(cast, to_sign, smtp, monkeypatch):
    """Amina's mail of the day, sent: two things of her programme, one of another, and one that few may read."""
    for name in ("plain_news", "quiet_news"):
        monkeypatch.setitem(kinds, name, Kind(name, "t", "to", "when", must=True, topic=Topic.VOICE, discreet=name == "quiet_news"))
        monkeypatch.setitem(registry.words, name, lambda message: Words(subject=f"About {message.about}", lines=["A line."]))
    choose(cast.amina, {(Topic.VOICE, True): "daily"}, at=MONDAY)
    Message.objects.all().delete()
    here, there = cast.programme.ref, cast.elsewhere.ref
    for kind, about, book in (("plain_news", "a", here), ("plain_news", "b", here), ("plain_news", "c", there), ("quiet_news", "d", here)):
        a_message(cast.amina, kind=kind, about=about, book=book)
    deliver(at=MONDAY)
    deliver(at=TUESDAY)
    digest = Message.objects.get(kind="digest")
    assert digest.state == "sent" and set(Message.objects.values_list("state", flat=True)) == {"sent"} and len(smtp.mails) == 1
    return digest


def test_a_digest_that_came_back_is_told_by_programme_and_what_few_may_read_by_itself(cast, gathered, smtp):
    assert come_back(report_on(gathered), at=TUESDAY) == Outcome.TAKEN

    by_hand = Message.objects.filter(state="by_hand")
    assert sorted(by_hand.values_list("kind", "book")) == sorted([
        ("digest", cast.programme.ref), ("digest", cast.elsewhere.ref), ("quiet_news", cast.programme.ref)])
    said = {each.book: [part.subject for part in registry.words["digest"](each).parts] for each in by_hand.filter(kind="digest")}
    assert said[cast.programme.ref] == ["About a", "About b"]
    assert {(each.about, each.state) for each in Message.objects.exclude(kind="digest")} == {
        ("a", "gathered"), ("b", "gathered"), ("c", "gathered"), ("d", "by_hand")}


def test_nothing_of_it_is_sent_again_and_each_is_told_once(cast, gathered, smtp):
    come_back(report_on(gathered), at=TUESDAY)
    come_back(report_on(gathered), at=TUESDAY)
    for days in range(1, 9):
        deliver(at=TUESDAY + days * DAY)
    assert len(smtp.mails) == 1

    for each in Message.objects.filter(state="by_hand"):
        mark_as_told(each, at=TUESDAY)
    assert set(Message.objects.values_list("state", flat=True)) == {"told"} and Message.objects.filter(kind="digest").count() == 2


def test_a_digest_of_what_few_may_read_alone_leaves_no_empty_one(cast, gathered):
    Message.objects.exclude(kind__in=["quiet_news", "digest"]).update(state="dropped")
    come_back(report_on(gathered), at=TUESDAY)

    assert state(gathered) == ("dropped", "nothing_left")
    assert Message.objects.get(kind="quiet_news").state == "by_hand"


# --- the folder ------------------------------------------------------------------------------------------------------------------

def test_an_imap_folder_is_read_once(cast, out, imap_port, settings, capsys):
    notes = [out_of_office(), postfix(name=out.mail_name, to=cast.amina.email) + b"y" * (2 * LONGEST), b"\xff" * 300,
             exchange(name=out.mail_name, to=cast.amina.email), postfix(name="0" * 40)]
    settings.BOUNCE_MAILBOX = f"imap://{LOGIN[0]}:{quote(LOGIN[1], safe='')}@127.0.0.1:{imap_port}/{quote('Returned mail')}"
    with imap_server(imap_port, notes) as folder:
        call_command("read_bounces")
        assert capsys.readouterr().out.splitlines() == [
            "1 messages are told by a person now", "1 were known already", "1 are of no message of ours", "2 report no failure"]
        assert folder.seen == set(folder.mails)
        assert read_returned() == 0

    assert state(out) == ("by_hand", "came_back") and len(troubles()) == 1
    assert [command.split()[0] for command in folder.asked[:4]] == ["CAPABILITY", "LOGIN", "SELECT", "UID"]


def test_a_wrong_password_or_folder_says_so_and_the_clock_goes_on(imap_port, settings):
    with imap_server(imap_port, []):
        for address in (f"imap://bounces:wrong@127.0.0.1:{imap_port}/Returned%20mail",
                        f"imap://{LOGIN[0]}:{quote(LOGIN[1], safe='')}@127.0.0.1:{imap_port}/Nowhere"):
            settings.BOUNCE_MAILBOX = address
            with pytest.raises(CommandError, match="cannot be read") as refusal:
                call_command("read_bounces")
            assert "wrong@" not in str(refusal.value)
            assert read_returned() == 0
    with pytest.raises(FolderIsAway):
        read_mailbox(f"imap://a:b@127.0.0.1:{imap_port}/", at=MONDAY)
    settings.BOUNCE_MAILBOX = ""
    assert read_returned() == 0


def test_a_maildir_is_read_once_and_what_is_still_being_sent_stays(cast, out, tmp_path):
    for name in ("new", "cur", "tmp"):
        (tmp_path / name).mkdir()
    (tmp_path / "new" / "1394.a.host").write_bytes(postfix(name=out.mail_name, to=cast.amina.email))
    Message.objects.filter(pk=out.pk).update(state="sending", claimed_at=MONDAY)

    assert read_mailbox(str(tmp_path), at=TUESDAY) == {"early": 1}
    assert len(list((tmp_path / "new").iterdir())) == 1
    Message.objects.filter(pk=out.pk).update(state="sent")
    assert read_mailbox(str(tmp_path), at=TUESDAY) == {"taken": 1}
    assert read_mailbox(str(tmp_path), at=TUESDAY) == {}
    assert [path.name for path in (tmp_path / "cur").iterdir()] == ["1394.a.host:2,S"] and troubles()
    with pytest.raises(FolderIsAway):
        read_mailbox(str(tmp_path / "nowhere"), at=MONDAY)
