"""The words of messages about rounds. Nothing personal stands in a subject; "we said, we did" shows its reader their own words."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from coprod.kit.clock import day_of
from coprod.kit.saying import day
from coprod.kit.tokens import token_for
from coprod.post.batch import once
from coprod.post.models import Message
from coprod.post.registry import Words, says
from coprod.post.wording import gettext as _
from partners.models import Partner
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.notices import still_reads
from programmes.rounds.catalogue import LINK_DAYS
from programmes.rounds.lifecycles import RoundState
from programmes.rounds.models import ForumAnswer, ForumRound, RoundSeen

LINK_WORKS = gettext_lazy("The link works until %(day)s. After that its page sends you a new one.")
MOST_SHOWN = 10             # of one person's answers in a mail; the page behind the link shows all
SHORT = 600


def shortened(text: str, most: int = SHORT) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most - 1].rstrip()}…"


def reply_token(it: ForumRound, to: str, until: date) -> str:
    """Opens one person's answers without an account, until the day that stands in it."""
    return f"{until:%Y%m%d}-" + token_for("programmes.round-reply", f"{it.ref}:{to}:{until:%Y%m%d}")


def until_of(token: str) -> date | None:
    """The last day of a link, as it says itself; whether that is so says `reply_token`."""
    try:
        return date.fromisoformat(token.partition("-")[0])
    except ValueError:
        return None


def link_until(message: Message) -> date:
    """How long the link in a message works: from the day on which it was to go out."""
    return day_of(message.due_at) + timedelta(days=LINK_DAYS)


def reply_path(it: ForumRound, to: str, until: date) -> str:
    return reverse("programmes:round-reply", args=[it.ref, to, reply_token(it, to, until)])


def _round(message: Message, **which: Any) -> ForumRound | None:
    found: ForumRound | None = once(("round", message.about, *which.values()),
                                    lambda: ForumRound.objects.whole().filter(ref=message.about, **which).first())
    return found if found and found.programme.state != ProgrammeState.CLOSED else None


def _team_round(message: Message, **which: Any) -> ForumRound | None:
    found = _round(message, **which)
    return found if found and still_reads(message, found.programme) else None


def _word(message: Message) -> RoundSeen | None:
    found = RoundSeen.objects.select_related("round__plan__programme").one_or_none(ref=message.about)
    if found is None or found.round.programme.state == ProgrammeState.CLOSED or not still_reads(message, found.round.programme):
        return None
    return found


@says("forum_round_opened")
def opened_words(message: Message) -> Words | None:
    """Nothing once it is closed or called off."""
    found = _team_round(message, state=RoundState.OPEN)
    if found is None:
        return None
    return Words(
        subject=_("%(programme)s: what do you think of a plan?") % {"programme": found.programme},
        lines=[_("“%(plan)s” can still change. You may say what you think until %(day)s; by post until %(post)s.") % {
            "plan": found.plan.name, "day": day(found.closes_on), "post": day(found.post_until)},
               _("There is a page in plain words. You get an answer to all that you say."),
               _("You may answer: %(ways)s.") % {"ways": "; ".join(found.ways_in_words())}],
        action=_("Read it and answer"), path=found.get_absolute_url())


@says("forum_round_called_off")
def called_off_words(message: Message) -> Words | None:
    found = _round(message, state=RoundState.CALLED_OFF)
    if found is None:
        return None
    return Words(
        subject=_("%(programme)s: a round was called off") % {"programme": found.programme},
        lines=[_("You answered “%(plan)s”. The round was called off: %(why)s") % {"plan": found.plan.name, "why": found.called_off_because},
               _("What you said is kept. Thank you.")],
        action=_("Look at it"), path=found.get_absolute_url())


@says("forum_answer_received")
def received_words(message: Message) -> Words | None:
    found = _round(message)
    if found is None:
        return None
    return Words(
        subject=_("%(programme)s: we have your answer") % {"programme": found.programme},
        lines=[_("Thank you for what you said about “%(plan)s”.") % {"plan": found.plan.name},
               _("You hear by %(day)s what became of it, and why.") % {"day": day(found.reply_by)}],
        action=_("See what you said"), path=found.get_absolute_url())


@says("forum_answer_hidden")
def hidden_words(message: Message) -> Words | None:
    """Nothing if it is shown again."""
    found = ForumAnswer.objects.select_related("round__plan__programme").one_or_none(ref=message.about)
    if found is None or not found.is_hidden():
        return None
    return Words(
        subject=_("%(programme)s: something you wrote is hidden") % {"programme": found.round.programme},
        lines=[_("We have hidden one of your answers about “%(plan)s”. It is not deleted.") % {"plan": found.round.plan.name},
               _("The reason: %(why)s") % {"why": found.hidden_because},
               _("If you think that is wrong, tell us. You may also answer again in other words while the round is open.")],
        action=_("Look at it"), path=found.get_absolute_url())


