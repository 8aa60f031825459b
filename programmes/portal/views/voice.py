"""My voice: everything the person said, and what became of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coprod.kit.access import allowed
from coprod.kit.parameters import number
from programmes.portal.policies import Subject, is_mine
from programmes.portal.showing import what_i_said
from programmes.portal.views.doors import myself

ON_A_PAGE = 25


@allowed(is_mine, find=myself)
def voice(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The newest first, a page at a time."""
    start = number(request.GET.get("from", ""))
    found = what_i_said(subject.partner, start=start, most=ON_A_PAGE + 1)
    return render(request, "programmes/portal/voice.html", {
        "subject": subject, "found": found[:ON_A_PAGE], "start": start,
        "next": start + ON_A_PAGE if len(found) > ON_A_PAGE else 0, "previous": max(start - ON_A_PAGE, 0)})
