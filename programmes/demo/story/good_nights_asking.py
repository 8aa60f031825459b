"""What lay partners of Good Nights questioned, were promised, and saw change: three challenges that do not go the straight way, a promise
that passes to somebody else, two entries of the log of changes, how a group works together, and what to do when it does not."""

from datetime import datetime

from partners.people.models import Through
from programmes.challenges.actions import (
    acknowledge_challenge,
    answer_challenge,
    bring_back_challenge,
    open_again,
    raise_challenge,
    restrict_challenge,
    say_on_challenge,
    withdraw_challenge,
)
from programmes.challenges.models import Challenge
from programmes.commitments.actions import agree_to_promise, ask_promise, change_owner
from programmes.commitments.models import Commitment
from programmes.contributions.actions import answer_check, change_entry, check_entry, take_entry_back, write_entry
from programmes.contributions.models import ImpactCheck, ImpactEntry
from programmes.demo.story.diary import Story
from programmes.demo.story.good_nights_cast import CALLS, WARDS, act, nights
from programmes.raising.catalogue import Rung
from programmes.raising.models import About
from programmes.touchstone.actions import (
    agree_to_procedure,
    answer_breach,
    answer_word,
    ask_about_touchstone,
    begin_touchstone,
    change_touchstone,
    propose_adoption,
    raise_breach,
    say_on_adoption,
    say_on_breach,
    say_on_touchstone,
    write_procedure,
)
from programmes.touchstone.models import Adoption, Breach, BreachProcedure, Touchstone, TouchstoneWord

BEEPS, LOUD, SEVEN = ("Who decided that every pump beeps at the same pitch?", "In the talk of Monday it became loud, and not about pumps.",
                      "Seven numbers, and none of them rings back. Who chose them?")
PROMISE = "Somebody at the night desk rings back within the hour."
LIGHTS, RADIO = "That lights in the corridor go down at eleven.", "That a radio with earphones is no nuisance."
POINTS = ("Nobody is too tired to be asked.", "Whoever works at night is not late in the morning.", "We say what we cannot decide.")


def tell_asking(story: Story) -> None:
    """Note everything of this chapter."""
    _challenges(story)
    _promise(story)
    _changes(story)
    _touchstone(story)
    _breach(story)


def _about(story: Story, key: str) -> About:
    stream = story.workstreams[key]
    return About("workstream", stream.ref, stream.name, nights(), stream.group)


def _challenge(text: str) -> Challenge:
    return Challenge.objects.select_related("programme", "group", "raised_by").get(text=text)


