"""Rows of the outbox: at once to a few people, and by the clock to as many as there are, in a fixed number of statements."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from coprod.kit.clock import add_working_days, day_of, is_working_day, start_of
from coprod.post.models import Message
from partners.models import Partner, Signatory
from programmes.commitments.catalogue import AMBER_DAYS, ASK_AGAIN_DAYS, LINK_LASTS_DAYS, RED_DAYS, REMIND_DAYS
from programmes.commitments.lifecycles import MAY_FALL_LATE, CommitmentState
from programmes.commitments.models import Commitment, CommitmentWord, NewDay
from programmes.commitments.policies import chairs_of, judges
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import TeamRole
from programmes.raising.catalogue import Rung
from programmes.raising.policies import way_to_lay_chairs, ways_up
from programmes.stages.notices.leading import with_lead
from programmes.stages.notices.rows import Way, in_force, outbox_rows

WAIT_WORKING_DAYS = 5       # after which who may say whether it is done is asked again
LOOK_BACK_DAYS = 60         # what is older is on the pages; nobody is written to about it for the first time


def _message(kind: str, thing: Any, to: Partner, occasion: str, *, at: datetime) -> Message:
    return Message(kind=kind, about=thing.ref, to=to.ref, occasion=occasion, book=thing.trail_book, written_at=at, due_at=at)


def _once(people: Iterable[Partner | None], but: Iterable[Partner | None] = ()) -> list[Partner]:
    spent = {each.pk for each in but if each}
    return list({each.pk: each for each in people if each and each.pk not in spent}.values())


def owners_of(commitment: Commitment, on: date) -> list[Partner]:
    """Who keeps it: those who are named; else the organisation's signatories; else, or where it has none, the programme's managers."""
    if named := commitment.owners():
        return named
    signed = Signatory.objects.in_force(on).filter(organisation=commitment.organisation_id) if commitment.organisation_id else None
    if signed is not None and signed.exists():
        return [each.partner for each in signed.select_related("partner").order_by("pk")]
    runs = TeamRole.objects.in_force(on).filter(programme=commitment.programme_id, role="PM").select_related("partner").order_by("pk")
    return [each.partner for each in runs]


# --- at once ------------------------------------------------------------------------------------------------------------

def to_owners(kind: str, commitment: Commitment, occasion: str, *, at: datetime) -> list[Message]:
    return [_message(kind, commitment, person, occasion, at=at) for person in _once(owners_of(commitment, day_of(at)))]


def changed(commitment: Commitment, occasion: str, *, at: datetime, but: Iterable[Partner | None] = (), chairs: bool = False,
            owners: bool = False) -> list[Message]:
    """To who asked for it, whatever changes (lessons.md 22); where it is dropped or broken also to the lay co-chairs and the owner."""
    on = day_of(at)
    people: list[Partner | None] = [commitment.asked_by]
    people += list(chairs_of(commitment.programme, on)) if chairs else []
    people += owners_of(commitment, on) if owners else []
    return [_message("promise_changed", commitment, person, occasion, at=at) for person in _once(people, but)]


def claimed(commitment: Commitment, *, at: datetime) -> list[Message]:
    """To the lay partners whose word is asked for; who asked hears it in any case."""
    lay = _once(judges(commitment, day_of(at)))
    others = _once([commitment.asked_by], [*lay, commitment.claimed_by])
    return [*(_message("promise_claimed", commitment, person, f"round {commitment.round}", at=at) for person in lay),
            *(_message("promise_changed", commitment, person, f"claimed {commitment.round}", at=at) for person in others)]


def judged(word: CommitmentWord, *, at: datetime) -> list[Message]:
    """To the owner, to who said that it was done, and to who asked; a "no" also to the lay co-chairs."""
    it = word.commitment
    chairs = list(chairs_of(it.programme, day_of(at))) if word.is_no() else []
    people = _once([*owners_of(it, day_of(at)), it.claimed_by, it.asked_by, *chairs], [word.by, word.noted_by])
    return [_message("promise_judged", word, person, "said", at=at) for person in people]


def word_noted(word: CommitmentWord, *, at: datetime) -> list[Message]:
    """To the lay partner for whom somebody wrote it down."""
    return [_message("promise_word_noted", word, word.by, "noted", at=at)]


def new_day_asked(day: NewDay, *, at: datetime) -> list[Message]:
    """To the lay co-chairs, who answer for the Advisory Group."""
    return [_message("promise_new_day_asked", day, person, "asked", at=at)
            for person in _once(chairs_of(day.commitment.programme, day_of(at)), [day.asked_by])]


def new_day_said(day: NewDay, *, at: datetime) -> list[Message]:
    """To the owner, who asked for the day, and who asked for the promise."""
    it = day.commitment
    people = _once([*owners_of(it, day_of(at)), day.asked_by, it.asked_by], [day.said_by, day.noted_by])
    return [_message("promise_new_day_said", day, person, "said", at=at) for person in people]


# --- by the clock ---------------------------------------------------------------------------------------------------------

def _running(*states: str, **facts: Any) -> QuerySet[Commitment]:
    return Commitment.objects.filter(state__in=states, **facts).exclude(programme__state=ProgrammeState.CLOSED).order_by()


def ways_to_owners(on: date) -> list[Way]:
    """As `owners_of`, from many promises to many people."""
    nobody = Q(owner__isnull=True, second_owner__isnull=True)
    signs = in_force("organisation__signatories__", on)
    has_none = ~Exists(Signatory.objects.in_force(on).filter(organisation=OuterRef("organisation")))
    manager = ways_up(Rung.MANAGER, on)
    return [Way(Q(owner__isnull=False), "owner__"), Way(Q(second_owner__isnull=False), "second_owner__"),
            Way(nobody & Q(organisation__isnull=False) & signs, "organisation__signatories__partner__"),
            Way(nobody & Q(has_none) & manager.tie, manager.person)]


def _rows(kind: str, found: QuerySet, ways: Iterable[Way], occasion: Any, *, at: datetime) -> Iterator[QuerySet]:
    for way in ways:
        yield outbox_rows(found.filter(way.tie), kind, about="ref", to=f"{way.person}ref", occasion=occasion, book="programme__ref", at=at)


def _day(column: str) -> Cast:
    return Cast(F(column), CharField())


def _text(words: str) -> Value:
    return Value(words, CharField())


@with_lead
def day_is_near(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT35: seven days before the day, and on it, to the owner. A clock that slept says it late but once."""
    found = _running(*MAY_FALL_LATE, due_on__gte=on, due_on__lte=on + timedelta(days=REMIND_DAYS))
    window = Case(When(due_on=on, then=_text(":today")), default=_text(":soon"), output_field=CharField())
    yield from _rows("promise_due", found, ways_to_owners(on), Concat(_day("due_on"), window), at=at)


