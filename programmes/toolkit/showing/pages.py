"""What the pages of those who work at the toolkit, and of its readers in the programme, show."""

from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from partners.models import Partner
from programmes.contributions.showing.pages import noted
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.telling import named, tell_about
from programmes.toolkit.catalogue import MOST_SHOWN, ON_A_PAGE
from programmes.toolkit.models import (
    Adopter,
    AdopterNote,
    AdopterWord,
    Chapter,
    ChapterAuthor,
    ChapterComment,
    ChapterVersion,
    ChapterWord,
    Material,
    Toolkit,
)
from programmes.toolkit.policies import adopters as adopting
from programmes.toolkit.policies import chapters as rules
from programmes.toolkit.policies import material as using
from programmes.toolkit.showing.published import with_pieces


def toolkit_context(programme: Programme, user: Any) -> dict[str, Any]:
    """The book: its chapters, what is offered for it, and who uses it. A fixed number of queries."""
    book, works = Toolkit.objects.filter(programme=programme).first(), rules.reads_drafts(user, programme)
    chapters = list(rules.chapters_seen_by(user, programme).in_order()[:MOST_SHOWN])       # type: ignore[attr-defined]
    adopters = Adopter.objects.filter(book__programme=programme).select_related("organisation").annotate(
        confirmed=Count("notes", Q(notes__state="confirmed")), waiting=Count(
            "notes", Q(notes__state__in=["written", "disputed"]))).order_by("starts_on", "name", "pk")
    return {
        "programme": programme, "book": book, "chapters": chapters, "works": works, "is_public": any(each.is_public() for each in chapters),
        "material": list(using.material_seen_by(user, programme).exclude(state__in=["taken", "back"]).order_by("-offered_at", "-pk")[
            :MOST_SHOWN]) if works else [],
        "adopters": list(adopters[:MOST_SHOWN]), "may_work": rules.may_work(user, programme), "on": rules.today()}


class AuthorShown(NamedTuple):
    """An author as the reader may see them, and whether the reader may say something for them."""

    it: ChapterAuthor
    who: str
    noted: str
    is_mine: bool
    may_say: bool
    may_leave: bool


class WordShown(NamedTuple):
    it: ChapterWord
    who: str
    noted: str
    answered_by: str
    is_old: bool
    may_answer: bool


class CommentShown(NamedTuple):
    it: ChapterComment
    who: str
    noted: str
    answered_by: str
    may_answer: bool


def _who(person: Partner | None, me: Partner | None, names: bool) -> str:
    return named(person, names=names or (person is not None and me is not None and person.pk == me.pk))


def chapter_context(chapter: Chapter, user: Any, *, start: int = 0) -> dict[str, Any]:
    """One chapter with all that was said of it. Who does not work at the toolkit reads the published version and what readers said."""
    programme, me, works = chapter.programme, partner_of(user), rules.reads_drafts(user, chapter.programme)
    names = bool(may_see_names(user, programme))
    shown = ChapterVersion.objects.get(chapter=chapter, number=chapter.version if works else chapter.public_number)
    comments = list(chapter.comments.select_related("by", "noted_by", "answered_by").order_by("-at", "-pk")[start:start + ON_A_PAGE + 1])
    authors = [each for each in chapter.people() if each.agrees or works]
    facts: dict[str, Any] = {
        "chapter": chapter, "programme": programme, "works": works, "shown": shown, "pieces": with_pieces(shown.text),
        "authors": [AuthorShown(each, _who(each.partner, me, names), noted(each.through, each.noted_by, names=names),
                                me is not None and each.partner_id == me.pk, bool(rules.may_say_on_authorship(user, each)),
                                bool(rules.may_leave(user, each))) for each in authors],
        "comments": [CommentShown(each, _who(each.by, me, names), noted(each.through, each.noted_by, names=names),
                                  _who(each.answered_by, me, names), each.answered_at is None and _may_answer(user, each, chapter))
                     for each in comments[:ON_A_PAGE]],
        "previous": f"?from={max(start - ON_A_PAGE, 0)}" if start else "",
        "next": f"?from={start + ON_A_PAGE}" if len(comments) > ON_A_PAGE else "",
        "may_comment": rules.may_comment(user, chapter), "may_note_comment": rules.may_note_comment(user, chapter), "on": rules.today()}
    return facts | (_workshop(chapter, user, me, names) if works else {})


def _may_answer(user: Any, comment: ChapterComment, chapter: Chapter) -> bool:
    comment.chapter = chapter
    return bool(rules.may_answer_comment(user, comment))


