"""Role profiles that the tests write, agree to and publish in the cast's programme, for its Advisory Group unless told otherwise.

Maya manages the programme. In its first round the founding leaders (Femi, Fran) and the lay co-chair (Ines) are asked.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from programmes.profiles.actions import ask_for_views, publish_profile, say_view, write_profile
from programmes.profiles.catalogue import PARTS
from programmes.profiles.models import RoleProfile
from tests.makers import MONDAY

TODAY = MONDAY.date()
DAY = timedelta(days=1)
CLOSING = datetime(2026, 4, 20, 16, 0, tzinfo=UTC)          # 5pm in London
TEXTS = {part.name: f"About {part.name}." for part in PARTS if not part.is_optional}
OTHERS = {"other_qualities": "Speaks Turkish.", "other_agreed_by": "The founding leaders, 3 March."}
FACTS = TEXTS | {"hours_a_month": 8, "reading_hours": 3, "category": 3, "closing_at": CLOSING}


def a_profile(cast: Any, *, at: Any = MONDAY, group: Any = None, title: str = "Member", **facts: Any) -> RoleProfile:
    """A draft without blanks, by Maya."""
    return write_profile(cast.programme, by=cast.maya, at=at, group=group or cast.advisory, title=title, **FACTS | facts)


def asked(cast: Any, *, at: Any = MONDAY, **facts: Any) -> RoleProfile:
    return ask_for_views(a_profile(cast, at=at, **facts), by=cast.maya, at=at)


def agreed(cast: Any, *, at: Any = MONDAY, **facts: Any) -> RoleProfile:
    """All three who are asked agree."""
    return all_agree(cast, asked(cast, at=at, **facts), at=at)


def all_agree(cast: Any, profile: RoleProfile, *, at: Any = MONDAY) -> RoleProfile:
    for person in (cast.femi, cast.fran, cast.ines):
        say_view(profile, by=person, at=at, value="agree")
    return now_(profile)


def published(cast: Any, *, at: Any = MONDAY, closing_at: Any = None, **facts: Any) -> RoleProfile:
    return publish_profile(agreed(cast, at=at, **facts), by=cast.maya, at=at, closing_at=closing_at or at + 35 * DAY)


def now_(profile: RoleProfile) -> RoleProfile:
    """As the database knows it."""
    return RoleProfile.objects.with_people().get(pk=profile.pk)


def typed(cast: Any, **facts: Any) -> dict[str, Any]:
    """What the form of a profile sends."""
    return {"group": cast.advisory.ref, "title": "Member", "hours_a_month": "8", "reading_hours": "3", "category": "3",
            "closing_on": "2026-04-20", "closing_time": "17:00"} | TEXTS | facts


def every_position(cast: Any, *, at: Any = MONDAY) -> None:
    """A published profile for each position of the cast's programme, as standards 4.1 and 4.2 ask."""
    for group in (cast.advisory, cast.forum, cast.housing.group):
        published(cast, at=at, group=group)
