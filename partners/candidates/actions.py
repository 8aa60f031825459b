"""Noting down people who were put forward, their yes or no, and erasing what is known of them. The messages are written above."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.kit.tokens import hash_of
from coprod.trail.moves import Actor, Entry, make_move, move_many, record_many
from partners.candidates.lifecycles import CANDIDATE
from partners.candidates.models import NOTHING, Candidate, NotTheSame, token_of
from partners.people.models import Partner, searchable

KEPT_FOR = timedelta(days=366)      # f 23: erased a year after the last word, unless they take part
OWN = "own"                         # they came by themselves, and agreed with that


@transaction.atomic
def note_candidates(people: Sequence[dict[str, Any]], *, book: str, by: Actor | None, at: datetime) -> list[Candidate]:
    """Note people down who are to be asked whether they agree: a number of queries that does not grow with them.

    Raises IntegrityError when one of them carries a `ref` that is there already: the same form was sent twice.
    """
    made = []
    for facts in people:
        ref = facts.get("ref") or new_ref()
        made.append(Candidate(**facts | {"ref": ref}, token_hash=hash_of(token_of(ref)), home_book=book, asked_at=at,
                              search_text=searchable(facts["name"])))
    Candidate.objects.bulk_create(made, batch_size=500)
    record_many([Entry(each, "note", now=each.state) for each in made], by=by, at=at)
    return made


@transaction.atomic
def agree(candidate: Candidate, *, at: datetime, through: str, noted_by: Partner | None = None, nominator_may_hear: bool = False,
          support: str = "") -> None:
    """They agree to be considered. `through` says how; `noted_by` is who wrote it down; `support` is what they need to take part, which
    nobody who chooses reads. Raises NotAllowedNow if they have answered."""
    make_move(candidate, CANDIDATE, "agree", by=noted_by or candidate, at=at, answered_at=at, answered_through=through, noted_by=noted_by,
              nominator_may_hear=nominator_may_hear, support=support, keep_until=day_of(at) + KEPT_FOR)


@transaction.atomic
def refuse(candidate: Candidate, *, at: datetime, through: str, noted_by: Partner | None = None) -> None:
    """They do not agree; nothing of them is kept. Raises NotAllowedNow if they have answered."""
    make_move(candidate, CANDIDATE, "refuse", by=noted_by or candidate, at=at, answered_at=at, answered_through=through, noted_by=noted_by,
              erased_at=at, **NOTHING)


@transaction.atomic
def erase(candidate: Candidate, *, by: Actor | None, at: datetime, into: Candidate | None = None) -> None:
    """Nothing of them is kept. Their link leads to `into`, another record of theirs. Raises NotAllowedNow if they are gone already."""
    make_move(candidate, CANDIDATE, "erase", by=by, at=at, erased_at=at, merged_into=into, **NOTHING)
    if into is not None:
        Candidate.objects.filter(merged_into=candidate.pk).update(merged_into=into)


def erase_many(candidates: QuerySet, move: str, *, by: Actor | None, at: datetime) -> list[Any]:
    """The same for all of `candidates` by "lapse" or "erase", in a number of queries that does not grow with them."""
    return move_many(candidates.order_by("pk"), CANDIDATE, move, by=by, at=at, erased_at=at, **NOTHING)


@transaction.atomic
def say_they_differ(one: Candidate, other: Candidate, *, by: Partner, at: datetime) -> None:
    """They look alike and are two people: nobody is asked about them again."""
    first, second = sorted((one, other), key=lambda each: each.pk)
    try:
        with transaction.atomic():
            NotTheSame.objects.create(one=first, other=second, said_by=by, said_at=at)
    except IntegrityError:
        raise NotAllowedNow("differ", _("Somebody has said so already.")) from None
    record_many([Entry(first, "differ", about={"other": second.ref})], by=by, at=at)


