"""What the records show about standard 12.4, and what is missing, in words."""



from programmes.programme.models import Programme
from programmes.renewal.actions.checks import ask_about_check, compare, confirm_check, decide
from programmes.renewal.models import GapCheck
from programmes.stages import proofs
from programmes.stages.models import Stage
from tests.makers import MONDAY, a_stage
from tests.programmes.renewal.doing import CARERS, DAY, TODAY, YOUNG, agreed, confirmed

NOT_COMPARED = "The Forum was not compared with its agreed profile in this round."
NOT_CONFIRMED = "No lay partner has confirmed yet what is decided about the gaps of 16 March."


def missing(stage):
    return [each.words for each in proofs.what_is_missing(Stage.objects.filter(pk=stage.pk), TODAY, ["S12"])[stage.pk]["12.4"]]


def test_12_4_a_comparison_in_this_round_with_a_decision_for_every_gap_that_a_lay_partner_confirmed(cast):
    stage = a_stage(cast.programme, "S12", by=cast.maya)
    agreed(cast, YOUNG, CARERS)
    assert missing(stage) == [NOT_COMPARED]

    check = compare(cast.programme, by=cast.maya, at=MONDAY)
    undecided = ["Age: 16 to 24: nothing is decided about this gap yet.", "Group: carers: nothing is decided about this gap yet."]
    assert sorted(missing(stage)) == sorted([*undecided, NOT_CONFIRMED])

    for line in check.lines.select_related("check_of__programme"):
        decide(line, by=cast.maya, at=MONDAY, decision="x", due_on=TODAY + DAY)
    ask_about_check(check, by=cast.maya, at=MONDAY)
    assert missing(stage) == [NOT_CONFIRMED]
    assert proofs.denied(Stage.objects.all(), TODAY, ["12.4"]) == {(stage.pk, "12.4")}

    confirm_check(check, by=cast.joe, at=MONDAY)
    assert missing(stage) == []
    assert proofs.denied(Stage.objects.all(), TODAY, ["12.4"]) == set()

    compare(cast.programme, by=cast.maya, at=MONDAY + 30 * DAY)     # the next one is begun: what was shown stays shown
    assert missing(stage) == []


def test_12_4_is_about_this_round_and_this_programme(cast):
    stage = a_stage(cast.programme, "S12", by=cast.maya)
    other = a_stage(cast.elsewhere, "S12", by=cast.sam)
    confirmed(cast)
    assert (missing(stage), missing(other)) == ([], [NOT_COMPARED])

    GapCheck.objects.update(cycle=2)
    assert missing(stage) == [NOT_COMPARED]


def test_12_4_after_a_round_is_signed_the_next_comparison_counts_in_the_next_round(cast):
    first = a_stage(cast.programme, "S12", by=cast.maya)
    confirmed(cast)
    Stage.objects.filter(pk=first.pk).update(state="signed_off", signed_at=MONDAY, signed_fingerprint="x")
    second = a_stage(cast.programme, "S12", by=cast.maya)
    assert (second.cycle, missing(first), missing(second)) == (2, [], [NOT_COMPARED])

    check = compare(cast.programme, by=cast.maya, at=MONDAY + 30 * DAY)

    assert (check.cycle, missing(first)) == (2, [])
    assert len(missing(second)) == 2 and NOT_COMPARED not in missing(second)


def test_the_way_to_mend_it_leads_to_the_place(cast):
    stage = a_stage(cast.programme, "S12", by=cast.maya)

    def ways():
        return {each.path for each in proofs.what_is_missing(Stage.objects.filter(pk=stage.pk), TODAY, ["S12"])[stage.pk]["12.4"]}

    assert ways() == {f"/programmes/{Programme.objects.get(pk=cast.programme.pk).slug}/recruitment/"}
    agreed(cast)
    check = compare(cast.programme, by=cast.maya, at=MONDAY)
    assert ways() == {check.get_absolute_url()}
