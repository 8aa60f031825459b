"""The pack as a PDF: tagged, with title, language and page numbers, in 14 point; what people write is only text in it."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from coprod.kit.written import pieces_of
from programmes.papers.showing import pack as packs
from programmes.papers.showing.pack import pack_of
from programmes.papers.showing.printed import as_pdf
from tests.makers import MONDAY
from tests.programmes.meetings.doing import a_meeting, an_item
from tests.programmes.papers.doing import TEXT, a_paper, out, released
from tests.programmes.stages.doing import get

pytestmark = pytest.mark.django_db
SECTION = packs.Section("log", "Promises", "What was promised:", ("Promise", "By whom"), [("A ramp", "Council"), ("A lift", "#panic(1)")])


def tags_of(element, found=None):
    """The tags of the structure tree, in reading order."""
    found = [] if found is None else found
    element = element.get_object()
    if isinstance(element, list):
        for each in element:
            tags_of(each, found)
    elif isinstance(element, dict):
        if "/S" in element:
            found.append(element["/S"])
        if "/K" in element:
            tags_of(element["/K"], found)
    return found


def read(content):
    reader = PdfReader(BytesIO(content))
    return reader, reader.trailer["/Root"], " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def test_it_is_tagged_and_has_title_language_and_page_numbers(cast, monkeypatch):
    monkeypatch.setattr(packs, "PACK_PARTS", [lambda meeting, at: SECTION])
    meeting = a_meeting(cast)
    an_item(meeting, cast.amina, title="The letters", on=True)
    released(a_paper(cast, meeting))

    response = get(cast.joe, "papers-pdf", meeting)

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'attachment; filename="papers-2026-04-20.pdf"'
    content = b"".join(response.streaming_content)
    reader, root, text = read(content)
    assert root["/MarkInfo"]["/Marked"] is not False and root["/Lang"] == "en-GB" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Papers for Housing" and b"pdfuaid:part" in content
    tags = tags_of(root["/StructTreeRoot"]["/K"])
    assert {"/Document", "/Title", "/H1", "/H2", "/H3", "/P", "/L", "/LI", "/TOC", "/Table", "/TH", "/TD"} <= set(tags)
    assert [f"Page {n} / {len(reader.pages)}" in page.extract_text() for n, page in enumerate(reader.pages, start=1)] == [
        True] * len(reader.pages) and len(reader.pages) == 3
    assert "\u2060" not in text            # an invisible letter beside a digit would hide it from who searches for a day
    for words in ("Letters that people can read", "Question for lay partners: Which words would you use?", "Large print", "A ramp",
                  "#panic(1)", "The letters"):
        assert words in text, words
    assert root["/Outlines"]["/Count"] != 0


def test_it_is_set_in_14_point(cast):
    reader, _root, _text = read(as_pdf(pack_of(cast.joe.user, out(cast).meeting, at=MONDAY)))
    sizes = set()
    reader.pages[1].extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.add(round(size)) if text.strip() else None)

    assert min(sizes) == 14


@pytest.mark.parametrize("words", [
    "<script>alert(1)</script>", "#panic(1)", "#read(\"/etc/passwd\")", "$x$ *bold* _it_ @ref <label> = No heading",
    "\\ ~ -- [a](b) ``", "// no"])
def test_what_people_write_is_only_text(cast, words):
    paper = out(cast, title=words, text=f"# {words}\n\n{words}\n\n- {words}", purpose=words)

    reader, _root, text = read(as_pdf(pack_of(cast.joe.user, paper.meeting, at=MONDAY)))

    assert text.count(" ".join(words.split())) >= 5, text
    assert len(reader.pages) == 2


@pytest.mark.parametrize("words", [
    "Zażółć gęślą jaźń “’–…”", "Ελληνικά и кириллица", "আমিনা اسم 名前", "A cup ☕ and a face 🙂", "\u202e\u200d"])
def test_any_letter_can_be_printed_or_at_least_breaks_nothing(cast, words):
    paper = out(cast, title=f"Name {words}", text=words)

    reader, root, _text = read(as_pdf(pack_of(cast.joe.user, paper.meeting, at=MONDAY)))

    assert "/StructTreeRoot" in root and len(reader.pages) == 2


def test_a_smaller_heading_before_any_larger_one_breaks_no_rule(cast):
    paper = out(cast, text="## Smaller\n\nA.\n\n# Larger\n\nB.\n\n## Smaller\n\nC.")

    content = as_pdf(pack_of(cast.joe.user, paper.meeting, at=MONDAY))

    assert b"pdfuaid:part" in content and [each.level for each in pieces_of(paper.text) if each.kind == "heading"] == [2, 1, 2]


def test_a_long_paper_runs_over_many_pages(cast):
    paper = out(cast, text="\n\n".join(f"Paragraph {n}. " + "The letters are long. " * 12 for n in range(120)))

    reader, _root, text = read(as_pdf(pack_of(cast.joe.user, paper.meeting, at=MONDAY)))

    assert len(reader.pages) > 15 and "Paragraph 119." in text and TEXT
