"""What is done again and again in the tests of people."""

from datetime import timedelta
from typing import Any

from django.urls import reverse

from coprod.post.models import Message
from partners.contacts.actions import name_contact, note_contact
from partners.models import Contact, NamedContact, Partner
from tests.makers import MONDAY
from tests.programmes.portal.doing import a_need, arranged
from tests.programmes.stages.doing import as_


def a_contact(cast: Any, person: Partner, *, at: Any = MONDAY, days_ago: int = 0, **facts: Any) -> Contact:
    """A call of Maya's, noted at once."""
    when = at - timedelta(days=days_ago)
    facts = {"way": "phone", "words": "How she is", "book": cast.programme.ref} | facts
    return note_contact(person, by=cast.maya, at=at, when=when, **facts)


def named(cast: Any, person: Partner, owner: Partner, *, at: Any = MONDAY) -> NamedContact:
    return name_contact(person, by=cast.maya, at=at, book=cast.programme.ref, owner=owner, hours="Monday to Friday, nine to five")


def by_hand(cast: Any, person: Partner, *, at: Any = MONDAY, **facts: Any) -> Message:
    """A message that waits to be told by phone or letter: what was arranged for the person."""
    need = arranged(cast, person, at=at)
    Message.objects.filter(about=need.ref).update(state="by_hand")
    return Message.objects.get(about=need.ref)


def page_of(reader: Partner, person: Partner) -> str:
    found = as_(reader).get(reverse("programmes:person", args=[person.ref]))
    return found.content.decode() if found.status_code == 200 else str(found.status_code)


def listed(reader: Partner, **asked: str) -> list[str]:
    """The names in the list of people when it is narrowed like this."""
    found = as_(reader).get(reverse("programmes:people"), asked)
    return [row.person.name.split()[0] for row in found.context["rows"]]


def one_of_each(cast: Any) -> dict[str, dict[str, object]]:
    """The parts of the address of each route: Amina's things."""
    need, message = a_need(cast.amina), by_hand(cast, cast.joe)
    a_contact(cast, cast.amina)
    person, its = {"ref": cast.amina.ref}, {"ref": need.ref}
    return dict.fromkeys(("contacts", "contact-note", "contact-name", "pack", "pack-posted"), person) | {
        "need-arrange": its, "need-impossible": its, "letter": {"pk": message.pk}, "group-quiet": {"ref": cast.advisory.ref}}
