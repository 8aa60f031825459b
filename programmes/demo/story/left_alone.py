"""Warm Through Winter, a small programme that was begun with good will in January 2013 and then left alone: here its people, its groups,
and what they did while somebody looked after it. `left_alone_late` has what nobody did."""

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from coprod.kit.clock import LONDON
from partners.declarations.models import Interest
from partners.groups.actions import accept_seat, add_seat, agree_to_holding, give_office, write_terms
from partners.models import Group, Holding, Partner, Seat
from partners.people.actions import add_organisation, add_partner
from partners.people.models import Through
from programmes.appointments.actions.buddies import agree_to_buddy, propose_buddy
from programmes.appointments.actions.induction import confirm_item, declare_interest, mark_done, sign_confidentiality
from programmes.appointments.actions.offering import accept_offer, offer_appointment, settle_person
from programmes.appointments.catalogue import SIGNED, Owner
from programmes.appointments.models import NEEDED, Appointment, Buddying, InductionItem
from programmes.calls.actions import close_call, open_call, write_call
from programmes.calls.models import Call
from programmes.demo.story.diary import Act, Story
from programmes.demo.story.people import mail_address
from programmes.nominations.actions import put_oneself_forward
from programmes.nominations.models import Nomination
from programmes.pairing.actions import allocate_pair
from programmes.profiles.actions import ask_for_views, publish_profile, say_view, write_profile
from programmes.profiles.models import RoleProfile
from programmes.programme.actions import (
    add_membership,
    add_workstream,
    create_programme,
    found_programme_group,
    give_role,
    propose_partner,
    write_focus,
)
from programmes.programme.models import Programme, Workstream
from programmes.renewal.actions.strategy import add_target, ask_about_strategy, say_on_strategy, write_strategy
from programmes.renewal.models import Strategy
from programmes.selection.actions import begin_scoring, declare, name_panel
from programmes.selection.actions.choosing import decide, give_marks, open_marks, release
from programmes.selection.models import Panel
from programmes.selection.policies import qualities_of
from programmes.sharing.actions import note_briefing
from programmes.toolkit.actions import (
    ask_for_approval,
    begin_chapter,
    publish_chapter,
    say_on_authorship,
    say_on_chapter,
)
from programmes.toolkit.models import Chapter, ChapterAuthor
from programmes.touchstone.actions import (
    ask_about_touchstone,
    begin_touchstone,
    propose_adoption,
    say_on_adoption,
    say_on_touchstone,
    write_procedure,
)
from programmes.touchstone.models import Adoption, Touchstone

COUNCIL, CHARITY = "Saltmere District Council", "Saltmere Breathe Easy Club"
STAFF = {"gerald": ("Gerald Tipping", "Gerald", "Programme manager, until another desk was found for him"),
         "philippa": ("Dr Philippa Stroud-Hale", "Philippa", "Director of housing and health"),
         "alan": ("Alan Reddish", "Alan", "Housing officer")}
LAY = {"edith": ("Edith Norrington", "Edith", "I nursed my husband through his last winter in a damp flat."),
       "wilf": ("Wilfred Okonjo", "Wilf", "I have COPD, and a boiler that stops in January."),
       "carmel": ("Carmel Duffy", "Carmel", "I sleep in my coat so that the children have the heater.")}
LATE = ("Tomasz Wilk", "Tomasz", "I have asthma, and mould on three walls.")
VISION = "Nobody in Saltmere is ill because their home is cold."
AIMS = """Whoever is cold at home knows whom to ring, and is asked what would help.
People who have been cold decide with us which streets come first."""
ROLE = {
    "title": "Lay partner, Warm Through Winter", "purpose": "Six lay partners say what warm means, and hold the council to it.",
    "tasks": "Read one page before each meeting.\nCome, say what you see, and ask.\nTell us what neighbours say.",
    "when_where": "Every second Tuesday at four, in the library. It is heated.",
    "strategic": "You have helped to change something in a street, a school, a union or a club.",
    "vision": "You want homes in which nobody gets ill.", "challenge": "You say when something is wrong, and listen.",
    "links": "There are neighbours whom you can ask.", "time": "You can keep three hours free in most months.",
    "term": "A year, and once more if you and the group want it.", "support": "Gerald rings before and after your first meeting.",
    "access": "Large print, a taxi, somebody to sit with your children. Ask for anything else.",
    "payment": "£75 for half a day. You may say no to it.", "expenses": "Paid back within ten working days.",
    "how_chosen": "Two of us, one of them lay, read what you write against this page and nothing else.",
    "how_to_leave": "Tell Gerald. You need give no reason.",
    "ask_whom": "Gerald Tipping\nPhone 020 7946 0377\nPost: Council Offices, Quay Road, Saltmere"}
