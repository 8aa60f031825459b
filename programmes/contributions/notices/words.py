"""The words of messages about what lay partners tell us. What was told, and by whom, stands in none of them."""

from typing import Any

from django.db.models import F
from django.urls import reverse

from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Partner
from programmes.contributions.lifecycles import ANSWERED, ASKING, OPEN, ContributionState, ImpactState
from programmes.contributions.models import Contribution, ContributionAnswer, ImpactCheck, ImpactCredit, ImpactEntry
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.notices import still_reads


def _runs(message: Message, programme: Programme) -> bool:
    return programme.state != ProgrammeState.CLOSED and still_reads(message, programme)


def _found(message: Message, *states: str) -> Contribution | None:
    it = Contribution.objects.select_related("programme", "given_by").filter(ref=message.about, state__in=states).first()
    return it if it is not None and _runs(message, it.programme) else None


def _of_giver(message: Message, *states: str) -> Contribution | None:
    """The same for who gave it, who reads the answer also when they have left."""
    return Contribution.objects.select_related("programme", "given_by").filter(ref=message.about, given_by__ref=message.to,
                                                                               state__in=states).first()


@says("contribution_given")
def given_words(message: Message) -> Words | None:
    it = _found(message, ContributionState.RECEIVED)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a lay partner has told us something") % {"programme": it.programme},
                 lines=[_("You answer it. Please say by %(day)s who looks at it, and by %(last)s what becomes of it.") % {
                     "day": day(it.acknowledge_by), "last": day(it.answer_by)}],
                 action=_("Read it"), path=it.get_absolute_url())


@says("contribution_acknowledged")
def acknowledged_words(message: Message) -> Words | None:
    it = _of_giver(message, ContributionState.CONSIDERED)
    if it is None:
        return None
    return Words(subject=_("Thank you: somebody looks at what you told us"),
                 lines=[_("What you told us has arrived, and somebody looks at it."),
                        _("We tell you by %(day)s what becomes of it.") % {"day": day(it.answer_by)}],
                 action=_("See who looks at it"), path=it.get_absolute_url())


@says("contribution_unacknowledged")
def unacknowledged_words(message: Message) -> Words | None:
    it = _found(message, ContributionState.RECEIVED)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a lay partner waits to hear from us") % {"programme": it.programme},
                 lines=[_("They told us something on %(day)s. Nobody has said yet that it arrived, or who looks at it.") % {
                     "day": day(it.given_at)}, _("We promised that within five working days.")],
                 action=_("Read it"), path=it.get_absolute_url())


@says("contribution_answer_due")
def answer_due_words(message: Message) -> Words | None:
    it = _found(message, *OPEN)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a lay partner waits for your answer") % {"programme": it.programme},
                 lines=[_("They told us something on %(day)s. Please say by %(last)s what becomes of it.") % {
                     "day": day(it.given_at), "last": day(it.answer_by)},
                        _("If nothing can be done, say so, and why. That is an answer too.")],
                 action=_("Answer it"), path=it.get_absolute_url())


@says("contribution_answer_late")
def answer_late_words(message: Message) -> Words | None:
    it = _found(message, *OPEN)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: an answer to a lay partner is late") % {"programme": it.programme},
                 lines=[_("A lay partner told us something on %(day)s. The answer was due on %(last)s.") % {
                     "day": day(it.given_at), "last": day(it.answer_by)}, _("Please see to it that they get one.")],
                 action=_("See it"), path=it.get_absolute_url())


def _by_phone(message: Message, who: Partner) -> list[str]:
    """Who has no e-mail hears the answer from who gave it."""
    reader = Partner.objects.one_or_none(ref=message.to)
    if reader is None or reader.channel == Partner.Channel.EMAIL:
        return []
    return [_("%(name)s answered. Read the answer out to them, or send it.") % {"name": who.name}]


@says("contribution_answered")
def answered_words(message: Message) -> Words | None:
    """The last answer; what became of it, and that it may be not good enough (LP17)."""
    it = _of_giver(message, *ASKING)
    answer = ContributionAnswer.objects.select_related("by").filter(ref=message.occasion, is_enough__isnull=True).first()
    if it is None or answer is None:
        return None
    became: dict[str, Any] = {"acted": _("It is acted on."), "partly": _("It is acted on in part. You can read why not all of it."),
                              "not_acted": _("It is not acted on. You can read why."),
                              "answered_again": _("There is a reply to what you said was missing.")}
    last = _("If it is not good enough, say “I am not satisfied”. Then a lay co-chair replies.") if it.state in ANSWERED else _(
        "You may say whether that is good enough now.")
    return Words(subject=_("What became of what you told us"), lines=[became[it.state], *_by_phone(message, answer.by), last],
                 action=_("Read the answer"), path=it.get_absolute_url())


@says("contribution_yes_noted")
def yes_noted_words(message: Message) -> Words | None:
    """Somebody wrote down a yes for them: it is not the last word."""
    it = _of_giver(message, *ASKING)
    answer = ContributionAnswer.objects.filter(ref=message.occasion, is_enough=True, said_noted_by__isnull=False).first()
    if it is None or answer is None:
        return None
    return Words(subject=_("Somebody wrote down for you that an answer is good enough"),
                 lines=[_("It was written down that you say the answer is good enough."),
                        _("If it is not good enough, say so. Then a lay co-chair replies.") if it.state in ANSWERED else _(
                            "If it is not good enough, say so.")],
                 action=_("Read the answer"), path=reverse("programmes:contribution-say", args=[it.ref]))


