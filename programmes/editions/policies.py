"""What stands in the way of publishing a draft: wording that is not a standard's, and core standards that would go."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from programmes.catalogue import CORE, CURRENT, Standard, edition, newest
from programmes.catalogue.comparing import Difference, differences
from programmes.editions.catalogue import ASKS, found_in
from programmes.editions.models import LocalEdition


class Finding(NamedTuple):
    """What is wrong with one standard: the word, if it is a word, and why."""

    code: str
    word: str
    why: Any


def _in_words(code: str, text: object, kept: object = "") -> Iterator[Finding]:
    """Words in `text` that may not stand there. One that `kept`, the words so far, has already may stay."""
    known = {word for word, _why in found_in(kept)}
    yield from (Finding(code, word, why) for word, why in found_in(text) if word not in known)


def _in_a_standard(standard: Standard, was: Standard | None) -> Iterator[Finding]:
    before = was or Standard("", "", "", (), "", "", "", "")
    for text, kept in ((standard.short, before.short), (standard.question, before.question), (standard.evidence, before.evidence)):
        if str(text) != str(kept):
            yield from _in_words(standard.code, text, kept)
    if not str(standard.question).rstrip().endswith("?"):
        yield Finding(standard.code, "", ASKS)


def what_changes(draft: LocalEdition) -> list[Difference]:
    """What the draft would make different from the edition that it begins from."""
    return differences(edition(draft.based_on), draft.whole())


def findings(draft: LocalEdition) -> list[Finding]:
    """Everything that has to be put right before it is published; an empty list when nothing has to.

    Sources of the rules: domain.md b0 for the wording (a standard asks how work was done and judges no result), and the
    rule that a core standard is never taken out: also not one of an earlier local edition that this one does not begin from.
    """
    changes = what_changes(draft)
    found = [finding for each in changes for finding in _in_a_standard(each.standard, each.was)]
    if not changes:
        found.append(Finding("", "", _("It adds nothing and changes nothing yet.")))
    latest = edition(newest())
    for each in differences(latest, draft.whole()):
        if each.is_gone and each.standard.klass == CORE:
            found.append(Finding(each.code, "", _(
                "It is a core standard of edition %(number)d, and is missing here. Begin a new draft from that edition.") % {
                    "number": latest.number}))
    return list(dict.fromkeys(found))


def roles_that_answer() -> list[str]:
    """The codes of the roles that a standard may name: those that the catalogue's own standards name."""
    return sorted({role for standard in edition(CURRENT).standards() for role in standard.by})
