"""The words of messages about decisions. What is decided stands on the page; nothing that a person said stands in a message."""

from typing import Any

from django.urls import reverse

from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from programmes.decisions.lifecycles import OUT, DecisionState
from programmes.decisions.models import (
    DecisionDissent,
    DecisionOpenness,
    DecisionPosition,
    DecisionRecord,
    DecisionSeen,
)
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.notices import still_reads

_WITH = ("programme", "group", "workstream")


def _decision(message: Message, **which: Any) -> DecisionRecord | None:
    found: DecisionRecord | None = DecisionRecord.objects.select_related(*_WITH).filter(ref=message.about, **which).first()
    return found if found and _runs(message, found) else None


def _word(message: Message) -> DecisionSeen | None:
    found = DecisionSeen.objects.select_related("decision__programme").one_or_none(ref=message.about)
    return found if found and _runs(message, found.decision) else None


def _runs(message: Message, thing: Any) -> bool:
    return thing.programme.state != ProgrammeState.CLOSED and still_reads(message, thing.programme)


def _position(message: Message, first: str) -> Words | None:
    found = _decision(message, state=DecisionState.PREPARED, no_position_because="")
    if found is None or found.positions.on_these_words().exists() or str(found.decided_on) != message.occasion:
        return None
    return Words(
        subject=_("%(programme)s: what does the Advisory Group say?") % {"programme": found.programme},
        lines=[first % {"title": found.title, "who": found.decider, "day": day(found.decided_on)},
               _("Please say before that day whether the Advisory Group agrees. What you say stands on the page, in its own words.")],
        action=_("Say the position"), path=reverse("programmes:decision-position", args=[found.ref]))


@says("decision_position_asked")
def position_asked_words(message: Message) -> Words | None:
    """Nothing once there is a position, the day was moved, or it is made, put off or withdrawn."""
    return _position(message, _("A decision is ahead: “%(title)s”. %(who)s decides it on %(day)s."))


@says("decision_position_due")
def position_due_words(message: Message) -> Words | None:
    return _position(message, _("The Advisory Group’s position is not recorded yet: “%(title)s”. %(who)s decides it on %(day)s."))


@says("decision_reworded")
def reworded_words(message: Message) -> Words | None:
    """Nothing once there is a position on these words, they were changed again, or it is made, put off or withdrawn."""
    found = _decision(message, state=DecisionState.PREPARED)
    if found is None or str(found.wording) != message.occasion or found.positions.on_these_words().exists():       # type: ignore[attr-defined]
        return None
    return Words(
        subject=_("%(programme)s: the words of a decision were changed") % {"programme": found.programme},
        lines=[_("“%(title)s” was changed after the Advisory Group said what it thinks of it.") % {"title": found.title},
               _("What it said does not count for the new words. Please say what it says now, also if it is the same.")],
        action=_("Say the position"), path=reverse("programmes:decision-position", args=[found.ref]))


@says("decision_to_look")
def to_look_words(message: Message) -> Words | None:
    """Nothing once this person has said so, it was changed again, or it is published."""
    found = _decision(message, state__in=[DecisionState.PREPARED, DecisionState.MADE], shown_at__isnull=False)
    if found is None or message.occasion != f"round {found.round}":
        return None
    if DecisionSeen.objects.filter(decision=found, round=found.round, by__ref=message.to).exists():
        return None
    return Words(
        subject=_("%(programme)s: please look at a decision before it is published") % {"programme": found.programme},
        lines=[_("“%(title)s”: we wrote down what was changed since lay partners last saw the text.") % {"title": found.title},
               _("Please look whether it is right. You may say no, and what is wrong: then you get an answer.")],
        action=_("Look at it"), path=reverse("programmes:decision-seen", args=[found.ref]))


@says("decision_not_seen")
def not_seen_words(message: Message) -> Words | None:
    found = _word(message)
    if found is None or not DecisionSeen.objects.open_noes().filter(pk=found.pk).exists():
        return None
    return Words(
        subject=_("%(programme)s: a lay partner says that something is wrong") % {"programme": found.decision.programme},
        lines=[_("It is about what was changed in “%(title)s”.") % {"title": found.decision.title},
               _("Please answer. Your answer stands beside it, also where everybody reads it.")],
        action=_("Answer"), path=reverse("programmes:decision-no-answer", args=[found.ref]))


@says("decision_no_answered")
def no_answered_words(message: Message) -> Words | None:
    found = _word(message)
    if found is None or not found.answer:
        return None
    return Words(
        subject=_("%(programme)s: your “no” is answered") % {"programme": found.decision.programme},
        lines=[_("You said that something is wrong in “%(title)s”. There is an answer now.") % {"title": found.decision.title},
               _("Both stand on the page of the decision. If it is still wrong, say so again.")],
        action=_("Read the answer"), path=found.decision.get_absolute_url())


