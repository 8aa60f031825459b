"""Who may sit where, and what a pair counts. The rules are hard; the points only order what the rules allow."""

from collections.abc import Iterable
from enum import Enum

from programmes.pairing.catalogue.kinds import Person, Stream

ASKED, MOST_KINDS = 3, 2                        # points for a wish; kinds of experience that count
STRATEGIC, LIVED, PLACES, SERVED = 2, 2, 1, 1
LONG_MONTHS = 6                                 # who has served longer knows the way


class Bar(Enum):
    """The rule that keeps somebody from a seat, in the order in which it is told."""

    AWAY = "away"
    CONFLICT = "conflict"
    HOURS = "hours"


def bar(person: Person, stream: Stream) -> Bar | None:
    """What keeps a person from a new seat in this workstream; None where nothing does. Who sits there already is not asked about."""
    if not person.available:
        return Bar.AWAY
    if stream.id in person.conflicts:
        return Bar.CONFLICT
    if person.hours + stream.hours > person.hours_limit:
        return Bar.HOURS
    return None


def wish(person: Person, stream: Stream) -> int:
    return ASKED if stream.id in person.asked_for else 0


def brought(person: Person, stream: Stream) -> int:
    """A point for each kind of experience that is wanted, two at most."""
    return min(len(stream.wanted & person.experience), MOST_KINDS)


def alone(person: Person, stream: Stream) -> int:
    """What a newcomer counts by themselves: their wish, their experience, less their seats elsewhere."""
    return wish(person, stream) + brought(person, stream) - person.seats


def has_served_long(person: Person) -> bool:
    return person.served_months > LONG_MONTHS


def knows(person: Person, stream: Stream) -> bool:
    """Lived experience of the people whom the workstream is for."""
    return stream.population is not None and stream.population in person.lived


def parts_of(stream: Stream, pair: tuple[Person, Person], newcomers: Iterable[Person]) -> dict[str, int]:
    """How the score of the pair comes about. What counts by person counts for the newcomers, what counts for both counts for both."""
    one, other = pair
    new = list(newcomers)
    return {
        "asked_for": sum(wish(each, stream) for each in new),
        "experience": sum(brought(each, stream) for each in new),
        "strategic": STRATEGIC if one.strategic or other.strategic else 0,
        "lived": LIVED if knows(one, stream) or knows(other, stream) else 0,
        "places": PLACES if one.place is not None and other.place is not None and one.place != other.place else 0,
        "served": SERVED if has_served_long(one) != has_served_long(other) else 0,
        "seats": -sum(each.seats for each in new),
    }
