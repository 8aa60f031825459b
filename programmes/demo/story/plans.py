"""S9 and S10: five plans before the Forum, three of them decided, one against the will of lay partners."""

from typing import NamedTuple

from programmes.demo.story.bodies import BODIES, PLANS, STREAM, Stream
from programmes.demo.story.diary import Story
from programmes.demo.story.papers import Paper, document, link, minute
from programmes.demo.story.verbs import (
    CONCERNS,
    DISAGREE,
    Answered,
    adds,
    answered,
    disputes,
    opens,
    plans_ahead,
    signs,
)
from programmes.stages.actions.signing import proceed_without_agreement


class Round(NamedTuple):
    """One plan's way through the Forum: when, how many answers, and what became of them."""

    plan: str
    stream: str
    day: str            # of the Forum
    came: int
    answers: int
    adopted: int
    adapted: int
    refused: int
    parked: int
    opened: str
    asked: tuple[str, str]      # 9.1 to 9.4: claimed, confirmed
    replied: tuple[str, str]    # 9.5 to 9.7
    signed: str
    open_points: str
    sent: str


ROUNDS = (
    Round("PL1", "W1", "23 Nov 13", 47, 38, 17, 11, 7, 3, "8 Nov 13", ("25 Nov 13", "28 Nov 13"),
          ("9 Dec 13", "11 Dec 13"), "12 Dec 13", "Which ten groups, what they are called, and which two come first; four weeks "
          "before the Board of [20 Dec 13].", "Sent to all 38 on [9 Dec 13]; twelve by post, two by phone."),
    Round("PL2", "W2", "23 Nov 13", 47, 24, 9, 8, 5, 2, "8 Nov 13", ("26 Nov 13", "29 Nov 13"),
          ("11 Dec 13", "13 Dec 13"), "16 Dec 13", "How soon a home visit comes, at which hours, and who comes; four weeks before "
          "the Board of [20 Dec 13].", "Sent on [11 Dec 13] to everyone on our list."),
    Round("PL3", "W3", "25 Jan 14", 52, 31, 8, 10, 11, 2, "10 Jan 14", ("27 Jan 14", "30 Jan 14"),
          ("20 Feb 14", "24 Feb 14"), "25 Feb 14", "Who sits on the provider board, and how it reports; five weeks before the "
          "Board of [28 Feb 14].", "Sent to all 31 on [20 Feb 14]."),
)
OTHER_WAYS = "By phone, by post, as a recording, at three lunch clubs and a hostel, and through an interpreter."
INVITED = {
    "23 Nov 13": "64 places set against the profile: carers and older people are there; young people and people in work are "
                 "few. Asked Carers Circle and two employers; five more came.",
    "25 Jan 14": "Young people 2 of 6, people in work 5 of 12. The round was open until eight in the evening for that, and "
                 "on the phone; four more answered.",
}
REFUSAL = ("The Advisory Group does not agree, by eleven to none with two abstaining on [11 Feb 14]. A board that spends the "
           "money of five boroughs has no lay seat. The Forum asked for one eleven times and was refused eleven times. We do "
           "not say that the plan is wrong in the rest.")
WENT_ON = ("The providers need a board by [1 Apr 14] to receive the year’s money, and by law only organisations that hold a "
           "contract can sit on it with a vote. I went on for that reason. The board will hold its meetings in the open, two "
           "lay partners are invited to each, and the question of a vote comes back to the Partnership Board by [9 Sep 14]. "
           "The Advisory Group’s position stands in the plan, in its own words.")


