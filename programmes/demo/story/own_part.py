"""What lay partners say of themselves: what they bring, their limits, the support they need and what became of it, and who helps one."""

from datetime import datetime
from typing import Any, NamedTuple

from coprod.kit.clock import add_months, day_of
from partners.about.actions import say_about
from partners.contacts.actions import begin_on_behalf, end_on_behalf
from partners.models import Holding, Need, Partner
from partners.people.models import Through
from partners.support.actions import arrange_need, confirm_need, note_look, say_support_is_right
from partners.support.policies import never_checked
from partners.supporters.actions import accept_to_help, invite_supporter
from programmes.demo.story.diary import Story
from programmes.demo.story.verbs import told_by
from programmes.portal import actions
from programmes.portal.policies import Subject

MONTHS = 12


class Brings(NamedTuple):
    """What somebody in the Advisory Group brings, knows from their own life, and can give."""

    experience: tuple[str, ...]
    lived: tuple[str, ...]
    strategic: bool = False
    hours: int | None = None
    times: tuple[str, ...] = ()
    gain: str = ""


ADVISORY = {
    "LP01": Brings(("caring", "speaking_up", "meetings"), ("carers", "older"), True, 16, ("mon_am", "tue_pm", "thu_am"),
                   "To see that carers are counted on, and counted."),
    "LP02": Brings(("using", "primary_care", "meetings"), ("long_term",), True, 14, ("tue_pm", "wed_am")),
    "LP03": Brings(("caring", "social_care"), ("carers", "young", "disabled"), False, 8, ("tue_am", "thu_am")),
    "LP04": Brings(("using", "hospital", "community"), ("long_term", "older"), True, 14, ("mon_pm", "wed_pm")),
    "LP05": Brings(("using", "staff", "primary_care"), ("long_term",), False, 12, ("tue_pm", "thu_pm")),
    "LP06": Brings(("using", "staff"), ("long_term", "older"), False, 8, ("wed_am", "thu_am")),
    "LP07": Brings(("using", "primary_care"), ("older", "long_term"), False, 10, ("mon_am", "wed_am")),
    "LP08": Brings(("mental_health", "speaking_up", "meetings"), ("mental",), True, 14, ("tue_am", "tue_pm", "thu_pm")),
    "LP09": Brings(("caring", "money", "contracts"), ("carers",), True, 10, ("tue_am", "thu_am"), "To use what I learnt in my job."),
    "LP10": Brings(("using", "hospital", "contracts", "meetings"), ("long_term",), True, 14, ("mon_am", "tue_am", "thu_am")),
    "LP11": Brings(("using", "hospital"), ("long_term", "young"), False, 10, ("mon_eve", "wed_eve")),
    "LP12": Brings(("data", "staff", "using"), ("disabled",), False, 12, ("mon_am", "tue_am", "wed_am", "thu_am"),
                   "To make sure that what is built can be used without seeing it."),
    "LP13": Brings(("social_care", "using", "staff"), ("disabled",), False, 8, ("tue_pm", "wed_pm")),
    "LP14": Brings(("caring", "community", "staff"), ("carers", "learning"), False, 12, ("thu_am", "thu_pm")),
    "LP15": Brings(("using", "research", "meetings"), ("long_term", "disabled"), True, 12, ("mon_pm", "tue_pm")),
    "LP16": Brings(("using", "hospital"), ("long_term", "older"), False, 8, ("wed_am", "thu_pm"), "To be heard about my heart."),
}
JOINED_LATER = {"LP16": "16 Nov 13"}
ASKED_EVERYBODY = ("27 May 13", "23 Aug 13", "13 Sep 13", "28 Sep 13", "18 Nov 13", "20 Jan 14", "6 Feb 14", "7 Mar 14")
STILL_TO_SAY = ("F55", "F56")       # they joined the Forum on 4 March and have not answered yet


def tell_own_part(story: Story) -> None:
    """Note everything of this chapter."""
    for key, brings in ADVISORY.items():
        if key != "LP06":       # who told Sam by phone
            story.note(JOINED_LATER.get(key, "13 Sep 13"), lambda at, k=key, b=brings: say_about(
                story.people[k], at=at, **told_by(story, k), **_facts(b)), hour=15)
    for day in ASKED_EVERYBODY:
        story.note(day, lambda at: _everybody_is_asked(story, at), hour=17)
    _brian_rings(story)
    _support(story)
    story.note("3 Feb 14", lambda at: _harjit_lets_her_niece_in(story, at), hour=14)
    story.note("4 Feb 14", lambda at: accept_to_help(story.people["LP23"].supporters.get(), at=at), hour=18)


def _facts(brings: Brings) -> dict[str, Any]:
    return {"experience": list(brings.experience), "lived": list(brings.lived), "strategic": brings.strategic, "gain": brings.gain,
            "hours_limit": brings.hours, "times": list(brings.times)}


