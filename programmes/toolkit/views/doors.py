"""Finders: a thing of this wing, or 404 when the reader may not know that it exists."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from programmes.programme.policies import partner_of, standing
from programmes.programme.views.doors import its_programme, the_one
from programmes.raising.models import About
from programmes.raising.policies import may_note_for
from programmes.raising.views.topics import TOPICS, Topic
from programmes.toolkit.models import (
    Adopter,
    AdopterNote,
    AdopterWord,
    Chapter,
    ChapterAuthor,
    ChapterComment,
    ChapterWord,
    Material,
    MaterialConsent,
)
from programmes.toolkit.policies.chapters import reads_drafts

AUTHORS = Prefetch("authors", ChapterAuthor.objects.select_related("partner", "noted_by").order_by("pk"))
WITH = ("book__programme", "shared_by", "shared_noted_by", "withdrawn_by")


def _of_chapter(user: Any, found: Any, path: str, ref: str) -> Any:
    """What belongs to a chapter, with the chapter and its authors; not there for who may not read the chapter."""
    thing = get_object_or_404(found, ref=ref)
    chapter = the_chapter(user, getattr(thing, path).ref)
    setattr(thing, path, chapter)
    return thing


def the_chapter(user: Any, ref: str) -> Chapter:
    """To everybody who may not read it, it is not there: drafts are for those who work at the toolkit."""
    found: Chapter = the_one(user, Chapter.objects.select_related(*WITH).prefetch_related(AUTHORS), its_programme, ref=ref)
    if not found.is_public() and not reads_drafts(user, found.programme):
        raise Http404
    return found


def the_author(user: Any, ref: str) -> ChapterAuthor:
    """One's own, also for who reads no drafts else; else as the chapter."""
    found = get_object_or_404(ChapterAuthor.objects.select_related("chapter__book__programme", "partner", "noted_by"), ref=ref,
                              left_at__isnull=True)
    me = partner_of(user)
    if me is None or me.pk != found.partner_id:
        the_chapter(user, found.chapter.ref)
    return found


def the_word(user: Any, ref: str) -> ChapterWord:
    found: ChapterWord = _of_chapter(user, ChapterWord.objects.select_related("chapter", "by"), "chapter", ref)
    if not reads_drafts(user, found.programme):
        raise Http404
    return found


def the_comment(user: Any, ref: str) -> ChapterComment:
    found: ChapterComment = _of_chapter(user, ChapterComment.objects.select_related("chapter", "by"), "chapter", ref)
    return found


def the_material(user: Any, ref: str) -> Material:
    """For those who work at the toolkit; and for those whom it comes from, also when they have left."""
    found = get_object_or_404(Material.objects.select_related("programme", "offered_by", "chapter__book__programme").prefetch_related(
        "consents__partner", Prefetch("chapter__authors", ChapterAuthor.objects.select_related("partner"))), ref=ref)
    me = partner_of(user)
    if not reads_drafts(user, found.programme) and not any(me is not None and each.partner_id == me.pk for each in found.consents.all()):
        raise Http404
    return found


def the_consent(user: Any, ref: str) -> MaterialConsent:
    """For whom it is about, and for those who write down what they say; for who is hidden only they and the manager."""
    found = get_object_or_404(MaterialConsent.objects.select_related(
        "material__programme", "material__offered_by", "partner", "noted_by").prefetch_related("material__consents"), ref=ref)
    me = partner_of(user)
    if me is not None and me.pk == found.partner_id:
        return found
    if not may_note_for(user, found.programme) or (found.is_hidden and "PM" not in standing(user).codes(found.programme)):
        raise Http404
    return found


def the_adopter(user: Any, ref: str) -> Adopter:
    found: Adopter = the_one(user, Adopter.objects.select_related("book__programme", "organisation", "recorded_by"), its_programme, ref=ref)
    return found


def the_note(user: Any, ref: str) -> AdopterNote:
    found: AdopterNote = the_one(user, AdopterNote.objects.select_related("adopter__book__programme", "written_by"), its_programme, ref=ref)
    return found


def the_adopter_word(user: Any, ref: str) -> AdopterWord:
    found: AdopterWord = the_one(user, AdopterWord.objects.select_related("note__adopter__book__programme", "note__written_by", "by"),
                                 its_programme, ref=ref)
    return found


TOPICS["chapter"] = Topic(_("a chapter of the toolkit"), the_chapter, lambda it: About("chapter", it.ref, it.title, it.programme),
                          "programmes:chapter", ("chapter",))
