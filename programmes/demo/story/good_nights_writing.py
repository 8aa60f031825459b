"""What Good Nights writes: a decision whose words changed, two plans with their rounds of the Forum, and a chapter of a toolkit that was
withdrawn. Somebody says no to nearly all of it, and has an answer."""

from datetime import datetime

from partners.people.models import Through
from programmes.decisions.actions import (
    agree_to_open,
    answer_seen,
    ask_to_open,
    change_decision,
    list_change,
    prepare_decision,
    record_position,
    say_seen,
    show_changes,
)
from programmes.decisions.models import DecisionOpenness, DecisionRecord, DecisionSeen
from programmes.demo.story.diary import Story
from programmes.demo.story.good_nights_cast import CALLS, WARDS, act, nights
from programmes.plans.actions import answer_summary_no, say_on_summary, say_wish, start_plan, thank, write_summary
from programmes.plans.models import PlainSummary, Plan, PlanContributor, SummaryWord
from programmes.rounds.actions import (
    add_theme,
    answer_no,
    ask_new_link,
    ask_pair,
    call_off_round,
    change_answer,
    close_round,
    decide_theme,
    give_answer,
    hide_answer,
    keep_back,
    open_round,
    send_answers,
    show_again,
    sort_into,
)
from programmes.rounds.actions import (
    say_seen as say_answers_seen,
)
from programmes.rounds.models import ForumAnswer, ForumRound, RoundSeen
from programmes.toolkit.actions import (
    answer_adopter_word,
    ask_for_approval,
    begin_chapter,
    change_chapter,
    note_for_adopter,
    offer_material,
    publish_chapter,
    record_adopter,
    review_chapter,
    say_on_authorship,
    say_on_chapter,
    say_on_consent,
    say_on_note,
    share_chapter,
    withdraw_chapter,
)
from programmes.toolkit.actions import (
    answer_no as answer_chapter_no,
)
from programmes.toolkit.models import (
    Adopter,
    AdopterNote,
    AdopterWord,
    Chapter,
    ChapterAuthor,
    ChapterWord,
    MaterialConsent,
)

NUMBER, HUSH = "One number at night", "A quiet ward"
RADIO = "A radio"
TEXTS = {
    NUMBER: "# One number\n\nWhoever rings after ten hears a person.\n\n# Who it is\n\nSomebody of the night desk, who sees your plan.\n",
    HUSH: "# Quiet\n\nNothing beeps that nobody needs to hear.\n\n# From when\n\nFrom eleven until half past six.\n"}
INVITED = ({"group": "People who care at night", "invited": 5, "in_profile": 5},
           {"group": "People who work at night", "invited": 3, "in_profile": 4, "done": "Joel asks at the bakery."})
RUDE, NAMED, WISH = ("The day people can go and boil their heads.", "Ask Mr Prosser of number 9, he rings every night.",
                     "Ring back, please, and do not ask for my date of birth first.")
TITLE = "Meeting at night"
CHAPTER = "# Why at night?\n\nWho is awake at night is asleep by day.\n\n# How\n\n- By phone\n- Never before eight"
BAKERY = "Fenwick Bakery, night shift"


def tell_writing(story: Story) -> None:
    """Note everything of this chapter."""
    _decision(story)
    _number(story)
    _hush(story)
    _chapter(story)
    _material_and_adopter(story)


# --- a decision ----------------------------------------------------------------------------------------------------------

