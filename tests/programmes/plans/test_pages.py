"""The pages of plans: who reads what, starting one (also from a paper), changing it, what can still change, and what waits for whom."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from programmes.commitments.actions import ask_promise
from programmes.home.queues.plans import ROWS
from programmes.plans.actions import link_plan, tie_plan, withdraw_plan, write_summary
from programmes.plans.lifecycles import CAN_CHANGE, OUT, PLAN
from programmes.plans.models import (
    OpenPoint,
    PlainSummary,
    Plan,
    PlanContributor,
    PlanCopy,
    PlanParagraph,
    PlanVersion,
    SummaryWord,
)
from programmes.plans.policies.reading import FORUM_ASKED
from programmes.programme.models.standing import standing_of
from programmes.raising.views.topics import about_of
from programmes.stages.actions.opening import plan_stage
from programmes.stages.models import Stage
from programmes.stages.proofs import what_is_missing
from tests.makers import MONDAY, a_partner, a_stage
from tests.programmes.decisions.doing import made, prepared
from tests.programmes.plans.doing import (
    DAY,
    NEWER,
    TEXT,
    TYPED,
    a_paper_that_is_out,
    a_plan,
    answered,
    decided,
    fresh,
    look,
    newer,
    page_of,
    published,
    says,
    send,
    summarised,
)
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db


def test_the_forum_reads_a_plan_once_it_was_asked(cast):
    plan = a_plan(cast)
    where = plan.get_absolute_url()
    assert [look(each, where).status_code for each in (cast.vic, cast.olga, cast.forrest, cast.sam)] == [200, 200, 404, 404]
    listed = reverse("programmes:plans", args=[cast.programme.slug])
    assert "Letters" not in look(cast.forrest, listed).content.decode()

    from django.db.models import Q
    FORUM_ASKED.append(lambda: Q(pk=plan.pk))
    try:
        assert look(cast.forrest, where).status_code == 200
    finally:
        FORUM_ASKED.pop()
    answered(cast, plan)

    assert look(cast.forrest, where).status_code == 200
    assert "Letters" in look(cast.forrest, listed).content.decode()


def test_a_plan_is_started_once_with_its_points(cast):
    new = reverse("programmes:plan-new", args=[cast.programme.slug])
    data = TYPED | {"workstream": cast.housing.pk, "points": "Which words?\n- How large?\n\nWhich words?",
                    "once": look(cast.priya, new).context["form"]["once"].value()}
    for _n in range(2):
        assert send(cast.priya, new, data).status_code == 302

    plan = Plan.objects.get()
    assert list(plan.points.open().values_list("text", flat=True)) == ["Which words?", "How large?"]
    page = look(cast.amina, plan.get_absolute_url()).content.decode()
    assert all(f'id="p-{each.anchor}"' in page for each in plan.paragraphs.standing())
    assert "The budget." in page


@pytest.mark.parametrize(("wrong", "sentence"), [
    ({"text": ""}, "Enter the text"), ({"text": "x" * 60_001}, "too long"), ({"text": "a\n\n" * 401}, "too many paragraphs"),
    ({"mark": "PL1"}, "Another plan of this programme has that short name"), ({"points": "x" * 501}, "too long"),
    ({"decide_on_day": "40", "decide_on_month": "1", "decide_on_year": "2026"}, "real")])
def test_bad_input_keeps_what_was_typed_and_changes_nothing(cast, wrong, sentence):
    a_plan(cast)
    new = reverse("programmes:plan-new", args=[cast.programme.slug])

    page = send(cast.priya, new, TYPED | {"workstream": cast.housing.pk, "purpose": "What I typed"} | wrong)

    assert page.status_code == 200
    assert "What I typed" in page.content.decode()
    assert sentence in page.content.decode()
    assert Plan.objects.count() == 1


def test_a_plan_of_another_workstream_or_programme_is_no_choice(cast):
    new = reverse("programmes:plan-new", args=[cast.programme.slug])
    from tests.makers import a_workstream
    other = a_workstream(cast.programme, by=cast.maya, lead=cast.sid, name="Transport")

    assert send(cast.priya, new, TYPED | {"workstream": other.pk}).status_code == 200
    assert send(cast.sid, new, TYPED | {"workstream": cast.housing.pk}).status_code == 200
    assert not Plan.objects.exists()


def test_from_a_discussion_paper_in_one_step(cast):
    paper = a_paper_that_is_out(cast)
    page = look(cast.priya, paper.get_absolute_url()).content.decode()
    new = f"{reverse('programmes:plan-new', args=[cast.programme.slug])}?paper={paper.ref}"
    assert new in page
    assert new not in look(cast.ines, paper.get_absolute_url()).content.decode()

    form = look(cast.priya, new).context["form"]
    data = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields if name != "decide_on"}
    assert (data["title"], data["text"].strip(), data["workstream"]) == (paper.title, paper.text.strip(), cast.housing.pk)
    assert send(cast.priya, new.partition("?")[0], data).status_code == 302

    plan = Plan.objects.get()
    assert (plan.paper, plan.mark) == (paper, "PL1")
    assert plan.get_absolute_url() in look(cast.amina, paper.get_absolute_url()).content.decode()


def test_what_two_people_change_at_once_is_shown_and_kept(cast):
    plan = a_plan(cast)
    where = page_of(plan, "change")
    newer(cast, plan)

    page = send(cast.amina, where, TYPED | {"mark": "PL1", "seen": "1", "text": "Mine alone", "what_changed": "Mine"})
    assert page.status_code == 200
    assert "Somebody else gave this plan a new version" in page.content.decode()
    assert "Some people never read them" in page.content.decode()
    assert page.context["form"]["text"].value() == "Mine alone"
    assert page.context["form"]["seen"].value() == "2"

    assert send(cast.amina, where, TYPED | {"mark": "PL1", "seen": "2", "text": "Mine alone", "what_changed": "Mine"}).status_code == 302
    assert (fresh(plan).version, fresh(plan).text) == (3, "Mine alone")


def test_a_comparison_of_any_two_versions_is_said_in_words(cast):
    plan = newer(cast, a_plan(cast))
    newer(cast, plan, TEXT)
    page = look(cast.femi, page_of(plan, "compare", "old=2&new=1")).content.decode()
    assert "What changed from version 1 to version 2" in page
    assert "[put in:" in page and "[taken out:" in page and "<ins>" in page and "New:" in page
    assert "1 has other words" in page

    for wrong in ("old=0&new=99", "old=x&new=-1", "old=999999999999&new="):
        assert look(cast.femi, page_of(plan, "compare", wrong)).status_code == 200


def test_right_to_left_emoji_and_a_script_are_shown_as_they_are(cast):
    text = "# שלום\n\nمرحبا بكم في الخطة\n\n👩🏽‍🦽 and 🏠\n\n<script>alert(1)</script>\n\n" + "word " * 2000
    plan = newer(cast, a_plan(cast, text=TEXT), text)
    for where in (plan.get_absolute_url(), page_of(plan, "compare")):
        page = look(cast.amina, where).content.decode()
        assert "مرحبا بكم" in page and "👩🏽‍🦽" in page and "&lt;script&gt;alert(1)" in page
        assert "<script>alert(1)" not in page


def test_points_are_added_and_settled_with_how(cast):
    plan = a_plan(cast, points=())
    for _n in range(2):
        send(cast.amina, page_of(plan, "point-new"), {"text": "Which words?"})
    point = plan.points.get()
    where = reverse("programmes:plan-point-settle", args=[point.ref])
    assert send(cast.amina, where, {"settled": ""}).status_code == 200
    assert send(cast.amina, where, {"settled": "Short ones."}).status_code == 302
    assert send(cast.amina, where, {"settled": "Other ones."}).status_code == 403

    assert fresh(point).settled == "Short ones."
    assert "Short ones." in look(cast.vic, plan.get_absolute_url()).content.decode()


def test_the_words_of_a_decided_plan_stand(cast):
    plan = decided(cast)
    for route in ("change", "point-new", "link"):
        assert look(cast.maya, page_of(plan, route)).status_code == 403
    assert set(CAN_CHANGE) & set(OUT) == set()


def test_the_database_keeps_no_plan_that_lacks_what_it_must_say(cast):
    plan = a_plan(cast)
    for facts in ({"state": "decided"}, {"state": "withdrawn"}, {"text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(**facts)
    assert PLAN.start == fresh(plan).state


# --- what waits ---------------------------------------------------------------------------------------------------------

def waiting(cast):
    """By queue: who finds something in it. Each page that a queue leads to is opened."""
    found = {}
    for name, person in cast.people().items():
        here = standing_of(person, on=MONDAY.date())
        for queue in ROWS:
            for ref in queue.rows(here, MONDAY.date()).values_list(queue.ref, flat=True) if queue.concerns(here) else ():
                found.setdefault(queue.name, set()).add(name)
                assert as_(person).get(reverse(queue.route, args=[ref])).status_code == 200, (queue.name, name)
    return found


def test_what_waits_for_whom(cast):
    plan = a_plan(cast)
    summary = summarised(cast, plan)
    assert waiting(cast) == {"plan-summaries": {"amina", "joe", "ines"}}
    says(summary, cast.joe, "no")
    assert waiting(cast) == {"plan-summary-noes": {"priya"}}
    write_summary(plan, by=cast.priya, at=MONDAY, text="Shorter.")
    PlanContributor.objects.create(plan=plan, partner=cast.amina, asked_at=MONDAY, asked_by=cast.priya)
    assert waiting(cast) == {"plan-summaries": {"amina", "joe", "ines"}, "plan-thanks": {"amina"}}
    link_plan(answered(cast, a_plan(cast, mark="PL2")), by=cast.maya, at=MONDAY, decision=made(cast))
    decided(cast, a_plan(cast, mark="PL3"))
    assert waiting(cast) | {"plans-to-decide": {"maya"}, "plans-to-publish": {"maya"}} == waiting(cast)
    assert look(cast.maya, "/").status_code == 200


# --- what the records show ----------------------------------------------------------------------------------------------

def lacks(stage, code):
    return [each.words for each in what_is_missing(Stage.objects.filter(pk=stage.pk), MONDAY.date())[stage.pk].get(code, [])]


def test_9_2_speaks_once_a_plan_is_tied(cast):
    stage, plan = a_stage(cast.programme, "S9", by=cast.maya, plan_name="PL1 Letters"), a_plan(cast)
    assert lacks(stage, "9.2") == []
    form = look(cast.maya, page_of(plan, "tie")).context["form"]
    assert form.initial["forum_stage"] == stage.pk
    assert send(cast.maya, page_of(plan, "tie"), {"forum_stage": stage.pk, "decision_stage": ""}).status_code == 302

    assert lacks(stage, "9.2") == ["There is no plain summary of the plan."]
    summary = summarised(cast, plan)
    assert lacks(stage, "9.2") == ["No lay partner has approved the plain summary."]
    says(summary, cast.joe)
    assert lacks(stage, "9.2") == []
    newer(cast, plan)
    assert lacks(stage, "9.2") == ["The plain summary is of an earlier version than the plan that goes to the Forum."]


def test_10_5_speaks_once_a_plan_is_tied_and_its_decision_belongs_to_the_stage_too(cast):
    stage, plan = a_stage(cast.programme, "S10", by=cast.maya, plan_name="PL1"), a_plan(cast)
    assert lacks(stage, "10.5") == []
    tie_plan(plan, by=cast.maya, at=MONDAY, forum_stage=None, decision_stage=stage)
    assert lacks(stage, "10.5") == ["Nobody who helped with the plan is thanked in it.", "The plan is there in no other form.",
                                    "The plan is not published."]
    link_plan(plan, by=cast.maya, at=MONDAY, decision=prepared(cast))
    assert fresh(plan).decision.stage == stage
    assert lacks(stage, "10.6") == ["No promise with an owner and a day was made from the decision."]
    ask_promise(about_of(cast.maya.user, f"plan:{plan.ref}"), by=cast.maya, at=MONDAY, text="Large print", owner=cast.maya,
                due_on=MONDAY.date() + 30 * DAY)
    assert lacks(stage, "10.6") == []


def test_a_stage_has_one_plan(cast):
    stage = plan_stage(cast.programme, "S9", by=cast.maya, at=MONDAY, plan_name="PL1")
    tie_plan(a_plan(cast), by=cast.maya, at=MONDAY, forum_stage=stage, decision_stage=None)
    other = a_plan(cast, mark="PL2")

    assert send(cast.maya, page_of(other, "tie"), {"forum_stage": stage.pk}).status_code == 200
    assert fresh(other).forum_stage is None


def test_a_withdrawn_plan_sets_free_what_was_tied_to_it(cast):
    stage, plan, decision = a_stage(cast.programme, "S9", by=cast.maya, plan_name="PL1"), a_plan(cast), prepared(cast)
    tie_plan(plan, by=cast.maya, at=MONDAY, forum_stage=stage, decision_stage=None)
    link_plan(plan, by=cast.maya, at=MONDAY, decision=decision)
    withdraw_plan(fresh(plan), by=cast.priya, at=MONDAY, because="Written anew.")

    other = a_plan(cast)
    tie_plan(other, by=cast.maya, at=MONDAY, forum_stage=stage, decision_stage=None)
    link_plan(other, by=cast.maya, at=MONDAY, decision=decision)

    assert (fresh(other).forum_stage, fresh(other).decision, fresh(plan).forum_stage) == (stage, decision, None)
    with pytest.raises(NotAllowedNow):
        tie_plan(other, by=cast.maya, at=MONDAY, forum_stage=stage, decision_stage=stage)


# --- what it costs ------------------------------------------------------------------------------------------------------

def much(cast, rows):
    """So many plans; and of one that is published so many paragraphs, versions, points, summaries with words, copies and people."""
    plan = published(cast, summarised(cast, newer(cast, a_plan(cast))).plan)
    emerging = a_plan(cast, mark="PL2")
    summarised(cast, emerging)
    Plan.objects.bulk_create([Plan(programme=cast.programme, workstream=cast.housing, mark=f"X{n}", title="T", purpose="P", text=NEWER,
                                   started_at=MONDAY, started_by=cast.priya) for n in range(rows)])
    people = [a_partner(professional=False) for _n in range(min(rows, 20))]
    for each in (plan, emerging):
        PlanParagraph.objects.bulk_create([PlanParagraph(plan=each, number=100 + n, kind="text", text=f"T{n}") for n in range(rows)])
        PlanVersion.objects.bulk_create([PlanVersion(plan=each, number=n + 9, at=MONDAY, by=cast.priya, what_changed="x")
                                         for n in range(rows)])
        OpenPoint.objects.bulk_create([OpenPoint(plan=each, number=n + 9, text="Q", added_at=MONDAY, added_by=cast.priya)
                                       for n in range(rows)])
        old = PlainSummary.objects.bulk_create([PlainSummary(plan=each, of_version=1, text="S", state="replaced", written_at=MONDAY,
                                                             written_by=cast.priya) for n in range(rows)])
        SummaryWord.objects.bulk_create([SummaryWord(summary=summary, value="yes", by=cast.joe, at=MONDAY)
                                         for summary in [*old, each.summaries.exclude(state="replaced").get()]])
        PlanCopy.objects.bulk_create([PlanCopy(plan=each, form="other", note=str(n), of_version=1, added_at=MONDAY, added_by=cast.priya)
                                      for n in range(rows)])
        PlanContributor.objects.bulk_create([PlanContributor(plan=each, partner=one, asked_at=MONDAY, asked_by=cast.priya)
                                             for one in people])
    return {"out": plan, "emerging": emerging}


PAGES = {       # page: (who reads it, its address, how many queries)
    "list": ("maya", lambda cast, made: reverse("programmes:plans", args=[cast.programme.slug]), 7),
    "emerging": ("maya", lambda cast, made: made["emerging"].get_absolute_url(), 19),
    "published": ("amina", lambda cast, made: made["out"].get_absolute_url(), 25),
    "compare": ("amina", lambda cast, made: page_of(made["out"], "compare"), 10),
    "look through": ("maya", lambda cast, made: page_of(made["emerging"], "publish"), 12),
    "published plans": (None, lambda cast, made: f"/published-plans/{cast.programme.slug}/", 1),
    "public": (None, lambda cast, made: f"/plans/{made['out'].public_ref}/", 18),
    "public changes": (None, lambda cast, made: f"/plans/{made['out'].public_ref}/changes/", 4),
}


def test_a_page_costs_the_same_for_1_3_and_100_things(cast, client):
    visitors = {who: as_(getattr(cast, who)) for who in ("amina", "maya")} | {None: client}
    for each in visitors.values():
        each.get(reverse("privacy"))
    spent = {page: {} for page in PAGES}
    for rows in (1, 3, 100):
        with transaction.atomic():
            made_here = much(cast, rows)
            for page, (who, address, _n) in PAGES.items():
                where = address(cast, made_here)
                with CaptureQueriesContext(connection) as queries:
                    assert visitors[who].get(where).status_code == 200
                spent[page][rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == {page: dict.fromkeys((1, 3, 100), facts[2]) for page, facts in PAGES.items()}
