"""A chapter from its first words to its last: who may do what when, and that nothing is published without the yes of a lay co-author."""

import pytest
from django.db import IntegrityError, transaction

from coprod.kit.clock import add_months
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from partners.models import Holding
from programmes.programme.actions import close_programme
from programmes.toolkit.actions import (
    ask_authors,
    ask_for_approval,
    keep_chapter,
    leave_chapter,
    publish_chapter,
    review_chapter,
    say_on_authorship,
    share_chapter,
    stop_sharing,
    take_back,
    take_up_chapter,
)
from programmes.toolkit.models import Chapter, ChapterAuthor, ChapterVersion, ChapterWord, Toolkit
from tests.makers import MONDAY
from tests.programmes.stages.doing import as_, get, post
from tests.programmes.toolkit.doing import (
    DAY,
    TEXT,
    TODAY,
    approved,
    asked,
    begun,
    changed,
    fresh,
    published,
    refused,
    says,
    told,
    withdrawn,
)

pytestmark = pytest.mark.django_db
REVIEW = {"review_on_day": "16", "review_on_month": "3", "review_on_year": "2027"}


def author(chapter, person):
    return ChapterAuthor.objects.get(chapter=chapter, partner=person, left_at__isnull=True)


def test_a_chapter_is_begun_once_and_its_co_authors_are_asked(cast):
    client = as_(cast.priya)
    form = client.get(f"/programmes/{cast.programme.slug}/toolkit/chapters/new/").context["form"]
    data = {"title": "Starting", "text": TEXT, "authors": [cast.amina.pk, cast.maya.pk], "once": form.initial["once"]}
    for _twice in range(2):
        assert client.post(f"/programmes/{cast.programme.slug}/toolkit/chapters/new/", data).status_code == 302

    chapter = Chapter.objects.get()
    assert (chapter.state, chapter.version, Toolkit.objects.get().programme) == ("draft", 1, cast.programme)
    assert {(each.partner, each.is_lay, each.agrees) for each in chapter.authors.all()} == {
        (cast.priya, False, True), (cast.amina, True, None), (cast.maya, False, None)}
    assert told("chapter_author_asked", cast.amina, cast.maya) == told("chapter_author_asked") == 2
    assert Row.objects.filter(kind="programmes.chapter", move="begin").count() == 1


@pytest.mark.parametrize(("who", "status"), [("amina", 302), ("femi", 302), ("sid", 302), ("forrest", 403), ("vic", 403), ("olga", 403),
                                             ("sam", 404)])
def test_who_begins_a_chapter(cast, who, status):
    assert post(getattr(cast, who), "chapter-new", cast.programme.slug, title="One", text="").status_code == status
    assert Chapter.objects.count() == (status == 302)


def test_what_is_typed_badly_is_kept_with_a_sentence_beside_it(cast):
    response = post(cast.priya, "chapter-new", cast.programme.slug, title="", text="Kept words", authors=[cast.sam.pk])

    page = response.content.decode()
    assert "Enter the title" in page and "Kept words" in page and "Choose only from the list" in page and not Chapter.objects.exists()


def test_each_change_is_a_version_and_whoever_was_quicker_is_not_overwritten(cast):
    chapter = begun(cast)
    new = {"title": "Starting", "text": "New words.", "what_changed": "All of it", "seen": "1"}
    assert post(cast.amina, "chapter-change", chapter, **new).status_code == 302
    late = post(cast.priya, "chapter-change", chapter, title="Mine", text="My words.", seen="1")

    assert "It was changed since you opened this page" in late.content.decode() and "My words." in late.content.decode()
    assert fresh(chapter).text == "New words."
    assert [(each.number, each.by, each.text) for each in chapter.versions.order_by("number")] == [
        (1, cast.priya, TEXT), (2, cast.amina, "New words.")]


