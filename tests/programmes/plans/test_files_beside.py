"""Files beside a plan are searched like its text before everybody may have them; of what cannot be read somebody says that they looked."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfWriter

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.reading import words_of
from coprod.trail.models import Row
from programmes.plans.actions import add_copy, look_through, publish_plan
from programmes.plans.models import PlanCopy
from programmes.plans.policies.moving import finds_in, missing_to_publish
from tests.makers import MONDAY
from tests.programmes.plans.doing import a_plan, decided, fresh, published
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 30


def a_docx(*paragraphs, header="", author="", table=""):
    document = Document()
    for each in paragraphs:
        document.add_paragraph("").add_run(each[:5])
        document.paragraphs[-1].add_run(each[5:])           # as word processors break it up
    if header:
        document.sections[0].header.paragraphs[0].text = header
    if table:
        document.add_table(1, 1).cell(0, 0).text = table
    document.core_properties.author = author
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def a_pdf(text):
    import typst

    return typst.compile(text.encode() if isinstance(text, str) else text)


def copy_of(plan, cast, data=b"Words.", kind="text/plain", *, name="f.bin", form="word", **facts):
    return add_copy(plan, by=cast.priya, at=MONDAY, form=form, file=ContentFile(data, name=name), content_type=kind, **facts)


@pytest.mark.parametrize(("data", "kind", "found"), [
    (b"Ring 020 7946 0123.", "text/plain", "020 7946 0123"),
    ("Ring 020 7946 0123 – caf\u00e9".encode("cp1252"), "text/csv", "020 7946 0123"),
    (lambda: a_docx("Ring 020 7946 0123."), DOCX, "020 7946 0123"),
    (lambda: a_docx("Nothing.", header="ann@example.test"), DOCX, "ann@example.test"),
    (lambda: a_docx("Nothing.", table="020 7946 0123"), DOCX, "020 7946 0123"),
    (lambda: a_docx("Nothing.", author="ann@example.test"), DOCX, "ann@example.test"),
    (lambda: a_pdf("Ring 020 7946 0123."), "application/pdf", "020 7946 0123"),
])
def test_what_leads_to_a_person_is_found_in_each_kind_that_has_words(cast, data, kind, found):
    copy = copy_of(a_plan(cast), cast, data() if callable(data) else data, kind)

    assert copy.was_read and found in [words for _kind, words in copy.finds] and copy.waits_for_a_look()


@pytest.mark.parametrize(("data", "kind"), [
    (b"Letters get shorter.", "text/plain"),
    (lambda: a_docx("Letters get shorter."), DOCX),
    (lambda: a_pdf("Letters get shorter."), "application/pdf"),
])
def test_a_file_in_which_nothing_is_found_waits_for_nobody(cast, data, kind):
    copy = copy_of(a_plan(cast), cast, data() if callable(data) else data, kind)

    assert (copy.was_read, copy.finds, copy.waits_for_a_look()) == (True, [], False)


def a_blank_pdf():
    writer, held = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(held)
    return held.getvalue()


def a_locked_pdf():
    writer, held = PdfWriter(clone_from=BytesIO(a_pdf("Words"))), BytesIO()
    writer.encrypt("secret")
    writer.write(held)
    return held.getvalue()


@pytest.mark.parametrize(("data", "kind"), [
    (PNG, "image/png"), (b"ID3\x03\x00", "audio/mpeg"), (b"%PDF-1.7 broken", "application/pdf"), (a_blank_pdf, "application/pdf"),
    (a_locked_pdf, "application/pdf"), (b"PK\x03\x04 no zip", DOCX)])
def test_what_cannot_be_read_is_said_so(cast, data, kind):
    raw = data() if callable(data) else data

    assert words_of(ContentFile(raw, name="f"), kind) is None
    copy = copy_of(a_plan(cast), cast, raw, kind)
    assert (copy.was_read, copy.waits_for_a_look()) == (False, True)


def test_a_docx_with_a_picture_waits_for_a_look(cast):
    document, held = Document(), BytesIO()
    document.add_paragraph("See the picture.")
    document.add_picture(BytesIO(next(Path("static").rglob("*.png")).read_bytes()))
    document.save(held)

    assert copy_of(a_plan(cast), cast, held.getvalue(), DOCX).waits_for_a_look()


def test_links_and_paper_need_no_look(cast):
    plan = a_plan(cast)

    assert not add_copy(plan, by=cast.priya, at=MONDAY, form="bsl", link="https://example.test/bsl").waits_for_a_look()
    assert not add_copy(plan, by=cast.priya, at=MONDAY, form="braille").waits_for_a_look()


def test_a_plan_is_published_once_somebody_has_looked_and_their_name_is_kept(cast):
    plan = decided(cast)
    copy = copy_of(plan, cast, PNG, "image/png", name="p.png", form="easy_read")
    why = f"Nobody has looked through a file beside it: {copy.name}."
    assert missing_to_publish(fresh(plan), finds_in(fresh(plan))) == [why]
    with pytest.raises(NotAllowedNow):
        publish_plan(plan, by=cast.sid, at=MONDAY)
    page = as_(cast.priya).get(plan.get_absolute_url()).content.decode()
    assert "We cannot read what is in it." in page and reverse("programmes:plan-copy-look", args=[copy.ref]) in page

    asked = as_(cast.priya).get(reverse("programmes:plan-copy-look", args=[copy.ref])).content.decode()
    assert "a picture, a recording" in asked and "I have looked. Everybody may have it" in asked
    assert as_(cast.priya).post(reverse("programmes:plan-copy-look", args=[copy.ref]), {"sure": "1"}).status_code == 302

    copy.refresh_from_db()
    assert (copy.looked_by, copy.waits_for_a_look()) == (cast.priya, False)
    assert Row.objects.get(subject=copy.ref, move="look_through").actor == cast.priya.ref
    assert "Priya Example looked through it on" in as_(cast.maya).get(plan.get_absolute_url()).content.decode()
    out = publish_plan(plan, by=cast.sid, at=MONDAY)
    address = reverse("programmes:public-plan-copy", args=[out.public_ref, copy.ref])
    assert b"".join(Client().get(address).streaming_content) == PNG
    assert "Priya Example looked" not in Client().get(f"/plans/{out.public_ref}/").content.decode()


def test_what_was_found_may_stand_with_a_reason_and_an_nhs_number_never(cast):
    plan = a_plan(cast)
    office, never = copy_of(plan, cast, b"Ring 0161 496 0000."), copy_of(plan, cast, b"NHS number 943 476 5919", form="large_print")
    look = reverse("programmes:plan-copy-look", args=[office.ref])
    assert "0161 496 0000" in as_(cast.priya).get(look).content.decode()
    assert as_(cast.priya).post(look, {"because": ""}).status_code == 200
    with pytest.raises(NotAllowedNow):
        look_through(office, by=cast.priya, at=MONDAY)

    as_(cast.priya).post(look, {"because": "It is the office."})
    refused = as_(cast.priya).post(reverse("programmes:plan-copy-look", args=[never.ref]), {"because": "I want it."})

    office.refresh_from_db()
    never.refresh_from_db()
    assert (office.looked_because, office.looked_by) == ("It is the office.", cast.priya)
    assert refused.status_code == 409 and "An NHS number is in it." in refused.content.decode() and never.looked_at is None


def test_one_that_is_added_once_the_plan_is_out_is_given_to_nobody_before_somebody_has_looked(cast):
    out = published(cast)
    copy = copy_of(out, cast, b"Ring 020 7946 0123.", name="letters.txt")
    address = reverse("programmes:public-plan-copy", args=[out.public_ref, copy.ref])

    assert Client().get(address).status_code == 404 and "letters.txt" not in Client().get(f"/plans/{out.public_ref}/").content.decode()
    look_through(copy, by=cast.priya, at=MONDAY, because="It is the office.")
    assert b"".join(Client().get(address).streaming_content) == b"Ring 020 7946 0123."
    assert "letters.txt" in Client().get(f"/plans/{out.public_ref}/").content.decode()


def test_it_is_looked_through_once_and_not_by_who_does_not_write_the_plan(cast):
    copy = copy_of(a_plan(cast), cast, PNG, "image/png")
    look = reverse("programmes:plan-copy-look", args=[copy.ref])

    assert {who: as_(getattr(cast, who)).post(look, {"sure": "1"}).status_code for who in ("sam", "vic", "ines", "sid")} == {
        "sam": 404, "vic": 403, "ines": 403, "sid": 403}
    look_through(copy, by=cast.amina, at=MONDAY)
    with pytest.raises(NotAllowedNow):
        look_through(copy, by=cast.priya, at=MONDAY)
    assert PlanCopy.objects.get().looked_by == cast.amina
