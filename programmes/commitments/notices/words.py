"""The words of messages about promises. Nothing personal in a subject; each leads to one page and one act."""

from django.urls import reverse

from coprod.kit.clock import day_of, now
from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Partner
from programmes.commitments.lifecycles import OPEN, CommitmentState
from programmes.commitments.models import Commitment, CommitmentWord, NewDay
from programmes.commitments.notices.rows import owners_of
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.notices import still_reads

_S = CommitmentState


def _found(message: Message, *states: str) -> Commitment | None:
    """The promise, if its programme runs; in one of `states`, if any are named."""
    it = Commitment.objects.whole().one_or_none(ref=message.about)
    if it is None or it.programme.state == ProgrammeState.CLOSED or (states and it.state not in states):
        return None
    return it


def _owner(message: Message, it: Commitment) -> Partner | None:
    """The person it goes to, if they still keep it."""
    return next((each for each in owners_of(it, day_of(now())) if each.ref == message.to), None)


def _by_when(it: Commitment) -> str:
    return _("It goes on for good.") if it.is_standing else _("By %(day)s.") % {"day": day(it.due_on)}


def _path(it: Commitment) -> str:
    return str(it.get_absolute_url())


@says("promise_asked")
def promise_asked_words(message: Message) -> Words | None:
    """Somebody asks for a promise of this person, or of their organisation."""
    it = _found(message, _S.PROPOSED)
    if it is None or message.occasion.removesuffix(" again") != f"asked {it.round}" or _owner(message, it) is None:
        return None
    return Words(subject=_("%(programme)s: is this promised?") % {"programme": it.programme},
                 lines=[f"“{it.text}”", _by_when(it), _("Say yes or no. A yes stands in the log, and lay partners follow it.")],
                 action=_("Say yes or no"), path=reverse("programmes:commitment-answer", args=[it.ref]))


@says("promise_unanswered")
def promise_unanswered_words(message: Message) -> Words | None:
    """To who asked for it and the lay co-chairs: its owner has said neither yes nor no."""
    it = _found(message, _S.PROPOSED)
    if it is None or message.occasion != f"asked {it.round}" or not still_reads(message, it.programme):
        return None
    return Words(subject=_("%(programme)s: nobody has said yes to a promise") % {"programme": it.programme},
                 lines=[f"“{it.text}”", _by_when(it), _("It was asked for two weeks ago, and there is no answer.")],
                 action=_("Read the promise"), path=_path(it))


@says("promise_word_noted")
def promise_word_noted_words(message: Message) -> Words | None:
    """Somebody wrote down what this lay partner said; they can put it right."""
    word = CommitmentWord.objects.select_related("commitment__programme", "noted_by").filter(ref=message.about,
        replaced_at__isnull=True).first()
    if word is None or word.noted_by is None or word.commitment.programme.state == ProgrammeState.CLOSED:
        return None
    return Words(subject=_("%(programme)s: what was written down for you") % {"programme": word.commitment.programme},
                 lines=[f"“{word.commitment.text}”",
                        _("%(name)s wrote down for you: %(what)s.") % {"name": word.noted_by.name, "what": word.get_value_display()},
                        *([word.text] if word.text else []), _("If that is not what you said, say so on the page, or ring us.")],
                 action=_("Read it"), path=_path(word.commitment))


@says("promise_handed_on")
def promise_handed_on_words(message: Message) -> Words | None:
    it = _found(message, *OPEN, _S.BROKEN)
    if it is None or _owner(message, it) is None:
        return None
    return Words(subject=_("%(programme)s: a promise is yours to keep now") % {"programme": it.programme},
                 lines=[f"“{it.text}”", _by_when(it), _("Who kept it before does not do so any more.")],
                 action=_("Read the promise"), path=_path(it))


@says("promise_changed")
def promise_changed_words(message: Message) -> Words | None:
    """To who asked for it, to co-chairs and owners: how it stands now."""
    it = _found(message)
    if it is None or not still_reads(message, it.programme):
        return None
    lines = [f"“{it.text}”", _("It stands at: %(state)s.") % {"state": it.get_state_display()}]
    if message.occasion.startswith("handed on"):
        lines.append(_("Somebody else keeps it now."))
    if it.because:
        lines.append(_("The reason: %(why)s") % {"why": it.because})
    return Words(subject=_("%(programme)s: news of a promise") % {"programme": it.programme}, lines=lines, action=_("Read more"),
        path=_path(it))


@says("promise_claimed")
def promise_claimed_words(message: Message) -> Words | None:
    """The lay partner is asked whether it is so."""
    it = _found(message, _S.CLAIMED)
    if it is None or message.occasion != f"round {it.round}" or not still_reads(message, it.programme):
        return None
    if CommitmentWord.objects.current(it).filter(by__ref=message.to).exists():
        return None
    said = it.reports.order_by("at", "pk").last()
    return Words(subject=_("%(programme)s: a promise is said to be kept. Is it?") % {"programme": it.programme},
                 lines=[f"“{it.text}”", *([_("They say: %(words)s") % {"words": said.text}] if said else []),
                        _("It counts only when a lay partner says so. You may say no, and what is missing.")],
                 action=_("Say whether it is done"), path=reverse("programmes:commitment-judge", args=[it.ref]))


@says("promise_waits")
def promise_waits_words(message: Message) -> Words | None:
    it = _found(message, _S.CLAIMED)
    if it is None or message.occasion != f"round {it.round}" or not still_reads(message, it.programme):
        return None
    return Words(subject=_("%(programme)s: a promise waits for a lay partner’s word") % {"programme": it.programme},
                 lines=[f"“{it.text}”", _("It was said to be done a week ago. Is it?")],
                 action=_("Say whether it is done"), path=reverse("programmes:commitment-judge", args=[it.ref]))


