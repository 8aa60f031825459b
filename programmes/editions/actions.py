"""Giving codes to standards that are added, and publishing an edition."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.catalogue import FIRST_LOCAL, edition, newest
from programmes.editions.lifecycles import EDITION
from programmes.editions.models import AddedStandard, ChangedWording, LocalEdition
from programmes.editions.policies import findings

MOST_IN_A_STAGE = 99        # 12.L99 is as long as a code may be


@transaction.atomic
def begin_edition(*, by: Partner, at: datetime, name: str, about: str, based_on: int | None = None) -> LocalEdition:
    """A new draft, which begins from the newest edition unless another is named. Raises KeyError for one that is not published."""
    base = edition(based_on or newest())
    draft = LocalEdition.objects.create(name=name, about=about, based_on=base.number, begun_at=at, begun_by=by)
    record(draft, "begin", by=by, at=at, now=draft.state, based_on=base.number)
    return draft


def next_code(stage: str) -> str:
    """The code of the next standard that is added to a stage, such as "7.L3": one that no edition, published or draft, has used.

    Raises NotAllowedNow when a stage has as many as a code can count.
    """
    used = [each.place() for each in AddedStandard.objects.filter(stage=stage)]
    number = max(used, default=0) + 1
    if number > MOST_IN_A_STAGE:
        raise NotAllowedNow("add", _("This stage has too many local standards."))
    return f"{stage[1:]}.L{number}"


@transaction.atomic
def add_standard(draft: LocalEdition, *, stage: str, short: str, question: str, evidence: str, by_roles: list[str],
                 klass: str) -> AddedStandard:
    """Add a standard to a draft. Raises ValidationError if it was published meanwhile, NotAllowedNow if the stage is full."""
    added = AddedStandard(edition=draft, stage=stage, short=short, question=question, evidence=evidence, by=by_roles, klass=klass)
    return keep_standard(added)


def keep_standard(added: AddedStandard) -> AddedStandard:
    """Keep a new standard under a code of its own, also when another administrator adds one at the same moment."""
    for _attempt in range(3):
        added.code = next_code(added.stage)
        try:
            with transaction.atomic():
                added.save(force_insert=True)
            return added
        except IntegrityError:
            added.pk = None
    raise NotAllowedNow("add")


def change_words(draft: LocalEdition, code: str, *, question: str = "", evidence: str = "") -> ChangedWording:
    """Let a standard that is asked already be asked in other words. Raises KeyError if the draft's base does not ask it,
    ValidationError if the draft was published meanwhile."""
    edition(draft.based_on).standard(code)
    return ChangedWording.objects.create(edition=draft, code=code, question=question, evidence=evidence)


@transaction.atomic
def publish_edition(draft: LocalEdition, *, by: Partner, at: datetime, seen: str) -> LocalEdition:
    """From now on it stands, under the next number, for ever. `seen` is the fingerprint of what the publisher has read.

    Raises NotAllowedNow if it is published already, if somebody changed it since, or while anything has to be put right.
    """
    # Nothing here asks for the edition by its new number: what is remembered has to be committed.
    kept = LocalEdition.objects.select_for_update().get(pk=draft.pk)
    if kept.is_draft() and kept.fingerprint() != seen:
        raise NotAllowedNow("publish", _("Somebody changed the draft since you read it. Read it again."))
    if kept.is_draft() and findings(kept):
        raise NotAllowedNow("publish", _("Something has to be put right first."))
    number = max(newest() + 1, FIRST_LOCAL)
    try:
        with transaction.atomic():
            make_move(kept, EDITION, "publish", by=by, at=at, number=number, published_at=at, published_by=by,
                      about={"number": number, "based_on": kept.based_on})
    except IntegrityError:
        raise NotAllowedNow("publish", _("Another edition was published at this moment. Read yours again beside it.")) from None
    return kept