def report_is_due(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """d4: every four weeks, or as agreed, the owner is asked how it stands, by a link; a week later once more."""
    found = _running(*MAY_FALL_LATE, CommitmentState.LATE, CommitmentState.DISPUTED, CommitmentState.BROKEN,
                     report_due_on__lte=on, report_due_on__gte=on - timedelta(days=LINK_LASTS_DAYS))
    again = Case(When(report_due_on__lte=on - timedelta(days=ASK_AGAIN_DAYS), then=_text(":again")), default=_text(""),
                 output_field=CharField())
    yield from _rows("promise_report_due", found, ways_to_owners(on), Concat(_day("report_due_on"), again), at=at)


def fell_late(*, on: date, at: datetime) -> QuerySet:
    """To who asked: it was not done by its day."""
    late = _running(CommitmentState.LATE, due_on__lt=on, due_on__gte=on - timedelta(days=LOOK_BACK_DAYS), asked_by__isnull=False)
    return outbox_rows(late, "promise_late", about="ref", to="asked_by__ref", occasion=_day("due_on"), book="programme__ref", at=at)


def overdue(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """NT35: the day after to the lead of the workstream; after ten working days to the lay co-chairs, after twenty to the owner of the
    programme."""
    worked = on if is_working_day(on) else add_working_days(on, -1)
    late = (CommitmentState.LATE, CommitmentState.DISPUTED)
    oldest = on - timedelta(days=LOOK_BACK_DAYS)
    for kind, days, way in (("promise_overdue_lead", 1, ways_up(Rung.LEAD, on)),
                            ("promise_overdue_chairs", AMBER_DAYS, way_to_lay_chairs(on)),
                            ("promise_overdue_owner", RED_DAYS, ways_up(Rung.OWNER, on))):
        found = _running(*late, due_on__lt=add_working_days(worked, 1 - days)).filter(
            Q(due_on__gte=oldest) | Q(state=CommitmentState.DISPUTED, claimed_at__gte=start_of(oldest)))
        yield from _rows(kind, found, [way], _day("due_on"), at=at)


def waits_for_word(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """Said to be done five working days ago, and no lay partner has said a word: to who asked, and to the lay co-chairs."""
    worked = on if is_working_day(on) else add_working_days(on, -1)
    found = _running(CommitmentState.CLAIMED, claimed_at__lt=start_of(add_working_days(worked, -WAIT_WORKING_DAYS) + timedelta(days=1)),
                     claimed_at__gte=start_of(on - timedelta(days=LOOK_BACK_DAYS)))
    occasion = Concat(_text("round "), Cast(F("round"), CharField()))
    chairs = way_to_lay_chairs(on)
    ways = [Way(Q(asked_by__is_professional=False), "asked_by__"), Way(chairs.tie, chairs.person)]
    yield from _rows("promise_waits", found, ways, occasion, at=at)


def waits_for_yes(*, on: date, at: datetime) -> Iterator[QuerySet]:
    """Asked for five working days ago, and its owner has said neither yes nor no: the owner is asked once more; after ten, who asked and
    the lay co-chairs hear."""
    worked = on if is_working_day(on) else add_working_days(on, -1)
    occasion = Concat(_text("asked "), Cast(F("round"), CharField()))

    def since(days: int) -> QuerySet[Commitment]:
        return _running(CommitmentState.PROPOSED, proposed_at__lt=start_of(add_working_days(worked, 1 - days)),
                        proposed_at__gte=start_of(on - timedelta(days=LOOK_BACK_DAYS)))

    yield from _rows("promise_asked", since(WAIT_WORKING_DAYS), ways_to_owners(on), Concat(occasion, _text(" again")), at=at)
    chairs = way_to_lay_chairs(on)
    yield from _rows("promise_unanswered", since(AMBER_DAYS),
        [Way(Q(asked_by__isnull=False), "asked_by__"), Way(chairs.tie, chairs.person)],
                     occasion, at=at)


def handed_on(found: QuerySet[Commitment], *, on: date, at: datetime) -> Iterator[QuerySet]:
    """Their owner has left: to the signatories of the organisation, or the managers, and to who asked."""
    occasion = _text(f"handed on {on.isoformat()}")
    yield from _rows("promise_handed_on", found.order_by(), ways_to_owners(on), occasion, at=at)
    yield from _rows("promise_changed", found.filter(asked_by__isnull=False).order_by(), [Way(Q(), "asked_by__")], occasion, at=at)
