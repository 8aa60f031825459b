"""Saying something about a paper, answering it, and taking it back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import record
from partners.models import Partner
from partners.people.models import Through
from programmes.papers import notices
from programmes.papers.catalogue import Kind
from programmes.papers.lifecycles import OUT
from programmes.papers.models import Paper, PaperComment, PaperParagraph
from programmes.papers.policies import is_lay_in

SAME_PRESS = timedelta(minutes=1)


@transaction.atomic
def say_about(paper: Paper, paragraph: PaperParagraph | None = None, *, by: Partner, at: datetime, text: str,
              through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> PaperComment:
    """About one paragraph, or about the whole paper. Sent twice within a minute it is one.

    Raises NotAllowedNow if the paper is not out, or is no discussion paper.
    """
    paper = Paper.objects.select_for_update(of=("self",)).select_related("meeting__group").get(pk=paper.pk)
    if paper.state not in OUT or paper.kind != Kind.DISCUSSION:
        raise NotAllowedNow("say", _("Something is said about discussion papers that are out."))
    assert paragraph is None or paragraph.paper_id == paper.pk
    again = PaperComment.objects.standing().filter(paper=paper, paragraph=paragraph, text=text, by=by, noted_by=noted_by,
                                                   at__gt=at - SAME_PRESS, at__lte=at).first()
    if again:
        return again
    comment = PaperComment.objects.create(paper=paper, paragraph=paragraph, text=text, by=by, is_lay=is_lay_in(by, paper.meeting), at=at,
                                          through=through, noted_by=noted_by)
    record(comment, "say", by=noted_by or by, at=at)
    return comment


def _held(comment: PaperComment) -> PaperComment:
    """The comment, locked. Raises NotAllowedNow if it was taken back."""
    found = PaperComment.objects.select_for_update(of=("self",)).select_related("paper__meeting__group", "by").get(pk=comment.pk)
    if found.taken_back_at:
        raise NotAllowedNow("answer", _("It was taken back."))
    return found


@transaction.atomic
def answer_comment(comment: PaperComment, *, by: Partner, at: datetime, answer: str) -> PaperComment:
    """The answer stands below what was said, and whoever said it is told. It may be worded anew."""
    comment = _held(comment)
    if comment.paper.state not in OUT:
        raise NotAllowedNow("answer", _("This paper is not out."))
    comment.answer, comment.answered_at, comment.answered_by = answer, at, by
    comment.save(update_fields=["answer", "answered_at", "answered_by"])
    record(comment, "answer", by=by, at=at)
    if comment.by_id != by.pk:
        send(notices.answered(comment, at=at))
    return comment


@transaction.atomic
def take_back_comment(comment: PaperComment, *, by: Partner, at: datetime) -> None:
    """Its words go, and it shows that something stood there. An answer stays. Raises NotAllowedNow if it was taken back already."""
    comment = _held(comment)
    comment.text, comment.taken_back_at = "", at
    comment.save(update_fields=["text", "taken_back_at"])
    record(comment, "take_back", by=by, at=at)