CALL = "We look for people who have been cold at home. You need no qualification but that."
CHAPTER = "What to ask before you fit a boiler"


@dataclass
class Left:
    """The programme, as far as it has come into the story; it is kept apart from those that Sam and Ruth look after."""

    story: Story
    people: dict[str, Partner] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    put_forward: dict[str, Nomination] = field(default_factory=dict)
    _set_up: dict[str, Any] = field(default_factory=dict)

    @property
    def programme(self) -> Programme:
        return Programme.objects.get(pk=self._set_up["programme"].pk)

    @property
    def stream(self) -> Workstream:
        return Workstream.objects.select_related("programme", "group").get(programme=self._set_up["programme"])

    def keep(self, name: str, thing: Any) -> Any:
        self._set_up[name] = thing
        return thing

    def note(self, day: str, act: Act, *, hour: int = 10) -> None:
        self.story.note(day, act, hour=hour)

    def day(self, text: str) -> Any:
        return self.story.calendar.day(text)

    def five_pm(self, text: str) -> datetime:
        return datetime.combine(self.day(text), time(17), tzinfo=LONDON)

    def told(self, to: str = "alan") -> dict[str, Any]:
        """None of the lay partners has an account: they ring, and somebody writes it down."""
        return {"through": Through.PHONE, "noted_by": self.people[to]}

    def appointed(self, who: str) -> Appointment:
        return Appointment.objects.with_all().filter(nomination=self.put_forward[who], previous__isnull=True).get()


def tell_left_alone(left: Left) -> None:
    """Note everything of this chapter."""
    left.note("14 Jan 13", lambda at: _begin(left, at), hour=9)
    _advisory(left)
    _strategy(left)
    _call(left)
    _panel(left)
    _take_seats(left)
    _work_together(left)
    _chapter(left)
    _tomasz(left)


def person_facts(name: str, called: str) -> dict[str, str]:
    return {"name": name, "called": called, "area": "Saltmere", "channel": "email", "email": mail_address(name, "post.example")}


def _begin(left: Left, at: datetime) -> None:
    """Gerald is there first, and sets it up."""
    people = left.people
    for key, (name, called, job) in STAFF.items():
        people[key] = add_partner(by=people.get("gerald"), at=at, name=name, called=called, is_professional=True, job=job,
                                  email=mail_address(name, "saltmere-council.example"))
    gerald = people["gerald"]
    for key, (name, called, connection) in LAY.items():
        people[key] = add_partner(by=gerald, at=at, connection=connection, **person_facts(name, called))
    programme = left.keep("programme", create_programme(
        by=gerald, at=at, name="Warm Through Winter", slug="warm-through-winter", vision=VISION, aims=AIMS, area="Saltmere",
        starts_on=at.date(), ends_on=left.day("31 Mar 15")))
    give_role(programme, people["philippa"], role="SRO", from_on=at.date(), by=gerald, at=at)
    for name, kind, part in ((COUNCIL, "council", "Its houses, and its money"), (CHARITY, "charity", "Reaches people who cough")):
        organisation = add_organisation(by=gerald, at=at, name=name, kind=kind, area="Saltmere")
        add_membership(programme, organisation, by=gerald, at=at, signs=False, part=part, from_on=at.date())
    write_focus(programme, by=gerald, at=at, ends_on=left.day("31 Mar 15"), area="Saltmere",
                problem="People are ill every winter because their homes are cold, and are sent home to the same rooms.",
                people="Whoever is cold at home, and ill or looking after somebody who is.")
    for key, kind, name, seats, rhythm in (
            ("advisory", Group.Kind.ADVISORY, "Warm Through Winter lay partners", 6, "Every second Tuesday"),
            ("forum", Group.Kind.FORUM, "Saltmere Forum", 3, "Twice a year"),
            ("panel", Group.Kind.PANEL, "Panel of Warm Through Winter", 1, "Once for each round")):
        group = left.groups[key] = found_programme_group(
            programme, by=gerald, at=at, from_on=at.date(), lay_seats=seats, name=name, kind=kind, level=Group.Level.PLACE,
            rhythm=rhythm, lay_minimum=2 if key == "advisory" else 1)
        write_terms(group, by=gerald, at=at, text="People who have been cold at home. They say what warm means.")


