"""What a programme says in words of its own, which kinds may be put in other words, and about which message they are tried out."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from coprod.post import wording
from coprod.post.catalogue import kind_of
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.post.sentences import sentences_of
from programmes.messages.models import MessageWording
from programmes.messages.policies import messages_in
from programmes.programme.models import Programme

TRIED_ON = 25       # so many of the newest messages are offered
SOMEBODYS_OWN = ("announcement",)


def words_of_book(book: str) -> wording.Book:
    """What the programme `book` says instead of the program, by kind and language. One query."""
    found: dict[str, dict[str, wording.Texts]] = defaultdict(dict)
    rows = MessageWording.objects.in_force().filter(programme__ref=book).order_by()
    for kind, language, texts in rows.values_list("kind", "language", "texts"):
        found[kind][language] = texts
    return found


registry.words_of_book = words_of_book


def may_be_worded(kind: str) -> Answer:
    """What people must be told of their account, and of what others write down for them, is said everywhere alike; what somebody wrote
    is theirs."""
    if kind_of(kind).fixed:
        return No(_("These words are the same everywhere. They say what people must be told of their account and of what others write "
                    "down for them."))
    if kind in SOMEBODYS_OWN:
        return No(_("Somebody writes these words each time."))
    return YES if sentences_of(kind) else No(_("There is nothing here to put in other words."))


def in_force(programme: Programme, kind: str, language: str) -> MessageWording | None:
    """The version that holds; None while it is the program's own words."""
    return MessageWording.objects.in_force().filter(programme=programme, kind=kind, language=language).first()


def changed_in(programme: Programme) -> set[str]:
    """The kinds that say something in the programme's own words."""
    found = MessageWording.objects.in_force().filter(programme=programme).exclude(texts={})
    return set(found.order_by().values_list("kind", flat=True))


def versions_of(programme: Programme, kind: str, language: str) -> QuerySet[MessageWording]:
    """Every version, the newest first."""
    return MessageWording.objects.filter(programme=programme, kind=kind, language=language).select_related("by").order_by("-number")


def to_try_on(user: Any, programme: Programme, kind: str, *, on: date) -> list[Message]:
    """The newest messages of that kind which the user may read: words are tried out on one of them."""
    return list(messages_in(user, programme, on=on).filter(kind=kind).order_by("-written_at", "-pk")[:TRIED_ON])
