"""Putting people forward, their consent, two records of one person, and what the clock does about those who do not answer."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of, start_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.trail.moves import Actor, Entry, make_move, move_many, record_many
from partners.candidates import actions as candidates
from partners.candidates.actions import OWN
from partners.candidates.lifecycles import CandidateState
from partners.models import Candidate, Partner
from programmes.calls.actions import WHEN_CALLED_OFF, answer_request, locked
from programmes.calls.lifecycles import CallState
from programmes.calls.models import Call, CallRequest
from programmes.nominations import notices
from programmes.nominations.lifecycles import EARLY, ENDED_EARLY, NOMINATION, NominationState
from programmes.nominations.models import Channel, Nomination, NominationBatch, Source
from programmes.profiles.models import RoleProfile
from programmes.stages.actions.checking import MORE_CHECKS

CONSENT_DAYS = 14           # NO2, f 23: without a yes by then nothing is kept
NOTHING_SAID: dict[str, Any] = {"why": "", "own_words": "", "recording": "", "recording_type": ""}
OVER = _("This call is over. Nobody can be put forward any more.")
SENT_TWICE = _("This was sent before, and is on record once.")

# What later wings do when the data of these candidates (a queryset) is erased. It runs in the same transaction, before the erasing.
WHEN_ERASED: list[Callable[[QuerySet], None]] = []


@transaction.atomic
def receive(call: Call, people: Sequence[dict[str, Any]], *, by: Actor | None, at: datetime, source: str,
            batch: NominationBatch | None = None, noted_by: Partner | None = None) -> list[Nomination]:
    """Write nominations down, each with its candidate, and ask for consent: a number of queries that does not grow with them.

    Each of `people` has `person` (the facts of a Candidate), `profile`, and perhaps `request`, `why`, `own_words`, `channel`,
    `recording`, `recording_type`. Raises NotAllowedNow when the call is not open, or when the same form is sent twice.
    """
    now_ = locked(call)
    if not now_.is_open(at) and not (noted_by and now_.state in (CallState.OPEN, CallState.CLOSED)):
        raise NotAllowedNow("receive", OVER)
    try:
        with transaction.atomic():
            made = candidates.note_candidates([each["person"] for each in people], book=now_.trail_book, by=by, at=at)
    except IntegrityError:
        raise NotAllowedNow("receive", SENT_TWICE) from None
    found = [Nomination(call=now_, candidate=candidate, source=source, batch=batch, received_at=at, received_by=noted_by,
                        **{name: value for name, value in each.items() if name != "person"})
             for candidate, each in zip(made, people, strict=True)]
    for nomination in found:
        if nomination.recording:
            nomination.recording.field.pre_save(nomination, add=True)       # bulk_create leaves files where they are
    Nomination.objects.bulk_create(found, batch_size=500)
    record_many([Entry(each, "receive", now=each.state, about={"source": source}) for each in found], by=by, at=at)
    if source != Source.OWN:
        send(notices.consent(each, at=at) for each in found)
    return found


def _locked_request(request: CallRequest) -> CallRequest:
    return CallRequest.objects.select_for_update(of=("self",)).select_related("contact", "call__programme").get(pk=request.pk)


def put_forward(request: CallRequest, *, profile: RoleProfile, at: datetime, person: dict[str, Any], why: str) -> Nomination:
    """An organisation puts somebody forward by its own link. The person is asked at once whether they agree.

    Raises NotAllowedNow when the call is over or was withdrawn, or when the same form is sent twice.
    """
    with transaction.atomic():
        made, = receive(request.call, [{"person": person, "profile": profile, "request": request, "why": why}], by=request.contact, at=at,
                        source=Source.ORGANISATION)
        answer_request(_locked_request(request), at=at)
    return made


def put_oneself_forward(call: Call, *, profile: RoleProfile, at: datetime, person: dict[str, Any], own_words: str = "",
                        recording: Any = None, recording_type: str = "", noted_by: Partner | None = None,
                        channel: str = Channel.FORM, support: str = "") -> Nomination:
    """Somebody puts themselves forward (4.4), in writing, by a recording, or by phone or letter to `noted_by`. That is their consent.

    Raises NotAllowedNow when the call is over, takes nobody of their own, or the same form is sent twice.
    """
    if not call.takes_own and noted_by is None:
        raise NotAllowedNow("put_forward", _("In this call organisations put people forward. Ask us, and we tell you which."))
    with transaction.atomic():
        facts = {"person": person, "profile": profile, "own_words": own_words, "recording": recording or "",
                 "recording_type": recording_type, "channel": Channel.AUDIO if recording else channel}
        made, = receive(call, [facts], by=noted_by, at=at, source=Source.OWN, noted_by=noted_by)
        agree(made.candidate, at=at, through=OWN, noted_by=noted_by, support=support)
        send([notices.thanks(made, at=at)])
        made.refresh_from_db()
    return made


def note_nomination(call: Call, *, by: Partner, at: datetime, profile: RoleProfile, person: dict[str, Any], why: str = "",
                    request: CallRequest | None = None, channel: str = Channel.PHONE) -> Nomination:
    """Staff write down whom an organisation named by phone or letter, or whom they were told of; also some days after the closing.

    Raises NotAllowedNow while the call is a draft or after it was withdrawn, or when the same form is sent twice.
    """
    with transaction.atomic():
        made, = receive(call, [{"person": person, "profile": profile, "request": request, "why": why, "channel": channel}], by=by, at=at,
                        source=Source.ORGANISATION if request else Source.STAFF, noted_by=by)
        if request:
            answer_request(_locked_request(request), at=at)
    return made


# --- the person's own word -------------------------------------------------------------------------------------------------

def _waiting(candidate: Candidate) -> QuerySet:
    return candidate.nominations.filter(state=NominationState.RECEIVED).select_related("call__programme").order_by("pk")


def hold(candidate: Candidate) -> Candidate:
    """The person as they are now, and nobody else moves them until we are done. Whoever changes a person and what is said of them holds
    the person first: then of two who come at once one waits, and never each for the other."""
    found = Candidate.objects.select_for_update().one_or_none(pk=candidate.pk)      # what is joined would be as it was before
    if found is None:
        raise NotAllowedNow("answer", _("This was taken back meanwhile."))
    return found


def hold_many(found: QuerySet) -> list[int]:
    """The same for many candidates: their keys, in the order in which they are held."""
    return list(found.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def agree(candidate: Candidate, *, at: datetime, through: str, noted_by: Partner | None = None, nominator_may_hear: bool = False,
          support: str = "") -> None:
    """The person agrees to be considered for everything they were put forward for. Raises NotAllowedNow if they have answered."""
    hold(candidate)
    candidates.agree(candidate, at=at, through=through, noted_by=noted_by, nominator_may_hear=nominator_may_hear, support=support)
    move_many(_waiting(candidate), NOMINATION, "consent", by=noted_by or candidate, at=at)


@transaction.atomic
def refuse(candidate: Candidate, *, at: datetime, through: str, noted_by: Partner | None = None) -> None:
    """The person does not agree: what is known of them is erased, and the number kept. Raises NotAllowedNow if they have answered."""
    hold(candidate)
    _forget([candidate.pk])
    candidates.refuse(candidate, at=at, through=through, noted_by=noted_by)
    move_many(_waiting(candidate), NOMINATION, "withdraw", by=noted_by or candidate, at=at, settled_at=at, **NOTHING_SAID)


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, by: Actor, at: datetime) -> None:
    """The person steps back from this role, at any time. When nothing else of theirs is left, they are erased.

    Raises NotAllowedNow when it is over already.
    """
    for first in BEFORE_WITHDRAWING:
        first(nomination)
    hold(nomination.candidate)
    found = Nomination.objects.select_for_update(of=("self",)).select_related("call__programme", "candidate").get(pk=nomination.pk)
    candidate = found.candidate
    if candidate.pk != nomination.candidate_id:
        raise NotAllowedNow("withdraw", _("Two records of this person became one meanwhile. Look again."))
    for first in BEFORE_MOVING:
        first(found)
    others = candidate.nominations.exclude(pk=found.pk).filter(
        state__in=[state for state in NominationState if "withdraw" in NOMINATION.offers(state)])
    if candidate.state == CandidateState.ASKED and not others.exists():
        return refuse(candidate, at=at, through=OWN, noted_by=by if isinstance(by, Partner) else None)
    last = not others.exists() and candidate.partner_id is None and not candidate.is_gone()
    _drop_recordings(Nomination.objects.filter(pk=found.pk))
    make_move(found, NOMINATION, "withdraw", by=by, at=at, settled_at=at, **NOTHING_SAID)
    for step in WHEN_WITHDRAWN:
        step(found, by, at)
    if last:
        _forget([candidate.pk])
        candidates.erase(candidate, by=by, at=at)
    return None


# When somebody steps back later wings hold what is theirs, (nomination), before the person is held and after it; and do the rest,
# (nomination, by, at). Nobody waits for a row once the trail is open, or two wait for each other.
BEFORE_WITHDRAWING: list[Callable[[Nomination], Any]] = []
BEFORE_MOVING: list[Callable[[Nomination], Any]] = []
WHEN_WITHDRAWN: list[Callable[[Nomination, Actor, datetime], None]] = []


@transaction.atomic
def put_before_panel(call: Call, *, by: Partner, at: datetime) -> int:
    """Everybody who has agreed so far comes before the panel; says how many. The others stay unseen."""
    ready = Nomination.objects.filter(call=call, state=NominationState.CONSENTED).select_related("call__programme").order_by("pk")
    moved = move_many(ready, NOMINATION, "shortlist", by=by, at=at)
    for step in WHEN_SHORTLISTED:
        step(call, at)
    return len(moved)


# What later wings do in the same transaction when people have come before the panel: (call, at).
WHEN_SHORTLISTED: list[Callable[[Call, datetime], None]] = []


def call_off(call: Call, by: Partner, at: datetime) -> None:
    """Everybody who was put forward in a call that is called off is told, with its reason. What was said about them goes at once; they
    themselves are erased after 14 days, unless something else of theirs goes on."""
    theirs = Nomination.objects.filter(call=call, state__in=EARLY)
    people = hold_many(Candidate.objects.filter(pk__in=theirs.values("candidate")))
    if not people:
        return
    send_rows([notices.called_off(theirs, at=at)])
    _drop_recordings(theirs)
    move_many(theirs.select_related("call__programme").order_by("pk"), NOMINATION, "withdraw", by=by, at=at, settled_at=at, **NOTHING_SAID)
    goes_on = Nomination.objects.filter(candidate=OuterRef("pk")).exclude(state__in=ENDED_EARLY)
    until = day_of(at) + timedelta(days=CONSENT_DAYS)
    for some in _in_parts(people):
        Candidate.objects.filter(~Exists(goes_on), pk__in=some, partner__isnull=True).update(keep_until=until)


WHEN_CALLED_OFF.append(call_off)


# --- two records of one person ---------------------------------------------------------------------------------------------

@transaction.atomic
def merge(kept: Candidate, other: Candidate, *, by: Partner, at: datetime) -> None:
    """The two are one person: what `other` was put forward for now belongs to `kept`, and `other` is erased. If only `other` has agreed
    it is the one to keep: the person uses its link, and its address is theirs. If both have, the link of `other` leads to `kept`. Who put
    the person forward by a record that they never answered does not hear the outcome: nobody asked them.

    Raises NotAllowedNow if one of them is gone meanwhile, belongs to another programme, or something was decided about `other`.
    """
    both = Candidate.objects.select_for_update().filter(pk__in=[kept.pk, other.pk]).order_by("pk")
    pair = {each.pk: each for each in both}
    keeps, goes = pair.get(kept.pk), pair.get(other.pk)
    if keeps is None or goes is None or keeps is goes or keeps.is_gone() or goes.is_gone() or keeps.home_book != goes.home_book:
        raise NotAllowedNow("merge", _("One of the two records is gone already."))
    if goes.state == CandidateState.AGREED and keeps.state == CandidateState.ASKED and keeps.partner_id is None:
        keeps, goes = goes, keeps
    was_asked_only = goes.state == CandidateState.ASKED and keeps.state == CandidateState.AGREED
    theirs = list(goes.nominations.select_for_update(of=("self",)).select_related("call__programme").order_by("pk"))
    if goes.partner_id or any(each.state not in (*EARLY, NominationState.MERGED, NominationState.WITHDRAWN) for each in theirs):
        raise NotAllowedNow("merge", _("Something was decided about this record already. Keep this one, and merge the other into it."))
    if goes.state == CandidateState.AGREED:
        keeps.support = "\n\n".join(dict.fromkeys(words for words in (keeps.support, goes.support) if words))[:1000]
        keeps.nominator_may_hear = keeps.nominator_may_hear and goes.nominator_may_hear     # a no to one organisation is kept
        keeps.save(update_fields=["support", "nominator_may_hear"])
    there = {(each.call_id, each.profile_id): each for each in keeps.nominations.that_count()}
    for each in theirs:
        if each.state not in EARLY:
            continue
        same = there.get((each.call_id, each.profile_id))
        if same and same.state in ENDED_EARLY:
            raise NotAllowedNow("merge", _("The person has stepped back from this role already. Ask them which of the two counts."))
        if same:
            for name in ("why", "own_words"):
                said = [words for words in (getattr(same, name), getattr(each, name)) if words]
                setattr(same, name, "\n\n".join(dict.fromkeys(said))[:4000])
            if each.recording and not same.recording:
                same.recording, same.recording_type = each.recording.name, each.recording_type     # the file stays, and is theirs
            else:
                _drop_recordings(Nomination.objects.filter(pk=each.pk))
            same.save(update_fields=["why", "own_words", "recording", "recording_type"])
            make_move(each, NOMINATION, "merge", by=by, at=at, settled_at=at, about={"into": same.ref}, **NOTHING_SAID)
        elif keeps.state == CandidateState.AGREED and each.state == NominationState.RECEIVED:
            make_move(each, NOMINATION, "consent", by=by, at=at)
        Nomination.objects.filter(pk=each.pk).update(candidate=keeps, is_nominator_known=each.is_nominator_known and not was_asked_only)
    _forget([goes.pk])
    candidates.erase(goes, by=by, at=at, into=keeps if goes.state == CandidateState.AGREED else None)


# --- erasing ---------------------------------------------------------------------------------------------------------------

def _drop_recordings(nominations: QuerySet) -> None:
    """Take the files away once it is certain that their rows forget them."""
    for each in nominations.exclude(recording=""):
        storage, name = each.recording.storage, each.recording.name
        transaction.on_commit(partial(storage.delete, name), robust=True)


def _forget(candidates_: Iterable[int]) -> None:
    """What was said about these candidates, and what later wings keep of them."""
    theirs = Nomination.objects.filter(candidate__in=list(candidates_))
    _drop_recordings(theirs)
    theirs.update(**NOTHING_SAID)
    for step in WHEN_ERASED:
        step(Candidate.objects.filter(pk__in=list(candidates_)))


@transaction.atomic
def erase_those(found: QuerySet, move: str, *, by: Actor | None, at: datetime) -> int:
    """Erase all candidates of `found`, with what was said about them; says how many. Their nominations stay, to be counted."""
    for some in _in_parts(hold_many(found)):
        _forget(some)
    return len(candidates.erase_many(found, move, by=by, at=at))


def _in_parts(ids: list[int], size: int = 5000) -> Iterable[list[int]]:
    return (ids[n:n + size] for n in range(0, len(ids), size))


# --- the clock -------------------------------------------------------------------------------------------------------------

def check_nominations(stages: Any = None, *, on: Any = None, at: datetime) -> tuple[int, int]:
    """For all programmes, or for those of `stages`: ask again on day 5 and 10 (NT05); tell managers of letters that are late (NT01); on
    day 14 erase who has not answered; erase whom nobody has needed for twelve months."""
    today, asked, agreed, calls = on or day_of(at), Candidate.objects.all(), Candidate.objects.all(), Call.objects.running()
    if stages is not None:
        books = stages.order_by().values("programme__ref")
        asked, agreed = asked.filter(home_book__in=books), agreed.filter(home_book__in=books)
        calls = calls.filter(programme__in=stages.order_by().values("programme"))
    if not asked.exists():
        return 0, 0
    with transaction.atomic():
        written = send_rows([*notices.consent_again(asked, on=today, at=at), *notices.thanks_late(calls, on=today, at=at)])
    with transaction.atomic():
        late = asked.silent_since(start_of(today - timedelta(days=CONSENT_DAYS - 1)) - timedelta(microseconds=1))
        moved = _lapse(late, at=at) if late.exists() else 0
    old = agreed.kept_long_enough(today)
    return moved + (erase_those(old, "erase", by=None, at=at) if old.exists() else 0), written


def _lapse(late: QuerySet, *, at: datetime) -> int:
    hold_many(late)
    theirs = Nomination.objects.filter(candidate__in=late, state=NominationState.RECEIVED).select_related("call__programme").order_by("pk")
    lapsed = move_many(theirs, NOMINATION, "lapse", by=None, at=at, settled_at=at, **NOTHING_SAID)
    return len(lapsed) + erase_those(late, "lapse", by=None, at=at)


MORE_CHECKS.append(check_nominations)
