"""Recipes: how others have adapted the procedure, by situation (domain.md b6). Data only, to be changed by who uses them.

A recipe is offered where its `fits` says yes to the plain facts of the programme. What a system cannot know, such as
whether people can meet by day, is offered always.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

Words = Any     # a text marked for translation: it becomes a string when it is shown
TAILOR, WAIVE, EXCEPTION = "tailor", "waive", "exception"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the records say about a programme today."""

    organisations: int              # partner organisations that sign
    workstreams: int
    has_forum: bool
    empty_seats: int                # lay seats of workstreams
    packages: frozenset[str] = field(default=frozenset(), kw_only=True)     # of the chosen type of co-production (S2)
    days_left: int | None           # until its last day, or the first due day of a stage at work, whichever is sooner; None: no day is set


@dataclass(frozen=True, slots=True)
class Recipe:
    """One situation, which standards may be done another way in it, and what must stay."""

    name: str                       # in addresses
    situation: Words
    fits: Callable[[Facts], bool]
    codes: tuple[str, ...]          # the standards it is about
    kind: str                       # TAILOR, WAIVE, EXCEPTION; "" where the rules allow it as it is
    days: int                       # until it ends or is reviewed, as a suggestion
    reason: Words
    instead: Words
    stays: Words                    # what remains core


def always(facts: Facts) -> bool:
    """A situation that no record shows: people know."""
    return True


def only(*packages: str) -> Callable[[Facts], bool]:
    """The chosen type is made of these packages and no others: then it does not need what the others need."""
    return lambda facts: bool(facts.packages) and facts.packages <= frozenset(packages)


# What the chosen type does not need is offered with its reason: it is proposed and agreed like anything else, or it stays.
BY_TYPE: tuple[Recipe, ...] = (
    Recipe(
        "one-team", _("Your type is service co-design or co-delivery: one team, no groups of its own above it"), only("P3", "P4", "P5"),
        ("2.5",), TAILOR, 180,
        _("The chosen type works with one team. It does not need an Advisory Group and a Forum of its own."),
        _("Lay partners have their place in the team. An Advisory Group or a user group that exists already is borrowed."),
        _("Lay people have a place where decisions are made (2.4).")),
    Recipe(
        "chosen-by-the-team", _("Your type has no Advisory Group: the team finds its lay partners itself"), only("P3", "P4", "P5"),
        ("7.2",), TAILOR, 180,
        _("The chosen type has no Advisory Group that could allocate pairs."),
        _("The founding leaders and the lead choose the lay partners together, by the role profile."),
        _("Two lay partners before the first meeting (7.1), who said yes themselves (7.3).")),
    Recipe(
        "spoken-papers", _("Your type is co-delivery or co-assessment: work is shared in doing, less in papers"), only("P4", "P5"),
        ("8.2", "8.9"), TAILOR, 180,
        _("The chosen type shares the doing or the judging. There are few discussion papers and few meetings."),
        _("What is to be decided is said and shown where the work is done, and noted afterwards on one page."),
        _("Challenges are logged and answered (8.5), and decisions are recorded (8.7).")),
    Recipe(
        "no-facilitator", _("Your type is honest engagement: little is open, and little has to be facilitated"), only("P7"),
        ("3.6",), WAIVE, 180,
        _("The chosen type informs, asks and engages people. No group works together for long."),
        _("Whoever leads the engagement says openly what is open and what is closed."),
        _("Each point that people make gets an answer.")),
)

RECIPES: tuple[Recipe, ...] = (
    *BY_TYPE,
    Recipe(
        "small-project", _("Small project at the level of one service"),
        lambda facts: facts.workstreams <= 1 and not facts.has_forum, ("2.5",), TAILOR, 180,
        _("The project is small: one service and at most one workstream. A Forum of its own would ask too much of too few people."),
        _("No separate Forum. An existing user group of the service is asked about each plan in stage 9."),
        _("Each point that people make gets a decision (9.5) and an answer (9.7).")),
    Recipe(
        "one-organisation", _("One organisation only"), lambda facts: facts.organisations == 1, ("6.2",), "", 0,
        _("Only one organisation takes part."),
        _("One signature under the touchstone is enough. Nothing has to be proposed or agreed for that."),
        _("Each group talks about the touchstone at its first meeting (6.3).")),
    Recipe(
        "short-time", _("Fewer than three months are left"),
        lambda facts: facts.days_left is not None and facts.days_left < 90, ("8.2",), TAILOR, 60,
        _("Fewer than three months are left."),
        _("Papers go out three working days before a meeting. Stages 4 and 5 run as one call: people are told about the "
          "profile, the choice and the terms in one letter."),
        _("Two lay partners are named before the first meeting (7.1).")),
    Recipe(
        "short-call", _("No time for a second way to be nominated"),
        lambda facts: facts.days_left is not None and facts.days_left < 90, ("4.4",), WAIVE, 56,
        _("Fewer than three months are left, and the call must close soon."),
        _("In this round people are nominated by organisations only. In the next round everybody can put themselves forward."),
        _("The call goes to health, social care and voluntary organisations (4.3).")),
    Recipe(
        "not-by-day", _("People cannot meet by day"), always, ("8.3", "9.4"), TAILOR, 90,
        _("Some of us work, care for somebody, or are not well enough to come by day."),
        _("Meetings in the evening, or by phone; visits at home; comments in writing or on a voice recording before and after."),
        _("Who was there, and who was not, is recorded each time.")),
    Recipe(
        "confidential-finance", _("Confidential talk about money"), always, ("8.9",), TAILOR, 90,
        _("Papers about contracts or money may not be shared with everyone yet."),
        _("One pair works under a confidentiality note. A summary goes to the Advisory Group as soon as it may."),
        _("The pair is in the room, and the summary is released.")),
    Recipe(
        "no-nominations", _("Nobody is nominated for a seat"), lambda facts: facts.empty_seats > 0, ("7.1",), EXCEPTION, 28,
        _("The call has brought no nomination for the seat."),
        _("Somebody from the Advisory Group stands in. A voluntary organisation asks people directly."),
        _("Two lay partners. This exception ends after 28 days at most, and an action to fill the seat is written down.")),
    Recipe(
        "small-population", _("A very small population"), always, ("7.5",), TAILOR, 180,
        _("Only very few people use this service, and hardly anybody of them could take a seat alone."),
        _("The pair becomes three: one of the seats is held with an advocate, who shares the hours."),
        _("At least two lay partners.")),
)
BY_NAME = {recipe.name: recipe for recipe in RECIPES}


def not_needed(facts: Facts) -> list[Recipe]:
    """What the chosen type does not need, in the order of the table."""
    return [recipe for recipe in BY_TYPE if recipe.fits(facts)]


def fitting(facts: Facts) -> list[Recipe]:
    """The recipes for a programme with these facts, in the order of the table."""
    return [recipe for recipe in RECIPES if recipe.fits(facts)]