def tell_plans(story: Story) -> None:
    """Note everything of this chapter."""
    for each in ROUNDS:
        _ask_the_forum(story, each)
    disputes(story, "S9 PL2", "9.7", "11 Mar 14", "LP05", "One person who answered on [23 Nov 13] has had no reply to this "
             "day. She asked me at the surgery. She was not on the list.")
    _decide(story, "PL1", opened="9 Dec 13", position="10 Dec 13", board="20 Dec 13", said=(
        "The Advisory Group agrees. Recorded on [10 Dec 13], before the Board.",
        "Two words were changed after [10 Dec 13]; both were shown to Shabnam and Tom.",
        "The decision does not differ from the lay position, so there was no reason to publish.",
        "On the site with the names of those who wished it, and in easy read.",
        "Four commitments with owner and day, among them: carers shown as a group of their own."))
    signs(story, "S10 PL1", "20 Dec 13", "LP01", *_signatories(), "ransome", hour=18)
    _decide(story, "PL2", opened="9 Dec 13", position="10 Dec 13", board="20 Dec 13", said=(
        "The Advisory Group agrees, with a concern about evenings. Recorded on [10 Dec 13], before the Board.",
        "Nothing was changed after the Advisory Group last saw it.",
        "The decision follows the lay position; the concern is answered with a pilot, and the reason for three practices "
        "only is published.",
        "On the site, in large print at every practice.",
        "Two commitments with owner and day, among them the evening pilot."))
    signs(story, "S10 PL2", "20 Dec 13", "LP01", value=CONCERNS, text="Evenings are a pilot in three practices out of ninety. "
          "We agree, and will ask on [8 Apr 14] what came of it.", hour=18)
    signs(story, "S10 PL2", "20 Dec 13", *_signatories(), "ransome", hour=18)
    _refused(story)
    _emerging(story)


def _signatories() -> list[str]:
    return [f"sign_{body.key}" for body in BODIES if body.signs]


def _ask_the_forum(story: Story, r: Round) -> None:
    stream, key = STREAM[r.stream], f"S9 {r.plan}"
    folder = r.plan.lower()
    opens(story, key, r.opened, due=r.signed)
    (asked, heard), (replied, agreed) = r.asked, r.replied
    table: Paper = document(f"{r.plan}: what became of each answer", f"{folder}-answers.csv", "decision,answers",
                            f"adopted,{r.adopted}", f"adapted,{r.adapted}", f"not adopted,{r.refused}", f"parked,{r.parked}")
    answered(story, key, (
        Answered("9.1", stream.lead, asked, f"Put to the Forum on [{r.day}]; {r.came} people came. Open: {r.open_points}",
                 minute("Forum: what was open", r.day), stream.a, heard),
        Answered("9.2", stream.b, asked, "Two pages. I read them, asked for eleven changes, and said yes.",
                 link(f"{r.plan}: plain summary", f"{folder}/summary"), stream.a, heard),
        Answered("9.3", "ruth", asked, INVITED[r.day], link(f"{r.plan}: invitations and profile", f"{folder}/invitations"),
                 "LP02", heard),
        Answered("9.4", "ruth", asked, OTHER_WAYS, link(f"{r.plan}: ways to answer", f"{folder}/ways"), stream.b, heard),
        Answered("9.5", stream.lead, replied, f"{r.answers} answers: {r.adopted} adopted, {r.adapted} adapted, {r.refused} not "
                 f"adopted, {r.parked} parked. Each has a reason, a day and a name.", table, stream.b, agreed),
        Answered("9.6", stream.a, replied, "We both saw all answers four days before they went out, and had three reworded.",
                 minute(f"{r.stream}: answers seen by the pair", replied), stream.b, agreed),
        Answered("9.7", "sam", replied, r.sent, link(f"{r.plan}: log of what was sent", f"{folder}/sent"), stream.a, agreed)))
    signs(story, key, r.signed, stream.a, stream.b, stream.lead, "LP01")


