"""S11 and S12, and the second round of S5: what is promised is followed, people go on being sought, a review is planned."""

from programmes.demo.story.diary import Story
from programmes.demo.story.papers import document, link, minute, witness
from programmes.demo.story.verbs import (
    BY_RECORDS,
    Answered,
    answered,
    claims,
    confirms,
    disputes,
    opens,
    plans_ahead,
    says_not_met,
)

LOG = "The log is page three of every pack."
S11 = (
    Answered("11.3", "ruth", "12 Mar 14", "Two were late and were explained to the Advisory Group: Vale General’s signature, "
             "four weeks late, and outreach to young carers, for which it agreed [30 Apr 14] as the new day.",
             minute("Advisory Group 7, item 5: late promises", "11 Mar 14"), "LP02", "13 Mar 14"),
    Answered("11.1", "sam", "12 Mar 14", "Every owner reported in the four weeks before [11 Mar 14].",
             document("Log of commitments, [11 Mar 14]", "commitments.csv", "promise,owner,due,last report",
                      "Evening visits in three practices,GP Federation,[31 Mar 14],[4 Mar 14]",
                      "Outreach to young carers,Carers Circle,[30 Apr 14],[6 Mar 14]",
                      "Data protection workshop,Kenbrook CCG,[14 Mar 14],no report",
                      "Twenty peers trained,Open Door,[30 May 14],[3 Mar 14]")),
    Answered("11.2", "LP02", "12 Mar 14", "Each “met” was confirmed by one of us: easy read of the touchstone by Gurdeep, Vale "
             "General’s signature by Margaret, carers in the plan by Shabnam, reasons for PL3 by Paddy, the log in the pack by "
             "me.", witness("LP14", "I was sent the easy read version, tried it with my brother, and then said that it was done.")),
    Answered("11.6", "ransome", "14 Mar 14", "Two matters were escalated to me. On the lay seat in the provider board I answered "
             "on [21 Feb 14]. On the empty seat in W4 I acknowledged today, a week late; the answer comes by [21 Mar 14].",
             document("What was escalated, and when I answered", "escalated.txt", "Lay seat on the provider board: raised "
                      "[14 Feb 14], answered [21 Feb 14].", "Empty seat in W4: raised [28 Feb 14], acknowledged [14 Mar 14].")),
)

SECOND_ROUND = tuple(Answered(code, BY_RECORDS, "", "", None, "LP26", day) for code, day in (
    ("5.1", "11 Nov 13"), ("5.2", "14 Nov 13"), ("5.3", "14 Nov 13"), ("5.4", "19 Nov 13")))


def tell_promises(story: Story) -> None:
    """Note everything of this chapter."""
    opens(story, "S5/2", "1 Nov 13", due="31 Mar 14")
    answered(story, "S5/2", SECOND_ROUND)       # 5.5 is open: Yusuf's induction is not finished

    opens(story, "S11", "29 Nov 13", hour=12)
    answered(story, "S11", S11)                 # 11.5 is open: no roll-out has begun
    claims(story, "S11", "11.4", "10 Dec 13", "sam", LOG, link("Pack of the fourth meeting", "packs/4"))
    confirms(story, "S11", "11.4", "11 Dec 13", "LP01")
    disputes(story, "S11", "11.4", "14 Jan 14", "LP01", "The log is not in today’s pack. We traced promises from old minutes for "
             "an hour.", hour=10)
    says_not_met(story, "S11", "11.4", "15 Jan 14", "sam", "I left it out. There was no page three in the pack of [14 Jan 14].")
    claims(story, "S11", "11.4", "11 Feb 14", "sam", f"{LOG} It was there again on [11 Feb 14], and is on the checklist now.",
           link("Pack of the sixth meeting", "packs/6"))
    confirms(story, "S11", "11.4", "12 Feb 14", "LP02")

    plans_ahead(story, "S12", "11 Mar 14", opening="8 Apr 14", due="9 Sep 14")
