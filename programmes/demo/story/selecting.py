"""The panels of 3 September and 7 November, what each person was told, who said yes to what, and how those who began were welcomed."""

from datetime import datetime
from typing import Any

from coprod.post.actions import mark_as_told
from coprod.post.models import Message
from partners.declarations.actions import review_interest
from partners.declarations.models import Interest, Through
from partners.models import Partner
from partners.people.actions import change_partner
from programmes.appointments.actions.buddies import agree_to_buddy, note_check_in, propose_buddy
from programmes.appointments.actions.induction import confirm_item, declare_interest, mark_done, sign_confidentiality
from programmes.appointments.actions.joining import join_forum
from programmes.appointments.actions.offering import accept_offer, offer_appointment, settle_person
from programmes.appointments.actions.terms import note_exit, step_down, thank
from programmes.appointments.catalogue import SIGNED, Owner
from programmes.appointments.models import NEEDED, Appointment, InductionItem
from programmes.calls.models import Call
from programmes.demo.story.calling import NO_FURTHER, everybody, nomination
from programmes.demo.story.diary import Story
from programmes.demo.story.people import LEADERS
from programmes.demo.story.setting import let_in
from programmes.selection.actions import begin_scoring, declare, name_panel
from programmes.selection.actions.choosing import answer_outcome, decide, give_marks, open_marks, release
from programmes.selection.models import Decision, Panel
from programmes.selection.policies import qualities_of

CHOSEN = tuple(f"LP{n:02}" for n in range(1, 16))
SECOND, SECOND_OTHERS = "LP16", ("F49", "F50")
TO_FORUM = (*(f"LP{n}" for n in range(17, 26)), *(f"F{n}" for n in range(27, 37)))
CLEARLY, STRONGLY, LITTLE = 2, 3, 1
INTERESTS = {"LP08": "I lead a group that Open Door Mental Health pays for.", "LP02": "I chair the patient group of my surgery."}
THANKS = ("You told us what it really costs in hours, and you stayed until your successor could read your notes. We have cut the papers "
          "because of you. Thank you, from all of us.")


def tell_choosing(story: Story) -> None:
    """Note everything of this chapter."""
    story.note("26 Aug 13", lambda at: _name_the_panel(story, "1", "3 Sep 13", at))
    story.note("27 Aug 13", lambda at: _all_declare(story, "1", at))
    story.note("2 Sep 13", lambda at: begin_scoring(_panel(story, "1"), by=story.people["sam"], at=at), hour=12)
    story.note("3 Sep 13", lambda at: _mark(story, "1", at), hour=9)
    story.note("3 Sep 13", lambda at: open_marks(_panel(story, "1"), by=story.people["sam"], at=at), hour=13)
    story.note("3 Sep 13", lambda at: _decide_the_first(story, at), hour=15)
    story.note("4 Sep 13", lambda at: release(_panel(story, "1"), by=story.people["sam"], at=at), hour=9)
    story.note("4 Sep 13", lambda at: _offer(story, at, *CHOSEN, until="3 Sep 14"), hour=10)
    story.note("4 Sep 13", lambda at: [_accepts(story, key, at) for key in CHOSEN], hour=15)
    story.note("5 Sep 13", lambda at: _answer_the_forum(story, at), hour=11)
    story.note("9 Sep 13", lambda at: [_is_inducted(story, key, at) for key in CHOSEN], hour=12)
    story.note("16 Sep 13", lambda at: [_joins_the_forum(story, key, at) for key in TO_FORUM], hour=12)
    story.note("17 Sep 13", _ruth_rings, hour=10)
    story.note("17 Sep 13", lambda at: _finds_a_buddy(story, "LP11", "LP02", at), hour=9)
    for day, words in (("2 Oct 13", "We read the papers together."), ("30 Oct 13", "We sat side by side in the meeting.")):
        story.note(day, lambda at, said=words: _check_in(story, "LP11", at, said), hour=17)
    for day, code in (("16 Oct 13", "six_weeks"), ("3 Dec 13", "three_months")):
        story.note(day, lambda at, c=code: [_takes_steps(story, key, at, [c]) for key in CHOSEN], hour=12)

    story.note("4 Nov 13", lambda at: _name_the_panel(story, "2", "7 Nov 13", at), hour=9)
    story.note("5 Nov 13", lambda at: _all_declare(story, "2", at))
    story.note("7 Nov 13", lambda at: begin_scoring(_panel(story, "2"), by=story.people["sam"], at=at), hour=9)
    story.note("7 Nov 13", lambda at: _mark(story, "2", at), hour=10)
    story.note("7 Nov 13", lambda at: open_marks(_panel(story, "2"), by=story.people["sam"], at=at), hour=12)
    story.note("7 Nov 13", lambda at: _decide_the_second(story, at), hour=14)
    story.note("8 Nov 13", lambda at: release(_panel(story, "2"), by=story.people["sam"], at=at), hour=9)
    story.note("8 Nov 13", lambda at: _offer(story, at, SECOND, start="12 Nov 13", until="11 Nov 14"), hour=10)
    story.note("12 Nov 13", lambda at: _accepts(story, SECOND, at), hour=9)
    story.note("13 Nov 13", lambda at: [_says(story, key, at, yes=True) for key in SECOND_OTHERS], hour=9)
    story.note("15 Nov 13", lambda at: [_joins_the_forum(story, key, at) for key in SECOND_OTHERS], hour=9)
    story.note("16 Nov 13", _ruth_rings, hour=10)
    story.note("18 Nov 13", lambda at: _finds_a_buddy(story, SECOND, "LP06", at), hour=9)
    story.note("3 Dec 13", lambda at: _not_quite_inducted(story, at), hour=9)
    story.note("4 Dec 13", lambda at: _check_in(story, SECOND, at, "We spoke for an hour on the bus. He asks good questions."), hour=17)
    story.note("31 Dec 13", lambda at: _check_in(story, SECOND, at, "We spoke on the phone. I hope to come again soon."), hour=17)
    for day, code in (("23 Dec 13", "six_weeks"), ("10 Feb 14", "three_months")):
        story.note(day, lambda at, c=code: _takes_steps(story, SECOND, at, [c]), hour=12)
    story.note("31 Jan 14", lambda at: _helen_leaves(story, at), hour=12)
    story.note("4 Feb 14", lambda at: thank(_appointment("LP09", story), by=story.people["ruth"], at=at, words=THANKS), hour=9)
    story.note("6 Feb 14", lambda at: note_exit(_appointment("LP09", story), by=story.people["ruth"], at=at), hour=9)
    story.note("14 Mar 14", lambda at: _ruth_rings(at, "nomination_thanks"), hour=15)


