"""Fifty presses at the same moment: a chapter is approved, published and offered for once, and nothing is read that nobody approved."""

from collections import Counter

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.toolkit.actions import (
    comment_on,
    offer_material,
    publish_chapter,
    say_on_chapter,
    say_on_consent,
    take_in,
)
from programmes.toolkit.models import ChapterComment, ChapterVersion, ChapterWord, Material, MaterialConsent
from tests.makers import MONDAY
from tests.programmes.toolkit.doing import approved, asked, begun, free, fresh, offered, published

MANY = 50


def moves(thing, move):
    return Row.objects.filter(subject=thing.ref, move=move).count()


def refusals(answers):
    return sum(isinstance(each, NotAllowedNow) for each in answers)


def test_fifty_presses_of_a_yes_approve_it_once(shared_cast, all_at_once):
    chapter = asked(shared_cast)

    answers = all_at_once(MANY, lambda n: say_on_chapter(chapter, by=shared_cast.amina, at=MONDAY, seen=chapter.version, is_yes=True))

    assert refusals(answers) == 0 and ChapterWord.objects.count() == 1
    assert (fresh(chapter).state, moves(chapter, "approve")) == ("approved", 1)
    assert ChapterVersion.objects.get(chapter=chapter, number=chapter.version).approved_by == shared_cast.amina


def test_yes_and_no_at_once_end_with_what_was_said_last_and_the_stamp_agrees_with_it(shared_cast, all_at_once):
    chapter = asked(shared_cast)

    all_at_once(MANY, lambda n: say_on_chapter(chapter, by=shared_cast.amina, at=MONDAY, seen=chapter.version, is_yes=bool(n % 2),
                                               text="" if n % 2 else "Not so."))

    last = ChapterWord.objects.get(chapter=chapter, replaced_at__isnull=True)
    stamp = ChapterVersion.objects.get(chapter=chapter, number=chapter.version)
    assert (fresh(chapter).state, stamp.approved_at is not None) == (("approved", True) if last.is_yes else ("draft", False))


def test_fifty_presses_publish_it_once_and_each_is_told_once(shared_cast, all_at_once):
    chapter = approved(shared_cast)

    answers = all_at_once(MANY, lambda n: publish_chapter(chapter, by=(shared_cast.priya, shared_cast.maya)[n % 2], at=MONDAY))

    assert refusals(answers) == MANY - 1 and (fresh(chapter).state, moves(chapter, "publish")) == ("published", 1)
    told = Counter(Message.objects.filter(kind="chapter_published", about=chapter.ref).values_list("to", flat=True))
    assert set(told.values()) <= {1} and told[shared_cast.amina.ref] == 1


def test_published_while_a_co_author_says_no_it_is_never_out_without_their_yes(shared_cast, all_at_once):
    chapter = approved(shared_cast)

    def work(number):
        if number % 2:
            return publish_chapter(chapter, by=shared_cast.priya, at=MONDAY)
        return say_on_chapter(chapter, by=shared_cast.amina, at=MONDAY, seen=chapter.version, is_yes=False, text=f"No {number}.")

    all_at_once(MANY, work)

    now, stamp = fresh(chapter), ChapterVersion.objects.get(chapter=chapter, number=chapter.version)
    no = ChapterWord.objects.filter(chapter=chapter, is_yes=False).exists()
    assert (now.public_number is not None, no) in ((True, False), (False, True))
    assert (stamp.published_at is not None) == (now.public_number is not None) == (stamp.approved_at is not None)


def test_fifty_presses_offer_it_once_and_its_people_are_asked_once(shared_cast, all_at_once):
    answers = all_at_once(MANY, lambda n: offer_material(
        shared_cast.programme, by=(shared_cast.priya, shared_cast.maya)[n % 2], at=MONDAY, kind="impact", source_ref="one",
        source="the impact log", title="Print", text="Larger print.", people=[(shared_cast.amina, False)]))

    material = Material.objects.get()
    assert refusals(answers) == 0 and {each.pk for each in answers} == {material.pk} and moves(material, "offer") == 1
    assert MaterialConsent.objects.count() == 1
    assert Message.objects.filter(to=shared_cast.amina.ref, kind__startswith="material").count() == 1


def test_fifty_presses_take_it_in_once(shared_cast, all_at_once):
    chapter, material = begun(shared_cast), free(shared_cast)

    all_at_once(MANY, lambda n: take_in(material, chapter, by=shared_cast.priya, at=MONDAY))

    assert fresh(chapter).text.count("Larger print.") == 1 and moves(material, "take_in") == 1
    assert fresh(chapter).version == chapter.version + 1


def test_taken_in_while_a_yes_is_taken_back_it_is_in_only_what_may_be_looked_at_again(shared_cast, all_at_once):
    chapter, material = begun(shared_cast), free(shared_cast)
    consent = material.consents.get()

    def work(number):
        if number % 2:
            return take_in(material, chapter, by=shared_cast.priya, at=MONDAY)
        return say_on_consent(consent, at=MONDAY, agrees=False)

    all_at_once(MANY, work)

    now = fresh(material)
    assert now.state == "refused" and fresh(chapter).text.count("Larger print.") == (1 if now.chapter_id else 0)


def test_fifty_presses_of_a_comment_are_one(shared_cast, all_at_once):
    chapter = published(shared_cast)

    all_at_once(MANY, lambda n: comment_on(chapter, by=shared_cast.joe, at=MONDAY, number=chapter.public_number, text="Thank you.",
                                           ref="one-press-only"))

    assert ChapterComment.objects.count() == 1 and offered(shared_cast).pk
