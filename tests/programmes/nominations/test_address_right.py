"""Mail to somebody who was put forward came back: staff read why, and say that the address is right once they have asked."""

from datetime import timedelta

from django.test import Client

from partners.models import AddressTrouble
from tests.makers import MONDAY
from tests.programmes.messages.doing import deliver_all, told, unresolved
from tests.programmes.nominations.doing import a_call, a_nominee
from tests.programmes.stages.doing import get, post

TUESDAY = MONDAY + timedelta(days=1)


def test_of_who_was_put_forward_it_is_read_and_said_on_their_page(cast, settings, mailoutbox):
    nomination = a_nominee(cast, a_call(cast), agreed=False, email="nora@example.test")
    nominee = nomination.candidate
    stage = unresolved(cast)
    message = told(nominee, stage)
    deliver_all(MONDAY)
    settings.BOUNCE_TOKEN = "a-random-text-of-thirty-letters"
    reported = Client().post("/messages/came-back/", {"message_id": message.name_for_mail(), "status": "5.2.2"},
                             content_type="application/json", headers={"Authorization": f"Bearer {settings.BOUNCE_TOKEN}"})
    assert reported.json() == {"reports": 1}
    page = get(cast.maya, "nomination", nomination).content.decode()
    assert "Mail does not reach them" in page and "the mailbox is full (5.2.2)" in page

    for wrong in (cast.sid, cast.priya, cast.ines):
        assert post(wrong, "nomination-address-right", nomination, way="email").status_code == 403
    assert post(cast.sam, "nomination-address-right", nomination, way="email").status_code == 404
    assert post(cast.maya, "nomination-address-right", nomination, way="text").status_code == 409
    assert AddressTrouble.objects.standing().filter(to=nominee.ref).count() == 1

    answers = [post(cast.maya, "nomination-address-right", nomination, way="email") for _twice in range(2)]
    assert [each.status_code for each in answers] == [302, 409]
    assert AddressTrouble.objects.get(to=nominee.ref).cleared_by == cast.maya
    page = get(cast.maya, "nomination", nomination).content.decode()
    assert "Mail does not reach them" not in page and "Maya Example said that an address or number is right" in page
    mailoutbox.clear()
    told(nominee, stage, occasion="2", at=TUESDAY)
    deliver_all(TUESDAY)
    assert [mail.to for mail in mailoutbox if "nora@example.test" in mail.to] == [["nora@example.test"]]
