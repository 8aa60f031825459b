"""A call and what became of it; letters printed together, posted, or put back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import mark_all_as_told
from coprod.post.lifecycles import State
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.moves import Entry, record, record_many
from partners.contacts.actions import note_contact
from partners.models import Contact, Partner
from programmes.messages.actions.announcing import MORE_THAT_IS_OLD
from programmes.offline.catalogue import LETTERS_AT_ONCE, Outcome
from programmes.offline.models import CallTry, LetterBatch, Printed, mark_of
from programmes.offline.showing.tasks import LETTER, Task, tasks_of
from programmes.people.policies.by_hand import QUIET
from programmes.programme.models import Programme

KEPT_FOR = timedelta(days=731)


# --- calls ----------------------------------------------------------------------------------------------------------------

@transaction.atomic
def note_try(task: Task, *, ref: str, outcome: str, by: Partner, at: datetime, call_on: date | None = None,
             call_hours: str = "") -> CallTry:
    """A call that told nobody anything, or that a letter goes out instead. `ref` is drawn with the page: pressed twice it counts once.
    Raises NotAllowedNow if the ref is that of somebody else's call."""
    programme = Programme.objects.get(ref=task.messages[0].book)
    back = outcome == Outcome.CALL_BACK
    made, is_new = CallTry.objects.get_or_create(ref=ref, defaults={
        "to": task.person.ref, "programme": programme, "by": by, "at": at, "outcome": outcome, "number": mark_of(task.person.phone),
        "call_on": call_on if back else None, "call_hours": call_hours if back else ""})
    if not is_new and (made.to != task.person.ref or made.by_id != by.pk):
        raise NotAllowedNow("note_try")
    if is_new:
        record(made, "note", by=by, at=at)
    return made


@transaction.atomic
def told_in_a_call(task: Task, *, by: Partner, at: datetime, way: str = Contact.Way.PHONE) -> int:
    """One call, or one visit, told the person everything on the task: each of its messages is told, and it counts as one contact in each
    programme. Says how many messages that were. Raises NotAllowedNow if somebody has told them all meanwhile."""
    count = 0
    for book in sorted({each.book for each in task.messages}):
        count += _told(task.person, [each for each in task.messages if each.book == book], book, way=way, by=by, at=at)
    if not count:
        raise NotAllowedNow("tell")
    return count


def _told(person: Any, messages: Sequence[Message], book: str, *, way: str, by: Partner, at: datetime, ref: str = "") -> int:
    """Those of the messages that nobody has told yet; the contact says what they were about, but for what others must not read."""
    here = list(Message.objects.select_for_update().filter(pk__in=[each.pk for each in messages], state=State.BY_HAND).order_by("pk"))
    said = [(each, words) for each in here if (words := registry.words[each.kind](each))]
    count = mark_all_as_told(Message.objects.filter(pk__in=[each.pk for each in here]), at=at)
    if count and said and isinstance(person, Partner):
        subjects = [_("Something that was for them alone") if each.kind in QUIET else str(words.subject) for each, words in said]
        note_contact(person, by=by, at=at, book=book, when=at, way=way, words="; ".join(dict.fromkeys(subjects))[:500], ref=ref)
    return count


# --- letters --------------------------------------------------------------------------------------------------------------

@transaction.atomic
def print_letters(programme: Programme, messages: QuerySet[Message], *, by: Partner, on: date, at: datetime) -> LetterBatch | None:
    """Every letter that waits in the programme and stands in no batch yet becomes one batch, up to a hundred envelopes; None where there is
    nothing to print. Pressed twice at once, one of the two makes it: raises NotAllowedNow for the other."""
    tasks = [each for each in tasks_of(messages, on=on) if each.way == LETTER and each.open_letters][:LETTERS_AT_ONCE]
    chosen = [(each, message) for each in tasks for message in each.open_letters if registry.words[message.kind](message)]
    if not chosen:
        return None
    batch = LetterBatch.objects.create(programme=programme, printed_at=at, printed_by=by)
    try:
        with transaction.atomic():
            Printed.objects.bulk_create([Printed(batch=batch, message=message, address=address_mark(each.person))
                                         for each, message in chosen], batch_size=500)
    except IntegrityError:
        raise NotAllowedNow("print", _("Somebody has printed these letters a moment ago.")) from None
    record(batch, "print", by=by, at=at)
    return batch


def address_mark(person: Any) -> str:
    """By this one sees that a letter would not go out any more as it was printed."""
    return mark_of(person.name, person.address, person.channel)


@transaction.atomic
def post_letters(batch: LetterBatch, *, by: Partner, at: datetime) -> tuple[int, list[str]]:
    """The printed letters are in the post: exactly what stands in them is told, and each envelope counts as one contact. Whoever has
    another address since, or is not reached by letter any more, stays on the list: says how many letters went out, and the names of those
    who stay. Raises NotAllowedNow if somebody has said so already, or the letters were put back."""
    if not LetterBatch.objects.filter(pk=batch.pk).printed().update(posted_at=at, posted_by=by):
        raise NotAllowedNow("post", _("Somebody has said so already, or has put the letters back on the list."))
    marks = dict(batch.printed.values_list("message", "address"))
    here = Message.objects.select_for_update().filter(pk__in=marks, state=State.BY_HAND).order_by("due_at", "pk")
    sent: list[Task] = []
    stays: list[Task] = []
    for task in tasks_of(here, on=day_of(at)):
        changed = any(marks[each.pk] != address_mark(task.person) for each in task.messages)
        (stays if changed else sent).append(task)
    _note_letters([each for each in sent if isinstance(each.person, Partner)], batch, by=by, at=at)
    mark_all_as_told(Message.objects.filter(pk__in=[message.pk for each in sent for message in each.messages]), at=at)
    batch.printed.update(held=False)
    return len(sent), [each.person.name for each in stays]


def _note_letters(tasks: Sequence[Task], batch: LetterBatch, *, by: Partner, at: datetime) -> None:
    """One contact for each envelope, and what happened in the trail. What stood in a letter is not repeated: others read the contacts."""
    made = Contact.objects.bulk_create([Contact(
        partner=each.person, home_book=batch.programme.ref, way=Contact.Way.POST, words=str(_("A letter was posted")), at=at, noted_at=at,
        noted_by=by) for each in tasks], batch_size=500)
    noted = [Entry(each, "note", about={"partner": each.partner.ref, "way": each.way}) for each in made]
    record_many([Entry(batch, "post"), *noted], by=by, at=at)


@transaction.atomic
def put_letters_back(batch: LetterBatch, *, by: Partner, at: datetime) -> None:
    """The letters did not go out: they wait to be printed again. Raises NotAllowedNow if they are in the post, or were put back."""
    if not LetterBatch.objects.filter(pk=batch.pk).printed().update(put_back_at=at, put_back_by=by):
        raise NotAllowedNow("put_back", _("They are in the post, or somebody has put them back already."))
    batch.printed.update(held=False)
    record(batch, "put_back", by=by, at=at)


def forget_old_calls(*, at: datetime) -> int:
    """Delete calls and batches of over two years ago; says how many those were."""
    old = CallTry.objects.filter(at__lt=at - KEPT_FOR).delete()[0]
    return old + LetterBatch.objects.filter(printed_at__lt=at - KEPT_FOR).delete()[0]


MORE_THAT_IS_OLD.append(forget_old_calls)
