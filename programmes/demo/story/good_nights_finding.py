"""How Good Nights finds people: a profile, a call and a panel that chose Kit, who has a buddy; a second call that was called off; a Forum
that anybody joins by mail; and a comparison of that Forum to which a lay partner says no."""

from datetime import datetime

from coprod.kit.refs import new_ref
from partners.declarations.models import Interest
from partners.people.models import Through
from programmes.appointments.actions.buddies import agree_to_buddy, propose_buddy
from programmes.appointments.actions.induction import declare_interest
from programmes.appointments.actions.offering import accept_offer, offer_appointment
from programmes.appointments.models import Appointment
from programmes.calls.actions import ask_organisation, open_call, withdraw_call, write_call
from programmes.calls.models import Call
from programmes.demo.story.diary import Story
from programmes.demo.story.good_nights_cast import ADVISORY, PANEL, act, nights
from programmes.demo.story.people import mail_address
from programmes.demo.story.roles import EVERYWHERE, five_pm
from programmes.forum.actions import ask_to_join, open_door, say_yes
from programmes.forum.models import ForumJoin
from programmes.nominations.actions import agree, put_forward
from programmes.nominations.models import Nomination
from programmes.profiles.actions import ask_for_views, publish_profile, say_view, write_profile
from programmes.profiles.models import RoleProfile
from programmes.renewal.actions.checks import (
    answer_gap_no,
    ask_about_check,
    compare,
    confirm_check,
    decide,
    refuse_check,
)
from programmes.renewal.actions.strategy import add_target, ask_about_strategy, say_on_strategy, write_strategy
from programmes.renewal.models import GapCheck, GapNo, Strategy
from programmes.selection.actions import begin_scoring, declare, name_panel
from programmes.selection.actions.choosing import decide as choose
from programmes.selection.actions.choosing import give_marks, open_marks, release
from programmes.selection.models import Panel
from programmes.selection.policies import qualities_of

ROLE = "Lay partner for the night"
PROFILE = EVERYWHERE | {
    "purpose": "Six people who know the night say what has to change in it.",
    "tasks": "Read two pages.\nCome to the phone at half past eight at night.\nSay what you see.",
    "when_where": "Every four weeks, by phone, from half past eight until ten at night.", "how_chosen": "A panel of two reads each "
    "nomination against this profile and nothing else. Everybody is told the outcome, with a reason.",
    "support": "Tess rings you before and after your first meeting.", "ask_whom": "Tess Holloway-Quinn\nhelp@good-nights.example"}
KIT, PETRA, GWEN = "Kit Lovelace-Oyelaran", "Petra Lindqvist-Shaw", "Gwendolen Marsh"


def tell_finding(story: Story) -> None:
    """Note everything of this chapter."""
    act(story, "4 Feb 14", _write_profile, hour=10)
    act(story, "4 Feb 14", _strategy_is_written, hour=12)
    act(story, "5 Feb 14", _ivy_agrees, hour=9)
    act(story, "5 Feb 14", _first_call, hour=11)
    act(story, "6 Feb 14", _noreen_names_kit, hour=12)
    act(story, "7 Feb 14", _panel_begins, hour=12)
    act(story, "10 Feb 14", _kit_is_chosen, hour=12)
    act(story, "12 Feb 14", _kit_says_yes, hour=9)
    act(story, "13 Feb 14", _a_buddy, hour=9)
    act(story, "18 Feb 14", _second_call, hour=10)
    act(story, "4 Mar 14", lambda story, at: withdraw_call(
        _call(2), by=story.people["tess"], at=at, because="Kit’s sister would like the place, and the group would rather wait for a "
        "night nurse. We ask again in summer."), hour=10)
    _door(story)
    _gaps(story)


# --- Kit, and a call that was called off -----------------------------------------------------------------------------------

def _profile() -> RoleProfile:
    return RoleProfile.objects.select_related("programme", "group").get(programme=nights())


def _call(number: int) -> Call:
    return Call.objects.select_related("programme").get(programme=nights(), number=number)


def _write_profile(story: Story, at: datetime) -> None:
    draft = write_profile(nights(), by=story.people["tess"], at=at, group=story.groups[ADVISORY], title=ROLE,
                          hours_a_month=3, reading_hours=1, category=3, closing_at=five_pm(story, "5 Mar 14"), **PROFILE)
    ask_for_views(draft, by=story.people["tess"], at=at)


def _ivy_agrees(story: Story, at: datetime) -> None:
    say_view(_profile(), by=story.people["ivy"], at=at, value="agree")
    publish_profile(_profile(), by=story.people["tess"], at=at, closing_at=five_pm(story, "5 Mar 14"))
    say_on_strategy(_strategy(), by=story.people["ivy"], at=at, value="agree")


def _sent(story: Story, at: datetime, words: str, until: str) -> None:
    call = write_call(nights(), by=story.people["tess"], at=at, words=words, profiles=[_profile()], closing_at=five_pm(story, until))
    ask_organisation(call, story.organisations["night_owls"], contact=story.people["noreen"], by=story.people["tess"], at=at)
    open_call(call, by=story.people["tess"], at=at)


def _first_call(story: Story, at: datetime) -> None:
    _sent(story, at, "We have a place for somebody who is awake when we are asleep.", "28 Feb 14")


def _named(story: Story, number: int, name: str, why: str, at: datetime) -> Nomination:
    request = _call(number).requests.select_related("call__programme", "contact", "organisation").get()       # type: ignore[attr-defined]
    return put_forward(request, profile=_profile(), at=at, why=why, person={
        "name": name, "called": name.split()[0], "area": "Fenwick", "channel": "email", "email": mail_address(name, "post.example")})


