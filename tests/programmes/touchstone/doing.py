"""What tests of the touchstone do: draft it, let the Advisory Group agree, let a group adopt it, check it, and raise a breach."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from coprod.kit.refs import new_ref
from coprod.kit.tokens import hash_of
from partners.models import Partner
from programmes.meetings.actions import note_presence
from programmes.meetings.models import Meeting
from programmes.touchstone.actions import (
    answer_breach,
    answer_check,
    answer_word,
    ask_about_touchstone,
    ask_to_reopen,
    begin_touchstone,
    change_touchstone,
    close_checks,
    note_look,
    open_check,
    propose_adoption,
    raise_breach,
    say_on_adoption,
    say_on_breach,
    say_on_touchstone,
    write_procedure,
)
from programmes.touchstone.models import (
    Adoption,
    Breach,
    BreachProcedure,
    Touchstone,
    TouchstoneBallot,
    TouchstoneCheck,
    token_of_ballot,
)
from tests.clock import let_check
from tests.makers import MONDAY, a_partner
from tests.programmes.meetings.doing import a_meeting

POINTS = ["Nobody’s rank counts here.", "Lay partners are there from the first day.", "We make the agenda together."]
OWED = "Papers a week ahead, and one voice at a time."
RULE = "We talk until nobody objects. Then we vote."


def a_draft(cast: Any, *, by: Partner | None = None, at: datetime = MONDAY, points: Iterable[str] = POINTS, **facts: Any) -> Touchstone:
    """A draft by Amina and Joe, from the template."""
    drafters = facts.pop("drafters", [cast.amina, cast.joe])
    made = begin_touchstone(cast.programme, by=by or cast.amina, at=at, **({"start": "template", "drafters": drafters} | facts))
    return change_touchstone(made, by=by or cast.amina, at=at, items=points, drafters=drafters, template=made.template)


def asked(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> Touchstone:
    """Put to the Advisory Group by Amina."""
    return ask_about_touchstone(a_draft(cast, at=at, **facts), by=cast.amina, at=at)


def says(touchstone: Touchstone, who: Partner, value: str = "agree", text: str = "", *, at: datetime = MONDAY, **facts: Any) -> Any:
    return say_on_touchstone(touchstone, by=who, at=at, value=value, text=text, **facts)


def agreed(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> Touchstone:
    """Agreed by Ines for the Advisory Group."""
    touchstone = asked(cast, at=at, **facts)
    says(touchstone, cast.ines, at=at)
    touchstone.refresh_from_db()
    return touchstone


def proposed(cast: Any, *, at: datetime = MONDAY, group: Any = None, by: Partner | None = None, **facts: Any) -> Adoption:
    """Written down by Priya for Housing: both sides are asked."""
    facts = {"meeting_on": at.date(), "responsibilities": OWED, "rule": RULE} | facts
    return propose_adoption(group or cast.housing.group, by=by or cast.priya, at=at, **facts)


def adopted(cast: Any, *, at: datetime = MONDAY, lay: Partner | None = None, staff: Partner | None = None, **facts: Any) -> Adoption:
    """Adopted with the yes of Amina and Priya."""
    if not Touchstone.objects.agreed().exists():
        agreed(cast, at=at)
    adoption = proposed(cast, at=at, **facts)
    for who, is_lay in ((lay or cast.amina, True), (staff or cast.priya, False)):
        say_on_adoption(adoption, by=who, at=at, is_lay=is_lay, value="agree")
    adoption.refresh_from_db()
    return adoption


def people(lay: int, staff: int, **facts: Any) -> list[tuple[Partner, bool]]:
    """So many lay people and so many of staff, who work with the group."""
    return [(a_partner(professional=not is_lay, **facts), is_lay) for is_lay, n in ((True, lay), (False, staff)) for _each in range(n)]


def a_check(cast: Any, *, lay: int = 5, staff: int = 5, at: datetime = MONDAY, adoption: Adoption | None = None,
            also: Iterable[tuple[Partner, bool]] = (), **facts: Any) -> TouchstoneCheck:
    """Open for a week, with so many asked on each side, and `also` beside them."""
    adoption = adoption or adopted(cast, at=at)
    return open_check(adoption, by=cast.priya, at=at, asked=[*people(lay, staff), *also],
                      closes_on=facts.pop("closes_on", at.date() + timedelta(days=7)), **facts)


def answers(check: TouchstoneCheck, values: str = "yes", *, is_lay: bool | None = None, most: int = 99, words: str = "",
            at: datetime = MONDAY) -> None:
    """Those who are asked and silent (of a side) say the same of each point; or one value for each, with commas."""
    given = values.split(",")
    silent = TouchstoneBallot.objects.silent().filter(check_of=check).order_by("pk")
    for ballot in list(silent if is_lay is None else silent.filter(is_lay=is_lay))[:most]:
        points = check.items.count()
        answer_check(ballot, at=at, words=words, values={place: given[(place - 1) % len(given)] for place in range(1, points + 1)})


def a_way(cast: Any, *, at: datetime = MONDAY, by: Partner | None = None, **facts: Any) -> BreachProcedure:
    """Tell Ines; if it is about her, Maya. An answer within five working days. Written by Ines, so it counts."""
    facts = {"teller": cast.ines, "other": cast.maya, "how": "They ring first, then write.", "answer_days": 5} | facts
    return write_procedure(cast.programme, by=by or cast.ines, at=at, **facts)


def a_breach(cast: Any, *, by: Partner | None = None, at: datetime = MONDAY, **facts: Any) -> Breach:
    """Raised by Amina about Housing."""
    facts = {"text": "The paper came on the day itself.", "group": cast.housing.group} | facts
    way = BreachProcedure.objects.in_force().select_related("teller", "other", "programme").first() or a_way(cast, at=at)
    return raise_breach(way, by=by or cast.amina, at=at, **facts)


def a_held_meeting(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> Meeting:
    """Housing met at `at`; the pair and Priya were there."""
    meeting = a_meeting(cast, starts_at=at, at=at - timedelta(days=30), **facts)
    note_presence(meeting, {cast.amina: ("room", ""), cast.joe: ("online", ""), cast.priya: ("room", "")}, by=cast.priya,
                  at=at + timedelta(hours=2), chairs=[cast.amina])
    meeting.refresh_from_db()
    return meeting


def run_clock(at: datetime) -> None:
    let_check("touchstone", at=at)


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route of the touchstone: version 1 is agreed, version 2 is with the Advisory Group and has a "no" of
    Joe; Housing has adopted, is asked about a change, has an open check and one that is closed, and was asked to come back to it."""
    at, group = MONDAY, cast.housing.group
    first = agreed(cast)
    adoption = adopted(cast, own_words={first.items.get(position=1): "Titles stay at the door."}, added=["We end on time."])
    over = a_check(cast, adoption=adoption, also=[(cast.forrest, True)])
    answers(over, "yes,partly,no", is_lay=True, words="It was better.")
    answers(over, is_lay=False, words="It was fine.")
    close_checks(TouchstoneCheck.objects.filter(pk=over.pk), at=at)
    check = a_check(cast, adoption=adoption, lay=1, staff=1, also=[(cast.amina, True), (cast.priya, False)])
    silent = open_ballot(check, a_partner("Walt Example", email="", channel="phone", phone="020 7946 0999"))
    replaced = adopted(cast, responsibilities="As before.", group=cast.advisory, by=cast.ines, lay=cast.ines, staff=cast.maya)
    adopted(cast, responsibilities="As ever.", group=cast.advisory, by=cast.ines, lay=cast.ines, staff=cast.maya)
    assert replaced.state == "adopted"
    waiting = proposed(cast, rule="We toss a coin.", added=["Tea first."])
    refused = say_on_adoption(waiting, by=cast.amina, at=at, is_lay=True, value="disagree", text="No coins, please.")
    answer_word(refused, by=cast.priya, at=at, answer="We vote.")
    seen = note_look(ask_to_reopen(group, by=cast.joe, at=at, because="Papers come late.", is_lay=True, through="phone",
                                   noted_by=cast.maya),
                     by=cast.joe, at=at, looked_on=at.date(), outcome="They come in time now.")
    again = ask_to_reopen(group, by=cast.amina, at=at, because="They come late again.", is_lay=True)
    second = asked(cast, start="former", template="Ours of last year")
    no = says(second, cast.joe, "disagree", "It forgets carers.")
    way = a_way(cast)
    done = a_breach(cast, text="Nobody asked me.")
    answer_breach(done, by=cast.ines, at=at, text="I am sorry.")
    done = say_on_breach(done, by=cast.amina, at=at, is_settled=False, text="It goes on.")
    breach = a_breach(cast)
    settled = a_breach(cast, text="No break for two hours.")
    answer_breach(settled, by=cast.ines, at=at, text="There is one now.")
    proposal = write_procedure(cast.programme, by=cast.maya, at=at, teller=cast.sid, other=cast.ines, how="By letter.", answer_days=9)
    assert seen.looked_at and way.agreed_at and done.state == "passed_on"
    by_ref = {
        second: ("touchstone-version", "touchstone-change", "touchstone-ask", "touchstone-take-back", "touchstone-say", "touchstone-note"),
        no: ("touchstone-word-answer",), again: ("reopening-look",), check: ("touchstone-check", "touchstone-check-answer"),
        silent: ("touchstone-check-note",), breach: ("breach", "breach-answer", "breach-withdraw"), settled: ("breach-say",),
        proposal: ("breach-way-agree",),
        group: ("group-touchstone", "adoption-write", "adoption-say", "adoption-note", "touchstone-check-open", "reopening-ask",
                "reopening-note")}
    found = {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    found |= {name: {"slug": cast.programme.slug} for name in ("touchstone", "touchstone-begin", "breach-way", "breach-new", "breach-note")}
    mine = TouchstoneBallot.objects.get(check_of=check, partner=cast.amina)
    return found | {"check-by-link": {"token": token_of_ballot(mine.ref)}}


def more_pages() -> list[str]:
    """Pages of which there are several: each version, closed check and breach."""
    return [each.get_absolute_url() for model in (Touchstone, TouchstoneCheck, Breach) for each in model.objects.all()] + [
        f"/groups/{each.group.ref}/touchstone/" for each in Adoption.objects.select_related("group")]


def open_ballot(check: TouchstoneCheck, person: Partner, *, is_lay: bool = True) -> TouchstoneBallot:
    """One more who is asked."""
    ref = new_ref()
    return TouchstoneBallot.objects.create(ref=ref, check_of=check, partner=person, is_lay=is_lay, token_hash=hash_of(token_of_ballot(ref)))
