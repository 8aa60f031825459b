"""A paper in other forms: wanted, ready, or not possible."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.papers.lifecycles import PAPER_COPY, FormState, PaperState
from programmes.papers.models import Paper, PaperCopy


@transaction.atomic
def want_copy(paper: Paper, *, by: Partner, at: datetime, form: str, note: str = "") -> PaperCopy:
    """Note that the paper is needed in this form. Raises NotAllowedNow if it is on the list already, or the paper was taken out."""
    if paper.state == PaperState.WITHDRAWN:
        raise NotAllowedNow("want", _("This paper was taken out."))
    try:
        with transaction.atomic():
            copy = PaperCopy.objects.create(paper=paper, form=form, note=note, asked_at=at, asked_by=by)
    except IntegrityError:
        raise NotAllowedNow("want", _("This form is on the list already.")) from None
    record(copy, "want", by=by, at=at, now=copy.state, form=form)
    return copy


@transaction.atomic
def copy_is_ready(copy: PaperCopy, *, by: Partner, at: datetime, link: str = "", file: Any = None, content_type: str = "") -> None:
    """It is made, of the paper as it reads now: a link, a file, or only paper. A newer one takes the place of one that was ready.

    Raises NotAllowedNow if somebody has changed it meanwhile, or the paper was taken out.
    """
    if copy.paper.state == PaperState.WITHDRAWN:
        raise NotAllowedNow("make", _("This paper was taken out."))
    facts: dict[str, Any] = {"settled_at": at, "settled_by": by, "link": link, "of_version": max(copy.paper.version, 1)}
    if copy.state == FormState.MADE:
        PaperCopy.objects.filter(pk=copy.pk).update(**facts)
        record(copy, "renew", by=by, at=at)
    else:
        make_move(copy, PAPER_COPY, "make", by=by, at=at, impossible_because="", **facts)
    copy.of_version = facts["of_version"]
    old = copy.file.name if copy.file else ""
    copy.file, copy.file_name, copy.content_type, copy.size = None, "", "", 0
    storage = PaperCopy._meta.get_field("file").storage
    if file:
        copy.file, copy.file_name, copy.content_type, copy.size = file, str(file.name), content_type, file.size
    copy.save(update_fields=["file", "file_name", "content_type", "size"])
    if old and old != copy.file.name:
        transaction.on_commit(lambda: storage.delete(old))


def copy_is_not_possible(copy: PaperCopy, *, by: Partner, at: datetime, because: str) -> None:
    """Why it cannot be had, which everybody reads."""
    make_move(copy, PAPER_COPY, "give_up", by=by, at=at, settled_at=at, settled_by=by, impossible_because=because)
