"""Who sorts answers and hides them, who decides, who looks for the lay side, who sends and publishes; and what is missing before that."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import add_working_days, day_of, now
from coprod.kit.saying import day
from partners.models import Partner
from programmes.decisions.policies.reading import lay_of
from programmes.programme.models import TeamRole
from programmes.programme.policies import partner_of
from programmes.raising.policies import lay_chairs, may_note_for
from programmes.rounds.catalogue import LOOK_WORKING_DAYS
from programmes.rounds.lifecycles import GOES_ON, RoundState
from programmes.rounds.models import ForumAnswer, ForumRound, RoundSeen, Theme
from programmes.rounds.policies.reading import CLOSED, codes_in, is_closed, is_givers, sorts, unanswered_people

DECIDES = frozenset({"WL", "PM"})
_SORTS = _("The lead, the pair, the programme manager and the facilitator sort the answers.")
_DECIDES = _("The lead of the workstream or the programme manager does this.")
THEIR_OWN = _("They have said this themselves. Ask them to change it.")
NOT_NOW = _("The round is closed for this: it was called off, or the answers have gone out.")


def _is_work(it: ForumRound) -> Answer:
    """Whether answers are still sorted and decided."""
    if is_closed(it):
        return No(CLOSED)
    return YES if it.state in GOES_ON and it.sent_at is None else No(NOT_NOW)


def may_sort(user: Any, it: ForumRound) -> Answer:
    return _is_work(it) if sorts(user, it) else No(_SORTS)


def may_sort_theme(user: Any, theme: Theme) -> Answer:
    return may_sort(user, theme.round)


def may_sort_one(user: Any, it: ForumAnswer) -> Answer:
    return No(_("It was taken back.")) if it.is_taken_back() else may_sort(user, it.round)


def may_hide(user: Any, it: ForumAnswer) -> Answer:
    """Nobody hides their own: it would not be read by who gave it as somebody's decision."""
    if is_givers(user, it) or not sorts(user, it.round):
        return No(_SORTS)
    if not it.offers("hide"):
        return No(_("It is hidden already, or it was taken back."))
    return _is_work(it.round)


def may_show_again(user: Any, it: ForumAnswer) -> Answer:
    if not sorts(user, it.round):
        return No(_SORTS)
    return _is_work(it.round) if it.is_hidden() else No(_("It is not hidden."))


def may_decide_round(user: Any, it: ForumRound) -> Answer:
    return _is_work(it) if codes_in(user, it) & DECIDES else No(_DECIDES)


def may_decide_theme(user: Any, theme: Theme) -> Answer:
    return may_decide_round(user, theme.round)


def may_decide_one(user: Any, it: ForumAnswer) -> Answer:
    return No(_("It was taken back.")) if it.is_taken_back() else may_decide_round(user, it.round)


# --- the pair -----------------------------------------------------------------------------------------------------------------

def pair_of(it: ForumRound, on: date) -> QuerySet[Partner]:
    """Who looks for the lay side: the pair of the workstream; where nobody is left of it, the lay co-chairs."""
    pair = lay_of([it.plan.workstream.group_id], on)
    return pair if pair.exists() else lay_chairs(it.plan.programme, on)


def undecided(it: ForumRound) -> int:
    return ForumAnswer.objects.undecided().filter(round=it).count()


def missing_to_show(it: ForumRound) -> str:
    """What is missing before the pair is asked to look at all answers; "" if nothing is."""
    if it.state == RoundState.OPEN:
        return say("The pair looks at all answers once the round is closed.")
    if left := undecided(it):
        return ngettext("%(n)d answer is not decided yet.", "%(n)d answers are not decided yet.", left) % {"n": left}
    return ""


def may_show(user: Any, it: ForumRound) -> Answer:
    """Ask the pair to look at the answers before they go out (9.6)."""
    if not codes_in(user, it) & DECIDES:
        return No(_DECIDES)
    if is_closed(it):
        return No(CLOSED)
    return YES if it.state == RoundState.CLOSED and it.sent_at is None else No(NOT_NOW)


def time_to_look(it: ForumRound) -> Answer:
    """Once they were asked; also after the answers went out."""
    return YES if it.shown_at is not None else No(_("Nobody has been asked to look at them yet."))


def may_say_round_seen(user: Any, it: ForumRound) -> Answer:
    partner = partner_of(user)
    if partner is None or not pair_of(it, day_of(now())).filter(pk=partner.pk).exists():
        return No(_("The pair of the workstream says so; where nobody is left of it, a lay co-chair."))
    return time_to_look(it)