def test_two_versions_are_read_side_by_side(cast):
    chapter = changed(cast, begun(cast), TEXT.replace("twelve", "ten"))

    page = get(cast.femi, "chapter-compare", chapter).content.decode()

    assert "<del>We asked twelve people.</del>" in page and "<ins>We asked ten people.</ins>" in page
    assert "Taken out:" in page and "New:" in page and page.count("Two pairs") == 1
    assert as_(cast.femi).get(f"/chapters/{chapter.ref}/compare/?from=7&to=1").status_code == 404
    assert as_(cast.femi).get(f"/chapters/{chapter.ref}/compare/?from=x").status_code == 200


def test_it_is_asked_about_only_with_a_lay_co_author_who_said_yes_and_words(cast):
    alone = begun(cast)
    say_on_authorship(author(alone, cast.amina), at=MONDAY, agrees=False)
    empty = begun(cast, text="")

    for chapter in (alone, empty):
        assert post(cast.priya, "chapter-ask", chapter).status_code == 409
        assert fresh(chapter).state == "draft"
    chapter = begun(cast)
    assert post(cast.priya, "chapter-ask", chapter).status_code == 302
    assert fresh(chapter).state == "asked" and told("chapter_approval_asked", cast.amina) == told("chapter_approval_asked") == 1


def test_a_yes_approves_these_words_and_no_others(cast):
    chapter = asked(cast)
    assert post(cast.amina, "chapter-say", chapter, value="yes", seen="1").status_code == 302

    version = chapter.versions.get()
    assert fresh(chapter).state == "approved" and (version.approved_by, version.approved_at) == (cast.amina, MONDAY)
    take_back(chapter, by=cast.priya, at=MONDAY)
    changed(cast, chapter)
    assert post(cast.priya, "chapter-publish", chapter, **REVIEW).status_code == 409
    with pytest.raises(NotAllowedNow):
        publish_chapter(chapter, by=cast.priya, at=MONDAY)
    assert not fresh(chapter).is_public() and not ChapterVersion.objects.filter(number=2, approved_at__isnull=False).exists()


def test_a_word_on_words_that_changed_meanwhile_does_not_count(cast):
    chapter = asked(cast)
    take_back(chapter, by=cast.priya, at=MONDAY)
    changed(cast, chapter)
    ask_for_approval(chapter, by=cast.priya, at=MONDAY)

    response = post(cast.amina, "chapter-say", chapter, value="yes", seen="1")

    assert "It was changed since you opened this page" in response.content.decode() and "Other words." in response.content.decode()
    assert fresh(chapter).state == "asked" and not ChapterWord.objects.exists()


@pytest.mark.parametrize("who", ["priya", "maya", "sid", "joe", "ines", "femi"])
def test_nobody_but_a_lay_co_author_says_yes(cast, who):
    chapter = asked(cast)
    assert post(getattr(cast, who), "chapter-say", chapter, value="yes", seen="1").status_code == 403
    with pytest.raises(NotAllowedNow):
        says(cast, chapter, by=getattr(cast, who))
    assert fresh(chapter).state == "asked"


def test_who_is_listed_and_has_not_agreed_or_is_staff_is_no_lay_co_author(cast):
    chapter = asked(cast)
    ask_authors(chapter, [cast.joe, cast.maya], by=cast.priya, at=MONDAY)
    say_on_authorship(author(chapter, cast.maya), at=MONDAY, agrees=True)
    for person in (cast.joe, cast.maya, cast.priya):
        with pytest.raises(NotAllowedNow):
            says(cast, chapter, by=person)


