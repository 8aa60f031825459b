"""What tests of decisions do: prepare one, record the position, list changes and let the pair look, make it and publish it."""

from datetime import datetime, timedelta
from typing import Any

from coprod.post.models import Message
from partners.models import Partner
from programmes.decisions.actions import (
    agree_to_open,
    answer_seen,
    ask_to_open,
    list_change,
    make_decision,
    prepare_decision,
    publish_decision,
    record_position,
    say_dissent,
    say_nothing_changed,
    say_seen,
    show_changes,
    take_back_dissent,
    withdraw_decision,
)
from programmes.decisions.actions.deciding import defer_decision, write_reason
from programmes.decisions.models import (
    DecisionDissent,
    DecisionOpenness,
    DecisionPosition,
    DecisionRecord,
    DecisionSeen,
)
from programmes.raising.models import About
from programmes.stages.actions.checking import check_stages
from tests.makers import MONDAY, a_stage

TODAY = MONDAY.date()
DAY = timedelta(days=1)
WHOLE = {"options": "To leave the letters as they are.", "duty": "yes",
         "duty_how": "We asked forty tenants in May. The letters got shorter."}
TYPED = {"title": "Letters", "text": "Letters in plain words.", "group": "", "body_name": "", "workstream": "", "options": "",
         "no_options_because": "", "meeting": "", "stage": "", "duty": "", "duty_how": "", "method": "", "votes_for": "",
         "votes_against": "", "votes_none": "", "reason": "", "dissent": "", "dissent_by": "", "about": "", "line": "", "seen": "",
         "once": "", "decided_on_day": "", "decided_on_month": "", "decided_on_year": ""}


def prepared(cast: Any, *, by: Partner | None = None, at: datetime = MONDAY, **facts: Any) -> DecisionRecord:
    """Prepared by Maya: Housing decides it, a week from now."""
    facts = {"title": "Letters", "text": "Letters in plain words.", "decided_on": TODAY + 7 * DAY} | WHOLE | facts
    if "group" not in facts and "body_name" not in facts:
        facts["group"] = cast.housing.group
    return prepare_decision(cast.programme, by=by or cast.maya, at=at, **facts)


def positioned(cast: Any, value: str = "agree", *, at: datetime = MONDAY, decision: DecisionRecord | None = None,
               **facts: Any) -> DecisionRecord:
    """The same, with what Ines says for the Advisory Group."""
    decision = decision or prepared(cast, at=at)
    says_position(cast, decision, value, at=at, **facts)
    return decision


def says_position(cast: Any, decision: DecisionRecord, value: str = "agree", *, at: datetime = MONDAY, **facts: Any) -> DecisionPosition:
    facts = {"text": "" if value == "agree" else "It forgets people without internet.", "said_on": at.date()} | facts
    return record_position(decision, by=cast.ines, at=at, value=value, **facts)


def ready(cast: Any, value: str = "agree", *, at: datetime = MONDAY, decision: DecisionRecord | None = None) -> DecisionRecord:
    """Nothing is missing but how it was decided, and the reason where the position differs."""
    decision = positioned(cast, value, at=at, decision=decision)
    say_nothing_changed(decision, by=cast.priya, at=at)
    return fresh(decision)


def makes(cast: Any, decision: DecisionRecord, *, by: Partner | None = None, at: datetime = MONDAY, **facts: Any) -> DecisionRecord:
    facts = {"method": "agreed", "decided_on": at.date(), "present": 9, "lay_present": 2} | facts
    return make_decision(decision, by=by or cast.maya, at=at, **facts)


def made(cast: Any, value: str = "agree", *, at: datetime = MONDAY, decision: DecisionRecord | None = None,
         **facts: Any) -> DecisionRecord:
    reason = {} if value == "agree" else {"reason": "The law leaves us until May."}
    return makes(cast, ready(cast, value, at=at, decision=decision), at=at, **(reason | facts))


def looked(cast: Any, decision: DecisionRecord, *, at: datetime = MONDAY) -> DecisionRecord:
    """Amina and Joe were asked, and say that it is right."""
    show_changes(decision, by=cast.priya, at=at)
    for person in (cast.amina, cast.joe):
        say_seen(decision, by=person, at=at, is_right=True)
    return fresh(decision)


def published(cast: Any, value: str = "agree", *, at: datetime = MONDAY, **facts: Any) -> DecisionRecord:
    decision = looked(cast, made(cast, value, at=at, **facts), at=at)
    return publish_decision(decision, by=cast.sid, at=at)