@says("contribution_refused")
def refused_words(message: Message) -> Words | None:
    it = _found(message, ContributionState.NOT_SATISFIED)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a lay partner is not satisfied with an answer") % {"programme": it.programme},
                 lines=[_("They say what is missing. A lay co-chair replies by %(day)s.") % {"day": day(it.reply_by)}],
                 action=_("Read it"), path=it.get_absolute_url())


@says("contribution_reply_late")
def reply_late_words(message: Message) -> Words | None:
    it = _found(message, ContributionState.NOT_SATISFIED)
    if it is None:
        return None
    return Words(subject=_("%(programme)s: a reply to a lay partner is late") % {"programme": it.programme},
                 lines=[_("A lay partner was not satisfied with an answer. The reply was due by %(day)s.") % {"day": day(it.reply_by)},
                        _("Please see to it that they get one.")],
                 action=_("Read it"), path=it.get_absolute_url())


# --- the impact log -----------------------------------------------------------------------------------------------------------

@says("impact_credit_asked")
def credit_asked_words(message: Message) -> Words | None:
    found = ImpactCredit.objects.select_related("entry__programme").filter(
        ref=message.about, agrees__isnull=True).exclude(entry__state=ImpactState.TAKEN_BACK).first()
    if found is None or not _runs(message, found.programme):
        return None
    return Words(subject=_("May we name you?"),
                 lines=[_("The team of “%(programme)s” writes down what changed because of lay partners. You are one of them.") % {
                     "programme": found.programme},
                        _("You are named only if you say yes. Until then it says “a lay partner”.")],
                 action=_("Say yes or no"), path=reverse("programmes:impact-credit", args=[found.ref]))


def _check(message: Message, **which: Any) -> ImpactCheck | None:
    found = ImpactCheck.objects.current().select_related("entry__programme").filter(ref=message.about, is_so=False, **which).first()
    return found if found is not None and _runs(message, found.programme) else None


@says("impact_disputed")
def disputed_words(message: Message) -> Words | None:
    found = _check(message, answered_at__isnull=True, round=F("entry__round"), entry__state=ImpactState.DISPUTED)
    if found is None:
        return None
    return Words(subject=_("%(programme)s: a lay partner says that it was not so") % {"programme": found.programme},
                 lines=[_("You wrote in the log what changed because of lay partners. One of them says what is not so."),
                        _("It does not count until that is settled. Answer, or change what you wrote.")],
                 action=_("Read it"), path=found.entry.get_absolute_url())


@says("impact_check_answered")
def check_answered_words(message: Message) -> Words | None:
    changed = message.occasion.startswith("changed")
    found = _check(message, answered_at__isnull=changed)
    if found is None:
        return None
    if changed:
        return Words(subject=_("%(programme)s: what you say is not so was changed") % {"programme": found.programme},
                     lines=[_("You said of an entry in the log of what changed that it is not so. It was changed."),
                            _("Please read it again. Your “not so” stays until you say otherwise.")],
                     action=_("Read it"), path=found.entry.get_absolute_url()) if found.entry.is_standing() else None
    return Words(subject=_("%(programme)s: an answer to your “not so”") % {"programme": found.programme},
                 lines=[_("You said of an entry in the log of what changed that it is not so. There is an answer."),
                        _("Your word stays beside the entry. You may say it again, or say that it is so now.")],
                 action=_("Read the answer"), path=found.entry.get_absolute_url())


@says("impact_check_noted")
def check_noted_words(message: Message) -> Words | None:
    """Their own later word takes the place of what was written down for them."""
    found = ImpactCheck.objects.current().select_related("entry__programme").filter(ref=message.about, noted_by__isnull=False).exclude(
        entry__state=ImpactState.TAKEN_BACK).first()
    if found is None or not _runs(message, found.programme):
        return None
    said = _("It was written down that you say: “It is so.”") if found.is_so else _("It was written down that you say: “It is not so.”")
    return Words(subject=_("%(programme)s: somebody wrote down what you say") % {"programme": found.programme},
                 lines=[_("The log tells what changed because of lay partners. A word of yours stands in it now."), said,
                        _("Did you say something else? Then say it on this page. Your own word counts.")],
                 action=_("Read it"), path=reverse("programmes:impact-check", args=[found.entry.ref]))


def _entry(message: Message, **which: Any) -> ImpactEntry | None:
    found = ImpactEntry.objects.select_related("programme").filter(ref=message.about, **which).first()
    return found if found is not None and _runs(message, found.programme) else None


@says("impact_taken_back")
def taken_back_words(message: Message) -> Words | None:
    found = _entry(message, state=ImpactState.TAKEN_BACK)
    if found is None:
        return None
    return Words(subject=_("%(programme)s: an entry that you spoke about was taken back") % {"programme": found.programme},
                 lines=[_("You said of an entry in the log of what changed whether it is so. It was taken back, and does not count."),
                        _("It stays there, with the reason and with what you said.")],
                 action=_("Read why"), path=found.get_absolute_url())


@says("impact_change_noted")
def change_noted_words(message: Message) -> Words | None:
    is_back = message.occasion == "taken back"
    found = _entry(message)
    if found is None or is_back == found.is_standing() or (not is_back and message.occasion != f"round {found.round}"):
        return None
    last = _("If you did not say that, tell a lay co-chair, or write it again.") if is_back else _(
        "If you did not say that, change it again.")
    return Words(subject=_("%(programme)s: somebody wrote down what you say") % {"programme": found.programme},
                 lines=[_("You wrote in the log what changed because of lay partners."), _(
                     "It was written down that you take that back.") if is_back else _("It was written down that you change that."), last],
                 action=_("Read it"), path=found.get_absolute_url())
