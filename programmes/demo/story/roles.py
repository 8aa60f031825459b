"""The role profiles: written with the leaders in July, published with the call of 6 August, closed a fortnight later by the
clock; and the Advisory Group's, open again from November, for people are sought all the time."""

from datetime import datetime, time
from typing import Any, NamedTuple

from coprod.kit.clock import LONDON
from partners.models import Group
from programmes.demo.story.bodies import STREAMS
from programmes.demo.story.diary import Story
from programmes.demo.story.people import LEADERS
from programmes.profiles.actions import (
    answer_no,
    ask_for_views,
    change_profile,
    check_profiles,
    new_version,
    publish_profile,
    say_view,
    write_profile,
)
from programmes.profiles.models import ProfileView, RoleProfile

ADVISORY, FORUM = "advisory", "forum"       # as in `groups`


class Position(NamedTuple):
    """What differs from one profile to the next."""

    title: str
    purpose: str
    tasks: str
    when_where: str
    hours: int
    reading: int
    category: int


IN_ADVISORY = Position(
    "Lay partner in the Advisory Group", "Fifteen lay partners hold the whole programme to its word.",
    "Read what is sent a week before.\nCome once a month, say what you see, and ask.\nChoose the lay co-chair, and the pair of each "
    "workstream.\nCheck whether promises were kept.", "The second Tuesday of each month, not before ten, near a lift; by phone if "
    "you cannot come.", 3, 1, 4)
IN_FORUM = Position(
    "Member of the Forum", "A larger group answers plans while they can still change.",
    "Read the short version of a plan.\nCome, ring or write, and say what it would mean for you.",
    "Every two months on a Saturday, each time in another borough.", 2, 1, 3)
EVERYWHERE = {
    "strategic": "You have helped to change something larger than your own care, in a club, a school, a union, a patients’ group.",
    "vision": "You want care that is joined up around people, and to be asked about it.",
    "challenge": "You say when something is wrong, and you can hear that others see it otherwise.",
    "links": "There are people whom you can ask what they think, and who tell you.",
    "time": "You can keep these hours free in most months. Illness is no reason to stop.",
    "term": "Twelve months, and once more if you and the group want it.",
    "support": "Embedding Partnerships are there from Monday to Friday, and ring you before and after your first meeting.",
    "access": "Large print, easy read, audio, sign language, interpreters, care cover and taxis. Ask for anything else that you need.",
    "payment": "£150 for a full day and £75 for a half. You may say no to it, all or in part, and need give no reason.",
    "expenses": "Travel, care cover and meals, paid back within ten working days.",
    "how_chosen": "A panel of four, one of them a lay partner, reads each nomination against this profile and nothing else. Everybody is "
                  "told the outcome, with a reason.",
    "how_to_leave": "Tell Embedding Partnerships. You need give no reason.",
    "ask_whom": "Ruth Calderbank, Embedding Partnerships\nPhone 020 7946 0018\nhelp@joined-up-lives.example\n"
                "Post: Joined-Up Lives, 4 Mill Street, Oakwell",
}
NO = ("Meetings at nine in the morning shut out everybody who needs help to get up. Say when they begin.")
ANSWER = ("No meeting begins before ten. It stands under “When and where”, and holds for every group of the programme.")


def tell_roles(story: Story) -> None:
    """Note everything of this chapter."""
    story.note("23 Jul 13", lambda at: _write_them(story, at), hour=11)
    story.note("24 Jul 13", lambda at: _agree(story, at), hour=11)
    story.note("25 Jul 13", lambda at: say_view(
        _now(story, ADVISORY), by=story.people["LP15"], at=at, value="disagree", text=NO), hour=11)
    story.note("26 Jul 13", lambda at: answer_no(
        ProfileView.objects.open_noes().get(profile=story.profiles[ADVISORY]), by=story.people["ruth"], at=at, answer=ANSWER), hour=11)
    story.note("6 Aug 13", lambda at: _publish(story, "20 Aug 13", at, *story.profiles), hour=8)
    story.note("20 Aug 13", lambda at: check_profiles(at=at), hour=17)
    story.note("24 Oct 13", lambda at: _write_anew(story, at), hour=12)
    story.note("25 Oct 13", lambda at: _all_agree(story, at), hour=12)
    story.note("1 Nov 13", lambda at: _publish(story, "11 Apr 14", at, ADVISORY), hour=9)


def _now(story: Story, key: str) -> RoleProfile:
    return RoleProfile.objects.select_related("programme", "group").get(pk=story.profiles[key].pk)


def _positions(story: Story) -> list[tuple[str, Group, Position]]:
    found = [(ADVISORY, story.groups[ADVISORY], IN_ADVISORY), (FORUM, story.groups[FORUM], IN_FORUM)]
    for stream in STREAMS:
        found.append((stream.key, story.workstreams[stream.key].group, Position(
            f"Lay partner in {stream.name}", f"One of two lay partners in the workstream. {stream.purpose}",
            "Help to make the agenda, and read the papers.\nCome to each meeting, ask, challenge and listen.\nTell the Advisory Group "
            "what you saw.", f"{stream.meets}; not before ten, or by phone.", 5, 2, 3)))
    return found


def _write_them(story: Story, at: datetime) -> None:
    """One for each position; Margaret and Winston wrote them with Ruth in two mornings. All founding leaders are asked."""
    for key, group, position in _positions(story):
        facts: dict[str, Any] = EVERYWHERE | {
            "purpose": position.purpose, "tasks": position.tasks, "when_where": position.when_where, "hours_a_month": position.hours,
            "reading_hours": position.reading, "category": position.category, "closing_at": five_pm(story, "20 Aug 13")}
        draft = write_profile(story.programmes["JUL"], by=story.people["ruth"], at=at, group=group, title=position.title, **facts)
        story.profiles[key] = ask_for_views(draft, by=story.people["ruth"], at=at)


def five_pm(story: Story, day: str) -> datetime:
    return datetime.combine(story.calendar.day(day), time(17), tzinfo=LONDON)


def _agree(story: Story, at: datetime) -> None:
    for key in story.profiles:
        for who in ("LP01", "LP10"):
            say_view(_now(story, key), by=story.people[who], at=at, value="agree")


def _publish(story: Story, until: str, at: datetime, *keys: str) -> None:
    for key in keys:
        story.profiles[key] = publish_profile(_now(story, key), by=story.people["ruth"], at=at, closing_at=five_pm(story, until))


def _write_anew(story: Story, at: datetime) -> None:
    """For the rounds that follow: what people said about the hours is in it."""
    draft = new_version(_now(story, ADVISORY), by=story.people["ruth"], at=at)
    draft = change_profile(draft, by=story.people["ruth"], at=at, closing_at=five_pm(story, "11 Apr 14"),
                           time="You can keep these hours free in most months. Papers are half as long as they were in September.")
    story.profiles[ADVISORY] = ask_for_views(draft, by=story.people["ruth"], at=at)


def _all_agree(story: Story, at: datetime) -> None:
    for who in LEADERS:
        say_view(_now(story, ADVISORY), by=story.people[who], at=at, value="agree")
