"""The groups of Joined-Up Lives: what each is for, and who came to sit in it."""

from datetime import datetime

from partners.groups.actions import add_seat, give_office, write_terms
from partners.models import Group, Seat
from programmes.demo.story.diary import Story
from programmes.demo.story.people import LEADERS, SIGNATORIES, more_forum_members
from programmes.demo.story.verbs import fills, takes_a_seat
from programmes.programme.actions import found_programme_group

FOUNDING, ADVISORY, FORUM, BOARD, PANEL = "founding", "advisory", "forum", "board", "panel"
BOROUGH_SEATS = {"Ashmere": ("LP11", "LP26"), "Kenbrook": ("LP07", "LP23"), "Northcroft": ("LP08", "LP25"),
                 "Oakwell": ("LP04", "LP22"), "Tilbourne": ("LP05", "LP24")}
FIRST_ADVISORY = tuple(f"LP{n:02}" for n in range(1, 16))

TERMS = {
    FOUNDING: "Six service-user leaders who shape the programme before anything is fixed.\n"
              "Nothing is settled in planning talks at which none of them was present.\n"
              "They sign the first three stages, and the first call for nominations.",
    ADVISORY: "Fifteen lay partners. They choose their own lay co-chair.\n"
              "They allocate a pair to each workstream from among themselves, hear every pair at each meeting, and hold "
              "the programme to its promises.\n"
              "Their position on a plan is on record before the Board decides. The log of promises is in every pack.\n"
              "Members serve for twelve months and may be renewed once. Eight hours a month with reading: three for the group, "
              "five for a workstream.",
    FORUM: "A larger and more varied group that answers emerging plans while they can still change.\n"
           "It gives feedback; it does not vote. Everyone who answers gets a reply within 30 days.\n"
           "Nobody has to be in the Forum to be in the Advisory Group, nor the other way round.",
    BOARD: "Takes the decisions that the organisations must take by law, with two lay members at the table.\n"
           "Where it decides otherwise than lay partners wished, it publishes the reason.",
    PANEL: "Chooses members of the Advisory Group by the role profile alone. Its lay member has the same vote as "
           "anyone. Whoever is nominated does not sit on it.",
}


def gather(story: Story) -> None:
    """Note everything of this chapter."""
    story.note("22 May 13", lambda at: _found(story, FOUNDING, "Founding service-user leaders", at, lay=6,
                                              rhythm="As needed"), hour=11)
    story.note("24 May 13", lambda at: fills(story, story.groups[FOUNDING], LEADERS, by="sam", at=at), hour=9)
    story.note("9 Jul 13", lambda at: _found_the_others(story, at), hour=11)
    story.note("19 Aug 13", lambda at: _sit_on_the_panel(story, at))
    story.note("22 Aug 13", lambda at: takes_a_seat(story, _a_seat(story, story.groups[PANEL], at, is_lay=True), "LP26",
                                                    by="sam", at=at, hours=4))
    story.note("10 Sep 13", lambda at: _choose_the_chair(story, at), hour=9)
    story.note("17 Sep 13", lambda at: _take_the_board(story, at))
    for borough, names in BOROUGH_SEATS.items():
        story.note("24 Sep 13", lambda at, b=borough, n=names: fills(story, story.groups[b], n, by="ruth", at=at, hours=2))
    more = [p.key for p in more_forum_members()]     # who was put forward and said yes to the Forum is there already (see selecting)
    for day, joining in (("25 Sep 13", [*FIRST_ADVISORY, "LP26", *more[10:16]]), ("15 Nov 13", ["LP16", *more[16:22]]),
                         ("17 Jan 14", more[24:28]), ("3 Feb 14", ["LP09"]), ("4 Mar 14", more[28:])):
        story.note(day, lambda at, n=joining: _join_the_forum(story, n, at), hour=11)


def _join_the_forum(story: Story, names: list[str], at: datetime) -> None:
    """Two hours a month; for members of the Advisory Group it is part of what they give there."""
    for name in names:
        fills(story, story.groups[FORUM], [name], by="ruth", at=at, hours=0 if name in (*FIRST_ADVISORY, "LP16") else 2)


def _found(story: Story, key: str, name: str, at: datetime, *, lay: int, kind: str = "", level: str = Group.Level.SYSTEM,
           rhythm: str = "", terms: str = "") -> Group:
    group = story.groups[key] = found_programme_group(
        story.programmes["JUL"], by=story.people["sam"], at=at, from_on=at.date(), lay_seats=lay, name=name,
        kind=kind or key, level=level, rhythm=rhythm, lay_minimum=2 if lay else 1)
    write_terms(group, by=story.people["sam"], at=at, text=terms or TERMS[key])
    return group


def _found_the_others(story: Story, at: datetime) -> None:
    """Drawn up with the leaders on 9 July."""
    _found(story, ADVISORY, "Lay Partners Advisory Group", at, lay=15, rhythm="Monthly, second Tuesday")
    _found(story, FORUM, "Lay Partners Forum", at, lay=64, rhythm="Every two months, on a Saturday")
    _found(story, BOARD, "Partnership Board", at, lay=2, rhythm="Every two months")
    for borough in BOROUGH_SEATS:
        _found(story, borough, f"{borough} borough group", at, lay=2, kind=BOARD, level=Group.Level.PLACE,
               rhythm="Every two months",
               terms=f"Sees to how joined-up care works in {borough}. Two lay partners of the borough sit in it.")


def _sit_on_the_panel(story: Story, at: datetime) -> None:
    """Its lay member, who was not nominated herself, joins three days later."""
    panel = _found(story, PANEL, "Selection panel", at, lay=0, rhythm="Once for each round")
    for who in ("ransome", "ruth", "jo"):
        takes_a_seat(story, _a_seat(story, panel, at), who, by="sam", at=at)


def _a_seat(story: Story, group: Group, at: datetime, *, is_lay: bool = False, office: str = Seat.Office.MEMBER) -> Seat:
    return add_seat(group, by=story.people["sam"], at=at, opened_on=at.date(), is_lay=is_lay, office=office,
                    name="" if is_lay else "Professional")


def _choose_the_chair(story: Story, at: datetime) -> None:
    """The first meeting: Ruth opens it, then the members choose Margaret; the two are co-chairs from then on."""
    advisory = story.groups[ADVISORY]
    takes_a_seat(story, _a_seat(story, advisory, at, office=Seat.Office.CO_CHAIR), "ruth", by="sam", at=at)
    margaret = Seat.objects.get(group=advisory, holdings__partner=story.people["LP01"])
    give_office(margaret, by=story.people["ruth"], at=at, office=Seat.Office.CO_CHAIR)


def _take_the_board(story: Story, at: datetime) -> None:
    board = story.groups[BOARD]
    fills(story, board, ("LP01", "LP02"), by="sam", at=at, hours=3)
    for who, office in (("ransome", Seat.Office.CHAIR), *((person.key, Seat.Office.MEMBER) for person in SIGNATORIES)):
        takes_a_seat(story, _a_seat(story, board, at, office=office), who, by="sam", at=at)
