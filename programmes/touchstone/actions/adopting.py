"""A group makes the touchstone its own: written down, said yes to by both sides; and comes back to it (R6, 6.3, 6.5, 6.6)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Group, Partner
from partners.people.models import Through
from programmes.profiles.lifecycles import ViewValue
from programmes.touchstone import notices
from programmes.touchstone.lifecycles import ADOPTION
from programmes.touchstone.models import Adoption, GroupItem, TouchstoneItem, TouchstoneReopening, TouchstoneWord
from programmes.touchstone.policies.adopting import agreed_for, lay_speakers

CHANGED = _("The words have changed since you opened them. Read them again.")


def lock_adoption(adoption: Adoption) -> Adoption:
    """As it is now, and nobody else moves it until we are done."""
    return Adoption.objects.select_for_update(of=("self",)).select_related("group", "touchstone", "written_by").get(pk=adoption.pk)


def _write_own(adoption: Adoption, own_words: Mapping[TouchstoneItem, str], added: Iterable[str]) -> None:
    adoption.own_items.all().delete()
    GroupItem.objects.bulk_create([
        *(GroupItem(adoption=adoption, instead_of=item, position=item.position, text=text) for item, text in own_words.items() if text),
        *(GroupItem(adoption=adoption, position=place, text=text) for place, text in enumerate(added, start=100))])


@transaction.atomic
def propose_adoption(group: Group, *, by: Partner, at: datetime, meeting_on: date, responsibilities: str, rule: str = "",
                     own_words: Mapping[TouchstoneItem, str] | None = None, added: Iterable[str] = ()) -> Adoption:
    """Write down what the group agreed on that day, to the version in force; both sides are asked whether it is so.

    Raises NotAllowedNow if no version is agreed, or one adoption waits already.
    """
    touchstone = agreed_for(group)
    if touchstone is None:
        raise NotAllowedNow("propose", _("The Advisory Group has not agreed a touchstone yet."))
    try:
        with transaction.atomic():
            made = Adoption.objects.create(group=group, touchstone=touchstone, meeting_on=meeting_on, responsibilities=responsibilities,
                                           rule=rule, written_at=at, written_by=by, asked_at=at)
    except IntegrityError:
        raise NotAllowedNow("propose", _("Something waits for the word of both sides already. Change that.")) from None
    _write_own(made, own_words or {}, added)
    record(made, "propose", by=by, at=at, now=made.state)
    send(notices.adoption_asked(made, by=by, at=at))
    return made


@transaction.atomic
def change_adoption(adoption: Adoption, *, by: Partner, at: datetime, own_words: Mapping[TouchstoneItem, str] | None = None,
                    added: Iterable[str] = (), **facts: Any) -> Adoption:
    """Other words before it is adopted: both sides are asked anew, and every "no" is answered by it. Raises NotAllowedNow afterwards."""
    now_ = lock_adoption(adoption)
    if not now_.is_proposed():
        raise NotAllowedNow("change", _("It is adopted already. Write down a new one."))
    for name, value in facts.items():
        setattr(now_, name, value)
    now_.round, now_.asked_at = now_.round + 1, at
    now_.save()
    _write_own(now_, own_words or {}, added)
    record(now_, "change", by=by, at=at)
    for word in now_.words.open_noes().select_related("partner").order_by("pk"):
        word.adoption, word.answered_at, word.answered_by = now_, at, by
        word.save(update_fields=["answered_at", "answered_by"])
        record(word, "answer_by_change", by=by, at=at)
    send(notices.adoption_asked(now_, by=by, at=at))
    return now_


@transaction.atomic
def say_on_adoption(adoption: Adoption, *, by: Partner, at: datetime, is_lay: bool, value: str, text: str = "",
                    through: str = Through.ACCOUNT, noted_by: Partner | None = None, seen: str = "") -> TouchstoneWord:
    """Somebody says yes or no for their side. It is adopted with a yes of each side, when no "no" waits for an answer.

    Raises NotAllowedNow if it is adopted already, is not the wording `seen`, or what is noted is of somebody who does not say yes for the
    lay side.
    """
    now_ = lock_adoption(adoption)
    if not now_.is_proposed():
        raise NotAllowedNow("say", _("It is adopted already."))
    if seen and seen != now_.wording:
        raise NotAllowedNow("say", CHANGED)
    if noted_by and not (is_lay and lay_speakers(now_.group, day_of(at)).filter(pk=by.pk).exists()):
        raise NotAllowedNow("say", _("This person does not say yes for the lay side of the group."))
    said: Any = now_.words
    before = said.current().filter(partner=by).first()
    if before and (before.round, before.value, before.text) == (now_.round, value, text) and before.answered_at is None:
        return before       # sent twice
    said.current().filter(partner=by).update(replaced_at=at)
    word = TouchstoneWord.objects.create(adoption=now_, round=now_.round, partner=by, is_lay=is_lay, value=value, text=text, at=at,
                                         through=through, noted_by=noted_by)
    record(word, "refuse" if word.is_no() else "say", by=noted_by or by, at=at, now=value)
    if word.is_no():
        send(notices.adoption_refused(word, at=at))
    settle(now_, by=by, at=at)
    return word


def settle(adoption: Adoption, *, by: Partner, at: datetime) -> None:
    """Adopted once somebody of each side agrees to it as it stands, and no "no" waits. What was in force before it is replaced."""
    adoption = lock_adoption(adoption)
    said: Any = adoption.words
    agree = set(said.of_round(adoption).filter(value=ViewValue.AGREE).values_list("is_lay", flat=True))
    if agree != {True, False} or said.open_noes().exists() or not adoption.is_proposed():
        return
    for before in Adoption.objects.adopted().filter(group=adoption.group_id).select_related("group"):
        make_move(before, ADOPTION, "replace", by=by, at=at)
    make_move(adoption, ADOPTION, "adopt", by=by, at=at, adopted_at=at)


@transaction.atomic
def ask_to_reopen(group: Group, *, by: Partner, at: datetime, because: str, is_lay: bool, through: str = Through.ACCOUNT,
                  noted_by: Partner | None = None) -> TouchstoneReopening:
    """Somebody asks the group to come back to its touchstone (6.5). Raises NotAllowedNow while it is asked to already."""
    try:
        with transaction.atomic():
            asked = TouchstoneReopening.objects.create(group=group, because=because, asked_at=at, asked_by=by, is_lay=is_lay,
                                                       through=through,
                                                       noted_by=noted_by)
    except IntegrityError:
        raise NotAllowedNow("ask", _("The group is asked to come back to it already. Talk about it together.")) from None
    record(asked, "ask", by=noted_by or by, at=at)
    send(notices.reopening_asked(asked, at=at))
    return asked


@transaction.atomic
def note_look(reopening: TouchstoneReopening, *, by: Partner, at: datetime, looked_on: date, outcome: str) -> TouchstoneReopening:
    """What came of it, in the words of a lay member. Raises NotAllowedNow if that is noted already, or the day is still to come."""
    if looked_on > day_of(at) or looked_on < day_of(reopening.asked_at):
        raise NotAllowedNow("look", _("The group looks at it after it was asked, and it is noted afterwards."))
    facts = {"looked_on": looked_on, "outcome": outcome, "looked_at": at, "looked_by": by}
    if not TouchstoneReopening.objects.filter(pk=reopening.pk, looked_at__isnull=True).update(**facts):
        raise NotAllowedNow("look", _("It is noted already what came of it."))
    for name, value in facts.items():
        setattr(reopening, name, value)
    record(reopening, "look", by=by, at=at)
    return reopening
