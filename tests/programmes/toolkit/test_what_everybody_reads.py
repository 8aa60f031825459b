"""What is read without an account: what it shows and what not; the tagged PDF; and the file for word processors."""

import re
import zipfile
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from partners.models import Partner
from programmes.toolkit.actions import note_for_adopter, say_on_authorship, share_chapter, stop_sharing
from programmes.toolkit.models import ChapterAuthor, Toolkit
from tests.makers import MONDAY
from tests.programmes.papers.test_in_print import read, tags_of
from tests.programmes.toolkit.doing import (
    TEXT,
    adopter,
    begun,
    changed,
    confirmed,
    noted,
    published,
    refused,
    reviewing,
)

pytestmark = pytest.mark.django_db
NASTY = ["<script>alert(1)</script>", "#panic(1)", "#read(\"/etc/passwd\")", "$x$ *bold* _it_ @ref <label> = No", "=1+1", "a & b < c"]


def address():
    return f"/toolkits/{Toolkit.objects.get().public_ref}/"


def file(client, kind):
    response = client.get(f"{address()}{kind}/")
    assert response.status_code == 200 and response.headers["X-Content-Type-Options"] == "nosniff"
    return b"".join(response.streaming_content)


def test_without_an_account_published_chapters_are_read_and_nothing_else(cast, client):
    out = published(cast, title="Out in the open")
    changed(cast, begun(cast, title="Half a thought"))
    refused(cast, title="Not right")
    again = changed(cast, reviewing(cast, title="Again"), "New and not approved.")
    noted(cast, text="Not confirmed at all")

    whole = client.get(address()).content.decode()
    page = client.get(f"/toolkits/chapter/{out.ref}/").content.decode()
    old = client.get(f"/toolkits/chapter/{again.ref}/").content.decode()

    assert "Out in the open" in whole and "Again" in whole
    assert "We asked twelve people." in page and "<h2>How we began</h2>" in page and "Approved by a lay co-author" in page
    for words in ("Half a thought", "Not right", "Not confirmed at all", "New and not approved."):
        assert words not in whole + page + old
    assert "We asked twelve people." in old
    for ref in ("nosuch", *(each.ref for each in Toolkit.objects.get().chapters.filter(public_number__isnull=True))):
        assert client.get(f"/toolkits/chapter/{ref}/").status_code == 404
    assert client.get("/toolkits/nosuch/").status_code == 404 and client.post(address()).status_code == 405


def test_a_book_without_a_published_chapter_is_not_there(cast, client):
    begun(cast)
    for kind in ("", "pdf/", "word/"):
        assert client.get(address() + kind).status_code == 404


def test_nobody_is_named_who_did_not_say_so(cast, client):
    chapter = published(cast)
    joe = ChapterAuthor.objects.create(chapter=chapter, partner=cast.joe, is_lay=True, asked_at=MONDAY, asked_by=cast.priya)
    names = [person.name for person in Partner.objects.filter(is_professional=False)]

    page = client.get(f"/toolkits/chapter/{chapter.ref}/").content.decode()
    assert "Priya Example, a lay partner" in page and not any(name in page for name in names)
    say_on_authorship(joe, at=MONDAY, agrees=True, named=True)
    Partner.objects.filter(pk=cast.joe.pk).update(shown_as="called", called="Joey")
    page = client.get(f"/toolkits/chapter/{chapter.ref}/").content.decode()
    assert "Joey" in page and "Joe Example" not in page
    say_on_authorship(joe, at=MONDAY, agrees=True, named=False)
    assert "2 lay partners" in client.get(f"/toolkits/chapter/{chapter.ref}/").content.decode()
    for kind in ("pdf", "word"):
        content = file(client, kind)
        text = read(content)[2] if kind == "pdf" else words_of(content)
        assert not any(name in text for name in names) and "Priya Example" in text


def test_adopters_stand_there_with_what_a_lay_partner_confirmed(cast, client):
    published(cast)
    it = adopter(cast, lead_name="Lena Lead")
    confirmed(cast, it, text="Ann and Bob")
    confirmed(cast, it, "learnt", text="Ask sooner.")
    note_for_adopter(it, by=cast.maya, at=MONDAY, kind="adapted", text="Smaller groups.")

    page = client.get(address()).content.decode()

    assert "Westmere North" in page and "2 lay partners, named on 16 March 2026" in page and "Ask sooner." in page
    for words in ("Ann and Bob", "Lena Lead", "Smaller groups."):
        assert words not in page
    assert "Ask sooner." in read(file(client, "pdf"))[2] and "Ask sooner." in words_of(file(client, "word"))


