"""How often people want to hear, and in which language; a message to a pair and one that was taken back, a kind that waited, a press that
ended a topic, a kind that a manager put in plainer words, and mail that came back."""

from datetime import datetime, timedelta

from coprod.kit.refs import new_ref
from coprod.post.actions import come_back, deliver
from coprod.post.catalogue import Topic
from coprod.post.models import Message, Pause
from coprod.post.planning import Pace
from coprod.post.returns import Report
from partners.about.actions import say_reach
from partners.about.models import About
from partners.messages.actions import choose
from partners.models import Candidate, Partner
from partners.people.models import Through
from programmes.demo.story.diary import Story
from programmes.demo.story.people import mail_address
from programmes.messages.actions import pause_messages, resume_messages
from programmes.messages.actions.announcing import announce, take_back
from programmes.messages.actions.wording import change_words
from programmes.messages.forms import classes
from programmes.messages.models import Announcement
from programmes.messages.policies.announcing import people_of, words_of

# Helen works and wants one mail a day; Mrs Applegarth gets one letter a week; Steve hears of plans only when he looks.
DAILY, WEEKLY_BY_POST, NO_PLAN_NEWS = "LP09", "LP17", "LP20"
COMES_BACK = "LP24"     # Elif gave up the mailbox of her group of carers
FULL_MAILBOX = mail_address("Tamsin Odell", "open.example")     # she was put forward the day before
HALL = ("The library has a new ramp", "The ramp at Kenbrook Library is open. It is at the side, next to the car park.\n"
        "Please ring Ruth if you would like somebody to meet you there.")
WRONG = ("Room for Tuesday", "We meet in room 4 on Tuesday.")
READS_WELSH = "LP26"        # Pauline, who grew up with it
PLAINER, WHY_PLAINER = {
    "Please come to a meeting on %(day)s": "Can you come on {day}?",
    "Please tell us if you come, and what would make it easier for you.":
        "Please say yes or no. Tell us too what would make it easier for you."}, (
    "People rang to ask what they have to do. Now the first line asks them.")
REASON = "The dates of the spring meetings are being changed. We send one message when they are certain."


def tell_messages(story: Story) -> None:
    """Note everything of this chapter."""
    def wishes(at: datetime) -> None:
        choose(story.people[DAILY], dict.fromkeys(classes(), Pace.DAILY), at=at)
        choose(story.people[WEEKLY_BY_POST], dict.fromkeys(classes(), Pace.WEEKLY), at=at, through=Through.PHONE,
               noted_by=story.people["ruth"])

    def switches_off(at: datetime) -> None:
        choose(story.people[NO_PLAN_NEWS], {(Topic.TOOLKIT, False): Pace.OFF}, at=at, through=Through.LINK)

    def writes(what: tuple[str, str], to: str, at: datetime) -> Announcement:
        programme, (subject, text) = story.programmes["JUL"], what
        code = f"pair:{story.workstreams[to].group.ref}"
        return announce(programme, ref=new_ref(), to=code, to_whom=words_of(programme, code, at.date()), subject=subject, text=text,
                        people=list(people_of(programme, code, on=at.date())), by=story.people["sam"], at=at,
                        goes_at=at + timedelta(minutes=10))

    def to_a_pair(at: datetime) -> None:
        writes(HALL, "W5", at)
        while deliver(at=at + timedelta(minutes=10), limit=100):
            pass

    def thinks_better_of_it(at: datetime) -> None:
        take_back(writes(WRONG, "W6", at), by=story.people["sam"], at=at + timedelta(minutes=4))

    def lets_wait(at: datetime) -> None:
        pause_messages(story.programmes["JUL"], kind="meeting_soon", reason=REASON, by=story.people["sam"], at=at)

    def goes_on(at: datetime) -> None:
        resume_messages(story.programmes["JUL"], Pause.objects.get(book=story.programmes["JUL"].ref), by=story.people["sam"], at=at)

    def a_server_returns_it(to: Partner | Candidate, code: str, at: datetime) -> None:
        sent = Message.objects.that_may_come_back().filter(to=to.ref, state="sent", channel="email")
        last = sent.order_by("-finished_at", "-pk").first()
        if last is None:
            raise LookupError("Nothing was sent to who should not get it.")
        come_back(Report((last.mail_name,), (to.email,), code), at=at)

    def in_plainer_words(at: datetime) -> None:
        change_words(story.programmes["JUL"], kind="meeting_invited", language="en", texts=PLAINER, seen=0, because=WHY_PLAINER,
                     by=story.people["sam"], at=at)

    def in_welsh(at: datetime) -> None:
        who = story.people[READS_WELSH]
        about = About.objects.filter(partner=who).first()
        say_reach(who, at=at, through=Through.PHONE, noted_by=story.people["ruth"], reads_in=Partner.Reads.WELSH,
                  best_times=about.best_times if about else "", copy_in=about.copy_in if about else "")

    story.note("20 Jan 14", in_welsh, hour=11)
    story.note("25 Feb 14", in_plainer_words, hour=10)
    story.note("24 Feb 14", wishes)
    story.note("12 Mar 14", lambda at: a_server_returns_it(story.people[COMES_BACK], "5.1.1", at), hour=16)
    story.note("14 Mar 14", lambda at: a_server_returns_it(Candidate.objects.get(email=FULL_MAILBOX), "5.2.2", at), hour=16)
    story.note("24 Feb 14", switches_off, hour=11)
    story.note("6 Mar 14", to_a_pair, hour=14)
    story.note("11 Mar 14", thinks_better_of_it, hour=15)
    story.note("27 Feb 14", lets_wait, hour=15)
    story.note("28 Feb 14", goes_on, hour=9)
