"""Who raises a challenge, who reads it, who answers it, and who says whether that will do.

Staff never close a challenge and never judge their own answer. What is restricted is there for who raised it, who wrote it down and who
handles it, and for nobody else.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import add_working_days, day_of, now
from partners.models import Group, Holding, Partner
from programmes.challenges.catalogue import CLOSE_WORKING_DAYS, Word
from programmes.challenges.lifecycles import ChallengeState
from programmes.challenges.models import Challenge, ChallengeAnswer, ChallengeHandler, ChallengeQuerySet, ChallengeWord
from programmes.minutes.models import MinuteLine
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, ProgrammeGroup, TeamRole, Workstream
from programmes.programme.models.standing import Standing, standing_of
from programmes.programme.policies import groups_seen_by, may_see_names, partner_of, standing
from programmes.programme.roles import LAY_ROLES
from programmes.raising.catalogue import LADDER, Rung
from programmes.raising.policies import CHAIRS, lay_chairs, may_note_for, may_raise_in, on_rung, stands_on

READ_ALL = frozenset({"PM", "SRO", "FAC", "AG", "LCC", "FND"})
OPENS_LOG = READ_ALL | LAY_ROLES | {"WL", "GROUP"}
_CLOSED = _("The programme is closed.")
_OVER = _("This challenge is over.")
_NOT_YOURS = _("Only who raised it says this, or who writes down what they say.")


# --- reading -----------------------------------------------------------------------------------------------------------

def handlers_in_force(on: date) -> QuerySet[ChallengeHandler]:
    """Those who still have a part in the programme: in its team, or in a seat of one of its groups. Who has left handles nothing."""
    programme = OuterRef("challenge__programme")
    team = TeamRole.objects.in_force(on).filter(partner=OuterRef("partner"), programme=programme)
    seats = Holding.objects.serving(on).filter(partner=OuterRef("partner"))
    return ChallengeHandler.objects.filter(
        Exists(team) | Exists(seats.filter(seat__group__programme_links__programme=programme))
        | Exists(seats.filter(seat__group__workstream__programme=programme)))


def _handled_by(partner: Partner, on: date) -> Exists:
    return Exists(handlers_in_force(on).filter(challenge=OuterRef("pk"), partner=partner))


def left_alone(on: date) -> Q:
    """Restricted, and nobody who handles it is left: then the lay co-chairs read it, and name the next."""
    return Q(is_restricted=True) & ~Q(Exists(handlers_in_force(on).filter(challenge=OuterRef("pk"))))


def read_by(here: Standing, partner: Partner | None, on: date) -> Q:
    """What somebody with that standing reads, as a condition: their own; those of their part in the programme; what they handle."""
    if partner is None:
        return Q(pk__in=[])
    chaired = Holding.objects.serving(on).filter(
        partner=partner, seat__office__in=CHAIRS, seat__group__kind=Group.Kind.BOARD).order_by().values("seat__group")
    boards = ProgrammeGroup.objects.filter(group__in=chaired).order_by().values("programme")
    seats = {role.group for role in here.roles if role.group is not None and role.code != "FORUM"}
    lay_seats = {role.group for role in here.roles if role.group is not None and role.code in LAY_ROLES}
    open_to = (Q(programme__in=here.programmes(READ_ALL)) | Q(group__workstream__in=here.workstreams("WL"))
               | Q(group__in=seats) | Q(for_group__in=lay_seats) | Q(rung=Rung.BODY, programme__in=boards))
    here_still = Q(noted_by=partner, programme__in={role.programme for role in here.roles})
    chairs = Q(programme__in=here.programmes(["LCC"])) & left_alone(on)
    kept = Q(_handled_by(partner, on)) | chairs
    return Q(raised_by=partner) | here_still | Q(is_restricted=True) & kept | Q(is_restricted=False) & open_to


def challenges_read_by(user: Any) -> ChallengeQuerySet:
    """All that the user finds, anywhere."""
    found: ChallengeQuerySet = Challenge.objects.filter(read_by(standing(user), partner_of(user), day_of(now())))
    return found


def still_reads_it(partner: Partner, challenge: Challenge, on: date) -> bool:
    """Whether a message about it may still go to that person."""
    here = standing_of(partner, on=on, programme=challenge.programme)
    return Challenge.objects.filter(read_by(here, partner, on), pk=challenge.pk).exists()


def may_open_log(user: Any, programme: Programme) -> Answer:
    """Each finds there what they may read."""
    if standing(user).anywhere_in(programme) & OPENS_LOG:
        return YES
    return No(_("The challenge log is for lay partners and for those who answer them."))


def may_read_challenge(user: Any, challenge: Challenge) -> Answer:
    return YES


# --- raising and writing down -------------------------------------------------------------------------------------------

def may_raise_challenge(user: Any, programme: Programme) -> Answer:
    return No(_CLOSED) if programme.state == ProgrammeState.CLOSED else may_raise_in(user, programme)


def may_note_challenge(user: Any, programme: Programme) -> Answer:
    return No(_CLOSED) if programme.state == ProgrammeState.CLOSED else may_note_for(user, programme)


def own_groups(partner: Partner, programme: Programme, on: date) -> QuerySet[Group]:
    """For which groups of the programme somebody may speak: those in which they have a lay seat."""
    held = Holding.objects.serving(on).lay().filter(partner=partner).order_by().values("seat__group")
    return _of_programme(programme).filter(pk__in=held)


def _of_programme(programme: Programme) -> QuerySet[Group]:
    linked = ProgrammeGroup.objects.filter(programme=programme).values("group")
    working = Workstream.objects.filter(programme=programme).values("group")
    return Group.objects.filter(Q(pk__in=linked) | Q(pk__in=working)).exclude(kind=Group.Kind.PANEL)


def groups_to_name(user: Any, programme: Programme) -> QuerySet[Group]:
    """Whose matter it may be: groups of the programme that the user sees."""
    return _of_programme(programme).filter(pk__in=groups_seen_by(user).values("pk"))


def lay_people_of(programme: Programme, on: date) -> QuerySet[Partner]:
    """Everybody with a lay seat there today."""
    held = Holding.objects.serving(on).lay().filter(seat__group__in=_of_programme(programme).order_by().values("pk"))
    return Partner.objects.filter(pk__in=held.order_by().values("partner"))


def rungs_for(programme: Programme, group: Group | None, raised_by: Partner, on: date) -> list[str]:
    """The rungs on which somebody other than who raises it stands, the nearest first."""
    return [rung for rung in LADDER if on_rung(programme, group, rung, on).exclude(pk=raised_by.pk).exists()]


def line_to_log(user: Any, ref: str) -> MinuteLine | None:
    """A challenge in minutes that is not in the log yet, for who writes it down; the view asks whether they read those minutes."""
    found: MinuteLine | None = MinuteLine.objects.select_related("minutes__meeting__group", "who").filter(
        ref=ref, kind="challenge", taken_out_at__isnull=True, challenge__isnull=True).first()
    return found


# --- answering ----------------------------------------------------------------------------------------------------------

def handles(partner: Partner | None, challenge: Challenge, on: date | None = None) -> bool:
    """Whether somebody is named to handle it, and still has a part in the programme."""
    return partner is not None and handlers_in_force(on or day_of(now())).filter(challenge=challenge, partner=partner).exists()


def answered_below(partner: Partner, challenge: Challenge) -> bool:
    """Whether they have answered it on another rung: who has, does not answer it above."""
    return ChallengeAnswer.objects.filter(challenge=challenge, by=partner).exclude(rung=challenge.rung).exists()


def _answers_it(user: Any, challenge: Challenge) -> bool:
    """Who stands on its rung today; of a restricted one who handles it. Nobody answers what they raised."""
    partner = partner_of(user)
    if partner is None or partner.pk == challenge.raised_by_id:
        return False
    if challenge.is_restricted:
        is_here = handles(partner, challenge)
    else:
        is_here = stands_on(user, challenge.programme, challenge.group, challenge.rung)
    return is_here and not answered_below(partner, challenge)


def may_acknowledge(user: Any, challenge: Challenge) -> Answer:
    if not _answers_it(user, challenge):
        return No(_("Only who is to answer says that they have seen it."))
    return YES if challenge.state == ChallengeState.RAISED else No(_("It was seen already."))


def may_answer_challenge(user: Any, challenge: Challenge) -> Answer:
    if not _answers_it(user, challenge):
        return No(_("Only who it is with answers."))
    return YES if challenge.is_waiting() else No(_("It does not wait for an answer."))


def has_answered(partner: Partner, challenge: Challenge) -> bool:
    return ChallengeAnswer.objects.filter(challenge=challenge, by=partner).exists()


# --- the word of who raised it ---------------------------------------------------------------------------------------------

def is_own(user: Any, challenge: Challenge) -> bool:
    partner = partner_of(user)
    return partner is not None and partner.pk == challenge.raised_by_id


def _writes_down(user: Any, challenge: Challenge) -> bool:
    """Who may write down what the raiser says: never who has answered it."""
    partner = partner_of(user)
    return bool(partner and not is_own(user, challenge) and may_note_for(user, challenge.programme)
                and not has_answered(partner, challenge))


def is_co_chair(user: Any, challenge: Challenge) -> bool:
    return "LCC" in standing(user).codes(challenge.programme)


def may_say_on_challenge(user: Any, challenge: Challenge) -> Answer:
    """Whether the answer will do. What somebody else wrote down as a yes, who raised it may still put right, or as they say it to anybody
    but who wrote that down."""
    own = is_own(user, challenge)
    if not own and not _writes_down(user, challenge):
        return No(_NOT_YOURS)
    if challenge.is_answered():
        return YES
    if challenge.state == ChallengeState.ACCEPTED and (noter := who_noted_yes(challenge)):
        partner = partner_of(user)
        if own or (partner is not None and partner.pk != noter):
            return YES
        return No(_("Somebody else than you writes this down: you wrote that they accept it."))
    return No(_("There is no answer to judge."))


def who_noted_yes(challenge: Challenge) -> int | None:
    """Who wrote down what was said of the last answer, if somebody did."""
    last = ChallengeAnswer.objects.filter(challenge=challenge).order_by("at", "pk").last()
    return last.said_noted_by_id if last is not None else None


def may_escalate(user: Any, challenge: Challenge) -> Answer:
    """Who raised it, a lay co-chair, or who writes down that the raiser asks for it."""
    if not (is_own(user, challenge) or is_co_chair(user, challenge) or _writes_down(user, challenge)):
        return No(_("Only who raised it and the lay co-chair let it go up."))
    if not (challenge.is_waiting() or challenge.state == ChallengeState.NOT_SATISFIED):
        return No(_("It does not wait for an answer."))
    return YES if higher_rungs(challenge, day_of(now())) else No(_("It has reached the top: nobody stands above."))


def higher_rungs(challenge: Challenge, on: date) -> list[str]:
    """The rungs above on which somebody stands who did not raise it, and has not answered it below."""
    answered = ChallengeAnswer.objects.filter(challenge=challenge).order_by().values("by")
    return [rung for rung in challenge.rungs_above() if on_rung(challenge.programme, challenge.group, rung, on).exclude(
        pk=challenge.raised_by_id).exclude(pk__in=answered).exists()]


def has_a_part(partner: Partner, programme: Programme, on: date) -> bool:
    return bool(standing_of(partner, on=on, programme=programme).roles)


def may_close_challenge(user: Any, challenge: Challenge) -> Answer:
    """In whose words it closes: of who raised it, once they are not satisfied or it has gone up; of a lay co-chair only when the top has
    answered in vain and ten working days have passed since, or who raised it has no part in the programme any more. Staff never do."""
    if not challenge.is_open():
        return No(_OVER)
    if is_own(user, challenge):
        return YES if challenge.is_unhappy() else No(_("It still waits for its answer. You can let it go up, or take it back."))
    if not is_co_chair(user, challenge):
        return No(_("Only who raised it closes it. Staff never do."))
    partner, on = partner_of(user), day_of(now())
    if partner is None or has_answered(partner, challenge):
        return No(_("Who has answered it does not close it."))
    at_top = challenge.state == ChallengeState.NOT_SATISFIED and not higher_rungs(challenge, on)
    refused = challenge.refused_at
    if at_top and refused is not None and add_working_days(day_of(refused), CLOSE_WORKING_DAYS) <= on:
        return YES
    if not has_a_part(challenge.raised_by, challenge.programme, on):
        return YES
    return No(_("A lay co-chair closes it ten working days after the “no” to the answer of the top, or when who raised it left."))


def may_add_position(user: Any, challenge: Challenge) -> Answer:
    """Who raised it says what they think of the closing, if somebody else closed it or wrote their position down. Both stay."""
    if not is_own(user, challenge):
        return No(_("Only who raised it adds their position."))
    if challenge.state != ChallengeState.CLOSED:
        return No(_("It is not closed with a position."))
    by_others = challenge.closed_by_id != challenge.raised_by_id or challenge.position_noted_by_id is not None
    return YES if by_others else No(_("Your position is on record."))


def may_note_position(user: Any, challenge: Challenge) -> Answer:
    """A lay co-chair writes down the position of who raised it, as they say it by phone, by letter or in person. They are told."""
    partner = partner_of(user)
    if not is_co_chair(user, challenge) or is_own(user, challenge) or partner is None or has_answered(partner, challenge):
        return No(_("Only a lay co-chair writes down the position of who raised it."))
    return YES if challenge.is_unhappy() else No(_("Who raised it is not there yet: it waits for an answer, or is over."))


def may_withdraw_challenge(user: Any, challenge: Challenge) -> Answer:
    """Who raised it, and nobody else."""
    if not is_own(user, challenge):
        return No(_("Only who raised it takes it back."))
    return YES if challenge.is_open() else No(_OVER)


def answers_on(partner: Partner, challenge: Challenge, on: date) -> bool:
    """Whether it is with that person: on its rung, or among the handlers of a restricted one."""
    return (on_rung(challenge.programme, challenge.group, challenge.rung, on).filter(pk=partner.pk).exists()
            or (challenge.is_restricted and handles(partner, challenge, on)))


def may_note_withdrawal(user: Any, challenge: Challenge) -> Answer:
    """Who wrote it down for somebody may write down, with the reason, that they take it back; never who is to answer it, or has."""
    partner = partner_of(user)
    if partner is None or partner.pk != challenge.noted_by_id or not may_note_for(user, challenge.programme):
        return No(_("Only who wrote it down for them writes down that they take it back."))
    if has_answered(partner, challenge) or answers_on(partner, challenge, day_of(now())):
        return No(_("Who is to answer it does not take it back for somebody, nor who has answered it."))
    return YES if challenge.is_open() else No(_OVER)


def last_word(challenge: Challenge, kind: str) -> ChallengeWord | None:
    found: ChallengeWord | None = ChallengeWord.objects.filter(challenge=challenge, kind=kind).order_by("at", "pk").last()
    return found


def may_bring_back(user: Any, challenge: Challenge) -> Answer:
    """What somebody wrote down as taken back is put back by who raised it, or as they say it to anybody but who wrote that down."""
    own, partner = is_own(user, challenge), partner_of(user)
    if not own and not _writes_down(user, challenge):
        return No(_NOT_YOURS)
    word = last_word(challenge, Word.TAKEN_BACK) if challenge.state == ChallengeState.WITHDRAWN else None
    if word is None or partner is None or word.at != challenge.closed_at:
        return No(_("Only what somebody wrote down as taken back can be put back."))
    if not own and partner.pk == word.noted_by_id:
        return No(_("Somebody else than you writes this down: you wrote that they take it back."))
    return YES


# --- the restricted record --------------------------------------------------------------------------------------------------

def may_restrict(user: Any, challenge: Challenge) -> Answer:
    """The manager, a lay co-chair, who raised it; of one that is restricted already, one more handler."""
    if is_own(user, challenge) or standing(user).codes(challenge.programme) & {"PM", "LCC"}:
        return YES
    return No(_("The manager, a lay co-chair or who raised it does this."))


def keeps_it(people: Iterable[Partner], challenge: Challenge, by: Partner, on: date) -> Answer:
    """Whether these may be all who handle it: with those named before, somebody among them does not stand on its rung; and if staff name
    them, a lay co-chair is among them. So nobody takes what is against themselves out of sight."""
    named = {each.pk for each in people} | set(
        handlers_in_force(on).filter(challenge=challenge).values_list("partner", flat=True) if challenge.is_restricted else ())
    if not named - set(on_rung(challenge.programme, challenge.group, challenge.rung, on).values_list("pk", flat=True)):
        return No(_("Name somebody too who is not to answer it."))
    chairs = set(lay_chairs(challenge.programme, on).values_list("pk", flat=True))
    if by.pk != challenge.raised_by_id and by.pk not in chairs and not named & chairs:
        return No(_("Name a lay co-chair too: staff alone keep nothing out of sight."))
    return YES


def may_open_again(user: Any, challenge: Challenge) -> Answer:
    """Who raised it, or a lay co-chair who handles it, lets everybody read it again."""
    on, keeps = day_of(now()), False
    if challenge.is_restricted and is_co_chair(user, challenge):
        keeps = handles(partner_of(user), challenge, on) or Challenge.objects.filter(left_alone(on), pk=challenge.pk).exists()
    if not (is_own(user, challenge) or keeps):
        return No(_("Who raised it, or a lay co-chair who handles it, lets others read it again."))
    return YES if challenge.is_restricted else No(_("Others read it already."))


def may_handle(user: Any, challenge: Challenge, on: date) -> QuerySet[Partner]:
    """Who may be named: the team and the lay co-chairs; for those who see names also the Advisory Group. Never who raised it."""
    programme = challenge.programme
    team = TeamRole.objects.in_force(on).filter(programme=programme, role__in=["SRO", "PM", "WL", "FAC"]).order_by().values("partner")
    found = Q(pk__in=team) | Q(pk__in=lay_chairs(programme, on).values("pk"))
    if may_see_names(user, programme):
        seats = Holding.objects.serving(on).filter(seat__group__kind=Group.Kind.ADVISORY,
                                                   seat__group__programme_links__programme=programme)
        found |= Q(pk__in=seats.order_by().values("partner"))
    return Partner.objects.filter(found).exclude(pk=challenge.raised_by_id).exclude(
        pk__in=handlers_in_force(on).filter(challenge=challenge).order_by().values("partner"))


def not_here(people: Iterable[Partner], programme: Programme, on: date) -> list[Partner]:
    """Those among them without any part in the programme."""
    return [each for each in people if not has_a_part(each, programme, on)]
