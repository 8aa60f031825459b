"""What tests of calls and letters do: somebody who is reached by phone or post, and something to tell them."""

from datetime import datetime
from io import BytesIO
from typing import Any

from django.urls import reverse
from pypdf import PdfReader

from coprod.post.models import Message
from partners.models import Partner
from programmes.offline.actions import print_letters
from programmes.offline.models import LetterBatch
from programmes.offline.policies import told_in
from programmes.programme.models import Programme
from tests.makers import MONDAY, a_partner
from tests.programmes.portal.doing import arranged
from tests.programmes.stages.doing import as_


def reached(name: str, channel: str, **facts: Any) -> Partner:
    """Somebody who is reached that way; with a number and an address, unless the test says otherwise."""
    facts = {"email": "", "phone": "020 7946 0123", "address": "1 High Street\nWestbourne\nWB1 2CD"} | facts
    return a_partner(name, channel=channel, **facts)


def waits(cast: Any, person: Partner, *, at: datetime = MONDAY, book: str = "", kind: str = "") -> Message:
    """Something that was arranged for the person, and that somebody has to tell them since `at`."""
    need = arranged(cast, person, at=at)
    found = Message.objects.filter(about=need.ref)
    found.update(state="by_hand", finished_at=at, channel=person.channel, book=book or cast.programme.ref)
    if kind:
        found.update(kind=kind)
    return found.get()


def printed(programme: Programme, by: Partner, *, at: datetime = MONDAY) -> LetterBatch | None:
    messages = told_in(Programme.objects.filter(pk=programme.pk), by, on=at.date()).order_by("due_at", "pk")
    return print_letters(programme, messages, by=by, on=at.date(), at=at)


def page(who: Partner, name: str, *args: str) -> str:
    found = as_(who).get(reverse(f"programmes:{name}", args=args))
    return " ".join(found.content.decode().split()) if found.status_code == 200 else str(found.status_code)


def outcome(who: Partner, person: Partner, what: str, **facts: str) -> Any:
    """The form of the page of a call, as it is sent by a browser. Pass `once` to send the very same page again."""
    where = reverse("programmes:call-to", args=[person.ref])
    if "once" not in facts:
        shown = as_(who).get(where)
        facts["once"] = shown.context["form"].initial["once"] if shown.status_code == 200 else ""
    return as_(who).post(where, {"outcome": what} | facts)


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(each.extract_text().split()) for each in PdfReader(BytesIO(pdf)).pages]


def one_of_each(cast: Any) -> dict[str, dict[str, Any]]:
    """Amina waits to be told; and a letter is printed."""
    Message.objects.create(kind="stage_unresolved", about=cast.housing.ref, to=cast.amina.ref, occasion="to be told",
                           book=cast.programme.ref, written_at=MONDAY, due_at=MONDAY, state="by_hand")
    waits(cast, reached("Doreen Letters", "post"))
    batch = printed(cast.programme, cast.maya)
    assert batch
    its = {"ref": batch.ref}
    return dict.fromkeys(("letters", "letters-pdf", "letters-posted", "letters-back"), its) | {
        "offline": {}, "call-to": {"ref": cast.amina.ref}, "letters-print": {"slug": cast.programme.slug}}
