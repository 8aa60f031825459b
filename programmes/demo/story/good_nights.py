"""A third programme, from 3 February: Good Nights, about care between ten at night and seven in the morning. It is small and young, and in
it everything changes: people come in late, seats are exchanged, plans are put off, and what is said to be so is not so.

Its people are its own; none of them signs in. Who was found and how stands in `good_nights_finding`, its meetings and their papers in
`good_nights_meeting`, what was questioned in `good_nights_asking`, its plans, rounds and toolkit in `good_nights_writing`. What somebody
is asked goes out with the next morning of the clock, and is answered after it.
"""

from collections.abc import Sequence
from datetime import date, datetime

from partners.contacts.actions import name_contact, note_contact
from partners.groups.actions import accept_seat, add_seat, agree_to_holding, give_office, write_terms
from partners.layspace.actions import open_space
from partners.models import Contact, Holding, Organisation, Partner, Seat
from partners.people.actions import add_organisation, add_partner
from programmes.demo.story.diary import Story
from programmes.demo.story.good_nights_asking import tell_asking
from programmes.demo.story.good_nights_cast import (
    ADVISORY,
    CALLS,
    FORUM,
    LAY,
    PAIRS,
    PANEL,
    STAFF,
    WARDS,
    act,
    nights,
)
from programmes.demo.story.good_nights_finding import tell_finding
from programmes.demo.story.good_nights_meeting import tell_gatherings
from programmes.demo.story.good_nights_writing import tell_writing
from programmes.demo.story.people import mail_address
from programmes.pairing.actions import allocate_pair
from programmes.pairing.models import Swap
from programmes.programme.actions import (
    add_membership,
    add_scope_point,
    add_workstream,
    comment_on_focus,
    create_programme,
    found_programme_group,
    give_role,
    propose_partner,
    write_focus,
)
from programmes.programme.models import FocusStatement
from programmes.sharing.actions import ask_swap, judge_briefing, note_briefing, say_no, say_yes

VISION = "Nobody lies awake alone at night because there is nobody to ring, or because the ward is loud."
AIMS = """One number that is answered at night by somebody who knows you.
Wards in which people sleep."""
TERMS = {
    ADVISORY: "Six lay partners, who choose their co-chair, allocate the pairs, and say what they think before anything is decided.",
    FORUM: "Whoever is awake at night, works at night, or waits for somebody who does. It answers plans while they can still change.",
    PANEL: "Chooses by the role profile alone. Its lay member has the same vote as anyone."}
STREAMS = (
    (CALLS, "Night Calls", "anita", "Who answers at night, and what they may decide.", 2, "carers", ["caring", "primary_care"]),
    (WARDS, "Quiet Wards", "graham", "What wakes people on a ward, and what of it must be.", 3, "older", ["hospital", "staff"]))


def tell_good_nights(story: Story) -> None:
    """Note everything of these chapters."""
    act(story, "3 Feb 14", _begin, hour=9)
    act(story, "3 Feb 14", _come_in, hour=11)
    act(story, "4 Feb 14", _two_workstreams, hour=9)
    act(story, "6 Feb 14", _allocate, hour=9)
    _seats_change(story)
    tell_finding(story)
    tell_gatherings(story)
    tell_asking(story)
    tell_writing(story)


