"""The words of messages about the touchstone. Nothing of a breach stands in them, and nothing of an answer to a check."""

from typing import Any

from django.urls import reverse

from coprod.kit.clock import day_of, now
from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Group, Partner
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Membership, Programme
from programmes.programme.notices import still_reads
from programmes.programme.policies import home_of
from programmes.touchstone.models import (
    Adoption,
    Breach,
    BreachProcedure,
    Touchstone,
    TouchstoneBallot,
    TouchstoneCheck,
    TouchstoneReopening,
    TouchstoneWord,
    token_of_ballot,
)
from programmes.touchstone.policies.adopting import agreed_for, lay_speakers, staff_speakers
from programmes.touchstone.policies.drafting import agreed_of


def _runs(message: Message, programme: Programme | None) -> bool:
    return programme is not None and programme.state != ProgrammeState.CLOSED and still_reads(message, programme)


def _page_of(group: Group) -> str:
    return reverse("programmes:group-touchstone", args=[group.ref])


# --- drafting and signing -----------------------------------------------------------------------------------------------

@says("touchstone_asked")
def touchstone_asked_words(message: Message) -> Words | None:
    """A version waits for the word of this member of the Advisory Group."""
    found = Touchstone.objects.select_related("programme", "asked_by").filter(ref=message.about, state="asked").first()
    if found is None or not _runs(message, found.programme) or message.occasion != f"round {found.round}":
        return None
    said = TouchstoneWord.objects.current().filter(touchstone=found, round=found.round, partner__ref=message.to)
    if said.exists() or (found.asked_by and found.asked_by.ref == message.to):
        return None
    return Words(subject=_("%(programme)s: how we work together waits for your word") % {"programme": found.programme},
                 lines=[_("The touchstone says how all partners work together. Lay partners drafted it."),
                        _("You may agree, comment, or say no and why. Every “no” gets an answer.")],
                 action=_("Read it and say what you think"), path=found.get_absolute_url())


def _open_no(message: Message) -> TouchstoneWord | None:
    return TouchstoneWord.objects.open_noes().select_related("touchstone__programme", "adoption__group").one_or_none(ref=message.about)


@says("touchstone_refused")
def touchstone_refused_words(message: Message) -> Words | None:
    word = _open_no(message)
    if word is None or word.touchstone is None or not _runs(message, word.touchstone.programme):
        return None
    return Words(subject=_("%(programme)s: somebody does not agree to the touchstone") % {"programme": word.touchstone.programme},
                 lines=[_("The reason stands on the page. Answer it, or change the text.")],
                 action=_("Read the reason"), path=word.touchstone.get_absolute_url())


@says("touchstone_word_answered")
def touchstone_word_answered_words(message: Message) -> Words | None:
    word = TouchstoneWord.objects.select_related("touchstone__programme", "adoption__group", "answered_by").filter(
        ref=message.about, replaced_at__isnull=True, answered_at__isnull=False).first()
    if word is None:
        return None
    programme = word.touchstone.programme if word.touchstone else home_of(word.about.group)      # type: ignore[union-attr]
    if not _runs(message, programme):
        return None
    words = [_("The answer: %(text)s") % {"text": word.answer}] if word.answer else [_("The text was changed.")]
    return Words(subject=_("%(programme)s: your “no” was answered") % {"programme": programme},
                 lines=[*words, _("You may change your word, or leave it as it is.")],
                 action=_("See it"), path=word.about.get_absolute_url())


@says("touchstone_to_sign")
def touchstone_to_sign_words(message: Message) -> Words | None:
    """A version is agreed; the organisation of this signatory has not signed it yet."""
    found = Touchstone.objects.agreed().select_related("programme").one_or_none(ref=message.about)
    if found is None or not _runs(message, found.programme):
        return None
    unsigned = Membership.objects.in_force(day_of(now())).filter(
        programme=found.programme, signs=True, organisation__signatories__partner__ref=message.to).exclude(
        touchstone_signature__version__gte=found.version).first()
    if unsigned is None:
        return None
    return Words(subject=_("%(programme)s: please sign how we work together") % {"programme": found.programme},
                 lines=[_("The Advisory Group agreed version %(number)d of the touchstone on %(day)s.") % {
                     "number": found.version, "day": day(found.agreed_at)}, _("Each partner organisation signs it.")],
                 action=_("Read and sign it"), path=reverse("programmes:touchstone-sign", args=[unsigned.ref]))


@says("touchstone_sign_overdue")
def touchstone_sign_overdue_words(message: Message) -> Words | None:
    """The same, ten working days later."""
    member = Membership.objects.select_related("programme").one_or_none(ref=message.about)
    found = agreed_of(member.programme) if member else None
    if member is None or found is None or not _runs(message, member.programme):
        return None
    signature = getattr(member, "touchstone_signature", None)
    if message.occasion != f"version {found.version}" or (signature and (signature.version or 0) >= found.version):
        return None
    return Words(subject=_("%(programme)s: your signature under the touchstone is missing") % {"programme": member.programme},
                 lines=[_("It was agreed on %(day)s. If your organisation cannot sign it, please say why.") % {
                     "day": day(found.agreed_at)}],
                 action=_("Read and sign it"), path=reverse("programmes:touchstone-sign", args=[member.ref]))