def test_a_no_makes_it_a_draft_stays_and_is_answered_first(cast):
    chapter = asked(cast)
    assert "Say what is wrong" in post(cast.amina, "chapter-say", chapter, value="no", seen="1").content.decode()
    assert post(cast.amina, "chapter-say", chapter, value="no", text="We asked ten.", seen="1").status_code == 302
    word = ChapterWord.objects.get()

    assert fresh(chapter).state == "draft" and told("chapter_refused", cast.priya) == 1
    assert post(cast.priya, "chapter-ask", chapter).status_code == 409
    assert post(cast.amina, "chapter-no-answer", word, text="Me").status_code == 403
    assert post(cast.priya, "chapter-no-answer", word, text="You are right.").status_code == 302
    assert post(cast.priya, "chapter-no-answer", word, text="Again").status_code == 409
    assert told("chapter_no_answered", cast.amina) == 1
    page = get(cast.femi, "chapter", chapter).content.decode()
    assert "We asked ten." in page and "You are right." in page
    assert post(cast.priya, "chapter-ask", chapter).status_code == 302


def test_a_no_after_the_yes_takes_the_stamp_away(cast):
    chapter = approved(cast)
    says(cast, chapter, False, "I read it again.", at=MONDAY + DAY)

    assert fresh(chapter).state == "draft" and chapter.versions.get().approved_at is None


def test_what_a_lay_co_author_says_by_phone_is_noted_and_told_but_not_by_who_wrote_the_words(cast):
    chapter = asked(cast)
    data = {"value": "yes", "seen": "1", "who": cast.amina.pk, "through": "phone"}
    assert post(cast.priya, "chapter-say-note", chapter, **data).status_code == 403
    with pytest.raises(NotAllowedNow):
        says(cast, chapter, through="phone", noted_by=cast.priya)
    assert post(cast.maya, "chapter-say-note", chapter, **(data | {"who": cast.joe.pk})).status_code == 200
    assert post(cast.maya, "chapter-say-note", chapter, **data).status_code == 302

    word = ChapterWord.objects.get()
    assert (word.by, word.noted_by, word.through, fresh(chapter).state) == (cast.amina, cast.maya, "phone", "approved")
    assert told("chapter_word_noted", cast.amina) == 1
    says(cast, chapter, False, "I never said that.", at=MONDAY + DAY)
    assert fresh(chapter).state == "draft"


def test_nobody_writes_over_somebodys_own_word(cast):
    chapter = approved(cast)
    with pytest.raises(NotAllowedNow):
        says(cast, chapter, False, "They said no.", through="phone", noted_by=cast.maya)
    page = get(cast.maya, "chapter-say-note", chapter).content.decode()
    assert f'value="{cast.amina.pk}"' not in page and fresh(chapter).state == "approved"


def test_it_is_published_for_a_year_and_its_authors_are_told(cast):
    chapter = approved(cast)
    page = get(cast.priya, "chapter-publish", chapter).content.decode()
    assert 'value="2027"' in page
    assert post(cast.priya, "chapter-publish", chapter, **REVIEW).status_code == 302

    it = fresh(chapter)
    assert (it.state, it.public_number, it.review_on, it.remind_on) == (
        "published", 1, add_months(TODAY, 12), add_months(TODAY, 12) - 30 * DAY)
    assert it.versions.get().published_by == cast.priya and told("chapter_published", cast.amina) == told("chapter_published") == 1
    assert post(cast.priya, "chapter-publish", chapter, **REVIEW).status_code == 409


@pytest.mark.parametrize("day", [("16", "3", "2026"), ("1", "1", "2040"), ("31", "2", "2027"), ("", "", "")])
def test_a_review_day_lies_ahead_and_is_a_day(cast, day):
    chapter = approved(cast)
    typed = dict(zip(("review_on_day", "review_on_month", "review_on_year"), day, strict=True))

    response = post(cast.priya, "chapter-publish", chapter, **typed)

    assert response.status_code == 200 and "error" in response.content.decode() and fresh(chapter).state == "approved"


