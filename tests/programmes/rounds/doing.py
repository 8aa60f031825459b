"""What tests of rounds do: ask the Forum about a plan of Housing, answer, sort, decide, let the pair look, send and publish."""

from datetime import date, datetime, timedelta
from typing import Any

from coprod.kit.clock import add_working_days, day_of
from coprod.post.models import Message
from partners.models import Partner
from programmes.plans.actions import change_plan, say_on_summary, start_plan, write_summary
from programmes.plans.models import Plan, PlanParagraph
from programmes.rounds.actions import (
    add_theme,
    answer_no,
    ask_pair,
    call_off_round,
    change_answer,
    close_round,
    decide_answers,
    decide_theme,
    give_answer,
    hide_answer,
    keep_back,
    open_round,
    publish_round,
    say_on_reply,
    say_seen,
    send_answers,
    sort_into,
    take_answer_back,
    write_down_recording,
)
from programmes.rounds.models import ForumAnswer, ForumRound, Theme
from programmes.rounds.notices.words import reply_token
from tests.clock import let_check
from tests.makers import MONDAY

DAY = timedelta(days=1)
OPENS = MONDAY.date()
CLOSES = add_working_days(OPENS, 10)
DECIDES = CLOSES + 40 * DAY
LAST = MONDAY + (CLOSES - OPENS)                # the same hour on the last day
AFTER = LAST + 6 * DAY                          # nothing comes by post any more
TEXT = "# Why\n\nLetters are long. Some people do not read to the end.\n\nEvery letter has a name and a day.\n"
NEWER = TEXT.replace("do not read to the end.", "never read them to the end.") + "\nWe ring people who cannot read.\n"
INVITED = ({"group": "Carers", "invited": 4, "in_profile": 6, "done": "We ring the carers’ centre."},
           {"group": "Young people", "invited": 3, "in_profile": 3})


def a_plan(cast: Any, *, at: datetime = MONDAY, mark: str = "PL1", **facts: Any) -> Plan:
    """An emerging plan of Housing whose plain summary Amina approved."""
    plan = start_plan(cast.housing, by=cast.priya, at=at, mark=mark, title="Letters", purpose="Letters that people read.", text=TEXT,
                      points=("Which words?", "How large is the print?"), **facts)
    summary = write_summary(plan, by=cast.priya, at=at, text="Letters get shorter. You can still say which words.")
    say_on_summary(summary, by=cast.amina, at=at, value="yes")
    return fresh_plan(plan)


def fresh_plan(plan: Plan) -> Plan:
    return Plan.objects.whole().get(pk=plan.pk)


def a_round(cast: Any, plan: Plan | None = None, *, at: datetime = MONDAY, by: Partner | None = None, **facts: Any) -> ForumRound:
    facts = {"closes_on": add_working_days(day_of(at), 10), "invited": INVITED, "ways": ["online", "post", "phone"]} | facts
    facts.setdefault("decide_on", facts["closes_on"] + 40 * DAY)
    return fresh(open_round(plan or a_plan(cast, at=at), by=by or cast.priya, at=at, **facts))


def fresh(it: ForumRound) -> ForumRound:
    return ForumRound.objects.whole().get(pk=it.pk)


def said(it: ForumRound, by: Partner, text: str = "Short words, please.", *, at: datetime = MONDAY, **facts: Any) -> ForumAnswer:
    return give_answer(it, by=by, at=at, text=text, **facts)


def closed(cast: Any, it: ForumRound, *, at: datetime = LAST) -> ForumRound:
    close_round(it, by=cast.priya, at=at)
    return fresh(it)


def newer(cast: Any, it: ForumRound, *, at: datetime = LAST) -> PlanParagraph:
    """The plan has a new version; the passage that came with it."""
    plan = fresh_plan(it.plan)
    change_plan(plan, by=cast.priya, at=at, seen=plan.version, text=NEWER, what_changed="What the Forum said.")
    return PlanParagraph.objects.get(plan=plan, text="We ring people who cannot read.")


