"""Where a candidate is reached: told to the post office, which asks for partners first."""

from coprod.post.registry import Address, registry
from partners.candidates.models import Candidate
from partners.people.models import Partner
from partners.people.policies import address_of as address_of_partner


def address_of(ref: str) -> Address:
    """How to reach the partner or candidate with that ref; one who is unknown or erased cannot be reached."""
    person = Candidate.objects.known().filter(ref=ref).first()
    if person is None:
        return address_of_partner(ref)
    return Address(called=person.greeting, email=person.email if person.channel == Partner.Channel.EMAIL else "")


registry.address_of = address_of
