"""Nobody speaks for both sides of a breach; few learn of it, and not whom it is about (6.4)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from partners.models import Contact, Holding
from programmes.people.policies.by_hand import waiting_by_hand
from programmes.programme.models import TeamRole
from programmes.touchstone.actions import answer_breach, say_on_breach
from programmes.touchstone.policies.breaches import speaks_for_it
from tests.makers import MONDAY, a_partner, gives
from tests.programmes.stages.doing import as_, get, post
from tests.programmes.touchstone.doing import a_breach, a_way

BY_PHONE = {"through": "phone"}


def test_who_wrote_it_down_is_not_asked_to_answer_it(cast):
    first = a_breach(cast, not_to=[cast.ines], noted_by=cast.maya, **BY_PHONE)
    assert first.to == cast.sid
    breach = a_breach(cast, noted_by=cast.sid, **BY_PHONE)
    answer_breach(breach, by=cast.ines, at=MONDAY, text="It happens.")

    say_on_breach(breach, by=cast.amina, at=MONDAY, is_settled=False, text="Each time.", noted_by=cast.maya, **BY_PHONE)

    breach.refresh_from_db()
    assert (breach.state, breach.to) == ("unsettled", cast.ines)        # the only one left wrote it down


def test_who_answers_never_says_that_it_is_settled(cast):
    breach = a_breach(cast, noted_by=cast.maya, **BY_PHONE)
    type(breach).objects.filter(pk=breach.pk).update(to=cast.maya)      # as such rows stood before
    breach.refresh_from_db()
    answer_breach(breach, by=cast.maya, at=MONDAY, text="It is fine.")

    assert not speaks_for_it(cast.maya.user, breach) and speaks_for_it(cast.amina.user, breach)
    assert post(cast.maya, "breach-say", breach, value="yes", text="", through="phone").status_code == 403
    with pytest.raises(NotAllowedNow, match="does not say whether it is settled"):
        say_on_breach(breach, by=cast.amina, at=MONDAY, is_settled=True, noted_by=cast.maya, **BY_PHONE)


def test_the_word_of_who_raised_it_says_who_wrote_it_down(cast):
    breach = a_breach(cast, noted_by=cast.maya, **BY_PHONE)
    answer_breach(breach, by=cast.ines, at=MONDAY, text="I spoke with Priya.")
    assert "How did they say it?" in get(cast.maya, "breach-say", breach).content.decode()
    assert "How did they say it?" not in get(cast.amina, "breach-say", breach).content.decode()

    post(cast.maya, "breach-say", breach, value="yes", text="", through="in_person")

    breach.refresh_from_db()
    answer = breach.answers.get()
    assert (breach.state, answer.said_through, answer.said_noted_by) == ("settled", "in_person", cast.maya)
    assert "noted by Maya Example, in person" in get(cast.amina, "breach", breach).content.decode()


# --- who learns of it ------------------------------------------------------------------------------------------------

def by_hand(kind, breach, to, cast):
    """A message of the breach to somebody who is told by phone."""
    return Message.objects.create(kind=kind, about=breach.ref, to=to.ref, occasion="by hand", book=cast.programme.ref, written_at=MONDAY,
                                  due_at=MONDAY, state="by_hand")


def finds(person, to, message, cast):
    """Whether the list, the page and the printed pack have it."""
    queue = as_(person).get(reverse("programmes:queue", args=["by-hand"]))
    page = as_(person).get(reverse("programmes:message-told", args=[message.pk])).status_code
    pack = waiting_by_hand(person.user, to, [cast.programme], on=MONDAY.date())
    return queue.context["count"], page, pack.filter(pk=message.pk).exists()


@pytest.mark.parametrize("kind", ["breach_raised", "breach_answered"])
def test_only_the_manager_who_wrote_it_down_tells_people_about_it(cast, kind):
    walt = a_partner("Walt Example", email="", channel="phone", phone="020 7946 0999")
    other = gives(cast.programme, a_partner("Mo Example", professional=True, username="mo"), "PM", by=cast.maya)
    breach = a_breach(cast, by=walt, noted_by=cast.maya, not_to=[cast.sid], **BY_PHONE)
    Message.objects.all().delete()
    if kind == "breach_answered":
        answer_breach(breach, by=cast.ines, at=MONDAY, text="I am sorry.")
        Message.objects.all().delete()
    message = by_hand(kind, breach, walt, cast)

    assert finds(other, walt, message, cast) == (0, 404, False)
    assert finds(cast.maya, walt, message, cast) == (1, 200, True)


def test_the_note_that_somebody_was_told_says_nothing_of_it(cast):
    walt = a_partner("Walt Example", email="", channel="phone", phone="020 7946 0999")
    breach = a_breach(cast, by=walt, noted_by=cast.maya, **BY_PHONE)
    answer_breach(breach, by=cast.ines, at=MONDAY, text="I am sorry.")
    message = by_hand("breach_answered", breach, walt, cast)

    as_(cast.maya).post(reverse("programmes:message-told", args=[message.pk]), {"way": "phone"})

    assert Contact.objects.get(partner=walt).words == "Something that was for them alone"


# --- whom it is about ------------------------------------------------------------------------------------------------

def new_form(cast, person):
    return as_(person).get(reverse("programmes:breach-new", args=[cast.programme.slug])).context["form"]


def test_everybody_to_whom_it_may_come_can_be_ruled_out(cast):
    a_way(cast)

    assert set(new_form(cast, cast.joe).fields["not_to"].queryset) == {cast.ines, cast.maya, cast.sid}
    assert set(new_form(cast, cast.ines).fields["not_to"].queryset) == {cast.maya, cast.sid}


def test_who_left_gets_none_any_more(cast):
    a_way(cast)
    Holding.objects.filter(partner=cast.ines).update(until_on=MONDAY.date() - timedelta(days=1), state="ended", closed_at=MONDAY)
    assert a_breach(cast).to == cast.maya
    TeamRole.objects.filter(partner=cast.maya).delete()

    assert a_breach(cast).to == cast.sid
    assert "Sid Example reads it, and nobody else." in as_(cast.joe).get(
        reverse("programmes:breach-new", args=[cast.programme.slug])).content.decode()
