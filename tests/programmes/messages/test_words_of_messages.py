"""Managers put messages in words of their own, within limits, in versions; and see them as a person would get them (issue 9, section 4)."""

import pytest

from coprod.post.actions import deliver
from coprod.post.sentences import sentences_of
from coprod.trail.models import Row
from partners.models import Partner
from programmes.messages.models import MessageWording
from tests.makers import MONDAY
from tests.programmes.messages.doing import deliver_all, told, unresolved
from tests.programmes.stages.doing import as_

KIND = "stage_unresolved"
SUBJECT, LINE = (next(each.message for each in sentences_of(KIND) if each.role == role) for role in ("subject", "line"))


@pytest.fixture
def stage(cast):
    return unresolved(cast)


def address(cast, then="change/", kind=KIND, language="en"):
    return f"/programmes/{cast.programme.slug}/messages/kinds/{kind}/{then}?language={language}"


def place_of(message, kind=KIND):
    return f"sentence-{[each.message for each in sentences_of(kind)].index(message)}"


def filled(cast, language="en", kind=KIND):
    """The form as it comes."""
    form = as_(cast.maya).get(address(cast, kind=kind, language=language)).context["form"]
    first = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: "" if value is None else value for name, value in first.items()} | {"because": "Plainer"}


def save(cast, changes, language="en", who=None, **more):
    data = filled(cast, language) | {place_of(message): text for message, text in changes.items()} | {"sure": "yes"} | more
    return as_(who or cast.maya).post(address(cast, language=language), data)


def faults(response, message):
    return response.context["form"].errors.get(place_of(message), [])


def held(language="en"):
    return MessageWording.objects.in_force().get(kind=KIND, language=language)


NEW_SUBJECT = "{programme}: please look at {stage}"


def test_a_message_goes_out_in_the_programmes_own_words(cast, stage, mailoutbox):
    message = told(cast.amina, stage)           # it waits already

    response = save(cast, {SUBJECT: changed_subject()})
    deliver_all(MONDAY)

    assert response.status_code == 302
    assert "please look" in mailoutbox[0].subject and "{" not in mailoutbox[0].subject
    assert str(cast.programme) in mailoutbox[0].subject
    message.refresh_from_db()
    assert message.copy.subject == mailoutbox[0].subject
    assert Row.objects.filter(move="change_words", about__kind=KIND, about__number=1).count() == 1


def changed_subject():
    facts = next(each.facts for each in sentences_of(KIND) if each.message == SUBJECT)
    return " ".join(["please look:", *(f"{{{each}}}" for each in facts)])


def test_another_programme_and_another_kind_say_what_they_said(cast, stage, mailoutbox):
    save(cast, {SUBJECT: changed_subject()})
    message = told(cast.amina, stage)
    type(message).objects.filter(pk=message.pk).update(book=cast.elsewhere.ref)
    told(cast.joe, stage, kind="stage_unresolved", occasion="2")
    deliver_all(MONDAY)

    by = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert "please look" not in by[cast.amina.email] and "please look" in by[cast.joe.email]


def test_words_made_many_at_a_time_ask_once_for_the_programmes_words(cast, stage, django_assert_num_queries, mailoutbox):
    from coprod.post import wording
    from coprod.post.registry import registry
    save(cast, {SUBJECT: changed_subject()})
    messages = [told(cast.amina, stage, occasion=str(n)) for n in range(3)]

    asked = []
    real = registry.words_of_book
    registry.words_of_book = lambda book: asked.append(book) or real(book)
    try:
        with wording.remembered():
            subjects = {registry.words[KIND](each).subject for each in messages}
    finally:
        registry.words_of_book = real
    assert asked == [cast.programme.ref] and len(subjects) == 1 and "please look" in subjects.pop()


# --- limits -------------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("more", "said"), [
    (" {secret}", "There is no {secret} here."),
    ("\nBcc: all@example.test", "Write it on one line, without line breaks."),
    ("\r\nBcc: x", "Write it on one line, without line breaks."),
    (" <b>now</b>", "Take out < and >."),
    (" 100%", "Write “per cent” instead of %."),
    (" %(stage)s", "Write “per cent” instead of %."),
    (" Look at http://evil.example/x", "Take out the web address."),
    (" Look at www.evil.example", "Take out the web address."),
    (" Look at evil.example now", "Take out the web address."),
    (" javascript:alert(1)", "Take out the web address."),
    (" Write to me@evil.example", "Take out the e-mail address."),
    (" SW1A 1AA", "Take out what may lead to a person"),
    (" }", "A { or } stands alone."),
    (" a" * 24, "Make two of it: 25 words is the most."),
    (" w" * 60, "Make it 80 or fewer."),
    ])
