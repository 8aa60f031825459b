"""How people are written to in the story: one mail a day, one letter a week, a message to a pair, one taken back, a kind that waited, and
mail that came back."""

import pytest

from coprod.post.models import Message, Pause
from partners.messages.models import AddressTrouble, SentMessage
from programmes.messages.models import Announcement, MessageWording
from programmes.messages.policies import paces_of
from programmes.nominations.models import Nomination
from tests.programmes.demo.reading import browser_of, partner

pytestmark = pytest.mark.usefixtures("told", "db")
CENTRE = "/programmes/joined-up-lives/messages/"


def named(name):
    from partners.models import Partner

    return Partner.objects.get(name=name)


def test_one_wants_a_mail_a_day_and_one_a_letter_a_week():
    helen, doreen = named("Helen Marchbank"), named("Doreen Applegarth")

    assert set(paces_of(helen).values()) == {"daily"} and set(paces_of(doreen).values()) == {"weekly"}
    assert Message.objects.filter(kind="digest", to=helen.ref, state="sent").exists()
    assert Message.objects.filter(to=helen.ref, digest__isnull=False, state="sent").count() >= 2
    waits = Message.objects.filter(to=doreen.ref).filter(state__in=["gathered", "by_hand", "told"])
    assert waits.exists() and not Message.objects.filter(to=doreen.ref, state="sent").exists()


def test_a_pair_was_written_to_and_another_message_was_taken_back():
    sent, back = Announcement.objects.order_by("written_at")

    assert set(Message.objects.filter(about=sent.ref).values_list("state", flat=True)) <= {"sent", "by_hand", "gathered"}
    assert back.recalled_at and set(Message.objects.filter(about=back.ref).values_list("state", "why")) == {("dropped", "recalled")}
    page = browser_of("manager").get(f"{CENTRE}written/").content.decode()
    assert "The library has a new ramp" in page and "Taken back" in page


def test_a_kind_waited_and_goes_out_again():
    it = Pause.objects.get()

    assert it.kind == "meeting_soon" and it.ended_at and "spring meetings" in it.reason
    assert "Paused now" not in browser_of("manager").get(f"{CENTRE}kinds/").content.decode()


def test_everybody_who_signs_in_reads_what_they_were_sent():
    for who in ("lay-w5", "cochair", "lead-w5", "manager"):
        count = SentMessage.objects.filter(partner=partner(who)).count()
        page = browser_of(who).get("/messages/").content.decode()
        assert count and page.count("/messages/sent/") == min(count, 25), who


def test_mail_to_one_came_back_and_the_manager_is_told_to_phone_her():
    elif_, sam = named("Elif Demirsoy"), partner("manager")

    trouble = AddressTrouble.objects.get(to=elif_.ref)
    assert (trouble.to, trouble.said, trouble.message.state, trouble.message.why) == (elif_.ref, "5.1.1", "by_hand", "came_back")
    assert Message.objects.filter(to=elif_.ref, written_at__gt=trouble.failed_at, state="sent").count() == 0
    assert Message.objects.filter(kind="address_fails", about=trouble.ref, to=sam.ref).exists()
    browser = browser_of("manager")
    page = browser.get(elif_.get_absolute_url()).content.decode()
    assert "Mail does not reach them" in page and "there is no such address (5.1.1)" in page
    assert elif_.name in browser.get(f"{CENTRE}?show=by-hand").content.decode()


def test_the_mailbox_of_somebody_who_was_put_forward_is_full_and_the_manager_may_say_that_it_is_right():
    trouble = AddressTrouble.objects.exclude(to=named("Elif Demirsoy").ref).get()
    (nomination,) = Nomination.objects.filter(candidate__ref=trouble.to)
    page = browser_of("manager").get(nomination.get_absolute_url()).content.decode()

    assert (nomination.candidate.name, trouble.said, trouble.message.state) == ("Tamsin Odell", "5.2.2", "by_hand")
    assert "the mailbox is full (5.2.2)" in page and f"{nomination.get_absolute_url()}address-right/" in page
    assert {each.to for each in Message.objects.filter(kind="address_fails", about=trouble.ref)} >= {partner("manager").ref}


def test_a_kind_says_what_a_manager_made_plainer():
    (version,) = MessageWording.objects.all()
    page = browser_of("manager").get(f"{CENTRE}kinds/meeting_invited/").content.decode()

    assert version.kind == "meeting_invited" and version.number == 1 and "Can you come on {day}?" in page and version.because in page
    assert SentMessage.objects.filter(subject__startswith="Can you come on ").exists()


def test_who_reads_welsh_is_written_to_in_welsh():
    pauline = named("Pauline Greatorex")
    welsh = SentMessage.objects.filter(partner=pauline, subject__regex="^(Dewch|Mae|Y |Beth|Am |Cofnodion)")

    assert pauline.reads_in == "cy" and welsh.exists()
    assert not SentMessage.objects.exclude(partner=pauline).filter(subject__startswith="Dewch i gyfarfod").exists()
