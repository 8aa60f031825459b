"""Local editions that the tests draft and publish."""

from typing import Any

from programmes.editions.actions import add_standard, begin_edition, change_words, publish_edition
from programmes.editions.models import LocalEdition
from tests.makers import MONDAY

EASY_READ = {"stage": "S8", "short": "Papers also in easy read", "question": "Was each paper also sent in easy read, on the same day?",
             "evidence": "The easy-read papers, with their day", "by_roles": ["WL"], "klass": "tailor"}
NEW_QUESTION = "Did the pair and the lead draw up each agenda together, and who put which item on it?"
NEW_EVIDENCE = "The agenda, with who asked for each item"


def a_draft(cast: Any, **facts: Any) -> LocalEdition:
    """A draft of the cast's: easy read is added to stage 8, and 8.1 has a new question and new evidence."""
    return drafted(cast.maya, **facts)


def drafted(by: Any, *, added: tuple[dict[str, Any], ...] = (EASY_READ,), words: dict[str, dict[str, str]] | None = None,
            **facts: Any) -> LocalEdition:
    facts = {"name": "Easy read first", "about": "Two of us cannot read long papers."} | facts
    draft = begin_edition(by=by, at=MONDAY, **facts)
    for standard in added:
        add_standard(draft, **standard)
    for code, each in (words if words is not None else {"8.1": {"question": NEW_QUESTION, "evidence": NEW_EVIDENCE}}).items():
        change_words(draft, code, **each)
    return draft


def published(by: Any, **facts: Any) -> LocalEdition:
    draft = drafted(by, **facts)
    return publish_edition(draft, by=by, at=MONDAY, seen=draft.fingerprint())
