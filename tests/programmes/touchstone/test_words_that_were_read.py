"""A yes counts for what its person has read, of who has a say; and somebody told by phone is asked by phone."""

import pytest

from coprod.kit.lifecycle import NotAllowedNow
from programmes.touchstone.actions import (
    say_on_adoption,
)
from programmes.touchstone.models import TouchstoneWord
from tests.makers import MONDAY, a_partner, a_seat_for
from tests.programmes.stages.doing import get, post
from tests.programmes.touchstone.doing import agreed, proposed

CHANGED = "The words have changed since you opened them. Read them again."
YES = {"value": "agree", "text": ""}
BY_PHONE = {"through": "phone"}


def seen(person, route, thing):
    return get(person, route, thing).context["form"].initial["seen"]


# --- who has a say ---------------------------------------------------------------------------------------------------

def test_a_yes_is_noted_only_of_who_says_yes_for_the_lay_side(cast):
    agreed(cast)
    nell = a_partner("Nell Example")
    a_seat_for(nell, cast.advisory, by=cast.maya)       # a lay member; Ines is in the chair
    adoption = proposed(cast, group=cast.advisory, by=cast.ines)

    form = get(cast.maya, "adoption-note", cast.advisory).context["form"]

    assert list(form.fields["who"].queryset) == [cast.ines]
    assert post(cast.maya, "adoption-note", cast.advisory, who=nell.pk, **BY_PHONE, **YES).status_code == 200
    for who, is_lay in ((nell, True), (cast.priya, False)):
        with pytest.raises(NotAllowedNow, match="does not say yes for the lay side"):
            say_on_adoption(adoption, by=who, at=MONDAY, is_lay=is_lay, value="agree", noted_by=cast.maya, **BY_PHONE)
    assert not TouchstoneWord.objects.filter(adoption=adoption).exists()