@pytest.mark.parametrize("words", ["Ring 020 7946 0958", "Write to ann@example.org", "at W1A 1AA", "Joe Example told us"])
def test_what_may_lead_to_a_person_is_looked_at_first(cast, words):
    chapter = approved(cast, text=f"{TEXT}\n\n{words}")
    with pytest.raises(NotAllowedNow):
        publish_chapter(chapter, by=cast.priya, at=MONDAY)
    page = post(cast.priya, "chapter-publish", chapter, **REVIEW).content.decode()
    assert "Look at each of these." in page and fresh(chapter).state == "approved"

    assert post(cast.priya, "chapter-publish", chapter, was_looked_through="on", **REVIEW).status_code == 302
    assert fresh(chapter).is_public() and chapter.versions.get().was_looked_through


def test_a_lay_co_author_who_may_be_named_is_no_find(cast):
    chapter = approved(cast, text=f"{TEXT}\n\nAmina Example told us", named=True)
    assert post(cast.priya, "chapter-publish", chapter, **REVIEW).status_code == 302


def test_an_nhs_number_is_never_published(cast):
    chapter = approved(cast, text="Her number is 943 476 5919.")
    page = post(cast.priya, "chapter-publish", chapter, was_looked_through="on", **REVIEW).content.decode()

    assert "Take out what looks like an NHS number" in page and fresh(chapter).state == "approved"
    with pytest.raises(NotAllowedNow):
        publish_chapter(chapter, by=cast.priya, at=MONDAY, was_looked_through=True)


def test_a_review_leaves_it_in_public_and_ends_with_still_right_or_with_new_words(cast):
    chapter = published(cast)
    assert post(cast.amina, "chapter-change", chapter, title="x", text="y", seen="1").status_code == 409
    assert post(cast.ines, "chapter-review", chapter, because="It is a year old.").status_code == 302
    assert fresh(chapter).state == "reviewing" and fresh(chapter).is_public() and told("chapter_under_review") == 2
    assert post(cast.priya, "chapter-keep", chapter, **REVIEW).status_code == 302
    assert fresh(chapter).state == "published"

    review_chapter(fresh(chapter), by=cast.priya, at=MONDAY, because="Again")
    changed(cast, chapter, "Better words.")
    with pytest.raises(NotAllowedNow):
        keep_chapter(chapter, by=cast.priya, at=MONDAY)
    ask_for_approval(chapter, by=cast.priya, at=MONDAY)
    assert "We asked twelve" in as_(cast.vic).get(f"/toolkits/chapter/{chapter.ref}/").content.decode()
    says(cast, chapter)
    publish_chapter(chapter, by=cast.priya, at=MONDAY)
    assert fresh(chapter).public_number == 2
    assert "Better words." in as_(cast.vic).get(f"/toolkits/chapter/{chapter.ref}/").content.decode()


