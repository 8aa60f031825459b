"""The calls: on 6 August to 24 bodies, with 41 people put forward; on 1 November to everybody, with three who came by themselves; and
the one that is open now, for people whom the Forum lacks."""

from datetime import datetime
from typing import NamedTuple

from partners.candidates.models import Candidate
from partners.models import Partner
from partners.people.actions import add_partner
from programmes.calls.actions import (
    ask_organisation,
    check_calls,
    copy_is_ready,
    decline_request,
    open_call,
    want_copy,
    write_call,
)
from programmes.calls.models import Call, CallRequest
from programmes.demo.story.bodies import BODIES
from programmes.demo.story.diary import Story
from programmes.demo.story.papers import SITE
from programmes.demo.story.people import LAY_PARTNERS, Lay, mail_address, more_forum_members
from programmes.demo.story.roles import ADVISORY, five_pm
from programmes.nominations.actions import agree, put_forward, put_oneself_forward
from programmes.nominations.models import Nomination
from programmes.profiles.models import RoleProfile

WORDS = ("We want people at the table where joined-up care is designed: people who use services, and people who care for somebody. "
         "They need no qualification but their own experience. We pay, we find care cover, and we bring an interpreter. Please ask "
         "somebody who has not been asked before.")
WORDS_2 = ("One place more in the Advisory Group. Anybody may put themselves forward: in writing, by phone, or with a recording.")
WORDS_3 = ("We lack young people, and people who work. Meetings can be in the evening. Please ask among those whom you reach "
           "and we do not.")
CONTACTS = {       # who is asked there; the others are asked through those who sign for them
    "carers_circle": "Denise Amoah-Reid", "ageing_well": "Philip Stanning", "open_door": "Zoe Kaminski", "sight_sound": "Marcus Elder",
    "healthwatch_ashmere": "Hattie Lorimer", "healthwatch_kenbrook": "Bashir Doyle", "healthwatch_northcroft": "Carys Penrose",
    "healthwatch_oakwell": "Simone Achebe", "healthwatch_tilbourne": "Graham Tolley"}

# Who put whom forward. F27 to F36 are in the Forum today; the seven after them went no further.
PUT_FORWARD = {
    "ashmere_ccg": ("LP06", "F27"), "kenbrook_ccg": ("LP02", "F28"), "northcroft_ccg": ("F29", "N1"), "oakwell_ccg": ("F30",),
    "tilbourne_ccg": ("LP05", "LP24"), "ashmere_council": ("F31", "N2"), "kenbrook_council": ("LP19",), "northcroft_council": ("LP13",),
    "oakwell_council": ("LP14", "F32"), "tilbourne_council": ("LP10", "N3"), "st_brannocks": ("F33",), "vale_general": ("N4",),
    "westbourne_mh": ("F34",), "vale_community": ("LP11",), "carers_circle": ("LP01", "LP21", "N5"),
    "ageing_well": ("LP04", "LP07", "LP17", "LP18"), "open_door": ("LP08", "LP20"), "sight_sound": ("LP12", "LP22"),
    "healthwatch_ashmere": ("F35", "N6"), "healthwatch_kenbrook": ("LP23", "F36"), "healthwatch_northcroft": ("LP03", "LP25"),
    "healthwatch_oakwell": ("LP09",), "healthwatch_tilbourne": ("LP15", "N7")}
NO_FURTHER = {
    "N1": Lay("N1", "Terence Boldry", "Terry", "Northcroft", "I drove an ambulance, and now I am driven."),
    "N2": Lay("N2", "Sabitha Rowe", "Sabitha", "Ashmere", "My daughter has asthma."),
    "N3": Lay("N3", "Keith Umber", "Keith", "Tilbourne", "I have a bad heart and a good memory."),
    "N4": Lay("N4", "Lorraine Peaks", "Lorraine", "Oakwell", "I was six weeks on three wards."),
    "N5": Lay("N5", "Osman Tekin", "Osman", "Kenbrook", "I look after both my parents."),
    "N6": Lay("N6", "Gwen Farrall", "Gwen", "Ashmere", "I am 79 and have opinions.", "phone", "020 7946 0171"),
    "N7": Lay("N7", "Rajiv Malhotra-Dean", "Rajiv", "Tilbourne", "I see a psychiatrist and a cardiologist who never met.")}
