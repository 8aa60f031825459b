"""What people said about the plans, by theme, with what was done: as many answers as the figures of e6 say."""

from typing import NamedTuple


class Said(NamedTuple):
    """A theme: how many said so, what was decided and why, what changed, and in which words they said it."""

    name: str
    number: int
    outcome: str
    reason: str
    changed: str
    phrases: tuple[str, ...]


SAID: dict[str, tuple[Said, ...]] = {
    "PL1": (
        Said("Carers need a group of their own", 17, "adopt", "", "Carers are a group of their own.", (
            "I look after my mother day and night. Where am I in this list?", "Carers are people too. Put us in.",
            "Nobody asks how the carer is.", "We hold it all together and are in none of your ten groups.")),
        Said("Ten groups are hard to tell apart", 11, "adapt", "Doctors need the ten groups, so we keep them and explain each.",
             "Each group has one plain sentence that says who is in it.", (
                 "I could be in three of these.", "What is the difference between group four and group five?",
                 "Say it so that my neighbour understands.")),
        Said("Fewer groups", 7, "not_adopt", "With fewer groups, people with very different needs would get the same care.", "", (
            "Ten is too many. Make it five.", "I would take half of them out.")),
        Said("Children", 3, "park", "Children have a plan of their own next year. We keep this for it.", "", (
            "What about children who are ill for long?", "Young people are missing.")),
    ),
    "PL2": (
        Said("Visits in the evening", 9, "adopt", "", "Visits are also in the evening, until eight.", (
            "I work until six. Nobody comes after that.", "My daughter can only be there in the evening.",
            "Evenings are the worst time to be alone with it.")),
        Said("Say who comes", 8, "adapt", "We cannot always send the same person. We always ring before.",
             "Somebody rings before each visit and says who comes.", (
                 "Every time it is somebody else.", "I do not open the door to strangers.", "Tell me the name before.")),
        Said("Visits within two hours", 5, "not_adopt", "There are too few nurses for two hours. It stays at four.", "", (
            "Four hours is long when you are afraid.", "Two hours, please.")),
        Said("Visits by video", 2, "park", "First we see how the visits work. We look at video in a year.", "", (
            "Could you see me by video?", "A screen would do for me.")),
    ),
    "PL3": (
        Said("Say who answers for what", 8, "adopt", "", "The plan names who answers for each service.", (
            "If it goes wrong, whom do I ring?", "Four trusts, and nobody is in charge.", "Write down who answers.")),
        Said("Meet where people can come", 10, "adapt", "The board meets in public four times a year, not each time.",
             "Four meetings a year are open to everybody.", (
                 "Meet in the evening, in the library.", "Closed doors do not make me trust you.", "Let us listen.")),
        Said("A lay seat on the board", 11, "not_adopt", "The law names the members of this board. Lay partners are heard before it meets.",
             "", ("We want a seat and a vote.", "Nothing about us without us.", "One lay seat is not too much to ask.")),
        Said("Pay for those who come", 2, "park", "Pay is looked at for all boards together in the summer.", "", (
            "You are paid to be there. I am not.", "Who pays my bus?")),
    ),
    "PL5": (
        Said("I see who has looked", 3, "adopt", "", "Everybody can see who has looked at their record.", (
            "I want to see who has read it.", "Show me the names.", "Does the receptionist read it?")),
        Said("Some things are for my doctor alone", 2, "", "", "", (
            "Not everybody needs to know what happened to me then.", "I want to close a page of it.")),
    ),
}
