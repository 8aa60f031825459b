"""What tests of plans do: start one for Housing, write its plain summary, let it be answered, decided, published and reviewed."""

from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.urls import reverse

from coprod.post.models import Message
from coprod.trail.moves import make_move
from partners.models import Partner
from programmes.plans.actions import (
    add_copy,
    answer_summary_no,
    change_plan,
    decide_plan,
    deliver_plan,
    let_stand,
    link_plan,
    look_through,
    publish_plan,
    review_plan,
    say_on_summary,
    say_wish,
    settle_point,
    start_plan,
    thank,
    withdraw_plan,
    write_summary,
)
from programmes.plans.lifecycles import PLAN
from programmes.plans.models import PlainSummary, Plan
from tests.clock import let_check
from tests.makers import MONDAY
from tests.programmes.decisions.doing import made, prepared
from tests.programmes.decisions.doing import published as decision_published
from tests.programmes.meetings.doing import a_meeting
from tests.programmes.papers.doing import out as paper_out
from tests.programmes.stages.doing import as_

DAY = timedelta(days=1)
TEXT = """# Why

Letters are long. Some people do not read to the end.

## What we propose

- Short words
- Large print

Every letter has a name and a day.
"""
NEWER = TEXT.replace("Some people do not read to the end.", "Some people never read them to the end.") + "\nWe begin in June.\n"
TYPED = {"mark": "PL9", "title": "Letters", "purpose": "Letters that people read.", "text": TEXT, "fixed": "The budget.", "points": "",
         "decide_on_day": "", "decide_on_month": "", "decide_on_year": "", "paper": "", "workstream": "", "what_changed": ""}
SUMMARY = "Letters get shorter. You can still say which words."
POINTS = ("Which words?", "How large is the print?")


def a_plan(cast: Any, *, by: Partner | None = None, at: datetime = MONDAY, **facts: Any) -> Plan:
    """An emerging plan by Priya."""
    facts = {"mark": "PL1", "title": "Letters", "purpose": "Letters that people read.", "text": TEXT, "points": POINTS} | facts
    return start_plan(cast.housing, by=by or cast.priya, at=at, **facts)


def fresh(thing: Any) -> Any:
    return type(thing).objects.get(pk=thing.pk)


def newer(cast: Any, plan: Plan, text: str = NEWER, *, at: datetime = MONDAY, **facts: Any) -> Plan:
    plan = fresh(plan)
    return change_plan(plan, by=cast.priya, at=at, seen=plan.version, text=text, **({"what_changed": "Other words."} | facts))


def summarised(cast: Any, plan: Plan | None = None, *, by: Partner | None = None, at: datetime = MONDAY,
               text: str = SUMMARY) -> PlainSummary:
    """Priya writes the summary; Amina and Joe are asked."""
    return write_summary(plan or a_plan(cast), by=by or cast.priya, at=at, text=text)


def says(summary: PlainSummary, by: Partner, value: str = "yes", text: str = "", *, at: datetime = MONDAY, **facts: Any) -> Any:
    return say_on_summary(summary, by=by, at=at, value=value, text=text or ("" if value == "yes" else "What is a letter?"), **facts)


def answered(cast: Any, plan: Plan | None = None, *, at: datetime = MONDAY) -> Plan:
    """The Forum was asked, and everybody has their answer: by the moves alone, since rounds are another wing's."""
    plan = plan or a_plan(cast)
    for move in ("ask_forum", "close_round", "answer_all"):
        make_move(plan, PLAN, move, by=cast.maya, at=at)
    return plan


def decided(cast: Any, plan: Plan | None = None, *, at: datetime = MONDAY, is_out: bool = True) -> Plan:
    """Decided by a decision that is published, or only made."""
    plan = answered(cast, plan, at=at)
    facts = {"decision": prepared(cast, title=f"Decision about {plan.mark}", at=at, workstream=cast.housing,
                                   decided_on=at.date() + 7 * DAY)}
    decision = decision_published(cast, at=at, **facts) if is_out else made(cast, at=at, **facts)
    link_plan(plan, by=cast.maya, at=at, decision=decision)
    return decide_plan(plan, by=cast.maya, at=at)


def published(cast: Any, plan: Plan | None = None, *, at: datetime = MONDAY) -> Plan:
    return publish_plan(decided(cast, plan, at=at), by=cast.sid, at=at)


def delivered(cast: Any, plan: Plan | None = None, *, at: datetime = MONDAY) -> Plan:
    return deliver_plan(published(cast, plan, at=at), by=cast.priya, at=at, text="The Council, from June.")


def told(kind: str, *people: Partner) -> int:
    rows = Message.objects.filter(kind=kind)
    return rows.filter(to__in=[each.ref for each in people]).count() if people else rows.count()


