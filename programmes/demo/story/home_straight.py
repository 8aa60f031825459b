"""The small programme, from 10 February: people who went home from hospital help those who are about to."""

from datetime import datetime

from partners.groups.actions import write_terms
from partners.models import Group
from programmes.demo.story.diary import Story
from programmes.demo.story.groups import ADVISORY
from programmes.demo.story.papers import document, link, minute
from programmes.demo.story.verbs import BY_RECORDS, DISAGREE, Answered, answered, fills, opens, signs
from programmes.pairing.actions import say_wish
from programmes.programme.actions import (
    add_membership,
    add_scope_point,
    add_workstream,
    comment_on_focus,
    create_programme,
    found_programme_group,
    give_role,
    link_group,
    propose_partner,
    write_focus,
)
from programmes.programme.models import FocusStatement

VISION = "Nobody comes home from hospital alone: somebody who has done it before is there in the first week."
AIMS = """Twenty peers who have come home themselves, trained and paid, with somebody to turn to.
A call on the second day and a visit in the first week, for everybody who wishes it."""
TEAM_KEY = "HS founding"
REFUSAL = ("The people who wait for discharge today were not asked which wards come first. You asked us, who went home years "
           "ago. Go to Lime ward and ask; then I will sign.")

S1 = (
    Answered("1.1", "sam", "24 Feb 14", "Tom and Gurdeep have been in every planning talk since [17 Feb 14]; there was no plan "
             "before.", minute("First talk", "17 Feb 14"), "LP04", "26 Feb 14"),
    Answered("1.2", BY_RECORDS, "", "", None, "LP14", "26 Feb 14"),
    Answered("1.3", BY_RECORDS, "", "", None, "LP04", "26 Feb 14"),
    Answered("1.4", "sam", "25 Feb 14", "One page: what the hospital review and the stroke club’s own survey said about going "
             "home.", document("What people said about going home", "going-home.txt", "Nobody told me whom to ring.",
                               "The first week was the worst.", "The stroke club rang. Nobody else did."), "LP14", "27 Feb 14"),
    Answered("1.5", "ransome", "26 Feb 14", "I have signed the same statement as for Joined-Up Lives.",
             link("Signed statement", "home-straight/champion"), "LP04", "28 Feb 14"),
    Answered("1.6", "LP14", "25 Feb 14", "We are “peers” here; Tom did not want to be a “buddy”.",
             minute("Second talk, item 1: names", "24 Feb 14"), "LP04", "28 Feb 14"),
)
S2 = (
    Answered("2.1", BY_RECORDS, "", "", None, "LP14", "7 Mar 14"),
    Answered("2.2", BY_RECORDS, "", "", None, "LP14", "7 Mar 14"),
    Answered("2.3", BY_RECORDS, "", "", None, "LP04", "10 Mar 14"),
    Answered("2.4", "sam", "7 Mar 14", "One team of our own; the Advisory Group is borrowed from Joined-Up Lives. Drawn up with "
             "Tom and Gurdeep.", minute("Third talk, item 4: groups", "4 Mar 14"), "LP14", "11 Mar 14"),
    Answered("2.5", BY_RECORDS, "", "", None, "LP14", "11 Mar 14"),
    Answered("2.6", "ransome", "10 Mar 14", "No duty to consult: nothing is taken away or moved. The note says that this work "
             "would not replace one.", link("Note on the duty to consult", "home-straight/duty"), "LP04", "12 Mar 14"),
)
S3 = (      # 3.3 is denied: support that Colin asked for does not work; 3.7 waits for a lay partner’s word
    Answered("3.1", "ransome", "7 Mar 14", "£11,000 for six months, approved by the Board on [28 Feb 14].",
             minute("Partnership Board, item 7", "28 Feb 14"), "LP14", "11 Mar 14"),
    Answered("3.2", "sam", "7 Mar 14", "The policy of Joined-Up Lives holds here too; both had it on [17 Feb 14].",
             link("Expenses and payment policy, version 2", "expenses-and-payment"), "LP04", "11 Mar 14"),
    Answered("3.4", BY_RECORDS, "", "", None, "LP14", "12 Mar 14"),
    Answered("3.6", "LP14", "11 Mar 14", "We do not need a facilitator for three people, and said so.",
             minute("Fourth talk, item 2", "11 Mar 14"), "LP04", "13 Mar 14"),
    Answered("3.5", "sam", "13 Mar 14", "Two days for peers and ward staff together, on [9 Apr 14] and "
             "[14 May 14]; eleven names so far.",
             link("Training days", "home-straight/training")),
)


