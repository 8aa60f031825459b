"""From a draft to minutes that count: out for correction, corrected, confirmed by the lay side, published, opened (8.8, NT37)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_working_days, day_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from coprod.post.actions import send, send_rows
from coprod.trail.moves import make_move, record
from partners.models import Partner
from partners.people.models import Through
from programmes.meetings.lifecycles import MeetingState
from programmes.minutes import notices
from programmes.minutes.actions.lines import Saved, change_line
from programmes.minutes.catalogue import COMMENT_DAYS, SAME_PRESS
from programmes.minutes.lifecycles import CORRECTION, MINUTES, MinutesState
from programmes.minutes.models import Correction, MinuteLine, Minutes, MinutesView
from programmes.minutes.policies import confirmers_of, is_confirmed_by, last_words, quorum_of


def what_is_missing(minutes: Minutes) -> list[str]:
    """Why the draft cannot go out yet (8.3, 8.4, quorum). Four queries."""
    meeting, found = minutes.meeting, []
    if meeting.state != MeetingState.HELD:
        found.append(say("It is not noted yet who was there."))
    elif not meeting.chairs.exists():
        found.append(say("It is not noted yet who chaired."))
    lines = list(minutes.lines.filter(taken_out_at__isnull=True))
    if not lines:
        found.append(say("There are no lines yet."))
    if any(line.is_decision() and not line.discussion_only_because for line in lines) and not quorum_of(meeting).is_reached:
        found.append(say("Too few lay members were there to decide. Each decision needs a reason, or say that it was put off."))
    return found


def _locked(minutes: Minutes) -> Minutes:
    return Minutes.objects.select_for_update(of=("self",)).select_related("meeting__group", "taker").get(pk=minutes.pk)


@transaction.atomic
def release(minutes: Minutes, *, by: Partner, at: datetime) -> None:
    """The draft goes to those who were there; owners hear of their actions. Raises NotAllowedNow with what is missing."""
    minutes = _locked(minutes)
    if missing := what_is_missing(minutes):
        raise NotAllowedNow("release", " ".join(missing))
    make_move(minutes, MINUTES, "release", by=by, at=at, released_at=at, released_by=by,
              comments_until=add_working_days(day_of(at), COMMENT_DAYS))
    send(notices.to_check(minutes, at=at))
    issue_actions(MinuteLine.objects.actions().filter(minutes=minutes, who__isnull=False, issued_at__isnull=True), on=day_of(at), at=at)


def issue_actions(lines: Any, *, on: date, at: datetime) -> int:
    """NT34: tell the owners of these actions; each action is told once. Three queries, however many they are."""
    found = list(lines.order_by("pk").values_list("pk", flat=True))
    if not found:
        return 0
    chosen = MinuteLine.objects.filter(pk__in=found)
    told = send_rows([notices.actions_issued(chosen, on=on, at=at)])
    chosen.update(issued_at=at)
    return told


# --- corrections -------------------------------------------------------------------------------------------------------

@transaction.atomic
def ask_correction(minutes: Minutes, *, by: Partner, at: datetime, text: str, ref: str = "", line: MinuteLine | None = None,
                   through: str = Through.ACCOUNT, noted_by: Partner | None = None) -> Correction:
    """What somebody who was there asks to have put right. Sent twice it is one. Raises NotAllowedNow unless the draft is out."""
    minutes = _locked(minutes)
    if minutes.state != MinutesState.DRAFTED:
        raise NotAllowedNow("ask", _("The draft is not out for correction."))
    there = Correction.objects.filter(ref=ref, minutes=minutes, text=text).first() if ref else None
    if there:
        return there
    taken = bool(ref) and Correction.objects.filter(ref=ref).exists()
    asked = Correction.objects.create(ref=new_ref() if taken or not ref else ref, minutes=minutes, line=line, text=text, by=by, at=at,
                                      through=through, noted_by=noted_by)
    record(asked, "ask", by=noted_by or by, at=at, now=asked.state)
    send(notices.correction_asked(asked, at=at))
    return asked


@transaction.atomic
def answer_correction(correction: Correction, *, by: Partner, at: datetime, accept: bool, answer: str = "", words: str = "",
                      version: int = 0) -> Saved | None:
    """Taken up, perhaps with the line as it reads now; or not, with the reason. Who asked is told. When somebody else has changed the
    line, nothing is answered: what comes back says so. Once the minutes are confirmed the line stays as it is, and who asked still hears.
    Raises NotAllowedNow if it was answered a moment ago, or if other words come for a line of confirmed minutes."""
    minutes = _locked(correction.minutes)
    correction.minutes = minutes
    saved = None
    if accept and correction.line and words:
        correction.line.minutes = minutes
        saved = change_line(correction.line, by=by, at=at, version=version, words=words)
        if saved.is_conflict:
            return saved
    make_move(correction, CORRECTION, "accept" if accept else "refuse", by=by, at=at, answer=answer, answered_at=at, answered_by=by)
    send([notices.correction_answered(correction, at=at)])
    return saved


# --- the lay side's word (8.8) -----------------------------------------------------------------------------------------

def _is_pressed_twice(before: MinutesView, text: str, noted_by: Partner | None, at: datetime) -> bool:
    """Whether this no is the one before, sent a second time."""
    said = (before.is_right, before.text, before.noted_by, before.answered_at)
    return said == (False, text, noted_by, None) and at - before.at < SAME_PRESS


@transaction.atomic
def say_on_minutes(minutes: Minutes, *, by: Partner, at: datetime, is_right: bool, text: str = "", through: str = Through.ACCOUNT,
                   noted_by: Partner | None = None, seen: int | None = None) -> MinutesView:
    """One of the lay side says that the minutes are right, or what is wrong. With the last yes that they need they are confirmed.

    Raises NotAllowedNow unless the draft is out and this person's word is asked for; or if `seen`, the round that they read, is over.
    """
    minutes = _locked(minutes)
    people, every = confirmers_of(minutes.meeting, day_of(at))
    if minutes.state != MinutesState.DRAFTED or by not in people:
        raise NotAllowedNow("say", _("The minutes wait for no word of this person."))
    if seen is not None and seen != minutes.round:
        raise NotAllowedNow("say", _("The minutes have changed since you opened them. Read them again."))
    before = last_words(minutes).get(by.pk)
    if before and is_right and before.is_right and before.round == minutes.round:
        view = before       # said again it is one word; whom it waits for may have left since
    elif before and not is_right and _is_pressed_twice(before, text, noted_by, at):
        return before
    else:
        view = MinutesView.objects.create(minutes=minutes, by=by, round=minutes.round, is_right=is_right, text=text, at=at, through=through,
                                          noted_by=noted_by)
        record(view, "say_yes" if is_right else "say_no", by=noted_by or by, at=at)
    if not is_right:
        send(notices.refused(view, at=at))
    elif is_confirmed_by(people, every, last_words(minutes), minutes.round):
        make_move(minutes, MINUTES, "confirm", by=by, at=at, confirmed_at=at)
        send(notices.confirmed(minutes, at=at))
    return view


@transaction.atomic
def answer_no(view: MinutesView, *, by: Partner, at: datetime, answer: str) -> None:
    """What is said to a no. It stays on record; who said it is asked to look again. Raises NotAllowedNow if it was answered."""
    if not MinutesView.objects.filter(pk=view.pk, is_right=False, answered_at__isnull=True).update(
            answer=answer, answered_at=at, answered_by=by):
        raise NotAllowedNow("answer")
    view.answer, view.answered_at, view.answered_by = answer, at, by
    record(view, "answer", by=by, at=at)
    send([notices.no_answered(view, at=at)])


# --- out ---------------------------------------------------------------------------------------------------------------

@transaction.atomic
def publish(minutes: Minutes, *, by: Partner, at: datetime) -> None:
    """To the group. Raises NotAllowedNow until the lay side has confirmed them."""
    make_move(minutes, MINUTES, "publish", by=by, at=at, published_at=at, published_by=by)
    send(notices.published(minutes, at=at))


def open_to_public(minutes: Minutes, *, by: Partner, at: datetime, decided_on: date, decided: str, through: str = Through.ACCOUNT,
                   noted_by: Partner | None = None) -> None:
    """Everybody who has the address reads them, at one that nobody can guess, as the group decided. `by` is of its lay side."""
    make_move(minutes, MINUTES, "open", by=by, at=at, public_ref=new_ref(), opened_at=at, opened_by=by, opened_through=through,
              opened_noted_by=noted_by, decided_on=decided_on, decided=decided)


def close_to_public(minutes: Minutes, *, by: Partner, at: datetime) -> None:
    """The address leads nowhere any more; opened again they get another."""
    make_move(minutes, MINUTES, "close", by=by, at=at, public_ref=None)
