"""The words of a kind of message in a programme: put in other words, and taken back. Each change is a version; none is lost."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import record
from partners.models import Partner
from programmes.messages.models import MessageWording
from programmes.programme.models import Programme


def change_words(programme: Programme, *, kind: str, language: str, texts: Mapping[str, str], seen: int, because: str, by: Partner,
                 at: datetime) -> MessageWording:
    """From now on messages of `kind` say `texts` in that language, also those that wait. `seen` is the number of the version that `by` had
    before them (0: the program's own words). Raises NotAllowedNow if somebody has changed the words since."""
    return _write(programme, "change_words", kind=kind, language=language, texts=dict(texts), seen=seen, because=because, by=by, at=at)


def take_words_again(programme: Programme, *, kind: str, language: str, number: int, seen: int, by: Partner,
                     at: datetime) -> MessageWording:
    """The words of version `number` hold again (0: the program's own), as a version of its own. Raises NotAllowedNow as `change_words`."""
    before = MessageWording.objects.filter(programme=programme, kind=kind, language=language)
    texts = before.get(number=number).texts if number else {}
    because = _("The words of version %(n)d again.") % {"n": number} if number else _("The program’s own words again.")
    return _write(programme, "take_words_again", kind=kind, language=language, texts=texts, seen=seen, because=because, by=by, at=at)


def _write(programme: Programme, move: str, *, kind: str, language: str, texts: dict[str, str], seen: int, because: str, by: Partner,
           at: datetime) -> MessageWording:
    facts = {"kind": kind, "language": language}
    try:
        with transaction.atomic():
            ended = MessageWording.objects.in_force().filter(programme=programme, number=seen, **facts).update(replaced_at=at)
            if ended != bool(seen):
                raise NotAllowedNow(move, _("Somebody has changed these words since you looked. Look again before you change them."))
            made = MessageWording.objects.create(
                programme=programme, number=seen + 1, texts=texts, because=because, by=by, at=at, **facts)
            record(programme, move, by=by, at=at, kind=kind, language=language, number=made.number)
    except IntegrityError:
        raise NotAllowedNow(move, _("Somebody has changed these words since you looked. Look again before you change them.")) from None
    return made
