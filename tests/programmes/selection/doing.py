"""Panels that the tests name, and what their members do, by the real actions.

Amina and Joe are the lay members, Priya is the professional one and chairs, unless told otherwise. Maya manages the programme.
"""

from typing import Any

from coprod.kit.clock import day_of
from partners.candidates.models import token_of
from partners.groups.actions import add_seat, give_office
from partners.models import Group, Partner, Seat
from programmes.nominations.models import Nomination
from programmes.selection.actions import begin_scoring, declare, name_panel
from programmes.selection.actions.choosing import answer_outcome, decide, give_marks, release
from programmes.selection.models import Decision, Panel
from programmes.selection.policies import qualities_of
from tests.makers import MONDAY, a_group, a_seat_for
from tests.programmes.nominations.doing import a_call, a_nominee
from tests.programmes.profiles.doing import DAY

MEETS = day_of(MONDAY + 14 * DAY)
REASON = "You showed much of it. Others showed more."


def a_panel_group(cast: Any, *, lay: Any = ("amina", "joe"), professional: Any = ("priya",), chair: str = "priya",
                  at: Any = MONDAY) -> Group:
    """The group, with somebody in each seat."""
    group = a_group(cast.programme, Group.Kind.PANEL, by=cast.maya, seats=0, at=at, name="Selection panel")
    for names, is_lay in ((lay, True), (professional, False)):
        for name in names:
            seat = add_seat(group, by=cast.maya, at=at, opened_on=day_of(at), is_lay=is_lay, name=name)
            a_seat_for(getattr(cast, name), group, by=cast.maya, at=at, seat=seat)
            if name == chair:
                give_office(seat, by=cast.maya, at=at, office=Seat.Office.CHAIR)
    return group


def a_panel(cast: Any, call: Any = None, *, at: Any = MONDAY, meets_on: Any = None, group: Group | None = None, **who: Any) -> Panel:
    """Named for an open call; nobody has declared."""
    return name_panel(call or a_call(cast, at=at), by=cast.maya, at=at, group=group or a_panel_group(cast, at=at, **who),
                      meets_on=meets_on or day_of(at + 14 * DAY))


def members(panel: Panel) -> list[Partner]:
    return list(Partner.objects.filter(holdings__seat__group=panel.group).order_by("pk"))


def declared(cast: Any, panel: Panel, *, at: Any = MONDAY, **said: dict[str, Any]) -> Panel:
    """Everybody has; `said` is what one of them declared, by name."""
    for person in members(panel):
        declare(panel, by=person, at=at, **{"organisations": [], "names": "", "text": ""} | said.get(person.user.username, {}))
    return panel


def scoring(cast: Any, *names: str, at: Any = MONDAY, call: Any = None, said: Any = None, group: Group | None = None, **who: Any) -> Panel:
    """It has begun, with these people before it."""
    call = call or a_call(cast, at=at)
    for name in names or ("Nora Example",):
        a_nominee(cast, call, name, at=at)
    return begin_scoring(declared(cast, a_panel(cast, call, at=at, group=group, **who), at=at, **said or {}), by=cast.maya, at=at)


def marks(nomination: Nomination, value: int = 2) -> dict[str, tuple[int, str]]:
    return {part.name: (value, f"Note on {part.name}.") for part in qualities_of(nomination.profile)}


def typed(nomination: Nomination, value: int = 2, note: str = "Shown.") -> dict[str, Any]:
    """What the form of marks sends."""
    return {f"{part.name}_{name}": what for part in qualities_of(nomination.profile) for name, what in (("value", value), ("note", note))}


def nominees(panel: Panel) -> list[Nomination]:
    return list(Nomination.objects.before_panel().filter(call=panel.call).select_related(
        "call__programme", "candidate", "profile").order_by("pk"))


def deciding(cast: Any, *names: str, at: Any = MONDAY, **more: Any) -> Panel:
    """Everybody has given marks, so they are open."""
    panel = scoring(cast, *names, at=at, **more)
    for nomination in nominees(panel):
        for person in members(panel):
            give_marks(nomination, by=person, at=at, marks=marks(nomination))
    return now_(panel)


def decided(cast: Any, *outcomes: str, at: Any = MONDAY, **more: Any) -> Panel:
    """One person for each outcome, decided by Amina and not released."""
    panel = deciding(cast, *(f"Person{number} Example" for number in range(len(outcomes))), at=at, **more)
    for nomination, outcome in zip(nominees(panel), outcomes, strict=True):
        decide(nomination, by=cast.amina, at=at, outcome=outcome, reason=REASON)
    return panel


def released(cast: Any, *outcomes: str, at: Any = MONDAY, **more: Any) -> Panel:
    panel = decided(cast, *outcomes, at=at, **more)
    release(panel, by=cast.maya, at=at)
    return now_(panel)


def decision_of(nomination: Nomination) -> Decision:
    return Decision.objects.select_related("nomination__candidate", "nomination__call__programme").get(nomination=nomination)


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """A panel in each state, with people before it, and what the address of each route about them needs."""
    group = a_panel_group(cast)
    first = a_call(cast)
    roles = list(first.profiles.all())
    named = a_panel(cast, first, group=group)
    ready = a_call(cast, profiles=roles)
    a_nominee(cast, ready, "Rita Ready")
    begins = declared(cast, a_panel(cast, ready, group=group))
    at_work = scoring(cast, "Mark Marked", call=a_call(cast, profiles=roles), group=group)
    settled = decided(cast, "select", call=a_call(cast, profiles=roles), group=group)
    over = released(cast, "keep_in_reserve", "offer_forum", call=a_call(cast, profiles=roles), group=group)
    told, joins = nominees(over)
    answer_outcome(decision_of(joins), at=MONDAY, yes=True)
    a_nominee(cast, over.call, "Late Example")
    of = {named: ("panel-declare", "panel-change"), begins: ("panel-begin",), at_work: ("panel", "panel-open-marks"),
          settled: ("panel-release",), over: ("panel-again",), decision_of(told): ("outcome-note",),
          nominees(at_work)[0]: ("nominee", "nominee-marks", "nominee-conflict", "nominee-recording"),
          nominees(settled)[0]: ("nominee-decide",), joins: ("forum-join",)}
    found = {name: {"ref": thing.ref} for thing, names in of.items() for name in names}
    return found | {"my-outcome": {"token": token_of(told.candidate.ref)}}


def now_(panel: Panel) -> Panel:
    """As the database knows it."""
    return Panel.objects.select_related("call__programme", "group").get(pk=panel.pk)