def test_withdrawn_nobody_outside_reads_it_and_it_needs_a_yes_anew(cast, client):
    chapter = published(cast)
    share_chapter(chapter, by=cast.amina, at=MONDAY)
    assert post(cast.amina, "chapter-withdraw", chapter, because="My story is in it.").status_code == 302

    it = fresh(chapter)
    assert (it.state, it.public_number, it.shared_at, it.withdrawn_because) == ("withdrawn", None, None, "My story is in it.")
    assert client.get(f"/toolkits/chapter/{chapter.ref}/").status_code == 404 == get(cast.vic, "chapter", chapter).status_code
    assert told("chapter_withdrawn", cast.priya) == 1
    take_up_chapter(it, by=cast.priya, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        publish_chapter(chapter, by=cast.priya, at=MONDAY)
    assert post(cast.priya, "chapter-ask", chapter).status_code == 302 and not fresh(chapter).is_public()


def test_a_lay_co_author_shares_it_and_it_is_taken_out_again(cast):
    chapter = published(cast)
    assert post(cast.maya, "chapter-share", chapter).status_code == 403
    assert post(cast.maya, "chapter-share-note", chapter, who=cast.amina.pk, through="phone").status_code == 302
    it = fresh(chapter)
    assert (it.shared_by, it.shared_noted_by) == (cast.amina, cast.maya) and told("chapter_shared_noted", cast.amina) == 1
    assert post(cast.maya, "chapter-share-note", chapter, who=cast.amina.pk, through="phone").status_code == 409
    stop_sharing(it, by=cast.amina, at=MONDAY)
    assert post(cast.amina, "chapter-share", chapter).status_code == 302
    assert fresh(chapter).shared_noted_by is None and Chapter.objects.shared().count() == 1
    with pytest.raises(NotAllowedNow):
        share_chapter(begun(cast), by=cast.amina, at=MONDAY)


def test_who_was_asked_says_yes_or_no_and_whether_they_are_named(cast):
    chapter = begun(cast)
    ask_authors(chapter, [cast.joe], by=cast.priya, at=MONDAY)
    joe = author(chapter, cast.joe)
    assert post(cast.maya, "chapter-author-say", joe, value="yes", through="phone").status_code == 302
    assert told("chapter_author_noted", cast.joe) == 1
    assert post(cast.joe, "chapter-author-say", joe, value="yes", named="on").status_code == 302
    assert (fresh(joe).agrees, fresh(joe).named, fresh(joe).noted_by) == (True, True, None)
    assert post(cast.maya, "chapter-author-say", joe, value="no", through="phone").status_code == 403
    with pytest.raises(NotAllowedNow):
        say_on_authorship(joe, at=MONDAY, agrees=False, through="phone", noted_by=cast.maya)
    assert post(cast.priya, "chapter-author-leave", joe).status_code == 403
    assert post(cast.joe, "chapter-author-leave", joe).status_code == 302
    assert fresh(joe).left_at and post(cast.joe, "chapter-change", chapter, title="x", text="y", seen="1").status_code == 403


def test_a_co_author_who_left_the_programme_and_the_chapter_approves_nothing(cast):
    chapter = asked(cast)
    leave_chapter(author(chapter, cast.amina), by=cast.amina, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        says(cast, chapter)
    Holding.objects.filter(partner=cast.joe).update(until_on=TODAY - DAY)
    ask_authors(chapter, [cast.joe], by=cast.priya, at=MONDAY)
    assert author(chapter, cast.joe).is_lay is False


def test_chapters_have_an_order(cast):
    one, two = begun(cast, title="One"), begun(cast, title="Two")
    assert post(cast.priya, "chapter-up", two).status_code == 302 and post(cast.priya, "chapter-up", two).status_code == 302
    assert list(Chapter.objects.in_order()) == [two, one]


def test_nothing_is_begun_in_a_programme_that_is_over_and_a_chapter_can_still_be_withdrawn(cast):
    chapter = published(cast)
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Done")
    assert post(cast.priya, "chapter-new", cast.programme.slug, title="One", text="").status_code == 403
    assert post(cast.forrest, "chapter-comment", chapter, text="x").status_code == 403
    assert post(cast.priya, "chapter-withdraw", chapter, because="Over").status_code == 302


def test_the_database_itself_keeps_the_lay_yes(cast):
    chapter = begun(cast)
    for change in ({"state": "published"}, {"public_number": 1}, {"state": "asked"}, {"shared_at": MONDAY}, {"state": "withdrawn"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Chapter.objects.filter(pk=chapter.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        chapter.versions.update(published_at=MONDAY, published_by=cast.priya)


def test_no_message_says_what_was_said_or_by_whom(cast):
    refused(cast, title="Secret title")
    for message in Message.objects.all():
        if words := registry.words[message.kind](message):
            text = " ".join([words.subject, *words.lines])
            assert "Secret" not in text and "twelve" not in text and cast.amina.name not in text


def test_messages_that_are_out_of_date_are_not_sent(cast):
    chapter = asked(cast)
    message = Message.objects.get(kind="chapter_approval_asked")
    assert registry.words[message.kind](message) is not None
    says(cast, chapter)
    assert registry.words[message.kind](message) is None
    gone = withdrawn(cast, title="Two")
    for kind in ("chapter_published",):
        assert all(registry.words[kind](each) is None for each in Message.objects.filter(kind=kind, about=gone.ref))