def _begin(story: Story, at: datetime) -> None:
    """Tess sets it up, with a charity of night carers and the hospital’s sister trust."""
    people, first = story.people, STAFF[0]
    tess = people[first.key] = add_partner(by=None, at=at, name=first.name, called=first.called, is_professional=True, job=first.job,
                                           email=mail_address(first.name, "good-nights.example"))
    owls = story.organisations["night_owls"] = add_organisation(
        by=tess, at=at, name="Night Owls Carers Line", kind=Organisation.Kind.CHARITY, area="Fenwick")
    trust = story.organisations["fenwick_trust"] = add_organisation(
        by=tess, at=at, name="Fenwick Infirmary Trust", kind=Organisation.Kind.ACUTE, area="Fenwick")
    for each in STAFF[1:]:
        people[each.key] = add_partner(by=tess, at=at, name=each.name, called=each.called, is_professional=True, job=each.job,
                                       email=mail_address(each.name, "good-nights.example"),
                                       organisation=owls if each.key == "noreen" else trust)
    programme = create_programme(by=tess, at=at, name="Good Nights", slug="good-nights", vision=VISION, aims=AIMS, area="Fenwick",
                                 starts_on=at.date(), ends_on=story.calendar.day("30 Jan 15"))
    give_role(programme, people["miles"], role="SRO", from_on=at.date(), by=tess, at=at)
    add_membership(programme, owls, by=tess, at=at, signs=False, part="Reaches people who care at night", from_on=at.date())
    add_membership(programme, trust, by=tess, at=at, signs=False, part="The wards", from_on=at.date())
    write_focus(programme, by=tess, at=at, ends_on=story.calendar.day("30 Jan 15"), area="Fenwick, in hospital and at home",
                problem="At night people ring the wrong number, and on the wards they cannot sleep.",
                people="Whoever needs care, or gives it, between ten and seven.")
    for matter, status in (("Which number is rung", "open"), ("What may beep on a ward at night", "open"), ("Rounds at six", "undecided")):
        add_scope_point(programme, by=tess, at=at, matter=matter, status=status, reason="", decided_by="Advisory Group and trust")
    for key, name, lay in ((ADVISORY, "Night Advisory Group", 6), (FORUM, "Night Forum", 10), (PANEL, "Night selection panel", 1)):
        group = story.groups[key] = found_programme_group(
            programme, by=tess, at=at, from_on=at.date(), lay_seats=lay, name=name, kind=key.rpartition(" ")[2], rhythm="Every four weeks",
            lay_minimum=2 if lay > 1 else 1)
        write_terms(group, by=tess, at=at, text=TERMS[key])


def _come_in(story: Story, at: datetime) -> None:
    """Six lay partners, who choose Ivy as their co-chair, and two of the Forum. Len’s seat ends in March, as he wished."""
    people, tess, programme = story.people, story.people["tess"], nights()
    for each in LAY:
        people[each.key] = add_partner(by=tess, at=at, name=each.name, called=each.called, area=each.area, connection=each.connection,
                                       channel=each.channel, email=mail_address(each.name, "post.example"))
    members = [each.key for each in LAY[:6]]
    _sit(story, ADVISORY, members[:-1], at)
    _sit(story, ADVISORY, members[-1:], at, until=story.calendar.day("24 Mar 14"))
    _sit(story, FORUM, [*members[1:3], "olwen", "tariq"], at)
    _sit(story, PANEL, ["ivy"], at)
    add_seat(story.groups[PANEL], by=tess, at=at, opened_on=at.date(), is_lay=False, name="Professional")
    _sit(story, PANEL, ["miles"], at)
    give_office(Seat.objects.get(group=story.groups[ADVISORY], holdings__partner=people["ivy"]), by=tess, at=at,
                office=Seat.Office.CO_CHAIR)
    for each in LAY:
        name_contact(people[each.key], by=tess, at=at, book=programme.ref, owner=tess, hours="Two in the afternoon until ten at night")
        note_contact(people[each.key], by=tess, at=at, book=programme.ref, when=at, way=Contact.Way.IN_PERSON, words="The first evening.")
    comment_on_focus(FocusStatement.objects.get(programme=programme), by=people["mona"], at=at,
                     text="Say seven, not six: at six I am asleep at last.")


