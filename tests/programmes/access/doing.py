"""What tests of support for meetings do: Amina needs an interpreter, Joe large print; Housing meets five weeks ahead."""

from datetime import datetime, timedelta
from typing import Any

from partners.models import Need, Partner
from partners.support.actions import add_need
from programmes.access.actions import ask_for, book, say, say_impossible
from programmes.access.models import Provision
from programmes.meetings.actions import keep_free
from programmes.meetings.models import Meeting
from tests.makers import MONDAY
from tests.programmes.meetings.doing import DAY, a_meeting

INTERPRETER, PRINT, RAMP = "Book a BSL interpreter", "Papers in large print", "A room without steps"


def needs(partner: Partner, words: str = INTERPRETER, *, kind: str = "communication", seen_by: str = "organisers",
          at: datetime = MONDAY) -> Need:
    return add_need(partner, at=at, kind=kind, words=words, seen_by=seen_by)


def a_needy_meeting(cast: Any, **facts: Any) -> Meeting:
    """Announced, with an interpreter for Amina and large print for Joe to book."""
    needs(cast.amina)
    needs(cast.joe, PRINT, kind="format")
    return a_meeting(cast, **facts)


def of(meeting: Meeting, partner: Partner, words: str = "") -> Provision:
    found = Provision.objects.select_related("meeting__group", "partner", "arranged_by").filter(meeting=meeting, partner=partner)
    return found.get(words=words) if words else found.get()


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route: things of Amina's at a meeting of Housing, one of them to be called off."""
    meeting = a_meeting(cast, starts_at=DAY + timedelta(days=44), title="With an interpreter")
    waits = ask_for(meeting, cast.amina, at=MONDAY, words="A chair near the door", kind="access")
    gone = ask_for(meeting, cast.amina, at=MONDAY, words="A taxi", kind="travel")
    never = ask_for(meeting, cast.amina, at=MONDAY, words="A second screen", kind="online")
    say_impossible(never, by=cast.priya, at=MONDAY, why="The room has only one.")
    say(never, "deny", at=MONDAY, why="Then print the slides for me.")
    book(gone, by=cast.priya, at=MONDAY, what="Cab at nine")
    say(gone, "drop", at=MONDAY)
    free = keep_free(cast.programme, by=cast.maya, at=MONDAY, words="Easter holidays", from_on=DAY.date(), until_on=DAY.date())
    return {name: {"ref": meeting.ref} for name in (
        "meeting-support", "meeting-support-note", "my-meeting-support", "my-meeting-support-ask")} | {
        name: {"ref": waits.ref} for name in ("provision-book", "provision-impossible", "provision-say")} | {
        name: {"slug": cast.programme.slug} for name in ("free-days", "free-days-add")} | {
        "provision-called-off": {"ref": gone.ref}, "free-days-remove": {"ref": free.ref}}