def _decision(story: Story) -> None:
    """It is changed after Ivy said what the Advisory Group thinks; Rukhsana sees what was left out of the list of changes."""
    people = story.people

    def it() -> DecisionRecord:
        return DecisionRecord.objects.select_related("programme", "group", "workstream", "meeting", "stage").get(programme=nights())

    def prepared(story: Story, at: datetime) -> None:
        prepare_decision(nights(), by=people["tess"], at=at, title=NUMBER, text="One number from ten to seven.", duty="no",
                         group=story.workstreams[CALLS].group, options="To keep the seven.", decided_on=story.calendar.day("28 Mar 14"))

    def position(story: Story, at: datetime) -> None:
        record_position(it(), by=people["ivy"], at=at, value="agree", said_on=at.date())

    def shown(story: Story, at: datetime) -> None:
        list_change(it(), by=people["tess"], at=at, text="Eleven instead of ten.")
        show_changes(it(), by=people["tess"], at=at)

    def answered(story: Story, at: datetime) -> None:
        answer_seen(DecisionSeen.objects.get(decision=it(), is_right=False), by=people["tess"], at=at, answer="It is on the list now.")

    act(story, "7 Feb 14", prepared, hour=9)
    act(story, "10 Feb 14", position, hour=20)
    act(story, "13 Feb 14", lambda story, at: change_decision(
        it(), by=people["tess"], at=at, seen=it().version, text="One number from eleven to six."), hour=9)
    act(story, "14 Feb 14", position, hour=20)
    act(story, "18 Feb 14", shown, hour=9)
    act(story, "3 Mar 14", lambda story, at: say_seen(
        it(), by=people["rukhsana"], at=at, is_right=False, text="Six instead of seven, too. Somebody forgot that hour."), hour=22)
    act(story, "6 Mar 14", answered, hour=9)
    act(story, "5 Mar 14", lambda story, at: ask_to_open(
        nights(), by=people["tess"], at=at, decided_where="By phone, all together.", since_on=at.date()), hour=9)
    act(story, "7 Mar 14", lambda story, at: agree_to_open(
        DecisionOpenness.objects.select_related("programme").get(programme=nights()), by=people["ivy"], at=at, through=Through.PHONE,
        noted_by=people["miles"]), hour=9)


# --- plans and the Forum -----------------------------------------------------------------------------------------------

def _plan(title: str) -> Plan:
    return Plan.objects.select_related("programme", "workstream__group").get(title=title)


def _round(title: str) -> ForumRound:
    found: ForumRound = ForumRound.objects.whole().get(plan__title=title)      # type: ignore[attr-defined]
    return found


def _answer(text: str) -> ForumAnswer:
    return ForumAnswer.objects.select_related("round__plan__programme", "by").get(text=text)


def _summary(title: str) -> PlainSummary:
    return PlainSummary.objects.standing().get(plan__title=title)


def _opens(story: Story, title: str, lead: str, closes: str, decide: str, at: datetime) -> None:
    open_round(_plan(title), by=story.people[lead], at=at, closes_on=story.calendar.day(closes), decide_on=story.calendar.day(decide),
               invited=INVITED, ways=["online", "phone", "post"])


def _starts(story: Story, title: str, stream: str, lead: str, mark: str, at: datetime) -> None:
    start_plan(story.workstreams[stream], by=story.people[lead], at=at, mark=mark, title=title, purpose="That people sleep, or are heard.",
               text=TEXTS[title], points=("From which hour?", "Who says so?"))
    write_summary(_plan(title), by=story.people[lead], at=at, text=f"{title}: it is not settled from which hour.")