def _decide(story: Story, plan: str, *, opened: str, position: str, board: str, said: tuple[str, ...]) -> None:
    """The Board decides in the morning; what it decided is answered and confirmed the same day."""
    stream, key, folder = STREAM[_of(plan).key], f"S10 {plan}", plan.lower()
    before, changes, reason, published, promised = said
    opens(story, key, opened, due=board)
    answered(story, key, (
        Answered("10.1", "ransome", board, f"The Partnership Board on [{board}]: 17 people, two of them lay.",
                 minute(f"Partnership Board: {PLANS[plan]}", board), "LP02", board),
        Answered("10.2", "LP02", position, before, minute(f"Advisory Group: position on {plan}", position), "LP01", position),
        Answered("10.3", stream.lead, board, changes, link(f"{plan}: list of changes", f"{folder}/changes"), stream.a, board),
        Answered("10.4", "ransome", board, reason, link(f"{plan}: decision and reason", f"{folder}/decision"), "LP01", board),
        Answered("10.5", "ruth", board, published,
                 document(f"{PLANS[plan]}, as decided", f"{folder}.pdf", PLANS[plan], f"Decided on [{board}].",
                          "Names of contributors stand at the end, as each wished."), stream.b, board),
        Answered("10.6", stream.lead, board, promised, link(f"{plan}: commitments", f"{folder}/commitments"), "LP01", board)))


def _of(plan: str) -> Stream:
    return STREAM[next(each.stream for each in ROUNDS if each.plan == plan)]


def _refused(story: Story) -> None:
    """PL3: lay partners do not agree; the senior responsible owner goes on, and says why."""
    key = "S10 PL3"
    _decide(story, "PL3", opened="3 Feb 14", position="11 Feb 14", board="28 Feb 14", said=(
        "The Advisory Group does not agree, because there is no lay seat on the board. Recorded on [11 Feb 14], before the "
        "Partnership Board.",
        "One paragraph on reporting was changed after [11 Feb 14]; it was shown to Nirmala and Paddy.",
        "The decision differs. The reason was read out at the meeting and put on the site the same day; a letter to the "
        "Forum follows by [7 Mar 14].",
        "On the site with both positions side by side; in large print and easy read.",
        "Five commitments with owner and day, among them: the vote is looked at again by [9 Sep 14]."))
    signs(story, key, "28 Feb 14", "LP01", value=DISAGREE, text=REFUSAL)
    signs(story, key, "28 Feb 14", *_signatories(), "ransome")
    story.note("28 Feb 14", lambda at: proceed_without_agreement(
        story.stage(key), by=story.people["ransome"], at=at, because=story.calendar.words(WENT_ON)), hour=17)
    adds(story, key, "10.4", "7 Mar 14", "ransome",
         document("Letter to the Forum: why we went on", "why-we-went-on.docx", "To every member of the Forum, [7 Mar 14]",
                  REFUSAL, WENT_ON, "Dr Neville Ransome"))


def _emerging(story: Story) -> None:
    """PL4 and PL5 go to the Forum next; PL6 is a draft."""
    for plan in ("PL4", "PL5"):
        opens(story, f"S9 {plan}", "3 Mar 14", due="30 Apr 14")
    answered(story, "S9 PL4", (
        Answered("9.4", "ruth", "10 Mar 14", OTHER_WAYS, link("PL4: ways to answer", "pl4/ways"), "LP10", "12 Mar 14"),
        Answered("9.1", "dunderdale", "14 Mar 14", "Goes to the Forum on [29 Mar 14]. Open: who may spend, who may overrule, "
                 "what is carried over, and what happens when one leaves.", minute("W4, item 2: open points", "13 Mar 14"))))
    answered(story, "S9 PL5", (
        Answered("9.1", "LP11", "10 Mar 14", "Goes to the Forum on [29 Mar 14]. Open: who may see sensitive codes, and how a "
                 "person says no. Five people have answered early.", minute("W5, item 4: open points", "7 Mar 14"),
                 "LP12", "12 Mar 14"),
        Answered("9.3", "ruth", "14 Mar 14", "Young people 2 of 6, people in work 5 of 12. Carers Circle and the volunteers at "
                 "St Brannock’s have been asked.", link("PL5: invitations and profile", "pl5/invitations"))))
    plans_ahead(story, "S9 PL6", "10 Mar 14", opening="24 Mar 14", due="30 Apr 14")
