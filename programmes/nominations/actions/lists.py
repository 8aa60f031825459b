"""Taking in a list of people that came as a file: checked, taken in part by part, undone as a whole."""

from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.uploads import forget, get_back, keep
from coprod.trail.moves import make_move, move_many, record
from partners.candidates.lifecycles import CandidateState
from partners.models import Candidate, Partner
from programmes.calls.lifecycles import REQUEST
from programmes.calls.models import Call
from programmes.nominations.actions import OVER, receive
from programmes.nominations.forms.lists import ListOfPeople, Row
from programmes.nominations.lifecycles import BATCH, BatchState, NominationState
from programmes.nominations.models import Nomination, NominationBatch
from programmes.nominations.policies import roles_of

PART = 250      # rows in one transaction


def _owner(ref: str) -> str:
    return f"batch {ref}"


def people_in(content: bytes, call: Call, *, at: datetime) -> ListOfPeople:
    """The rows of that file, against this call. Raises ValidationError."""
    return ListOfPeople(content, roles=roles_of(call, at), requests=call.requests.select_related("organisation"))


def rows_of(batch: NominationBatch, *, at: datetime) -> list[Row]:
    """The rows of a batch that waits; none when its file was kept long enough and is gone."""
    file = get_back(batch.note, owner=_owner(batch.ref))
    return list(people_in(file.read(), batch.call, at=at).rows()) if file else []


@transaction.atomic
def check_list(call: Call, file: File, *, by: Partner, at: datetime) -> NominationBatch:
    """Read the whole file and count what is good and what is wrong; nothing else is written. Raises ValidationError, NotAllowedNow."""
    if not call.is_open(at):
        raise NotAllowedNow("check", OVER)
    file.seek(0)
    rows = list(people_in(file.read(), call, at=at).rows())
    ref, wrong = new_ref(), sum(bool(row.wrong) for row in rows)
    batch = NominationBatch.objects.create(ref=ref, call=call, note=keep(file, owner=_owner(ref)), rows=len(rows) - wrong, wrong=wrong,
                                           made_at=at, made_by=by)
    record(batch, "check", by=by, at=at, now=batch.state, rows=batch.rows, wrong=wrong)
    return batch


@transaction.atomic
def run_batch(batch: NominationBatch, *, by: Partner, at: datetime) -> None:
    """Take the good rows in; the worker does it, part by part. Raises NotAllowedNow when there are none, or the file is gone."""
    if not batch.rows:
        raise NotAllowedNow("run", _("There is no row that could be taken in."))
    if get_back(batch.note, owner=_owner(batch.ref)) is None:
        raise NotAllowedNow("run", _("The file was kept for a day and is gone now. Send it once more."))
    make_move(batch, BATCH, "run", by=by, at=at, role="PM")


@transaction.atomic
def take_in_a_part(batch: NominationBatch, *, at: datetime) -> bool:
    """Write the next rows down and say whether more are left. Whoever does it twice, or at once, does it once."""
    now_ = NominationBatch.objects.select_for_update(of=("self",)).select_related("call__programme", "made_by").get(pk=batch.pk)
    if now_.state != BatchState.RUNNING:
        return False
    good = (row for row in rows_of(now_, at=now_.made_at) if row.facts)     # as they were when somebody looked them through
    part: list[dict[str, Any]] = [dict(row.facts) for row in islice(good, now_.done, now_.done + PART) if row.facts]
    for source in sorted({each["source"] for each in part}):
        those = [{name: value for name, value in each.items() if name != "source"} for each in part if each["source"] == source]
        receive(now_.call, those, by=now_.made_by, at=at, source=source, batch=now_, noted_by=now_.made_by)
    silent = now_.call.requests.silent().filter(pk__in=now_.nominations.values("request"))
    move_many(silent.select_related("call__programme").order_by("pk"), REQUEST, "answer", by=now_.made_by, at=at, answered_at=at)
    now_.done += len(part)
    now_.save(update_fields=["done"])
    if len(part) == PART and now_.done < now_.rows:
        return True
    _finish(now_, at=at)
    return False


@transaction.atomic
def stop_batch(batch: NominationBatch, *, at: datetime) -> None:
    """The rest cannot be taken in, because the call is over: what was taken in stays, and the file is forgotten."""
    now_ = NominationBatch.objects.select_for_update(of=("self",)).select_related("call__programme").get(pk=batch.pk)
    if now_.state == BatchState.RUNNING:
        _finish(now_, at=at)


def _finish(batch: NominationBatch, *, at: datetime) -> None:
    make_move(batch, BATCH, "finish", by=None, at=at)
    transaction.on_commit(partial(forget, batch.note), robust=True)


@transaction.atomic
def undo_batch(batch: NominationBatch, *, by: Partner, at: datetime) -> int:
    """Take back every row of it whose person has not answered; says how many are left, because theirs is the word now."""
    theirs = Nomination.objects.filter(batch=batch, state=NominationState.RECEIVED)
    silent = Candidate.objects.filter(pk__in=theirs.values("candidate"), state=CandidateState.ASKED)
    people = list(silent.select_for_update().order_by("pk").values_list("pk", flat=True))     # who answers now waits, or is left
    make_move(batch, BATCH, "undo", by=by, at=at, role="PM")
    for some in (people[n:n + 5000] for n in range(0, len(people), 5000)):
        theirs.filter(candidate__in=some).delete()
        Candidate.objects.filter(pk__in=some, nominations__isnull=True).delete()
    return batch.nominations.count()


@transaction.atomic
def discard_batch(batch: NominationBatch, *, by: Partner, at: datetime) -> None:
    """Forget the file; nothing of it was written."""
    make_move(batch, BATCH, "discard", by=by, at=at, role="PM")
    transaction.on_commit(partial(forget, batch.note), robust=True)
