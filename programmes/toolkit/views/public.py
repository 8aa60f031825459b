"""What everybody reads without an account: the book of a programme as pages, in print and for word processors; and the book of them all."""

from collections.abc import Callable
from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import open_to_all
from coprod.kit.parameters import number, words
from programmes.nominations.views.doors import NOMINATING
from programmes.plans.models import Plan
from programmes.toolkit.models import Toolkit
from programmes.toolkit.showing.printed import as_pdf
from programmes.toolkit.showing.published import (
    PublicBook,
    public_book,
    public_chapter,
    public_versions,
    shared_chapters,
)
from programmes.toolkit.showing.word import as_docx

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _turned_away(request: HttpRequest) -> HttpResponse | None:
    return render(request, "429.html", status=429) if too_many(request, NOMINATING) else None


def _the_book(request: HttpRequest, ref: str) -> PublicBook:
    """A book of which something is published; else it is not there."""
    found = Toolkit.objects.select_related("programme").filter(public_ref=ref).first()
    book = public_book(found) if found else None
    if book is None or not book.chapters:
        failed(request)
        raise Http404
    return book


@open_to_all
@require_GET
def public_toolkits(request: HttpRequest) -> HttpResponse:
    """The chapters of all programmes that their lay co-authors let stand here."""
    return _turned_away(request) or render(request, "programmes/toolkit/public_all.html", shared_chapters(number(words(request, "from"))))


@open_to_all
@require_GET
def public_toolkit(request: HttpRequest, ref: str) -> HttpResponse:
    if turned := _turned_away(request):
        return turned
    book = _the_book(request, ref)
    programme = book.toolkit.programme
    return render(request, "programmes/toolkit/public.html", {
        "book": book, "programme": programme, "has_plans": Plan.objects.out().filter(programme=programme).exists()})


@open_to_all
@require_GET
def public_chapter_page(request: HttpRequest, ref: str) -> HttpResponse:
    if turned := _turned_away(request):
        return turned
    version = public_versions().filter(chapter__ref=ref).first()
    if version is None:
        failed(request)
        raise Http404
    return render(request, "programmes/toolkit/public_chapter.html", {
        "it": public_chapter(version), "book": version.chapter.book, "programme": version.chapter.programme})


def _file(request: HttpRequest, ref: str, make: Callable[[PublicBook], bytes], *, ending: str, kind: str) -> HttpResponse | FileResponse:
    if turned := _turned_away(request):
        return turned
    book = _the_book(request, ref)
    response = FileResponse(BytesIO(make(book)), as_attachment=True, content_type=kind,
                            filename=f"toolkit-{book.toolkit.programme.slug}.{ending}")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@open_to_all
@require_GET
def public_pdf(request: HttpRequest, ref: str) -> HttpResponse | FileResponse:
    """To print: tagged, in 14 point, with contents and page numbers."""
    return _file(request, ref, as_pdf, ending="pdf", kind="application/pdf")


@open_to_all
@require_GET
def public_word(request: HttpRequest, ref: str) -> HttpResponse | FileResponse:
    """For word processors, with real headings."""
    return _file(request, ref, as_docx, ending="docx", kind=DOCX)
