"""Evidence: judged by content, kept where nothing runs it, served as an attachment to whoever may see it now (lessons e11, e13, e17)."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from coprod.kit.clock import now
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.stages.actions.answering import add_evidence, withdraw_evidence
from programmes.stages.models import Evidence
from tests.cast import NAMES
from tests.makers import MONDAY, a_partner, a_stage
from tests.programmes.stages.doing import as_, claimed, first_of, fresh, get, post, s8

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PNG = (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01"
       b"\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\x00IEND\xaeB`\x82")
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\x00" * 40 + b"\xff\xd9"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\x00" * 60 + b"PE\x00\x00"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
CANARY = "<script>alert('canary')</script>"


def zipped(*members, **contents):
    """An archive of always the same bytes: those written at another second would give the tests other names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in [*((name, "x") for name in members), *contents.items()]:
            archive.writestr(zipfile.ZipInfo(name.replace("__", "/")), content, compress_type=zipfile.ZIP_DEFLATED)
    return packed.getvalue()


DOCX = zipped("[Content_Types].xml", "word/document.xml")
ODT = zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text")


def upload(person, answer, name, content, **more):
    sent = {"kind": "file", "title": "Our paper", "audience": "programme", "file": SimpleUploadedFile(name, content)} | more
    return post(person, "evidence-add", answer, **sent)


@pytest.fixture
def answer(cast):
    return first_of(s8(cast))


@pytest.mark.parametrize(("name", "content", "served_as"), [
    ("plan.pdf", PDF, "application/pdf"),
    ("PLAN.PDF", PDF, "application/pdf"),
    ("photo.png", PNG, "image/png"),
    ("photo.jpg", JPEG, "image/jpeg"),
    ("note.txt", "Über die Brücke".encode(), "text/plain"),
    ("list.csv", b"a,b\n1,2\n", "text/csv"),
    ("paper.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("sheet.xlsx", zipped("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("slides.pptx", zipped("ppt/presentation.xml"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("paper.odt", ODT, "application/vnd.oasis.opendocument.text"),
])
def test_what_people_use_is_kept_and_comes_back_byte_by_byte(cast, answer, name, content, served_as):
    assert upload(cast.priya, answer, name, content).status_code == 302

    piece = Evidence.objects.get()
    response = get(cast.vic, "evidence", piece)
    assert b"".join(response.streaming_content) == content
    assert (piece.file_name, piece.size, piece.content_type) == (name, len(content), served_as)
    assert response.headers["Content-Type"] == served_as
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("name", "content"), [
    ("plan.pdf", EXE), ("plan.pdf", HTML), ("plan.pdf", PNG), ("photo.png", HTML), ("photo.jpg", PDF),
    ("page.txt", HTML), ("page.txt", b"\xef\xbb\xbf" + HTML), ("page.txt", b"  \n" + SVG), ("page.csv", EXE),
    ("note.txt", b"\xff\xfe" + "text".encode("utf-16-le")),
    ("note.txt", b"\xfe\xfe\xfe\xfe not utf-8"),
    ("paper.docx", PDF), ("paper.docx", zipped("xl/workbook.xml")), ("paper.docx", zipped("word/document.xml", "word/vbaProject.bin")),
    ("paper.docx", DOCX[:60]), ("sheet.xlsx", zipped("xl/workbook.xml", "xl/VBAPROJECT.BIN")), ("paper.odt", zipped("content.xml")),
    ("paper.odt", zipped("content.xml", mimetype="text/html")), ("sound.mp3", EXE),
])
def test_content_that_is_not_what_its_name_says_is_refused(cast, answer, name, content):
    page = upload(cast.priya, answer, name, content)

    assert page.status_code == 200
    assert "The content of this file is not what its name says" in page.content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(("name", "content"), [
    ("page.html", HTML), ("picture.svg", SVG), ("run.exe", EXE), ("run.js", b"alert(1)"), ("macro.docm", DOCX), ("archive.zip", DOCX),
    ("plan", PDF), ("plan.pdf.exe", EXE), (".htaccess", b"x"), ("page.xhtml", HTML), ("mail.eml", b"x"),
])
def test_kinds_that_nobody_needs_are_refused_and_the_allowed_ones_named(cast, answer, name, content):
    page = upload(cast.priya, answer, name, content)

    assert "Choose a file of one of these kinds: PDF, Word, Excel" in page.content.decode()
    assert not Evidence.objects.exists()


def test_an_archive_that_would_swell_is_not_unpacked(cast, answer):
    """100 MB of nothing in a few kilobytes: only the names of its members are read."""
    bomb = zipped("word/document.xml", word__media=b"\0" * 100_000_000)
    assert len(bomb) < 200_000

    assert upload(cast.priya, answer, "paper.docx", bomb).status_code == 302
    assert Evidence.objects.get().size == len(bomb)


def test_a_swelling_mimetype_is_read_for_200_bytes_and_no_more(cast, answer):
    bomb = zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text" + " " * 50_000_000)

    assert upload(cast.priya, answer, "paper.odt", bomb).status_code == 302


@pytest.mark.parametrize(("size", "kept"), [(25 * 1024 * 1024, 1), (25 * 1024 * 1024 + 1, 0)])
def test_a_file_may_have_25_megabytes_and_no_byte_more(cast, answer, size, kept):
    page = upload(cast.priya, answer, "long.txt", b"a" * size)

    assert Evidence.objects.count() == kept
    assert page.status_code == (302 if kept else 200)
    if not kept:
        assert "The file must be 25 MB or smaller" in page.content.decode()


def test_an_empty_file_is_no_evidence(cast, answer):
    assert "The file is empty. Choose another." in upload(cast.priya, answer, "note.txt", b"").content.decode()


# --- names -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>.txt", "\"><script>alert(1)<!--.txt", "a;b\"c'd.txt", "протокол 3 марта.txt",
                                  "محضر.txt", "会议纪要.txt"])