def sorted_into(cast: Any, it: ForumRound, name: str = "Short words", *, at: datetime = LAST, answers: Any = None) -> Theme:
    theme = add_theme(it, by=cast.priya, at=at, name=name)
    sort_into(theme, ForumAnswer.objects.filter(round=it) if answers is None else answers, by=cast.priya, at=at)
    return Theme.objects.select_related("round").get(pk=theme.pk)


def decided(cast: Any, theme: Theme, outcome: str = "adopt", *, at: datetime = LAST, **facts: Any) -> Any:
    facts = {"reason": "" if outcome == "adopt" else "There is no money for it this year."} | facts
    return decide_theme(theme, by=cast.priya, at=at, outcome=outcome, **facts)


def looked(cast: Any, it: ForumRound, *, at: datetime = LAST) -> ForumRound:
    """Amina and Joe were asked, and say that it is right."""
    ask_pair(it, by=cast.priya, at=at)
    for person in (cast.amina, cast.joe):
        say_seen(it, by=person, at=at, is_right=True)
    return fresh(it)


def ready(cast: Any, it: ForumRound | None = None, *, outcome: str = "adopt", with_passage: bool = True) -> ForumRound:
    """Closed, all in one theme, decided, and seen by the pair; Forrest and Femi had answered, where it was opened here."""
    if it is None:
        it = a_round(cast)
        said(it, cast.forrest)
        said(it, cast.femi, "Larger print.")
    it = closed(cast, it)
    passages = [newer(cast, it)] if with_passage else []
    decided(cast, sorted_into(cast, it), outcome, passages=passages)
    return looked(cast, fresh(it))


def sent(cast: Any, it: ForumRound | None = None, *, at: datetime = AFTER, **facts: Any) -> ForumRound:
    it = ready(cast, it, **facts)
    send_answers(it, by=cast.priya, at=at)
    return fresh(it)


def told(kind: str, *people: Partner) -> int:
    rows = Message.objects.filter(kind=kind)
    return rows.filter(to__in=[each.ref for each in people]).count() if people else rows.count()


def a_link(it: ForumRound, person: Partner, *, until: date | None = None) -> str:
    """What stands in the link of a reply; for ninety days, as in the one that goes out on the first day."""
    return reply_token(it, person.ref, until or OPENS + 90 * DAY)


def delivered(kind: str = "we_said_we_did", *people: Partner) -> None:
    """As if the outbox had sent it."""
    rows = Message.objects.filter(kind=kind)
    (rows.filter(to__in=[each.ref for each in people]) if people else rows).update(state="sent", finished_at=AFTER)


