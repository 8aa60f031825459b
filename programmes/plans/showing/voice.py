"""What a lay partner said of a plain summary, for the page "what you said"."""

from django.utils.translation import gettext as _

from programmes.plans.models import SummaryWord


def of_summary_word(it: SummaryWord) -> tuple[str, str, str, str]:
    """Where, in which words, what became of it, and its tone."""
    where = _("Summary of the plan %(name)s") % {"name": it.summary.plan.name}
    words = it.text or f"{it.get_value_display()}."
    if it.value == "yes":
        return where, words, _("It counts because of you."), "done"
    return where, words, _("Answered: %(answer)s") % {"answer": it.answer} if it.answer else _("No answer yet."), (
        "done" if it.answer else "waiting")
