"""A paper in other forms: wanted, ready or not possible; what may be uploaded, and who may take it (A8, complaints 15, 16)."""

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from partners.groups.actions import end_holding
from partners.models import Holding
from programmes.papers.actions import change_paper, copy_is_ready, want_copy, withdraw_paper
from programmes.papers.models import PaperCopy
from tests.makers import MONDAY
from tests.programmes.papers.doing import a_paper, out
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def a_docx(*also):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in ("[Content_Types].xml", "word/document.xml", *also):
            archive.writestr(name, "<x/>")
    return file.getvalue()


def uploads(who, copy, name, content):
    where = reverse("programmes:paper-copy-ready", args=[copy.ref])
    return as_(who).post(where, {"file": SimpleUploadedFile(name, content), "link": ""})


@pytest.fixture
def copy(cast):
    return want_copy(out(cast), by=cast.priya, at=MONDAY, form="word")


def test_a_form_is_listed_once_and_another_language_says_which(cast):
    paper = out(cast)
    post(cast.priya, "paper-copy-new", paper, form="audio")

    assert "This form is on the list already." in post(cast.priya, "paper-copy-new", paper, form="audio").content.decode()
    assert "Say which language" in post(cast.priya, "paper-copy-new", paper, form="language").content.decode()
    assert PaperCopy.objects.count() == 1
    assert "being made" in get(cast.joe, "paper", paper).content.decode()


@pytest.mark.parametrize(("name", "content", "sentence"), [
    ("paper.docm", a_docx(), "Choose a file of one of these kinds"),
    ("paper.docx", a_docx("word/vbaProject.bin"), "is not what its name says"),
    ("paper.docx", a_docx("word/VBAPROJECT.BIN"), "is not what its name says"), ("paper.docx", OLE, "is not what its name says"),
    ("paper.doc", OLE, "Choose a file of one of these kinds"), ("paper.html", b"<script>1</script>", "Choose a file of one of these kinds"),
    ("paper.pdf", b"<html>", "is not what its name says"), ("paper.svg", b"<svg/>", "Choose a file of one of these kinds"),
    ("paper.txt", b"<script>alert(1)</script>", "is not what its name says"), ("paper.docx", b"", "The file is empty")])
def test_what_could_run_or_is_not_what_it_says_is_refused_and_nothing_is_kept(cast, copy, name, content, sentence):
    page = uploads(cast.priya, copy, name, content).content.decode()

    assert sentence in page
    copy.refresh_from_db()
    assert (copy.state, copy.file.name) == ("wanted", "")


def test_a_file_that_is_too_large_is_refused_in_words(cast, copy, settings):
    settings.FILE_LIMIT_BYTES = 100

    assert "The file must be 25 MB or smaller" in uploads(cast.priya, copy, "paper.txt", b"word " * 40).content.decode()


def test_a_file_is_served_to_who_reads_the_paper_as_a_download_and_asked_each_time(cast, copy):
    whole = a_docx()        # made once: it holds the time at which it was made
    assert uploads(cast.priya, copy, "../../my paper.docx", whole).status_code == 302
    copy.refresh_from_db()
    assert (copy.state, copy.file.name, copy.of_version) == ("made", f"papers/{copy.ref[:2]}/{copy.ref}", 1)

    response = get(cast.joe, "paper-copy", copy)

    assert b"".join(response.streaming_content) == whole
    assert response.headers["Content-Disposition"].startswith("attachment;") and "/" not in response.headers["Content-Disposition"]
    assert (response.headers["X-Content-Type-Options"], response.headers["Content-Security-Policy"]) == (
        "nosniff", "default-src 'none'; sandbox")
    assert response.headers["Cache-Control"] == "private, no-store"
    for who, status in (("vic", 403), ("forrest", 403), ("sam", 404)):
        assert get(getattr(cast, who), "paper-copy", copy).status_code == status
    seat = Holding.objects.get(partner=cast.joe, seat__group=cast.housing.group)
    end_holding(seat, by=cast.joe, at=MONDAY, until_on=MONDAY.date() - timedelta(days=1))
    assert get(cast.joe, "paper-copy", copy).status_code == 403


def test_the_copies_of_a_draft_are_for_those_who_see_it(cast):
    copy = want_copy(a_paper(cast), by=cast.priya, at=MONDAY, form="large_print")
    copy_is_ready(copy, by=cast.priya, at=MONDAY, file=ContentFile(b"Large.", name="large.txt"), content_type="text/plain")

    assert get(cast.ines, "paper-copy", copy).status_code == 404
    response = get(cast.amina, "paper-copy", copy)
    assert response.status_code == 200
    response.close()


def test_a_copy_that_is_only_on_paper_or_a_link_leads_to_no_file(cast, copy):
    where = reverse("programmes:paper-copy-ready", args=[copy.ref])
    assert "Enter where it is, choose the file, or tick" in as_(cast.priya).post(where, {"link": ""}).content.decode()
    as_(cast.priya).post(where, {"link": "", "on_paper": "on"})

    assert get(cast.joe, "paper-copy", copy).status_code == 404
    assert "on paper. Ask for it, and we send it." in get(cast.joe, "paper", copy.paper).content.decode()


def test_a_copy_that_is_not_possible_says_why_and_may_be_made_after_all(cast, copy):
    post(cast.priya, "paper-copy-impossible", copy, because="The printer needs two weeks.")
    assert "The reason: The printer needs two weeks." in get(cast.joe, "paper", copy.paper).content.decode()
    assert post(cast.priya, "paper-copy-impossible", copy, because="Again").status_code == 409

    copy.refresh_from_db()
    copy_is_ready(copy, by=cast.priya, at=MONDAY, link="https://papers.example/1")
    assert copy.impossible_because == ""


def test_a_copy_of_an_older_version_says_so_until_a_newer_one_takes_its_place(cast, copy, after_commit):
    with after_commit():
        copy_is_ready(copy, by=cast.priya, at=MONDAY, file=ContentFile(b"One.", name="one.txt"), content_type="text/plain")
    first = copy.file.name
    change_paper(copy.paper, by=cast.priya, at=MONDAY, text="Other words.", what_changed="All")
    assert "It is of version 1, not of the newest." in get(cast.joe, "paper", copy.paper).content.decode()

    copy = PaperCopy.objects.select_related("paper").get(pk=copy.pk)
    with after_commit():
        copy_is_ready(copy, by=cast.priya, at=MONDAY, file=ContentFile(b"Two.", name="two.txt"), content_type="text/plain")

    assert "not of the newest" not in get(cast.joe, "paper", copy.paper).content.decode()
    with PaperCopy.objects.get(pk=copy.pk).file.open("rb") as file:
        assert file.read() == b"Two."
    assert copy.file.name == first or not copy.file.storage.exists(first)


def test_a_paper_that_was_taken_out_gets_no_copies(cast, copy):
    withdraw_paper(copy.paper, by=cast.priya, at=MONDAY, because="Wrong")

    with pytest.raises(NotAllowedNow):
        copy_is_ready(copy, by=cast.priya, at=MONDAY, link="https://papers.example/1")
    with pytest.raises(NotAllowedNow):
        want_copy(copy.paper, by=cast.priya, at=MONDAY, form="audio")