def run_clock(at: datetime) -> None:
    let_check("rounds", at=at)


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route: a round that is open with each kind of answer; one that is closed and shown to the pair, with
    a "no"; two that went out; one that was called off; a plan that is ready to be put to the Forum."""
    at = MONDAY
    plan = a_plan(cast, mark="PL11")
    open_ = a_round(cast, a_plan(cast, mark="PL12"), ways_other="By pigeon")
    point, paragraph = open_.plan.points.first(), open_.plan.paragraphs.order_by("number").last()
    mine = said(open_, cast.forrest, "Short words.", point=point)
    noted = said(open_, cast.femi, "Larger print.", paragraph=paragraph, through="post", noted_by=cast.maya, wants_no_name=True)
    hidden = said(open_, cast.forrest, "Rude words.")
    hide_answer(hidden, by=cast.priya, at=at, because="It insults somebody.")
    changed = said(open_, cast.forrest, "Longer words.")
    change_answer(changed, at=at, text="Longer lines.", seen=0)
    kept = keep_back(said(open_, cast.forrest, "Ask my neighbour."), by=cast.priya, at=at, because="It names a neighbour.")
    write_down_recording(_recording(cast, open_, "Listen to me."), by=cast.priya, at=at, text="A dog barks.")
    take_answer_back(said(open_, cast.femi, "I think otherwise now."), at=at)
    theme = sorted_into(cast, open_, at=at)
    decided(cast, theme, "not_adopt", at=at, changed="Nothing.")
    shown = a_round(cast, a_plan(cast, mark="PL13"))
    said(shown, cast.forrest, "Bins.")
    ForumRound.objects.filter(pk=shown.pk).update(opens_on=OPENS - 20 * DAY, closes_on=OPENS)
    shown = closed(cast, fresh(shown), at=at)
    decided(cast, sorted_into(cast, shown, "Bins", at=at), "park", at=at)
    ask_pair(shown, by=cast.priya, at=at)
    answer_no(say_seen(shown, by=cast.amina, at=at, is_right=False, text="Say until when."), by=cast.priya, at=at, answer="Until June.")
    no = say_seen(shown, by=cast.joe, at=at, is_right=False, text="Bins are not letters.")
    gone = _gone_out(cast)
    off = a_round(cast, a_plan(cast, mark="PL15"))
    call_off_round(off, by=cast.maya, at=at, because="The surveyor is ill.")
    by_ref: dict[Any, tuple[str, ...]] = {
        open_: ("round", "round-answer", "round-answer-note", "round-sheet", "round-script", "round-call-off", "round-answers",
                "round-sort", "round-themes", "round-unanswered", "round-close"),
        shown: ("round-responses", "round-show", "round-seen", "round-seen-note", "round-send"),
        gone: ("round-mine",), _gone_out(cast, "PL16", is_published=False): ("round-publish", "round-finish"),
        theme: ("theme-change", "theme-decide"), no: ("round-no-answer",),
        mine: ("forum-answer-decide", "forum-answer-points", "forum-answer-hide", "forum-answer-change", "forum-answer-take-back",
               "forum-answer-change-note", "forum-answer-take-back-note", "forum-answer-keep"),
        noted: ("forum-answer",), hidden: ("forum-answer-show",), kept: ("forum-answer-keep-no-more",),
        _recording(cast, open_): ("forum-answer-recording", "forum-answer-heard")}
    found = {name: {"ref": thing.ref} for thing, names in by_ref.items() for name in names}
    return found | {
        "round-open": {"ref": plan.ref}, "paragraph-voices": {"ref": open_.plan.ref, "anchor": paragraph.anchor},
        "we-said-we-did": {"ref": gone.public_ref or ""},
        "round-reply": {"ref": gone.ref, "person": cast.forrest.ref, "token": a_link(gone, cast.forrest)}}


def _recording(cast: Any, it: ForumRound, text: str = "") -> ForumAnswer:
    from django.core.files.base import ContentFile

    return said(it, cast.forrest, text, audio=ContentFile(b"ID3\x03\x00", name="me.mp3"), content_type="audio/mpeg")


def _gone_out(cast: Any, mark: str = "PL14", *, is_published: bool = True) -> ForumRound:
    it = a_round(cast, a_plan(cast, mark=mark))
    if not is_published:
        said(it, cast.amina, "Write to me.")        # Maya writes down for her whether she is satisfied
    said(it, cast.forrest, "Ring us.")
    single = said(it, cast.femi, "Sing to us.")
    ForumRound.objects.filter(pk=it.pk).update(opens_on=OPENS - 40 * DAY, closes_on=OPENS - 6 * DAY, post_until=OPENS - DAY)
    it = closed(cast, fresh(it), at=MONDAY)
    passage = newer(cast, it, at=MONDAY)
    decided(cast, sorted_into(cast, it, "Ring", at=MONDAY), "adapt", at=MONDAY, passages=[passage], changed="The last line.")
    decide_answers(it, ForumAnswer.objects.filter(pk=single.pk), by=cast.priya, at=MONDAY, outcome="not_adopt",
                   reason="Nobody can sing.")
    it = looked(cast, fresh(it), at=MONDAY)
    send_answers(it, by=cast.priya, at=MONDAY)
    if is_published:
        publish_round(it, by=cast.priya, at=MONDAY)
    delivered()
    say_on_reply(it, by=cast.femi, at=MONDAY, is_satisfied=False, text="Somebody can.")
    return fresh(it)


def more_pages() -> list[str]:
    """Pages of which there are several."""
    found = []
    for it in ForumRound.objects.all():
        found += [f"/rounds/{it.ref}/", f"/rounds/{it.ref}/answers/", f"/rounds/{it.ref}/themes/", f"/rounds/{it.ref}/responses/"]
        found += [f"/we-said-we-did/{it.public_ref}/"] if it.public_ref else []
    return found + [each.get_absolute_url() for each in ForumAnswer.objects.all()]


