"""An idea or a worry is told, acknowledged and answered; who told it says whether that is good enough (LP15 to LP17)."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.contributions import notices
from programmes.contributions.catalogue import (
    ACKNOWLEDGE_WORKING_DAYS,
    ANSWER_WORKING_DAYS,
    JUDGE_DAYS,
    REPLY_WORKING_DAYS,
)
from programmes.contributions.lifecycles import CONTRIBUTION, ContributionState
from programmes.contributions.models import Contribution, ContributionAnswer
from programmes.contributions.policies.contributions import answerers, last_answer, may_be_judged, repliers
from programmes.minutes.models import MinuteLine
from programmes.raising.models import About

BY_OUTCOME = {"acted": "act", "partly": "act_partly", "not_acted": "not_act"}


@transaction.atomic
def tell(about: About, *, by: Partner, at: datetime, kind: str, text: str, is_anonymous: bool = False, through: str = Through.ACCOUNT,
         noted_by: Partner | None = None, line: MinuteLine | None = None, ref: str = "") -> Contribution:
    """`by` tells an idea or a worry; who answers it is told. With the same `ref` it is told once.

    Raises NotAllowedNow if something was written down from that line of minutes before.
    """
    if ref and (before := Contribution.objects.filter(ref=ref, given_by=by).first()):
        return before
    on, facts = day_of(at), {"ref": ref} if ref else {}
    try:
        with transaction.atomic():
            it = Contribution.objects.create(
                **about.facts(), kind=kind, text=text, given_at=at, given_by=by, is_anonymous=is_anonymous, through=through,
                noted_by=noted_by, minute_line=line, acknowledge_by=add_working_days(on, ACKNOWLEDGE_WORKING_DAYS),
                answer_by=add_working_days(on, ANSWER_WORKING_DAYS), **facts)
    except IntegrityError:
        if ref and (before := Contribution.objects.filter(ref=ref, given_by=by).first()):       # sent twice at the same moment
            return before
        raise NotAllowedNow("give", _("This line of the minutes is written down as an idea or a worry already.")) from None
    record(it, "give", by=noted_by or by, at=at, now=it.state)
    send(notices.given(it, answerers(it, on), at=at))
    return it


def _locked(it: Contribution) -> Contribution:
    return Contribution.objects.select_for_update(of=("self",)).select_related("programme", "group", "given_by", "noted_by").get(pk=it.pk)


def _not_their_own(it: Contribution, by: Partner, move: str) -> None:
    if it.given_by_id == by.pk:
        raise NotAllowedNow(move, _("Nobody answers their own."))


@transaction.atomic
def consider(contribution: Contribution, *, by: Partner, at: datetime, text: str) -> ContributionAnswer:
    """Acknowledge it, and say who looks at it. Raises NotAllowedNow if that was done, or it is answered or taken back."""
    it = _locked(contribution)
    _not_their_own(it, by, "consider")
    make_move(it, CONTRIBUTION, "consider", by=by, at=at, acknowledged_at=at)
    answer = ContributionAnswer.objects.create(contribution=it, by=by, at=at, led_to=it.state, text=text)
    send([notices.to_giver("contribution_acknowledged", it, "considered", at=at)])
    return answer


@transaction.atomic
def answer_contribution(contribution: Contribution, *, by: Partner, at: datetime, outcome: str, text: str, changed: str = "",
                        because: str = "") -> ContributionAnswer:
    """What became of it: "acted", "partly" or "not_acted", the last two with a reason. Who gave it is told, and says whether that is good
    enough. Raises NotAllowedNow if it is answered or taken back, or the reason is missing."""
    it, move = _locked(contribution), BY_OUTCOME[outcome]
    _not_their_own(it, by, move)
    if outcome != ContributionState.ACTED and not because:
        raise NotAllowedNow(move, _("Say why not, or why not all of it."))
    make_move(it, CONTRIBUTION, move, by=by, at=at, answered_at=at, acknowledged_at=it.acknowledged_at or at,
              judge_until=day_of(at) + timedelta(days=JUDGE_DAYS))
    answer = ContributionAnswer.objects.create(contribution=it, by=by, at=at, led_to=it.state, text=text, changed=changed, because=because)
    send([notices.to_giver("contribution_answered", it, answer.ref, at=at)])
    return answer


# --- whether that is good enough ------------------------------------------------------------------------------------------

def _judged(contribution: Contribution, move: str, speaker: Partner) -> tuple[Contribution, ContributionAnswer]:
    """The contribution and the answer that `speaker` may judge; else NotAllowedNow."""
    it = _locked(contribution)
    last = last_answer(it)
    if last is None or not may_be_judged(last, it, speaker):
        raise NotAllowedNow(move, _("There is no answer yet, or it is said already whether it is good enough."))
    if speaker.pk != it.given_by_id and it.answers.filter(by=speaker, is_added=False).exclude(led_to=ContributionState.CONSIDERED).exists():
        raise NotAllowedNow(move, _("Who answered it does not say whether the answer is good enough."))
    return it, last


def _keep(answer: ContributionAnswer, *, at: datetime, is_enough: bool, text: str, through: str, noted_by: Partner | None) -> None:
    answer.is_enough, answer.said, answer.said_at, answer.said_through, answer.said_noted_by = is_enough, text, at, through, noted_by
    answer.save(update_fields=["is_enough", "said", "said_at", "said_through", "said_noted_by"])


@transaction.atomic
def accept_answer(contribution: Contribution, *, at: datetime, text: str = "", through: str = Through.ACCOUNT,
                  noted_by: Partner | None = None) -> Contribution:
    """Who gave it says that the answer is good enough, or thank you. What became of it stays as it is. If somebody else wrote that down,
    who gave it is told, and may still say no."""
    speaker = noted_by or contribution.given_by
    it, answer = _judged(contribution, "accept", speaker)
    _keep(answer, at=at, is_enough=True, text=text, through=through, noted_by=noted_by)
    record(it, "accept", by=speaker, at=at)
    if noted_by:
        send([notices.to_giver("contribution_yes_noted", it, answer.ref, at=at)])
    return it


@transaction.atomic
def refuse_answer(contribution: Contribution, *, at: datetime, text: str, through: str = Through.ACCOUNT,
                  noted_by: Partner | None = None) -> Contribution:
    """ "I am not satisfied", with what is missing. The lay co-chairs reply within ten working days, and the manager sees it; after their
    reply it is left standing. Raises NotAllowedNow if there is no answer to speak about."""
    speaker = noted_by or contribution.given_by
    it, answer = _judged(contribution, "refuse", speaker)
    _keep(answer, at=at, is_enough=False, text=text, through=through, noted_by=noted_by)
    if it.state == ContributionState.ANSWERED_AGAIN:
        make_move(it, CONTRIBUTION, "leave_standing", by=speaker, at=at)
        return it
    on = day_of(at)
    make_move(it, CONTRIBUTION, "refuse", by=speaker, at=at, refused_at=at, reply_by=add_working_days(on, REPLY_WORKING_DAYS))
    send(notices.refused(it, repliers(it, on), at=at))
    return it


@transaction.atomic
def reply(contribution: Contribution, *, by: Partner, at: datetime, text: str, changed: str = "") -> ContributionAnswer:
    """A lay co-chair replies to who was not satisfied. Raises NotAllowedNow if nobody waits for it."""
    it = _locked(contribution)
    _not_their_own(it, by, "answer_again")
    make_move(it, CONTRIBUTION, "answer_again", by=by, at=at, replied_at=at, judge_until=day_of(at) + timedelta(days=JUDGE_DAYS))
    answer = ContributionAnswer.objects.create(contribution=it, by=by, at=at, led_to=it.state, text=text, changed=changed)
    send([notices.to_giver("contribution_answered", it, answer.ref, at=at)])
    return answer


@transaction.atomic
def add_word(contribution: Contribution, *, by: Partner, at: datetime, text: str) -> ContributionAnswer:
    """The manager's word beside the reply. It leads to nothing. Raises NotAllowedNow if the answer was never refused."""
    it = _locked(contribution)
    _not_their_own(it, by, "add")
    if it.state not in (ContributionState.NOT_SATISFIED, ContributionState.ANSWERED_AGAIN):
        raise NotAllowedNow("add")
    if before := it.answers.filter(by=by, is_added=True, text=text).first():       # pressed twice
        return before
    record(it, "add", by=by, at=at)
    return ContributionAnswer.objects.create(contribution=it, by=by, at=at, led_to=it.state, text=text, is_added=True)


@transaction.atomic
def withdraw(contribution: Contribution, *, by: Partner, at: datetime) -> Contribution:
    """Who gave it takes it back; what was said stays for those who read it."""
    it = _locked(contribution)
    make_move(it, CONTRIBUTION, "withdraw", by=by, at=at, withdrawn_at=at)
    return it
