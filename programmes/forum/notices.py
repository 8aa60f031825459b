"""Who is asked whether it was them, who is in, whether they stay (NT56), and what is new (NT40 and FM2, once a month)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from coprod.kit.clock import start_of
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.candidates.lifecycles import CandidateState
from partners.models import Partner
from programmes.forum.catalogue import AGAIN, MOST_NEWS, NEWS, WHERE_NEWS, YEAR, Digest, News
from programmes.forum.models import ForumJoin, ForumTie, token_of_join, token_of_tie
from programmes.forum.policies import ties_of_members
from programmes.stages.notices.rows import outbox_rows

declare(
    Topic.PLANS,
    Kind("forum_was_it_you", gettext_lazy("Somebody gave an address to join the Forum"), gettext_lazy("Whoever has that address"),
         gettext_lazy("At once"), must=True, urgent=True),
    Kind("forum_is_joined", gettext_lazy("Somebody joined the Forum"), gettext_lazy("The new member"), gettext_lazy("At once"), must=True,
         source="NT08"),
    Kind("forum_stay", gettext_lazy("A year has passed since a member said that they stay"), gettext_lazy("The member"),
         gettext_lazy("After a year, and once more 30 days later"), must=False, escalates=gettext_lazy("They are not written to any more"),
         source="NT56", reminder=True),
    Kind("forum_news", gettext_lazy("Something was new for the Forum in the month before"), gettext_lazy("Each member who wants it"),
         gettext_lazy("Once a month"), must=False, source="NT40, FM2", to_many=True))


def was_it_you(join: ForumJoin, *, at: datetime) -> Message:
    return Message(kind="forum_was_it_you", about=join.ref, to=join.candidate.ref, occasion="asked", book=join.trail_book, written_at=at,
                   due_at=at)


def joined(join: ForumJoin, person: Partner, *, at: datetime) -> Message:
    return Message(kind="forum_is_joined", about=join.ref, to=person.ref, occasion="joined", book=join.trail_book, written_at=at, due_at=at)


def _said(words: str) -> Value:
    return Value(words, CharField())


def keep_in_touch(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """To each member a year after they joined or last said that they stay, and 30 days later once more."""
    for again, (first, end) in enumerate(((YEAR, YEAR + AGAIN), (YEAR + AGAIN, YEAR + 2 * AGAIN)), start=1):
        due = ties_of_members(on).filter(quiet_at__isnull=True, kept_on__lte=on - timedelta(days=first),
                                         kept_on__gt=on - timedelta(days=end))
        yield outbox_rows(due.order_by(), "forum_stay", about="ref", to="partner__ref", book="programme__ref", at=at,
                          occasion=Concat(Cast(F("kept_on"), CharField()), _said(f":{again}")))


def month_before(on: date) -> tuple[date, date]:
    """The first day of the month before the one of `on`, and the first day of that of `on`."""
    this = on.replace(day=1)
    return (this - timedelta(days=1)).replace(day=1), this


def digests(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """Once a month to each member who wants it, where anything was new in the month before. Whoever joined since hears of the next."""
    first, this = month_before(on)
    since, until = start_of(first), start_of(this)
    for where in WHERE_NEWS:
        due = ties_of_members(on).filter(digest=Digest.MONTHLY, quiet_at__isnull=True, since_on__lt=this,
                                         programme__in=where(since, until))
        yield outbox_rows(due.order_by(), "forum_news", about="ref", to="partner__ref", book="programme__ref", at=at,
                          occasion=_said(first.isoformat()[:7]))


def news_for(tie: ForumTie, since: datetime, until: datetime) -> list[News]:
    return [each for ask in NEWS for each in ask(tie, since, until)]


# --- in words ----------------------------------------------------------------------------------------------------------------

def _join(message: Message) -> ForumJoin | None:
    return ForumJoin.objects.filter(ref=message.about).select_related("programme", "candidate__partner").first()


@says("forum_was_it_you")
def was_it_you_words(message: Message) -> Words | None:
    """Nothing is left to say once they have answered."""
    join = _join(message)
    if join is None or join.candidate.state != CandidateState.ASKED:
        return None
    return Words(
        subject=_("Please confirm: the Forum of %(programme)s") % {"programme": join.programme.name},
        lines=[_("Somebody gave us this address to join the Forum. Was it you?"),
               _("Press the button, and you are a member. If it was not you, do nothing: we erase the address after two weeks.")],
        action=_("Yes, I join"), path=reverse("programmes:forum-confirm", args=[join.ref, token_of_join(join.ref)]))


@says("forum_is_joined")
def joined_words(message: Message) -> Words | None:
    join = _join(message)
    if join is None or join.candidate.partner is None or join.joined_at is None:
        return None
    return Words(
        subject=_("Welcome to the Forum of %(programme)s") % {"programme": join.programme.name},
        lines=[_("You are a member of the Forum now. It hears of plans while they can still change, and says what it thinks."),
               _("You answer when you want to. Once a month we tell you what is new."),
               _("You may change what you hear of, or leave, at any time. You need give no reason.")],
        action=_("Choose what I hear of"), path=_own_page(join.programme.pk, join.candidate.partner))


def _own_page(programme: Any, partner: Partner) -> str:
    tie = ForumTie.objects.filter(programme=programme, partner=partner).first()
    return reverse("programmes:forum-by-link", args=[tie.ref, token_of_tie(tie.ref)]) if tie else reverse("programmes:home")


def _tie(message: Message) -> ForumTie | None:
    """Of a member who still is one, and hears from us."""
    found = ForumTie.objects.filter(ref=message.about, quiet_at__isnull=True).select_related("programme", "partner").first()
    if found is None or not ties_of_members(message.due_at.date()).filter(pk=found.pk).exists():
        return None
    return found


@says("forum_stay")
def stay_words(message: Message) -> Words | None:
    tie = _tie(message)
    if tie is None or not message.occasion.startswith(tie.kept_on.isoformat()):
        return None
    return Words(
        subject=_("Do you want to stay in the Forum of %(programme)s?") % {"programme": tie.programme.name},
        lines=[_("We ask everybody once a year."),
               _("If we hear nothing after a second letter, we stop writing to you. You can come back whenever you like.")],
        by_link=[_("One press is enough.")],
        action=_("Say whether I stay"), path=reverse("programmes:forum-by-link", args=[tie.ref, token_of_tie(tie.ref)]))


@says("forum_news")
def news_words(message: Message) -> Words | None:
    """What was new in the month. Nothing, if they do not want it any more or nothing of it concerns them."""
    tie = _tie(message)
    if tie is None or tie.digest != Digest.MONTHLY:
        return None
    year, month = map(int, message.occasion.split("-"))
    first = date(year, month, 1)
    found = news_for(tie, start_of(first), start_of((first + timedelta(days=32)).replace(day=1)))
    if not found:
        return None
    lines = [f"{each.words} {each.path}" if each.path.startswith("http") else each.words for each in found[:MOST_NEWS]]
    if len(found) > MOST_NEWS:
        lines.append(_("And %(n)d more.") % {"n": len(found) - MOST_NEWS})
    return Words(
        subject=_("What was new in %(month)s: the Forum of %(programme)s") % {
            "month": date_format(first, "F"), "programme": tie.programme.name},
        lines=lines, action=_("Read it, or choose what you hear of"),
        path=reverse("programmes:forum-by-link", args=[tie.ref, token_of_tie(tie.ref)]))