# --- adopting -----------------------------------------------------------------------------------------------------------

def _still_speaks(message: Message, group: Group) -> bool:
    on = day_of(now())
    return (lay_speakers(group, on) | staff_speakers(group, on)).filter(ref=message.to).exists()


@says("adoption_asked")
def adoption_asked_words(message: Message) -> Words | None:
    adoption = Adoption.objects.proposed().select_related("group").one_or_none(ref=message.about)
    if adoption is None or message.occasion != f"round {adoption.round}" or not _still_speaks(message, adoption.group):
        return None
    if TouchstoneWord.objects.current().filter(adoption=adoption, round=adoption.round, partner__ref=message.to).exists():
        return None
    return Words(subject=_("How your group works together: is it right?"),
                 lines=[_("What “%(group)s” agreed about working together is written down.") % {"group": adoption.group.name},
                        _("It counts when somebody of each side says yes. If it is not so, say no and why.")],
                 action=_("Read it and say yes or no"), path=adoption.get_absolute_url())


@says("adoption_refused")
def adoption_refused_words(message: Message) -> Words | None:
    word = _open_no(message)
    if word is None or word.adoption is None or not _runs(message, home_of(word.adoption.group)):
        return None
    return Words(subject=_("Somebody does not agree to how the group works together"),
                 lines=[_("It is about “%(group)s”. The reason stands on the page. Answer it, or change the text.") % {
                     "group": word.adoption.group.name}],
                 action=_("Read the reason"), path=word.adoption.get_absolute_url())


@says("adoption_missing")
def adoption_missing_words(message: Message) -> Words | None:
    """R6: the group has met, and has not agreed how it works together."""
    group = Group.objects.one_or_none(ref=message.about)
    if group is None or agreed_for(group) is None or Adoption.objects.adopted().filter(group=group).exists():
        return None
    if not _runs(message, home_of(group)):
        return None
    return Words(subject=_("Your group has not agreed yet how it works together"),
                 lines=[_("“%(group)s” has met. A group agrees at its first meeting what its members owe each other.") % {
                     "group": group.name},
                        _("Please put the touchstone on the next agenda, and write down what you agree.")],
                 action=_("Write it down"), path=_page_of(group))


@says("touchstone_reopening")
def touchstone_reopening_words(message: Message) -> Words | None:
    found = TouchstoneReopening.objects.select_related("group").filter(ref=message.about, looked_at__isnull=True).first()
    if found is None or not _still_speaks(message, found.group):
        return None
    return Words(subject=_("Please come back to how the group works together"),
                 lines=[_("Somebody in “%(group)s” asks the group to look at its touchstone again.") % {"group": found.group.name},
                        _("Put it on the next agenda. A lay member then notes what came of it.")],
                 action=_("Read why"), path=_page_of(found.group))


# --- checks -------------------------------------------------------------------------------------------------------------

def _ballot(message: Message) -> TouchstoneBallot | None:
    return TouchstoneBallot.objects.silent().select_related("check_of__adoption__group").one_or_none(ref=message.about)


def _check_words(message: Message, subject: str, first: str) -> Words | None:
    ballot = _ballot(message)
    if ballot is None:
        return None
    check = ballot.check_of
    return Words(subject=subject, lines=[
        first % {"group": check.group.name, "day": day(check.closes_on)},
        _("It takes one minute. Nobody can find out what you said. Answers of lay partners and of staff are shown side by side, and only "
          "when there are enough of them.")],
        action=_("Answer now"), path=reverse("programmes:check-by-link", args=[token_of_ballot(ballot.ref)]))


@says("touchstone_check_asked")
def check_asked_words(message: Message) -> Words | None:
    return _check_words(message, _("One minute: do we keep to what we agreed?"),
                        _("How does “%(group)s” work together? Please say so by %(day)s."))


@says("touchstone_check_silent")
def check_silent_words(message: Message) -> Words | None:
    return _check_words(message, _("One minute is still missing: do we keep to what we agreed?"),
                        _("The questions about “%(group)s” close after %(day)s."))


@says("touchstone_check_closed")
def check_closed_words(message: Message) -> Words | None:
    check = TouchstoneCheck.objects.closed().select_related("adoption__group").one_or_none(ref=message.about)
    if check is None or not _runs(message, home_of(check.group)):
        return None
    return Words(subject=_("How we work together: what was said"),
                 lines=[_("The questions about “%(group)s” are closed. Thank you if you answered.") % {"group": check.group.name},
                        _("Where the two sides differ, talk about it. It is no score.")],
                 action=_("See what may be shown"), path=check.get_absolute_url())