def test_the_book_of_all_programmes_holds_what_lay_co_authors_share(cast, client):
    chapter, other = published(cast, title="Shared"), published(cast, title="Kept at home")
    assert "No chapter is shared yet." in client.get("/toolkit/").content.decode()
    share_chapter(chapter, by=cast.amina, at=MONDAY)
    page = client.get("/toolkit/").content.decode()
    assert "Shared" in page and "Care Together" in page and other.title not in page
    stop_sharing(chapter, by=cast.amina, at=MONDAY)
    assert "No chapter is shared yet." in client.get("/toolkit/?from=x").content.decode()
    assert client.get("/toolkit/?from=900000000").status_code == 200


def test_too_many_visits_are_turned_away(cast, client, settings):
    published(cast)
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"nominating": "2/15m/ip"}
    assert [client.get(address()).status_code for _n in range(3)] == [200, 200, 429]
    assert client.get(f"{address()}pdf/").status_code == 429


# --- in print ---------------------------------------------------------------------------------------------------------------------

def test_the_pdf_is_tagged_and_has_title_language_contents_and_page_numbers(cast, client):
    published(cast, title="First chapter")
    published(cast, title="Second chapter", text="Only a few words.")
    confirmed(cast, text="x")

    response = client.get(f"{address()}pdf/")
    content = b"".join(response.streaming_content)
    reader, root, text = read(content)

    assert response.headers["Content-Disposition"] == 'attachment; filename="toolkit-care-together.pdf"'
    assert root["/Lang"] == "en-GB" and reader.metadata.title == "Toolkit of Care Together" and b"pdfuaid:part" in content
    tags = tags_of(root["/StructTreeRoot"]["/K"])
    assert {"/Document", "/Title", "/H1", "/H2", "/P", "/L", "/LI", "/TOC"} <= set(tags) and tags.count("/H1") >= 3
    for words in ("First chapter", "Second chapter", "How we began", "Two pairs", "Approved by a lay co-author", "Who uses it",
                  "Page 1 / "):
        assert words in text, words


@pytest.mark.parametrize("words", NASTY)
def test_what_people_write_is_only_text_in_both_files(cast, client, words):
    published(cast, title=words, text=f"# {words}\n\n{words}\n\n- {words}\n\n1. {words}")

    _reader, _root, text = read(file(client, "pdf"))
    assert text.count(" ".join(words.split())) >= 5
    assert words_of(file(client, "word")).count(words) >= 6


@pytest.mark.parametrize("words", ["Zażółć “’–…”", "আমিনা اسم 名前", "A cup ☕ 🙂", "\u202e\u200d", "a\x0bb"])
def test_any_letter_breaks_nothing(cast, client, words):
    published(cast, text=f"Words {words} go on")

    assert isinstance(PdfReader(BytesIO(file(client, "pdf"))), PdfReader)
    assert "go on" in words_of(file(client, "word"))


# --- for word processors ------------------------------------------------------------------------------------------------------------

def words_of(content):
    return "\n".join(each.text for each in Document(BytesIO(content)).paragraphs)


def test_the_word_file_has_real_headings_a_language_and_contents_that_lead_there(cast, client):
    published(cast, title="First chapter", text=TEXT + "\n\n## Smaller\n\nMore.")
    published(cast, title="Second chapter")
    content = file(client, "word")
    document = Document(BytesIO(content))

    headings = [(each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith(("Heading", "Title"))]
    assert headings == [("Title", "Toolkit of Care Together"), ("Heading 1", "First chapter"), ("Heading 2", "How we began"),
                        ("Heading 3", "Smaller"), ("Heading 1", "Second chapter"), ("Heading 2", "How we began")]
    assert [each.text for each in document.paragraphs if each.style.name == "List Bullet"][:2] == ["Two pairs", "One Forum"]
    assert "1. Ask" in words_of(content) and document.core_properties.language == "en-GB"
    assert document.core_properties.title == "Toolkit of Care Together"
    assert document.core_properties.created.isoformat().startswith("2026-03-16")
    body = document.element.body
    assert 'TOC \\o "1-1"' in "".join(each.text for each in body.iter(qn("w:instrText")))
    leads = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    names = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert leads == names == ["chapter1", "chapter2"]
    signs = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert signs == ["begin", "separate", "end"]
    styles = zipfile.ZipFile(BytesIO(content)).read("word/styles.xml").decode()
    assert re.search(r'<w:lang [^>]*w:val="en-GB"', styles) and "Atkinson Hyperlegible" in styles


def test_the_same_book_is_the_same_text_each_time(cast, client):
    published(cast)
    assert words_of(file(client, "word")) == words_of(file(client, "word"))