def _offers(left: Left, group: str, who: str, at: datetime, *, by: str = "gerald") -> None:
    seat = left.groups[group].seats.lay().standing().empty(at.date()).order_by("pk").first()
    propose_partner(seat, left.people[who], by=left.people[by], at=at, from_on=at.date(), hours_a_month=2)


def _says_yes(left: Left, who: str, at: datetime) -> None:
    for holding in Holding.objects.waiting().filter(partner=left.people[who]).select_related("seat__group", "partner").order_by("pk"):
        accept_seat(holding, at=at, **left.told("gerald"))


def _advisory(left: Left) -> None:
    """Edith is asked first, and chairs with nobody beside her; all three sit in the Forum."""
    def chairs(at: datetime) -> None:
        seat = Seat.objects.get(group=left.groups["advisory"], holdings__partner=left.people["edith"])
        give_office(seat, by=left.people["gerald"], at=at, office=Seat.Office.CO_CHAIR)

    left.note("21 Jan 13", lambda at: _offers(left, "advisory", "edith", at))
    left.note("23 Jan 13", lambda at: _says_yes(left, "edith", at))
    left.note("28 Jan 13", chairs)
    for hour, who in zip((10, 12, 14), LAY, strict=True):
        left.note("4 Mar 13", lambda at, who=who: _offers(left, "forum", who, at), hour=hour)
        left.note("4 Mar 13", lambda at, who=who: _says_yes(left, who, at), hour=hour + 1)


def strategy_of(left: Left) -> Strategy:
    """The newest version."""
    found: Strategy = Strategy.objects.select_related("programme").filter(programme=left.programme).order_by("-version")[0]
    return found


def _strategy(left: Left) -> None:
    def write(at: datetime) -> None:
        strategy = write_strategy(left.programme, by=left.people["gerald"], at=at, words="Through the people who knock on doors anyhow.")
        add_target(strategy, by=left.people["gerald"], at=at, dimension="carer", value="50", wanted=1)

    left.note("18 Feb 13", write)
    left.note("25 Feb 13", lambda at: ask_about_strategy(strategy_of(left), by=left.people["gerald"], at=at))
    left.note("27 Feb 13", lambda at: say_on_strategy(strategy_of(left), by=left.people["edith"], at=at, value="agree"))


def profile_of(left: Left) -> RoleProfile:
    return RoleProfile.objects.select_related("programme", "group").get(programme=left.programme)


def call_of(left: Left, number: int) -> Call:
    return Call.objects.select_related("programme").get(programme=left.programme, number=number)


def opens_call(left: Left, at: datetime, until: str) -> None:
    gerald = left.people["gerald"]
    call = write_call(left.programme, by=gerald, at=at, words=CALL, profiles=[profile_of(left)], closing_at=left.five_pm(until))
    open_call(call, by=gerald, at=at)


def _call(left: Left) -> None:
    """Wilf and Carmel, who are in the Forum, put themselves forward, and so does Tomasz."""
    gerald, edith = (lambda: left.people["gerald"]), (lambda: left.people["edith"])

    def writes(at: datetime) -> None:
        draft = write_profile(left.programme, by=gerald(), at=at, group=left.groups["advisory"],
                              hours_a_month=3, reading_hours=1, category=4, closing_at=left.five_pm("28 Feb 14"), **ROLE)
        ask_for_views(draft, by=gerald(), at=at)

    def come(at: datetime) -> None:
        for who, (name, called, words) in ({"tomasz": LATE} | {who: LAY[who] for who in ("wilf", "carmel")}).items():
            left.put_forward[who] = put_oneself_forward(
                call_of(left, 1), profile=profile_of(left), at=at, person=person_facts(name, called), own_words=words)

    left.note("4 Feb 13", writes)
    left.note("7 Feb 13", lambda at: say_view(profile_of(left), by=edith(), at=at, value="agree"))
    left.note("18 Feb 13", lambda at: publish_profile(profile_of(left), by=gerald(), at=at, closing_at=left.five_pm("28 Feb 14")), hour=9)
    left.note("19 Feb 13", lambda at: opens_call(left, at, "8 Mar 13"))
    left.note("6 Mar 13", come)
    left.note("8 Mar 13", lambda at: close_call(call_of(left, 1), by=gerald(), at=at), hour=17)


