"""What challenges add elsewhere: a table that a group's members take away, a section of the Advisory Group's pack, and ways out of a line
of minutes that is a challenge."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of, now
from coprod.kit.saying import day
from coprod.kit.sheets import Sheet
from partners.models import Group
from programmes.challenges.lifecycles import OPEN
from programmes.challenges.models import Challenge
from programmes.challenges.policies import challenges_read_by, may_note_challenge, partner_of, read_by
from programmes.challenges.showing.pages import who_raised
from programmes.meetings.catalogue import Kind as MeetingKind
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.minutes.catalogue import Kind
from programmes.minutes.models import MinuteLine
from programmes.minutes.showing.pages import LINE_DOORS, Door
from programmes.papers.showing.pack import PACK_PARTS, Section
from programmes.programme.policies import home_of, may_see_names, standing
from programmes.raising.showing import GROUP_SHEETS, GroupSheet


def _last_word(it: Challenge) -> Any:
    answers = sorted(it.answers.all(), key=lambda each: (each.at, each.pk))
    return answers[-1] if answers else None


def challenges_sheet(user: Any, group: Group) -> Sheet:
    """The group's challenges that the reader may read, the newest first, but for restricted ones: who reads those is noted. Two
    queries, and what is asked of the reader's roles."""
    home = home_of(group)
    names, me = bool(home and may_see_names(user, home)), partner_of(user)
    found = challenges_read_by(user).for_all().filter(group=group).whole().prefetch_related("answers").order_by("-raised_at", "-pk")

    def row(it: Challenge) -> list[Any]:
        last = _last_word(it)
        return [day_of(it.raised_at), who_raised(it, names=names or it.raised_by == me), it.get_kind_display(), it.text,
                it.get_rung_display(), it.answer_by, it.get_state_display(), last.text if last else "", last.changed if last else "",
                last.said if last else "", it.position]

    return Sheet(_("Challenges of %(name)s") % {"name": group.name}, [
        _("Raised on"), _("By whom"), _("What kind"), _("Words"), _("With whom"), _("Answer due"), _("State"), _("Last answer"),
        _("What changed"), _("What is missing"), _("Position on record")], [row(it) for it in found])


def in_pack(meeting: Meeting, at: datetime) -> Section | None:
    """The log in the pack of an Advisory Group's meeting: what is open, and what was closed since its last one. Nothing that is restricted,
    and no lay partner's name: not all who read a pack see names. Three queries."""
    if meeting.group.kind != Group.Kind.ADVISORY or meeting.kind != MeetingKind.MEETING:
        return None
    held = Meeting.objects.filter(group=meeting.group_id, kind=MeetingKind.MEETING, state=MeetingState.HELD)
    before = held.filter(starts_at__lt=meeting.starts_at).order_by("-starts_at", "-pk").values_list("starts_at", flat=True).first()
    since = Q(closed_at__gte=before) if before else Q(closed_at__isnull=False)
    found = Challenge.objects.for_all().filter(
        Q(state__in=OPEN) | since, programme__group_links__group=meeting.group_id, raised_at__lte=at).whole().prefetch_related(
        "answers").order_by("raised_at", "pk")

    def row(it: Challenge) -> tuple[str, ...]:
        last = _last_word(it)
        return (day(it.raised_at), who_raised(it, names=False), it.text, it.get_rung_display(), it.get_state_display(),
                day(it.due_on) if it.is_waiting() else "", last.text if last else "", last.changed if last else "", it.position)

    rows = [row(it) for it in found]
    return Section("challenges", _("Challenge log"), _("What is open, and what was closed since the last meeting."), [
        _("Raised on"), _("By whom"), _("Words"), _("With whom"), _("State"), _("Answer due"), _("Last answer"), _("What changed"),
        _("Position on record")], rows) if rows else None


def doors_of_lines(user: Any, meeting: Meeting, lines: Sequence[MinuteLine]) -> dict[int, list[Door]]:
    """Beside a line that is a challenge: put it into the log, for who may write it down; or to the log, for who reads it there. Two queries
    for all lines."""
    asked = [line for line in lines if line.kind == Kind.CHALLENGE]
    programme = home_of(meeting.group) if asked else None
    if programme is None:
        return {}
    reads = ExpressionWrapper(read_by(standing(user), partner_of(user), day_of(now())), BooleanField())
    logged = {pk: (ref, seen) for pk, ref, seen in Challenge.objects.filter(minute_line__in=[line.pk for line in asked]).annotate(
        m_reads=reads).values_list("minute_line", "ref", "m_reads")}
    notes, found = may_note_challenge(user, programme), {}
    for line in asked:
        if line.pk in logged:
            ref, seen = logged[line.pk]
            found[line.pk] = [Door(_("In the log"), reverse("programmes:challenge", args=[ref]))] if seen else []
        elif notes:
            href = reverse("programmes:challenge-note", args=[programme.slug])
            found[line.pk] = [Door(_("Put it into the log"), f"{href}?line={line.ref}")]
    return found


GROUP_SHEETS["challenges"] = GroupSheet(gettext_lazy("Challenges"), challenges_sheet)
PACK_PARTS.append(in_pack)
LINE_DOORS.append(doors_of_lines)