def test_what_may_not_go_out_is_refused_beside_its_field_and_nothing_changes(cast, stage, more, said):
    response = save(cast, {SUBJECT: changed_subject() + more})

    assert response.status_code == 200
    assert any(said in each for each in faults(response, SUBJECT)), faults(response, SUBJECT)
    assert MessageWording.objects.count() == 0
    assert said.split("{")[0].split("<")[0].strip() in response.content.decode().replace("&lt;", "<").replace("&gt;", ">")


def test_a_fact_that_people_need_stays_in_the_sentence(cast, stage):
    response = save(cast, {SUBJECT: "Please look at this"})

    facts = next(each.facts for each in sentences_of(KIND) if each.message == SUBJECT)
    assert facts
    assert faults(response, SUBJECT) == [f"Keep {{{each}}} in it: people need to read that." for each in facts]
    assert MessageWording.objects.count() == 0


@pytest.mark.parametrize("text", ["Ring us at 5 p.m. or write, e.g. a letter.", "It is 10.30 now. Come at 9.", "Dr. Who's plan… is ready!"])
def test_plain_words_are_not_taken_for_links(cast, stage, text):
    response = save(cast, {LINE: text + " " + " ".join(f"{{{each}}}" for each in next(
        each.facts for each in sentences_of(KIND) if each.message == LINE))})

    assert response.status_code == 302


def test_nothing_different_is_said_so(cast, stage):
    response = save(cast, {})

    assert response.status_code == 200 and "Change at least one sentence." in response.content.decode()


# --- versions -----------------------------------------------------------------------------------------------------------------

