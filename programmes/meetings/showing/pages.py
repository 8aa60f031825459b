"""What the pages of meetings show: what to look at before announcing one, who comes, the quorum, the agenda, who was there."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coprod.kit.almanac import special_days
from coprod.kit.clock import add_months, day_of, start_of
from coprod.kit.saying import day
from partners.about.catalogue import Time
from partners.models import About, Partner
from programmes.meetings.catalogue import COMING, LONG_AGO_DAYS, NOTICE_DAYS, THERE, Answer, Kind
from programmes.meetings.lifecycles import AHEAD, ItemState, MeetingState
from programmes.meetings.models import AgendaItem, Attendance, FreeDays, Meeting, MeetingInvitation
from programmes.meetings.policies import called_to, lay_called_to, still_asked, what_hinders, with_part
from programmes.meetings.showing.words import when, where

MOST, SATURDAY = 8, 5
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")      # as Time names them


def warnings_of(meeting: Meeting, *, at: datetime) -> list[str]:
    """What to look at before the meeting is announced: warnings, not walls (WL11). Six queries."""
    found, on = [], meeting.on
    if why := what_hinders(meeting, on=day_of(at)):
        found.append(why)
    if on - day_of(at) < timedelta(days=NOTICE_DAYS):
        found.append(_("It is in less than %(n)d days. Some people need that long to arrange support, or somebody to care for others.") % {
            "n": NOTICE_DAYS})
    if on.weekday() >= SATURDAY:
        found.append(_("%(day)s is at a weekend.") % {"day": day(on)})
    if what := special_days(on):
        found.append(_("It is on %(day)s, which some people keep free: %(what)s.") % {
            "day": day(on), "what": get_text_list(what, _("and"))})
    for each in FreeDays.objects.on(on).filter(programme__ref=meeting.group.home_book).order_by("from_on", "pk"):
        found.append(_("The programme keeps %(from)s to %(until)s free: %(what)s.") % {
            "from": day(each.from_on), "until": day(each.until_on), "what": each.words})
    return found + usual_times(meeting) + clashes_of(meeting)


def usual_times(meeting: Meeting) -> list[str]:
    """How many of those who are asked usually cannot come at that time of the week. Only who has said when they can is counted."""
    codes = _parts_of_week(meeting)
    asked = called_to(meeting).order_by().values("pk")
    said = list(About.objects.filter(partner__in=asked).exclude(times=[]).values_list("times", flat=True))
    cannot = sum(not codes <= set(times) for times in said)
    return [ngettext("%(n)d person who is asked usually cannot come at that time of the week.",
                     "%(n)d people who are asked usually cannot come at that time of the week.", cannot) % {"n": cannot}] if cannot else []


def _parts_of_week(meeting: Meeting) -> set[str]:
    """The parts of the week that the meeting touches, as people name them in what they say of themselves."""
    on = meeting.on.weekday()
    if on >= SATURDAY:
        return {Time.WEEKEND}
    starts = {"am": time(0), "pm": time(12), "eve": time(17)}
    ends = {"am": time(12), "pm": time(17), "eve": time.max}
    touched = {part for part in starts if meeting.begins.time() < ends[part] and (
        meeting.ends.date() > meeting.begins.date() or meeting.ends.time() > starts[part])}
    return {f"{WEEKDAYS[on]}_{part}" for part in touched}


def clashes_of(meeting: Meeting) -> list[str]:
    """Other meetings on the same day to which people of this one are asked."""
    people = called_to(meeting)
    rows = MeetingInvitation.objects.filter(
        partner__in=people.order_by().values("pk"), meeting__state__in=AHEAD, meeting__starts_at__gte=start_of(meeting.on),
        meeting__starts_at__lt=start_of(meeting.on + timedelta(days=1))).exclude(meeting=meeting.pk).select_related("meeting__group")
    others = Counter(row.meeting_id for row in rows)
    whole = {row.meeting_id: row.meeting for row in rows}
    found = []
    for pk, count in others.most_common(MOST):
        other = whole[pk]
        if other.starts_at < meeting.ends_at and meeting.starts_at < other.ends_at:
            words = ngettext("%(n)d person is asked to “%(other)s” at the same time.",
                             "%(n)d people are asked to “%(other)s” at the same time.", count)
        else:
            words = ngettext("%(n)d person is asked to “%(other)s” on the same day.",
                             "%(n)d people are asked to “%(other)s” on the same day.", count)
        found.append(words % {"n": count, "other": other.name})
    return found


class Coming(NamedTuple):
    """One person who is asked, and what they said."""

    partner: Partner
    is_lay: bool
    words: str
    note: str
    substitute: str
    noted: str
    ref: str


class Who(NamedTuple):
    """Who comes: each person, the numbers, the sentence about the quorum, and whether it is reached."""

    people: list[Coming]
    lay: int
    others: int
    silent: int
    sentence: str
    is_quorate: bool


def who_comes(meeting: Meeting) -> Who:
    """Two queries."""
    lay = set(lay_called_to(meeting).values_list("pk", flat=True))
    rows = list(still_asked().filter(meeting=meeting).select_related("partner", "noted_by").order_by("partner__name", "pk"))
    people, numbers = [], Counter[str]()
    for row in rows:
        row.meeting = meeting
        is_lay, answer = row.partner_id in lay, row.stands
        numbers["silent" if not answer else ("lay" if is_lay else "others") if answer in COMING else answer] += 1
        words = row.get_answer_display() if answer else (
            _("Said “%(was)s” to the former time") % {"was": row.get_answer_display()} if row.answer else _("No answer yet"))
        noted = _("noted by %(name)s, %(how)s") % {
            "name": row.noted_by.name, "how": row.get_through_display().lower()} if row.noted_by else ""
        people.append(Coming(row.partner, is_lay, words, row.note if answer else "", row.substitute if answer else "", noted, row.ref))
    least, coming = meeting.group.lay_minimum, numbers["lay"]
    facts = {"n": coming, "least": least}
    is_quorate = coming >= least
    enough = ngettext("%(n)d lay partner said that they come. The group needs %(least)d to decide anything.",
                      "%(n)d lay partners said that they come. The group needs %(least)d to decide anything.", coming)
    few = ngettext("Discussion only, so far: %(n)d lay partner said that they come, and the group needs %(least)d to decide anything.",
                   "Discussion only, so far: %(n)d lay partners said that they come, and the group needs %(least)d to decide anything.",
                   coming)
    sentence = (enough if is_quorate else few) % facts
    return Who(people, coming, numbers["others"], numbers["silent"], sentence, is_quorate)


class Agenda(NamedTuple):
    """The items in their order, those that wait, those left out, minutes in all, and a sentence on whose they are."""

    items: list[AgendaItem]
    proposed: list[AgendaItem]
    left_out: list[AgendaItem]
    minutes: int
    sentence: str


def agenda_of(meeting: Meeting) -> Agenda:
    """One query."""
    rows = list(meeting.items.exclude(state=ItemState.WITHDRAWN).select_related("asked_by").order_by("position", "pk"))
    for row in rows:
        row.meeting = meeting
    items = [row for row in rows if row.state == ItemState.ON]
    asked = [row for row in items if not row.standing]
    lay = sum(row.is_lay for row in asked)
    sentence = _("Items from lay members: %(lay)d of %(all)d.") % {"lay": lay, "all": len(asked)} if asked else ""
    return Agenda(items, [row for row in rows if row.state == ItemState.PROPOSED], [row for row in rows if row.state == ItemState.LEFT_OUT],
                  sum(row.minutes or 0 for row in items), sentence)


def presence_of(meeting: Meeting) -> dict[str, Any]:
    """Who was there by side, and who chaired. Two queries; nothing before it was held."""
    if meeting.state != MeetingState.HELD:
        return {}
    rows = list(meeting.attendances.select_related("partner").order_by("partner__name", "pk"))
    lay = sum(row.is_lay and row.was in THERE for row in rows) + meeting.others_lay
    staff = sum(not row.is_lay and row.was in THERE for row in rows) + meeting.others_staff
    chairs = list(meeting.chairs.order_by("name"))
    return {"rows": rows, "chairs": chairs, "lay": lay, "staff": staff,
            "sentence": _("There were %(lay)s and %(others)s.") % {
                "lay": ngettext("%(n)d lay person", "%(n)d lay people", lay) % {"n": lay},
                "others": ngettext("%(n)d other", "%(n)d others", staff) % {"n": staff}},
            "lay_chaired": any(not chair.is_professional for chair in chairs)}


class Line(NamedTuple):
    """One row of a list of meetings."""

    meeting: Meeting
    when: str
    where: str
    said: str
    asks: bool


def lines(meetings: Sequence[Meeting], partner: Partner | None) -> list[Line]:
    """One query for all answers of the reader."""
    mine = {each.meeting_id: each for each in MeetingInvitation.objects.filter(partner=partner, meeting__in=meetings)} if partner else {}
    found = []
    for meeting in meetings:
        invitation = mine.get(meeting.pk)
        said, asks = "", False
        if invitation and meeting.state in AHEAD:
            invitation.meeting = meeting
            asks = not invitation.stands
            said = _("You have not answered yet") if asks else Answer(invitation.stands).label
        found.append(Line(meeting, when(meeting), where(meeting), str(said), asks))
    return found


def meetings_of(partner: Partner, *, at: datetime) -> tuple[QuerySet[Meeting], QuerySet[Meeting]]:
    """The person's meetings: those ahead, the soonest first, and those that were or were cancelled, the last first."""
    mine = Meeting.objects.announced().filter(with_part(partner)).select_related("group")
    return mine.ahead(at).order_by("starts_at", "pk"), mine.exclude(state__in=AHEAD, ends_at__gte=at).order_by("-starts_at", "-pk")


