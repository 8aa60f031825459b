"""What tests of groups do: a second workstream with a pair, a note, a hand-over, an exchange, a talk."""

from datetime import timedelta

from partners.groups.actions import add_seat, write_handover
from partners.layspace.actions import open_space, write_note
from partners.models import Holding
from programmes.pairing.actions import allocate_pair
from programmes.sharing.actions import ask_swap, judge_briefing, note_briefing, say_yes
from tests.makers import MONDAY, a_seat_for, a_workstream
from tests.programmes.pairing.doing import in_advisory

DAY = MONDAY.date()


def kitchen(cast, lead=None):
    """Another workstream, led by Sid unless told otherwise, in which Dora sits."""
    lead = lead or cast.sid
    stream = a_workstream(cast.programme, by=cast.maya, lead=lead, name="Kitchen")
    dora = in_advisory(cast, "Dora Example", username="dora")
    theirs = a_seat_for(dora, stream.group, by=cast.ines, lead=lead, hours=5)
    return stream, dora, theirs


def seat_of(partner, workstream):
    return Holding.objects.select_related("seat__group", "partner").get(partner=partner, seat__group=workstream.group, state="serving")


def shared_things(cast):
    mine = seat_of(cast.amina, cast.housing)
    _stream, dora, theirs = kitchen(cast)
    swap = ask_swap(mine, theirs, at=MONDAY, because="Kitchen meets near my house.")
    swap = say_yes(swap, "asked", by=dora, at=MONDAY)
    nora = in_advisory(cast, "Nora Example")
    add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=DAY, name="A1")
    allocate_pair(cast.housing, [nora], by=cast.ines, at=MONDAY, from_on=DAY, said="She knows houses.", alone_because="Two come in May.")
    open_space(cast.advisory, by=cast.sid, at=MONDAY - timedelta(hours=3), reason="Somebody may have been in danger.")
    briefing = note_briefing(cast.housing, by=cast.priya, at=MONDAY, on=DAY, note="What we call things.")
    judge_briefing(briefing, by=cast.joe, at=MONDAY, was_so=False, text="Nobody rang me.")
    return {"mine": mine, "swap": swap, "note": write_note(cast.advisory, by=cast.amina, at=MONDAY, text="Shall we meet before?"),
            "handover": write_handover(mine, at=MONDAY, text="Ask for the short papers."),
            "briefing": briefing}