def test_a_file_s_name_is_shown_escaped_and_given_back(cast, answer, name):
    upload(cast.priya, answer, name, b"What we agreed.")

    piece = Evidence.objects.get()
    page = get(cast.vic, "standard", answer).content.decode()
    response = get(cast.vic, "evidence", piece)
    list(response)
    assert piece.file_name == name
    assert name not in page if "<" in name else name in page or piece.title in page
    assert "<script>alert" not in page and "<img src=x" not in page
    assert "\n" not in response.headers["Content-Disposition"]


@pytest.mark.parametrize("name", ["../../settings.txt", "/etc/passwd.txt", "..\\..\\up.txt", "a/b/c.txt"])
def test_a_file_s_name_says_nothing_about_where_it_is_kept(cast, answer, name, settings):
    upload(cast.priya, answer, name, b"What we agreed.")

    piece = Evidence.objects.get()
    assert piece.file.name == f"evidence/{piece.ref[:2]}/{piece.ref}"
    assert piece.file.path.startswith(str(settings.FILES))
    assert "/" not in piece.file_name


def test_a_name_of_more_than_200_characters_is_asked_for_shorter(cast, answer):
    page = upload(cast.priya, answer, "n" * 197 + ".txt", b"x")

    assert page.status_code == 200
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("field", ["title", "text"])
def test_a_script_in_what_somebody_wrote_is_shown_as_text(cast, answer, field):
    post(cast.priya, "evidence-add", answer, **{"kind": "witness", "title": "Said so", "text": "Yes", "audience": "programme",
                                                "witness": cast.joe.pk, field: CANARY})

    page = get(cast.vic, "standard", answer).content.decode()
    assert CANARY not in page
    assert "&lt;script&gt;alert(" in page


# --- who may see it ----------------------------------------------------------------------------------------------

def test_evidence_for_the_programme_is_seen_by_everyone_in_it(cast, answer):
    upload(cast.priya, answer, "note.txt", b"x")
    piece = Evidence.objects.get()

    for name in NAMES:
        response = get(getattr(cast, name), "evidence", piece)
        if response.streaming:
            list(response)
        assert response.status_code == (404 if name == "sam" else 200), name


@pytest.mark.parametrize(("code", "may"), [
    ("S8", {"maya", "sid", "priya", "amina", "joe", "ines"}),
    ("S2", {"maya", "sid", "ines", "femi", "fran"}),
])
def test_evidence_kept_to_the_stage_is_seen_by_those_who_work_on_it_and_sign_it(cast, code, may):
    answer = first_of(s8(cast) if code == "S8" else a_stage(cast.programme, code, by=cast.maya))
    upload(cast.maya, answer, "note.txt", b"x", audience="stage", title="Kept to us")
    piece = Evidence.objects.get()

    for name in NAMES:
        response = get(getattr(cast, name), "evidence", piece)
        if response.streaming:
            list(response)
        assert response.status_code == (404 if name == "sam" else 200 if name in may else 403), name
        if name not in may and name != "sam":
            assert "Kept to us" not in get(getattr(cast, name), "standard", answer).content.decode(), name


def test_a_copied_link_opens_nothing_in_a_fresh_browser(cast, answer):
    upload(cast.priya, answer, "note.txt", b"x")
    address = reverse("programmes:evidence", args=[Evidence.objects.get().ref])

    response = Client().get(address)

    assert (response.status_code, response.headers["Location"]) == (302, f"{reverse('account_login')}?next={address}")


def test_who_left_opens_no_link_that_they_kept(cast, answer):
    upload(cast.priya, answer, "note.txt", b"x")
    browser, address = as_(cast.forrest), reverse("programmes:evidence", args=[Evidence.objects.get().ref])
    list(browser.get(address))
    end_holding(Holding.objects.get(partner=cast.forrest), by=cast.forrest, at=MONDAY, until_on=MONDAY.date().replace(day=1))

    assert browser.get(address).status_code == 404


def test_the_file_is_at_no_address_of_its_own(cast, answer):
    upload(cast.priya, answer, "note.txt", b"x")
    path = Evidence.objects.get().file.name

    for address in (f"/{path}", f"/media/{path}", f"/static/{path}", f"/files/{path}"):
        assert as_(cast.maya).get(address).status_code == 404


