"""What somebody answered a plan, and what became of it, for the page "what you said"."""

from django.utils.translation import gettext as _

from coprod.kit.saying import day
from programmes.rounds.lifecycles import RoundState
from programmes.rounds.models import ForumAnswer


def of_answer(it: ForumAnswer) -> tuple[str, str, str, str]:
    """Where, in which words, what became of it, and its tone. What is decided is said once it has gone out, and not before."""
    where = _("The plan %(name)s. %(about)s") % {"name": it.round.plan.name, "about": it.about()}
    words = it.text or _("A recording.")
    if it.is_taken_back():
        return where, words, _("You took it back."), "gap"
    if it.is_hidden():
        return where, words, _("We have hidden it, because: %(why)s") % {"why": it.hidden_because}, "gap"
    if it.round.state == RoundState.CALLED_OFF:
        return where, words, _("The round was called off: %(why)s") % {"why": it.round.called_off_because}, "gap"
    if it.response is None or it.round.sent_at is None:
        return where, words, _("You hear by %(day)s what became of it.") % {"day": day(it.round.reply_by)}, "waiting"
    response = it.response
    parts = [f"{response.get_outcome_display()}.", response.reason, response.changed]
    return where, words, " ".join(part for part in parts if part), "done"
