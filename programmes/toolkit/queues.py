"""What waits for somebody in the toolkit, for the page "what needs you"."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models.standing import Standing
from programmes.programme.roles import NAMES
from programmes.toolkit.lifecycles import ChapterState, MaterialState, NoteState
from programmes.toolkit.models import (
    AdopterNote,
    AdopterWord,
    Chapter,
    ChapterAuthor,
    ChapterComment,
    ChapterWord,
    MaterialConsent,
)
from programmes.toolkit.policies.adopters import waiting_for
from programmes.toolkit.policies.chapters import agreed_authors, of_author


def _running(found: QuerySet, path: str) -> QuerySet:
    return found.exclude(**{f"{path}programme__state": ProgrammeState.CLOSED})


def _programmes(here: Standing) -> frozenset[int]:
    """Where this person has any role: who has left opens nothing there any more."""
    return here.programmes(NAMES)


def authorships_to_answer(here: Standing, on: date) -> QuerySet:
    """This person is asked to write a chapter."""
    return _running(ChapterAuthor.objects.filter(partner=here.partner, agrees__isnull=True, left_at__isnull=True,
                                                 chapter__book__programme__in=_programmes(here)), "chapter__book__")


def chapters_to_approve(here: Standing, on: date) -> QuerySet:
    """Chapters that wait for a word of a lay co-author, which this person has not said on these words since they were asked."""
    said = ChapterWord.objects.current().filter(chapter=OuterRef("pk"), number=OuterRef("version"), by=here.partner,
                                                at__gte=OuterRef("asked_at"))
    mine = agreed_authors().filter(chapter=OuterRef("pk"), partner=here.partner, is_lay=True)
    return _running(Chapter.objects.filter(~Exists(said), Exists(mine), state=ChapterState.ASKED, book__programme__in=_programmes(here)),
                    "book__")


def chapter_noes_to_answer(here: Standing, on: date) -> QuerySet:
    """A lay co-author said no: for its other authors."""
    return _running(ChapterWord.objects.open_noes().filter(
        of_author(here.partner, "chapter"), chapter__book__programme__in=_programmes(here)), "chapter__book__").exclude(by=here.partner)


def chapters_to_review(here: Standing, on: date) -> QuerySet:
    """What this person writes and everybody reads, a month before it is to be looked at again and later."""
    return _running(Chapter.objects.public().filter(of_author(here.partner), remind_on__lte=on, book__programme__in=_programmes(here)),
                    "book__")


def comments_on_chapters(here: Standing, on: date) -> QuerySet:
    """What readers said: for its authors; never one's own."""
    return _running(ChapterComment.objects.waiting().filter(
        of_author(here.partner, "chapter"), chapter__book__programme__in=_programmes(here)), "chapter__book__").exclude(by=here.partner)


def consents_to_give(here: Standing, on: date) -> QuerySet:
    """May this person's words be used? Also of somebody who has left: the words are theirs."""
    return _running(MaterialConsent.objects.filter(partner=here.partner, agrees__isnull=True), "material__").exclude(
        material__state=MaterialState.BACK)


def adopter_notes_to_judge(here: Standing, on: date) -> QuerySet:
    """What adopters say, and no lay partner has confirmed."""
    return _running(AdopterNote.objects.filter(waiting_for(here), state=NoteState.WRITTEN), "adopter__book__")


def adopter_disputes(here: Standing, on: date) -> QuerySet:
    """A lay partner says that it is not so: for who wrote it, and for the manager."""
    mine = Q(note__written_by=here.partner, note__adopter__book__programme__in=_programmes(here)) | Q(
        note__adopter__book__programme__in=here.programmes(["PM"]))
    return _running(AdopterWord.objects.open_noes().filter(mine, note__state=NoteState.DISPUTED), "note__adopter__book__").exclude(
        by=here.partner)