def test_what_was_withdrawn_is_on_record_and_opens_no_more(cast, answer):
    upload(cast.priya, answer, "note.txt", b"x")
    piece = Evidence.objects.get()

    assert post(cast.vic, "evidence-withdraw", piece).status_code == 403
    assert post(cast.priya, "evidence-withdraw", piece).status_code == 302
    assert post(cast.priya, "evidence-withdraw", piece).status_code == 409

    assert get(cast.maya, "evidence", piece).status_code == 404
    assert "Our paper" in get(cast.vic, "standard", answer).content.decode()
    piece.refresh_from_db()
    assert (piece.withdrawn_by, piece.withdrawn_at) == (cast.priya, MONDAY)


@pytest.mark.parametrize("kind", ["minute", "link", "witness"])
def test_what_is_no_file_is_no_download(cast, answer, kind):
    sent = {"minute": {"dated_on": "2026-03-03"}, "link": {"link": "https://example.org/a"},
            "witness": {"witness": cast.joe.pk, "text": "I was there"}}
    assert post(cast.maya, "evidence-add", answer, kind=kind, title="This", audience="programme", **sent[kind]).status_code == 302

    assert get(cast.maya, "evidence", Evidence.objects.get()).status_code == 404
    assert Evidence.objects.get().kind == kind


def test_a_witness_is_named_and_is_somebody_whom_the_writer_may_see(cast, answer):
    stranger = a_partner("Walter")

    refused = post(cast.priya, "evidence-add", answer, kind="witness", title="Said so", audience="programme", witness=stranger.pk,
                   text="Yes")

    assert refused.status_code == 200
    assert not Evidence.objects.exists()


def test_a_link_leads_out_without_telling_where_from(cast, answer):
    post(cast.maya, "evidence-add", answer, kind="link", title="The paper", audience="programme", link="https://example.org/a?b=1&c=2")

    page = get(cast.vic, "standard", answer).content.decode()

    assert 'href="https://example.org/a?b=1&amp;c=2"' in page


# --- a file is not lost when the form has an error elsewhere ---------------------------------------------------------

def test_a_file_need_not_be_chosen_again_after_an_error(cast, answer):
    page = upload(cast.priya, answer, "note.txt", b"What we agreed.", title="")
    note = page.context["form"].data["kept"]
    assert "We have kept your file “note.txt”" in page.content.decode()

    assert post(cast.priya, "evidence-add", answer, kind="file", title="Our paper", audience="programme", kept=note).status_code == 302
    assert Evidence.objects.get().file_name == "note.txt"


@pytest.mark.parametrize("forged", ["", "nonsense", "eyJyZWYiOiIuLi8uLi9ldGMvcGFzc3dkIn0:1:x"])
def test_a_forged_note_brings_no_file(cast, answer, forged):
    post(cast.priya, "evidence-add", answer, kind="file", title="Our paper", audience="programme", kept=forged)

    assert not Evidence.objects.exists()


def test_the_note_of_another_brings_no_file(cast, answer):
    note = upload(cast.priya, answer, "note.txt", b"What we agreed.", title="").context["form"].data["kept"]

    post(cast.maya, "evidence-add", answer, kind="file", title="Our paper", audience="programme", kept=note)

    assert not Evidence.objects.exists()


def test_a_file_that_came_too_late_for_its_session_need_not_be_chosen_again(cast, answer, monkeypatch):
    browser = Client()
    browser.force_login(cast.priya.user)
    browser.get("/")
    later = now() + timedelta(hours=5)
    monkeypatch.setattr("coprod.accounts.middleware.now", lambda: later)
    browser.post(reverse("programmes:evidence-add", args=[answer.ref]), {"kind": "file", "title": "Our paper", "audience": "programme",
                                                   "file": SimpleUploadedFile("note.txt", b"What we agreed.")})
    browser.force_login(cast.priya.user)
    page = browser.get("/accounts/draft/")
    fields = dict(page.context["draft"].fields)

    assert not Evidence.objects.exists()
    assert browser.post(page.context["draft"].path, fields).status_code == 302
    with Evidence.objects.get().file.open() as file:
        assert file.read() == b"What we agreed."


def test_claiming_with_a_file_is_one_step(cast, answer):
    assert post(cast.priya, "standard-claim", answer, claim="We did.", kind="file", title="Note", audience="programme",
                file=SimpleUploadedFile("note.txt", b"x")).status_code == 302

    assert fresh(answer).state == "claimed"
    assert Evidence.objects.get().sha256 == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


def test_evidence_can_be_added_to_a_claim_later(cast):
    answer = claimed(cast)
    piece = add_evidence(answer, by=cast.joe, at=MONDAY, kind="link", title="More", link="https://example.org")
    withdraw_evidence(answer.evidence.order_by("pk").first(), by=cast.priya, at=MONDAY)

    assert list(answer.evidence.standing()) == [piece]
    assert piece.added_by == cast.joe
