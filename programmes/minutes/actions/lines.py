"""Lines: added once, changed by whoever saw the last version, taken out and put back. Not a word of anybody is lost (WL4)."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.post.actions import send
from coprod.trail.moves import record
from partners.models import Partner
from programmes.meetings.models import Meeting
from programmes.minutes import notices
from programmes.minutes.lifecycles import CONFIRMED, ActionState, MinutesState
from programmes.minutes.models import TEXTS, MinuteLine, MinuteLineVersion, Minutes, MinutesView, StruckOut


class Saved(NamedTuple):
    """The line as it is now. With `is_conflict` it has another's words, and what was typed is kept as a version that lost."""

    line: MinuteLine
    is_conflict: bool = False


@transaction.atomic
def begin_minutes(meeting: Meeting, *, by: Partner, at: datetime) -> Minutes:
    """The minutes of the meeting; the first who needs them makes them."""
    minutes, made = Minutes.objects.get_or_create(meeting=meeting, defaults={"begun_at": at})
    minutes.meeting = meeting
    if made:
        record(minutes, "begin", by=by, at=at, now=minutes.state)
    return minutes


@transaction.atomic
def name_taker(meeting: Meeting, *, by: Partner, at: datetime, taker: Partner | None) -> Minutes:
    """Who takes the minutes beside those who lead the group; None takes the name away."""
    minutes = _held(begin_minutes(meeting, by=by, at=at))
    minutes.taker = taker
    minutes.save(update_fields=["taker"])
    record(minutes, "name_taker", by=by, at=at)
    return minutes


def _held(minutes: Minutes) -> Minutes:
    """The minutes, locked; raises NotAllowedNow once they are confirmed."""
    found = Minutes.objects.select_for_update(of=("self",)).select_related("meeting__group", "taker").get(pk=minutes.pk)
    if found.state in CONFIRMED:
        raise NotAllowedNow("change", _("The minutes are confirmed. They stay as they are."))
    return found


