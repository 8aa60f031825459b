"""A lay partner questions something, as themselves or for one of their groups."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send_rows
from coprod.trail.moves import record
from partners.models import Group, Partner
from partners.people.models import Through
from programmes.challenges import notices
from programmes.challenges.catalogue import ANSWER_WORKING_DAYS
from programmes.challenges.models import Challenge
from programmes.challenges.policies import own_groups, rungs_for
from programmes.minutes.models import MinuteLine
from programmes.programme.lifecycles import ProgrammeState
from programmes.raising.models import About


@transaction.atomic
def raise_challenge(about: About, *, by: Partner, at: datetime, kind: str, text: str, rung: str = "", for_group: Group | None = None,
                    minute_line: MinuteLine | None = None, through: str = Through.ACCOUNT, noted_by: Partner | None = None,
                    ref: str = "") -> Challenge:
    """It goes to the nearest rung on which somebody else than who raises it stands, or to the one that they choose above; the answer is due
    within fifteen working days. With the same `ref` it is raised once.

    Raises NotAllowedNow if nobody stands there, the group is not theirs, the line is in the log already, or the programme is closed.
    """
    if ref and (before := Challenge.objects.filter(ref=ref, raised_by=by).first()):
        return before
    programme, on = about.programme, day_of(at)
    if programme.state == ProgrammeState.CLOSED:
        raise NotAllowedNow("raise", _("The programme is closed."))
    rungs = rungs_for(programme, about.group, by, on)
    if not rungs or (rung and rung not in rungs):
        raise NotAllowedNow("raise", _("Nobody stands there who may answer. Choose somebody else."))
    if for_group is not None and not own_groups(by, programme, on).filter(pk=for_group.pk).exists():
        raise NotAllowedNow("raise", _("They do not sit in that group."))
    due = add_working_days(on, ANSWER_WORKING_DAYS)
    try:
        with transaction.atomic():
            made = Challenge.objects.create(
                **about.facts(), kind=kind, text=text, raised_at=at, raised_by=by, for_group=for_group, minute_line=minute_line,
                through=through, noted_by=noted_by, rung=rung or rungs[0], answer_by=due, due_on=due, **({"ref": ref} if ref else {}))
    except IntegrityError:      # sent twice at the same moment
        if twin := Challenge.objects.filter(ref=ref, raised_by=by).first():
            return twin
        raise NotAllowedNow("raise", _("That line of the minutes is in the log already.")) from None
    record(made, "raise", by=noted_by or by, at=at, now=made.state)
    send_rows(notices.raised(made, at=at))
    return made
