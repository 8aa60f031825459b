"""Which type of co-production suits: the same thirteen questions, answered apart; the answers side by side; the choice."""

from datetime import datetime
from typing import Any

from programmes.choosing.actions import choose_type, give_answers, keep_answers, say_view
from programmes.choosing.models import LeadersView, Sheet, Side, current_choice
from programmes.demo.story.diary import Story
from programmes.stages.actions.opening import lay_down
from programmes.stages.models.runs import runs_to_lay_down

JOINED_UP_LIVES: dict[str, Any] = {
    "Q1": "system", "Q2": ["priorities", "design"], "Q3": "options", "Q4": "joint", "Q5": "3_to_12_months", "Q6": "full",
    "Q7": "partly", "Q8": "broad", "Q8_seldom_heard": True, "Q9": "strategic", "Q10": "five_or_more", "Q11": "parts",
    "Q12": "signed", "Q13": "yes"}
HOME_STRAIGHT: dict[str, Any] = {
    "Q1": "service", "Q2": ["delivery"], "Q3": "options", "Q4": "joint", "Q5": "over_12_months", "Q6": "full", "Q7": "largely",
    "Q8": "small_group", "Q8_seldom_heard": False, "Q9": "lived", "Q10": "two_to_four", "Q11": "no", "Q12": "signed", "Q13": "no"}


def answers_the_questions(story: Story, programme: str, day: str, who: str, answers: dict[str, Any], *, side: str = Side.LEADERS,
                          hour: int = 11, **otherwise: Any) -> None:
    """Give all answers, those named at the end otherwise than the rest."""

    def act(at: datetime) -> None:
        person = story.people[who]
        sheet = keep_answers(story.programmes[programme], by=person, side=Side(side), at=at, answers=answers | otherwise)
        give_answers(sheet, by=person, at=at)

    story.note(day, act, hour=hour)


def accepts_the_type(story: Story, programme: str, day: str, who: str = "sam") -> None:
    def act(at: datetime) -> None:
        sheet = Sheet.objects.get(programme=story.programmes[programme], side=Side.MANAGER)
        choose_type(story.programmes[programme], by=story.people[who], at=at, sheet=sheet)

    story.note(day, act, hour=12)


def lays_down_the_rest(story: Story, programme: str, day: str, *, later: str, who: str = "sam") -> None:
    """Lay down what follows from the type; stage `later` has an hour of its own in the story."""

    def act(at: datetime) -> None:
        runs = [run for run in runs_to_lay_down(story.programmes[programme]) if run.code != later]
        lay_down(story.programmes[programme], runs, by=story.people[who], at=at)

    story.note(day, act, hour=13)


def thinks_of_the_type(story: Story, programme: str, day: str, who: str, text: str, *, value: str = LeadersView.Value.AGREE) -> None:
    def act(at: datetime) -> None:
        choice = current_choice(story.programmes[programme])
        if choice is None:
            raise LookupError("No type is chosen yet in the story.")
        say_view(choice, by=story.people[who], at=at, value=value, text=story.calendar.words(text))

    story.note(day, act, hour=15)


def tell_choices(story: Story) -> None:
    """Note everything of this chapter."""
    answers_the_questions(story, "JUL", "28 Jun 13", "sam", JOINED_UP_LIVES, side=Side.MANAGER, Q4="advice")
    for leader, day in (("LP01", "29 Jun 13"), ("LP08", "30 Jun 13"), ("LP10", "1 Jul 13"), ("LP15", "1 Jul 13")):
        answers_the_questions(story, "JUL", day, leader, JOINED_UP_LIVES)
    accepts_the_type(story, "JUL", "2 Jul 13")
    thinks_of_the_type(story, "JUL", "2 Jul 13", "LP01", "Strategic co-design is right. Pairs in every workstream, and a Forum that "
                       "is really asked.")
    thinks_of_the_type(story, "JUL", "3 Jul 13", "LP10", "We wrote that the decision is joint, and Sam wrote that advice must be "
                       "considered. If it is advice, say advice.", value=LeadersView.Value.DISAGREE)

    answers_the_questions(story, "HS", "4 Mar 14", "sam", HOME_STRAIGHT, side=Side.MANAGER)
    for leader in ("LP04", "LP14"):
        answers_the_questions(story, "HS", "4 Mar 14", leader, HOME_STRAIGHT, hour=12)
    accepts_the_type(story, "HS", "5 Mar 14")
    lays_down_the_rest(story, "HS", "5 Mar 14", later="S3")
    thinks_of_the_type(story, "HS", "5 Mar 14", "LP14", "It is the people who have come home who make this work. So yes.")
