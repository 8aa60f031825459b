"""What promises put into the pages of others: the log in each pack of an Advisory Group (R9, 11.4), a group's table to take away, the way
from a line of minutes, and a piece of a meeting's page. Importing this module registers them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of, now
from coprod.kit.saying import day
from coprod.kit.sheets import Sheet
from partners.models import Group
from programmes.challenges.models import Challenge
from programmes.challenges.showing.pages import CHALLENGE_PARTS
from programmes.commitments.models import Commitment, CommitmentReport
from programmes.commitments.models.commitment import STILL_OPEN
from programmes.commitments.policies import may_ask_promise, may_review, since_last_meeting
from programmes.commitments.showing.pages import as_sheet, by_when, who_keeps
from programmes.decisions.models import DecisionRecord
from programmes.decisions.showing.parts import MORE_PARTS as DECISION_PARTS
from programmes.decisions.showing.parts import Part as DecisionPart
from programmes.meetings.catalogue import Kind
from programmes.meetings.lifecycles import MeetingState
from programmes.meetings.models import Meeting
from programmes.meetings.showing.parts import MORE_PARTS, Part
from programmes.minutes.catalogue import Kind as LineKind
from programmes.minutes.models import MinuteLine
from programmes.minutes.showing.pages import LINE_DOORS, Door
from programmes.papers.showing.pack import LOG, LOGS, PACK_PARTS, Section
from programmes.programme.policies import home_of, may_see_names
from programmes.raising.showing import GROUP_SHEETS, GroupSheet

MOST_IN_PACK, MOST_IN_LOG = 100, 500


def log_in_pack(meeting: Meeting, at: datetime) -> Section | None:
    """Every open promise of the programmes that the Advisory Group works for, and those closed since its meeting before. One query, and
    one for the meeting before. In each pack, by itself: also where nothing is promised yet."""
    if meeting.group.kind != Group.Kind.ADVISORY:
        return None
    before = Meeting.objects.filter(group=meeting.group_id, kind=Kind.MEETING, state=MeetingState.HELD,
                                    starts_at__lt=meeting.starts_at).order_by("-starts_at", "-pk").first()
    recent = Q(closed_at__gte=before.starts_at) if before else Q(closed_at__isnull=False)
    on = meeting.on if meeting.state == MeetingState.HELD else day_of(at)
    found = Commitment.objects.filter(STILL_OPEN | recent, programme__group_links__group=meeting.group_id).urgent_first(on).whole()
    rows = [(it.text, who_keeps(it), by_when(it, on), it.get_state_display()) for it in found[:MOST_IN_LOG + 1]]
    intro = "" if rows else _("No promise is open.")
    if len(rows) > MOST_IN_LOG:
        rows = rows[:MOST_IN_LOG]
        intro = _("The %(n)d most urgent are shown. The others stand in the log on the site.") % {"n": MOST_IN_LOG}
    return Section(LOG, _("Log of promises"), intro, [_("Promise"), _("Who keeps it"), _("By when"), _("How it stands")], rows)


def fell_due_in_pack(meeting: Meeting, at: datetime) -> Section | None:
    """What fell due since the group met last, with what its owner said, for the group to mark (CC4). Three queries."""
    if meeting.kind != Kind.MEETING or meeting.group.kind in (Group.Kind.FORUM, Group.Kind.PANEL):
        return None
    on = meeting.on if meeting.state == MeetingState.HELD else day_of(at)
    found = list(since_last_meeting(meeting, on).urgent_first(on).whole()[:MOST_IN_PACK])
    if not found:
        return None
    last = {each.commitment_id: each for each in CommitmentReport.objects.filter(commitment__in=found).order_by("at", "pk")}
    rows = [(it.text, who_keeps(it), by_when(it, on), it.get_state_display(), _in_words(last.get(it.pk)), "") for it in found]
    return Section("due", _("Promises that fell due since we met last"), _("Is each of them done, done in part, or not?"), [
        _("Promise"), _("Who keeps it"), _("By when"), _("How it stands"), _("What they say"), _("Done, partly, or not?")], rows)


def _in_words(said: CommitmentReport | None) -> str:
    return f"{said.text} {said.evidence}".strip() if said else _("Nothing yet")


def of_group(user: Any, group: Group) -> Sheet:
    """The promises that concern the group: those made in it, or all of its programme for the Advisory Group and boards."""
    home, on = home_of(group), day_of(now())
    found = Commitment.objects.filter(group=group)
    if home and group.kind in (Group.Kind.ADVISORY, Group.Kind.BOARD):
        found = Commitment.objects.filter(programme=home)
    return as_sheet(_("Promises: %(name)s") % {"name": group.name}, found, on, names=bool(home and may_see_names(user, home)))


def doors(user: Any, meeting: Meeting, lines: Sequence[MinuteLine]) -> dict[int, list[Door]]:
    """From a promise in minutes to the log, or to where it stands there. One query."""
    asked = [line for line in lines if line.kind in (LineKind.COMMITMENT, LineKind.ACTION)]
    home = home_of(meeting.group) if asked else None
    if home is None:
        return {}
    there = dict(Commitment.objects.filter(minute_line__in=asked).values_list("minute_line", "ref"))
    may = bool(may_ask_promise(user, home))
    new = reverse("programmes:commitment-new", args=[home.slug])
    found: dict[int, list[Door]] = {}
    for line in asked:
        if line.pk in there:
            found[line.pk] = [Door(_("In the log of promises"), reverse("programmes:commitment", args=[there[line.pk]]))]
        elif may and line.kind == LineKind.COMMITMENT:
            found[line.pk] = [Door(_("Put it into the log of promises"), f"{new}?line={line.ref}")]
    return found


def part_of_meeting(user: Any, meeting: Meeting, side: str, at: datetime) -> Part | None:
    """The way to what fell due since the group met last, for those who lead the group (CC4)."""
    if not side or meeting.kind != Kind.MEETING or meeting.state in (MeetingState.DRAFT, MeetingState.CANCELLED) or (
            meeting.group.kind in (Group.Kind.FORUM, Group.Kind.PANEL)):
        return None
    n = since_last_meeting(meeting, day_of(at)).count()
    return Part("agenda", "programmes/commitments/_of_meeting.html", {
        "meeting": meeting, "n": n, "may_review": bool(may_review(user, meeting)), "day": day(meeting.on)}) if n else None


def _made_in(user: Any, kind: str, thing: Any) -> dict[str, Any]:
    """The promises that were made in something, and whether the reader may add one. One query."""
    found = Commitment.objects.filter(about_kind=kind, about_ref=thing.ref,
        programme=thing.programme_id).urgent_first(day_of(now())).whole()
    return {"promises": list(found), "thing": thing, "about": f"{kind}:{thing.ref}", "programme": thing.programme,
            "may_ask": bool(may_ask_promise(user, thing.programme))}


def part_of_decision(user: Any, decision: DecisionRecord, at: datetime) -> DecisionPart | None:
    """The promises that a decision makes (10.6), and the way to put the next into the log in one step."""
    return DecisionPart("programmes/commitments/_made_here.html", _made_in(user, "decision", decision))


def part_of_challenge(user: Any, challenge: Challenge, at: datetime) -> dict[str, Any] | None:
    """What was promised because of a challenge; nothing of it for one that only few people read."""
    return None if challenge.is_restricted else _made_in(user, "challenge", challenge)


def has_log_here(meeting: Meeting) -> bool:
    """The log is in every pack of an Advisory Group by itself (R9)."""
    return meeting.group.kind == Group.Kind.ADVISORY


LOGS.append(has_log_here)
PACK_PARTS.append(log_in_pack)
PACK_PARTS.append(fell_due_in_pack)
GROUP_SHEETS["commitments"] = GroupSheet(gettext_lazy("Promises"), of_group)
LINE_DOORS.append(doors)
MORE_PARTS.append(part_of_meeting)
DECISION_PARTS.append(part_of_decision)
CHALLENGE_PARTS.append(part_of_challenge)
