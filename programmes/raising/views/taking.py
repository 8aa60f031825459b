"""What a group's members may take away: minutes, and what later wings put beside them; as a file, or to print."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify

from coprod.kit.access import Answer, allowed
from coprod.kit.clock import day_of, now
from coprod.kit.sheets import MOST_IN_EXCEL, TYPES, download
from partners.models import Group
from programmes.programme.policies import groups_seen_by
from programmes.programme.views.doors import the_group
from programmes.raising.policies import may_take_away
from programmes.raising.showing import GROUP_SHEETS, GroupSheet


class Wanted:
    """A group, and which of its tables."""

    def __init__(self, group: Group, key: str, form: str = "") -> None:
        self.group, self.key, self.form = group, key, form
        self.sheet: GroupSheet = GROUP_SHEETS[key]


def the_sheet(user: Any, ref: str, key: str) -> Wanted:
    if key not in GROUP_SHEETS:
        raise Http404
    return Wanted(get_object_or_404(groups_seen_by(user), ref=ref), key)


def the_file(user: Any, ref: str, key: str, form: str) -> Wanted:
    if form not in TYPES:
        raise Http404
    wanted = the_sheet(user, ref, key)
    wanted.form = form
    return wanted


def may_take_sheet(user: Any, wanted: Wanted) -> Answer:
    return may_take_away(user, wanted.group)


@allowed(may_take_away, find=the_group)
def of_group(request: HttpRequest, group: Group) -> HttpResponse:
    """What there is to take away."""
    return render(request, "programmes/raising/take_away.html", {"group": group, "sheets": GROUP_SHEETS})


@allowed(may_take_sheet, find=the_sheet)
def sheet(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    """One table as a page that prints well."""
    made = wanted.sheet.make(request.user, wanted.group)
    return render(request, "programmes/raising/sheet.html", {"group": wanted.group, "key": wanted.key, "sheet": made, "on": day_of(now()),
                                                             "in_excel": len(made.rows) <= MOST_IN_EXCEL})


@allowed(may_take_sheet, find=the_file)
def file(request: HttpRequest, wanted: Wanted) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    made = wanted.sheet.make(request.user, wanted.group)
    form = wanted.form if len(made.rows) <= MOST_IN_EXCEL else "csv"
    return download(made, form, name=slugify(f"{wanted.group.name} {wanted.key}") or wanted.key)