def run_clock(at: datetime) -> None:
    let_check("plans", at=at)


def a_paper_that_is_out(cast: Any, **facts: Any) -> Any:
    """A discussion paper for a meeting of Housing nine weeks ahead."""
    return paper_out(cast, meeting=a_meeting(cast, starts_at=MONDAY + 63 * DAY), **facts)


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route, and a plan in each state in which something is written."""
    at = MONDAY
    plan = a_plan(cast, text=f"{TEXT}\nRing 0161 496 0000.", fixed="The budget.", paper=a_paper_that_is_out(cast))
    point = plan.points.first()
    settle_point(plan.points.last(), by=cast.priya, at=at, settled="In 16 point.")
    first = summarised(cast, plan)
    answer_summary_no(says(first, cast.joe, "no"), by=cast.priya, at=at, answer="A letter comes by post.")
    second = summarised(cast, plan, text="Letters get short.")
    no = says(second, cast.joe, "no")
    says(second, cast.amina, through="phone", noted_by=cast.maya)
    plan = newer(cast, plan, NEWER + "\nRing 0161 496 0000.")
    copy = add_copy(plan, by=cast.priya, at=at, form="language", note="Polish", file=ContentFile(b"Krotkie listy.", name="pl.txt"),
                    content_type="text/plain")
    add_copy(plan, by=cast.priya, at=at, form="bsl", link="https://example.test/bsl")
    unread = add_copy(plan, by=cast.priya, at=at, form="other", note="A picture", file=ContentFile(b"Ring 0161 496 0001.", name="p.txt"),
                      content_type="text/plain")
    look_through(add_copy(plan, by=cast.priya, at=at, form="word", file=ContentFile(b"Ring 0161 496 0002.", name="w.txt"),
                          content_type="text/plain"), by=cast.priya, at=at, because="It is the office.")
    let_stand(plan, by=cast.maya, at=at, kind="phone", words="0161 496 0000", because="It is the office.")
    asked = thank(plan, cast.amina, by=cast.priya, at=at)
    say_wish(thank(plan, cast.joe, by=cast.priya, at=at), at=at, wish="named")
    ready = answered(cast, a_plan(cast, mark="PL2", title="Lifts"))
    link_plan(ready, by=cast.maya, at=at, decision=made(cast, decision=prepared(cast, title="Lifts decided")))
    out = a_plan(cast, mark="PL3", title="Doors")
    public_copy = add_copy(out, by=cast.priya, at=at, form="word", file=ContentFile(b"Doors.", name="doors.txt"), content_type="text/plain")
    out = published(cast, newer(cast, out))
    running = delivered(cast, a_plan(cast, mark="PL4", title="Stairs"))
    review_plan(delivered(cast, a_plan(cast, mark="PL5", title="Bins")), by=cast.priya, at=at, text="They are emptied.")
    withdraw_plan(a_plan(cast, mark="PL6", title="Paint"), by=cast.priya, at=at, because="The tenants painted it.")
    by_ref: dict[Any, tuple[str, ...]] = {
        plan: ("plan", "plan-change", "plan-compare", "plan-point-new", "plan-withdraw", "plan-summary-write", "plan-copy-new",
               "plan-thanks-new", "plan-link", "plan-tie", "plan-publish", "plan-let-stand", "plan-take-out"),
        ready: ("plan-decide",), out: ("plan-deliver",), running: ("plan-review",), point: ("plan-point-settle",),
        second: ("plan-summary-say", "plan-summary-note"), no: ("plan-summary-answer",), copy: ("plan-copy", "plan-copy-take-out"),
        unread: ("plan-copy-look",),
        asked: ("plan-thanks",)}
    found = {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    found |= {name: {"slug": cast.programme.slug} for name in ("plans", "plan-new", "public-plans")}
    return found | {name: {"ref": out.public_ref} for name in ("public-plan", "public-plan-changes")} | {
        "public-plan-copy": {"ref": out.public_ref, "copy": public_copy.ref}}


def more_pages() -> list[str]:
    """Pages of which there are several: each plan, and each that everybody reads."""
    plans = list(Plan.objects.all())
    return [each.get_absolute_url() for each in plans] + [f"/plans/{each.public_ref}/" for each in plans if each.is_out()]


def look(person: Partner, address: str) -> Any:
    return as_(person).get(address)


def send(person: Partner, address: str, data: dict[str, Any] | None = None) -> Any:
    return as_(person).post(address, data or {})


def page_of(thing: Any, route: str, key: str = "") -> str:
    """The address of `programmes:plan-<route>` of a plan or what hangs on it."""
    return reverse(f"programmes:plan-{route}", args=[thing.ref]) + (f"?{key}" if key else "")
