"""Calls and people put forward in them, made by the real actions, for the tests of everything that follows.

Maya manages the programme. The call asks for members of the cast's Advisory Group unless told otherwise; Westmere Council is asked, and
Olga is its contact.
"""

from typing import Any

from coprod.post.actions import deliver
from partners.models import Organisation, Partner
from programmes.calls.actions import ask_organisation, copy_is_ready, open_call, want_copy, write_call
from programmes.calls.models import Call, CallRequest
from programmes.nominations.actions import agree, put_before_panel, put_forward
from programmes.nominations.models import Nomination
from tests.makers import MONDAY, a_partner, an_organisation
from tests.programmes.profiles.doing import DAY, every_position, published


def a_draft(cast: Any, *, at: Any = MONDAY, profiles: Any = None, **facts: Any) -> Call:
    """A call that is written and not sent, for a published profile of the Advisory Group."""
    profiles = profiles or [published(cast, at=at, closing_at=at + 40 * DAY, title=f"Member {cast.programme.role_profiles.count() + 1}")]
    return write_call(cast.programme, by=cast.maya, at=at, profiles=profiles, **{
        "words": "We look for people who use services.", "closing_at": at + 30 * DAY} | facts)


def a_call(cast: Any, *, at: Any = MONDAY, profiles: Any = None, **facts: Any) -> Call:
    """An open call; Westmere Council is asked through Olga."""
    call = a_draft(cast, at=at, profiles=profiles, **facts)
    ask_organisation(call, cast.council, contact=cast.olga, by=cast.maya, at=at)
    return open_call(call, by=cast.maya, at=at)


def a_request(cast: Any, call: Call, *, at: Any = MONDAY, kind: str = "charity", contact: Partner | None = None,
              organisation: Organisation | None = None) -> CallRequest:
    """One more organisation that is asked."""
    return ask_organisation(call, organisation or an_organisation(by=cast.maya, kind=kind), by=cast.maya, at=at,
                            contact=contact or a_partner(professional=True))


def a_person(name: str = "Nora Example", **facts: Any) -> dict[str, Any]:
    return {"name": name, "email": f"{name.split()[0].lower()}@nominee.test", "channel": "email"} | facts


def a_nominee(cast: Any, call: Call, name: str = "Nora Example", *, agreed: bool = True, at: Any = MONDAY,
              request: CallRequest | None = None, profile: Any = None, **facts: Any) -> Nomination:
    """Put forward by the council; with `agreed` they have said yes."""
    request = request or CallRequest.objects.select_related("call__programme", "contact").get(call=call, organisation=cast.council)
    found = put_forward(request, profile=profile or call.profiles.first(), at=at, person=a_person(name, **facts), why=f"Why {name}.")
    if agreed:
        agree(found.candidate, at=at, through="link", nominator_may_hear=True)
    return now_(found)


def before_panel(cast: Any, call: Call, *names: str, at: Any = MONDAY) -> list[Nomination]:
    """Nominees who agreed, put before the panel, in the order of `names`."""
    found = [a_nominee(cast, call, name, at=at) for name in names]
    put_before_panel(call, by=cast.maya, at=at)
    return [now_(each) for each in found]


def a_whole_round(cast: Any, *, at: Any = MONDAY, **facts: Any) -> Call:
    """All that standards 4.1 to 4.6 ask: a profile for each position, and a call that reached all three sectors, in large print too. With
    `takes_own=False` there is no way to put oneself forward (4.4)."""
    every_position(cast, at=at)
    call = a_call(cast, at=at, profiles=list(cast.programme.role_profiles.all()), **facts)
    for kind in ("charity", "acute"):
        a_request(cast, call, at=at, kind=kind)
    copy_is_ready(want_copy(call, by=cast.maya, at=at, form="large_print"), by=cast.maya, at=at)
    while deliver(at=at, limit=100):
        pass
    return call


def now_(nomination: Nomination) -> Nomination:
    """As the database knows it."""
    return Nomination.objects.select_related("call__programme", "candidate", "profile__programme", "request__organisation").get(
        pk=nomination.pk)