def _nomination(number: int) -> Nomination:
    return Nomination.objects.select_related("call__programme", "candidate", "profile__programme", "request__organisation").get(
        call=_call(number))


def _noreen_names_kit(story: Story, at: datetime) -> None:
    named = _named(story, 1, KIT, "Kit rings us every week at three, and has better ideas than we do.", at)
    agree(named.candidate, at=at, through="link", nominator_may_hear=True)


def _panel() -> Panel:
    return Panel.objects.select_related("call__programme", "group").get(call=_call(1))


def _panel_begins(story: Story, at: datetime) -> None:
    name_panel(_call(1), by=story.people["tess"], at=at, group=story.groups[PANEL], meets_on=story.calendar.day("10 Feb 14"))
    for who in ("miles", "ivy"):
        declare(_panel(), by=story.people[who], at=at, organisations=[])
    begin_scoring(_panel(), by=story.people["tess"], at=at)


def _kit_is_chosen(story: Story, at: datetime) -> None:
    for who in ("miles", "ivy"):
        found = _nomination(1)
        give_marks(found, by=story.people[who], at=at, marks={
            part.name: (3 if n % 2 else 2, f"On “{str(part.heads).lower()}”: as Noreen says.")
            for n, part in enumerate(qualities_of(found.profile))})
    if _panel().state == "scoring":
        open_marks(_panel(), by=story.people["tess"], at=at)
    choose(_nomination(1), by=story.people["ivy"], at=at, outcome="select",
           reason="Kit, you ring at three in the morning, and you say what the one at the other end could have said.")
    release(_panel(), by=story.people["tess"], at=at)
    offer_appointment(_nomination(1), by=story.people["tess"], at=at, from_on=story.calendar.day("12 Feb 14"),
                      until_on=story.calendar.day("11 Feb 15"), renewals_left=1, hours_a_month=3, reading_hours=1)


def _appointment() -> Appointment:
    return Appointment.objects.with_all().get(nomination=_nomination(1))


def _kit_says_yes(story: Story, at: datetime) -> None:
    accept_offer(_appointment(), at=at, through="link")
    partner = _appointment().partner
    assert partner is not None
    story.people["kit"] = partner
    declare_interest(_appointment(), at=at, through=Through.LINK, kind=Interest.Kind.NOTHING, text="")


def _a_buddy(story: Story, at: datetime) -> None:
    """Len, who leaves in March, goes with Kit until then."""
    asked = propose_buddy(_appointment(), story.people["len"], by=story.people["ivy"], at=at)
    for who in ("kit", "len"):
        asked = agree_to_buddy(asked, by=story.people[who], at=at)


def _second_call(story: Story, at: datetime) -> None:
    _sent(story, at, "One place more, from the end of March.", "5 Mar 14")
    named = _named(story, 2, PETRA, "Petra is Kit’s sister, and no less awake.", at)
    agree(named.candidate, at=at, through="link", nominator_may_hear=True)


# --- the Forum -----------------------------------------------------------------------------------------------------------

def _door(story: Story) -> None:
    """Gwendolen gives her address, is asked whether it was her, and is in."""
    person = {"name": GWEN, "called": "Gwen", "channel": "email", "email": mail_address(GWEN, "post.example"), "phone": "", "address": "",
              "area": "Fenwick"}
    act(story, "6 Feb 14", lambda story, at: open_door(nights(), by=story.people["tess"], at=at), hour=15)
    act(story, "13 Feb 14", lambda story, at: ask_to_join(nights(), person=person | {"ref": new_ref()}, at=at), hour=22)
    act(story, "14 Feb 14", lambda story, at: say_yes(ForumJoin.objects.get(programme=nights()), at=at), hour=23)


def _strategy() -> Strategy:
    return Strategy.objects.select_related("programme").get(programme=nights())


def _check() -> GapCheck:
    return GapCheck.objects.select_related("programme").get(programme=nights())


def _strategy_is_written(story: Story, at: datetime) -> None:
    draft = write_strategy(nights(), by=story.people["tess"], at=at, words="We ask where lights are on: bakeries, taxis, wards.")
    add_target(draft, by=story.people["tess"], at=at, dimension="work", value="employed", wanted=5)
    ask_about_strategy(draft, by=story.people["tess"], at=at)


def _settled(story: Story, decision: str, at: datetime) -> None:
    for line in _check().lines.filter(is_gap=True).select_related("check_of__programme"):       # type: ignore[attr-defined]
        decide(line, by=story.people["tess"], at=at, decision=decision, due_on=story.calendar.day("30 Apr 14"))
    ask_about_check(_check(), by=story.people["tess"], at=at)


def _gaps(story: Story) -> None:
    """A poster in the canteen is no answer, Desmond says; then somebody goes to the bakery."""
    def compared(story: Story, at: datetime) -> None:
        compare(nights(), by=story.people["tess"], at=at)
        _settled(story, "A poster hangs in the canteen of the infirmary.", at)

    def refused(story: Story, at: datetime) -> None:
        refuse_check(_check(), by=story.people["desmond"], at=at, because="The canteen is shut at night. Who is to read it?")

    def answered(story: Story, at: datetime) -> None:
        answer_gap_no(GapNo.objects.get(check_of=_check()), by=story.people["tess"], at=at, answer="You are right. Joel takes me along.")

    act(story, "6 Feb 14", compared, hour=16)
    act(story, "12 Feb 14", refused, hour=20)
    act(story, "14 Feb 14", answered, hour=12)
    act(story, "5 Mar 14", lambda story, at: _settled(story, "Tess and Joel go to the bakery at four, and to two taxi ranks.", at))
    act(story, "7 Mar 14", lambda story, at: confirm_check(_check(), by=story.people["desmond"], at=at), hour=20)