# --- breaches: nothing of what happened, and no name ---------------------------------------------------------------------

@says("breach_way_to_agree")
def breach_way_to_agree_words(message: Message) -> Words | None:
    found = BreachProcedure.objects.waiting().select_related("programme").one_or_none(ref=message.about)
    if found is None or not _runs(message, found.programme):
        return None
    return Words(subject=_("%(programme)s: is this the way to raise a breach?") % {"programme": found.programme},
                 lines=[_("It is written down whom to tell when the touchstone is not kept, and by when there is an answer."),
                        _("It counts when a lay co-chair agrees.")],
                 action=_("Read it"), path=reverse("programmes:touchstone", args=[found.programme.slug]))


@says("breach_way_names_you")
def breach_way_names_you_words(message: Message) -> Words | None:
    found = BreachProcedure.objects.in_force().select_related("programme").one_or_none(ref=message.about)
    if found is None or not _runs(message, found.programme):
        return None
    return Words(subject=_("%(programme)s: people may turn to you") % {"programme": found.programme},
                 lines=[_("You are named as somebody to tell when the touchstone is not kept. You answer within %(n)d working days.") % {
                     "n": found.answer_days}, _("Only you and who tells you read it.")],
                 action=_("See how it goes"), path=reverse("programmes:touchstone", args=[found.programme.slug]))


def _breach(message: Message, *states: str) -> Breach | None:
    return Breach.objects.select_related("procedure__programme", "to", "raised_by").filter(ref=message.about, state__in=states).first()


def _to_answer(message: Message, subject: str, line: str) -> Words | None:
    breach = _breach(message, "raised", "passed_on")
    if breach is None or breach.to.ref != message.to:
        return None
    return Words(subject=subject, lines=[line, _("Please answer by %(day)s. Only you and who told it read it.") % {
        "day": day(breach.due_on)}],
                 action=_("Read and answer"), path=breach.get_absolute_url())


@says("breach_raised")
def breach_raised_words(message: Message) -> Words | None:
    return _to_answer(message, _("Something waits for your answer"),
                      _("Somebody says that the touchstone is not kept, and tells you quietly."))


@says("breach_passed_on")
def breach_passed_on_words(message: Message) -> Words | None:
    return _to_answer(message, _("Something waits for your answer"),
                      _("Somebody said that the touchstone is not kept. The first answer did not settle it, so it comes to you."))


@says("breach_answer_due")
def breach_answer_due_words(message: Message) -> Words | None:
    breach = _breach(message, "raised", "passed_on")
    word, _blank, due = message.occasion.partition(" ")
    if breach is None or due != breach.due_on.isoformat():
        return None
    is_late = word == "late"
    return _to_answer(message, _("Your answer is late") if is_late else _("Your answer is due"),
                      _("The last day for your answer has passed.") if is_late else _("The last day for your answer is near."))


@says("breach_answer_late")
def breach_answer_late_words(message: Message) -> Words | None:
    """To the co-chair: that an answer is late, and whom to remind; neither what it is about nor who told it."""
    breach = _breach(message, "raised", "passed_on")
    if breach is None or message.occasion != breach.due_on.isoformat() or not _runs(message, breach.programme):
        return None
    return Words(subject=_("An answer is late"),
                 lines=[_("Somebody said that the touchstone is not kept. %(name)s was to answer by %(day)s.") % {
                     "name": breach.to.name, "day": day(breach.due_on)},
                        _("Please remind them. What it is about stays with them and who told it.")],
                 action=_("See how breaches are answered"), path=reverse("programmes:touchstone", args=[breach.programme.slug]))


@says("breach_answered")
def breach_answered_words(message: Message) -> Words | None:
    breach = _breach(message, "answered", "answered_again")
    if breach is None:
        return None
    reader = Partner.objects.one_or_none(ref=message.to)
    lines = [_("There is an answer to what you told us.")]
    if reader is not None and reader.channel != Partner.Channel.EMAIL:      # who answered rings or writes
        lines.append(_("%(name)s answered, and will tell you what.") % {"name": breach.to.name})
    return Words(subject=_("You have an answer"), lines=[*lines, _("Is it settled for you? You may say no, and somebody else answers.")],
                 action=_("Read the answer"), path=breach.get_absolute_url())


@says("breach_closed")
def breach_closed_words(message: Message) -> Words | None:
    breach = _breach(message, "settled", "unsettled", "withdrawn")
    if breach is None:
        return None
    closed: dict[str, Any] = {"settled": _("Who told it says that it is settled."),
                              "unsettled": _("Who told it says that it is not settled."),
                              "withdrawn": _("Who told it took it back.")}
    return Words(subject=_("What was told to you is closed"), lines=[closed[breach.state]], action=_("See it"),
                 path=breach.get_absolute_url())