def _noted(message: Message) -> tuple[DecisionRecord, str, str] | None:
    """The decision, what was written down for this person, and where they put it right; None if it does not stand any more."""
    by = {"ref": message.about, "noted_by__isnull": False}
    if position := DecisionPosition.objects.current().select_related("decision__programme").filter(**by).first():
        it = position.decision
        return it, _("that the Advisory Group says: %(value)s") % {"value": position.get_value_display().lower()}, reverse(
            "programmes:decision-position", args=[it.ref]) if it.is_ahead() else it.get_absolute_url()
    if dissent := DecisionDissent.objects.standing().select_related("decision__programme").filter(**by).first():
        return dissent.decision, _("that you do not agree"), dissent.decision.get_absolute_url()
    if seen := DecisionSeen.objects.select_related("decision__programme").filter(**by).first():
        if DecisionSeen.objects.filter(decision=seen.decision, by=seen.by, pk__gt=seen.pk).exists():
            return None
        what = _("that it is right what was changed") if seen.is_right else _("that something is wrong in what was changed")
        return seen.decision, what, seen.decision.get_absolute_url()
    return None


@says("decision_word_noted")
def word_noted_words(message: Message) -> Words | None:
    """Nothing once another word took its place, or it was taken back."""
    found = _noted(message)
    if found is None or not _runs(message, found[0]):
        return None
    it, what, path = found
    return Words(
        subject=_("%(programme)s: somebody wrote down your word on a decision") % {"programme": it.programme},
        lines=[_("About “%(title)s” somebody wrote down for you %(what)s.") % {"title": it.title, "what": what},
               _("If it is not so, say it: on the page of the decision, or to the programme manager.")],
        action=_("Read what stands there"), path=path)


@says("decision_made")
def made_words(message: Message) -> Words | None:
    found = _decision(message, state__in=OUT)
    if found is None:
        return None
    return Words(
        subject=_("%(programme)s: a decision was made") % {"programme": found.programme},
        lines=[_("%(who)s decided on %(day)s: “%(title)s”.") % {
            "who": found.decider, "day": day(found.decided_on), "title": found.title},
               _("You find there what was decided, which options there were, and what lay partners said.")],
        action=_("Read the decision"), path=found.get_absolute_url())


@says("decision_reason")
def reason_words(message: Message) -> Words | None:
    found = _decision(message, state=DecisionState.PUBLISHED)
    if found is None or not found.reason or message.occasion != f"version {found.version}":
        return None
    return Words(
        subject=_("%(programme)s: the reason for a decision is published") % {"programme": found.programme},
        lines=[_("“%(title)s” was decided on %(day)s. The reason stands beside what lay partners said.") % {
            "title": found.title, "day": day(found.decided_on)}],
        action=_("Read the reason"), path=found.get_absolute_url())


@says("decision_reason_needed")
def reason_needed_words(message: Message) -> Words | None:
    """Nothing once the reason is written, or it was taken back."""
    found = DecisionDissent.objects.standing().select_related("decision__programme").one_or_none(ref=message.about)
    if found is None or found.decision.reason or not _runs(message, found.decision):
        return None
    it = found.decision
    return Words(
        subject=_("%(programme)s: a decision needs its reason") % {"programme": it.programme},
        lines=[_("A lay partner does not agree with “%(title)s”, and no reason is written yet.") % {"title": it.title},
               _("Please write why it was decided so. It stands beside what they said.")],
        action=_("Write the reason"), path=reverse("programmes:decision-reason", args=[it.ref]))


@says("decision_log_asked")
def log_asked_words(message: Message) -> Words | None:
    found = DecisionOpenness.objects.waiting().select_related("programme").one_or_none(ref=message.about)
    if found is None or not _runs(message, found):
        return None
    return Words(
        subject=_("%(programme)s: may everybody read our decisions?") % {"programme": found.programme},
        lines=[_("Staff ask that everybody may read the decisions that are published. It counts when you agree.")],
        action=_("Look at it"), path=reverse("programmes:decisions", args=[found.programme.slug]))


@says("decision_log_noted")
def log_noted_words(message: Message) -> Words | None:
    """Nothing once the log is closed."""
    found = DecisionOpenness.objects.open().select_related("programme").one_or_none(ref=message.about)
    if found is None or not _runs(message, found):
        return None
    return Words(
        subject=_("%(programme)s: everybody may read our decisions now") % {"programme": found.programme},
        lines=[_("Somebody wrote down for you that you agree to that."),
               _("If it is not so, close the log again on its page, or tell the programme manager.")],
        action=_("Look at it"), path=reverse("programmes:decisions", args=[found.programme.slug]))
