"""Who is told what about a role profile: lay leaders that their word is asked, managers of a "no", the objector of its answer."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.utils.translation import gettext_lazy

from coprod.kit.saying import day
from coprod.post.catalogue import Kind, Topic, declare
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from programmes.profiles.models import ProfileView, RoleProfile
from programmes.programme.notices import still_reads
from programmes.stages.notices.rows import ANY, outbox_rows, ways

declare(
    Topic.JOINING,
    Kind("profile_asked", gettext_lazy("A role profile waits for the word of lay leaders"),
         gettext_lazy("The founding lay partners at first, and the lay co-chairs"), gettext_lazy("At once"), must=True),
    Kind("profile_refused", gettext_lazy("A lay leader does not agree to a role profile"), gettext_lazy("The managers"),
         gettext_lazy("At once"), must=True),
    Kind("profile_no_answered", gettext_lazy("A “no” to a role profile has an answer"), gettext_lazy("Who said no"),
         gettext_lazy("At once"), must=True))

ASKED = {"FND": Q(cycle=1), "LCC": ANY}
MANAGERS = {"PM": ANY}


def _rows(kind: str, profile: RoleProfile, roles: dict[str, Q], *, on: date, at: datetime, occasion: str) -> Iterator[QuerySet]:
    one = RoleProfile.objects.filter(pk=profile.pk).order_by()
    for way in ways(roles, on):
        yield outbox_rows(one.filter(way.tie), kind, about="ref", to=f"{way.person}ref", occasion=Value(occasion, CharField()),
                          book="programme__ref", at=at)


def view_is_asked(profile: RoleProfile, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To everybody who is asked."""
    yield from _rows("profile_asked", profile, ASKED, on=on, at=at, occasion=f"round {profile.round}")


def no_is_said(view: ProfileView, *, on: date, at: datetime) -> Iterator[QuerySet]:
    """To the programme's managers."""
    yield from _rows("profile_refused", view.profile, MANAGERS, on=on, at=at, occasion=f"no {view.ref}")


def no_is_answered(view: ProfileView, *, at: datetime) -> Message:
    """To the person who said no."""
    return Message(kind="profile_no_answered", about=view.ref, to=view.partner.ref, occasion="answered", book=view.trail_book,
                   written_at=at, due_at=at)


def _profile(message: Message) -> RoleProfile | None:
    """What the message is about, while its reader still has a role in the programme."""
    profile = RoleProfile.objects.select_related("programme", "group").one_or_none(ref=message.about)
    return profile if profile and still_reads(message, profile.programme) else None


def _named(profile: RoleProfile) -> dict[str, Any]:
    return {"programme": profile.programme, "title": profile.title, "group": profile.group}


@says("profile_asked")
def asked_words(message: Message) -> Words | None:
    """A role profile waits for this person's word. Said neither to who asked nor to who has answered."""
    profile = _profile(message)
    if profile is None or not profile.is_waiting() or message.occasion != f"round {profile.round}":
        return None
    said = ProfileView.objects.of_round(profile).filter(profile=profile, partner__ref=message.to)
    if (profile.asked_by and profile.asked_by.ref == message.to) or said.exists():
        return None
    return Words(
        subject=_("%(programme)s: a role profile waits for your word") % _named(profile),
        lines=[_("“%(title)s”, for %(group)s.") % _named(profile),
               _("It is published only when lay leaders agree. You may comment until %(day)s.") % {"day": day(profile.comments_until)}],
        action=_("Read it and say what you think"), path=profile.get_absolute_url())


@says("profile_refused")
def refused_words(message: Message) -> Words | None:
    """A lay leader does not agree, and nobody has answered yet."""
    profile = _profile(message)
    if profile is None or not profile.views.open_noes().filter(ref=message.occasion.removeprefix("no ")).exists():   # type: ignore[attr-defined]
        return None
    return Words(
        subject=_("%(programme)s: a lay leader does not agree to a role profile") % _named(profile),
        lines=[_("“%(title)s”, for %(group)s.") % _named(profile),
               _("The reason stands on the page. Answer it, or change the text.")],
        action=_("Read the reason"), path=profile.get_absolute_url())


@says("profile_no_answered")
def no_answered_words(message: Message) -> Words | None:
    """What the manager answers to this person's "no", as long as they can change their word."""
    view = ProfileView.objects.select_related("profile__programme", "profile__group").one_or_none(ref=message.about)
    if view is None or view.replaced_at or not view.profile.is_waiting() or not still_reads(message, view.profile.programme):
        return None
    return Words(
        subject=_("%(programme)s: your “no” was answered") % _named(view.profile),
        lines=[_("“%(title)s”, for %(group)s.") % _named(view.profile),
               _("Your “no” stays on the page, with the answer. You can change your word, or leave it.")],
        action=_("Read the answer"), path=view.profile.get_absolute_url())
