"""Who finds at home that they are asked about a programme's type: nobody for longer than their word is wanted."""

import pytest

from coprod.kit.clock import day_of
from programmes.choosing.actions import choose_type, say_view
from programmes.home import showing
from programmes.programme.models.standing import standing_of
from tests.makers import MONDAY, a_partner, a_stage
from tests.makers import gives as gives_role
from tests.programmes.choosing.doing import gives

pytestmark = pytest.mark.django_db


def are_asked(cast, *more):
    people = {name: person for name, person in cast.people().items() if name != "sam"} | {person.called: person for person in more}
    return {name for name, person in people.items()
            if any(found.queue.name == "type" and found.count for found in showing.counted(
                standing_of(person, on=day_of(MONDAY)), on=day_of(MONDAY)))}


@pytest.fixture
def stage(cast):
    return a_stage(cast.programme, "S2", by=cast.maya)


def test_each_leader_is_asked_and_one_manager_is_enough(cast, stage):
    marek = a_partner("Marek Example", username="marek", professional=True)
    gives_role(cast.programme, marek, "PM", by=cast.maya)
    assert are_asked(cast, marek) == {"maya", marek.called, "femi", "fran"}

    gives(marek, cast.programme, side="manager")
    gives(cast.fran, cast.programme, side="leaders")

    assert are_asked(cast, marek) == {"femi"}


def test_when_the_recommended_type_is_chosen_nobody_is_asked_any_more(cast, stage):
    sheet = gives(cast.maya, cast.programme, side="manager")
    gives(cast.fran, cast.programme, side="leaders")

    choose_type(cast.programme, by=cast.maya, at=MONDAY, sheet=sheet)

    assert are_asked(cast) == set()


def test_of_another_type_each_leader_is_asked_what_they_think(cast, stage):
    sheet = gives(cast.maya, cast.programme, side="manager")
    gives(cast.fran, cast.programme, side="leaders")
    choice = choose_type(cast.programme, by=cast.maya, at=MONDAY, sheet=sheet, packages=["P3"], because="Smaller")
    assert are_asked(cast) == {"femi", "fran"}

    say_view(choice, by=cast.fran, at=MONDAY, value="disagree", text="It is not small.")

    assert are_asked(cast) == {"femi"}
