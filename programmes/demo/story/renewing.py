"""Recruitment never stops: the strategy for the Forum that lay partners agreed, what members said about themselves, and the comparison of
11 March with what is done about those who are missing."""

from datetime import datetime

from partners.equality.actions import say_about_oneself
from programmes.demo.story.diary import Story
from programmes.demo.story.people import more_forum_members
from programmes.renewal.actions.checks import ask_about_check, compare, confirm_check, decide
from programmes.renewal.actions.strategy import (
    add_target,
    answer_strategy_no,
    ask_about_strategy,
    say_on_strategy,
    write_strategy,
)
from programmes.renewal.models import GapCheck, GapLine, Strategy, StrategyView
from programmes.renewal.policies import Counted

WORDS = ("The Forum should be like the five boroughs, first by the groups of people whom the new care is for, then by age, place and work, "
         "then by those who are seldom asked: in care homes, alone at home, in day centres. We ask through people whom they know.")
NO = "Nobody is counted who works. They cannot come at eleven in the morning, so you will never miss them."
ANSWER = "We have added people of working age in paid work, twelve of them, and one Forum in three is in the evening or on a Saturday."
TARGETS = (("age", "16-24", 6), ("work", "employed", 12), ("carer", "50", 10), ("health", "yes", 30), ("place", "Ashmere", 12),
           ("place", "Kenbrook", 12), ("place", "Northcroft", 12), ("place", "Oakwell", 12), ("place", "Tilbourne", 12),
           ("group", "People who live in a care home", 2))
DECIDED = {
    "age": "Carers Circle asks in its young carers’ group; Ruth goes there on a Thursday evening.",
    "work": "The volunteers’ office of St Brannock’s asks its evening volunteers. The next Forum but one begins at six.",
    "group": "Ageing Well Alliance asks in two more homes, and brings the questions there.",
}
ELSE = "Ruth asks the borough’s own group and its Healthwatch, and comes back to it in June."
AGES = ("45-54", "65-74", "75-84", "55-64", "35-44", "65-74", "85", "55-64", "75-84")
WORK = ("not_employed", "pension", "pension", "not_employed", "not_employed", "pension", "pension", "not_employed", "pension")


def tell_renewal(story: Story) -> None:
    """Note everything of this chapter."""
    story.note("11 Sep 13", lambda at: _write(story, at))
    story.note("12 Sep 13", lambda at: say_on_strategy(
        _strategy(story), by=story.people["LP11"], at=at, value="disagree", text=NO), hour=18)
    story.note("13 Sep 13", lambda at: answer_strategy_no(
        StrategyView.objects.open_noes().get(), by=story.people["ruth"], at=at, answer=ANSWER), hour=11)
    story.note("16 Sep 13", lambda at: say_on_strategy(_strategy(story), by=story.people["LP01"], at=at, value="agree"), hour=9)
    story.note("5 Mar 14", lambda at: _tell_about_themselves(story))
    story.note("11 Mar 14", lambda at: _compare(story, at), hour=10)
    story.note("11 Mar 14", lambda at: confirm_check(_check(), by=story.people["LP02"], at=at), hour=12)


def _check() -> GapCheck:
    return GapCheck.objects.select_related("programme").get(programme__slug="joined-up-lives")


def _strategy(story: Story) -> Strategy:
    return Strategy.objects.select_related("programme").get(programme=story.programmes["JUL"])


def _write(story: Story, at: datetime) -> None:
    ruth = story.people["ruth"]
    strategy = write_strategy(story.programmes["JUL"], by=ruth, at=at, words=WORDS)
    for dimension, value, wanted in TARGETS:
        add_target(strategy, by=ruth, at=at, dimension=dimension, value=value, wanted=wanted)
    ask_about_strategy(strategy, by=ruth, at=at)


def _tell_about_themselves(story: Story) -> None:
    """Most of the Forum answered; nobody can see who said what. Two are under 25, five are in paid work."""
    members = [f"LP{n:02}" for n in range(1, 27)] + [each.key for each in more_forum_members()]
    for number, key in enumerate(each for each in members if each in story.people):
        young, works = key in ("LP11", "LP21"), key in ("LP11", "F34", "F41", "F48", "F55")
        say_about_oneself(
            story.people[key], age="16-24" if young else AGES[number % len(AGES)], health="yes" if number % 4 else "prefer_not",
            work="employed" if works else "student" if young else WORK[number % len(WORK)], carer="50" if number % 5 == 0 else "no")


def _compare(story: Story, at: datetime) -> None:
    """Two young people where six are wanted, five in paid work where twelve are: both are hidden as small numbers, and both are gaps."""
    ruth = story.people["ruth"]
    homes = _strategy(story).targets.get(dimension="group")      # type: ignore[attr-defined]
    check = compare(story.programmes["JUL"], by=ruth, at=at, by_hand={homes.ref: Counted(1, "Ruth counted, from the list of addresses")})
    for line in GapLine.objects.filter(check_of=check, is_gap=True).select_related("check_of__programme"):
        decide(line, by=ruth, at=at, decision=DECIDED.get(line.dimension, ELSE), due_on=story.calendar.day("30 Jun 14"))
    ask_about_check(GapCheck.objects.select_related("programme").get(pk=check.pk), by=ruth, at=at)