def _number(story: Story) -> None:
    """The Forum answers; one answer is hidden and shown again, one is kept back, one is put otherwise; the pair says no, and then yes."""
    people = story.people

    def answers(story: Story, at: datetime) -> None:
        for who, text in (("olwen", RUDE), ("tariq", NAMED), ("mona", WISH)):
            give_answer(_round(NUMBER), by=people[who], at=at, text=text)

    def sorted_out(story: Story, at: datetime) -> None:
        hide_answer(_answer(RUDE), by=people["anita"], at=at, because="It is about people, not about the number.")
        keep_back(_answer(NAMED), by=people["anita"], at=at, because="It names a neighbour.")
        change_answer(_answer(WISH), at=at, text=f"{WISH} Ask for it last.", seen=0, through=Through.PHONE, noted_by=people["tess"])

    def decided(story: Story, at: datetime) -> None:
        it = _round(NUMBER)
        theme = add_theme(it, by=people["anita"], at=at, name="Who rings back")
        sort_into(theme, ForumAnswer.objects.filter(round=it), by=people["anita"], at=at)
        decide_theme(theme, by=people["anita"], at=at, outcome="park", reason="We first count who rings.")
        ask_pair(_round(NUMBER), by=people["anita"], at=at)

    def no_is_answered(story: Story, at: datetime) -> None:
        answer_no(RoundSeen.objects.select_related("round__plan__programme", "by").get(round=_round(NUMBER), is_right=False),
                  by=people["anita"], at=at, answer="Until the end of April. It stands in the plan now.")
        say_answers_seen(_round(NUMBER), by=people["mona"], at=at, is_right=True)

    act(story, "6 Feb 14", lambda story, at: _starts(story, NUMBER, CALLS, "anita", "GN1", at), hour=14)
    act(story, "7 Feb 14", lambda story, at: say_on_summary(_summary(NUMBER), by=people["desmond"], at=at, value="yes"), hour=20)
    act(story, "10 Feb 14", lambda story, at: _opens(story, NUMBER, "anita", "28 Feb 14", "7 Apr 14", at), hour=14)
    act(story, "12 Feb 14", answers, hour=23)
    act(story, "13 Feb 14", sorted_out, hour=14)
    act(story, "14 Feb 14", lambda story, at: show_again(_answer(RUDE), by=people["anita"], at=at), hour=14)
    act(story, "28 Feb 14", lambda story, at: close_round(_round(NUMBER), by=people["anita"], at=at), hour=22)
    act(story, "4 Mar 14", decided, hour=14)
    act(story, "6 Mar 14", lambda story, at: say_answers_seen(
        _round(NUMBER), by=people["rukhsana"], at=at, is_right=False, text="Say until when you count."), hour=21)
    act(story, "10 Mar 14", no_is_answered, hour=14)
    act(story, "11 Mar 14", lambda story, at: send_answers(_round(NUMBER), by=people["anita"], at=at), hour=14)
    act(story, "12 Mar 14", lambda story, at: ask_new_link(_round(NUMBER), people["olwen"], at=at), hour=23)


def _hush(story: Story) -> None:
    """Joel does not understand the summary, and says so; the round that follows is called off when a ward is closed."""
    people = story.people

    def answered(story: Story, at: datetime) -> None:
        word = SummaryWord.objects.select_related("summary__plan__programme", "by").get(summary=_summary(HUSH))
        answer_summary_no(word, by=people["graham"], at=at, answer="Until the first round, which is at half past six.")

    def thanks(story: Story, at: datetime) -> None:
        say_wish(PlanContributor.objects.get(plan=_plan(HUSH)), at=at, wish="named", through=Through.PHONE, noted_by=people["tess"])

    act(story, "10 Feb 14", lambda story, at: _starts(story, HUSH, WARDS, "graham", "GN2", at), hour=15)
    act(story, "12 Feb 14", lambda story, at: say_on_summary(
        _summary(HUSH), by=people["joel"], at=at, value="no", text="Quiet until when?"), hour=19)
    act(story, "12 Feb 14", lambda story, at: thank(_plan(HUSH), people["len"], by=people["graham"], at=at), hour=20)
    act(story, "14 Feb 14", answered, hour=15)
    act(story, "14 Feb 14", thanks, hour=16)
    act(story, "3 Mar 14", lambda story, at: say_on_summary(_summary(HUSH), by=people["joel"], at=at, value="yes"), hour=23)
    act(story, "4 Mar 14", lambda story, at: _opens(story, HUSH, "graham", "28 Mar 14", "30 Apr 14", at), hour=15)
    act(story, "5 Mar 14", lambda story, at: give_answer(
        _round(HUSH), by=people["tariq"], at=at, text="Begin with the doors. They fall shut like guns."), hour=23)
    act(story, "7 Mar 14", lambda story, at: call_off_round(
        _round(HUSH), by=people["graham"], at=at, because="Two wards move in April. We ask when it is clear which."), hour=15)


# --- the toolkit -------------------------------------------------------------------------------------------------------

