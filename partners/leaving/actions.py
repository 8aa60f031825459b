"""Nothing that leads to a person is kept: their record stays, without a name, so that what they said still counts."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coprod.accounts.models import User
from coprod.trail.moves import Entry, record_many
from partners.about.models import About
from partners.contacts.models import Contact, NamedContact, OnBehalf
from partners.declarations.models import Confidentiality, Interest
from partners.groups.models import Handover
from partners.layspace.models import LayNote
from partners.messages.actions import forget_addresses
from partners.messages.models import MessageChoice, SentMessage
from partners.people.models import Invitation, Partner
from partners.support.models import Look, Need, SupportCheck
from partners.supporters.models import Supporter

OF_A_PERSON = (About, Need, SupportCheck, Look, Supporter, Contact, NamedContact, OnBehalf, Invitation, Interest, Confidentiality,
               MessageChoice, SentMessage)
NOTHING: dict[str, Any] = {"called": "", "organisation": None, "job": "", "connection": "", "area": "", "user": None, "email": "",
                           "phone": "", "address": "", "channel": Partner.Channel.POST, "shown_as": Partner.Shown.ROLE, "search_text": ""}


@transaction.atomic
def erase_people(found: QuerySet[Partner], *, at: datetime) -> int:
    """Take out of the records who each of `found` is, what they need and bring, how they are reached and how they sign in; says how many.
    A number of queries that does not grow with them. The trail keeps that it was done."""
    people = list(found.filter(erased_at__isnull=True).select_for_update(of=("self",)).order_by("pk"))
    for some in (people[n:n + 500] for n in range(0, len(people), 500)):
        ids, accounts = [each.pk for each in some], [each.user_id for each in some if each.user_id]
        for model in OF_A_PERSON:
            model.objects.filter(partner__in=ids).delete()
        forget_addresses({each.ref for each in some})
        LayNote.objects.filter(by__in=ids).delete()
        Handover.objects.filter(holding__partner__in=ids).delete()
        Partner.objects.filter(pk__in=ids).update(name=_("Somebody who has left"), erased_at=at, **NOTHING)
        User.objects.filter(pk__in=accounts).delete()
    record_many([Entry(each, "erase") for each in people], by=None, at=at)
    return len(people)
