"""Where a candidate is reached: told to the post office, as are partners and those who support them."""

from coprod.post.registry import Address, registry
from partners.candidates.models import Candidate
from partners.people.models import Partner
from partners.people.policies import address_of as address_of_partner
from partners.supporters.policies import reached_at


def address_of(ref: str) -> Address:
    """How to reach the partner, candidate or supporter with that ref; one who is unknown or erased cannot be reached."""
    person = Candidate.objects.known().filter(ref=ref).first()
    if person is None:
        found = address_of_partner(ref)
        supporter = reached_at(ref) if not found.called else None
        return Address(*supporter) if supporter else found
    return Address(called=person.greeting, email=person.email if person.channel == Partner.Channel.EMAIL else "")


registry.address_of = address_of
