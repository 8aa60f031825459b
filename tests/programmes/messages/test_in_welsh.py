"""A message follows the person's language: subject, words, dates and frame, by mail, text and letter (issue 9, section 4)."""

import pytest

from coprod.post import wording
from coprod.post.models import Message
from partners.messages.models import SentMessage
from partners.models import Partner
from programmes.messages.actions.wording import change_words
from tests.makers import MONDAY
from tests.post.conftest import smtp
from tests.programmes.messages.doing import deliver_all, told, unresolved
from tests.programmes.stages.doing import as_, get

__all__ = ["smtp"]
SUBJECT = "%(programme)s: stage %(code)s is unresolved"


@pytest.fixture
def stage(cast):
    Partner.objects.filter(pk=cast.amina.pk).update(reads_in="cy")
    return unresolved(cast)


def by_address(smtp):
    return {mail.envelope_to[0]: mail for mail in smtp.mails}


def test_who_reads_welsh_gets_a_welsh_mail_and_nobody_else_does(cast, stage, smtp):
    told(cast.amina, stage)
    told(cast.joe, stage)
    deliver_all(MONDAY)

    welsh, english = (by_address(smtp)[each.email] for each in (cast.amina, cast.joe))
    text, page = (welsh.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert welsh["Subject"].endswith(": mae cam S8 heb ei ddatrys")
    assert f"Annwyl {cast.amina.greeting}," in text and "Mae eu rheswm ar y dudalen." in text and "Cwestiynau?" in text
    assert '<html lang="cy">' in page and "Annwyl" in page
    assert english["Subject"].endswith(": stage S8 is unresolved") and '<html lang="en-GB">' in english.get_body(("html",)).get_content()
    assert SentMessage.objects.get(partner=cast.amina).subject == welsh["Subject"]


def test_a_days_mail_is_welsh_from_its_subject_on(cast, stage, smtp):
    from datetime import timedelta

    from coprod.post.catalogue import Topic
    from partners.messages.actions import choose
    choose(cast.amina, {(Topic.STAGES, True): "daily"}, at=MONDAY)
    told(cast.amina, stage)
    told(cast.amina, stage, occasion="2")
    deliver_all(MONDAY)
    deliver_all(MONDAY + timedelta(days=1))

    (mail,) = smtp.mails
    assert mail["Subject"].startswith("Beth sy’n newydd i chi, ") and "Mawrth" in mail["Subject"]
    assert "Mae 2 peth i chi." in mail.get_body(("plain",)).get_content()


def test_who_is_written_to_by_letter_gets_it_in_welsh(cast, stage):
    Partner.objects.filter(pk=cast.amina.pk).update(channel="post")
    message = told(cast.amina, stage)
    deliver_all(MONDAY)

    page = get(cast.maya, "letter", str(message.pk)).content.decode()
    assert "heb ei ddatrys" in page and "Annwyl" in page and 'lang="cy"' in page
    assert "Print this page, sign it, and post it." in page         # what staff do stays in their language
    assert "Mae eu rheswm ar y dudalen." in get(cast.maya, "message-told", str(message.pk)).content.decode()


def test_a_programmes_own_welsh_comes_first_and_its_english_does_not_replace_welsh(cast, stage, smtp):
    facts = {"kind": "stage_unresolved", "because": "Plainer", "by": cast.maya, "at": MONDAY, "seen": 0}
    change_words(cast.programme, language="en", texts={SUBJECT: "{programme}: {code} waits"}, **facts)
    told(cast.amina, stage)
    deliver_all(MONDAY)
    change_words(cast.programme, language="cy", texts={SUBJECT: "{programme}: mae {code} yn aros"}, **facts)
    told(cast.amina, stage, occasion="2")
    told(cast.joe, stage, occasion="2")
    deliver_all(MONDAY)

    first, second, english = (mail["Subject"].partition(": ")[2] for mail in smtp.mails)
    assert (first, second, english) == ("mae cam S8 heb ei ddatrys", "mae S8 yn aros", "S8 waits")


def test_where_there_is_no_welsh_the_programmes_english_holds():
    nowhere_else = "A sentence that stands nowhere else, on %(day)s."
    with wording.spoken("cy"):
        assert wording.gettext(nowhere_else) == nowhere_else
        with wording.edited({"en": {nowhere_else: "On {day} we say it so."}}):
            assert wording.gettext(nowhere_else) == "On %(day)s we say it so."
        with wording.edited({"en": {"Read the reason": "Their words"}}):        # which has its Welsh
            assert wording.gettext("Read the reason") == "Darllen y rheswm"


def test_a_manager_writes_welsh_beside_the_welsh_of_the_program(cast, stage):
    address = f"/programmes/{cast.programme.slug}/messages/kinds/stage_unresolved/"
    assert "mae cam {code} heb ei ddatrys" in as_(cast.maya).get(address, {"language": "cy"}).content.decode()
    assert "is unresolved" in as_(cast.maya).get(address, {"language": "en"}).content.decode()


def test_a_text_says_it_in_welsh(cast, stage, settings, tmp_path):
    from coprod.post.mailbox import texts_to
    settings.TEXTS = f"file://{tmp_path}/texts.jsonl"
    Partner.objects.filter(pk=cast.amina.pk).update(channel="text", phone="07700 900123")
    told(cast.amina, stage)
    deliver_all(MONDAY)

    (text,) = texts_to("447700900123")
    assert "heb ei ddatrys" in text.text


def test_people_say_in_which_language_we_write(cast, stage):
    page = as_(cast.joe).get("/me/reach/").content.decode()
    assert "In which language shall we write to you?" in page

    as_(cast.joe).post("/me/reach/", {"channel": "email", "email": cast.joe.email, "reads_in": "cy"})
    assert Partner.objects.get(pk=cast.joe.pk).reads_in == "cy"
    as_(cast.joe).post("/me/reach/", {"channel": "email", "email": cast.joe.email})
    assert Partner.objects.get(pk=cast.joe.pk).reads_in == "cy"         # nothing said: it stays


def test_what_waits_is_said_in_the_language_of_the_day_it_goes_out(cast, stage, smtp):
    told(cast.joe, stage)
    Partner.objects.filter(pk=cast.joe.pk).update(reads_in="cy")
    deliver_all(MONDAY)

    assert smtp.mails[0]["Subject"].endswith("heb ei ddatrys") and Message.objects.filter(to=cast.joe.ref, state="sent").count() == 1
