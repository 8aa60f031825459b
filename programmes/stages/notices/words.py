"""What each kind of message says. One action each, nothing personal in the subject, short sentences."""

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count
from django.utils.formats import date_format

from coprod.kit.clock import day_of, now
from coprod.post.batch import once, remember
from coprod.post.models import Message
from coprod.post.registry import Words, reads_for, says
from coprod.post.wording import gettext as _
from coprod.post.wording import ngettext
from partners.models import Vacancy
from programmes.programme.models import Workstream
from programmes.programme.notices import read_who_reads, still_reads
from programmes.stages.lifecycles import SIGNED_STATES, StageState
from programmes.stages.models import Answer, Dispute, Proceeding, Stage


def _stage(message: Message) -> Stage | None:
    """The stage that the message is about, while its reader still has a role in the programme."""
    stage = once(("stage", message.about),
                 lambda: Stage.objects.select_related("programme", "workstream").one_or_none(ref=message.about))
    return stage if stage and still_reads(message, stage.programme) else None


@reads_for("standards_due", "claims_waiting", "sign_off_asked", "changed_since_signed", "stage_unresolved")
def read_stages(messages: Sequence[Message]) -> None:
    """The stages of many messages, who still reads of them, and what is left in those whose words say it. Three queries and one for each
    programme."""
    found = {each.ref: each for each in Stage.objects.select_related("programme", "workstream").filter(
        ref__in={message.about for message in messages})}
    for ref in {message.about for message in messages}:
        remember(("stage", ref), found.get(ref))
    read_who_reads((message.to, found[message.about].programme) for message in messages if message.about in found)
    due, claimed = ({found[each.about].pk for each in messages if each.kind == kind and each.about in found}
                    for kind in ("standards_due", "claims_waiting"))
    answers = Answer.objects.order_by().values("stage")
    left = dict(answers.filter(stage__in=due).incomplete().annotate(n=Count("pk")).values_list("stage", "n")) if due else {}
    for pk in due:
        remember(("left", pk), left.get(pk, 0))
    claims: dict[int, Counter[str]] = {pk: Counter() for pk in claimed}
    if claimed:
        rows = answers.filter(stage__in=claimed).claimed().annotate(n=Count("pk")).values_list("stage", "claimed_by__ref", "n")
        for pk, ref, number in rows:
            claims[pk][ref or ""] += number
    for pk, by in claims.items():
        remember(("claims", pk), by)


def _claims(stage: Stage) -> Counter[str]:
    """How many claims wait in the stage, by the ref of who claimed them; "" for those of the records."""
    rows = stage.answers.claimed().order_by().values("claimed_by__ref").annotate(n=Count("pk")).values_list("claimed_by__ref", "n")
    return Counter({ref or "": number for ref, number in rows})


def _day(value: object) -> str:
    return date_format(value, "j F Y")


@says("standards_due")
def standards_due(message: Message) -> Words | None:
    """What is unanswered in a stage whose day is near, or past."""
    stage = _stage(message)
    if stage is None or stage.state not in (StageState.OPEN, StageState.REOPENED) or stage.due_on is None:
        return None
    left = once(("left", stage.pk), lambda: stage.answers.incomplete().count())
    if not left:
        return None
    counted = ngettext("%(n)d standard is not answered yet.", "%(n)d standards are not answered yet.", left) % {"n": left}
    late = message.occasion.partition(":")[2] != "before"
    due = _("It was due on %(day)s.") if late and stage.due_on < day_of(now()) else _("It is due on %(day)s.")
    return Words(
        subject=_("%(programme)s: standards to answer in stage %(code)s") % {"programme": stage.programme, "code": stage.code},
        lines=[f"{stage.title()}.", due % {"day": _day(stage.due_on)}, counted],
        action=_("See what is missing"), path=stage.get_absolute_url())


@says("claims_waiting")
def claims_waiting(message: Message) -> Words | None:
    """Somebody's claims wait for this lay partner's yes or no."""
    stage = _stage(message)
    if stage is None or not stage.is_at_work():
        return None
    waiting = once(("claims", stage.pk), lambda: _claims(stage))
    claims = waiting.total() - waiting[message.to]      # nobody confirms their own
    if not claims:
        return None
    counted = ngettext("%(n)d claim is waiting for a lay partner to confirm it.",
                       "%(n)d claims are waiting for a lay partner to confirm them.", claims) % {"n": claims}
    return Words(
        subject=_("%(programme)s: waiting for your yes or no") % {"programme": stage.programme},
        lines=[f"{stage.title()}.", counted, _("You can say yes, or say no and why. Both help.")],
        action=_("Say yes or no"), path=stage.get_absolute_url())


