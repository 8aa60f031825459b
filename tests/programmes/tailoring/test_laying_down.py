"""From the chosen type to the stages: all of them are laid down at once, and what the type does not need is an offer."""

import pytest
from django.urls import reverse

from programmes.choosing.actions import choose_type
from programmes.stages.actions.opening import lay_down
from programmes.stages.models import Stage
from programmes.stages.models.runs import runs_to_lay_down
from programmes.tailoring.models import Tailoring
from tests.makers import MONDAY, a_stage
from tests.programmes.choosing.doing import a_choice, gives
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def where(cast):
    return reverse("programmes:type-stages", args=[cast.programme.slug])


def test_no_stage_is_laid_down_before_a_type_is_chosen(cast, where):
    answer = as_(cast.maya).post(where, {"stages": ["S3"]})

    assert answer.status_code == 403
    assert "Choose the type of co-production first." in answer.content.decode()
    assert not Stage.objects.exists()


def test_every_stage_that_is_not_there_is_ticked_and_laid_down_without_a_day(cast, where):
    for code in ("S1", "S2"):
        a_stage(cast.programme, code, by=cast.maya)
    a_choice(cast.programme, manager=cast.maya, leader=cast.femi)
    ticked = as_(cast.maya).get(where).context["form"]["stages"].value()
    assert ticked == ["S3", "S4", "S5", "S6", f"S7 {cast.housing.ref}", f"S8 {cast.housing.ref}", "S11", "S12"]

    answer = as_(cast.maya).post(where, {"stages": ["S11", "S3", f"S7 {cast.housing.ref}"]})

    assert answer.url == cast.programme.get_absolute_url()
    laid = Stage.objects.exclude(code__in=["S1", "S2"]).in_order()
    assert [(stage.code, stage.workstream, stage.state, stage.opens_on, stage.cycle) for stage in laid] == [
        ("S3", None, "not_open", None, 1), ("S7", cast.housing, "not_open", None, 1), ("S11", None, "not_open", None, 1)]
    assert [run.code for run in runs_to_lay_down(cast.programme)] == ["S4", "S5", "S6", "S8", "S12"]


def test_laid_down_twice_is_laid_down_once(cast, where):
    a_choice(cast.programme, manager=cast.maya, leader=cast.femi)
    runs = runs_to_lay_down(cast.programme)
    lay_down(cast.programme, runs, by=cast.maya, at=MONDAY)

    again = as_(cast.maya).post(where, {"stages": ["S3", "S4"]})

    assert (Stage.objects.count(), again.status_code) == (len(runs), 200)
    assert "Every stage of this round is laid down already." in again.content.decode()


@pytest.mark.parametrize("sent", [[], ["S9"], ["S99"], ["S7"]])
def test_what_is_not_offered_is_not_laid_down(cast, where, sent):
    a_choice(cast.programme, manager=cast.maya, leader=cast.femi)

    page = as_(cast.maya).post(where, {"stages": sent, "csrfmiddlewaretoken": "sent by every form"})

    assert (list(page.context["form"].errors), Stage.objects.count()) == (["stages"], 0)


def test_what_the_type_does_not_need_is_offered_and_nothing_is_dropped(cast, where):
    sheet = gives(cast.maya, cast.programme, side="manager")
    gives(cast.femi, cast.programme, side="leaders")
    choose_type(cast.programme, by=cast.maya, at=MONDAY, sheet=sheet, packages=["P3"], because="One service")

    page = as_(cast.maya).get(where).content.decode()
    prefilled = as_(cast.maya).get(reverse("programmes:tailoring-propose", args=[cast.programme.slug]), {
        "standard": "2.5", "recipe": "one-team"})

    assert "?standard=2.5&amp;recipe=one-team" in page
    assert prefilled.context["form"]["reason"].value() == (
        "The chosen type works with one team. It does not need an Advisory Group and a Forum of its own.")
    assert not Tailoring.objects.exists()


def test_a_type_that_needs_everything_offers_nothing(cast, where):
    a_choice(cast.programme, manager=cast.maya, leader=cast.femi)

    assert "It needs every standard." in as_(cast.maya).get(where).content.decode()
