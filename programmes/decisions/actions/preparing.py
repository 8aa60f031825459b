"""Preparing a decision, changing it, listing what was changed since lay partners saw it, and asking them to look (10.3)."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import record
from partners.models import Group, Partner
from partners.people.models import Through
from programmes.decisions import notices
from programmes.decisions.actions.saying import say_dissent
from programmes.decisions.catalogue import Method
from programmes.decisions.lifecycles import AHEAD, DecisionState
from programmes.decisions.models import DecisionChange, DecisionRecord
from programmes.decisions.models.decisions import VOTES
from programmes.decisions.policies.saying import asked_to_look
from programmes.meetings.models import Meeting
from programmes.minutes.models import MinuteLine
from programmes.programme.models import Programme, Workstream
from programmes.raising.models import About
from programmes.stages.models import Stage

WITH = ("programme", "group", "workstream", "meeting", "stage")


def locked(decision: DecisionRecord) -> DecisionRecord:
    """As it stands now, held until the transaction ends."""
    found: DecisionRecord = DecisionRecord.objects.select_for_update(of=("self",)).select_related(*WITH).get(pk=decision.pk)
    return found


def without_votes(facts: dict[str, Any]) -> dict[str, Any]:
    """Only a vote has counts: those that were typed beside another way of deciding are left out."""
    return facts if facts.get("method") == Method.VOTE else facts | dict.fromkeys(VOTES)


@transaction.atomic
def prepare_decision(programme: Programme, *, by: Partner, at: datetime, title: str, text: str, group: Group | None = None,
                     body_name: str = "", workstream: Workstream | None = None, meeting: Meeting | None = None,
                     stage: Stage | None = None, minute_line: MinuteLine | None = None, about: About | None = None,
                     dissent: tuple[Partner, str] | None = None, ref: str = "", **facts: Any) -> DecisionRecord:
    """Put a decision into the log, before it is made or from a line of minutes; with the same `ref` it is put there once. Where its day is
    ahead, the lay co-chairs are asked for the Advisory Group's position. `dissent` is who does not agree and their words in the minutes.

    Raises NotAllowedNow if the line or the stage has its decision already, or neither a group nor a body decides, or both do.
    """
    if ref and (before := DecisionRecord.objects.filter(ref=ref, prepared_by=by).first()):
        return before
    if (group is None) == (not body_name):
        raise NotAllowedNow("prepare", _("Say which group decides, or which body outside."))
    if workstream is None and group is not None:
        workstream = Workstream.objects.filter(group=group, programme=programme).first()
    said = {name: value for name, value in about.facts().items() if name.startswith("about_")} if about else {}
    try:
        with transaction.atomic():
            made = DecisionRecord.objects.create(
                programme=programme, group=group, body_name=body_name, workstream=workstream, title=title, text=text, meeting=meeting,
                stage=stage, linked_at=at if stage else None, minute_line=minute_line, prepared_at=at, prepared_by=by, **said,
                **({"ref": ref} if ref else {}), **without_votes(facts))
    except IntegrityError:
        if ref and (before := DecisionRecord.objects.filter(ref=ref, prepared_by=by).first()):    # sent twice at the same moment
            return before
        raise NotAllowedNow("prepare", _("It is in the log already, or the stage has its decision.")) from None
    record(made, "prepare", by=by, at=at, now=made.state)
    if dissent:
        say_dissent(made, by=dissent[0], at=at, words=dissent[1], through=Through.IN_PERSON, noted_by=by)
    _ask_for_position(made, at=at)
    return made


def _ask_for_position(decision: DecisionRecord, *, at: datetime) -> None:
    if decision.decided_on and decision.decided_on > day_of(at) and not decision.positions.exists():
        send_rows([notices.position_asked(decision, at=at)])


@transaction.atomic
def change_decision(decision: DecisionRecord, *, by: Partner, at: datetime, seen: int, **facts: Any) -> DecisionRecord:
    """Change what is prepared. Where the words change, lay partners have not seen them: whoever looked looks again, and the
    lay co-chairs are asked again what the Advisory Group says.

    Raises NotAllowedNow if it is not prepared any more, somebody else has changed it since `seen`, or the stage has its decision.
    """
    now_ = locked(decision)
    if now_.state != DecisionState.PREPARED:
        raise NotAllowedNow("change")
    if now_.version != seen:
        raise NotAllowedNow("change", _("Somebody has changed it since you opened this page."))
    facts = without_votes({"method": now_.method} | facts)
    is_new = any(name in facts and facts[name] != getattr(now_, name) for name in ("title", "text", "options"))
    day_moved = facts.get("decided_on", now_.decided_on) != now_.decided_on
    if facts.get("stage", now_.stage) != now_.stage:
        now_.linked_at = at if facts["stage"] else None
    for name, value in facts.items():
        setattr(now_, name, value)
    if now_.workstream is None and now_.group is not None:
        now_.workstream = Workstream.objects.filter(group=now_.group, programme=now_.programme).first()
    now_.version += 1
    if is_new:
        now_.no_changes = False
        now_.wording, now_.reworded_at = now_.wording + 1, at
        _look_anew(now_)
    try:
        with transaction.atomic():
            now_.save()
    except IntegrityError:
        raise NotAllowedNow("change", _("The stage has its decision already.")) from None
    record(now_, "change", by=by, at=at)
    if is_new and now_.positions.exists():
        send_rows([notices.reworded(now_, at=at)])
    elif day_moved:
        _ask_for_position(now_, at=at)
    return now_


def _look_anew(decision: DecisionRecord) -> None:
    """What was shown to the lay side is not what stands there now."""
    if decision.shown_at is not None:
        decision.shown_at, decision.shown_by, decision.round = None, None, decision.round + 1


@transaction.atomic
def list_change(decision: DecisionRecord, *, by: Partner, at: datetime, text: str) -> DecisionChange:
    """Write down one thing that was changed since lay partners last saw the text. Raises NotAllowedNow once it is published."""
    now_ = locked(decision)
    if now_.state not in (*AHEAD, DecisionState.MADE):
        raise NotAllowedNow("list")
    if before := DecisionChange.objects.filter(decision=now_, text=text).first():       # the same press again
        return before
    made = DecisionChange.objects.create(decision=now_, text=text, at=at, by=by)
    now_.no_changes = False
    _look_anew(now_)
    now_.save(update_fields=["no_changes", "shown_at", "shown_by", "round"])
    record(made, "list", by=by, at=at)
    return made


@transaction.atomic
def say_nothing_changed(decision: DecisionRecord, *, by: Partner, at: datetime) -> DecisionRecord:
    """Say that nothing was changed since lay partners last saw the text. Raises NotAllowedNow if a change is listed."""
    now_ = locked(decision)
    if now_.state not in (*AHEAD, DecisionState.MADE):
        raise NotAllowedNow("list")
    if DecisionChange.objects.filter(decision=now_).exists():
        raise NotAllowedNow("list", _("Changes are listed already. They stay."))
    if not now_.no_changes:
        now_.no_changes = True
        now_.save(update_fields=["no_changes"])
        record(now_, "say_nothing_changed", by=by, at=at)
    return now_


@transaction.atomic
def show_changes(decision: DecisionRecord, *, by: Partner, at: datetime) -> DecisionRecord:
    """Ask those who look for the lay side. Asked again without a change, nobody is told twice.

    Raises NotAllowedNow if neither a change is listed nor it is said that there is none, or it is published.
    """
    now_ = locked(decision)
    if now_.state not in (DecisionState.PREPARED, DecisionState.MADE):
        raise NotAllowedNow("show")
    if not now_.no_changes and not DecisionChange.objects.filter(decision=now_).exists():
        raise NotAllowedNow("show", _("List first what was changed, or say that nothing was changed."))
    if now_.shown_at is None:
        now_.shown_at, now_.shown_by = at, by
        now_.save(update_fields=["shown_at", "shown_by"])
        record(now_, "show", by=by, at=at)
        send(notices.to_look(now_, asked_to_look(now_, day_of(at)), at=at))
    return now_