@says("promise_judged")
def promise_judged_words(message: Message) -> Words | None:
    """What a lay partner said of it."""
    word = CommitmentWord.objects.select_related("commitment__programme").filter(ref=message.about, replaced_at__isnull=True).first()
    if word is None or word.commitment.programme.state == ProgrammeState.CLOSED:
        return None
    it = word.commitment
    lines = [f"“{it.text}”"]
    lines += [_("A lay partner says: %(value)s") % {"value": word.get_value_display()},
              _("What is missing: %(text)s") % {"text": word.text}, _("Mend it, then say so again.")] if (
        word.is_no()) else [_("A lay partner says that it is done."), _("It stands at: %(state)s.") % {"state": it.get_state_display()}]
    return Words(subject=_("%(programme)s: what lay partners say of a promise") % {"programme": it.programme}, lines=lines,
                 action=_("Read more"), path=_path(it))


@says("promise_new_day_asked")
def promise_new_day_asked_words(message: Message) -> Words | None:
    found = NewDay.objects.select_related("commitment__programme").filter(ref=message.about, state="asked").first()
    if found is None or not still_reads(message, found.commitment.programme):
        return None
    return Words(subject=_("%(programme)s: another day is asked for") % {"programme": found.commitment.programme},
                 lines=[f"“{found.commitment.text}”",
                        _("Not by %(a)s, but by %(b)s.") % {"a": day(found.from_day), "b": day(found.to_day)},
                        _("The reason: %(why)s") % {"why": found.because}, _("What does the Advisory Group say?")],
                 action=_("Say yes or no"), path=reverse("programmes:new-day-say", args=[found.ref]))


@says("promise_new_day_said")
def promise_new_day_said_words(message: Message) -> Words | None:
    found = NewDay.objects.select_related("commitment__programme").filter(ref=message.about).exclude(state="asked").first()
    if found is None or found.commitment.programme.state == ProgrammeState.CLOSED:
        return None
    lines = [f"“{found.commitment.text}”", str(found.get_state_display()) + "."]
    lines += [_("It is due by %(day)s.") % {"day": day(found.to_day if found.state == "agreed" else found.from_day)}]
    return Words(subject=_("%(programme)s: the answer about another day") % {"programme": found.commitment.programme},
                 lines=[*lines, *([found.said] if found.said else [])], action=_("Read more"), path=_path(found.commitment))


# --- by the clock ---------------------------------------------------------------------------------------------------------

@says("promise_due")
def promise_due_words(message: Message) -> Words | None:
    """Its day is near, or today."""
    it = _found(message, _S.AGREED, _S.ON_TRACK, _S.AT_RISK, _S.RENEGOTIATED)
    if it is None or _owner(message, it) is None or not message.occasion.startswith(str(it.due_on)):
        return None
    return Words(subject=_("%(programme)s: a promise is due on %(day)s") % {"programme": it.programme, "day": day(it.due_on)},
                 lines=[f"“{it.text}”", _("If it is done, say so. If it cannot be done by then, ask for another day and say why.")],
                 action=_("Say how it stands"), path=reverse("programmes:commitment-report", args=[it.ref]))


@says("promise_report_due")
def promise_report_due_words(message: Message) -> Words | None:
    """How does it stand? By a link that needs no account, for this report alone."""
    it = _found(message)
    person = _owner(message, it) if it else None
    if it is None or person is None or not message.occasion.startswith(str(it.report_due_on)) or not it.link_works(day_of(now())):
        return None
    return Words(subject=_("%(programme)s: how does your promise stand?") % {"programme": it.programme},
                 lines=[f"“{it.text}”", _by_when(it),
                 _("Two sentences are enough.")],
                 by_link=[_("The link is yours: it works once, without signing in.")],
                 action=_("Say how it stands"), path=reverse("programmes:promise-by-link", args=[it.ref, it.token_to_report(person)]))


def _late(message: Message) -> Commitment | None:
    it = _found(message, _S.LATE, _S.DISPUTED)
    return it if it and message.occasion == str(it.due_on) and still_reads(message, it.programme) else None


@says("promise_late")
def promise_late_words(message: Message) -> Words | None:
    it = _late(message)
    return None if it is None else Words(subject=_("%(programme)s: a promise that you asked for is late") % {"programme": it.programme},
                        lines=[f"“{it.text}”", _("It was due by %(day)s.") % {"day": day(it.due_on)}], action=_("Read more"),
                        path=_path(it))


def _overdue_words(message: Message, more: str) -> Words | None:
    it = _late(message)
    return None if it is None else Words(subject=_("%(programme)s: a promise is past its day") % {"programme": it.programme},
                        lines=[f"“{it.text}”", _("It was due by %(day)s.") % {"day": day(it.due_on)}, more], action=_("Read more"),
                        path=_path(it))


@says("promise_overdue_lead")
def promise_overdue_lead_words(message: Message) -> Words | None:
    return _overdue_words(message, _("It was promised in your workstream. See that its owner says why, and by when."))


@says("promise_overdue_chairs")
def promise_overdue_chairs_words(message: Message) -> Words | None:
    return _overdue_words(message, _("That is ten working days ago. You may ask for an answer, or record that it is broken."))


@says("promise_overdue_owner")
def promise_overdue_owner_words(message: Message) -> Words | None:
    return _overdue_words(message, _("That is twenty working days ago. Lay partners wait for it."))
