"""A seat's report to the Advisory Group, and the reports to one of its meetings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Seat
from partners.people.models import Through
from programmes.meetings.models import Meeting
from programmes.meetings.showing.words import when
from programmes.meetings.views.doors import the_meeting
from programmes.programme.policies import groups_seen_by
from programmes.reporting.actions import write_report
from programmes.reporting.forms import TEXTS, NoteReportForm, ReportForm
from programmes.reporting.models import SeatReport
from programmes.reporting.policies import holder_of, may_read_reports, may_report, meeting_to_report_to
from programmes.reporting.showing import reports_to


def the_lay_seat(user: Any, ref: str) -> Seat:
    """A lay seat of a workstream that the user sees."""
    return get_object_or_404(Seat.objects.select_related("group"), ref=ref, is_lay=True, group__workstream__isnull=False,
                             group__in=groups_seen_by(user))


@allowed(may_report, find=the_lay_seat)
def report(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The report to the next meeting of the Advisory Group: one's own, or what the lay partner says by phone."""
    at, me = now(), request.user.partner        # type: ignore[union-attr]
    meeting, holding = meeting_to_report_to(seat, at=at), holder_of(seat, day_of(at))
    if meeting is None or holding is None:
        raise NotAllowedNow("report", _("The Advisory Group has no meeting yet to report to."))
    is_own = holding.partner_id == me.pk
    was = SeatReport.objects.filter(seat=seat, meeting=meeting).first()
    form = (ReportForm if is_own else NoteReportForm)(
        request.POST or None, initial={"meeting": meeting.ref} | ({name: getattr(was, name) for name in TEXTS} if was else {}))
    if was and not is_own and was.noted_by is None:
        raise NotAllowedNow("report", _("They have written it themselves. Only they change it."))
    if request.method == "POST" and form.is_valid() and form.cleaned_data["meeting"] not in ("", meeting.ref):
        form.add_error("happened", _(
            "The meeting has begun or is over since you opened this page. Send it for the one that is named here."))
        form.data = form.data.copy() | {"meeting": meeting.ref}
    elif request.method == "POST" and form.is_valid():
        how = {} if is_own else {"through": form.cleaned_data["through"], "noted_by": me}
        write_report(seat, meeting, by=holding.partner, at=at, **form.facts(), **({"through": Through.ACCOUNT} | how))
        messages.success(request, _("Thank you. The Advisory Group finds your report with its next meeting.") if is_own else _("Noted."))
        return redirect("programmes:meeting-reports", meeting.ref)
    return ask(request, form, title=_("Report to the Advisory Group") if is_own else _("What does %(name)s report?") % {
        "name": holding.partner.shown}, section=seat.group.name, back=seat.group.workstream.get_absolute_url(), intro=_(
        "For its meeting: %(when)s. A few words are enough.") % {"when": when(meeting)})


@allowed(may_read_reports, find=the_meeting)
def reports(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What each workstream's pair reports to this meeting."""
    return render(request, "programmes/reporting/reports.html", {"meeting": meeting, "when": when(meeting), "streams": reports_to(meeting)})
