"""Several messages in one: gathered as they fall due, and made into one message a person when its hour has come."""

from datetime import datetime

from django.db.models import CharField, DateTimeField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.clock import day_of
from coprod.kit.sql import insert_from
from coprod.post.actions.writing import ROW
from coprod.post.catalogue import DIGEST, kind_of, names_of
from coprod.post.lifecycles import MESSAGE, State
from coprod.post.models import Message
from coprod.post.planning import Why
from coprod.post.registry import Words, registry, says

ENDED = (State.SENT, State.TOLD, State.DROPPED, State.FAILED)


def bundle(*, at: datetime) -> int:
    """Make the digests whose hour has come: one row a person and day, and every message that is due goes into it. Set-based, whoever comes
    by at the same time; what comes too late for one that is out already goes into that of the next day. Says how many are new."""
    due = Message.objects.filter(Q(digest__isnull=True) | Q(digest__state__in=ENDED), state=State.GATHERED, due_at__lte=at)
    if not due.exists():
        return 0
    due, day, text = due.not_paused(), day_of(at).isoformat(), CharField()
    people = due.order_by().values("to").distinct().annotate(
        m_kind=Value(DIGEST, text), m_about=F("to"), m_to=F("to"), m_occasion=Value(day, text),
        m_book=Value("", text), m_written_at=Value(at, DateTimeField()), m_due_at=Value(at, DateTimeField()),
        m_priority=Value(kind_of(DIGEST).priority, IntegerField()), m_state=Value(str(MESSAGE.start), text),
        m_claimed_by=Value("", text), m_tries=Value(0, IntegerField()))
    made = insert_from(Message, people, ROW)
    open_ones = Message.objects.filter(kind=DIGEST, to=OuterRef("to"), occasion=day, state=State.WAITING)
    due.filter(Exists(open_ones)).update(digest=Subquery(open_ones.values("pk")[:1]))
    return made


def as_one(digest: Message, said: list[Words]) -> Words | None:
    """The words of a digest: nothing where nothing is left to say, and a single message as itself."""
    if len(said) < 2:
        return said[0] if said else None
    lines = [ngettext("There is %(n)d thing for you.", "There are %(n)d things for you.", len(said)) % {"n": len(said)}]
    return Words(subject=_("What is new for you, %(day)s") % {"day": date_format(digest.due_at, "j F")}, lines=lines, parts=said)


@says(DIGEST)
def digest_words(message: Message) -> Words | None:
    """What is left to say of what was gathered: for who tells it by phone or letter."""
    parts = Message.objects.together_with(message).filter(state__in=[State.GATHERED, State.TOLD])
    return as_one(message, [words for part in parts if (words := registry.words[part.kind](part))])


def by_programme(digest: Message, *, at: datetime, why: Why) -> list[Message]:
    """A digest that a person has to tell, parted by programme, so that who runs one programme does not read of another: this one keeps the
    first, and each other programme gets one of its own, in the state that this one has. What not everybody may read who tells people is
    told by itself. None comes back where nothing else is left."""
    parts: QuerySet[Message] = Message.objects.together_with(digest).filter(state=State.GATHERED)
    parts.filter(kind__in=names_of(discreet=True)).update(
        state=MESSAGE.after("hand_over", State.GATHERED), digest=None, why=why, finished_at=at)
    books = sorted(set(parts.values_list("book", flat=True)))
    if not books:
        return []
    Message.objects.filter(pk=digest.pk).update(book=books[0])
    digest.book, digests = books[0], [digest]
    claimed = {"claimed_at": at, "claimed_by": digest.claimed_by} if digest.state == State.SENDING else {}
    for book in books[1:]:
        another, _made = Message.objects.get_or_create(
            kind=DIGEST, about=digest.about, to=digest.to, occasion=f"{digest.occasion} {book[-20:]}",
            defaults={"book": book, "written_at": at, "due_at": at, "priority": digest.priority, "state": digest.state, "why": why,
                      "channel": digest.channel, "finished_at": at, **claimed})
        parts.filter(book=book).update(digest=another)
        digests.append(another)
    return digests
