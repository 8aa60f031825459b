"""The plain summary of a plan: written, approved or said to be unclear by lay partners, answered, and replaced by another one (9.2)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.plans import notices
from programmes.plans.actions.writing import locked
from programmes.plans.catalogue import Says
from programmes.plans.lifecycles import SUMMARY, SummaryState
from programmes.plans.models import PlainSummary, Plan, SummaryWord
from programmes.plans.policies.summaries import asked_about, in_time, may_be_noted

_WITH = ("plan__programme", "plan__workstream__group", "written_by")


def _refuse_too_late(plan: Plan, move: str) -> None:
    answer = in_time(plan)
    if not answer:
        raise NotAllowedNow(move, answer.why)


@transaction.atomic
def write_summary(plan: Plan, *, by: Partner, at: datetime, text: str, ref: str = "") -> PlainSummary:
    """A plain summary of the version that stands. The one before is kept as replaced, with what was said of it; the pair is asked about the
    new one. With the same `ref`, or in the same words of the same version, it is written once.

    Raises NotAllowedNow if the plan is published or withdrawn.
    """
    it = locked(plan)
    text = text.replace("\r\n", "\n")
    if ref and (there := PlainSummary.objects.filter(ref=ref, plan=it, written_by=by).first()):
        return there
    _refuse_too_late(it, "write_summary")
    before = PlainSummary.objects.filter(plan=it).exclude(state=SummaryState.REPLACED).first()
    if before and (before.text, before.of_version) == (text, it.version):
        return before
    if before:
        make_move(before, SUMMARY, "replace", by=by, at=at)
    made = PlainSummary.objects.create(plan=it, of_version=it.version, text=text, written_at=at, written_by=by,
                                       **({"ref": ref} if ref else {}))
    record(made, "write", by=by, at=at, now=made.state, version=it.version)
    send(notices.summary_asked(made, asked_about(made, day_of(at)), at=at))
    return made


def _held(summary: PlainSummary) -> PlainSummary:
    return PlainSummary.objects.select_for_update(of=("self",)).select_related(*_WITH).get(pk=summary.pk)


@transaction.atomic
def say_on_summary(summary: PlainSummary, *, by: Partner, at: datetime, value: str, text: str = "", through: str = Through.ACCOUNT,
                   noted_by: Partner | None = None, ref: str = "") -> SummaryWord:
    """The word of one lay partner. A "no" stays open until it is answered, or the same person says yes; a yes approves the summary once no
    "no" is open. With `noted_by` somebody else wrote it down, and the person is told.

    Raises NotAllowedNow if another summary took its place, who wrote it says it, or somebody writes it down over the person's own word.
    """
    it = _held(summary)
    if ref and (there := SummaryWord.objects.filter(ref=ref, summary=it, by=by).first()):
        return there
    if it.state == SummaryState.REPLACED:
        raise NotAllowedNow("say", _("Another summary took its place. Please read that one."))
    _refuse_too_late(it.plan, "say")
    if it.written_by_id == by.pk or (noted_by is not None and noted_by.pk == it.written_by_id):
        raise NotAllowedNow("say", _("Who wrote it does not approve it."))
    if noted_by is not None and not (answer := may_be_noted(it, by)):
        raise NotAllowedNow("say", answer.why)
    last = it.words.filter(by=by).order_by("at", "pk").last()
    if last and not last.answer and (last.value, last.text, last.noted_by_id is None) == (value, text, noted_by is None):
        return last
    word = SummaryWord.objects.create(summary=it, value=value, text=text, by=by, at=at, through=through, noted_by=noted_by,
                                      **({"ref": ref} if ref else {}))
    record(word, "agree" if value == Says.YES else "refuse", by=noted_by or by, at=at)
    _settle(it, by=noted_by or by, at=at)
    send([*(notices.summary_refused(word, at=at) if value == Says.NO else ()), *notices.summary_noted(word, at=at)])
    return word


@transaction.atomic
def answer_summary_no(word: SummaryWord, *, by: Partner, at: datetime, answer: str) -> SummaryWord:
    """The answer to a "no", which stands beside it; who said "no" is told.

    Raises NotAllowedNow if it has one, or the summary is replaced.
    """
    it = _held(word.summary)
    there = SummaryWord.objects.select_for_update(of=("self",)).select_related("by").get(pk=word.pk)
    there.summary = it
    if there.answer or there.value != Says.NO or it.state == SummaryState.REPLACED:
        raise NotAllowedNow("answer", _("It has its answer, or another summary took its place."))
    _refuse_too_late(it.plan, "answer")
    there.answer, there.answered_at, there.answered_by = answer, at, by
    there.save(update_fields=["answer", "answered_at", "answered_by"])
    record(there, "answer", by=by, at=at)
    _settle(it, by=by, at=at)
    send([notices.summary_answered(there, at=at)])
    return there


def _settle(summary: PlainSummary, *, by: Partner, at: datetime) -> None:
    """Its state follows from what was said last by each: an open "no" first, then a yes. Whose "no" was answered has not said yes."""
    last = {each.by_id: each for each in summary.words.order_by("at", "pk")}
    if any(each.value == Says.NO and not each.answer for each in last.values()):
        move, wanted = "refuse", SummaryState.REFUSED
    elif any(each.value == Says.YES for each in last.values()):
        move, wanted = "approve", SummaryState.APPROVED
    else:
        move, wanted = "ask_again", SummaryState.ASKED
    if summary.state != wanted:
        make_move(summary, SUMMARY, move, by=by, at=at)
