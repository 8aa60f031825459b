"""What tests of ideas and worries and of the impact log do: tell, answer, write down, check."""

from datetime import datetime, timedelta
from typing import Any

from partners.models import Partner
from programmes.contributions.actions import (
    accept_answer,
    add_word,
    answer_check,
    answer_contribution,
    change_entry,
    check_entry,
    consider,
    refuse_answer,
    reply,
    take_entry_back,
    tell,
    write_entry,
    write_report,
)
from programmes.contributions.models import Contribution, ImpactEntry
from programmes.raising.models import About
from tests.clock import let_check
from tests.makers import MONDAY

DAY = timedelta(days=1)
TEXT = "The letters are hard to read. Could they be in larger print?"


def about(cast: Any, group: Any = None) -> About:
    """Housing's group, or another one."""
    group = group or cast.housing.group
    return About("group", group.ref, group.name, cast.programme, group)


def nowhere(cast: Any) -> About:
    """Nothing in particular: Maya answers."""
    return About("", "", "", cast.programme)


def told(cast: Any, *, by: Partner | None = None, at: datetime = MONDAY, on: About | None = None, **facts: Any) -> Contribution:
    """Amina tells an idea about Housing; Priya answers it."""
    return tell(on or about(cast), by=by or cast.amina, at=at, **({"kind": "idea", "text": TEXT} | facts))


def fresh(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


def answered(cast: Any, outcome: str = "acted", *, by: Partner | None = None, at: datetime = MONDAY, it: Contribution | None = None,
             **facts: Any) -> Contribution:
    """Answered by Priya."""
    it = it or told(cast, at=at)
    because = "" if outcome == "acted" else "There is no money this year."
    answer_contribution(it, by=by or cast.priya, at=at, outcome=outcome, text="We print them anew.", because=because, **facts)
    return fresh(it)


def refused(cast: Any, *, at: datetime = MONDAY, it: Contribution | None = None, **facts: Any) -> Contribution:
    """Amina is not satisfied."""
    it = it or answered(cast, "not_acted", at=at)
    refuse_answer(it, at=at, text="Nobody asked what it costs.", **facts)
    return fresh(it)


def replied(cast: Any, *, at: datetime = MONDAY) -> Contribution:
    """Ines replies."""
    it = refused(cast, at=at)
    reply(it, by=cast.ines, at=at, text="I asked. It costs forty pounds.")
    return fresh(it)


def written(cast: Any, *, by: Partner | None = None, at: datetime = MONDAY, on: About | None = None, **facts: Any) -> ImpactEntry:
    """Priya writes down what changed for Housing."""
    facts = {"contributed": "Larger print in letters", "hoped": "That people read them", "outcome": "changed",
             "changed": "All letters are in 16 point.", "why": "People come to their visits.", "happened_on": at.date()} | facts
    return write_entry(on or about(cast), by=by or cast.priya, at=at, **facts)


def check(entry: ImpactEntry, by: Partner, is_so: bool = True, text: str = "", *, at: datetime = MONDAY, **facts: Any) -> Any:
    return check_entry(entry, by=by, at=at, seen=facts.pop("seen", fresh(entry).round), is_so=is_so, text=text, **facts)


def checked(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> ImpactEntry:
    """Amina says that it is so."""
    entry = written(cast, at=at, **facts)
    check(entry, cast.amina, at=at)
    return fresh(entry)


def disputed(cast: Any, *, at: datetime = MONDAY, **facts: Any) -> ImpactEntry:
    """Joe says that it is not so."""
    entry = written(cast, at=at, **facts)
    check(entry, cast.joe, False, "Some are still small.", at=at)
    return fresh(entry)


def run_clock(at: datetime) -> None:
    let_check("contributions", at=at)


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route: ideas and worries in each state, and entries of the log in each."""
    new, open_ = told(cast), told(cast, kind="concern", through="phone", noted_by=cast.maya)
    consider(open_, by=cast.priya, at=MONDAY, text="I ask the printers.")
    done = answered(cast, "partly", changed="Two letters.")
    accept_answer(answered(cast), at=MONDAY, text="Thank you.")
    again, waits = replied(cast), refused(cast)
    add_word(waits, by=cast.maya, at=MONDAY, text="I ask too.")
    stands = replied(cast)
    refuse_answer(stands, at=MONDAY, text="Forty pounds is not much.", through="phone", noted_by=cast.maya)
    entry = disputed(cast, contribution=done, credited=[cast.amina], says=cast.joe)
    open_no = entry.checks.get()
    whole = checked(cast, says_name="Westmere Voice", outcome="none", credited=[cast.amina, cast.forrest])
    change_entry(whole, by=cast.priya, at=MONDAY, seen=1, contributed="Larger print everywhere")
    over = disputed(cast)
    answer_check(over.checks.get(), by=cast.priya, at=MONDAY, text="They are old ones.")
    take_entry_back(over, by=cast.priya, at=MONDAY, because="Written twice.")
    write_report(cast.programme, by=cast.maya, at=MONDAY, year=MONDAY.year, aim="Letters that people read", methods="We met",
                 discussion="It did", reflections="Ask sooner")
    mine = entry.credits.get(partner=cast.amina)
    assert again.state == "answered_again" and stands.group
    by_ref = {
        new: ("contribution", "contribution-consider", "contribution-answer", "contribution-withdraw"),
        done: ("contribution-say", "contribution-say-note"), waits: ("contribution-reply", "contribution-add"),
        entry: ("impact-entry", "impact-change", "impact-check", "impact-check-note", "impact-take-back"),
        open_no: ("impact-check-answer",), mine: ("impact-credit",)}
    found = {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    of = {"slug": cast.programme.slug}
    return found | dict.fromkeys(("tell-us", "tell-us-note", "contributions", "impact", "impact-new", "impact-note", "impact-report",
                                  "impact-report-write"), of)


def more_pages() -> list[str]:
    """Pages of which there are several."""
    return [each.get_absolute_url() for model in (Contribution, ImpactEntry) for each in model.objects.all()]
