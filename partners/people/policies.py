"""Where a person is reached: told to the post office by its registry."""

from coprod.post.registry import Address
from partners.people.models import Partner


def address_of(ref: str) -> Address:
    """How to reach the partner with that ref; an unknown or erased one cannot be reached."""
    person = Partner.objects.filter(ref=ref).first()
    if person is None:
        return Address()
    email = person.email if person.channel == Partner.Channel.EMAIL else ""
    return Address(called=person.greeting, email=email)