def _line(line: MinuteLine) -> MinuteLine:
    found = MinuteLine.objects.select_for_update(of=("self",)).select_related("item").get(pk=line.pk)
    return found


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as a version keeps them: texts, numbers, days, and who by their ref."""
    return {name: getattr(value, "ref", None) or (value.isoformat() if hasattr(value, "isoformat") else value)
            for name, value in facts.items() if name != "words" and value not in (None, "")}


def _keep(line: MinuteLine, facts: dict[str, Any], number: int, *, by: Partner, at: datetime, is_losing: bool) -> None:
    MinuteLineVersion.objects.create(line=line, number=number, is_losing=is_losing, words=facts["words"], more=_plain(facts), at=at, by=by)


def _drafts_change(minutes: Minutes, line: MinuteLine, move: str, *, by: Partner, at: datetime) -> None:
    """After the draft went out a change is on record, and begins a new round: a yes counts for the words that were read, so who said it
    is asked anew."""
    if minutes.state != MinutesState.DRAFTED:
        return
    line.minutes = minutes
    record(line, move, by=by, at=at)
    yes = MinutesView.objects.filter(minutes=minutes, round=minutes.round, is_right=True)
    people = list(Partner.objects.filter(pk__in=yes.values("by")))
    minutes.round += 1
    minutes.save(update_fields=["round"])
    send(notices.to_confirm_anew(minutes, people, at=at))


@transaction.atomic
def add_line(meeting: Meeting, *, by: Partner, at: datetime, ref: str = "", **facts: Any) -> MinuteLine:
    """One more line. `ref` names the form that was sent: sent twice with the same words it is one line, with other words a second.

    Raises NotAllowedNow once the minutes are confirmed.
    """
    minutes = _held(begin_minutes(meeting, by=by, at=at))
    there = MinuteLine.objects.one_or_none(ref=ref) if ref else None
    if there and there.minutes_id == minutes.pk and there.words == facts["words"]:
        return there
    last = minutes.lines.filter(item=facts.get("item")).aggregate(last=Max("position"))["last"] or 0
    line = MinuteLine(ref=ref if ref and not there else new_ref(), minutes=minutes, position=last + 1, written_at=at, written_by=by,
                      changed_at=at, changed_by=by, **facts)
    try:
        with transaction.atomic():
            line.save(force_insert=True)
    except IntegrityError:      # another form of the same ref came a moment earlier, for other minutes
        line.ref = new_ref()
        line.save(force_insert=True)
    _drafts_change(minutes, line, "add", by=by, at=at)
    return line


@transaction.atomic
def change_line(line: MinuteLine, *, by: Partner, at: datetime, version: int, **facts: Any) -> Saved:
    """Other words, if nobody changed the line since `version`. What it was is kept; else what was typed is kept, as a version that lost.

    Raises NotAllowedNow once the minutes are confirmed, when the action is done, or if a passage that is struck out would not stand
    in it any more: a changed passage would be read by all.
    """
    minutes, line = _held(line.minutes), _line(line)
    was = line.typed()
    new = was | facts
    if new == was and line.taken_out_at is None:
        return Saved(line)
    if line.version != version or line.taken_out_at:
        if not MinuteLineVersion.objects.filter(line=line, number=version, is_losing=True, words=new["words"], more=_plain(new)).exists():
            _keep(line, new, version, by=by, at=at, is_losing=True)
        return Saved(line, is_conflict=True)
    if line.state != ActionState.OPEN:
        raise NotAllowedNow("change", _("Somebody says that this action is done. It stays as it is."))
    if lost := lost_passages(line, new):
        raise NotAllowedNow("change", lost)
    _keep(line, was, line.version, by=line.changed_by, at=line.changed_at, is_losing=False)
    for name, value in facts.items():
        setattr(line, name, value)
    line.version, line.changed_at, line.changed_by = line.version + 1, at, by
    if new["who"] != was["who"]:
        line.issued_at = None           # the new owner was not told yet
    line.save(update_fields=[*facts, "version", "changed_at", "changed_by", "issued_at"])
    _drafts_change(minutes, line, "change", by=by, at=at)
    return Saved(line)


def lost_passages(line: MinuteLine, facts: dict[str, Any]) -> str:
    """Why these facts may not be saved, or "": each passage that is struck out must stand in them as it is."""
    gone = [each for each in StruckOut.objects.filter(line=line, lifted_at__isnull=True)
            if not any(each.stands_in(facts[name]) for name in TEXTS)]
    return say("Words that are struck out must stay as they are. Let them be read again first, or leave them.") if gone else ""


@transaction.atomic
def take_out(line: MinuteLine, *, by: Partner, at: datetime) -> None:
    """It is shown no more, and can be put back. Raises NotAllowedNow if it is out, or the minutes are confirmed."""
    minutes, line = _held(line.minutes), _line(line)
    if line.taken_out_at:
        raise NotAllowedNow("take_out")
    line.taken_out_at, line.taken_out_by = at, by
    line.save(update_fields=["taken_out_at", "taken_out_by"])
    _drafts_change(minutes, line, "take_out", by=by, at=at)


@transaction.atomic
def put_back(line: MinuteLine, *, by: Partner, at: datetime) -> None:
    minutes, line = _held(line.minutes), _line(line)
    if line.taken_out_at is None:
        raise NotAllowedNow("put_back")
    line.taken_out_at = line.taken_out_by = None
    line.save(update_fields=["taken_out_at", "taken_out_by"])
    _drafts_change(minutes, line, "put_back", by=by, at=at)


@transaction.atomic
def move_line(line: MinuteLine, *, by: Partner, at: datetime, up: bool) -> bool:
    """One place up or down among the lines of its item; says whether it moved."""
    minutes = _held(line.minutes)
    lines = list(minutes.lines.filter(item=line.item_id, taken_out_at__isnull=True).order_by("position", "pk"))
    places = [each.pk for each in lines]
    if line.pk not in places:
        raise NotAllowedNow("move")
    here = places.index(line.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(places):
        return False
    places[here], places[there] = places[there], places[here]
    for each in lines:
        each.position = places.index(each.pk) + 1
    MinuteLine.objects.bulk_update(lines, ["position"])
    return True


# --- what is personal --------------------------------------------------------------------------------------------------

@transaction.atomic
def strike_out(line: MinuteLine, *, by: Partner, at: datetime, passage: str, reason: str) -> StruckOut:
    """From now on only those who lead the group read these words. Raises NotAllowedNow if they do not stand in the line (any more)."""
    line = MinuteLine.objects.select_for_update(of=("self",)).select_related("minutes__meeting__group").get(pk=line.pk)
    struck = StruckOut(line=line, passage=passage, reason=reason, struck_at=at, struck_by=by)
    if not any(struck.stands_in(getattr(line, name)) for name in TEXTS):
        raise NotAllowedNow("strike", _("These words do not stand in the line. Somebody may have changed it."))
    struck.save()
    record(struck, "strike", by=by, at=at)
    return struck


@transaction.atomic
def lift(struck: StruckOut, *, by: Partner, at: datetime) -> None:
    """The passage is read by all who read the minutes. Raises NotAllowedNow if it was lifted already."""
    if not StruckOut.objects.filter(pk=struck.pk, lifted_at__isnull=True).update(lifted_at=at, lifted_by=by):
        raise NotAllowedNow("lift")
    record(struck, "lift", by=by, at=at)