def _panel(story: Story, number: str) -> Panel:
    return Panel.objects.select_related("call__programme", "group").get(call=story.calls[number])


def _name_the_panel(story: Story, number: str, day: str, at: datetime) -> None:
    call = Call.objects.select_related("programme").get(pk=story.calls[number].pk)
    name_panel(call, by=story.people["sam"], at=at, group=story.groups["panel"], meets_on=story.calendar.day(day))


def _all_declare(story: Story, number: str, at: datetime) -> None:
    """Jo has worked with Paddy for years: she never sees his name."""
    panel = _panel(story, number)
    for who, facts in (("ransome", {"text": "I chair the Partnership Board."}), ("ruth", {}), ("LP26", {}),
                       ("jo", {"names": "Patrick O’Dowda", "text": "I worked for Open Door Mental Health until last year."})):
        declare(panel, by=story.people[who], at=at, organisations=[], **facts)


def _those_of(number: str) -> tuple[str, ...]:
    return (*CHOSEN, *TO_FORUM, *NO_FURTHER) if number == "1" else (SECOND, *SECOND_OTHERS)


def _mark(story: Story, number: str, at: datetime) -> None:
    """Neville and Pauline read everybody; the marks differ as people do."""
    for place, key in enumerate(_those_of(number)):
        for who in ("ransome", "LP26"):
            found = nomination(story, key)
            value = STRONGLY if key in (*CHOSEN, SECOND) and place % 3 else CLEARLY if key in (*CHOSEN, SECOND) else LITTLE
            called = everybody()[key].called
            marks = {part.name: (value if n % 2 else CLEARLY, f"{called}, on “{str(part.heads).lower()}”: as they say.")
                     for n, part in enumerate(qualities_of(found.profile))}
            give_marks(found, by=story.people[who], at=at, marks=marks)


def _decide_the_first(story: Story, at: datetime) -> None:
    for key in _those_of("1"):
        called = everybody()[key].called
        if key in CHOSEN:
            decide(nomination(story, key), by=story.people["ransome"], at=at, outcome="select",
                   reason=f"{called}, you know from your own life what has to change, and you say it so that others can hear it.")
        else:
            decide(nomination(story, key), by=story.people["LP26"], at=at, outcome="offer_forum",
                   reason=f"{called}, we could choose fifteen of forty-one. Others have done this kind of work before. Your own story is "
                          "one that plans should be measured against: that is what the Forum is for.")


def _decide_the_second(story: Story, at: datetime) -> None:
    decide(nomination(story, SECOND), by=story.people["LP26"], at=at, outcome="select",
           reason="Yusuf, nobody in the group lives with heart failure. You asked us more questions than we asked you.")
    for key in SECOND_OTHERS:
        decide(nomination(story, key), by=story.people["LP26"], at=at, outcome="offer_forum",
               reason="There was one place. We would like to hear you in the Forum, on plans while they can still change.")


def _says(story: Story, key: str, at: datetime, *, yes: bool) -> None:
    answer_outcome(Decision.objects.get(nomination=story.nominations[key]), at=at, yes=yes)


