"""A chapter is published, looked at again, shared beyond its programme, withdrawn."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_months, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.scanning import NEVER, Found
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.toolkit import notices
from programmes.toolkit.actions.writing import locked
from programmes.toolkit.catalogue import REMIND_DAYS, REVIEW_MONTHS
from programmes.toolkit.lifecycles import CHAPTER, ChapterState
from programmes.toolkit.models import Chapter, ChapterVersion
from programmes.toolkit.policies.chapters import refused_material, what_to_look_at


def _until(review_on: date | None, at: datetime) -> dict[str, Any]:
    """The day of the next review, a year from now unless it is set, and the day of the first reminder."""
    on = review_on or add_months(day_of(at), REVIEW_MONTHS)
    return {"review_on": on, "remind_on": on - timedelta(days=REMIND_DAYS)}


@transaction.atomic
def publish_chapter(chapter: Chapter, *, by: Partner, at: datetime, review_on: date | None = None,
                    was_looked_through: bool = False) -> Chapter:
    """Everybody reads the version that a lay co-author approved. What in it looks like a number, an address or a name of a person is
    refused unless somebody looked at it (`was_looked_through`); an NHS number always. Raises NotAllowedNow with what was found."""
    it = locked(chapter)
    if not it.offers("publish"):
        raise NotAllowedNow("publish", _("A lay co-author approves it first."))
    if refused_material(it).exists():
        raise NotAllowedNow("publish", _("Somebody whose words are in it says no to that. Take those words out first."))
    found = what_to_look_at(it, on=day_of(at))
    if any(isinstance(each, Found) and each.kind in NEVER for each in found):
        raise NotAllowedNow("publish", _("It has what looks like an NHS number. Take that out first."))
    if found and not was_looked_through:
        raise NotAllowedNow("publish", _("It has what may lead to a person. Look at that first."))
    stamped = ChapterVersion.objects.filter(chapter=it, number=it.version, approved_at__isnull=False)
    if not stamped.update(published_at=at, published_by=by, was_looked_through=bool(found)):
        raise NotAllowedNow("publish", _("A lay co-author approves it first."))
    make_move(it, CHAPTER, "publish", by=by, at=at, about={"version": it.version}, public_number=it.version, published_at=at,
              review_because="", **_until(review_on, at))
    send(notices.about_chapter("chapter_published", it, f"version {it.version}", by=by, at=at))
    return it


@transaction.atomic
def review_chapter(chapter: Chapter, *, by: Partner, at: datetime, because: str) -> Chapter:
    """Look at it again; everybody still reads it. Its authors are told."""
    it = locked(chapter)
    make_move(it, CHAPTER, "review", by=by, at=at, review_because=because)
    send(notices.about_chapter("chapter_under_review", it, f"{at:%Y%m%dT%H%M%S%f}", by=by, at=at))
    return it


@transaction.atomic
def keep_chapter(chapter: Chapter, *, by: Partner, at: datetime, review_on: date | None = None) -> Chapter:
    """It is still right as a lay co-author approved it. Raises NotAllowedNow if its words were changed: those are asked about."""
    it = locked(chapter)
    if it.is_changed_since_published():
        raise NotAllowedNow("keep", _("It was changed. Ask a lay co-author to approve the new words."))
    if refused_material(it).exists():
        raise NotAllowedNow("keep", _("Somebody whose words are in it says no to that. Take those words out first."))
    make_move(it, CHAPTER, "keep", by=by, at=at, review_because="", **_until(review_on, at))
    return it


_NOT_SHARED: dict[str, Any] = {"shared_at": None, "shared_by": None, "shared_noted_by": None, "shared_through": Through.ACCOUNT}


@transaction.atomic
def withdraw_chapter(chapter: Chapter, *, by: Partner, at: datetime, because: str) -> Chapter:
    """Nobody outside reads it any more; its words, and why, stay for those who work at the toolkit. Its authors are told."""
    it = locked(chapter)
    make_move(it, CHAPTER, "withdraw", by=by, at=at, withdrawn_at=at, withdrawn_by=by, withdrawn_because=because, public_number=None,
              published_at=None, review_on=None, remind_on=None, review_because="", **_NOT_SHARED)
    send(notices.about_chapter("chapter_withdrawn", it, f"{at:%Y%m%dT%H%M%S%f}", by=by, at=at))
    return it


@transaction.atomic
def take_up_chapter(chapter: Chapter, *, by: Partner, at: datetime) -> Chapter:
    """It is a draft again, and needs a lay yes anew."""
    it = locked(chapter)
    make_move(it, CHAPTER, "take_up", by=by, at=at, withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
    return it


@transaction.atomic
def share_chapter(chapter: Chapter, *, by: Partner, at: datetime, through: str = Through.ACCOUNT,
                  noted_by: Partner | None = None) -> Chapter:
    """A lay co-author lets it stand in the toolkit of the whole installation. What `noted_by` writes down is told to them.

    Raises NotAllowedNow if it is not published, or if it is not a lay co-author's word.
    """
    it = locked(chapter)
    author = it.author(by)
    if author is None or not author.is_lay or by.is_professional:
        raise NotAllowedNow("say", _("A lay co-author says it."))
    if not it.is_public():
        raise NotAllowedNow("share", _("It is not published."))
    if it.shared_at is not None:
        return it
    it.shared_at, it.shared_by, it.shared_through, it.shared_noted_by = at, by, through, noted_by
    it.save(update_fields=["shared_at", "shared_by", "shared_through", "shared_noted_by"])
    record(it, "share", by=noted_by or by, at=at)
    if noted_by:
        send(notices.noted("chapter_shared_noted", it, by, f"{at:%Y%m%dT%H%M%S%f}", at=at))
    return it


@transaction.atomic
def stop_sharing(chapter: Chapter, *, by: Partner, at: datetime) -> Chapter:
    """It stands in its own programme's book alone. Done twice it is done once."""
    it = locked(chapter)
    if it.shared_at is None:
        return it
    for name, value in _NOT_SHARED.items():
        setattr(it, name, value)
    it.save(update_fields=list(_NOT_SHARED))
    record(it, "stop_sharing", by=by, at=at)
    return it


def look_again(chapter: Chapter, *, at: datetime) -> None:
    """Somebody whose words are in it says no to that: a published one is under review at once, by nobody's hand."""
    it = locked(chapter)
    if it.state == ChapterState.PUBLISHED:
        make_move(it, CHAPTER, "review", by=None, at=at)
