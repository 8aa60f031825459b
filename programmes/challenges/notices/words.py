"""The words of messages about challenges. Nothing of what was said stands in them, and no name but of those
who handle one, to who raised it."""

from typing import Any

from coprod.kit.clock import day_of, now
from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Partner
from programmes.challenges.catalogue import LEFT_WORKING_DAYS
from programmes.challenges.lifecycles import OVER, UNHAPPY, WAITING, ChallengeState
from programmes.challenges.models import Challenge
from programmes.challenges.policies import still_reads_it
from programmes.programme.lifecycles import ProgrammeState


def _challenge(message: Message, *states: str) -> Challenge | None:
    """The challenge, if it stands so, its programme runs and the reader still reads it."""
    found = Challenge.objects.select_related("programme", "group", "raised_by").filter(ref=message.about, state__in=states).first()
    if found is None or found.programme.state == ProgrammeState.CLOSED:
        return None
    reader = Partner.objects.one_or_none(ref=message.to)
    if reader is not None and not still_reads_it(reader, found, day_of(now())):
        return None
    return found


def _words(challenge: Challenge, subject: Any, *lines: Any, action: Any) -> Words:
    return Words(subject=subject, lines=[str(line) for line in lines], action=str(action), path=challenge.get_absolute_url())


def _about(challenge: Challenge) -> str:
    """In which group it is, or in which programme."""
    where = challenge.group.name if challenge.group and not challenge.is_restricted else challenge.programme.name
    return _("It is about “%(where)s”.") % {"where": where}


def _please(challenge: Challenge) -> str:
    return _("Please answer by %(day)s. Say also what changed because of it.") % {"day": day(challenge.due_on)}


@says("challenge_raised")
def challenge_raised_words(message: Message) -> Words | None:
    found = _challenge(message, ChallengeState.RAISED)
    if found is None:
        return None
    return _words(found, _("A lay partner questions something: please answer"), _("A lay partner questions something, and asks you."),
                  _about(found), _("Say within five working days that you have seen it."), _please(found), action=_("Read and answer"))


@says("challenge_unseen")
def challenge_unseen_words(message: Message) -> Words | None:
    found = _challenge(message, ChallengeState.RAISED)
    if found is None:
        return None
    return _words(found, _("A challenge waits: say that you have seen it"),
                  _("It was raised on %(day)s. Five working days have passed.") % {"day": day(found.raised_at)}, _about(found),
                  action=_("Say that you have seen it"))


@says("challenge_acknowledged")
def challenge_acknowledged_words(message: Message) -> Words | None:
    found = _challenge(message, ChallengeState.ACKNOWLEDGED)
    if found is None:
        return None
    return _words(found, _("Your challenge was seen"), _("Who is to answer has seen it."),
                  _("You have an answer by %(day)s. If not, it goes up by itself.") % {"day": day(found.due_on)}, action=_("See it"))


@says("challenge_answered")
def challenge_answered_words(message: Message) -> Words | None:
    found = _challenge(message, ChallengeState.ANSWERED)
    if found is None or not found.answers.filter(ref=message.occasion, satisfied__isnull=True).exists():
        return None
    return _words(found, _("Your challenge has an answer"), _("There is an answer to what you questioned."),
                  _("Is it good enough? You may say no. Then the lay co-chairs hear of it, and somebody higher up answers."),
                  action=_("Read the answer"))


@says("challenge_yes_noted")
def challenge_yes_noted_words(message: Message) -> Words | None:
    found = _challenge(message, ChallengeState.ACCEPTED)
    if found is None:
        return None
    return _words(found, _("It was written down that you accept an answer"),
                  _("Somebody wrote down for you that the answer to your challenge is good enough."),
                  _("If that is not so, say it: you can still say no."), action=_("See what was written"))


@says("challenge_not_satisfied")
def challenge_not_satisfied_words(message: Message) -> Words | None:
    """NT41."""
    found = _challenge(message, ChallengeState.NOT_SATISFIED)
    if found is None or not found.answers.filter(ref=message.occasion).exists():
        return None
    return _words(found, _("A lay partner is not satisfied with an answer"), _about(found),
                  _("If nothing else happens within %(n)d working days, it goes up by itself.") % {"n": LEFT_WORKING_DAYS},
                  action=_("Read the answer, and what is missing"))


@says("challenge_still_not_satisfied")
def challenge_still_not_satisfied_words(message: Message) -> Words | None:
    found = _challenge(message, *UNHAPPY)
    if found is None or found.refused_at is None or message.occasion != f"since {day_of(found.refused_at)}":
        return None
    return _words(found, _("Not satisfied for ten working days"),
                  _("A lay partner said on %(day)s that an answer will not do.") % {"day": day(found.refused_at)}, _about(found),
                  _("It stands at: %(state)s.") % {"state": found.get_state_display()}, action=_("See it"))


