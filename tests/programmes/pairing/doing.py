"""What tests of pairs do: people of the Advisory Group with what they bring, and workstreams with empty seats."""

from datetime import timedelta

from partners.models import About
from partners.people.models import Through
from programmes.pairing.actions import say_wish
from tests.makers import MONDAY, a_partner, a_seat_for, a_workstream

DAY = MONDAY.date()


def says_of_themselves(partner, **facts):
    """What somebody brings and how much they can give."""
    return About.objects.update_or_create(partner=partner, defaults={"written_at": MONDAY, "through": Through.ACCOUNT} | facts)[0]


def in_advisory(cast, name, *, area="Westmere", username="", limit=20, hours=2, **facts):
    """A lay partner of the Advisory Group who served long before today."""
    from partners.groups.actions import add_seat

    partner = a_partner(name, area=area, username=username)
    seat = add_seat(cast.advisory, by=cast.maya, at=MONDAY, opened_on=DAY - timedelta(days=300), name=f"For {name}")
    a_seat_for(partner, cast.advisory, by=cast.maya, seat=seat, at=MONDAY - facts.pop("ago", timedelta(days=30)), hours=hours)
    says_of_themselves(partner, hours_limit=limit, **facts)
    return partner


def garden(cast, **facts):
    """A workstream with two empty seats, led by Priya."""
    facts = {"name": "Garden", "hours_a_month": 6, "population": "older", "wanted": ["community", "money"]} | facts
    return a_workstream(cast.programme, by=cast.maya, lead=cast.priya, **facts)


def wants(partner, workstream, value="wanted"):
    say_wish(partner, workstream, value=value, at=MONDAY)
