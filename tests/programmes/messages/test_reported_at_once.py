"""A report that comes many times at the same moment does its work once."""

from collections import Counter

from django.test import Client

from coprod.post.models import Message
from partners.models import AddressTrouble
from tests.makers import MONDAY
from tests.programmes.messages.doing import deliver_all, told, unresolved
from tests.programmes.messages.test_what_came_back import DOOR, TOKEN
from tests.programmes.stages.doing import post

MANY = 30


def test_many_reports_of_one_message_at_once_and_a_digest_of_two_programmes_is_parted_once(shared_cast, all_at_once, settings, mailoutbox):
    settings.BOUNCE_TOKEN = TOKEN
    stage = unresolved(shared_cast)
    message = told(shared_cast.amina, stage)
    deliver_all(MONDAY)
    digest = Message.objects.create(
        kind="digest", about=shared_cast.amina.ref, to=shared_cast.amina.ref, occasion="2026-03-16", written_at=MONDAY, due_at=MONDAY,
        state="sent", channel="email", finished_at=MONDAY, mail_name="d" * 40, sent_to=Message.objects.get(pk=message.pk).sent_to)
    for number, book in enumerate((shared_cast.programme.ref, shared_cast.elsewhere.ref)):
        Message.objects.create(kind="stage_unresolved", about=stage.ref, to=shared_cast.amina.ref, occasion=f"part {number}", book=book,
                               written_at=MONDAY, due_at=MONDAY, state="sent", channel="email", finished_at=MONDAY, digest=digest)

    def report(number):
        name = (message.name_for_mail(), digest.mail_name)[number % 2]
        return Client().post(DOOR, {"message_id": name, "status": "5.1.1"}, content_type="application/json",
                             headers={"Authorization": f"Bearer {TOKEN}"})

    answers = all_at_once(MANY, report)

    assert Counter(answer.status_code for answer in answers) == {200: MANY}
    assert AddressTrouble.objects.count() == 1
    assert Counter(Message.objects.values_list("kind", "state")) == {
        ("stage_unresolved", "by_hand"): 1, ("stage_unresolved", "gathered"): 2, ("digest", "by_hand"): 2}


def test_of_many_who_say_that_the_address_is_right_one_did(shared_cast, all_at_once):
    message = told(shared_cast.amina, unresolved(shared_cast))
    AddressTrouble.objects.create(to=shared_cast.amina.ref, way="email", address="x", message=message, failed_at=MONDAY, said="5.1.1")

    people = (shared_cast.amina, shared_cast.maya)

    answers = all_at_once(MANY, lambda n: post(people[n % 2], "address-right", shared_cast.amina, way="email"))

    assert Counter(answer.status_code for answer in answers) == {302: 1, 409: MANY - 1}
