"""How each of many people is reached, and what they chose: told to the post office, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from coprod.post.batch import remember
from coprod.post.catalogue import Topic
from coprod.post.planning import Pace, Reach
from coprod.post.registry import registry
from coprod.post.returns import hash_of
from coprod.post.texting import as_mobile, is_on
from partners.candidates.models import Candidate
from partners.messages.models import AddressTrouble, MessageChoice
from partners.people.models import Partner
from partners.supporters.models import Supporter

EMAIL, TEXT = Partner.Channel.EMAIL, Partner.Channel.TEXT

# Who is on a break: later buildings tell in which books (programmes), of the people with these refs, at that moment.
RESTING: list[Callable[[Collection[str], datetime], Mapping[str, frozenset[str]]]] = []


def addresses_of(refs: Collection[str]) -> dict[tuple[str, str], str]:
    """The hashes of the addresses and numbers that those people have today, by ref and way. At most three queries."""
    found: dict[tuple[str, str], str] = {}
    for model in (Partner.objects.filter(erased_at__isnull=True), Candidate.objects.known()):
        for ref, email, phone in model.filter(ref__in=refs).values_list("ref", "email", "phone"):
            found[ref, EMAIL], found[ref, TEXT] = hash_of(email), hash_of(as_mobile(phone))
    if missing := set(refs) - {ref for ref, _way in found}:
        found |= {(ref, EMAIL): hash_of(email) for ref, email in Supporter.objects.filter(ref__in=missing).values_list("ref", "email")}
    return found


def troubles_of(person: Partner | Candidate) -> list[AddressTrouble]:
    """What stands in the way of messages to the addresses that the person has today. One query."""
    now = {EMAIL: person.email, TEXT: as_mobile(person.phone)}
    return [each for each in AddressTrouble.objects.standing().filter(to=person.ref).order_by("way")
            if each.address == hash_of(now[Partner.Channel(each.way)])]


def _broken(refs: Collection[str]) -> set[tuple[str, str, str]]:
    return set(AddressTrouble.objects.standing().filter(to__in=refs).values_list("to", "way", "address"))


def _that_works(person: Any, way: str, address: str, broken: Collection[tuple[str, str, str]]) -> str:
    """The address, or "" while messages come back from it."""
    return "" if broken and (person.ref, way, hash_of(address)) in broken else address


def reach_of(refs: Iterable[str], at: datetime) -> dict[str, Reach]:
    """How to reach the partners, candidates and supporters with those refs; one who is unknown or erased is missing."""
    asked = set(refs)
    broken = _broken(asked)
    found: dict[str, Reach] = {}
    paces: dict[str, dict[tuple[Topic, bool], Pace]] = defaultdict(dict)
    for ref, topic, must, pace in MessageChoice.objects.filter(partner__ref__in=asked).values_list("partner__ref", "topic", "must", "pace"):
        paces[ref][Topic(topic), must] = Pace(pace)
    resting: dict[str, frozenset[str]] = defaultdict(frozenset)
    for ask in RESTING:
        for ref, books in ask(asked, at).items():
            resting[ref] |= books
    for person in Partner.objects.filter(ref__in=asked, erased_at__isnull=True):
        remember(("partner", person.ref), person)
        found[person.ref] = _reach(person, broken, paces=paces[person.ref], resting=resting[person.ref])
    if asked - set(found):
        for one in Candidate.objects.known().filter(ref__in=asked - set(found)):
            found[one.ref] = _reach(one, broken)
    if asked - set(found):
        for helper in Supporter.objects.filter(ref__in=asked - set(found)).only("ref", "name", "email"):
            found[helper.ref] = Reach(called=helper.name, channel=EMAIL, email=_that_works(helper, EMAIL, helper.email, broken))
    return found


def _reach(person: Partner | Candidate, broken: Collection[tuple[str, str, str]], *, paces: Mapping[tuple[Topic, bool], Pace] | None = None,
           resting: frozenset[str] = frozenset()) -> Reach:
    email = person.email if person.channel == EMAIL else ""
    phone = as_mobile(person.phone) if person.channel == TEXT and is_on() else ""
    return Reach(called=person.greeting, channel=person.channel, email=_that_works(person, EMAIL, email, broken),
                 phone=_that_works(person, TEXT, phone, broken),
                 language=getattr(person, "reads_in", "en"), resting_in=resting, paces=paces or {})


registry.reach_of = reach_of
