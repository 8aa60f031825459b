"""An adopter is recorded, with whom it named, what it adapted and what it learnt; and lay partners say whether it is so (11.5)."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, move_many, record
from partners.models import Partner
from partners.people.models import Through
from programmes.programme.models import Programme
from programmes.toolkit import notices
from programmes.toolkit.actions.writing import book_of
from programmes.toolkit.catalogue import NoteKind
from programmes.toolkit.lifecycles import NOTE, NoteState
from programmes.toolkit.models import Adopter, AdopterNote, AdopterWord


@transaction.atomic
def record_adopter(programme: Programme, *, by: Partner, at: datetime, ref: str = "", **facts: Any) -> Adopter:
    """`facts` are name, organisation, lead_name, starts_on. With the same `ref` it is recorded once. Raises NotAllowedNow if one of that
    name is recorded."""
    if ref and (before := Adopter.objects.filter(ref=ref, recorded_by=by).first()):
        return before
    Programme.objects.select_for_update().get(pk=programme.pk)
    book = book_of(programme, by=by, at=at)
    _is_new(book.adopters.filter(name=facts["name"]))
    adopter = Adopter.objects.create(book=book, recorded_at=at, recorded_by=by, **facts, **({"ref": ref} if ref else {}))
    record(adopter, "record", by=by, at=at)
    return adopter


def _is_new(same: Any) -> None:
    if same.exists():
        raise NotAllowedNow("record", _("An adopter of that name is recorded."))


@transaction.atomic
def change_adopter(adopter: Adopter, *, by: Partner, at: datetime, **facts: Any) -> Adopter:
    """Change its facts. With another first day, what lay partners said about whom it named before is asked anew."""
    it = Adopter.objects.select_for_update(of=("self",)).select_related("book__programme").get(pk=adopter.pk)
    if all(getattr(it, name) == value for name, value in facts.items()):
        return it
    _is_new(Adopter.objects.filter(book=it.book, name=facts["name"]).exclude(pk=it.pk))
    has_moved = it.starts_on != facts["starts_on"]
    for name, value in facts.items():
        setattr(it, name, value)
    it.save(update_fields=list(facts))
    record(it, "change", by=by, at=at)
    if has_moved:
        said = it.notes.filter(kind=NoteKind.LAY, state=NoteState.CONFIRMED).select_related("adopter__book__programme")
        AdopterWord.objects.filter(note__in=said.values("pk"), replaced_at__isnull=True).update(replaced_at=at)
        move_many(said, NOTE, "ask_anew", by=by, at=at, asked_at=at)
    return it


@transaction.atomic
def note_for_adopter(adopter: Adopter, *, by: Partner, at: datetime, kind: str, text: str, ref: str = "", **facts: Any) -> AdopterNote:
    """One thing that it says; `facts` are chapter, and for named lay partners named_on and lay_people. It waits for a lay partner."""
    if ref and (before := AdopterNote.objects.filter(ref=ref, written_by=by).first()):
        return before
    try:
        with transaction.atomic():
            note = AdopterNote.objects.create(adopter=adopter, kind=kind, text=text, written_at=at, asked_at=at, written_by=by, **facts,
                                              **({"ref": ref} if ref else {}))
    except IntegrityError:      # sent twice at the same moment
        return AdopterNote.objects.get(ref=ref, written_by=by)
    record(note, "write", by=by, at=at, now=note.state)
    return note


def _locked(note: AdopterNote) -> AdopterNote:
    return AdopterNote.objects.select_for_update(of=("self",)).select_related("adopter__book__programme", "written_by").get(pk=note.pk)


@transaction.atomic
def say_on_note(note: AdopterNote, *, by: Partner, at: datetime, is_so: bool, text: str = "", through: str = Through.ACCOUNT,
                noted_by: Partner | None = None) -> AdopterWord:
    """A lay partner who did not write it says whether it is so. A yes counts unless a "not so" of somebody else waits for its answer. What
    `noted_by` writes down is told to them; never over their own word, and never by who wrote the note (NotAllowedNow).

    Raises NotAllowedNow if it was taken back.
    """
    it, speaker = _locked(note), noted_by or by
    if it.state == NoteState.BACK:
        raise NotAllowedNow("say", _("It was taken back."))
    if by.is_professional or it.written_by_id in (by.pk, speaker.pk):
        raise NotAllowedNow("say", _("A lay partner who did not write it says whether it is so."))
    mine = it.words.current().filter(by=by)
    if noted_by and mine.filter(noted_by__isnull=True).exists():
        raise NotAllowedNow("say", _("They have said it themselves."))
    same = mine.filter(is_so=is_so, text=text, noted_by=noted_by, answered_at__isnull=True, at__gte=it.asked_at).first()
    if same:        # pressed twice
        return same
    mine.update(replaced_at=at)
    word = AdopterWord.objects.create(note=it, by=by, at=at, is_so=is_so, text=text, through=through, noted_by=noted_by)
    record(word, "confirm" if is_so else "refuse", by=speaker, at=at)
    if noted_by:
        send(notices.noted("adopter_word_noted", word, by, "noted", at=at))
    if not is_so:
        if it.offers("dispute"):
            make_move(it, NOTE, "dispute", by=speaker, at=at)
        send(notices.about_note("adopter_note_disputed", it, it.written_by, word.ref, at=at))
        return word
    if it.words.open_noes().exists():
        return word
    if it.state == NoteState.DISPUTED:
        make_move(it, NOTE, "ask_anew", by=speaker, at=at)
    if it.state == NoteState.WRITTEN:
        make_move(it, NOTE, "confirm", by=speaker, at=at)
    return word


@transaction.atomic
def answer_adopter_word(word: AdopterWord, *, by: Partner, at: datetime, text: str) -> AdopterWord:
    """Words to a "not so". When none waits any more, a lay partner is asked again. Raises NotAllowedNow for who said it, or if it is
    answered."""
    it = _locked(word.note)
    found = AdopterWord.objects.select_for_update(of=("self",)).select_related("note__adopter__book__programme", "by").get(pk=word.pk)
    if found.by_id == by.pk:
        raise NotAllowedNow("say", _("Nobody answers their own “not so”."))
    if not found.is_open_no or it.state != NoteState.DISPUTED:
        raise NotAllowedNow("answer", _("It is answered."))
    found.answer, found.answered_at, found.answered_by = text, at, by
    found.save(update_fields=["answer", "answered_at", "answered_by"])
    record(found, "answer", by=by, at=at)
    if not it.words.open_noes().exists():
        make_move(it, NOTE, "ask_anew", by=by, at=at, asked_at=at)
    send(notices.noted("adopter_no_answered", found, found.by, "answered", at=at))
    return found


@transaction.atomic
def take_note_back(note: AdopterNote, *, by: Partner, at: datetime) -> AdopterNote:
    """It counts no more; what was said of it stays. What a lay partner has confirmed is not taken back (NotAllowedNow)."""
    it = _locked(note)
    make_move(it, NOTE, "take_back", by=by, at=at)
    return it
