"""Answering and choosing, as the tests of many rooms need it."""

from datetime import datetime
from typing import Any

from partners.models import Partner
from programmes.choosing.actions import choose_type, give_answers, keep_answers
from programmes.choosing.models import Choice, Sheet
from programmes.programme.models import Programme
from tests.makers import MONDAY

ANSWERS = {"Q1": "system", "Q2": ["priorities", "design"], "Q3": "options", "Q4": "joint", "Q5": "3_to_12_months", "Q6": "full",
           "Q7": "partly", "Q8": "broad", "Q8_seldom_heard": True, "Q9": "strategic", "Q10": "five_or_more", "Q11": "no",
           "Q12": "signed", "Q13": "yes"}


def gives(person: Partner, programme: Programme, *, side: str, at: datetime = MONDAY, **other: Any) -> Sheet:
    """The person's answers, given."""
    sheet = keep_answers(programme, by=person, side=side, at=at, answers=ANSWERS | other)
    give_answers(sheet, by=person, at=at)
    return sheet


def a_choice(programme: Programme, *, manager: Partner, leader: Partner, at: datetime = MONDAY) -> Choice:
    """Both sides have answered, and the manager has accepted what was recommended."""
    sheet = gives(manager, programme, side="manager", at=at)
    gives(leader, programme, side="leaders", at=at)
    return choose_type(programme, by=manager, at=at, sheet=sheet)


def a_type(cast: Any) -> Choice:
    """A second manager and Fran have answered, and a type is chosen; Femi has begun to answer, Maya has not."""
    from tests.makers import a_partner
    from tests.makers import gives as gives_role

    marek = a_partner("Marek Example", username="marek", professional=True)
    gives_role(cast.programme, marek, "PM", by=cast.maya)
    choice = a_choice(cast.programme, manager=marek, leader=cast.fran)
    keep_answers(cast.programme, by=cast.femi, side="leaders", at=MONDAY, answers={"Q1": "system"})
    return choice