def _challenges(story: Story) -> None:
    """Joel is not content with an answer, and is left with it; Mona’s is kept by few people for a time; Rukhsana never took hers back."""
    people = story.people

    def unhappy(story: Story, at: datetime) -> None:
        raise_challenge(_about(story, WARDS), by=people["joel"], at=at, kind="knowledge", text=BEEPS)

    def first_answer(story: Story, at: datetime) -> None:
        answer_challenge(_challenge(BEEPS), by=people["graham"], at=at, text="They come so from the factory.", has_changed=False,
                         changed="Nobody here may open them.")

    def better_answer(story: Story, at: datetime) -> None:
        """From whoever it has come up to by then."""
        by = people["miles" if _challenge(BEEPS).rung == Rung.OWNER else "tess"]
        answer_challenge(_challenge(BEEPS), by=by, at=at, text="The factory has a switch. It is used from April.",
                         has_changed=True, changed="Low, middle and high: three kinds of pump, three tones.")

    def few(story: Story, at: datetime) -> None:
        restrict_challenge(_challenge(LOUD), by=people["ivy"], at=at, handlers=[people["ivy"], people["miles"]])

    def settled(story: Story, at: datetime) -> None:
        answer_challenge(_challenge(LOUD), by=people["graham"], at=at, text="I was loud. I have told you so, and say it here.",
                         has_changed=True, changed="Ivy chairs the talks.")
        say_on_challenge(_challenge(LOUD), by=people["mona"], at=at, satisfied=True)

    def noted(story: Story, at: datetime) -> None:
        raise_challenge(_about(story, CALLS), by=people["rukhsana"], at=at, kind="control", text=SEVEN, through=Through.PHONE,
                        noted_by=people["tess"])

    def taken_back(story: Story, at: datetime) -> None:
        withdraw_challenge(_challenge(SEVEN), by=people["rukhsana"], at=at, because="She said “leave it”.", through=Through.PHONE,
                           noted_by=people["tess"])

    act(story, "4 Feb 14", unhappy, hour=17)
    act(story, "5 Feb 14", first_answer, hour=17)
    act(story, "6 Feb 14", lambda story, at: say_on_challenge(
        _challenge(BEEPS), by=people["joel"], at=at, satisfied=False, text="Then ask the factory."), hour=22)
    act(story, "5 Mar 14", better_answer, hour=11)
    act(story, "7 Mar 14", lambda story, at: say_on_challenge(_challenge(BEEPS), by=people["joel"], at=at, satisfied=True), hour=22)
    act(story, "11 Feb 14", lambda story, at: raise_challenge(
        _about(story, WARDS), by=people["mona"], at=at, kind="inclusion", text=LOUD), hour=20)
    act(story, "12 Feb 14", few, hour=10)
    act(story, "14 Feb 14", lambda story, at: open_again(_challenge(LOUD), by=people["ivy"], at=at), hour=10)
    act(story, "20 Feb 14", settled, hour=17)
    act(story, "14 Feb 14", noted, hour=15)
    act(story, "4 Mar 14", taken_back, hour=15)
    act(story, "7 Mar 14", lambda story, at: bring_back_challenge(
        _challenge(SEVEN), by=people["rukhsana"], at=at, text="“Leave it” was for the kettle. The numbers stand."), hour=20)
    act(story, "12 Mar 14", lambda story, at: acknowledge_challenge(_challenge(SEVEN), by=people["anita"], at=at), hour=20)


def _promise(story: Story) -> None:
    people = story.people

    def it() -> Commitment:
        return Commitment.objects.select_related("programme", "group", "owner").get(text=PROMISE)

    act(story, "6 Feb 14", lambda story, at: ask_promise(
        _about(story, CALLS), by=people["ivy"], at=at, text=PROMISE, owner=people["anita"],
        due_on=story.calendar.day("30 Apr 14")), hour=17)
    act(story, "7 Feb 14", lambda story, at: agree_to_promise(it(), by=people["anita"], at=at), hour=17)
    act(story, "13 Feb 14", lambda story, at: change_owner(
        it(), by=people["tess"], at=at, owner=people["graham"], organisation=None), hour=17)


def _changes(story: Story) -> None:
    """The lights went down in one corridor of four; Joel’s own entry is put better on the phone."""
    people = story.people

    def entry(words: str) -> ImpactEntry:
        return ImpactEntry.objects.select_related("programme", "written_by").get(contributed=words)

    def written(story: Story, at: datetime) -> None:
        write_entry(_about(story, WARDS), by=people["graham"], at=at, outcome="changed", contributed=LIGHTS, hoped="That people sleep.",
                    changed="All corridors are dark from eleven.", why="They do.", happened_on=at.date())

    def joels(story: Story, at: datetime) -> None:
        write_entry(_about(story, WARDS), by=people["joel"], at=at, outcome="changed", contributed=RADIO, hoped="That Mona may keep hers.",
                    changed="The rule is gone.", why="Pain is longer without it.", happened_on=at.date())

    def answered(story: Story, at: datetime) -> None:
        answer_check(ImpactCheck.objects.select_related("entry__programme", "by").get(entry=entry(LIGHTS)), by=people["graham"], at=at,
                     text="I walked them yesterday: one is dark.")

    def put_better(story: Story, at: datetime) -> None:
        change_entry(entry(RADIO), by=people["joel"], at=at, seen=1, changed="The rule is gone on two wards.", through=Through.PHONE,
                     noted_by=people["tess"])

    act(story, "10 Feb 14", written, hour=17)
    act(story, "12 Feb 14", lambda story, at: check_entry(
        entry(LIGHTS), by=people["mona"], at=at, seen=1, is_so=False, text="Not ours, and I was awake to see it."), hour=21)
    act(story, "13 Feb 14", joels, hour=21)
    act(story, "14 Feb 14", answered, hour=17)
    act(story, "4 Mar 14", lambda story, at: take_entry_back(
        entry(LIGHTS), by=people["graham"], at=at, because="I write it again when the other three are dark."), hour=17)
    act(story, "4 Mar 14", put_better, hour=19)


