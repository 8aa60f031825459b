"""What people do again and again in the tests of the portal."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from coprod.kit.clock import day_of
from partners.about.actions import say_about, say_reach
from partners.contacts.actions import begin_on_behalf, note_said
from partners.models import Holding, NamedContact, Need, OnBehalf, Partner, Supporter
from partners.support.actions import add_need, arrange_need
from partners.supporters.actions import accept_to_help, invite_supporter
from partners.supporters.models import token_of_supporter
from programmes.pairing.models import Briefing, Swap
from programmes.programme.actions import propose_partner
from tests.makers import MONDAY
from tests.programmes.stages.doing import as_

INTERPRETER = {"kind": "communication", "words": "Book a BSL interpreter", "seen_by": "organisers"}


def a_need(person: Partner, *, at: Any = MONDAY, **facts: Any) -> Need:
    return add_need(person, at=at, **INTERPRETER | facts)


def arranged(cast: Any, person: Partner, *, at: Any = MONDAY, **facts: Any) -> Need:
    """A need that Maya arranged."""
    need = a_need(person, at=at, **facts)
    arrange_need(need, by=cast.maya, at=at, what="An interpreter is booked for each meeting")
    return need


def writing_for(cast: Any, person: Partner, *, at: Any = MONDAY, through: str = "phone") -> OnBehalf:
    """Maya writes down what the person tells her by phone."""
    return begin_on_behalf(person, by=cast.maya, at=at, through=through, reason="He rang", book=cast.programme.ref)


def a_supporter(person: Partner, *, at: Any = MONDAY, **facts: Any) -> Supporter:
    facts = {"name": "Hetty Helper", "email": "hetty@helper.test", "until_on": day_of(at) + timedelta(days=90)} | facts
    return invite_supporter(person, at=at, **facts)


def helping(person: Partner, *, at: Any = MONDAY, **facts: Any) -> Supporter:
    """A supporter who said yes."""
    supporter = a_supporter(person, at=at, **facts)
    accept_to_help(supporter, at=at)
    return supporter


def link_of(supporter: Supporter) -> str:
    return reverse("programmes:helping", args=[token_of_supporter(supporter.ref)])


def asked_for_a_seat(cast: Any, person: Partner, *, at: Any = MONDAY) -> Any:
    """The person is proposed for the next empty seat of the Advisory Group."""
    taken = Holding.objects.waiting().values("seat")
    seat = cast.advisory.seats.empty(day_of(at)).filter(is_lay=True).exclude(pk__in=taken).order_by("pk").first()
    return propose_partner(seat, person, by=cast.maya, at=at, from_on=day_of(at), hours_a_month=4)


def own(person: Partner, route: str, *which: str, **data: Any) -> Any:
    """What the person gets when they open, or with `data` send, a page of their own."""
    where = reverse(f"programmes:{route}", args=which)
    return as_(person).post(where, data) if data else as_(person).get(where)


def press(person: Partner, route: str, *which: str) -> Any:
    """A button with which nothing is typed."""
    return as_(person).post(reverse(f"programmes:{route}", args=which))


def one_of_each(cast: Any) -> dict[str, dict[str, str]]:
    """The parts of the address of each route of the portal: Amina's things, and Maya writing down for her."""
    need, supporter = arranged(cast, cast.amina), a_supporter(cast.amina)
    told, seat = writing_for(cast, cast.amina), asked_for_a_seat(cast, cast.amina)
    note_said(told, at=MONDAY, words="You bring: caring for somebody")
    say_about(cast.amina, at=MONDAY, experience=["caring"], gain="To learn", languages="Somali", hours_limit=10, times_note="Not in August")
    say_reach(cast.amina, at=MONDAY, best_times="Mornings", copy_in="My daughter Ann")
    NamedContact.objects.create(partner=cast.ines, home_book=cast.programme.ref, owner=cast.priya, hours="Mornings", named_at=MONDAY,
                                named_by=cast.maya)
    pages = ("reach", "bring", "limits", "named", "support", "need-new", "support-right", "wishes", "hours", "break", "come-back",
             "looks", "supporters", "supporter-new")
    of_a_need = ("need", "need-change", "need-not", "need-works", "need-end")
    found: dict[str, dict[str, str]] = {"me": {}, "for": {"ref": told.ref}, "asked": {}, "my-voice": {}}
    found |= {f"me-{page}": {} for page in pages}
    found |= {f"for-{page}": {"ref": told.ref} for page in (*pages, "voice", "end")}
    found |= {f"me-{page}": {"which": need.ref} for page in of_a_need}
    found |= {f"for-{page}": {"ref": told.ref, "which": need.ref} for page in of_a_need}
    mine = Holding.objects.get(partner=cast.amina, seat__group=cast.housing.group, state="serving")
    swap = Swap.objects.get(mine=mine)
    found |= {page: {"ref": told.ref, "which": swap.ref} for page in ("for-swap", "for-swap-withdraw")}
    for page, ref in (("handover", mine.ref), ("swap-ask", mine.ref), ("briefing", Briefing.objects.order_by("pk").first().ref)):     # type: ignore[union-attr]
        found |= {f"me-{page}": {"which": ref}, f"for-{page}": {"ref": told.ref, "which": ref}}
    return found | {"me-supporter-end": {"which": supporter.ref}, "for-supporter-end": {"ref": told.ref, "which": supporter.ref},
                    "for-seat": {"ref": told.ref, "which": seat.ref},
                    "behalf-begin": {"ref": cast.amina.ref}, "helping": {"token": token_of_supporter(supporter.ref)}}