def tell_home_straight(story: Story) -> None:
    """Note everything of this chapter."""
    story.note("10 Feb 14", lambda at: _begin(story, at), hour=9)
    story.note("17 Feb 14", lambda at: fills(story, story.groups[TEAM_KEY], ("LP04", "LP14"), by="sam", at=at, hours=4), hour=9)
    story.note("21 Feb 14", lambda at: comment_on_focus(
        FocusStatement.objects.get(programme=story.programmes["HS"]), by=story.people["LP04"], at=at,
        text="Say “the first week”. After that one manages, or is back in hospital."))
    story.note("13 Mar 14", lambda at: _two_workstreams(story, at), hour=10)
    story.note("11 Mar 14", lambda at: _ask_mrs_applegarth(story, at), hour=15)
    opens(story, "HS S1", "10 Feb 14", due="28 Feb 14", hour=11)
    answered(story, "HS S1", S1)
    signs(story, "HS S1", "3 Mar 14", "LP04", "LP14", "ransome", hour=11)
    opens(story, "HS S2", "3 Mar 14", due="14 Mar 14", hour=12)
    answered(story, "HS S2", S2)
    signs(story, "HS S2", "12 Mar 14", "LP14")
    signs(story, "HS S2", "13 Mar 14", "LP04", value=DISAGREE, text=REFUSAL)
    opens(story, "HS S3", "3 Mar 14", due="21 Mar 14", hour=12)
    answered(story, "HS S3", S3)


def _begin(story: Story, at: datetime) -> None:
    """Sam sets it up as a draft; the groups come with it."""
    sam = story.people["sam"]
    programme = story.programmes["HS"] = create_programme(
        by=sam, at=at, name="Home Straight", slug="home-straight", vision=VISION, aims=AIMS, area="Oakwell",
        starts_on=story.calendar.day("3 Mar 14"), ends_on=story.calendar.day("31 Aug 15"))
    give_role(programme, story.people["ransome"], role="SRO", from_on=at.date(), by=sam, at=at)
    for key, signs_it, part in (("vale_general", True, "The wards"), ("oakwell_council", True, "Care at home"),
                                ("open_door", False, "Trains and supervises peers")):
        add_membership(programme, story.organisations[key], by=sam, at=at, signs=signs_it, part=part, from_on=at.date())
    team = story.groups[TEAM_KEY] = found_programme_group(
        programme, by=sam, at=at, from_on=at.date(), lay_seats=3, name="Home Straight leaders", kind=Group.Kind.FOUNDING,
        level=Group.Level.SERVICE, rhythm="Every week at first")
    write_terms(team, by=sam, at=at, text="Three people who have gone home from hospital, or have fetched somebody home. They "
                "shape the programme and sign its first stages.")
    link_group(programme, story.groups[ADVISORY], by=sam, at=at, from_on=at.date())
    write_focus(programme, by=sam, at=at, ends_on=story.calendar.day("31 Aug 15"), area="Vale General, the wards for Oakwell",
                problem="People go home from hospital and nobody who knows what it is like is there in the first week.",
                people="Adults who go home to Oakwell after more than three days in hospital.")
    for matter, status, reason, decided_by in (
            ("Which wards come first", "open", "", "Vale General, with the peers"),
            ("What a peer does, and what a peer does not", "open", "", "The peers"),
            ("Payment of peers", "closed", "The policy of Joined-Up Lives holds for everybody.", "Partnership Board")):
        add_scope_point(programme, by=sam, at=at, matter=matter, status=status, reason=reason, decided_by=decided_by)


def _two_workstreams(story: Story, at: datetime) -> None:
    """Both begin after Easter with two empty seats each: Margaret allocates them, from the Advisory Group that the programme borrows."""
    for name, lead, purpose, weekday, population, wanted in (
            ("On the ward", "hethersett", "How a peer meets people before they go home, and what is packed.", 1, "older",
             ["hospital", "using", "meetings"]),
            ("The first week at home", "pillay", "Who rings, who comes, and what is in the kitchen.", 3, "carers",
             ["caring", "social_care", "community"])):
        stream = add_workstream(
            story.programmes["HS"], by=story.people["sam"], at=at, name=name, purpose=purpose, lead=story.people[lead],
            starts_on=story.calendar.day("28 Apr 14"), first_meeting_on=story.calendar.day("8 May 14"), level=Group.Level.SERVICE,
            meets="Every two weeks", hours_a_month=3, weekday=weekday, population=population, wanted=wanted)
        story.workstreams[f"HS {name}"] = stream
    for who, name, value in (("LP12", "On the ward", "wanted"), ("LP15", "The first week at home", "wanted"),
                             ("LP10", "On the ward", "conflict")):
        say_wish(story.people[who], story.workstreams[f"HS {name}"], value=value, at=at)


def _ask_mrs_applegarth(story: Story, at: datetime) -> None:
    """The third seat is offered to somebody in a care home, who is reached by letter and has not answered yet."""
    seat = story.groups[TEAM_KEY].seats.empty(at.date()).get()
    propose_partner(seat, story.people["LP17"], by=story.people["sam"], at=at, from_on=story.calendar.day("24 Mar 14"),
                    hours_a_month=4)
