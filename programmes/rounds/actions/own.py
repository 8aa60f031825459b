"""What becomes of an answer by who gave it, or by staff as they say it: changed or taken back until the round closes; and words that are
kept from the group, by them or by who sorts."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit import scanning
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.plans.models import OpenPoint, PlanParagraph
from programmes.rounds import notices
from programmes.rounds.actions.opening import locked
from programmes.rounds.lifecycles import FORUM_ANSWER
from programmes.rounds.models import EarlierAnswer, ForumAnswer, Response
from programmes.rounds.policies.answering import still_open


def _held(answer: ForumAnswer, at: datetime, move: str) -> ForumAnswer:
    """The answer with its round, both held: nobody sorts or decides meanwhile. Raises NotAllowedNow once the round is closed."""
    it = locked(answer.round)
    if not (open_ := still_open(it, at)):
        raise NotAllowedNow(move, open_.why)
    found: ForumAnswer = ForumAnswer.objects.select_for_update(of=("self",)).select_related("by", "point", "paragraph").get(pk=answer.pk)
    found.round = it
    return found


def _out_of_themes(found: ForumAnswer) -> None:
    """What was sorted and decided was for words that do not stand there any more."""
    found.themes.clear()
    found.also_on.clear()
    found.response = None


def _forget_empty(found: ForumAnswer) -> None:
    """A decision for this answer alone is told to nobody any more."""
    Response.objects.filter(round=found.round_id, theme__isnull=True, answers__isnull=True).delete()


@transaction.atomic
def change_answer(answer: ForumAnswer, *, at: datetime, text: str, seen: int, point: OpenPoint | None = None,
                  paragraph: PlanParagraph | None = None, wants_no_name: bool = False, through: str = Through.ACCOUNT,
                  noted_by: Partner | None = None) -> ForumAnswer:
    """Other words, or about something else, until the round closes. What stood there is kept, and it is sorted anew: it goes out of its
    themes. Whether the name is shown changes nothing of that. `seen` is how often it had been changed when the form was opened.

    Raises NotAllowedNow if the round is closed, it does not stand any more, or somebody changed it meanwhile.
    """
    found = _held(answer, at, "change")
    number = found.earlier.count()
    if not found.offers("take_back"):
        raise NotAllowedNow("change", _("It is hidden, or it was taken back."))
    if number != seen:
        raise NotAllowedNow("change", _("It was changed meanwhile. Look at what stands there now, then change it."))
    if not text and not found.audio:
        raise NotAllowedNow("change", _("Write your answer. To have it no more, take it back."))
    if any(each is not None and each.plan_id != found.round.plan_id for each in (point, paragraph)):
        raise NotAllowedNow("change", _("That is not in this plan."))
    is_other = (text, point, paragraph) != (found.text, found.point, found.paragraph)
    if not is_other and wants_no_name == found.wants_no_name:
        return found
    if is_other:
        EarlierAnswer.objects.create(answer=found, number=number + 1, text=found.text, point=found.point, paragraph=found.paragraph,
                                     replaced_at=at, through=through, noted_by=noted_by)
        _out_of_themes(found)
        if found.heard_by_id and not found.transcript:
            found.heard_by = None       # their own words now; the recording may be written down beside them
    found.text, found.point, found.paragraph, found.wants_no_name, found.changed_at = text, point, paragraph, wants_no_name, at
    found.save()
    _forget_empty(found)
    record(found, "change", by=noted_by or found.by, at=at, version=number + 1 if is_other else number)
    send(notices.changed_for_you(found, noted_by, "changed", at=at))
    return found


@transaction.atomic
def take_answer_back(answer: ForumAnswer, *, at: datetime, through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> ForumAnswer:
    """It is not counted and not answered, and R11 does not wait for it; it goes out of its themes. Its words are kept, for who gave it.

    Raises NotAllowedNow if the round is closed, or it does not stand.
    """
    found = _held(answer, at, "take_back")
    if not found.offers("take_back"):
        raise NotAllowedNow("take_back", _("It is hidden, or it was taken back."))
    _out_of_themes(found)
    make_move(found, FORUM_ANSWER, "take_back", by=noted_by or found.by, at=at, response=None)
    _forget_empty(found)
    send(notices.changed_for_you(found, noted_by, "taken back", at=at))
    return found


@transaction.atomic
def keep_back(answer: ForumAnswer, *, by: Partner, at: datetime, because: str = "") -> ForumAnswer:
    """From now on the group does not read these words, nor does everybody: by who gave them, or by who sorts, and then who gave them is
    told why. Raises NotAllowedNow if they are kept back by hand already, or somebody else gives no reason."""
    found = ForumAnswer.objects.select_related("round__plan__programme", "by").get(pk=answer.pk)
    is_own = found.by_id == by.pk
    if not is_own and not because:
        raise NotAllowedNow("keep_back", _("Say why: who gave it reads your reason."))
    if not ForumAnswer.objects.filter(pk=found.pk, kept_by__isnull=True).update(
            kept_back=True, kept_by=by, kept_because=because):
        raise NotAllowedNow("keep_back", _("These words are kept back already."))
    found.refresh_from_db(fields=["kept_back", "kept_by", "kept_because"])
    record(found, "keep_back", by=by, at=at)
    if not is_own:
        send([notices.answer_kept_back(found, at=at)])
    return found


@transaction.atomic
def keep_no_more(answer: ForumAnswer, *, by: Partner, at: datetime) -> ForumAnswer:
    """Others read these words again; who gave them is told if it was somebody else. Where it is published, what may lead to a person stays
    back from everybody. Raises NotAllowedNow if nobody kept them back."""
    found = ForumAnswer.objects.select_related("round__plan__programme", "by").get(pk=answer.pk)
    leads = found.round.public_ref is not None and bool(scanning.found_in(found.text))      # everybody would read it at once
    if not ForumAnswer.objects.filter(pk=found.pk, kept_by__isnull=False).update(kept_back=leads, kept_by=None, kept_because=""):
        raise NotAllowedNow("keep_no_more", _("These words are not kept back."))
    found.refresh_from_db(fields=["kept_back", "kept_by", "kept_because"])
    record(found, "keep_no_more", by=by, at=at)
    if found.by_id != by.pk:
        send([notices.answer_shown(found, at=at)])
    return found