def _own(message: Message) -> ForumAnswer | None:
    found = ForumAnswer.objects.select_related("round__plan__programme").one_or_none(ref=message.about)
    return found if found and found.round.programme.state != ProgrammeState.CLOSED else None


@says("forum_answer_shown")
def shown_words(message: Message) -> Words | None:
    """Nothing if it was hidden or kept back once more."""
    found = _own(message)
    if found is None or found.is_hidden() or found.is_taken_back() or found.is_kept_by_hand():
        return None
    return Words(
        subject=_("%(programme)s: something you wrote is shown again") % {"programme": found.round.programme},
        lines=[_("One of your answers about “%(plan)s” was hidden or kept back. It is shown again, and it counts.") % {
            "plan": found.round.plan.name}],
        action=_("Look at it"), path=found.get_absolute_url())


@says("forum_answer_kept_back")
def kept_back_words(message: Message) -> Words | None:
    """Nothing if it is shown again."""
    found = _own(message)
    if found is None or not found.kept_because:
        return None
    return Words(
        subject=_("%(programme)s: some of your words are kept back") % {"programme": found.round.programme},
        lines=[_("The others do not read one of your answers about “%(plan)s”. It counts, and you get an answer to it.") % {
            "plan": found.round.plan.name},
               _("The reason: %(why)s") % {"why": found.kept_because}, _("If you think that is wrong, tell us.")],
        action=_("Look at it"), path=found.get_absolute_url())


@says("forum_answer_noted")
def noted_words(message: Message) -> Words | None:
    found = _own(message)
    if found is None:
        return None
    said = _("that you take it back: it does not count, and it is not answered") if found.is_taken_back() else _("what you say now")
    return Words(
        subject=_("%(programme)s: somebody wrote down a change to your answer") % {"programme": found.round.programme},
        lines=[_("About one of your answers to “%(plan)s” somebody wrote down for you %(said)s.") % {
            "plan": found.round.plan.name, "said": said},
               _("If it is not so, ring us and we put it right.")],
        action=_("Look at it"), path=found.get_absolute_url())


@says("forum_round_to_look")
def to_look_words(message: Message) -> Words | None:
    """Nothing once this person has said so, or something was changed again."""
    found = _team_round(message, shown_at__isnull=False)
    if found is None or message.occasion != f"look {found.look}" or RoundSeen.objects.filter(
            round=found, look=found.look, by__ref=message.to).exists():
        return None
    return Words(
        subject=_("%(programme)s: please look at our answers before they go out") % {"programme": found.programme},
        lines=[_("People answered “%(plan)s”, and it is written down what is done with each answer, and why.") % {"plan": found.plan.name},
               _("Please look whether it is right. You may say no, and what is wrong: then you get an answer.")],
        action=_("Look at the answers"), path=reverse("programmes:round-seen", args=[found.ref]))


@says("forum_round_not_right")
def not_right_words(message: Message) -> Words | None:
    found = _word(message)
    if found is None or not RoundSeen.objects.open_noes().filter(pk=found.pk).exists():
        return None
    return Words(
        subject=_("%(programme)s: a lay partner says that something is wrong") % {"programme": found.round.programme},
        lines=[_("It is about the answers to those who spoke about “%(plan)s”.") % {"plan": found.round.plan.name},
               _("Nothing goes out until it is answered.")],
        action=_("Answer"), path=reverse("programmes:round-no-answer", args=[found.ref]))


@says("forum_round_no_answered")
def no_answered_words(message: Message) -> Words | None:
    found = _word(message)
    if found is None or not found.answer:
        return None
    return Words(
        subject=_("%(programme)s: your “no” is answered") % {"programme": found.round.programme},
        lines=[_("You said that something is wrong in the answers about “%(plan)s”. There is an answer now.") % {
            "plan": found.round.plan.name}, _("If it is still wrong, say so again.")],
        action=_("Read the answer"), path=reverse("programmes:round-responses", args=[found.round.ref]))


@says("forum_round_seen_noted")
def seen_noted_words(message: Message) -> Words | None:
    """Nothing once this person has said something else."""
    found = _word(message)
    if found is None or RoundSeen.objects.filter(round=found.round, by=found.by_id, pk__gt=found.pk).exists():
        return None
    what = _("that the answers are right") if found.is_right else _("that something is wrong in the answers")
    return Words(
        subject=_("%(programme)s: somebody wrote down your word") % {"programme": found.round.programme},
        lines=[_("About “%(plan)s” somebody wrote down for you %(what)s.") % {"plan": found.round.plan.name, "what": what},
               _("If it is not so, say it on the page, or to the programme manager.")],
        action=_("Read what stands there"), path=reverse("programmes:round-seen", args=[found.round.ref]))


