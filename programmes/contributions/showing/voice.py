"""What somebody told, and what they said of the impact log, for "My voice"."""

from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from partners.models import Partner
from programmes.contributions.lifecycles import ImpactState
from programmes.contributions.models import Contribution, ContributionAnswer, ImpactCheck


class Became(NamedTuple):
    """What was said, and what became of it: in the words and the order of the portal's cards."""

    where: str
    words: str
    became: str
    tone: str


def told_by(me: Partner) -> QuerySet[Contribution]:
    """With the words of the last answer."""
    last = ContributionAnswer.objects.filter(contribution=OuterRef("pk")).order_by("-at", "-pk")
    return Contribution.objects.filter(given_by=me).annotate(last_words=Subquery(last.values("text")[:1]))


def of_contribution(it: Any) -> Became:
    words = f"{it.get_state_display()}. {it.last_words}" if it.last_words else f"{it.get_state_display()}."
    where = _("%(kind)s: %(about)s") % {"kind": it.get_kind_display(), "about": it.about_name} if it.about_name else it.get_kind_display()
    return Became(where, it.text, words, it.tone)


def of_check(it: ImpactCheck) -> Became:
    if it.is_so:
        became = _("It counts because of you.") if it.entry.state == ImpactState.CHECKED else it.entry.get_state_display()
        return Became(it.entry.title, _("Yes, it is so."), became, "done")
    became = _("It was changed. Say whether it is so now.") if it.is_open_no and it.round < it.entry.round and it.entry.is_standing(
    ) else _("It waits for an answer.") if it.is_open_no else _("Answered: %(answer)s") % {"answer": it.answer} if it.answer else _(
        "It was changed.") if it.answered_at else _("You said something else later.")
    return Became(it.entry.title, _("It is not so: %(why)s") % {"why": it.text}, became, "waiting" if it.is_open_no else "done")
