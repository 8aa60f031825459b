"""Many presses at the same moment: one plan, one next version, one approval, one publishing."""

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.trail.models import Row
from programmes.plans.actions import change_plan, publish_plan, say_on_summary, start_plan, thank, write_summary
from programmes.plans.models import PlainSummary, Plan, PlanContributor, PlanVersion, SummaryWord
from tests.makers import MONDAY
from tests.programmes.plans.doing import NEWER, TEXT, a_plan, decided, fresh, summarised


def tries(work):
    def attempt(number):
        try:
            work(number)
        except NotAllowedNow:
            return "too late"
        return "done"

    return attempt


def test_a_form_that_is_sent_many_times_is_one_plan(shared_cast, all_at_once):
    cast, ref = shared_cast, new_ref()

    all_at_once(6, tries(lambda number: start_plan(cast.housing, by=cast.priya, at=MONDAY, ref=ref, mark="PL1", title="T", purpose="P",
                                                   text=TEXT, points=["Which words?"])))

    plan = Plan.objects.get()
    assert (plan.points.count(), plan.versions.count(), plan.paragraphs.standing().count()) == (1, 1, 5)


def test_of_many_new_versions_one_is_the_next(shared_cast, all_at_once):
    cast = shared_cast
    plan = a_plan(cast)

    done = all_at_once(6, tries(lambda number: change_plan(plan, by=cast.priya, at=MONDAY, seen=1, text=f"{NEWER}\n\nNumber {number}.",
                                                           what_changed="x")))

    assert sorted(done) == ["done"] + ["too late"] * 5
    assert (fresh(plan).version, PlanVersion.objects.count()) == (2, 2)
    assert list(plan.paragraphs.standing().values_list("text", flat=True))[-1].startswith("Number")


def test_one_summary_stands_and_is_approved_once(shared_cast, all_at_once):
    cast = shared_cast
    plan = a_plan(cast)
    all_at_once(4, tries(lambda number: write_summary(plan, by=cast.priya, at=MONDAY, text=f"Words {number}")))
    summary = PlainSummary.objects.standing().get()

    all_at_once(6, tries(lambda number: say_on_summary(summary, by=cast.joe if number % 2 else cast.amina, at=MONDAY, value="yes")))

    assert fresh(summary).state == "approved"
    assert SummaryWord.objects.count() == 2
    assert Row.objects.filter(subject=summary.ref, move="approve").count() == 1


def test_somebody_is_thanked_once_and_a_plan_is_published_once(shared_cast, all_at_once):
    cast = shared_cast
    plan = decided(cast, summarised(cast).plan)
    all_at_once(4, tries(lambda number: thank(plan, cast.amina, by=cast.priya, at=MONDAY)))

    done = all_at_once(6, tries(lambda number: publish_plan(plan, by=cast.maya, at=MONDAY)))

    assert sorted(done) == ["done"] + ["too late"] * 5
    assert PlanContributor.objects.count() == 1
    assert Row.objects.filter(subject=plan.ref, move="publish").count() == 1