@says("challenge_unanswered")
def challenge_unanswered_words(message: Message) -> Words | None:
    """NT42: to who answers, or that somebody has not answered."""
    found = _challenge(message, *WAITING)
    if found is None or found.first_answered_at is not None or found.steps.exists():
        return None
    _word, _blank, n = message.occasion.partition(" ")
    if message.occasion.startswith("chairs"):
        return _words(found, _("A challenge has no answer yet"),
                      _("It was raised on %(day)s, and is with: %(rung)s.") % {
                          "day": day(found.raised_at), "rung": found.get_rung_display()},
                      _("You can let it go up."), action=_("See it"))
    return _words(found, _("A challenge waits for your answer"), _("It has waited for %(n)s working days.") % {"n": n}, _about(found),
                  _please(found), action=_("Read and answer"))


@says("challenge_due_above")
def challenge_due_above_words(message: Message) -> Words | None:
    """To who answers what has gone up, shortly before its day."""
    found = _challenge(message, *WAITING)
    if found is None or message.occasion != found.due_on.isoformat():
        return None
    return _words(found, _("A challenge that came up to you waits for your answer"), _about(found), _please(found),
                  action=_("Read and answer"))


@says("challenge_past_its_day")
def challenge_past_its_day_words(message: Message) -> Words | None:
    found = _challenge(message, *WAITING)
    if found is None or message.occasion != found.due_on.isoformat():
        return None
    return _words(found, _("A challenge is past its day, and nobody stands above"),
                  _("It is with: %(rung)s. The answer was due on %(day)s.") % {"rung": found.get_rung_display(), "day": day(found.due_on)},
                  _("Please remind them."), action=_("See it"))


@says("challenge_gone_up")
def challenge_gone_up_words(message: Message) -> Words | None:
    """To who raised it, and to who answers now."""
    found = _challenge(message, *WAITING)
    if found is None or message.occasion != f"to {found.rung}":
        return None
    if message.to == found.raised_by.ref:
        return _words(found, _("Your challenge has gone up"),
                      _("It is now with: %(rung)s. You have an answer by %(day)s.") % {
                          "rung": found.get_rung_display(), "day": day(found.due_on)}, action=_("See it"))
    few = [_("It is kept by few people, and you are one of them. It is noted who opens it.")] if found.is_restricted else []
    return _words(found, _("A challenge has come up to you"), _("Those below you have not settled what a lay partner questions."),
                  _about(found), *few, _please(found), action=_("Read and answer"))


@says("challenge_closed")
def challenge_closed_words(message: Message) -> Words | None:
    found = _challenge(message, *OVER)
    if found is None or not message.occasion.startswith(f"{found.state} "):
        return None
    said: dict[str, Any] = {
        ChallengeState.ACCEPTED: _("The answer is accepted."), ChallengeState.WITHDRAWN: _("It was taken back."),
        ChallengeState.CLOSED: _("It is closed, and a position stays on record.")}
    if message.to == found.raised_by.ref:
        return _words(found, _("Your challenge is closed"), said[found.state], _("If that is not as you said, please tell us."),
                      action=_("Read what is on record"))
    return _words(found, _("A challenge is closed"), said[found.state], action=_("See it"))


@says("challenge_taken_back")
def challenge_taken_back_words(message: Message) -> Words | None:
    found = _challenge(message, ChallengeState.WITHDRAWN)
    if found is None:
        return None
    return _words(found, _("It was written down that you take back a challenge"),
                  _("Somebody wrote down for you that you take back what you questioned."),
                  _("If that is not so, say it: you can put it back."), action=_("See what was written"))


@says("challenge_back")
def challenge_back_words(message: Message) -> Words | None:
    found = _challenge(message, *WAITING)
    if found is None:
        return None
    return _words(found, _("A challenge waits again"), _("It was written down as taken back. Who raised it says that it is not so."),
                  _about(found), _("The answer is due by %(day)s.") % {"day": day(found.due_on)}, action=_("See it"))


@says("challenge_handler")
def challenge_handler_words(message: Message) -> Words | None:
    found = _challenge(message, *ChallengeState.values)
    if found is None or not found.is_restricted:
        return None
    return _words(found, _("You are named to handle something"), _("A challenge is kept by few people, and you are one of them."),
                  _("Only you, the others who are named and who raised it read it. It is noted who opens it."), action=_("Read it"))


@says("challenge_restricted")
def challenge_restricted_words(message: Message) -> Words | None:
    found = _challenge(message, *ChallengeState.values)
    if found is None or not found.is_restricted:
        return None
    return _words(found, _("Your challenge is kept by few people now"),
                  _("It is handled by: %(names)s.") % {"names": ", ".join(
                      found.handlers.order_by("partner__name", "pk").values_list("partner__name", flat=True))},
                  _("Only you and they read it. You see who opens it, and you can open it for all again."), action=_("See it"))


@says("challenge_opened")
def challenge_opened_words(message: Message) -> Words | None:
    found = _challenge(message, *ChallengeState.values)
    if found is None or found.is_restricted:
        return None
    return _words(found, _("Your challenge can be read again"),
                  _("A lay co-chair opened it again: everybody with a part in it reads it."), action=_("See it"))