def _sit(story: Story, key: str, names: Sequence[str], at: datetime, *, until: date | None = None) -> None:
    """Each is asked on that evening, and says yes."""
    for who in names:
        person = story.people[who]
        empty = Seat.objects.standing().empty(at.date()).filter(group=story.groups[key], is_lay=not person.is_professional)
        asked = propose_partner(empty.select_related("group").order_by("pk")[0], person, by=story.people["tess"], at=at,
                                from_on=at.date(), until_on=until, hours_a_month=3)
        accept_seat(asked, at=at)


def _two_workstreams(story: Story, at: datetime) -> None:
    for key, name, lead, purpose, weekday, population, wanted in STREAMS:
        story.workstreams[key] = add_workstream(
            nights(), by=story.people["tess"], at=at, name=name, lead=story.people[lead], purpose=purpose, hours_a_month=3, weekday=weekday,
            meets="Every two weeks, by phone from half past eight at night", starts_on=story.calendar.day("6 Feb 14"),
            population=population, wanted=list(wanted), first_meeting_on=story.calendar.day("11 Mar 14"))


def _allocate(story: Story, at: datetime) -> None:
    """Ivy allocates both pairs, and everybody says yes at the table."""
    for key, lead in ((CALLS, "anita"), (WARDS, "graham")):
        made = allocate_pair(story.workstreams[key], [story.people[who] for who in PAIRS[key]], by=story.people["ivy"], at=at,
                             from_on=at.date(), said="Each said what keeps them awake.")
        seats = made.seats.order_by("pk").select_related("holding__seat__group", "holding__partner")     # type: ignore[attr-defined]
        for each in seats:
            accept_seat(each.holding, at=at)
            agree_to_holding(each.holding, by=story.people[lead], at=at)


# --- seats that are exchanged, a talk that was none, and a space that was opened ------------------------------------------

def _seat(story: Story, who: str, key: str) -> Holding:
    return Holding.objects.select_related("partner", "seat__group").get(
        partner=story.people[who], seat__group=story.workstreams[key].group, state="serving")


def _swap(who: Partner) -> Swap:
    return Swap.objects.get(mine__partner=who)


def _seats_change(story: Story) -> None:
    """Rukhsana asks Joel, who would rather stay; Desmond asks Mona, and they exchange seats with every yes that it needs."""
    people = story.people

    def ask(at: datetime) -> None:
        for mine, theirs, why in (("rukhsana", "joel", "My son is on that ward. I know what beeps there."),
                                  ("desmond", "mona", "I sleep badly on wards and well by the phone; you say it is the other way round.")):
            ask_swap(_seat(story, mine, CALLS), _seat(story, theirs, WARDS), at=at, because=why)

    def answer(at: datetime) -> None:
        say_no(_swap(people["rukhsana"]), by=people["joel"], at=at, because="I have only just learnt the names of the night sisters.")
        say_yes(_swap(people["desmond"]), "asked", by=people["mona"], at=at)

    def agree(at: datetime) -> None:
        for side, who in (("my_lead", "anita"), ("their_lead", "graham"), ("chair", "ivy")):
            say_yes(_swap(people["desmond"]), side, by=people[who], at=at)

    act(story, "18 Feb 14", lambda story, at: note_briefing(
        story.workstreams[CALLS], by=people["anita"], at=at, on=at.date(), note="Ten minutes with both at the end of the talk."), hour=16)
    act(story, "18 Feb 14", lambda story, at: ask(at), hour=18)
    act(story, "3 Mar 14", lambda story, at: answer(at), hour=18)
    act(story, "3 Mar 14", lambda story, at: judge_briefing(
        story.workstreams[CALLS].briefings.get(), by=people["rukhsana"], at=at, was_so=False,      # type: ignore[attr-defined]
        text="You talked with Desmond. I was on the bus by then."), hour=19)
    act(story, "3 Mar 14", lambda story, at: open_space(
        story.workstreams[CALLS].group, by=people["tess"], at=at,
        reason="Desmond rang: he wrote his new phone number there, and cannot find it again."), hour=20)
    act(story, "6 Mar 14", lambda story, at: agree(at), hour=11)
