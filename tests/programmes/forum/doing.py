"""What tests of joining the Forum do: open the door, ask to join, say yes by the link of the mail."""

from datetime import datetime
from typing import Any

from coprod.kit.refs import new_ref
from partners.models import Partner
from programmes.forum.actions import ask_to_join, choose, open_door, tie_of, want_more
from programmes.forum.models import ForumJoin, ForumTie, token_of_join, token_of_tie
from tests.makers import MONDAY


def person(name: str = "Nia Example", **facts: Any) -> dict[str, Any]:
    return {"ref": new_ref(), "name": name, "called": "", "channel": "email", "email": "nia@example.test", "phone": "", "address": "",
            "area": "Westmere"} | facts


def asked(cast: Any, *, at: datetime = MONDAY, noted_by: Partner | None = None, topics: tuple = (), **facts: Any) -> ForumJoin:
    open_door(cast.programme, by=cast.maya, at=at)
    return ask_to_join(cast.programme, person=person(**facts), topics=topics, at=at, noted_by=noted_by)


def by_phone(cast: Any, **facts: Any) -> ForumJoin:
    return asked(cast, **({"channel": "phone", "email": "", "phone": "07700 900123"} | facts))


def confirm_link(join: ForumJoin) -> str:
    return f"/forum/join/{join.ref}/{token_of_join(join.ref)}/"


def own_link(tie: ForumTie) -> str:
    return f"/forum/member/{tie.ref}/{token_of_tie(tie.ref)}/"


def tie(cast: Any, who: Partner | None = None, *, at: datetime = MONDAY) -> ForumTie:
    return tie_of(cast.programme, who or cast.forrest, at=at)


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    waiting, more = by_phone(cast, name="Uma Example"), want_more(tie(cast), at=MONDAY)
    choose(more, at=MONDAY, digest="monthly", topics=[cast.housing], area="Westmere")
    of = {"slug": cast.programme.slug}
    return dict.fromkeys(("forum", "forum-door", "forum-note", "forum-mine", "forum-join-by-oneself"), of) | {
        "forum-let-in": {"ref": waiting.ref}, "forum-more-settle": {"ref": more.ref},
        "forum-confirm": {"ref": waiting.ref, "token": "a-token-that-nobody-has"},
        "forum-by-link": {"ref": more.ref, "token": "a-token-that-nobody-has"}}
