"""What is said about a paper, paragraph by paragraph; the author's answer; taking back; and writing it down for somebody."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import deliver
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.papers.actions import answer_comment, change_paper, say_about, take_back_comment
from programmes.papers.models import PaperComment
from tests.makers import MONDAY
from tests.programmes.papers.doing import TEXT, a_paper, out, paragraph_of, released
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db


def page_of(who, paper):
    return get(who, "paper", paper).content.decode()


def test_a_member_says_something_about_a_paragraph_and_it_stands_below_it(cast):
    paper = out(cast)
    where = paragraph_of(paper, "letters are long")

    response = post(cast.joe, "paragraph-comment", where, text="Mine had nine pages.")

    comment = PaperComment.objects.get()
    assert response.url == f"{paper.get_absolute_url()}#comment-{comment.ref}"
    assert (comment.paragraph, comment.is_lay, comment.through, comment.noted_by) == (where, True, "account", None)
    page = page_of(cast.priya, paper)
    place = page.index("The letters are long.")
    assert place < page.index("Mine had nine pages.") < page.index("Large print")
    assert "A lay partner." in page and f'id="comment-{comment.ref}"' in page


def test_a_comment_that_is_sent_twice_is_there_once(cast):
    paper = out(cast)

    for text in ("Read it aloud.", "Read it aloud.", "Read it twice."):
        post(cast.joe, "paper-comment", paper, text=text)
    say_about(paper, by=cast.amina, at=MONDAY, text="Read it aloud.")
    say_about(paper, by=cast.amina, at=MONDAY + timedelta(minutes=2), text="Read it aloud.")

    assert sorted(PaperComment.objects.values_list("by__name", "text")) == [
        ("Amina Example", "Read it aloud."), ("Amina Example", "Read it aloud."), ("Joe Example", "Read it aloud."),
        ("Joe Example", "Read it twice.")]


@pytest.mark.parametrize("who", ["vic", "forrest", "olga", "ines", "sid", "femi"])
def test_who_has_no_part_in_the_group_says_nothing(cast, who):
    paper = out(cast)

    assert post(getattr(cast, who), "paragraph-comment", paragraph_of(paper, "letters"), text="So").status_code == 403
    assert post(getattr(cast, who), "paper-comment", paper, text="So").status_code == 403
    assert not PaperComment.objects.exists()


def test_only_discussion_papers_that_are_out_are_talked_about(cast):
    draft = a_paper(cast)
    assert post(cast.joe, "paper-comment", draft, text="So").status_code == 403
    with pytest.raises(NotAllowedNow):
        say_about(draft, by=cast.joe, at=MONDAY, text="So")
    change_paper(draft, by=cast.priya, at=MONDAY, kind="information")
    paper = released(draft)

    assert post(cast.joe, "paper-comment", paper, text="So").status_code == 403
    assert "Say something about" not in page_of(cast.joe, paper)


def test_the_author_answers_and_whoever_said_it_is_told(cast, mailoutbox):
    paper = out(cast)
    comment = say_about(paper, by=cast.joe, at=MONDAY, text="Read it aloud once.")
    assert post(cast.amina, "comment-answer", comment, answer="No").status_code == 403      # she is not the author

    post(cast.priya, "comment-answer", comment, answer="We will, at the next meeting.")
    post(cast.priya, "comment-answer", comment, answer="We will, on Monday.")
    deliver(at=MONDAY, limit=100)

    assert "We will, on Monday." in page_of(cast.amina, paper)
    assert [mail.to for mail in mailoutbox if "answer to what you said" in mail.subject] == [[cast.joe.email]]
    assert "aloud" not in next(mail.body for mail in mailoutbox if "answer to" in mail.subject)


def test_where_the_author_is_only_a_name_those_who_lead_answer(cast):
    comment = say_about(out(cast, author=None, author_name="The letters group"), by=cast.joe, at=MONDAY, text="So")

    assert post(cast.amina, "comment-answer", comment, answer="Yes.").status_code == 302


def test_who_said_something_takes_it_back_and_it_leaves_a_trace(cast):
    paper = out(cast)
    comment = say_about(paper, paragraph_of(paper, "letters"), by=cast.joe, at=MONDAY, text="Never mind me.")
    for who in ("priya", "amina", "maya"):
        assert post(getattr(cast, who), "comment-take-back", comment).status_code == 403

    post(cast.joe, "comment-take-back", comment)

    page = page_of(cast.priya, paper)
    assert "Somebody said something here and took it back on 16 March 2026." in page
    assert "Never mind me." not in page and "Joe" not in page.partition("<main")[2]
    comment.refresh_from_db()
    assert comment.text == "" and Row.objects.filter(subject=comment.ref).count() == 2
    assert post(cast.joe, "comment-take-back", comment).status_code == 403
    with pytest.raises(NotAllowedNow):
        answer_comment(comment, by=cast.priya, at=MONDAY, answer="So")
    with pytest.raises(NotAllowedNow):
        take_back_comment(comment, by=cast.joe, at=MONDAY)


def test_the_lead_writes_down_what_somebody_says_by_phone_and_takes_it_back_for_them(cast):
    paper = out(cast)
    where = paragraph_of(paper, "letters")

    post(cast.priya, "paper-comment-note", paper, who=cast.joe.pk, about=where.ref, through="phone", text="Nine pages!")

    comment = PaperComment.objects.get()
    assert (comment.by, comment.is_lay, comment.through, comment.noted_by, comment.paragraph) == (
        cast.joe, True, "phone", cast.priya, where)
    assert "Written down by Priya Example, by phone." in page_of(cast.amina, paper)
    assert post(cast.amina, "paper-comment-note", paper, who=cast.joe.pk, about="whole", through="phone", text="So").status_code == 403
    assert post(cast.priya, "paper-comment-note", paper, who=cast.vic.pk, about="whole", through="phone", text="So").status_code == 200
    assert post(cast.priya, "paper-comment-note", paper, who=cast.joe.pk, about="elsewhere", through="phone", text="So").status_code == 200
    assert PaperComment.objects.count() == 1
    post(cast.priya, "comment-take-back", comment)
    comment.refresh_from_db()
    assert comment.taken_back_at


def test_what_was_said_about_words_that_are_gone_is_kept_with_them(cast):
    paper = out(cast)
    gone, stays = paragraph_of(paper, "Nothing but time."), paragraph_of(paper, "letters are long")
    say_about(paper, gone, by=cast.joe, at=MONDAY, text="Time is money.")
    say_about(paper, stays, by=cast.joe, at=MONDAY, text="Yes, long.")

    change_paper(paper, by=cast.priya, at=MONDAY, text=TEXT.replace("Nothing but time.", "Eight pounds."), what_changed="The cost")

    page = page_of(cast.amina, paper)
    _before, _heading, after = page.partition("About words that are not in it any more")
    assert "Nothing but time." in after and "Time is money." in after and "Yes, long." not in after
    assert get(cast.joe, "paragraph-comment", gone).status_code == 409
    assert get(cast.joe, "paragraph-comment", stays).status_code == 200


def test_a_comment_says_who_wrote_it_down(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        say_about(out(cast), by=cast.joe, at=MONDAY, text="So", through="phone")


def test_nobody_is_told_twice_that_there_is_an_answer(cast):
    comment = say_about(out(cast), by=cast.joe, at=MONDAY, text="So")
    for words in ("One", "Two"):
        answer_comment(comment, by=cast.priya, at=MONDAY, answer=words)

    assert Message.objects.filter(kind="paper_comment_answered").count() == 1