OWN = (             # 1 November: they came by themselves
    Lay("LP16", "Yusuf Karagoz", "Yusuf", "Ashmere", "I have heart failure and wish to be heard about it."),
    Lay("F49", "", "", "", ""), Lay("F50", "", "", "", ""))
FORMS = (("large_print", "", "large-print"), ("easy_read", "", "easy-read"), ("audio", "", "audio"), ("bsl", "", "bsl"),
         ("language", "Turkish", "turkish"), ("language", "Cantonese", "cantonese"))
AGAIN = ("carers_circle", "open_door", "st_brannocks", "oakwell_council", "healthwatch_ashmere")


class Asked(NamedTuple):
    """Somebody who was put forward, in one round."""

    key: str
    body: str


def everybody() -> dict[str, Lay]:
    """All who were ever put forward, by their short names."""
    return {each.key: each for each in (*LAY_PARTNERS, *more_forum_members())} | NO_FURTHER


def tell_calls(story: Story) -> None:
    """Note everything of this chapter."""
    story.note("1 Aug 13", lambda at: _meet_the_contacts(story, at))
    story.note("6 Aug 13", lambda at: _send_the_call(story, at), hour=9)
    story.note("12 Aug 13", lambda at: _copies_are_ready(story, at), hour=9)
    days = ("7 Aug 13", "8 Aug 13", "9 Aug 13", "12 Aug 13", "13 Aug 13", "15 Aug 13", "16 Aug 13")
    asked = [Asked(key, body) for body, keys in PUT_FORWARD.items() for key in keys]
    for number, each in enumerate(asked):
        story.note(days[number % len(days)], lambda at, a=each: _put_forward(story, a, at), hour=11)
        story.note("19 Aug 13" if number % len(days) > 4 else "14 Aug 13", lambda at, a=each: _says_yes(story, a.key, at), hour=15)
    story.note("13 Aug 13", lambda at: _declines(story, "gp_federation", "Our practices put people forward through their CCGs.", at))
    story.note("20 Aug 13", lambda at: check_calls(at=at), hour=17)

    story.note("1 Nov 13", lambda at: _send_the_second(story, at), hour=9, minute=30)
    for person in OWN:
        story.note("4 Nov 13", lambda at, p=person: _comes_alone(story, everybody()[p.key], at))
    story.note("6 Nov 13", lambda at: check_calls(at=at), hour=17)

    story.note("11 Mar 14", lambda at: _send_the_third(story, at), hour=15)
    story.note("13 Mar 14", lambda at: _new_people(story, at), hour=10)


def _now(story: Story, number: str) -> Call:
    return Call.objects.select_related("programme").get(pk=story.calls[number].pk)


def _meet_the_contacts(story: Story, at: datetime) -> None:
    """Charities and Healthwatch: they need no account."""
    for key, name in CONTACTS.items():
        story.people[f"contact_{key}"] = add_partner(
            by=story.people["ruth"], at=at, name=name, is_professional=True, organisation=story.organisations[key],
            email=mail_address(name, f"{key.replace('_', '-')}.example"), job="Contact for nominations")


def _contact(story: Story, body: str) -> Partner:
    return story.people.get(f"contact_{body}") or story.people[f"sign_{body}"]


def _send_the_call(story: Story, at: datetime) -> None:
    call = write_call(story.programmes["JUL"], by=story.people["ruth"], at=at, words=WORDS, takes_own=False,
                      profiles=[RoleProfile.objects.get(pk=each.pk) for each in story.profiles.values()],
                      closing_at=five_pm(story, "20 Aug 13"))
    for body in BODIES:
        ask_organisation(call, story.organisations[body.key], contact=_contact(story, body.key), by=story.people["ruth"], at=at)
    for form, note, _place in FORMS:
        want_copy(call, by=story.people["ruth"], at=at, form=form, note=note)
    story.calls["1"] = open_call(call, by=story.people["ruth"], at=at)


def _copies_are_ready(story: Story, at: datetime) -> None:
    for form, note, place in FORMS:
        copy = story.calls["1"].copies.get(form=form, note=note)      # type: ignore[attr-defined]
        copy_is_ready(copy, by=story.people["ruth"], at=at, link=f"{SITE}/call-{place}")


def _facts(person: Lay) -> dict[str, str]:
    reached = {"email": mail_address(person.name, "post.example")} if person.channel == "email" else {
        "phone" if person.channel in ("phone", "text") else "address": person.where}
    return {"name": person.name, "called": person.called, "area": person.area, "channel": person.channel, **reached}