def _touchstone(story: Story) -> None:
    """Drafted by Ivy and Desmond. Night Calls first wrote that its meetings begin at eight in the morning."""
    people = story.people

    def it() -> Touchstone:
        return Touchstone.objects.select_related("programme").get(programme=nights())

    def drafted(story: Story, at: datetime) -> None:
        drafters = [people["ivy"], people["desmond"]]
        made = begin_touchstone(nights(), by=people["desmond"], at=at, start="template", drafters=drafters)
        change_touchstone(made, by=people["desmond"], at=at, items=POINTS, drafters=drafters, template=made.template)
        ask_about_touchstone(it(), by=people["desmond"], at=at)

    def adoption() -> Adoption:
        return Adoption.objects.select_related("group", "touchstone", "written_by").get(group=story.workstreams[CALLS].group)

    def agreed(story: Story, at: datetime) -> None:
        answer_word(TouchstoneWord.objects.select_related("adoption__group", "partner").get(adoption=adoption(), value="disagree"),
                    by=people["anita"], at=at, answer="Half past eight at night it is. The other was a slip.")
        for who, is_lay in (("desmond", True), ("anita", False)):
            say_on_adoption(adoption(), by=people[who], at=at, is_lay=is_lay, value="agree")

    act(story, "4 Feb 14", drafted, hour=19)
    act(story, "5 Feb 14", lambda story, at: say_on_touchstone(it(), by=people["ivy"], at=at, value="agree"), hour=20)
    act(story, "10 Feb 14", lambda story, at: propose_adoption(
        story.workstreams[CALLS].group, by=people["anita"], at=at, meeting_on=at.date(), responsibilities="Papers a week ahead. We meet at "
        "half past eight.", rule="We talk until nobody objects."), hour=18)
    act(story, "12 Feb 14", lambda story, at: say_on_adoption(
        adoption(), by=people["desmond"], at=at, is_lay=True, value="disagree", text="Half past eight of what? In the morning I sleep."),
        hour=22)
    act(story, "14 Feb 14", agreed, hour=18)


def _breach(story: Story) -> None:
    """Tess writes down whom to tell, and Ivy agrees. Rukhsana tells Tess; her answer does not settle it, so it comes to Ivy."""
    people = story.people

    def way(state: str) -> BreachProcedure:
        found = getattr(BreachProcedure.objects, state)()
        return found.select_related("teller", "other", "programme").get(programme=nights())     # type: ignore[no-any-return]

    def breach() -> Breach:
        return Breach.objects.get(procedure__programme=nights())

    act(story, "7 Feb 14", lambda story, at: write_procedure(
        nights(), by=people["tess"], at=at, teller=people["tess"], other=people["miles"], how="They ring first.", answer_days=5), hour=18)
    act(story, "14 Feb 14", lambda story, at: agree_to_procedure(way("waiting"), by=people["ivy"], at=at), hour=19)
    act(story, "24 Feb 14", lambda story, at: raise_breach(
        way("in_force"), by=people["rukhsana"], at=at, text="I was asked to ring in at eight in the morning, twice."), hour=9)
    act(story, "25 Feb 14", lambda story, at: answer_breach(
        breach(), by=people["tess"], at=at, text="That was the old list. Sorry."), hour=15)
    act(story, "28 Feb 14", lambda story, at: say_on_breach(
        breach(), by=people["rukhsana"], at=at, is_settled=False, text="The old list rang again today."), hour=20)
    act(story, "4 Mar 14", lambda story, at: answer_breach(
        breach(), by=people["ivy"], at=at, text="I have torn it up, and rung the man who keeps it."), hour=20)
    act(story, "6 Mar 14", lambda story, at: say_on_breach(breach(), by=people["rukhsana"], at=at, is_settled=True), hour=20)
