"""Answers are put into themes, as many at once as one likes; abusive ones are hidden. The number of queries does not grow with answers."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import IntegerField, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.sql import insert_from
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from programmes.plans.models import OpenPoint
from programmes.rounds import notices
from programmes.rounds.actions.opening import locked
from programmes.rounds.lifecycles import FORUM_ANSWER, GOES_ON
from programmes.rounds.models import ForumAnswer, ForumRound, Theme
from programmes.rounds.policies.deciding import NOT_NOW


def at_work(round: ForumRound, move: str) -> ForumRound:
    """The round, held; raises NotAllowedNow once the answers went out or it was called off."""
    it = locked(round)
    if it.state not in GOES_ON or it.sent_at is not None:
        raise NotAllowedNow(move, NOT_NOW)
    return it


@transaction.atomic
def add_theme(round: ForumRound, *, by: Partner, at: datetime, name: str) -> Theme:
    """A theme; the same name again is the same theme."""
    it = at_work(round, "add_theme")
    if there := it.themes.filter(name=name).first():
        return there
    made = Theme.objects.create(round=it, name=name, made_at=at, made_by=by)
    record(made, "add", by=by, at=at)
    return made


@transaction.atomic
def rename_theme(theme: Theme, *, by: Partner, at: datetime, name: str) -> Theme:
    """Raises NotAllowedNow if another theme of the round is called so. After the pair was asked, they are asked anew."""
    it = at_work(theme.round, "rename")
    try:
        with transaction.atomic():
            Theme.objects.filter(pk=theme.pk).update(name=name)
    except IntegrityError:
        raise NotAllowedNow("rename", _("Another theme is called so.")) from None
    look_anew(it)
    record(theme, "rename", by=by, at=at)
    return Theme.objects.select_related("round__plan__programme").get(pk=theme.pk)


@transaction.atomic
def sort_into(theme: Theme, answers: QuerySet[ForumAnswer], *, by: Partner, at: datetime, takes_out: bool = False) -> int:
    """Put `answers` of the round into the theme, or take them out of it; says how many were put in or taken out. What the theme's decision
    says then counts for those that have none. One statement for each of the two, however many they are."""
    it = at_work(theme.round, "sort")
    here = ForumAnswer.objects.standing().filter(round=it, pk__in=answers.order_by().values("pk"))
    through, decided = ForumAnswer.themes.through, getattr(theme, "response", None)
    if takes_out:
        number = through.objects.filter(theme=theme, forumanswer__in=here.values("pk")).delete()[0]
        if decided is not None:
            ForumAnswer.objects.filter(round=it, response=decided).exclude(themes=theme).update(response=None)
    else:
        rows = here.annotate(m_theme=Value(theme.pk, IntegerField()))
        number = insert_from(through, rows, {"forumanswer": "pk", "theme": "m_theme"})
        if decided is not None:
            ForumAnswer.objects.undecided().filter(round=it, themes=theme).update(response=decided)
    if number:
        if decided is not None:
            look_anew(it)
        record(theme, "take_out" if takes_out else "sort", by=by, at=at, number=number)
    return number


def look_anew(it: ForumRound) -> None:
    """Something changed after the pair was asked: what they said counts for what stood there then, and they are to be asked again."""
    if it.shown_at is not None:
        it.look, it.shown_at, it.shown_by = it.look + 1, None, None
        it.save(update_fields=["look", "shown_at", "shown_by"])


@transaction.atomic
def also_bears_on(answer: ForumAnswer, points: Iterable[OpenPoint], *, by: Partner, at: datetime) -> ForumAnswer:
    """On which further open points it bears. Raises NotAllowedNow if one is of another plan."""
    it, points = at_work(answer.round, "also_bears_on"), list(points)
    if any(point.plan_id != it.plan_id for point in points):
        raise NotAllowedNow("also_bears_on", _("That is not in this plan."))
    answer.also_on.set(points)
    record(answer, "also_bears_on", by=by, at=at, number=len(points))
    return answer


def _one(answer: ForumAnswer) -> ForumAnswer:
    return ForumAnswer.objects.select_related("round__plan__programme", "by").get(pk=answer.pk)


@transaction.atomic
def hide_answer(answer: ForumAnswer, *, by: Partner, at: datetime, because: str) -> ForumAnswer:
    """Abusive words are read by nobody but who sorts; they are kept, and who gave them is told why. Raises NotAllowedNow if it
    is hidden."""
    it = at_work(answer.round, "hide")
    found = _one(answer)
    make_move(found, FORUM_ANSWER, "hide", by=by, at=at, hidden_because=because, hidden_by=by)
    look_anew(it)
    send([notices.answer_hidden(found, at=at)])
    return found


@transaction.atomic
def show_again(answer: ForumAnswer, *, by: Partner, at: datetime) -> ForumAnswer:
    """It counts again, and who gave it is told. Raises NotAllowedNow unless it is hidden."""
    it = at_work(answer.round, "show_again")
    found = _one(answer)
    make_move(found, FORUM_ANSWER, "show_again", by=by, at=at, hidden_because="", hidden_by=None)
    look_anew(it)
    send([notices.answer_shown(found, at=at)])
    return found
