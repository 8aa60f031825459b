"""The report of a year, under the short headings of GRIPP2: its results are the entries of the log that lay partners have checked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number, words
from programmes.contributions import actions
from programmes.contributions.actions.impact import REPORT_TEXTS
from programmes.contributions.forms import ReportForm
from programmes.contributions.models import ImpactReport
from programmes.contributions.policies.impact import may_read_impact, may_write_report
from programmes.contributions.showing.impact import report_context
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme

FIRST, LAST = 2000, 2200


def _year(text: str) -> int:
    """The year that was asked for, or this one."""
    found = number(text)
    return found if FIRST <= found <= LAST else day_of(now()).year


def _page(programme: Programme, year: int) -> str:
    return reverse("programmes:impact-report", args=[programme.slug]) + f"?year={year}"


@allowed(may_read_impact, find=the_programme)
def impact_report(request: HttpRequest, programme: Programme) -> HttpResponse:
    return render(request, "programmes/contributions/report.html", report_context(programme, request.user, _year(words(request, "year"))))


@allowed(may_write_report, find=the_programme)
def impact_report_write(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Everything but the results: those come from the log."""
    year = _year(request.POST.get("year", "") if request.method == "POST" else words(request, "year"))
    was = ImpactReport.objects.filter(programme=programme, year=year).first()
    form = ReportForm(request.POST or None, initial={"year": year, "seen": was.version if was else 0} | (
        {name: getattr(was, name) for name in REPORT_TEXTS} if was else {}))
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_report(programme, by=request.user.partner, at=now(), **form.cleaned_data)      # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
            form.data = form.data.copy() | {"seen": was.version if was else 0}
        else:
            messages.success(request, _("It is kept."))
            return redirect(_page(programme, year))
    return ask(request, form, title=_("Impact report of %(year)s") % {"year": year}, section=programme.name, back=_page(programme, year),
               intro=_("The results come from the log: what lay partners have checked, also what did not change and what got worse."))
