"""What tests of challenges do: somebody raises one about Housing, it is answered, judged, goes up, and is kept by few people."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from partners.groups.actions import add_seat
from partners.models import Group, Partner, Seat
from programmes.challenges.actions import (
    acknowledge_challenge,
    answer_challenge,
    close_challenge,
    escalate_challenge,
    note_reading,
    raise_challenge,
    restrict_challenge,
    say_on_challenge,
    withdraw_challenge,
)
from programmes.challenges.actions.checking import check_challenges
from programmes.challenges.models import Challenge, ChallengeAnswer
from programmes.raising.models import About
from tests.makers import MONDAY, a_group, a_partner, a_seat_for

DAY = timedelta(days=1)
TEXT = "The paper came on the day itself. How was anybody to read it?"


def about_housing(cast: Any, **facts: Any) -> About:
    return replace(About("workstream", cast.housing.ref, cast.housing.name, cast.programme, cast.housing.group), **facts)


def about_nothing(cast: Any, **facts: Any) -> About:
    return replace(About("", "", "", cast.programme), **facts)


def a_challenge(cast: Any, *, by: Partner | None = None, at: datetime = MONDAY, about: About | None = None, **facts: Any) -> Challenge:
    """Raised by Amina about Housing: Priya answers within fifteen working days."""
    return raise_challenge(about or about_housing(cast), by=by or cast.amina, at=at, **{"kind": "control", "text": TEXT} | facts)


def seen(challenge: Challenge, *, by: Partner, at: datetime = MONDAY) -> Challenge:
    return acknowledge_challenge(challenge, by=by, at=at)


def answers(challenge: Challenge, *, by: Partner, at: datetime = MONDAY, **facts: Any) -> ChallengeAnswer:
    return answer_challenge(challenge, by=by, at=at, **{"text": "It will not happen again.", "has_changed": True,
                                                        "changed": "Papers go out five working days ahead."} | facts)


def says(challenge: Challenge, satisfied: bool, text: str = "", *, at: datetime = MONDAY, **facts: Any) -> Challenge:
    """The word of who raised it."""
    return say_on_challenge(challenge, by=challenge.raised_by, at=at, satisfied=satisfied,
                            text=text or ("" if satisfied else "By when?"), **facts)


def refused(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> Challenge:
    """Answered by Priya, and not good enough for who raised it."""
    challenge = a_challenge(cast, at=at, **facts)
    answers(challenge, by=cast.priya, at=at)
    return says(challenge, False, at=at)


def goes_up(challenge: Challenge, *, by: Partner, at: datetime = MONDAY, because: str = "Nobody answers.", **facts: Any) -> Challenge:
    return escalate_challenge(fresh(challenge), by=by, at=at, because=because, **facts)


def few(challenge: Challenge, *handlers: Partner, by: Partner, at: datetime = MONDAY) -> Challenge:
    return restrict_challenge(challenge, by=by, at=at, handlers=handlers)


def fresh(challenge: Challenge) -> Challenge:
    """As the database knows it now."""
    return Challenge.objects.whole().get(pk=challenge.pk)


def run_clock(at: datetime) -> None:
    check_challenges(at=at)


def a_board(cast: Any, *, at: datetime = MONDAY - 100 * DAY) -> Partner:
    """A board with a chair, above the senior responsible owner."""
    chair = a_partner("Bo Example", username="bo", professional=True, at=at)
    board = a_group(cast.programme, Group.Kind.BOARD, by=cast.maya, at=at, name="The Board", seats=0)
    seat = add_seat(board, by=cast.maya, at=at, opened_on=at.date(), is_lay=False, office=Seat.Office.CHAIR)
    a_seat_for(chair, board, by=cast.maya, at=at, seat=seat)
    return chair


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route: one that waits, one that is seen, one that is answered, one that is not good enough and was
    noted for Joe, one that went up and is closed, one that was noted as taken back, one that is
    restricted."""
    waits = a_challenge(cast)
    known = seen(a_challenge(cast, text="Why is there no break?", for_group=cast.housing.group), by=cast.priya)
    judged = a_challenge(cast, text="No carers are here.", kind="inclusion")
    answers(judged, by=cast.priya)
    no = refused(cast, by=cast.joe, text="Whose figures are these?", through="phone", noted_by=cast.maya)
    over = goes_up(refused(cast, text="Who chose the dates?"), by=cast.amina)
    close_challenge(over, by=cast.amina, at=MONDAY, position="The dates suit staff alone.")
    shut = close_challenge(refused(cast, text="Who counts the votes?"), by=cast.amina, at=MONDAY, position="As she says it.",
                           through="phone", noted_by=cast.ines)
    back = withdraw_challenge(a_challenge(cast, by=cast.joe, text="Who pays?", through="phone", noted_by=cast.maya), by=cast.joe, at=MONDAY,
                              because="It is settled.", through="phone", noted_by=cast.maya)
    kept = few(a_challenge(cast, text="It became loud."), cast.ines, by=cast.amina)
    note_reading(fresh(kept), by=cast.ines, on=MONDAY.date())
    by_ref = {
        waits: ("challenge", "challenge-acknowledge", "challenge-answer", "challenge-escalate", "challenge-withdraw",
                "challenge-restrict"),
        judged: ("challenge-say",), no: ("challenge-close", "challenge-position", "challenge-note-withdrawal"),
        back: ("challenge-bring-back",), shut: ("challenge-add-position",), kept: ("challenge-open-again",)}
    assert known.state == "acknowledged"
    found = {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    return found | {name: {"slug": cast.programme.slug} for name in ("challenges", "challenge-new", "challenge-note")}


def more_pages() -> list[str]:
    return [each.get_absolute_url() for each in Challenge.objects.all()]