def _everybody_is_asked(story: Story, at: datetime) -> None:
    """Whoever has joined, and was not asked yet, says that their support is right as it stands."""
    keys = {person.pk: key for key, person in story.people.items()}
    new = Partner.objects.filter(never_checked(), pk__in=Holding.objects.serving(day_of(at)).lay().order_by().values("partner"))
    for person in new.order_by("pk"):
        key = keys.get(person.pk, "")
        if key and key not in STILL_TO_SAY:
            say_support_is_right(story.people[key], at=at, review_on=add_months(day_of(at), MONTHS), **told_by(story, key))


def _brian_rings(story: Story) -> None:
    """He has no e-mail: Sam writes down what he says, and he is told by phone what was written."""

    def act(at: datetime) -> None:
        brian = story.people["LP06"]
        begun = begin_on_behalf(brian, by=story.people["sam"], at=at, through=Through.PHONE, reason="He has no e-mail, and rang.",
                                book=story.programmes["JUL"].ref)
        subject = Subject(brian, begun)
        actions.say(subject, say_about, brian, at=at, line="What you bring: using services, training staff. At most 8 hours a month.",
                    best_times="Not before ten", **_facts(ADVISORY["LP06"]))
        actions.say(subject, actions.ask_for_support, brian, at=at, line="Support you need: ring before a meeting, and post the papers",
                    kind=Need.Kind.FORMAT, words="Post the papers a week before, and ring the day before a meeting",
                    seen_by=Need.Seen.ORGANISERS)
        end_on_behalf(begun, at=at)

    story.note("16 Sep 13", act, hour=11)
    story.note("18 Sep 13", lambda at: arrange_need(
        story.people["LP06"].needs.get(), by=story.people["sam"], at=at, what="Papers go out by post on Wednesdays. Sam rings."))


def _support(story: Story) -> None:
    """Colin reads with a screen reader, Li-Na brings an interpreter's language, Bridget signs."""
    _asks(story, "LP12", "13 Sep 13", Need.Kind.FORMAT, "Send papers as Word or as a web page, never as a scanned picture")
    _arranges(story, "LP12", "17 Sep 13", "scanned", "All papers of W5 are sent as Word files.")
    _works(story, "LP12", "19 Sep 13", "scanned")
    _asks(story, "LP12", "13 Sep 13", Need.Kind.COMMUNICATION, "Say in words what a slide or a chart shows")
    _arranges(story, "LP12", "18 Sep 13", "slide", "Whoever presents in W5 reads the slides out.")
    _does_not(story, "LP12", "20 Jan 14", "slide", "It is forgotten when time is short. In January nobody said what the chart showed.")
    _asks(story, "LP19", "30 Sep 13", Need.Kind.COMMUNICATION, "Book a Cantonese interpreter, the same one each time")
    _arranges(story, "LP19", "2 Oct 13", "Cantonese", "Mrs Lam is booked for each Forum.")
    _asks(story, "LP22", "28 Sep 13", Need.Kind.COMMUNICATION, "Book two BSL interpreters for a meeting of more than an hour")
    _arranges(story, "LP22", "1 Oct 13", "BSL", "Two registered interpreters are booked for each Oakwell meeting.")
    _works(story, "LP22", "10 Oct 13", "BSL")
    _asks(story, "LP22", "12 Mar 14", Need.Kind.ONLINE, "Pin the interpreter in online meetings")
    story.note("18 Sep 13", lambda at: note_look(story.people["LP12"], by=story.people["venn"], on=day_of(at)))
    story.note("14 Mar 14", lambda at: note_look(story.people["LP12"], by=story.people["sam"], on=day_of(at)))


def _need(story: Story, who: str, words: str) -> Need:
    found: Need = Need.objects.get(partner=story.people[who], words__contains=words)
    return found


def _asks(story: Story, who: str, day: str, kind: str, words: str) -> None:
    story.note(day, lambda at: actions.ask_for_support(
        story.people[who], at=at, kind=kind, words=words, seen_by=Need.Seen.ORGANISERS, **told_by(story, who)), hour=16)


def _arranges(story: Story, who: str, day: str, words: str, what: str) -> None:
    story.note(day, lambda at: arrange_need(_need(story, who, words), by=story.people["sam"], at=at, what=what,
                                            book=story.programmes["JUL"].ref), hour=11)


def _works(story: Story, who: str, day: str, words: str) -> None:
    story.note(day, lambda at: confirm_need(_need(story, who, words), at=at, **told_by(story, who)), hour=18)


def _does_not(story: Story, who: str, day: str, words: str, why: str) -> None:
    story.note(day, lambda at: actions.say_it_does_not_work(_need(story, who, words), at=at, why=why, **told_by(story, who)), hour=18)


def _harjit_lets_her_niece_in(story: Story, at: datetime) -> None:
    invite_supporter(story.people["LP23"], at=at, name="Simran Moore", email="simran.moore@post.example", sees_support=True,
                     until_on=add_months(day_of(at), 6), **told_by(story, "LP23"))
