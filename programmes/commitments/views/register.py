"""The register of promises, narrowed by what the reader looks for; as a file; in print; and the board of organisations."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.clock import day_of, now
from coprod.kit.parameters import number, words
from coprod.kit.sheets import MOST_IN_EXCEL, TYPES, download
from partners.models import Group, Organisation
from programmes.commitments.catalogue import ON_A_PAGE, Look
from programmes.commitments.models import Commitment
from programmes.commitments.policies import may_ask_promise, may_read_commitment, may_read_register
from programmes.commitments.showing.board import board_of
from programmes.commitments.showing.pages import (
    Wanted,
    as_sheet,
    commitment_context,
    counts_of,
    lines_of,
    looks,
    narrowed,
    sentence_of,
)
from programmes.commitments.views.doors import the_commitment
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import the_programme
from programmes.raising.views.topics import address_of

MOST_PRINTED = 1000


def _wanted(request: HttpRequest, programme: Programme) -> Wanted:
    """What the address asks for; anything that is not of this programme is left out."""
    look, organisation, group = words(request, "look"), words(request, "organisation"), words(request, "group")
    mine = Commitment.objects.filter(programme=programme)
    return Wanted(
        look if look in Look.values else "",
        Organisation.objects.filter(ref=organisation, pk__in=mine.values("organisation")).first() if organisation else None,
        Group.objects.filter(ref=group, pk__in=mine.values("group")).first() if group else None)


def _query(wanted: Wanted, **more: object) -> str:
    facts = {"look": wanted.look, "organisation": wanted.organisation and wanted.organisation.ref,
        "group": wanted.group and wanted.group.ref}
    return urlencode({name: value for name, value in {**facts, **more}.items() if value})


@allowed(may_read_register, find=the_programme)
def register(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What is past its day first; twenty-five on a page."""
    on, wanted = day_of(now()), _wanted(request, programme)
    start = number(request.GET.get("from", ""))
    counts = counts_of(programme, on, wanted.group)
    lines = lines_of(narrowed(programme, wanted, on), on, start=start, most=ON_A_PAGE + 1)
    mine = Commitment.objects.filter(programme=programme).order_by()
    return render(request, "programmes/commitments/register.html", {
        "programme": programme, "wanted": wanted, "lines": lines[:ON_A_PAGE], "sentence": sentence_of(counts), "on": on,
        "looks": looks(counts), "organisations": Organisation.objects.filter(pk__in=mine.values("organisation")).order_by("name", "pk"),
        "groups": Group.objects.filter(pk__in=mine.values("group")).order_by("name", "pk"), "query": _query(wanted),
        "next": f"?{_query(wanted, **{'from': start + ON_A_PAGE})}" if len(lines) > ON_A_PAGE else "",
        "previous": f"?{_query(wanted, **{'from': max(start - ON_A_PAGE, 0)})}" if start else "",
        "may_ask": may_ask_promise(request.user, programme)})


@allowed(may_read_register, find=the_programme)
def printed(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The same to print, up to a thousand; the page says so."""
    on, wanted = day_of(now()), _wanted(request, programme)
    lines = lines_of(narrowed(programme, wanted, on), on, most=MOST_PRINTED + 1)
    return render(request, "programmes/commitments/printed.html", {
        "programme": programme, "wanted": wanted, "lines": lines[:MOST_PRINTED], "is_cut": len(lines) > MOST_PRINTED, "on": on,
        "sentence": sentence_of(counts_of(programme, on, wanted.group)), "query": _query(wanted),
        "look": Look(wanted.look).label if wanted.look else ""})


@allowed(may_read_register, find=the_programme)
def csv(request: HttpRequest, programme: Programme) -> HttpResponse:
    return _file(request, programme, "csv")


@allowed(may_read_register, find=the_programme)
def xlsx(request: HttpRequest, programme: Programme) -> HttpResponse:
    """For Excel; above five thousand promises as CSV."""
    return _file(request, programme, "xlsx")


def _file(request: HttpRequest, programme: Programme, form: str) -> HttpResponse:
    on = day_of(now())
    made = as_sheet(_("Promises"), narrowed(programme, _wanted(request, programme), on), on,
        names=bool(may_see_names(request.user, programme)))
    assert form in TYPES
    return download(made, form if len(made.rows) <= MOST_IN_EXCEL else "csv", name=slugify(f"{programme.name} promises"))


@allowed(may_read_register, find=the_programme)
def board(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Kept, late and broken, by organisation, over time."""
    on = day_of(now())
    standing = Commitment.objects.filter(programme=programme, is_standing=True, breaches__isnull=False).distinct()
    return render(request, "programmes/commitments/board.html", {
        "programme": programme, "picture": board_of(programme, on), "standing": lines_of(standing, on, most=MOST_PRINTED)})


@allowed(may_read_commitment, find=the_commitment)
def commitment(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    """One promise: what, who, by when, all that was said of it, and what the reader may do."""
    return render(request, "programmes/commitments/commitment.html", commitment_context(commitment, request.user, day_of(now())) | {
        "made_in": address_of(commitment.about_kind, commitment.about_ref),
        "history": tell_about([commitment.ref], names=bool(may_see_names(request.user, commitment.programme)))})