def _chapter(story: Story) -> None:
    """Refused by Ivy, put better, published with Len’s yes, looked at again, and withdrawn: the desk it speaks of is no more."""
    people = story.people

    def it() -> Chapter:
        return Chapter.objects.select_related("book__programme").get(title=TITLE, book__programme=nights())

    def begun(story: Story, at: datetime) -> None:
        begin_chapter(nights(), by=people["tess"], at=at, title=TITLE, text=CHAPTER, authors=[people["ivy"], people["len"]])

    def authors(story: Story, at: datetime) -> None:
        for who, how in (("ivy", {}), ("len", {"through": Through.PHONE, "noted_by": people["tess"]})):
            say_on_authorship(ChapterAuthor.objects.get(chapter=it(), partner=people[who]), at=at, agrees=True, named=True,
                              **how)
        ask_for_approval(it(), by=people["tess"], at=at)

    def put_better(story: Story, at: datetime) -> None:
        answer_chapter_no(ChapterWord.objects.get(chapter=it(), is_yes=False), by=people["tess"], at=at,
                          text="“At night” stands there now.")
        change_chapter(it(), by=people["tess"], at=at, seen=1, title=TITLE, text=f"{CHAPTER} at night", what_changed="Eight at night")
        ask_for_approval(it(), by=people["tess"], at=at)

    def yes(story: Story, at: datetime) -> None:
        say_on_chapter(it(), by=people["len"], at=at, seen=2, is_yes=True, through=Through.PHONE, noted_by=people["miles"])

    act(story, "7 Feb 14", begun, hour=11)
    act(story, "10 Feb 14", authors, hour=11)
    act(story, "12 Feb 14", lambda story, at: say_on_chapter(
        it(), by=people["ivy"], at=at, seen=1, is_yes=False, text="Eight of what? You make Desmond’s mistake."), hour=18)
    act(story, "14 Feb 14", put_better, hour=11)
    act(story, "19 Feb 14", yes, hour=11)
    act(story, "3 Mar 14", lambda story, at: publish_chapter(it(), by=people["tess"], at=at), hour=11)
    act(story, "4 Mar 14", lambda story, at: share_chapter(
        it(), by=people["len"], at=at, through=Through.PHONE, noted_by=people["miles"]), hour=11)
    act(story, "6 Mar 14", lambda story, at: review_chapter(it(), by=people["tess"], at=at, because="The night desk moves."), hour=16)
    act(story, "10 Mar 14", lambda story, at: withdraw_chapter(
        it(), by=people["tess"], at=at, because="The desk is no more, and the number with it."), hour=16)


def _material_and_adopter(story: Story) -> None:
    """Mona’s words are offered, and after a day she would rather keep them; a bakery works so too, says Tess. Desmond has been there."""
    people = story.people

    def offered(story: Story, at: datetime) -> None:
        offer_material(nights(), by=people["tess"], at=at, kind="impact", source_ref="radio", source="a talk on 3 February",
                       title=RADIO, text="I have pain, and a radio.", people=[(people["mona"], False)])

    def consents(story: Story, agrees: bool, at: datetime) -> None:
        how = {"through": Through.PHONE, "noted_by": people["tess"]} if agrees else {}
        say_on_consent(MaterialConsent.objects.select_related("material__programme", "partner").get(
            material__programme=nights()), at=at, agrees=agrees, **how)

    def recorded(story: Story, at: datetime) -> None:
        adopter = record_adopter(nights(), by=people["tess"], at=at, name=BAKERY, organisation=None, lead_name="",
                                 starts_on=story.calendar.day("1 Apr 14"))
        note_for_adopter(adopter, by=people["tess"], at=at, kind="adapted", text="It meets at four, when the bread is in.")

    def denied(story: Story, at: datetime) -> None:
        note = AdopterNote.objects.get(adopter=Adopter.objects.get(name=BAKERY))
        say_on_note(note, by=people["desmond"], at=at, is_so=False, text="At four the bread comes out.", through=Through.PHONE,
                    noted_by=people["miles"])

    def answered(story: Story, at: datetime) -> None:
        answer_adopter_word(AdopterWord.objects.select_related("note__adopter__book__programme", "by").get(
            note__adopter__name=BAKERY), by=people["tess"], at=at, text="Then they meet at three.")

    act(story, "10 Feb 14", offered, hour=12)
    act(story, "14 Feb 14", lambda story, at: consents(story, True, at), hour=12)
    act(story, "4 Mar 14", lambda story, at: consents(story, False, at), hour=12)
    act(story, "7 Feb 14", recorded, hour=12)
    act(story, "12 Feb 14", denied, hour=12)
    act(story, "14 Feb 14", answered, hour=13)