def _request(story: Story, number: str, body: str) -> CallRequest:
    return CallRequest.objects.select_related("call__programme", "contact", "organisation").get(
        call=story.calls[number], organisation=story.organisations[body])


def _put_forward(story: Story, asked: Asked, at: datetime) -> None:
    person = everybody()[asked.key]
    advisory = RoleProfile.objects.get(pk=story.profiles[ADVISORY].pk)
    story.nominations[asked.key] = put_forward(
        _request(story, "1", asked.body), profile=advisory, at=at, person=_facts(person),
        why=f"{person.called} says: “{person.connection}” People listen when {person.called} speaks.")


def candidate(story: Story, key: str) -> Candidate:
    """Somebody who was put forward, as they are known now."""
    return Candidate.objects.get(nominations=story.nominations[key])


def nomination(story: Story, key: str) -> Nomination:
    return Nomination.objects.select_related("call__programme", "candidate", "profile__programme", "request__organisation").get(
        pk=story.nominations[key].pk)


def _says_yes(story: Story, key: str, at: datetime) -> None:
    """By the link; those without e-mail by phone or letter, which Ruth notes."""
    person, who = candidate(story, key), everybody()[key]
    noted_by = None if who.channel in ("email", "text") else story.people["ruth"]
    agree(person, at=at, through="link" if noted_by is None else who.channel, noted_by=noted_by, nominator_may_hear=True)


def _declines(story: Story, body: str, because: str, at: datetime) -> None:
    decline_request(_request(story, "1", body), at=at, because=because)


def _send_the_second(story: Story, at: datetime) -> None:
    call = write_call(story.programmes["JUL"], by=story.people["ruth"], at=at, words=WORDS_2, closing_at=five_pm(story, "6 Nov 13"),
                      profiles=[RoleProfile.objects.get(pk=story.profiles[ADVISORY].pk)])
    for body in ("healthwatch_ashmere", "ashmere_ccg", "ashmere_council"):
        ask_organisation(call, story.organisations[body], contact=_contact(story, body), by=story.people["ruth"], at=at)
    story.calls["2"] = open_call(call, by=story.people["ruth"], at=at)


def _comes_alone(story: Story, person: Lay, at: datetime) -> None:
    advisory = RoleProfile.objects.select_related("programme").get(pk=story.profiles[ADVISORY].pk)
    story.nominations[person.key] = put_oneself_forward(_now(story, "2"), profile=advisory, at=at, person=_facts(person),
                                                        own_words=person.connection)


def _send_the_third(story: Story, at: datetime) -> None:
    call = write_call(story.programmes["JUL"], by=story.people["ruth"], at=at, words=WORDS_3, closing_at=five_pm(story, "11 Apr 14"),
                      profiles=[RoleProfile.objects.get(pk=story.profiles[ADVISORY].pk)])
    for body in AGAIN:
        ask_organisation(call, story.organisations[body], contact=_contact(story, body), by=story.people["ruth"], at=at)
    copy = want_copy(call, by=story.people["ruth"], at=at, form="easy_read")
    story.calls["3"] = open_call(call, by=story.people["ruth"], at=at)
    copy_is_ready(copy, by=story.people["ruth"], at=at, link=f"{SITE}/call-3-easy-read")


def _new_people(story: Story, at: datetime) -> None:
    """One waits for her own yes, one has put himself forward, and one may be the same person twice."""
    advisory = RoleProfile.objects.select_related("programme").get(pk=story.profiles[ADVISORY].pk)
    for body, name, why in (("carers_circle", "Tamsin Odell", "She is 22 and looks after her brother."),
                            ("open_door", "Tamsin Odell", "She speaks up in our young people’s group.")):
        put_forward(_request(story, "3", body), profile=advisory, at=at, why=why, person={
            "name": name, "called": "Tamsin", "area": "Oakwell", "channel": "email", "email": mail_address(name, f"{body[:4]}.example")})
    put_oneself_forward(_now(story, "3"), profile=advisory, at=at, own_words="I work shifts at the bakery and have diabetes.", person={
        "name": "Dominic Farrow-Ngozi", "called": "Dom", "area": "Kenbrook", "channel": "phone", "phone": "020 7946 0184"})