def _panel(left: Left) -> None:
    """Philippa has no time for it: Gerald and Edith choose all three."""
    def panel() -> Panel:
        return Panel.objects.select_related("call__programme", "group").get(call=call_of(left, 1))

    def put(who: str) -> Nomination:
        return Nomination.objects.select_related("call__programme", "candidate", "profile__programme").get(pk=left.put_forward[who].pk)

    def marks(at: datetime) -> None:
        for by in ("gerald", "edith"):
            for who in left.put_forward:
                give_marks(put(who), by=left.people[by], at=at,
                           marks={part.name: (2, "As they say themselves.") for part in qualities_of(profile_of(left))})

    def chooses(at: datetime) -> None:
        if panel().opened_at is None:
            open_marks(panel(), by=left.people["gerald"], at=at)
        for who in left.put_forward:
            decide(put(who), by=left.people["edith"], at=at, outcome="select", reason="You have been cold, and you say how it was.")

    def seats(at: datetime) -> None:
        _offers(left, "panel", "edith", at)
        _says_yes(left, "edith", at)
        _gerald_sits_on_it(left, at)

    left.note("5 Mar 13", seats)
    left.note("11 Mar 13", lambda at: name_panel(call_of(left, 1), by=left.people["gerald"], at=at, group=left.groups["panel"],
                                                 meets_on=left.day("15 Mar 13")))
    for who in ("gerald", "edith"):
        left.note("12 Mar 13", lambda at, who=who: declare(panel(), by=left.people[who], at=at, organisations=[]))
    left.note("13 Mar 13", lambda at: begin_scoring(panel(), by=left.people["gerald"], at=at))
    left.note("14 Mar 13", marks)
    left.note("15 Mar 13", chooses)
    left.note("15 Mar 13", lambda at: release(panel(), by=left.people["gerald"], at=at), hour=15)


def _gerald_sits_on_it(left: Left, at: datetime) -> None:
    seat = add_seat(left.groups["panel"], by=left.people["gerald"], at=at, opened_on=at.date(), is_lay=False, name="Professional")
    accept_seat(propose_partner(seat, left.people["gerald"], by=left.people["gerald"], at=at, from_on=at.date()), at=at)


def _take_seats(left: Left) -> None:
    """Both are known here, and Gerald says two days later that it is they. They are inducted; nobody talks with them after six weeks."""
    def offers(at: datetime) -> None:
        for who in ("wilf", "carmel"):
            offer_appointment(left.put_forward[who], by=left.people["gerald"], at=at, from_on=at.date(), until_on=left.day("30 Apr 14"),
                              renewals_left=1)

    def settles(at: datetime) -> None:
        for who in ("wilf", "carmel"):
            settle_person(left.appointed(who), by=left.people["gerald"], at=at, partner=left.people[who])

    left.note("18 Mar 13", offers)
    for who in ("wilf", "carmel"):
        left.note("20 Mar 13", lambda at, who=who: accept_offer(left.appointed(who), at=at, through="link"))
    left.note("22 Mar 13", settles)
    for who in ("wilf", "carmel"):
        left.note("9 Apr 13", lambda at, who=who: _is_inducted(left, who, at))


def _is_inducted(left: Left, who: str, at: datetime) -> None:
    for item in InductionItem.objects.filter(appointment=left.appointed(who), code__in=NEEDED).exclude(code__in=SIGNED).order_by("pk"):
        item.appointment = left.appointed(who)
        if item.owner != Owner.PERSON:
            mark_done(item, by=left.people["gerald"], at=at)
        confirm_item(item, at=at, through="link")
    declare_interest(left.appointed(who), at=at, through="link", kind=Interest.Kind.NOTHING)
    sign_confidentiality(left.appointed(who), at=at, through="link")


