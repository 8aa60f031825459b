"""What tests of promises do: ask for one, let its owner promise it and say how it stands, let lay partners judge it."""

from datetime import date, datetime, timedelta
from typing import Any

from coprod.kit.clock import day_of
from coprod.post.models import Message
from partners.models import Partner
from programmes.commitments.actions import (
    agree_to_promise,
    ask_new_day,
    ask_promise,
    break_promise,
    decline_promise,
    report,
    say_on_day,
    say_on_promise,
)
from programmes.commitments.models import Commitment, NewDay
from programmes.raising.models import About
from tests.makers import MONDAY
from tests.programmes.minutes.doing import a_held
from tests.programmes.stages.doing import as_

DUE = day_of(MONDAY) + timedelta(days=21)
WORDS = "Letters in large print for everybody who asks."


def about(cast: Any, group: Any = None) -> About:
    return About("", "", "", cast.programme, group)


def asked(cast: Any, *, at: datetime = MONDAY, by: Partner | None = None, group: Any = None, **facts: Any) -> Commitment:
    """Amina asks Priya for a promise; it waits for Priya's yes."""
    given = {"text": WORDS, "owner": cast.priya, "due_on": DUE} | facts
    return ask_promise(about(cast, group), by=by or cast.amina, at=at, **given)


def promised(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> Commitment:
    """Priya has said yes."""
    made = asked(cast, at=at, **facts)
    return made if made.agreed_at else agree_to_promise(made, by=made.owner or cast.olga, at=at)


def said_done(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> Commitment:
    made = promised(cast, at=at, **facts)
    report(made, by=made.owner or cast.olga, at=at, stands="met", text="All letters are out.")
    return fresh(made)


def kept(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> Commitment:
    made = said_done(cast, at=at, **facts)
    say_on_promise(made, by=cast.ines, at=at, value="met")
    return fresh(made)


def disputed(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> Commitment:
    made = said_done(cast, at=at, **facts)
    say_on_promise(made, by=cast.joe, at=at, value="not_met", text="Two letters came small.")
    return fresh(made)


def late(cast: Any, *, days: int = 1, **facts: Any) -> Commitment:
    """Promised, and its day was so many days before MONDAY; the clock has noticed."""
    due = day_of(MONDAY) - timedelta(days=days)
    made = promised(cast, at=MONDAY - timedelta(days=days + 30), due_on=due, **facts)
    Commitment.objects.filter(pk=made.pk).update(state="late")
    return fresh(made)


def fresh(thing: Commitment) -> Commitment:
    return Commitment.objects.whole().get(pk=thing.pk)


def told(kind: str, to: Partner) -> list[str]:
    """The occasions on which the person is told."""
    return sorted(Message.objects.filter(kind=kind, to=to.ref).values_list("occasion", flat=True))


def typed(**facts: Any) -> dict[str, Any]:
    """What the form for a promise sends."""
    day: date = facts.pop("day", DUE)
    return {"once": "", "text": WORDS, "owner": "", "second_owner": "", "organisation": "", "together_with": "", "asked_by": "",
            "is_standing": "no", "due_on_day": day.day, "due_on_month": day.month, "due_on_year": day.year, "every_weeks": "4"} | facts


def asks(cast: Any, who: Partner, query: str = "", **facts: Any) -> Any:
    """Sends the form for a promise; or opens it, without `facts`."""
    address = f"/programmes/{cast.programme.slug}/commitments/new/{query}"
    return as_(who).post(address, typed(**facts)) if facts else as_(who).get(address)


def _with_others(cast: Any) -> Commitment:
    """Asked of Priya and the council about Housing."""
    return ask_promise(About("workstream", cast.housing.ref, "Housing", cast.programme), by=cast.amina, at=MONDAY, text=WORDS,
                       owner=cast.priya, due_on=DUE, together_with="Westmere Council")


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """An address of each route: promises in each state, and another day that is asked for."""
    open_one, running, done = _with_others(cast), promised(cast, group=cast.housing.group), said_done(cast, group=cast.housing.group)
    report(running, by=cast.priya, at=MONDAY, stands="on_track", text="Half went out.", evidence="https://westmere.example/letters")
    refused = decline_promise(asked(cast), by=cast.priya, at=MONDAY, because="No money.")
    day: NewDay = ask_new_day(promised(cast), by=cast.priya, at=MONDAY, to_day=DUE + timedelta(days=7), because="The printer broke.")
    disputed(cast)
    break_promise(promised(cast), by=cast.joe, at=MONDAY, happened_on=day_of(MONDAY), text="Nothing came.")
    other = ask_new_day(promised(cast), by=cast.priya, at=MONDAY, to_day=DUE + timedelta(days=9), because="The printer broke.")
    say_on_day(other, by=cast.ines, at=MONDAY, agrees=False, said="People wait.")
    meeting = a_held(cast, starts_at=MONDAY - timedelta(days=12))
    of = {"slug": cast.programme.slug}
    named = dict.fromkeys(("commitments", "commitment-new", "commitments-board", "commitments-print", "commitments-csv",
        "commitments-xlsx"), of)
    by_ref = {running: ("commitment", "commitment-report", "commitment-new-day", "commitment-broken", "commitment-withdraw",
        "commitment-owner"),
              done: ("commitment-judge", "commitment-judge-note"), open_one: ("commitment-answer",), refused: ("commitment-insist",),
              day: ("new-day-say",), meeting: ("commitments-review",)}
    named |= {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    return named | {"promise-by-link": {"ref": running.ref, "token": "a-token-that-nobody-has"}}


