"""Of two who write the same thing at the same moment one is told kindly what happened, and nothing is half-done."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from partners.groups.actions import write_terms
from partners.models import Organisation, Signatory
from partners.people.actions import add_organisation, add_partner, invite, name_signatory
from programmes.programme.models import Programme
from tests.makers import MONDAY, a_programme

TODAY = day_of(MONDAY)


def test_a_signatory_who_begins_later_cannot_be_named_twice(client, cast):
    member = cast.programme.memberships.get(organisation=cast.council)
    begins = TODAY + timedelta(days=10)
    asked = {"partner": cast.priya.pk, "from_on_day": begins.day, "from_on_month": begins.month, "from_on_year": begins.year}
    client.force_login(cast.maya.user)
    address = reverse("programmes:signatory-name", args=[member.ref])

    assert client.post(address, asked).status_code == 302
    second = client.post(address, asked)

    assert second.status_code == 409
    assert "This person signs for the organisation already." in second.content.decode()
    assert Signatory.objects.filter(partner=cast.priya).count() == 1


def one_of(answers):
    """How many did it, and how many were refused with words."""
    refused = [answer for answer in answers if isinstance(answer, NotAllowedNow)]
    return len(answers) - len(refused), {str(refusal.why) for refusal in refused}


@pytest.mark.parametrize(("work", "rows", "words"), [
    (lambda cast, n: add_organisation(by=cast.maya, at=MONDAY, name="Brook Trust", kind="acute"),
     lambda cast: Organisation.objects.filter(name="Brook Trust").count(),
     "This organisation is listed already. Choose it from the list."),
    (lambda cast, n: name_signatory(cast.council, cast.priya, by=cast.maya, at=MONDAY, from_on=TODAY),
     lambda cast: Signatory.objects.filter(partner=cast.priya).count(), "This person signs for the organisation already."),
])
def test_of_four_at_once_one_does_it(shared_cast, all_at_once, work, rows, words):
    assert one_of(all_at_once(4, lambda n: work(shared_cast, n))) == (1, {words})
    assert rows(shared_cast) == 1


def test_versions_of_terms_are_numbered_without_a_gap_however_many_write_at_once(shared_cast, all_at_once):
    answers = all_at_once(4, lambda n: write_terms(shared_cast.advisory, by=shared_cast.maya, at=MONDAY, text=f"Terms {n}"))
    done, words = one_of(answers)

    assert words <= {"Somebody else has just saved a new version of the terms."}
    assert list(shared_cast.advisory.terms.order_by("version").values_list("version", flat=True)) == list(range(1, done + 1))


def test_one_invitation_is_open_however_many_invite_at_once(shared_cast, all_at_once):
    nadia = add_partner(by=shared_cast.maya, at=MONDAY, name="Nadia Noted", email="nadia@example.test")

    one_of(all_at_once(4, lambda n: invite(nadia, by=shared_cast.maya, at=MONDAY)))

    assert nadia.invitations.filter(state="open").count() == 1


def test_programmes_of_one_name_have_different_addresses(shared_cast, all_at_once):
    answers = all_at_once(3, lambda n: a_programme("Twice As Nice", by=shared_cast.maya))
    done, _words = one_of(answers)

    assert len(set(Programme.objects.filter(name="Twice As Nice").values_list("slug", flat=True))) == done > 0