def for_calendar(partner: Partner, *, at: datetime) -> QuerySet[Meeting]:
    since = at - timedelta(days=LONG_AGO_DAYS)
    mine = still_asked().filter(partner=partner).values("meeting")
    return Meeting.objects.announced().filter(pk__in=mine, starts_at__gte=since).select_related("group").order_by("starts_at", "pk")


def beside(meeting: Meeting) -> list[Meeting]:
    """Its pre-meet and debrief; of one of these, the meeting itself."""
    if meeting.beside_id:
        return list(Meeting.objects.filter(pk=meeting.beside_id).select_related("group"))
    return list(meeting.besides.exclude(state=MeetingState.CANCELLED).select_related("group").order_by("starts_at")) \
        if meeting.kind == Kind.MEETING else []


def time_at_meetings(partner: Partner, month: date) -> dict[int, str]:
    """For each group, by its id, how long the meetings of the month took at which the person was, pre-meets and debriefs with them. `month`
    is its first day. One query."""
    spent: dict[int, timedelta] = {}
    rows = Attendance.objects.filter(
        partner=partner, was__in=THERE, meeting__state=MeetingState.HELD, meeting__starts_at__gte=start_of(month),
        meeting__starts_at__lt=start_of(add_months(month, 1))).values_list("meeting__group", "meeting__starts_at", "meeting__ends_at")
    for group, begins, ends in rows:
        spent[group] = spent.get(group, timedelta()) + (ends - begins)
    words = _("Meetings at which you were, with pre-meets and debriefs, took %(hours)s hours. Reading and travel come on top.")
    return {group: words % {"hours": number_format(round(took.total_seconds() / 3600, 1), use_l10n=True)} for group, took in spent.items()}
