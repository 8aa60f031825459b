"""What tests of the toolkit do: begin a chapter, let Amina approve it, publish it; offer material; record an adopter."""

from datetime import timedelta
from typing import Any

from coprod.post.models import Message
from partners.models import Partner
from programmes.toolkit.actions import (
    answer_adopter_word,
    answer_comment,
    answer_no,
    ask_authors,
    ask_for_approval,
    begin_chapter,
    change_chapter,
    comment_on,
    note_for_adopter,
    offer_material,
    publish_chapter,
    record_adopter,
    review_chapter,
    say_on_authorship,
    say_on_chapter,
    say_on_consent,
    say_on_note,
    share_chapter,
    take_in,
    withdraw_chapter,
)
from programmes.toolkit.models import Adopter, AdopterNote, Chapter, ChapterAuthor, Material
from tests.clock import let_check
from tests.makers import MONDAY

DAY = timedelta(days=1)
TODAY = MONDAY.date()
TEXT = "# How we began\n\nWe asked twelve people.\n\n- Two pairs\n- One Forum\n\n1. Ask\n2. Listen"


def fresh(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


def begun(cast: Any, *, by: Partner | None = None, at: Any = MONDAY, title: str = "Starting with lay partners", text: str = TEXT,
          lay: Partner | None = None, named: bool = False) -> Chapter:
    """Begun by Priya, with Amina as lay co-author, who said yes."""
    chapter = begin_chapter(cast.programme, by=by or cast.priya, at=at, title=title, text=text, authors=[lay or cast.amina])
    say_on_authorship(ChapterAuthor.objects.get(chapter=chapter, partner=lay or cast.amina), at=at, agrees=True, named=named)
    return fresh(chapter)


def asked(cast: Any, *, at: Any = MONDAY, chapter: Chapter | None = None, **facts: Any) -> Chapter:
    chapter = chapter or begun(cast, at=at, **facts)
    ask_for_approval(chapter, by=cast.priya, at=at)
    return fresh(chapter)


def says(cast: Any, chapter: Chapter, is_yes: bool = True, text: str = "", *, by: Partner | None = None, at: Any = MONDAY,
         **facts: Any) -> Any:
    return say_on_chapter(chapter, by=by or cast.amina, at=at, seen=fresh(chapter).version, is_yes=is_yes, text=text, **facts)


def approved(cast: Any, *, at: Any = MONDAY, chapter: Chapter | None = None, **facts: Any) -> Chapter:
    chapter = asked(cast, at=at, chapter=chapter, **facts)
    says(cast, chapter, at=at)
    return fresh(chapter)


def refused(cast: Any, *, at: Any = MONDAY, **facts: Any) -> Chapter:
    """Amina says no."""
    chapter = asked(cast, at=at, **facts)
    says(cast, chapter, False, "We asked ten, not twelve.", at=at)
    return fresh(chapter)


def published(cast: Any, *, at: Any = MONDAY, **facts: Any) -> Chapter:
    chapter = approved(cast, at=at, **facts)
    publish_chapter(chapter, by=cast.priya, at=at)
    return fresh(chapter)


def reviewing(cast: Any, *, at: Any = MONDAY, **facts: Any) -> Chapter:
    chapter = published(cast, at=at, **facts)
    review_chapter(chapter, by=cast.priya, at=at, because="A year has passed.")
    return fresh(chapter)


def changed(cast: Any, chapter: Chapter, text: str = "Other words.", *, at: Any = MONDAY, title: str = "") -> Chapter:
    now = fresh(chapter)
    change_chapter(now, by=cast.priya, at=at, seen=now.version, title=title or now.title, text=text, what_changed="The words")
    return fresh(chapter)


def withdrawn(cast: Any, *, at: Any = MONDAY, **facts: Any) -> Chapter:
    chapter = published(cast, at=at, **facts)
    withdraw_chapter(chapter, by=cast.maya, at=at, because="It is out of date.")
    return fresh(chapter)


def offered(cast: Any, *, by: Partner | None = None, at: Any = MONDAY, ref: str = "one", people: Any = None, text: str = "Larger print.",
            **facts: Any) -> Material:
    """Offered by Priya, from Amina unless other people are given."""
    people = [(cast.amina, False)] if people is None else people
    facts = {"kind": "impact", "source_ref": ref, "source": "the impact log, 3 March 2026", "title": "Print"} | facts
    return offer_material(cast.programme, by=by or cast.priya, at=at, text=text, people=people, **facts)


def free(cast: Any, **facts: Any) -> Material:
    material = offered(cast, **facts)
    for consent in material.consents.all():
        say_on_consent(consent, at=MONDAY, agrees=True)
    return fresh(material)


def taken(cast: Any, chapter: Chapter, **facts: Any) -> Material:
    material = free(cast, **facts)
    take_in(material, chapter, by=cast.priya, at=MONDAY)
    return fresh(material)


def adopter(cast: Any, name: str = "Westmere North", *, by: Partner | None = None, at: Any = MONDAY, starts_on: Any = TODAY + 30 * DAY,
            **facts: Any) -> Adopter:
    facts = {"organisation": None, "lead_name": "Lena Lead"} | facts
    return record_adopter(cast.programme, by=by or cast.maya, at=at, name=name, starts_on=starts_on, **facts)


def noted(cast: Any, it: Adopter | None = None, kind: str = "lay", *, by: Partner | None = None, at: Any = MONDAY,
          **facts: Any) -> AdopterNote:
    facts = ({"named_on": TODAY, "lay_people": 2} if kind == "lay" else {}) | facts
    return note_for_adopter(it or adopter(cast), by=by or cast.maya, at=at, kind=kind, text=facts.pop("text", "Two carers."), **facts)


def confirmed(cast: Any, it: Adopter | None = None, kind: str = "lay", **facts: Any) -> AdopterNote:
    note = noted(cast, it, kind, **facts)
    say_on_note(note, by=cast.joe, at=MONDAY, is_so=True)
    return fresh(note)


def told(kind: str, *people: Partner) -> int:
    rows = Message.objects.filter(kind=kind)
    return rows.filter(to__in=[each.ref for each in people]).count() if people else rows.count()


def run_clock(at: Any) -> None:
    let_check("toolkit", at=at)


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route: chapters in each state, a "no" and a comment, material and a consent, an adopter."""
    draft = begun(cast, title="Draft")
    ask_authors(draft, [cast.ines, cast.joe], by=cast.priya, at=MONDAY)
    mine = ChapterAuthor.objects.get(chapter=draft, partner=cast.ines)
    say_on_authorship(ChapterAuthor.objects.get(chapter=draft, partner=cast.joe), at=MONDAY, agrees=True, named=True, through="phone",
                      noted_by=cast.maya)
    waits, ready = asked(cast, title="Waits"), approved(cast, title="Approved")
    out, no = published(cast, title="Published"), refused(cast, title="Refused")
    answered = refused(cast, title="Answered")
    answer_no(answered.words.get(), by=cast.priya, at=MONDAY, text="We counted again.")
    again, gone = reviewing(cast, title="Again"), withdrawn(cast, title="Withdrawn")
    shared = published(cast, title="Shared")
    share_chapter(shared, by=cast.amina, at=MONDAY)
    changed(cast, draft)
    comment = comment_on(out, by=cast.forrest, at=MONDAY, number=1, text="Which twelve?")
    answer_comment(comment_on(out, by=cast.joe, at=MONDAY, number=1, text="Why?", through="phone", noted_by=cast.maya), by=cast.priya,
                   at=MONDAY, text="Because.")
    may, waiting = free(cast, ref="free"), offered(cast, ref="waiting")
    inside = taken(cast, draft, ref="taken")
    say_on_consent(inside.consents.get(), at=MONDAY, agrees=False)
    from_amina = waiting.consents.get()
    it = adopter(cast)
    note, is_so = noted(cast, it), confirmed(cast, it, "learnt", text="Ask sooner.", chapter=out)
    disputed = noted(cast, it, "adapted", text="Smaller groups.")
    say_on_note(disputed, by=cast.joe, at=MONDAY, is_so=False, text="They are larger.")
    over = noted(cast, it, "adapted", text="Other rooms.")
    answer_adopter_word(say_on_note(over, by=cast.joe, at=MONDAY, is_so=False, text="The same rooms."), by=cast.maya, at=MONDAY,
                        text="Since May.")
    assert is_so.state == "confirmed" and again.state == "reviewing"
    by_ref: dict[Any, tuple[str, ...]] = {
        draft: ("chapter-change", "chapter-up", "chapter-compare", "chapter-authors", "chapter-ask"),
        mine: ("chapter-author-say", "chapter-author-leave"),
        waits: ("chapter-take-back", "chapter-say", "chapter-say-note"), ready: ("chapter-publish",),
        out: ("chapter", "chapter-review", "chapter-withdraw", "chapter-comment", "chapter-comment-note", "chapter-share",
              "chapter-share-note", "public-chapter"),
        again: ("chapter-keep",), gone: ("chapter-take-up",), shared: ("chapter-share-stop",), no.words.get(): ("chapter-no-answer",),
        comment: ("chapter-comment-answer",), may: ("material", "material-take"), waiting: ("material-take-back",),
        inside: ("material-out",), from_amina: ("material-consent",), it: ("adopter", "adopter-change", "adopter-note-new"),
        note: ("adopter-note-say", "adopter-note-say-note", "adopter-note-back"),
        disputed.words.get(): ("adopter-word-answer",)}
    found = {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    of = {"slug": cast.programme.slug}
    found |= dict.fromkeys(("toolkit", "chapter-new", "material-offer", "adopter-new"), of)
    book = {"ref": out.book.public_ref}
    return found | {"public-toolkits": {}, "public-toolkit": book, "public-toolkit-pdf": book, "public-toolkit-word": book}


def more_pages() -> list[str]:
    """Pages of which there are several: chapters, material and adopters."""
    return [each.get_absolute_url() for model in (Chapter, Material, Adopter) for each in model.objects.all()] + [
        f"/toolkits/chapter/{each.ref}/" for each in Chapter.objects.public()] + [
        f"/chapters/{each.ref}/compare/" for each in Chapter.objects.filter(version__gt=1)]
