"""The trail of this wing in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import REASONS, SENTENCES, TONES
from programmes.toolkit.models import AdopterWord, Chapter, ChapterWord

SENTENCES.update({
    ("programmes.toolkit", "begin"): _("%(who)s began the toolkit"),
    ("programmes.chapter", "begin"): _("%(who)s began the chapter"),
    ("programmes.chapter", "change"): _("%(who)s changed the chapter: version %(version)s"),
    ("programmes.chapter", "move_up"): _("%(who)s moved the chapter up"),
    ("programmes.chapter", "ask"): _("%(who)s asked the lay co-authors to approve version %(version)s"),
    ("programmes.chapter", "take_back"): _("%(who)s took it back to change it"),
    ("programmes.chapter", "approve"): _("Version %(version)s is approved by a lay co-author"),
    ("programmes.chapter", "refuse"): _("It is a draft again: a lay co-author says no"),
    ("programmes.chapter", "publish"): _("%(who)s published version %(version)s"),
    ("programmes.chapter", "review"): _("%(who)s put it under review"),
    ("programmes.chapter", "keep"): _("%(who)s said that it is still right"),
    ("programmes.chapter", "withdraw"): _("%(who)s withdrew it"),
    ("programmes.chapter", "take_up"): _("%(who)s took it up again"),
    ("programmes.chapter", "share"): _("A lay co-author lets it stand in the toolkit of all programmes here"),
    ("programmes.chapter", "stop_sharing"): _("%(who)s took it out of the toolkit of all programmes here"),
    ("programmes.chapterauthor", "ask"): _("%(who)s asked somebody to write it too"),
    ("programmes.chapterauthor", "agree"): _("Somebody said yes to write it too"),
    ("programmes.chapterauthor", "decline"): _("Somebody who was asked does not write it"),
    ("programmes.chapterauthor", "leave"): _("Somebody writes it no more"),
    ("programmes.chapterword", "agree"): _("%(who)s said yes to version %(version)s"),
    ("programmes.chapterword", "refuse"): _("%(who)s said no to version %(version)s"),
    ("programmes.chapterword", "answer"): _("%(who)s answered a “no”"),
    ("programmes.material", "offer"): _("%(who)s offered it for the toolkit"),
    ("programmes.material", "free"): _("It may be used: everybody it comes from says yes"),
    ("programmes.material", "take_in"): _("%(who)s took it into a chapter"),
    ("programmes.material", "refuse"): _("It may not be used: somebody it comes from says no"),
    ("programmes.material", "take_back"): _("%(who)s took the offer back"),
    ("programmes.material", "say_out"): _("%(who)s took its words out of the chapter"),
    ("programmes.materialconsent", "agree"): _("Somebody it comes from said yes"),
    ("programmes.materialconsent", "decline"): _("Somebody it comes from said no"),
    ("programmes.chaptercomment", "give"): _("%(who)s said something about the chapter"),
    ("programmes.chaptercomment", "answer"): _("%(who)s answered a reader"),
    ("programmes.adopter", "record"): _("%(who)s recorded the adopter"),
    ("programmes.adopter", "change"): _("%(who)s changed the facts of the adopter"),
    ("programmes.adopternote", "write"): _("%(who)s wrote down something for the adopter"),
    ("programmes.adopternote", "confirm"): _("It counts: a lay partner says that it is so"),
    ("programmes.adopternote", "dispute"): _("It does not count: a lay partner says that it is not so"),
    ("programmes.adopternote", "ask_anew"): _("It waits for a lay partner again"),
    ("programmes.adopternote", "take_back"): _("%(who)s took a note of the adopter back"),
    ("programmes.adopterword", "confirm"): _("%(who)s said that it is so"),
    ("programmes.adopterword", "refuse"): _("%(who)s said that it is not so"),
    ("programmes.adopterword", "answer"): _("%(who)s answered a “not so”"),
})
TONES.update({
    ("programmes.chapter", "approve"): "done", ("programmes.chapter", "publish"): "done", ("programmes.chapter", "refuse"): "refused",
    ("programmes.chapter", "review"): "concern", ("programmes.chapter", "withdraw"): "gap", ("programmes.chapterword", "refuse"): "refused",
    ("programmes.material", "refuse"): "refused", ("programmes.adopternote", "confirm"): "done",
    ("programmes.adopternote", "dispute"): "refused", ("programmes.adopterword", "refuse"): "refused"})
REASONS.update({
    ("programmes.chapter", "withdraw"): lambda refs: dict(Chapter.objects.filter(ref__in=refs).values_list("ref", "withdrawn_because")),
    ("programmes.chapterword", "refuse"): lambda refs: dict(ChapterWord.objects.filter(ref__in=refs).values_list("ref", "text")),
    ("programmes.chapterword", "answer"): lambda refs: dict(ChapterWord.objects.filter(ref__in=refs).values_list("ref", "answer")),
    ("programmes.adopterword", "refuse"): lambda refs: dict(AdopterWord.objects.filter(ref__in=refs).values_list("ref", "text")),
    ("programmes.adopterword", "answer"): lambda refs: dict(AdopterWord.objects.filter(ref__in=refs).values_list("ref", "answer")),
})
