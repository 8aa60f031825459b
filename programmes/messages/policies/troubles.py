"""Whose address does not work, and who hears of it: the managers of their programmes."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q

from coprod.kit.clock import is_working_day, start_of
from coprod.post.models import Message
from coprod.post.planning import Why
from coprod.post.registry import registry
from coprod.post.returns import hash_of
from partners.groups.lifecycles import HoldingState
from partners.models import AddressTrouble, Holding, Partner, Signatory
from programmes.people.policies import not_over
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import TeamRole
from programmes.programme.roles import Team

FAILS = "address_fails"
DID_NOT_ARRIVE = (Why.CAME_BACK, Why.REFUSED, Why.NO_ADDRESS)


def may_go_after_all(message: Message, at: datetime) -> bool:
    """Whether what a person was to tell can be sent: they have an address now that works, and it is not the one that failed."""
    reach = registry.reached({message.to}, at).get(message.to)
    return bool(message.why in DID_NOT_ARRIVE and reach and reach.address and hash_of(reach.address) != message.sent_to)


def left_for_a_day(*, on: date, at: datetime) -> list[AddressTrouble]:
    """Those that have stood for a working day, of which nobody has been told, of people who wish to be reached that way and are not."""
    last = on
    while not is_working_day(last):
        last -= timedelta(days=1)
    told = Message.objects.filter(kind=FAILS, about=OuterRef("ref"))
    standing = AddressTrouble.objects.standing().filter(~Exists(told), failed_at__lt=start_of(last))
    found = list(standing.select_related("message").order_by("pk"))
    reached = registry.reached({each.to for each in found}, at) if found else {}
    return [each for each in found if each.to in reached and reached[each.to].is_told_by_a_person and reached[each.to].channel == each.way]


def _programmes_of(people: Collection[str], on: date) -> Iterator[tuple[str, int | None]]:
    """The refs of people with the programmes in which they have a part today or later, or are asked to take one."""
    held = Holding.objects.exclude(state__in=[HoldingState.DECLINED, HoldingState.WITHDRAWN]).filter(not_over(on), partner__ref__in=people)
    for programme in ("seat__group__programme_links__programme", "seat__group__workstream__programme"):
        yield from held.order_by().values_list("partner__ref", programme)
    yield from TeamRole.objects.filter(not_over(on), partner__ref__in=people).values_list("partner__ref", "programme")
    signing = Signatory.objects.filter(not_over(on), partner__ref__in=people, organisation__memberships__signs=True)
    member = Q(organisation__memberships__until_on__isnull=True) | Q(organisation__memberships__until_on__gte=on)
    yield from signing.filter(member).values_list("partner__ref", "organisation__memberships__programme")


def who_hears(troubles: Collection[AddressTrouble], *, on: date) -> dict[str, dict[str, str]]:
    """For each trouble, by its ref, who hears of it: refs of people, each with the book of the programme. The managers of the person's
    programmes, and of the one whose message came back; else who noted the person down. Nobody hears it of themselves. Six queries."""
    people = {each.to for each in troubles}
    parts: dict[str, set[int]] = defaultdict(set)
    for ref, programme in _programmes_of(people, on):
        if programme:
            parts[ref].add(programme)
    added = dict(Partner.objects.filter(ref__in=people, added_by__isnull=False).values_list("ref", "added_by__ref"))
    books = {each.message.book for each in troubles}
    managers = list(TeamRole.objects.in_force(on).exclude(programme__state=ProgrammeState.CLOSED).filter(
        Q(programme__in=set().union(*parts.values())) | Q(programme__ref__in=books), role=Team.PM).order_by("pk").values_list(
        "programme", F("programme__ref"), F("partner__ref")))
    found: dict[str, dict[str, str]] = {}
    for each in troubles:
        theirs = [(book, to) for programme, book, to in managers if to != each.to and (
            programme in parts[each.to] or book == each.message.book)]
        hears = {to: book for book, to in sorted(theirs, key=lambda pair: pair[0] == each.message.book)}
        if not hears and not parts[each.to] and each.to in added:
            hears = {added[each.to]: ""}
        found[each.ref] = hears
    return found
