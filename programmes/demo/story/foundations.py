"""S1 to S3, 20 May to 31 July: the leaders are there before anything is fixed, the shape is chosen, support is paid for."""

from programmes.demo.story.diary import Story
from programmes.demo.story.papers import document, link, minute, witness
from programmes.demo.story.verbs import (
    BY_RECORDS,
    CONCERNS,
    Answered,
    adds,
    answered,
    claims,
    confirms,
    disputes,
    opens,
    signs,
)

S1 = (
    Answered("1.1", "ransome", "18 Jun 13",
             "I wrote to six service-user leaders on [22 May 13], before there was a structure or a plan. They come from a "
             "patient group, two carers’ groups, a stroke club, a mental health user group and a renal patients’ group. All "
             "six came on [18 Jun 13].",
             document("Invitation of [22 May 13]", "invitation.txt", "To six service-user leaders, [22 May 13]",
                      "We have the wish to join up care in five boroughs, and no plan yet. Please come on [18 Jun 13] and "
                      "tell us what the question is. Travel and care cover are paid.", "Dr Neville Ransome"),
             "LP02", "20 Jun 13"),
    Answered("1.2", BY_RECORDS, "", "", None, "LP15", "21 Jun 13"),
    Answered("1.3", BY_RECORDS, "", "", None, "LP10", "21 Jun 13"),
    Answered("1.4", "sam", "19 Jun 13",
             "Two sides of A4, in large print and read out on [18 Jun 13]: what people told the hospital review and the two "
             "pilots in the last three years, and what became of it. This programme takes up the eleven points that were "
             "left open.",
             document("What you told us before", "what-you-told-us-before.pdf", "What you told us before",
                      "Hospital review: 9 points, 5 done, 4 left open.", "Two pilots: 14 points, 7 done, 7 left open.",
                      "The eleven open points are on the list of what this programme may change."), "LP08", "20 Jun 13"),
    Answered("1.5", "ransome", "19 Jun 13", "I signed on [19 Jun 13] that I will champion this way of working, and be asked "
             "about it at every Advisory Group meeting.",
             document("Signed statement of the champion", "champion.pdf", "I will champion co-production in Joined-Up Lives.",
                      "I will come when the Advisory Group asks me to, and answer.", "Dr Neville Ransome, [19 Jun 13]"),
             "LP04", "20 Jun 13"),
    Answered("1.6", "LP10", "18 Jun 13", "We talked about “user”, “patient” and “expert”, and chose “lay partner”. We chose "
             "the name “Embedding Partnerships” too.", minute("Founding leaders, item 5: names", "18 Jun 13"), "LP04", "20 Jun 13"),
)

S2 = (
    Answered("2.1", BY_RECORDS, "", "", None, "LP01", "4 Jul 13"),
    Answered("2.2", BY_RECORDS, "", "", None, "LP08", "4 Jul 13"),
    Answered("2.3", BY_RECORDS, "", "", None, "LP15", "11 Jul 13"),
    Answered("2.4", "sam", "10 Jul 13", "We drew the chart on the wall together on [9 Jul 13]. Each group has terms of "
             "reference, and each says to whom it reports.",
             document("Chart of the groups, as drawn", "structure.txt", "Advisory Group: oversees, allocates pairs",
                      "Seven workstreams: each with two lay partners, report to the Advisory Group",
                      "Forum: answers plans", "Partnership Board: decides, two lay members", "Borough groups: two lay partners"),
             "LP04", "11 Jul 13"),
    Answered("2.5", BY_RECORDS, "", "", None, "LP02", "12 Jul 13"),
    Answered("2.6", "ransome", "11 Jul 13", "A duty to consult applies to any change of where services are given. Our "
             "lawyers’ note says so, and says that this work does not replace it.",
             link("Note on the duty to consult", "duty-to-consult"), "LP10", "12 Jul 13"),
)

S3 = (
    Answered("3.1", "ransome", "22 Jul 13", "The Board approved £96,000 for twelve months on [19 Jul 13].",
             document("Extract of the budget", "budget.csv", "line,pounds", "involvement payments,38400", "expenses,21600",
                      "access and interpreters,16000", "development for both sides,12000", "facilitator,8000"), "LP10", "24 Jul 13"),
    Answered("3.2", "ruth", "22 Jul 13", "Version 2 of the policy went to everybody on [17 Jul 13], before anyone was asked "
             "to say yes. It covers expenses and payment, and says that payment may be declined. Nobody is asked about "
             "benefits.",
             document("Expenses and payment policy, version 2", "expenses-and-payment.docx", "Expenses and payment, version 2",
                      "We pay travel, care cover and meals within ten working days.",
                      "We offer £150 a day. You may decline it, all or in part, without giving a reason."), "LP01", "24 Jul 13"),
    Answered("3.3", BY_RECORDS, "", "", None, "LP15", "25 Jul 13"),
    Answered("3.4", BY_RECORDS, "", "", None, "LP02", "25 Jul 13"),
    Answered("3.5", "ruth", "24 Jul 13", "Four sessions in six months, each for lay partners and professionals together. The "
             "first was on [23 Jul 13]; six lay partners came and five professionals.",
             link("Sessions, and who came", "development-sessions"), "LP08", "26 Jul 13"),
    Answered("3.6", "LP04", "24 Jul 13", "We met two facilitators and asked for Jo Penhallow, who works for none of the "
             "organisations.", minute("Founding leaders, item 6: facilitator", "23 Jul 13"), "LP10", "26 Jul 13"),
)

ASKED = document("What was asked for, and what was done", "access.txt", "Large print: all papers.",
                 "Room near the lift: booked for the year.", "Not before ten: agreed.", "Care cover on Tuesdays: paid.", close=True)

# the records say so of the six alone, which Margaret does not let pass
S3_HOURS_AGAIN = ("Hours are now stated for every role, the Forum (two) and the panel (four) too, and the log shows hours "
                  "against them each month.")


def tell_foundations(story: Story) -> None:
    """Note everything of this chapter."""
    opens(story, "S1", "20 May 13", due="25 Jun 13", hour=12)
    answered(story, "S1", S1)
    signs(story, "S1", "25 Jun 13", "LP01", "LP08", "ransome", hour=11)

    opens(story, "S2", "25 Jun 13", due="15 Jul 13", hour=14)
    answered(story, "S2", S2)
    signs(story, "S2", "15 Jul 13", "LP10", value=CONCERNS, text="We answered question 4 differently. If advice is all that "
          "we give, say so to people; we will look at it again when the first plan is decided.")
    signs(story, "S2", "15 Jul 13", "LP01", "LP15", "ransome")

    opens(story, "S3", "15 Jul 13", due="31 Jul 13", hour=17)
    adds(story, "S3", "3.3", "23 Jul 13", "ruth", ASKED)
    answered(story, "S3", S3)
    adds(story, "S3", "3.7", "24 Jul 13", "sam", link("Log of hours", "hours"))
    disputes(story, "S3", "3.7", "25 Jul 13", "LP01", "The Forum and the panel are roles too. Nobody has told them how many "
             "hours it will be.")
    claims(story, "S3", "3.7", "29 Jul 13", "sam", S3_HOURS_AGAIN,
           witness("LP15", "I asked for my own line in the log of hours and found it, to the half hour."))
    confirms(story, "S3", "3.7", "30 Jul 13", "LP01")
    signs(story, "S3", "31 Jul 13", "LP02", "LP08", "sam")