def test_versions_are_kept_compared_and_taken_again(cast, stage, mailoutbox):
    save(cast, {SUBJECT: changed_subject()})
    save(cast, {SUBJECT: changed_subject() + "!"})
    page = as_(cast.maya).get(address(cast, "")).content.decode()
    assert "Version 1" in page and "Version 2" in page and "<del lang=\"en\">" + changed_subject() + "</del>" in page

    response = as_(cast.maya).post(address(cast, "again/"), {"number": "1", "seen": "2"})
    assert response.status_code == 302 and held().number == 3 and held().texts == {SUBJECT: changed_subject()}

    as_(cast.maya).post(address(cast, "again/"), {"number": "0", "seen": "3"})
    assert held().number == 4 and held().texts == {}
    told(cast.amina, stage)
    deliver(at=MONDAY)
    assert "please look" not in mailoutbox[0].subject
    assert list(MessageWording.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
    assert Row.objects.filter(move="take_words_again").count() == 2


def test_who_comes_second_is_told_and_changes_nothing(cast, stage):
    data = filled(cast) | {place_of(SUBJECT): changed_subject(), "sure": "yes"}
    as_(cast.maya).post(address(cast), data)

    second = as_(cast.maya).post(address(cast), data | {place_of(SUBJECT): changed_subject() + "?"})
    back = as_(cast.maya).post(address(cast, "again/"), {"number": "0", "seen": "0"})

    assert second.status_code == back.status_code == 409
    assert "Somebody has changed these words since you looked" in second.content.decode()
    assert held().texts == {SUBJECT: changed_subject()}


def test_a_version_that_never_was_is_not_taken(cast, stage):
    save(cast, {SUBJECT: changed_subject()})

    assert as_(cast.maya).post(address(cast, "again/"), {"number": "7", "seen": "1"}).status_code == 404


def test_words_for_a_sentence_that_is_said_no_longer_are_shown_as_such(cast, stage, mailoutbox):
    save(cast, {SUBJECT: changed_subject()})
    MessageWording.objects.update(texts={"An old sentence": "In new words"})

    assert "No longer used" in as_(cast.maya).get(address(cast, "")).content.decode()
    told(cast.amina, stage)
    deliver(at=MONDAY)
    assert len(mailoutbox) == 1


# --- seen before it is kept ---------------------------------------------------------------------------------------------------

def look(cast, message, changes):
    data = filled(cast) | {place_of(each): text for each, text in changes.items()} | {"on": str(message.pk)}
    return as_(cast.maya).post(address(cast), data)


def test_it_is_seen_by_every_way_before_it_is_kept(cast, stage):
    message = told(cast.amina, stage)
    response = look(cast, message, {SUBJECT: changed_subject()})
    shown = response.context["preview"]

    assert response.status_code == 200 and MessageWording.objects.count() == 0
    assert "please look" in shown.words.subject and "please look" in shown.text
    assert cast.amina.greeting in shown.mail and shown.text_room <= 160
    page = response.content.decode()
    assert "As a mail" in page and "As a text message" in page and "As a letter" in page and "To say on the phone" in page
    assert "xxx" in shown.mail and f"Dear {cast.amina.greeting}," in page


def test_no_preview_gives_away_an_address_that_opens_something(cast, stage):
    from programmes.messages.policies import token_of
    message = told(cast.amina, stage)

    page = look(cast, message, {SUBJECT: changed_subject()}).content.decode()

    assert token_of(message) not in page and stage.get_absolute_url() not in page.split("How it looks")[1].split("Save these words")[0]


def test_a_message_of_another_programme_cannot_be_tried_on(cast, stage):
    message = told(cast.amina, stage)
    told(cast.joe, stage)
    type(message).objects.filter(pk=message.pk).update(book=cast.elsewhere.ref)

    response = look(cast, message, {SUBJECT: changed_subject()})

    assert response.context["form"].errors["on"]
    assert cast.amina.name not in str(response.context["form"].fields["on"].choices)


def test_without_such_a_message_that_is_said(cast):
    response = as_(cast.maya).post(address(cast), filled(cast) | {place_of(SUBJECT): changed_subject()})

    assert "there is none to show" in response.content.decode()


# --- who, and which -----------------------------------------------------------------------------------------------------------

def test_what_people_must_be_told_of_their_account_is_the_same_everywhere(cast):
    page = as_(cast.maya).get(address(cast, "", kind="said_for_you")).content.decode()

    assert "The same everywhere" in page and "Change the words" not in page
    assert as_(cast.maya).get(address(cast, kind="said_for_you")).status_code == 403
    assert as_(cast.maya).post(address(cast, "again/", kind="said_for_you"), {"number": "0"}).status_code == 403


def test_a_kind_that_nobody_declared_is_not_there(cast):
    assert as_(cast.maya).get(address(cast, kind="no_such_kind")).status_code == 404


def test_the_catalogue_says_where_words_were_changed(cast, stage):
    save(cast, {SUBJECT: changed_subject()})

    page = as_(cast.maya).get(f"/programmes/{cast.programme.slug}/messages/kinds/").content.decode()
    assert page.count("Changed here") == 1


# --- what people wrote --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "%(stage)s {stage} 100%", "http://evil.example/ www.evil.example"])
def test_a_value_stays_what_it_is_escaped_and_without_a_link(cast, stage, mailoutbox, name):
    type(cast.programme).objects.filter(pk=cast.programme.pk).update(name=name)
    Partner.objects.filter(pk=cast.amina.pk).update(called=name)
    save(cast, {SUBJECT: changed_subject()})
    told(cast.amina, stage)
    deliver_all(MONDAY)

    (mail,) = mailoutbox
    (html, _kind), *_rest = mail.alternatives
    assert name in mail.subject and f"Dear {name}," in mail.body
    assert "<script>" not in html and 'href="http://evil' not in html and 'href="www' not in html
    assert html.count("<a ") == html.count("<a href=\"http://localhost:8000/")


def test_a_line_break_cannot_enter_a_header(cast, stage, mailoutbox):
    save(cast, {SUBJECT: changed_subject()})
    MessageWording.objects.update(texts={SUBJECT: changed_subject() + "\nBcc: all@example.test"})      # as nobody can by the page
    told(cast.amina, stage)
    deliver_all(MONDAY)

    sent = mailoutbox[0].message()
    assert "\n" not in mailoutbox[0].subject and sent["Bcc"] is None and sent["To"] == cast.amina.email
