"""What stands beside a plan: copies in other forms, and whom it thanks."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.reading import words_of
from coprod.kit.scanning import found_in
from coprod.post.actions import send
from coprod.trail.moves import record
from partners.models import Partner
from partners.people.models import Through
from programmes.plans import notices
from programmes.plans.actions.writing import locked
from programmes.plans.lifecycles import PlanState
from programmes.plans.models import Plan, PlanContributor, PlanCopy

NEVER_WORDS = _("An NHS number is in it. It is always somebody’s. Take the file out, and add one without it.")


def _refuse_withdrawn(plan: Plan, move: str) -> None:
    if plan.state == PlanState.WITHDRAWN:
        raise NotAllowedNow(move, _("The plan is withdrawn."))


@transaction.atomic
def add_copy(plan: Plan, *, by: Partner, at: datetime, form: str, note: str = "", link: str = "", file: Any = None,
             content_type: str = "", ref: str = "") -> PlanCopy:
    """The version that stands in another form: a link, a file, or only on paper. It takes the place of the one that was there in the same
    form. With the same `ref` it is added once. Raises NotAllowedNow if the plan is withdrawn."""
    it = locked(plan)
    if ref and (there := PlanCopy.objects.filter(ref=ref, plan=it, added_by=by).first()):
        return there
    _refuse_withdrawn(it, "add_copy")
    it.copies.there().filter(form=form, note=note).update(taken_out_at=at)
    copy = PlanCopy(plan=it, form=form, note=note, of_version=it.version, link=link, added_at=at, added_by=by,
                    **({"ref": ref} if ref else {}))
    if file:
        words = words_of(file, content_type)
        copy.was_read, copy.finds = words is not None, [[each.kind.value, each.words] for each in found_in(words or "")]
        copy.file, copy.file_name, copy.content_type, copy.size = file, str(file.name)[:200], content_type, file.size
    copy.save()
    record(copy, "add", by=by, at=at, form=form)
    return copy


@transaction.atomic
def look_through(copy: PlanCopy, *, by: Partner, at: datetime, because: str = "") -> PlanCopy:
    """`by` looked through the file and says that everybody may have it; where something was found in it, why. The name is kept.

    Raises NotAllowedNow if it was done already, without a reason for what was found, or for an NHS number.
    """
    found = PlanCopy.objects.select_for_update(of=("self",)).select_related("plan__programme").get(pk=copy.pk)
    if found.taken_out_at is not None or not found.waits_for_a_look():
        raise NotAllowedNow("look_through", _("Nobody waits for that any more."))
    if found.has_never():
        raise NotAllowedNow("look_through", NEVER_WORDS)
    if found.finds and not because:
        raise NotAllowedNow("look_through", _("Say why it may stand there."))
    found.looked_at, found.looked_by, found.looked_because = at, by, because
    found.save(update_fields=["looked_at", "looked_by", "looked_because"])
    record(found, "look_through", by=by, at=at, form=found.form)
    return found


@transaction.atomic
def take_copy_out(copy: PlanCopy, *, by: Partner, at: datetime) -> None:
    """Nobody finds it any more. Raises NotAllowedNow if that was done already."""
    if not PlanCopy.objects.filter(pk=copy.pk, taken_out_at__isnull=True).update(taken_out_at=at):
        raise NotAllowedNow("take_out", _("It was taken out already."))
    copy.taken_out_at = at
    record(copy, "take_out", by=by, at=at, form=copy.form)


@transaction.atomic
def thank(plan: Plan, partner: Partner, *, by: Partner, at: datetime) -> PlanContributor:
    """Put somebody on the list of whom the plan thanks; they are asked how they wish that. Who is there already stays as they are.

    Raises NotAllowedNow if the plan is withdrawn.
    """
    _refuse_withdrawn(plan, "thank")
    there = PlanContributor.objects.filter(plan=plan, partner=partner).first()
    if there:
        return there
    try:
        with transaction.atomic():
            made = PlanContributor.objects.create(plan=plan, partner=partner, asked_at=at, asked_by=by)
    except IntegrityError:      # twice at the same moment
        return PlanContributor.objects.get(plan=plan, partner=partner)
    record(made, "ask", by=by, at=at)
    send(notices.thanks_asked([made], at=at))
    return made


@transaction.atomic
def say_wish(it: PlanContributor, *, at: datetime, wish: str, through: str = Through.ACCOUNT,
             noted_by: Partner | None = None) -> PlanContributor:
    """How they wish to be thanked, by themselves, or written down by `noted_by`, and then they are told.

    Raises NotAllowedNow if somebody would write it down over their own word, or the plan is withdrawn.
    """
    now_ = PlanContributor.objects.select_for_update(of=("self",)).select_related("plan__programme", "partner").get(pk=it.pk)
    _refuse_withdrawn(now_.plan, "say_wish")
    if noted_by is not None and now_.wish and now_.noted_by_id is None:
        raise NotAllowedNow("say_wish", _("They have said it themselves. Only they may say something else."))
    now_.wish, now_.said_at, now_.through, now_.noted_by = wish, at, through, noted_by
    now_.save(update_fields=["wish", "said_at", "through", "noted_by"])
    record(now_, "wish", by=noted_by or now_.partner, at=at)
    send(notices.thanks_noted(now_, at=at))
    return now_
