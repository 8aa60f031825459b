"""The words of messages about plans. What a person said stands in none of them."""

from django.urls import reverse

from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from programmes.plans.lifecycles import OUT, PlanState, SummaryState
from programmes.plans.models import PlainSummary, Plan, PlanContributor, SummaryWord
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.notices import still_reads


def _runs(message: Message, plan: Plan) -> bool:
    return (plan.state != PlanState.WITHDRAWN and plan.programme.state != ProgrammeState.CLOSED
            and bool(still_reads(message, plan.programme)))


@says("plan_summary_asked")
def summary_asked_words(message: Message) -> Words | None:
    """Nothing once it is approved, refused or replaced, the plan is published, or they have said something."""
    found = PlainSummary.objects.select_related("plan__programme").filter(ref=message.about, state=SummaryState.ASKED).first()
    if found is None or not _runs(message, found.plan) or found.plan.state in OUT or found.words.filter(by__ref=message.to).exists():
        return None
    return Words(
        subject=_("%(programme)s: is this clear?") % {"programme": found.plan.programme},
        lines=[_("There is a plain summary of the plan “%(name)s”.") % {"name": found.plan.name},
               _("Please read it. Then say yes, or say what is not clear. It counts when one of you says yes.")],
        action=_("Read it"), path=reverse("programmes:plan-summary-say", args=[found.ref]))


def _word(message: Message, *, answered: bool) -> SummaryWord | None:
    found = SummaryWord.objects.select_related("summary__plan__programme").one_or_none(ref=message.about)
    if found is None or bool(found.answer) != answered or not _runs(message, found.summary.plan):
        return None
    return found


@says("plan_summary_refused")
def summary_refused_words(message: Message) -> Words | None:
    """Nothing once it has its answer, or another summary took its place."""
    found = _word(message, answered=False)
    if found is None or found.summary.state == SummaryState.REPLACED:
        return None
    plan = found.summary.plan
    return Words(
        subject=_("%(programme)s: a plain summary is not clear yet") % {"programme": plan.programme},
        lines=[_("A lay partner says what is not clear in the summary of “%(name)s”.") % {"name": plan.name},
               _("Answer it, or write another summary.")],
        action=_("Answer it"), path=reverse("programmes:plan-summary-answer", args=[found.ref]))


@says("plan_summary_answered")
def summary_answered_words(message: Message) -> Words | None:
    found = _word(message, answered=True)
    if found is None:
        return None
    return Words(
        subject=_("%(programme)s: you have an answer") % {"programme": found.summary.plan.programme},
        lines=[_("You said what is not clear in a summary. There is an answer. You may say no again.")],
        action=_("Read it"), path=found.summary.plan.get_absolute_url())


@says("plan_summary_noted")
def summary_noted_words(message: Message) -> Words | None:
    found = SummaryWord.objects.select_related("summary__plan__programme").one_or_none(ref=message.about)
    if found is None or not _runs(message, found.summary.plan):
        return None
    return Words(
        subject=_("%(programme)s: your word was written down") % {"programme": found.summary.plan.programme},
        lines=[_("Somebody wrote down what you said about the summary of “%(name)s”.") % {"name": found.summary.plan.name},
               _("If it is not what you said, you can put it right.")],
        action=_("Read it"), path=found.summary.plan.get_absolute_url())


@says("plan_thanks_asked")
def thanks_asked_words(message: Message) -> Words | None:
    """Nothing once they have said it."""
    found = PlanContributor.objects.select_related("plan__programme").filter(ref=message.about, wish="").first()
    if found is None or not _runs(message, found.plan):
        return None
    return Words(
        subject=_("%(programme)s: may we name you?") % {"programme": found.plan.programme},
        lines=[_("You helped with the plan “%(name)s”. We would like to thank you in it.") % {"name": found.plan.name},
               _("You are named only if you say yes.")],
        action=_("Say what you would like"), path=reverse("programmes:plan-thanks", args=[found.ref]))


@says("plan_thanks_noted")
def thanks_noted_words(message: Message) -> Words | None:
    found = PlanContributor.objects.select_related("plan__programme").filter(
        ref=message.about, wish=message.occasion, noted_by__isnull=False).first()
    if found is None or not _runs(message, found.plan):
        return None
    return Words(
        subject=_("%(programme)s: how we thank you") % {"programme": found.plan.programme},
        lines=[_("Somebody wrote down how the plan “%(name)s” may thank you.") % {"name": found.plan.name},
               _("If it is not what you said, you can put it right.")],
        action=_("See it"), path=reverse("programmes:plan-thanks", args=[found.ref]))
