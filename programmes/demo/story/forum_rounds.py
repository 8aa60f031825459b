"""What the Forum said about PL1, PL2, PL3 and PL5, and what became of each answer (domain.md e6). One who spoke about PL2 has no reply yet
(K16); PL5 is still open, and two of its early answers wait."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from coprod.kit.clock import day_of
from coprod.post.actions import deliver, mark_all_as_told
from coprod.post.models import Message
from partners.models import Partner
from partners.people.models import Through
from programmes.demo.story.bodies import STREAM
from programmes.demo.story.diary import Story
from programmes.demo.story.forum_words import SAID, Said
from programmes.demo.story.offline import RUNG
from programmes.demo.story.plan_papers import plan_of
from programmes.meetings.models import Meeting
from programmes.plans.actions import change_plan
from programmes.plans.models import PlanParagraph
from programmes.rounds.actions import (
    add_theme,
    ask_pair,
    close_round,
    decide_theme,
    finish_round,
    give_answer,
    open_round,
    publish_round,
    say_seen,
    send_answers,
    sort_into,
)
from programmes.rounds.models import ForumAnswer, ForumRound
from programmes.rounds.policies.answering import may_answer_here
from programmes.rounds.policies.deciding import pair_of
from programmes.rounds.policies.reading import REPLY

BATCH = 500
WAYS = ("online", "post", "phone", "visit")
INVITED = (
    {"group": "Carers", "invited": 14, "in_profile": 12},
    {"group": "People under 30", "invited": 6, "in_profile": 10, "done": "The youth club asks its members at two evenings."},
    {"group": "People who do not read English", "invited": 9, "in_profile": 9},
)


class Went(NamedTuple):
    """The days of a round: opened, the days on which answers came, closed, sorted and decided, seen by the pair, sent, and ended."""

    mark: str
    stream: str
    opened: str
    came: tuple[str, ...]
    closes: str
    decide_on: str
    closed: str = ""
    sorted: str = ""
    seen: str = ""
    sent: str = ""
    told: str = ""
    ended: str = ""


WENT = (
    Went("PL1", "W1", "6 Nov 13", ("11 Nov 13", "14 Nov 13", "19 Nov 13", "23 Nov 13"), "23 Nov 13", "20 Dec 13", "23 Nov 13", "29 Nov 13",
         "3 Dec 13", "5 Dec 13", "9 Dec 13", "9 Dec 13"),
    Went("PL2", "W2", "6 Nov 13", ("12 Nov 13", "18 Nov 13", "23 Nov 13"), "23 Nov 13", "20 Dec 13", "23 Nov 13", "29 Nov 13", "3 Dec 13",
         "5 Dec 13", "9 Dec 13"),
    Went("PL3", "W3", "8 Jan 14", ("14 Jan 14", "20 Jan 14", "25 Jan 14"), "25 Jan 14", "28 Feb 14", "25 Jan 14", "3 Feb 14", "5 Feb 14",
         "7 Feb 14", "10 Feb 14", "10 Feb 14"),
    Went("PL5", "W5", "3 Mar 14", ("6 Mar 14", "11 Mar 14"), "29 Mar 14", "25 Apr 14", sorted="13 Mar 14"),
)


def tell_forum_rounds(story: Story) -> None:
    """Note everything of this chapter. It follows `tell_plan_papers`: a round opens on the day of the lay yes to its summary."""
    for each in WENT:
        _asked(story, each)
        _answered(story, each)
        if each.sorted:
            story.note(each.sorted, lambda at, it=each: _decides(story, it, at), hour=11)       # type: ignore[misc]
        if each.closed:
            _ended(story, each)


def round_of(mark: str) -> ForumRound:
    """The round as it stands now."""
    found: ForumRound = ForumRound.objects.whole().get(plan__mark=mark)      # type: ignore[attr-defined]
    return found


def _lead(story: Story, it: Went) -> Partner:
    return story.people[STREAM[it.stream].lead]


def _asked(story: Story, it: Went) -> None:
    def act(at: datetime) -> None:
        closes = story.calendar.day(it.closes)
        meeting = Meeting.objects.filter(group=story.groups["forum"], starts_at__date=closes).first()
        open_round(plan_of(it.mark), by=_lead(story, it), at=at, closes_on=closes, decide_on=story.calendar.day(it.decide_on),
                   invited=INVITED, ways=WAYS, meeting=meeting)

    story.note(it.opened, act, hour=16)


def _words(it: Went) -> list[tuple[Said, str]]:
    """Each answer with what is said of it: of every theme as many as the figures of e6 say, its phrases in turn."""
    return [(theme, theme.phrases[n % len(theme.phrases)]) for theme in SAID[it.mark] for n in range(theme.number)]


def _answered(story: Story, it: Went) -> None:
    words = _words(it)
    share = -(-len(words) // len(it.came))
    for n, day in enumerate(it.came):
        def act(at: datetime, first: int = n * share, some: list[tuple[Said, str]] = words[n * share:(n + 1) * share]) -> None:
            round_ = round_of(it.mark)
            people, point = _speakers(story, round_, at), round_.plan.points.open().first()     # type: ignore[attr-defined]
            for number, (_theme, text) in enumerate(some, start=first):
                who = people[number % len(people)]
                give_answer(round_, by=who, at=at, text=text, point=point if number % 3 == 0 else None, wants_no_name=number % 11 == 5,
                            **_how(story, who))

        story.note(day, act, hour=15)


def _speakers(story: Story, round_: ForumRound, at: datetime) -> list[Partner]:
    """Lay people of the Forum and of the groups, those of the pair left out: they look at the answers."""
    pair = pair_of(round_, day_of(at)).values("pk")
    return list(may_answer_here(round_.programme, day_of(at)).filter(is_professional=False).exclude(pk__in=pair).order_by("name", "pk"))


def _how(story: Story, who: Partner) -> dict[str, object]:
    """In their account, or by post to Sam, who types it."""
    return {} if who.user_id else {"through": Through.POST, "noted_by": story.people["sam"]}


def _decides(story: Story, it: Went, at: datetime) -> None:
    """The plan gets its new version, answers go into themes, and each theme is decided; of PL5 only what is settled early."""
    lead, round_, themes = _lead(story, it), round_of(it.mark), SAID[it.mark]
    passages: list[PlanParagraph] = []
    if it.closed:
        plan, line = plan_of(it.mark), "What the Forum changed: " + " ".join(each.changed for each in themes if each.changed)
        change_plan(plan, by=lead, at=at, seen=plan.version, text=f"{plan.text}\n\n{line}\n", what_changed="What the Forum said.")
        passages = list(PlanParagraph.objects.filter(plan=plan, gone_in__isnull=True, since__gt=round_.of_version))
    for theme, answers in _by_theme(it, round_):
        made = add_theme(round_, by=lead, at=at, name=theme.name)
        sort_into(made, answers, by=lead, at=at)
        if theme.outcome:
            decide_theme(made, by=lead, at=at, outcome=theme.outcome, reason=theme.reason, changed=theme.changed,
                         passages=passages if theme.changed else ())


def _by_theme(it: Went, round_: ForumRound) -> Iterator[tuple[Said, object]]:
    """Answers came in the order of their themes."""
    pks, first = list(round_.answers.order_by("at", "pk").values_list("pk", flat=True)), 0      # type: ignore[attr-defined]
    for theme in SAID[it.mark]:
        yield theme, ForumAnswer.objects.filter(pk__in=pks[first:first + theme.number])
        first += theme.number


def _ended(story: Story, it: Went) -> None:
    story.note(it.closed, lambda at: close_round(round_of(it.mark), by=_lead(story, it), at=at), hour=18)

    def seen(at: datetime) -> None:
        for who in pair_of(round_of(it.mark), day_of(at)):
            say_seen(round_of(it.mark), by=who, at=at, is_right=True, **_how(story, who))       # type: ignore[arg-type]

    def told(at: datetime) -> None:
        """Sam writes and rings; one who spoke about PL2 is forgotten (K16): neither by letter nor among those rung later (`offline`)."""
        rows = Message.objects.filter(kind=REPLY, about=round_of(it.mark).ref)
        if not it.ended:
            to_ring = rows.by_hand().filter(channel=Partner.Channel.PHONE).values("to")
            forgotten = Partner.objects.filter(ref__in=to_ring).exclude(pk=story.people[RUNG].pk).order_by("name", "pk")[0]
            rows = rows.exclude(to=forgotten.ref)
        mark_all_as_told(rows, at=at)

    def sent(at: datetime) -> None:
        lead = _lead(story, it)
        send_answers(round_of(it.mark), by=lead, at=at)
        while deliver(at=at, limit=BATCH):
            pass
        publish_round(round_of(it.mark), by=lead, at=at)

    story.note(it.seen, lambda at: ask_pair(round_of(it.mark), by=_lead(story, it), at=at), hour=11)
    story.note(it.seen, seen, hour=14)
    story.note(it.sent, sent, hour=14)
    story.note(it.told, told, hour=14)
    if it.ended:
        story.note(it.ended, lambda at: finish_round(round_of(it.mark), by=_lead(story, it), at=at), hour=17)
