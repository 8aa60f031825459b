"""What the pairs told the Advisory Group at its meetings, written down on the day after (8.9)."""

from datetime import datetime
from typing import NamedTuple

from coprod.kit.clock import day_of
from partners.models import Holding
from programmes.demo.story.diary import Story
from programmes.demo.story.verbs import told_by
from programmes.meetings.models import Meeting
from programmes.reporting.actions import write_report


class Report(NamedTuple):
    """Who reported from which workstream, and what."""

    stream: str
    who: str
    happened: str
    worries: str = ""
    asks: str = ""


REPORTS = {
    ("14 Jan 14", "15 Jan 14"): (
        Report("W1", "LP03", "Carers are a group of their own now. The ten groups are finished."),
        Report("W2", "LP05", "The home-visit standard has evenings in it, as Brian asked."),
        Report("W3", "LP07", "The board of providers was drawn up.", "It has no lay seat, and nobody says why.",
               "Ask the providers for their reason before the Forum."),
        Report("W4", "LP10", "Papers come five working days ahead since November.", "I shall be alone when Helen leaves.",
               "Find somebody for the seat."),
        Report("W5", "LP12", "Aisha and I each bring one item to every meeting."),
        Report("W6", "LP14", "We shadowed a home carer for a day."),
        Report("W7", "LP01", "The easy-read touchstone is out.")),
    ("11 Feb 14", "12 Feb 14"): (
        Report("W4", "LP10", "The pooled budget: rules for who may overrule.", "The second lay seat is empty since January."),
        Report("W5", "LP11", "Sensitive codes: I do not agree, and the log says so."),
        Report("W6", "LP14", "Home carers told us when they can be reached.", "All our meetings are in office hours."),
        Report("W7", "LP01", "Interpreters are booked for every Forum until summer.", "The log was missing from January’s pack.",
               "See that it never is again.")),
    ("11 Mar 14", "12 Mar 14"): (
        Report("W4", "LP10", "Fiona sits beside me from today.", "What the pilot costs is not known.", "Ask on [27 Mar 14]."),
        Report("W5", "LP12", "The slides were pictures again.", "The promise of November is not kept."),
        Report("W6", "LP13", "I asked why we only meet in office hours, and wait for the answer."),
        Report("W7", "LP01", "Nine promises are in the log; two are late.")),
}


def tell_reports(story: Story) -> None:
    """Note everything of this chapter."""
    for (met, written), reports in REPORTS.items():
        for report in reports:
            story.note(written, lambda at, met=met, report=report: _write(story, met, report, at), hour=11)


def _write(story: Story, met: str, report: Report, at: datetime) -> None:
    person, group = story.people[report.who], story.workstreams[report.stream].group
    meeting = Meeting.objects.get(group=story.groups["advisory"], starts_at__date=story.calendar.day(met))
    seat = Holding.objects.serving(day_of(at)).lay().select_related("seat").get(seat__group=group, partner=person).seat
    write_report(seat, meeting, by=person, at=at, happened=report.happened, worries=report.worries,
                 asks=story.calendar.words(report.asks), **told_by(story, report.who))