def _workshop(chapter: Chapter, user: Any, me: Partner | None, names: bool) -> dict[str, Any]:
    """What those who work at it see beside it."""
    words = list(chapter.words.select_related("by", "noted_by", "answered_by").order_by("-at", "-pk")[:MOST_SHOWN])
    for word in words:
        word.chapter = chapter
    material = Material.objects.filter(programme=chapter.programme)
    may_change = bool(rules.may_change(user, chapter))
    mine = chapter.author(me)
    versions = list(chapter.versions.select_related("by").order_by("-number")[:MOST_SHOWN])
    return {
        "words": [WordShown(each, _who(each.by, me, names), noted(each.through, each.noted_by, names=names),
                            _who(each.answered_by, me, names), each.number != chapter.version,
                            each.is_open_no and bool(rules.may_answer_no(user, each))) for each in words],
        "open_noes": any(each.is_open_no for each in words),
        "versions": [(each, _who(each.by, me, names)) for each in versions],
        "offered": list(material.filter(state="ready").order_by("offered_at", "pk")[:MOST_SHOWN]),
        "waiting_material": material.filter(state="waiting").count(),
        "taken": list(material.filter(chapter=chapter).order_by("taken_at", "pk")[:MOST_SHOWN]),
        "shared_by": _who(chapter.shared_by, me, names), "withdrawn_by": _who(chapter.withdrawn_by, me, names),
        "shared_noted": noted(chapter.shared_through, chapter.shared_noted_by, names=names),
        "may_change": may_change, "may_say": rules.may_say(user, chapter),
        "may_note_say": bool(rules.may_note_say(user, chapter)) and bool(chapter.lay_authors()),
        "may_review": rules.may_review(user, chapter), "may_withdraw": rules.may_withdraw(user, chapter),
        "may_share": mine is not None and mine.is_lay, "may_note_share": rules.may_note_share(user, chapter),
        "may_stop_sharing": rules.may_stop_sharing(user, chapter),
        "can": {move: chapter.offers(move) for move in ("ask", "take_back", "approve", "refuse", "publish", "review", "keep", "withdraw",
                                                        "take_up")},
        "history": tell_about([chapter.ref, *(each.ref for each in words)], names=names)}


def material_context(material: Material, user: Any) -> dict[str, Any]:
    """One piece of material. Its words are shown once it may be used, and to who offered it or is asked; who is asked is told to those
    only who may write their word down, and who is hidden to the manager alone."""
    me, names = partner_of(user), bool(may_see_names(user, material.programme))
    consents = list(material.consents.all())
    for each in consents:
        each.material = material
    return {
        "material": material, "programme": material.programme, "reads": using.reads_words(user, material),
        "pieces": with_pieces(material.text), "offered_by": _who(material.offered_by, me, names),
        "asked": [(each, _("You") if me is not None and each.partner_id == me.pk else each.partner.name) for each in consents
                  if (me is not None and each.partner_id == me.pk) or bool(using.may_say_on_consent(user, each))],
        "yes": sum(each.agrees is True for each in consents), "all": len(consents),
        "may_take_back": using.may_take_back(user, material) if material.offers("take_back") else None,
        "may_say_out": using.may_say_it_is_out(user, material) if material.is_refused_and_in() else None,
        "history": tell_about([material.ref, *(each.ref for each in consents)], names=names)}


class NoteShown(NamedTuple):
    """A note of an adopter with what lay partners said of it."""

    it: AdopterNote
    who: str
    words: list[tuple[AdopterWord, str, str, str, bool]]
    may_say: bool
    may_note: bool
    may_take_back: bool


def adopter_context(adopter: Adopter, user: Any) -> dict[str, Any]:
    """One adopter with its notes, those that count first. A fixed number of queries."""
    me, names = partner_of(user), bool(may_see_names(user, adopter.programme))
    notes = list(adopter.notes.select_related("written_by", "chapter").prefetch_related(
        "words__by", "words__noted_by", "words__answered_by").order_by("kind", "pk")[:MOST_SHOWN])
    shown = []
    for note in notes:
        note.adopter = adopter
        words = sorted(note.words.all(), key=lambda word: (word.at, word.pk))
        for word in words:
            word.note = note
        shown.append(NoteShown(
            note, _who(note.written_by, me, names),
            [(word, _who(word.by, me, names), noted(word.through, word.noted_by, names=names), _who(word.answered_by, me, names),
              word.is_open_no and bool(adopting.may_answer_word(user, word))) for word in words],
            note.state != "back" and bool(adopting.may_say_on_note(user, note)),
            note.state != "back" and bool(adopting.may_note_on_note(user, note)),
            note.offers("take_back") and bool(adopting.may_take_note_back(user, note))))
    refs = [adopter.ref, *(ref for each in shown for ref in (each.it.ref, *(word.ref for word, *_rest in each.words)))]
    return {"adopter": adopter, "programme": adopter.programme, "notes": shown, "names": names,
            "may_change": adopting.may_change_adopter(user, adopter), "history": tell_about(refs, names=names)}