def _said(answer: ForumAnswer) -> list[str]:
    """What they said, what is decided, why, and where it shows."""
    response = answer.response
    assert response is not None
    words = shortened(answer.text) if answer.text else _("(your recording)")
    lines = [_("You said: “%(words)s”") % {"words": words},
             _("What is decided: %(outcome)s.") % {"outcome": response.get_outcome_display()}]
    if response.reason:
        lines.append(_("Why: %(why)s") % {"why": shortened(response.reason)})
    if response.changed:
        lines.append(_("What changes: %(what)s") % {"what": shortened(response.changed)})
    for passage in response.passages.all():
        lines.append(_("Now the plan says: “%(text)s” %(address)s") % {
            "text": shortened(passage.text), "address": settings.BASE_URL + passage.get_absolute_url()})
    return lines


@says("we_said_we_did")
def we_said_we_did_words(message: Message) -> Words | None:
    """Each of their answers with its decision, reason and passage; by a link that needs no account. Nothing if all of theirs are hidden."""
    found = _round(message)
    mine = list(ForumAnswer.objects.standing().filter(round=found, by__ref=message.to, response__isnull=False).select_related(
        "response").prefetch_related("response__passages__plan").order_by("at", "pk")) if found else []
    if found is None or not mine:
        return None
    lines = [_("You answered “%(plan)s”. Here is what became of it.") % {"plan": found.plan.name}]
    for answer in mine[:MOST_SHOWN]:
        lines += _said(answer)
    if len(mine) > MOST_SHOWN:
        lines.append(_("The page shows the rest of your answers too."))
    until = link_until(message)
    lines.append(_("Please tell us whether you are satisfied. If not, somebody has to answer you again."))
    return Words(subject=_("%(programme)s: we said, we did") % {"programme": found.programme}, lines=lines,
                 by_link=[LINK_WORKS % {"day": day(until)}],
                 action=_("See your answers, and say whether you are satisfied"), path=reply_path(found, message.to, until))


@says("forum_reply_link")
def new_link_words(message: Message) -> Words | None:
    """Nothing once none of theirs counts any more."""
    found = _round(message, sent_at__isnull=False)
    if found is None or not ForumAnswer.objects.standing().filter(round=found, by__ref=message.to).exists():
        return None
    until = link_until(message)
    return Words(
        subject=_("%(programme)s: a new link to your answers") % {"programme": found.programme},
        lines=[_("Somebody asked for a new link to what became of your answers about “%(plan)s”. Here it is.") % {"plan": found.plan.name},
               LINK_WORKS % {"day": day(until)}, _("If that was not you, you need do nothing.")],
        action=_("See your answers"), path=reply_path(found, message.to, until))


@says("forum_round_published")
def published_words(message: Message) -> Words | None:
    found = _round(message, public_ref__isnull=False)
    if found is None:
        return None
    return Words(
        subject=_("%(programme)s: we said, we did") % {"programme": found.programme},
        lines=[_("People spoke about “%(plan)s”. Now you can read what was done with it, what was not, and why.") % {
            "plan": found.plan.name}],
        action=_("Read it"), path=reverse("programmes:we-said-we-did", args=[found.public_ref]))


@says("forum_round_answers_due")
def due_words(message: Message) -> Words | None:
    return _late(message, _("People who answered “%(plan)s” wait for their answer. They were told: by %(day)s."))


@says("forum_round_answers_late")
def late_words(message: Message) -> Words | None:
    return _late(message, _("People who answered “%(plan)s” still wait for their answer. The last day for it: %(day)s."))


def _late(message: Message, first: str) -> Words | None:
    """Nothing once everybody has their answer."""
    found = _team_round(message, state=RoundState.CLOSED)
    if found is None:
        return None
    return Words(
        subject=_("%(programme)s: people wait for an answer") % {"programme": found.programme},
        lines=[first % {"plan": found.plan.name, "day": day(found.reply_by)}, _("The page says how many, and what is missing.")],
        action=_("Look at the round"), path=found.get_absolute_url())


@says("forum_round_unacknowledged")
def unacknowledged_words(message: Message) -> Words | None:
    found = _team_round(message)
    if found is None:
        return None
    return Words(
        subject=_("%(programme)s: some people do not know that we have their answer") % {"programme": found.programme},
        lines=[_("They answered “%(plan)s” more than five working days ago. Please tell them by phone or letter.") % {
            "plan": found.plan.name}],
        action=_("Look at the round"), path=found.get_absolute_url())


def name_of_reader(it: ForumRound, to: str) -> Partner | None:
    """Of the link: who answered this round, and has not taken all of that back."""
    answered = ForumAnswer.objects.not_taken_back().filter(round=it).order_by().values("by")
    found: Partner | None = Partner.objects.filter(ref=to, pk__in=answered).first()
    return found
