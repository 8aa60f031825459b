"""How a role profile is shown: section by section, its tone, and what lay leaders said to it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils.translation import gettext as _

from coprod.kit.saying import moment
from partners.models import Partner
from programmes.profiles.catalogue import CAUTION, CHOOSING, PAYMENT, PLACE, QUALITY, SECTIONS, Section
from programmes.profiles.lifecycles import ProfileState
from programmes.profiles.models import ProfileView, RoleProfile
from programmes.programme.telling import named

_S = ProfileState
TONES: dict[str, str] = {
    _S.DRAFT: "not_started", _S.ASKED: "running", _S.AGREED: "waiting", _S.PUBLISHED: "done", _S.CLOSED: "gap", _S.SUPERSEDED: "reopened"}


class Read(NamedTuple):
    """One section as people read it; `caution` are the fixed sentences that stand in it."""

    title: str
    rows: list[tuple[str, str]]
    caution: tuple[Any, ...] = ()


class Said(NamedTuple):
    """What somebody said, how they are called, and how the one who answered is."""

    view: ProfileView
    who: str
    answered_by: str
    is_earlier: bool        # said to an earlier text, or taken back by a later word


class WayIn(NamedTuple):
    """Where anybody may put themselves forward for an open role, and the forms in which they can read about it."""

    href: str
    copies: list[Any]


WAYS_IN: list[Callable[[RoleProfile, datetime], WayIn | None]] = []     # a later wing adds its door
# Roles for which people were asked, and are not asked any more: conditions on profiles that later wings add, (at) -> Q.
IS_OVER: list[Callable[[datetime], Q]] = []


def hours_in_words(profile: RoleProfile) -> str:
    if profile.hours_a_month is None or profile.reading_hours is None:
        return ""
    return _("%(hours)d hours a month in all; %(reading)d of them are for reading") % {
        "hours": profile.hours_a_month, "reading": profile.reading_hours}


def _more(profile: RoleProfile, section: Section) -> list[tuple[str, str]]:
    """What a section says beside its texts."""
    if section is PLACE:
        return [(_("Hours"), hours_in_words(profile))]
    if section is PAYMENT:
        return [(_("Kind of role"), profile.get_category_display())]
    if section is CHOOSING:
        return [(_("Closing date and time"), moment(profile.closing_at))]
    return []


def sections_of(profile: RoleProfile) -> list[Read]:
    """All that it says. A draft says of each blank that it is not written yet; what is optional and empty is left out."""
    found = []
    for section in SECTIONS:
        rows = _more(profile, section) + [
            (str(part.heads), getattr(profile, part.name)) for part in section.parts
            if not part.is_optional or getattr(profile, part.name)]
        if section is QUALITY and profile.other_qualities and not profile.other_agreed_by:
            rows.append((_("Who agreed them"), ""))
        found.append(Read(str(section.title), rows, CAUTION if section is PAYMENT else ()))
    return found


def state_of(profile: RoleProfile) -> tuple[str, str, str]:
    """Code, words and tone."""
    return profile.state, profile.get_state_display(), TONES[profile.state]


def said_of(profile: RoleProfile, *, names: bool, me: Partner | None) -> list[Said]:
    """Every word that was ever said to it, the newest first. `profile` as from `with_people`."""

    def call(person: Partner | None, role: str = "") -> str:
        return named(person, names=names or person == me, role=role)

    return [Said(view, call(view.partner, view.role), call(view.answered_by, "PM"),
                 view.replaced_at is not None or view.round != profile.round)
            for view in reversed(list(profile.views.all()))]