def _answer_the_forum(story: Story, at: datetime) -> None:
    """Nineteen say yes, seven no."""
    for key in TO_FORUM:
        _says(story, key, at, yes=True)
    for key in NO_FURTHER:
        _says(story, key, at, yes=False)


# --- beginning ---------------------------------------------------------------------------------------------------------------

def _appointment(key: str, story: Story) -> Appointment:
    return Appointment.objects.with_all().get(nomination=story.nominations[key])


def _offer(story: Story, at: datetime, *keys: str, until: str, start: str = "") -> None:
    terms: dict[str, Any] = {"from_on": story.calendar.day(start) if start else at.date(), "until_on": story.calendar.day(until),
                             "renewals_left": 1, "hours_a_month": 3, "reading_hours": 1}
    for key in keys:
        offer_appointment(nomination(story, key), by=story.people["sam"], at=at, **terms)


def _through(key: str) -> str:
    channel = everybody()[key].channel
    return "link" if channel in ("email", "text") else channel


def _accepts(story: Story, key: str, at: datetime) -> None:
    """By their link, or by phone, which Ruth notes. The founding leaders are known here already: Sam says that it is they."""
    noted_by = None if _through(key) == "link" else story.people["ruth"]
    appointment = accept_offer(_appointment(key, story), at=at, through=_through(key), noted_by=noted_by)
    if key in LEADERS:
        appointment = settle_person(_appointment(key, story), by=story.people["sam"], at=at, partner=story.people[key])
    else:
        _comes_in(story, key, appointment.partner, at)


def _comes_in(story: Story, key: str, person: Partner | None, at: datetime) -> None:
    """From now on they are in the story; what they bring stands beside their name, and those who sign in have their account."""
    assert person is not None
    change_partner(person, by=story.people["ruth"], at=at, connection=everybody()[key].connection)
    story.people[key] = person
    let_in(story, key, at)


def _is_inducted(story: Story, key: str, at: datetime) -> None:
    """Eleven came, four were visited at home; each ticked their own list."""
    _takes_steps(story, key, at, list(NEEDED))


def _takes_steps(story: Story, key: str, at: datetime, codes: list[str]) -> None:
    through = Through.ACCOUNT if _through(key) == "link" else _through(key)
    noted_by = None if through == Through.ACCOUNT else story.people["ruth"]
    theirs = _appointment(key, story)
    for item in InductionItem.objects.filter(appointment=theirs, code__in=codes).exclude(code__in=SIGNED).order_by("due_on", "pk"):
        item.appointment = theirs
        if item.owner != Owner.PERSON:
            mark_done(item, by=story.people["ruth"], at=at)
        confirm_item(item, at=at, through=through, noted_by=noted_by)
    if "interests" in codes:
        text = INTERESTS.get(key, "")
        kind = Interest.Kind.PROFESSIONAL if text else Interest.Kind.NOTHING
        said = declare_interest(_appointment(key, story), at=at, through=through, kind=kind, text=text, noted_by=noted_by)
        if text:        # Sam talks with them: it stands in the register, and they say so when it comes up
            review_interest(said, by=story.people["sam"], at=at, action=Interest.Action.NOTE, is_published=True)
    if "confidentiality" in codes:
        sign_confidentiality(_appointment(key, story), at=at, through=through, noted_by=noted_by)


def _not_quite_inducted(story: Story, at: datetime) -> None:
    """Yusuf was in hospital for some weeks: he has not watched a meeting yet, nor done what belongs to it."""
    _takes_steps(story, SECOND, at, [code for code in NEEDED if code not in ("watch", "touchstone")])


def _finds_a_buddy(story: Story, key: str, buddy: str, at: datetime) -> None:
    matched = propose_buddy(_appointment(key, story), story.people[buddy], by=story.people["LP01"], at=at)
    for who in (key, buddy):
        matched = agree_to_buddy(matched, by=story.people[who], at=at)


def _check_in(story: Story, key: str, at: datetime, note: str) -> None:
    buddying = _appointment(key, story).buddyings.get(state="matched")      # type: ignore[attr-defined]
    note_check_in(buddying.check_ins.filter(happened_at=None).order_by("due_on").first(), by=story.people[key], at=at, note=note)


def _joins_the_forum(story: Story, key: str, at: datetime) -> None:
    holding = join_forum(nomination(story, key), by=story.people["ruth"], at=at, partner=None, hours_a_month=2)
    _comes_in(story, key, holding.partner, at)


def _ruth_rings(at: datetime, kind: str = "forum_joined") -> None:
    """Whoever has no e-mail hears by phone or letter that they are in the Forum, or that what they sent has arrived."""
    for message in Message.objects.by_hand().filter(kind=kind):
        mark_as_told(message, at=at)


def _helen_leaves(story: Story, at: datetime) -> None:
    """She steps down from everything at once."""
    step_down(_appointment("LP09", story), by=story.people["LP09"], at=at,
              because="It took fourteen hours a month, not the eight that were agreed. I cannot leave my mother so long.")