@says("sign_off_asked")
def sign_off_asked(message: Message) -> Words | None:
    """A stage is ready and this person's signature is wanted."""
    stage = _stage(message)
    if stage is None or stage.state not in (StageState.READY, StageState.UNRESOLVED):
        return None
    if stage.signatures.current().filter(round=stage.round, partner__ref=message.to).exists():
        return None
    return Words(
        subject=_("%(programme)s: please sign stage %(code)s") % {"programme": stage.programme, "code": stage.code},
        lines=[f"{stage.title()}.", _("Every standard has an answer. Your signature is needed."),
               _("You can agree, agree with concerns, not agree, or say what you need to judge it.")],
        action=_("Read it and sign"), path=stage.get_absolute_url())


@says("changed_since_signed")
def changed_since_signed(message: Message) -> Words | None:
    """What this person signed rests on something that has changed."""
    stage = _stage(message)
    if stage is None or stage.state not in SIGNED_STATES or stage.changed_at is None:
        return None
    return Words(
        subject=_("%(programme)s: stage %(code)s changed since you signed it") % {
            "programme": stage.programme, "code": stage.code},
        lines=[f"{stage.title()}.", _("An answer, or what it rests on, has changed since you signed."),
               _("Your signature still stands for what you saw then.")],
        action=_("See what changed"), path=stage.get_absolute_url())


@says("seat_empty")
def seat_empty(message: Message) -> Words | None:
    """A lay seat is empty, and for how long."""
    vacancy = Vacancy.objects.select_related("seat").filter(ref=message.about, until_on__isnull=True).first()
    if vacancy is None:
        return None
    workstream = Workstream.objects.select_related("programme").get(group=vacancy.seat.group_id)
    if not still_reads(message, workstream.programme):
        return None
    days = vacancy.days(day_of(now()))
    counted = ngettext("It has been empty for %(n)d day.", "It has been empty for %(n)d days.", days) % {"n": days}
    return Words(
        subject=_("%(programme)s: a lay seat is empty") % {"programme": workstream.programme},
        lines=[_("A lay partner’s seat in “%(name)s” is empty.") % {"name": workstream.name}, counted,
               _("A workstream needs two lay partners. The limit for an empty seat is 28 days.")],
        action=_("See the workstream"), path=workstream.get_absolute_url())


@says("standard_disputed")
def standard_disputed(message: Message) -> Words | None:
    """A lay partner disputes a claim; it waits for an answer until somebody gives one."""
    dispute = Dispute.objects.select_related("answer__stage__programme", "answer__stage__workstream").filter(
        ref=message.about, resolved_at__isnull=True).first()
    if dispute is None or not still_reads(message, dispute.answer.stage.programme):
        return None
    answer: Answer = dispute.answer
    return Words(
        subject=_("%(programme)s: standard %(code)s is disputed") % {"programme": answer.stage.programme, "code": answer.code},
        lines=[f"{answer.stage.title()}.", _("A lay partner disputes standard %(code)s: %(short)s.") % {
            "code": answer.code, "short": answer.standard.short},
            _("Their reason stands on the page. Please answer it with new evidence, or record that it is not met.")],
        action=_("Read the reason"), path=answer.get_absolute_url())


@says("stage_unresolved")
def stage_unresolved(message: Message) -> Words | None:
    """Somebody does not agree to a stage."""
    stage = _stage(message)
    if stage is None or stage.state != StageState.UNRESOLVED:
        return None
    return Words(
        subject=_("%(programme)s: stage %(code)s is unresolved") % {"programme": stage.programme, "code": stage.code},
        lines=[f"{stage.title()}.", _("Somebody who signs this stage does not agree. Their reason stands on the page."),
               _("Talk with them first. Only the senior responsible owner may proceed without lay agreement.")],
        action=_("Read the reason"), path=stage.get_absolute_url())


@says("proceeding")
def proceeding(message: Message) -> Words | None:
    """The programme goes on without lay agreement; the reason can be read."""
    done = Proceeding.objects.select_related("stage__programme", "stage__workstream").one_or_none(ref=message.about)
    if done is None or not still_reads(message, done.stage.programme):
        return None
    return Words(
        subject=_("%(programme)s: going on without lay agreement") % {"programme": done.stage.programme},
        lines=[f"{done.stage.title()}.", _("The senior responsible owner has decided to go on without lay agreement."),
               _("Their reason, and what lay partners said, stand on the page for everyone to read.")],
        action=_("Read the reason"), path=done.stage.get_absolute_url())


