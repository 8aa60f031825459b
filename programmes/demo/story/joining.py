"""S4 to S6, 31 July to 10 December: the call goes out, people are chosen, and all agree how to work together."""

from programmes.demo.story.bodies import BODIES, STREAMS
from programmes.demo.story.diary import Story
from programmes.demo.story.papers import document, link, minute
from programmes.demo.story.verbs import (
    BY_RECORDS,
    CONCERNS,
    Answered,
    adds,
    answered,
    claims,
    confirms,
    disputes,
    gives_until,
    opens,
    signs,
    the_post_goes,
)

S4 = (
    Answered("4.1", BY_RECORDS, "", "", None, "LP02", "6 Aug 13"),
    Answered("4.2", BY_RECORDS, "", "", None, "LP08", "6 Aug 13"),
    Answered("4.3", BY_RECORDS, "", "", None, "LP01", "9 Aug 13"),
    Answered("4.5", BY_RECORDS, "", "", None, "LP04", "13 Aug 13"),
    Answered("4.6", BY_RECORDS, "", "", None, "LP02", "20 Aug 13"),
)

S5 = tuple(Answered(code, BY_RECORDS, "", "", None, "LP26", day) for code, day in (
    ("5.1", "5 Sep 13"), ("5.2", "6 Sep 13"), ("5.3", "6 Sep 13"), ("5.4", "9 Sep 13"), ("5.5", "10 Sep 13"), ("5.6", "10 Sep 13")))

TOUCHSTONE = (
    "Touchstone of Joined-Up Lives", "1. At this table rank stays outside.", "2. Lay partners are here from the "
    "first day, and chair when they wish to.", "3. Everybody brings something; each voice weighs the same.", "4. We start "
    "from a paper that asks, not from an agenda that tells.", "5. Where there is an agenda, we made it together.",
    "6. A new group first says what its members owe each other, and how it settles a disagreement.")
S6 = (
    Answered("6.1", "LP05", "8 Oct 13", "Five of us drafted it on [17 Sep 13] with 24 people in the room, thirteen of them "
             "lay. We took an older touchstone and changed four of its points. The Advisory Group agreed it on [8 Oct 13].",
             document("The touchstone", "touchstone.docx", *TOUCHSTONE), "LP01", "11 Oct 13"),
    Answered("6.2", BY_RECORDS, "", "", None, "LP02", "3 Dec 13"),
    Answered("6.4", "LP12", "14 Oct 13", "Tell the lay co-chair or Jo. An answer within five working days, to the person and "
             "to the Advisory Group.", minute("Advisory Group 2, item 4: breaches", "8 Oct 13"), "LP01", "15 Oct 13"),
    Answered("6.5", BY_RECORDS, "", "", None, "LP02", "14 Oct 13"),
    Answered("6.6", "hethersett", "22 Nov 13", "Six groups settled it at their first meeting, W4 on [21 Nov 13]. Five vote; W5 and W7 "
             "talk until nobody objects, then vote.", link("How each group settles it", "settling"), "LP08", "25 Nov 13"),
)


def tell_joining(story: Story) -> None:
    """Note everything of this chapter."""
    opens(story, "S4", "31 Jul 13", due="20 Aug 13", hour=17)
    story.note("6 Aug 13", lambda at: the_post_goes(at, "call_request"))
    story.note("4 Sep 13", lambda at: the_post_goes(at, "outcome"), hour=9, minute=30)
    story.note("8 Nov 13", lambda at: the_post_goes(at, "outcome"), hour=11)
    answered(story, "S4", S4)
    signs(story, "S4", "20 Aug 13", "LP01", "LP10", "sam")
    # 4.4 was left out until the end of October (see ways); then it is open again, in a stage that is signed
    confirms(story, "S4", "4.4", "1 Nov 13", "LP15")

    opens(story, "S5", "20 Aug 13", due="10 Sep 13", hour=17)
    answered(story, "S5", S5)
    signs(story, "S5", "10 Sep 13", "LP26", "ransome")

    opens(story, "S6", "10 Sep 13", due="8 Oct 13", hour=17)
    gives_until(story, "S6", "30 Sep 13", "13 Dec 13")
    answered(story, "S6", S6)
    adds(story, "S6", "6.5", "25 Nov 13", "jo", link("W4 came back to it on [21 Nov 13]: my note", "touchstone-w4"))
    claims(story, "S6", "6.3", "30 Oct 13", "pillay", "All seven groups had it on their first agenda.",
           link("First minutes of the seven groups", "first-minutes"))
    disputes(story, "S6", "6.3", "12 Nov 13", "LP10", "Not in W4. It was on the agenda of [26 Sep 13] and was dropped for "
             "want of time, and again twice.")
    claims(story, "S6", "6.3", "21 Nov 13", "dunderdale", "W4 discussed and adopted it today, with what members owe each "
           "other. The other six had done so at their first meeting.",
           minute("W4, item 1: how we work together", "21 Nov 13"))
    confirms(story, "S6", "6.3", "22 Nov 13", "LP10")
    signs(story, "S6", "3 Dec 13", *(f"sign_{body.key}" for body in BODIES if body.signs))
    signs(story, "S6", "5 Dec 13", *(stream.lead for stream in STREAMS))
    signs(story, "S6", "10 Dec 13", "LP10", value=CONCERNS, text="W4 adopted it only on [21 Nov 13], eight weeks after it "
          "first met. A touchstone that comes second is not one.", hour=12)
    signs(story, "S6", "10 Dec 13", *sorted({who for stream in STREAMS for who in (stream.a, stream.b)} - {"LP10", "LP01"}),
          "LP01", hour=12)