def opened(cast: Any, *, at: datetime = MONDAY) -> DecisionOpenness:
    """The log is open to everybody."""
    asked = ask_to_open(cast.programme, by=cast.maya, at=at, decided_where="The Advisory Group’s meeting in May.", since_on=at.date())
    return agree_to_open(asked, by=cast.ines, at=at)


def fresh(decision: DecisionRecord) -> DecisionRecord:
    return DecisionRecord.objects.select_related("programme", "group", "workstream", "meeting", "stage").get(pk=decision.pk)


def told(kind: str, *people: Partner) -> int:
    rows = Message.objects.filter(kind=kind)
    return rows.filter(to__in=[each.ref for each in people]).count() if people else rows.count()


def run_clock(at: datetime) -> None:
    check_stages(at=at)


def a_run(cast: Any, plan: str = "Plan A", *, at: datetime = MONDAY) -> Any:
    """A run of stage 10 for a plan, open."""
    return a_stage(cast.programme, "S10", by=cast.maya, at=at, plan_name=plan)


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route: one that is prepared and shown, with dissent; one that is put off; one that is made; one that
    is published in a log that is open; one that was withdrawn; each with all that may be written."""
    at = MONDAY
    first = prepared(cast, reason="It cannot wait.", about=About("workstream", cast.housing.ref, "Housing", cast.programme))
    says_position(cast, first, "disagree")
    says_position(cast, first, "concerns", votes_for=4, votes_against=1, votes_none=0)
    against = say_dissent(first, by=cast.amina, at=at, words="It forgets carers.")
    gone = say_dissent(first, by=cast.joe, at=at, words="Too long.", through="phone", noted_by=cast.maya)
    take_back_dissent(gone, by=cast.joe, at=at)
    list_change(first, by=cast.priya, at=at, text="One word less.")
    show_changes(first, by=cast.maya, at=at)
    no = say_seen(first, by=cast.joe, at=at, is_right=False, text="Two words less.")
    later = prepared(cast, title="Lifts", options="", no_options_because="No money for more.", no_position_because="They do not meet.")
    defer_decision(later, by=cast.maya, at=at, because="The surveyor is ill.")
    done = looked(cast, made(cast, "disagree", decision=prepared(cast, title="Bins")))
    out = published(cast, "concerns", decision=prepared(cast, title="Doors", body_name="Westmere Council", group=None,
                                                        workstream=cast.housing))
    write_reason(out, by=cast.maya, at=at, reason="The law leaves us until June.")
    word = _a_no_that_is_answered(cast)
    say_dissent(out, by=cast.amina, at=at, words="It forgets night shifts.")
    gone_by = prepared(cast, title="Paint")
    withdraw_decision(gone_by, by=cast.maya, at=at, because="The tenants painted it.")
    openness = opened(cast)
    assert word.answer and DecisionDissent.objects.standing().count() == 2
    by_ref: dict[Any, tuple[str, ...]] = {
        first: ("decision", "decision-change", "decision-changes", "decision-show", "decision-position", "decision-position-note",
                "decision-dissent", "decision-dissent-note", "decision-seen", "decision-seen-note", "decision-make", "decision-defer",
                "decision-withdraw", "decision-link"),
        later: ("decision-resume",), done: ("decision-publish", "decision-reason"), against: ("dissent-take-back",),
        no: ("decision-no-answer",)}
    found = {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    found |= {name: {"slug": cast.programme.slug} for name in (
        "decisions", "decisions-print", "decision-new", "decisions-open", "decisions-open-agree", "decisions-open-note", "decisions-close")}
    return found | {"public-decision": {"ref": out.public_ref or ""}, "public-decisions": {"ref": openness.public_ref}}


def _a_no_that_is_answered(cast: Any) -> DecisionSeen:
    """Of one that is published with the answer beside it."""
    decision = made(cast, decision=prepared(cast, title="Stairs"))
    show_changes(decision, by=cast.priya, at=MONDAY)
    word = answer_seen(say_seen(decision, by=cast.amina, at=MONDAY, is_right=False, text="It is steeper now."), by=cast.priya, at=MONDAY,
                       answer="We measured it again.")
    publish_decision(decision, by=cast.sid, at=MONDAY)
    return word


def more_pages() -> list[str]:
    """Pages of which there are several: each decision, and each that everybody reads."""
    return [each.get_absolute_url() for each in DecisionRecord.objects.all()] + [
        f"/decisions/{each.public_ref}/" for each in DecisionRecord.objects.public()]
