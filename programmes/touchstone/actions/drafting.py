"""Beginning a version, changing it, putting it to the Advisory Group, its word, and the answer to a "no"."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.profiles.lifecycles import ViewValue
from programmes.programme.actions import sign_touchstone
from programmes.programme.models import Membership, Programme, TouchstoneSignature
from programmes.programme.models.standing import standing_of
from programmes.tailoring.policies import first_of
from programmes.touchstone import notices
from programmes.touchstone.actions.adopting import CHANGED, lock_adoption
from programmes.touchstone.actions.adopting import settle as settle_adoption
from programmes.touchstone.catalogue import TEMPLATE, TEMPLATE_ITEMS, Start
from programmes.touchstone.lifecycles import TOUCHSTONE
from programmes.touchstone.models import Touchstone, TouchstoneItem, TouchstoneWord
from programmes.touchstone.policies.drafting import ASKED, agreed_of

NOT_A_DRAFT = _("It is not a draft any more. Take it back first, or begin a new version.")


def _locked(touchstone: Touchstone) -> Touchstone:
    """As it is now, and nobody else moves it until we are done."""
    return Touchstone.objects.select_for_update(of=("self",)).select_related("programme", "written_by", "asked_by").get(pk=touchstone.pk)


def _draft(touchstone: Touchstone, move: str) -> Touchstone:
    now_ = _locked(touchstone)
    if not now_.is_draft():
        raise NotAllowedNow(move, NOT_A_DRAFT)
    return now_


def _write_items(touchstone: Touchstone, items: Iterable[str]) -> None:
    touchstone.items.all().delete()
    TouchstoneItem.objects.bulk_create([
        TouchstoneItem(touchstone=touchstone, position=place, text=str(text)) for place, text in enumerate(items, start=1)])


@transaction.atomic
def begin_touchstone(programme: Programme, *, by: Partner, at: datetime, start: str, drafters: Iterable[Partner],
                     template: str = "") -> Touchstone:
    """A draft of the first or the next version, with the points of what it starts from (6.1).

    Raises NotAllowedNow while another one is in work, or if it starts from a version before and there is none.
    """
    agreed = agreed_of(programme)
    last = Touchstone.objects.filter(programme=programme).order_by("-version").first()
    items: Sequence[Any] = TEMPLATE_ITEMS if start == Start.TEMPLATE else []
    if start == Start.TEMPLATE:
        template = template or str(TEMPLATE)
    elif start == Start.FORMER:
        if agreed is None:
            raise NotAllowedNow("write", _("There is no version before it. Start from the template or from an empty page."))
        items = list(agreed.items.order_by("position").values_list("text", flat=True))
        template = template or agreed.title()
    try:
        with transaction.atomic():
            made = Touchstone.objects.create(programme=programme, version=last.version + 1 if last else 1, start=start, template=template,
                                             written_at=at, written_by=by)
    except IntegrityError:
        raise NotAllowedNow("write", _("A version is being written already. Change that one.")) from None
    made.drafters.set(drafters)
    _write_items(made, items)
    record(made, "write", by=by, at=at, now=made.state, version=made.version)
    return made


@transaction.atomic
def change_touchstone(touchstone: Touchstone, *, by: Partner, at: datetime, items: Iterable[str], drafters: Iterable[Partner],
                      template: str) -> Touchstone:
    """Other points, drafters or template of a draft. Every "no" before is answered by it, and stays on the page."""
    now_ = _draft(touchstone, "change")
    now_.template = template
    now_.save(update_fields=["template"])
    now_.drafters.set(drafters)
    _write_items(now_, items)
    record(now_, "change", by=by, at=at)
    for word in now_.words.open_noes().select_related("partner").order_by("pk"):
        word.touchstone = now_
        _answer(word, "answer_by_change", by=by, at=at)
    return now_


@transaction.atomic
def ask_about_touchstone(touchstone: Touchstone, *, by: Partner, at: datetime) -> Touchstone:
    """Put it to the Advisory Group; the words stay as they are meanwhile.

    Raises NotAllowedNow unless it is a draft with points, and a lay partner drafted it.
    """
    now_ = _draft(touchstone, "ask")
    if not now_.items.exists():
        raise NotAllowedNow("ask", _("It has no points yet. Write them first."))
    if not now_.drafters.filter(is_professional=False).exists():
        raise NotAllowedNow("ask", _("Name the lay partners who drafted it first."))
    make_move(now_, TOUCHSTONE, "ask", by=by, at=at, asked_at=at, asked_by=by, round=now_.round + 1)
    send(notices.touchstone_asked(now_, at=at))
    return now_


@transaction.atomic
def take_touchstone_back(touchstone: Touchstone, *, by: Partner, at: datetime) -> None:
    """Make it a draft again, to change it. What was said stays on the page; everybody is asked anew."""
    make_move(_locked(touchstone), TOUCHSTONE, "take_back", by=by, at=at)


@transaction.atomic
def say_on_touchstone(touchstone: Touchstone, *, by: Partner, at: datetime, value: str, text: str = "", through: str = Through.ACCOUNT,
                      noted_by: Partner | None = None, seen: str = "") -> TouchstoneWord:
    """A member of the Advisory Group agrees, comments or says no; a later word takes the place of their earlier one.

    Raises NotAllowedNow unless the group is being asked, for who is not one of its lay members, and if it is not the wording `seen`.
    """
    now_, on = _locked(touchstone), day_of(at)
    if not now_.is_asked():
        raise NotAllowedNow("say", _("The Advisory Group is not asked about it now."))
    if seen and seen != now_.wording:
        raise NotAllowedNow("say", CHANGED)
    role = first_of(ASKED, standing_of(by, on=on, programme=now_.programme).codes(now_.programme))
    if not role or by.pk == now_.asked_by_id:
        raise NotAllowedNow("say", _("You are not asked about it, or your role has ended."))
    said: Any = now_.words
    before = said.current().filter(partner=by).first()
    if before and (before.round, before.value, before.text) == (now_.round, value, text) and before.answered_at is None:
        return before       # sent twice
    said.current().filter(partner=by).update(replaced_at=at)
    word = TouchstoneWord.objects.create(touchstone=now_, round=now_.round, partner=by, is_lay=True, role=role, value=value, text=text,
                                         at=at,
                                         through=through, noted_by=noted_by)
    record(word, "refuse" if word.is_no() else "say", by=noted_by or by, at=at, now=value, role="" if noted_by else role,
           touchstone=now_.ref)
    if word.is_no():
        send(notices.touchstone_refused(word, at=at))
    _settle(now_, by=by, at=at)
    return word


def _settle(touchstone: Touchstone, *, by: Partner, at: datetime) -> None:
    """Agreed once a lay co-chair agrees to the words as they stand, and no "no" waits. The version before it is replaced; organisations
    are asked to sign."""
    said: Any = touchstone.words
    if not said.of_round(touchstone).filter(value=ViewValue.AGREE, role="LCC").exists() or said.open_noes().exists():
        return
    for before in Touchstone.objects.agreed().filter(programme=touchstone.programme_id).select_related("programme"):
        make_move(before, TOUCHSTONE, "supersede", by=by, at=at)
    make_move(touchstone, TOUCHSTONE, "agree", by=by, at=at, role="LCC", agreed_at=at)
    send_rows(notices.sign_asked(touchstone, at=at))


def _answer(word: TouchstoneWord, move: str, *, by: Partner, at: datetime, answer: str = "") -> None:
    word.answer, word.answered_at, word.answered_by = answer, at, by
    word.save(update_fields=["answer", "answered_at", "answered_by"])
    record(word, move, by=by, at=at)
    send([notices.word_answered(word, at=at)])


@transaction.atomic
def answer_word(word: TouchstoneWord, *, by: Partner, at: datetime, answer: str) -> TouchstoneWord:
    """Answer a "no" in words, to a version or to an adoption. Who said it is told, and may change their word.

    Raises NotAllowedNow if it is answered already or was taken back.
    """
    if word.touchstone is not None:
        _locked(word.touchstone)
    elif word.adoption is not None:     # in the order in which a word on it locks: else each waits for the other
        lock_adoption(word.adoption)
    found = TouchstoneWord.objects.open_noes().select_for_update(of=("self",)).select_related(
        "partner", "touchstone__programme", "adoption__group").one_or_none(pk=word.pk)
    if found is None:
        raise NotAllowedNow("answer", _("This “no” is answered already, or the person has changed their word."))
    _answer(found, "answer", by=by, at=at, answer=answer)
    if found.touchstone is not None and found.touchstone.is_asked():
        _settle(_locked(found.touchstone), by=by, at=at)
    elif found.adoption is not None:
        settle_adoption(found.adoption, by=by, at=at)
    return found


@transaction.atomic
def sign_version(membership: Membership, *, by: Partner, at: datetime, seen: str = "") -> TouchstoneSignature:
    """The organisation signs the version that the Advisory Group agreed (6.2). Raises NotAllowedNow if there is none, it has signed, or
    that is not the version `seen`."""
    agreed = Touchstone.objects.agreed().select_for_update().filter(programme=membership.programme_id).first()
    if seen and (agreed is None or seen != agreed.wording):
        raise NotAllowedNow("say", CHANGED)
    if agreed is None:
        raise NotAllowedNow("sign", _("The Advisory Group has not agreed a version yet."))
    return sign_touchstone(membership, by=by, at=at, version=agreed.version)