def may_note_round_seen(user: Any, it: ForumRound) -> Answer:
    answer = may_note_for(user, it.plan.programme)
    return time_to_look(it) if answer else answer


def may_be_noted_as_seen(it: ForumRound, who: Partner, *, is_right: bool) -> Answer:
    """What staff write down never takes the place of a "no" that this person gave themselves, nor of their own word on this look."""
    own = RoundSeen.objects.filter(round=it, by=who, noted_by__isnull=True).order_by("at", "pk").last()
    if own is None or not is_right:
        return YES
    return No(THEIR_OWN) if not own.is_right or own.look == it.look else YES


def may_answer_round_no(user: Any, word: RoundSeen) -> Answer:
    partner = partner_of(user)
    if not codes_in(user, word.round) & {"PM", "SRO", "WL"} or (partner and partner.pk == word.by_id):
        return No(_("The programme manager, the senior responsible owner or the lead answers it."))
    return No(_("It needs no answer, or it has one.")) if word.is_right or word.answer else YES


# --- sending, publishing, ending -------------------------------------------------------------------------------------------------

def missing_to_send(it: ForumRound, *, on: date) -> list[str]:
    """One sentence for each thing that is missing before "we said, we did" goes out to each who answered (9.5, 9.6)."""
    found = []
    if it.state == RoundState.OPEN:
        return [say("The round is still open.")]
    if on <= it.post_until and it.sent_at is None:
        found.append(say("Answers may come by post until %(day)s.") % {"day": day(it.post_until)})
    if left := undecided(it):
        found.append(ngettext("%(n)d answer is not decided yet.", "%(n)d answers are not decided yet.", left) % {"n": left})
    if it.shown_at is None:
        found.append(say("Ask the pair first to look at the answers."))
    elif on < (until := add_working_days(day_of(it.shown_at), LOOK_WORKING_DAYS)) and not RoundSeen.objects.filter(
            round=it, look=it.look).exists():
        found.append(say("Nobody of the pair has looked yet. Wait for a word of them, or until %(day)s.") % {"day": day(until)})
    if RoundSeen.objects.open_noes().filter(round=it).exists():
        found.append(say("One of the pair says that something is wrong. Answer it first: the answer stands beside it."))
    return found


def _after_close(user: Any, it: ForumRound) -> Answer:
    if not codes_in(user, it) & DECIDES:
        return No(_DECIDES)
    return No(CLOSED) if is_closed(it) else YES


def may_send(user: Any, it: ForumRound) -> Answer:
    """Also a second time: who has it gets nothing more, and what could not be delivered is tried again."""
    answer = _after_close(user, it)
    if not answer or it.state == RoundState.CLOSED:
        return answer
    return No(_("Only after the round is closed, and before everybody has their answer."))


def may_publish_round(user: Any, it: ForumRound) -> Answer:
    answer = _after_close(user, it)
    if not answer:
        return answer
    if it.sent_at is None or it.state not in (RoundState.CLOSED, RoundState.ANSWERED):
        return No(_("First it goes to those who answered."))
    return YES if it.public_ref is None else No(_("It is published already."))


def may_finish(user: Any, it: ForumRound) -> Answer:
    answer = _after_close(user, it)
    if not answer or it.state == RoundState.CLOSED:
        return answer
    return No(_("It is open, or everybody has their answer already."))


def refusal_to_finish(it: ForumRound) -> str:
    """Why it stays open (R11), with how many wait; "" if nobody does."""
    if it.sent_at is None and ForumAnswer.objects.filter(round=it).exists():
        return say("“We said, we did” has not gone out yet.")
    if left := unanswered_people(it).count():
        return ngettext("%(n)d person still waits for an answer. The round stays open until nobody does.",
                        "%(n)d people still wait for an answer. The round stays open until nobody does.", left) % {"n": left}
    return ""


def reached_by(it: ForumRound, role: str, on: date) -> QuerySet[Partner]:
    """The lead, or the manager."""
    team = TeamRole.objects.in_force(on).filter(programme=it.plan.programme, role=role)
    team = team.filter(workstream=it.plan.workstream) if role == "WL" else team
    return Partner.objects.filter(pk__in=team.order_by().values("partner")).order_by("pk")


def may_say_on_reply(user: Any, it: ForumRound) -> Answer:
    """Whether one is satisfied with what one got: who answered, once it went out."""
    partner = partner_of(user)
    if partner is None or not ForumAnswer.objects.standing().filter(round=it, by=partner).exists():
        return No(_("Who answered says whether they are satisfied."))
    return YES if it.sent_at is not None else No(_("The answers have not gone out yet."))
