"""Readers say something about a chapter, and an author answers."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import record
from partners.models import Partner
from partners.people.models import Through
from programmes.toolkit import notices
from programmes.toolkit.actions.writing import locked
from programmes.toolkit.models import Chapter, ChapterComment


@transaction.atomic
def comment_on(chapter: Chapter, *, by: Partner, at: datetime, text: str, number: int, through: str = Through.ACCOUNT,
               noted_by: Partner | None = None, ref: str = "") -> ChapterComment:
    """A comment on version `number`; its authors are told. With the same `ref` it is given once."""
    if ref and (before := ChapterComment.objects.filter(ref=ref, by=by).first()):
        return before
    it = locked(chapter)
    try:
        with transaction.atomic():
            comment = ChapterComment.objects.create(chapter=it, number=number, by=by, at=at, text=text, through=through, noted_by=noted_by,
                                                    **({"ref": ref} if ref else {}))
    except IntegrityError:      # sent twice at the same moment
        return ChapterComment.objects.get(ref=ref, by=by)
    record(comment, "give", by=noted_by or by, at=at)
    send(notices.comment_given(comment, at=at))
    if noted_by:
        send(notices.noted("chapter_comment_noted", comment, by, "noted", at=at))
    return comment


@transaction.atomic
def answer_comment(comment: ChapterComment, *, by: Partner, at: datetime, text: str) -> ChapterComment:
    """Raises NotAllowedNow for who gave it, or if it is answered."""
    found = ChapterComment.objects.select_for_update(of=("self",)).select_related("chapter__book__programme", "by").get(pk=comment.pk)
    if found.by_id == by.pk:
        raise NotAllowedNow("say", _("Nobody answers their own comment."))
    if found.answered_at is not None:
        raise NotAllowedNow("answer", _("It is answered."))
    found.answer, found.answered_at, found.answered_by = text, at, by
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    record(found, "answer", by=by, at=at)
    send(notices.about_comment(found, at=at))
    return found