def _work_together(left: Left) -> None:
    """The workstream, its pair, the touchstone that the group makes its own, and whom to tell when it is not kept."""
    people = left.people

    def sets_up(at: datetime) -> None:
        add_workstream(left.programme, by=people["gerald"], at=at, name="Damp and draughts", starts_on=at.date(), lead=people["alan"],
                       purpose="Which streets come first, and what is done there.", meets="Every third Thursday", hours_a_month=3,
                       first_meeting_on=left.day("9 May 13"), level=Group.Level.PLACE)

    def allocates(at: datetime) -> None:
        allocate_pair(left.stream, [people["wilf"], people["carmel"]], by=people["edith"], at=at, from_on=at.date(), said="Over tea.")

    def agrees(at: datetime) -> None:
        for holding in Holding.objects.waiting().filter(seat__group=left.stream.group).select_related("seat__group", "partner"):
            agree_to_holding(holding, by=people["alan"], at=at)

    def touchstone() -> Touchstone:
        return Touchstone.objects.select_related("programme", "written_by", "asked_by").get(programme=left.programme)

    def adoption() -> Adoption:
        return Adoption.objects.select_related("group", "touchstone").get(group=left.stream.group)

    left.note("11 Apr 13", sets_up)
    left.note("15 Apr 13", allocates)
    for who in ("wilf", "carmel"):
        left.note("17 Apr 13", lambda at, who=who: _says_yes(left, who, at))
    left.note("19 Apr 13", agrees)
    left.note("22 Apr 13", lambda at: note_briefing(left.stream, by=people["alan"], at=at, on=at.date(), note="Ten minutes on the phone."))
    left.note("22 Apr 13", lambda at: begin_touchstone(left.programme, by=people["gerald"], at=at, start="template",
                                                       drafters=[people["edith"]]), hour=14)
    left.note("29 Apr 13", lambda at: ask_about_touchstone(touchstone(), by=people["gerald"], at=at))
    left.note("2 May 13", lambda at: say_on_touchstone(touchstone(), by=people["edith"], at=at, value="agree", **left.told()))
    left.note("10 May 13", lambda at: propose_adoption(left.stream.group, by=people["alan"], at=at, meeting_on=left.day("9 May 13"),
                                                       responsibilities="We ring each other.", rule="We talk until nobody objects."))
    left.note("13 May 13", lambda at: say_on_adoption(adoption(), by=people["alan"], at=at, is_lay=False, value="agree"))
    left.note("14 May 13", lambda at: say_on_adoption(adoption(), by=people["wilf"], at=at, is_lay=True, value="agree",
                                                      **left.told("gerald")))
    left.note("16 May 13", lambda at: write_procedure(
        left.programme, by=people["edith"], at=at, teller=people["gerald"], other=people["alan"], how="Ring Gerald.", answer_days=5))


def _chapter(left: Left) -> None:
    """Carmel and Gerald write down what they have learnt. It is to be looked at again in February."""
    def it() -> Chapter:
        found: Chapter = Chapter.objects.select_related("book__programme").get(title=CHAPTER)
        return found

    gerald, carmel = (lambda: left.people["gerald"]), (lambda: left.people["carmel"])
    left.note("3 Jun 13", lambda at: begin_chapter(
        left.programme, by=gerald(), at=at, title=CHAPTER, authors=[carmel()],
        text="# Ask first\n\nWho is at home in the day? Who pays the bill? Is it cold in one room, or in all?"))
    left.note("5 Jun 13", lambda at: say_on_authorship(
        ChapterAuthor.objects.get(chapter=it(), partner=carmel()), at=at, agrees=True, named=False, **left.told()))
    left.note("10 Jun 13", lambda at: ask_for_approval(it(), by=gerald(), at=at))
    left.note("12 Jun 13", lambda at: say_on_chapter(it(), by=carmel(), at=at, seen=1, is_yes=True, **left.told()))
    left.note("13 Jun 13", lambda at: publish_chapter(it(), by=gerald(), at=at, review_on=left.day("10 Feb 14"), was_looked_through=True))


def _tomasz(left: Left) -> None:
    """He was chosen in March, and is asked in September. Wilf is to be his buddy; then nobody sees to either of them."""
    def comes(at: datetime) -> None:
        left.people["tomasz"] = accept_offer(left.appointed("tomasz"), at=at, through="link").partner

    def buddying() -> Buddying:
        return Buddying.objects.select_related("appointment__programme", "appointment__partner", "buddy").get(
            appointment=left.appointed("tomasz"))

    def ticks(at: datetime) -> None:
        item = InductionItem.objects.get(appointment=left.appointed("tomasz"), code="buddy")
        item.appointment = left.appointed("tomasz")
        mark_done(item, by=left.people["gerald"], at=at)

    left.note("3 Sep 13", lambda at: offer_appointment(
        left.put_forward["tomasz"], by=left.people["gerald"], at=at, from_on=at.date(), until_on=left.day("2 Sep 14")))
    left.note("10 Sep 13", comes)
    left.note("12 Sep 13", lambda at: propose_buddy(left.appointed("tomasz"), left.people["wilf"], by=left.people["edith"], at=at))
    left.note("16 Sep 13", lambda at: agree_to_buddy(buddying(), by=left.people["wilf"], at=at))
    left.note("18 Sep 13", lambda at: agree_to_buddy(buddying(), by=left.people["tomasz"], at=at))
    left.note("19 Sep 13", ticks)
