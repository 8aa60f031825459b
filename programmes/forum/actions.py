"""The door is opened and closed; people ask to join, say that it was them, and are in; members follow, stay, want more, or leave."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import add_months, day_of, start_of
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.actions import send, send_rows
from coprod.post.lifecycles import State
from coprod.post.models import Message
from coprod.trail.moves import hold_book, record
from partners.candidates import actions as candidates
from partners.candidates.actions import OWN
from partners.candidates.lifecycles import CandidateState
from partners.groups.actions import end_holding, end_holdings
from partners.groups.lifecycles import HoldingState
from partners.leaving.actions import erase_people
from partners.models import Candidate, Group, Holding, Partner, Signatory
from programmes.appointments.actions.joining import take_seat
from programmes.appointments.actions.offering import invite_if_possible, new_partner
from programmes.appointments.policies import forum_of
from programmes.forum import notices
from programmes.forum.catalogue import AGAIN, ERASED_AFTER_MONTHS, HEARD_OF, YEAR
from programmes.forum.models import ForumDoor, ForumJoin, ForumTie
from programmes.forum.policies import is_door_open, is_known_already, seats_in_forum, ties_of_members
from programmes.nominations.actions import erase_those
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, TeamRole, Workstream
from programmes.stages.actions.checking import MORE_CHECKS

CLOSED = _("The Forum takes nobody by this page at the moment. Ring us, and we tell you how to take part.")
TWICE = _("This was sent before, and is on record once.")


@transaction.atomic
def open_door(programme: Programme, *, by: Partner, at: datetime) -> ForumDoor:
    """From now on anybody may join by themselves. Opened again, it is open. Raises NotAllowedNow while the programme has no Forum."""
    if forum_of(programme) is None:
        raise NotAllowedNow("open", _("The programme has no Forum yet. Set it up first, under Groups and workstreams."))
    door, is_new = ForumDoor.objects.select_for_update(of=("self",)).get_or_create(
        programme=programme, defaults={"opened_at": at, "opened_by": by})
    if not is_new and door.closed_at is None:
        return door
    door.opened_at, door.opened_by, door.closed_at = at, by, None
    door.save(update_fields=["opened_at", "opened_by", "closed_at"])
    record(door, "open", by=by, at=at)
    return door


@transaction.atomic
def close_door(programme: Programme, *, by: Partner, at: datetime) -> None:
    """Nobody joins by themselves any more; whoever has asked may still say yes. Raises NotAllowedNow if it is not open."""
    door = ForumDoor.objects.select_for_update(of=("self",)).filter(programme=programme, closed_at__isnull=True).first()
    if door is None:
        raise NotAllowedNow("close", _("The door is closed already."))
    door.closed_at = at
    door.save(update_fields=["closed_at"])
    record(door, "close", by=by, at=at)


@transaction.atomic
def ask_to_join(programme: Programme, *, person: dict[str, Any], topics: Iterable[Workstream] = (), at: datetime,
                noted_by: Partner | None = None) -> ForumJoin:
    """Somebody wants to join; `person` has the facts of a Candidate. Who gives an e-mail address is asked by mail whether it was them, and
    nothing is kept without their yes (14 days). Others, and whoever told it to `noted_by`, have said yes with it; staff let them in.

    Raises NotAllowedNow while the door is closed (staff write people down all the same), or when the same form is sent twice.
    """
    if noted_by is None and not is_door_open(programme):
        raise NotAllowedNow("ask", CLOSED)
    try:
        with transaction.atomic():
            (who,) = candidates.note_candidates([person], book=programme.trail_book, by=noted_by, at=at)
    except IntegrityError:
        raise NotAllowedNow("ask", TWICE) from None
    join = ForumJoin.objects.create(programme=programme, candidate=who, asked_at=at, noted_by=noted_by)
    join.topics.set(topics)
    record(join, "ask", by=noted_by or who, at=at)
    if noted_by is None and who.channel == Partner.Channel.EMAIL:
        send([notices.was_it_you(join, at=at)])
    else:
        candidates.agree(who, at=at, through=OWN, noted_by=noted_by)
    return join


@transaction.atomic
def say_yes(join: ForumJoin, *, at: datetime) -> ForumJoin:
    """It was them. They are in at once, unless somebody here may be the same person: then staff look first. A second yes changes nothing.

    Raises NotAllowedNow if they said no before, or two weeks have passed.
    """
    who = Candidate.objects.select_for_update().get(pk=join.candidate_id)
    if who.state == CandidateState.ASKED:
        candidates.agree(who, at=at, through="link")
    elif who.is_gone():
        raise NotAllowedNow("join", _("We keep nothing of you any more. You are welcome to begin anew."))
    found = ForumJoin.objects.select_related("programme", "candidate").get(pk=join.pk)
    if found.joined_at is None and not is_known_already(found):
        return _enter(found, None, by=None, at=at)
    return found


@transaction.atomic
def say_no(join: ForumJoin, *, at: datetime) -> None:
    """It was somebody else, or they have thought again: nothing of them is kept. Raises NotAllowedNow if they have joined."""
    who = Candidate.objects.select_for_update().get(pk=join.candidate_id)
    if who.state != CandidateState.ASKED:
        raise NotAllowedNow("refuse", _("You have answered already."))
    candidates.refuse(who, at=at, through="link")


@transaction.atomic
def let_in(join: ForumJoin, *, by: Partner, at: datetime, partner: Partner | None = None) -> ForumJoin:
    """Staff let in who has said yes. `partner` is who they are here already; None for somebody new.

    Raises NotAllowedNow if they have not said yes, or have joined.
    """
    candidates_row = Candidate.objects.select_for_update().get(pk=join.candidate_id)
    found = ForumJoin.objects.select_related("programme", "candidate").get(pk=join.pk)
    if found.joined_at is not None or candidates_row.state != CandidateState.AGREED:
        raise NotAllowedNow("join", _("This person has joined already, or has not said yes."))
    return _enter(found, partner, by=by, at=at)


def _enter(join: ForumJoin, partner: Partner | None, *, by: Partner | None, at: datetime) -> ForumJoin:
    forum = forum_of(join.programme)
    if forum is None:
        raise NotAllowedNow("join", CLOSED)
    hold_book(join.trail_book)      # a new partner stands in the book of the house, which everybody opens second
    person = join.candidate.partner or partner or new_partner(join.candidate, by=by, at=at)
    Candidate.objects.filter(pk=join.candidate_id).update(partner=person)
    join.holding, join.joined_at = take_seat(forum, person, by=by or person, at=at), at
    join.save(update_fields=["holding", "joined_at"])
    tie = tie_of(join.programme, person, at=at, area=join.candidate.area)
    tie.topics.set(join.topics.all())
    invite_if_possible(person, by=by or person, at=at)
    record(join, "join", by=by or person, at=at)
    send([notices.joined(join, person, at=at)])
    return join


def tie_of(programme: Programme, partner: Partner, *, at: datetime, area: str = "") -> ForumTie:
    """How the member belongs; made when it is first asked for."""
    today = day_of(at)
    tie, _is_new = ForumTie.objects.get_or_create(programme=programme, partner=partner, defaults={
        "since_on": today, "kept_on": today, "area": area})
    return tie


# --- what a member does ------------------------------------------------------------------------------------------------------

@transaction.atomic
def choose(tie: ForumTie, *, at: datetime, digest: str, topics: Iterable[Workstream], area: str) -> ForumTie:
    """What they want to hear of, and how often. It counts at once; and it says that they stay."""
    found = _held(tie)
    found.digest, found.area = digest, area
    _kept(found, at=at)
    found.save()
    found.topics.set(topics)
    record(found, "choose", by=found.partner, at=at)
    return found


@transaction.atomic
def stay(tie: ForumTie, *, at: datetime) -> ForumTie:
    """They stay. Whoever had fallen quiet hears from us again."""
    found = _held(tie)
    _kept(found, at=at)
    found.save(update_fields=["kept_on", "quiet_at"])
    record(found, "stay", by=found.partner, at=at)
    return found


@transaction.atomic
def want_more(tie: ForumTie, *, at: datetime) -> ForumTie:
    """They would like a bigger role (FM5): whoever runs the Forum is told. Said twice, it is said once."""
    found = _held(tie)
    if found.wants_more_at is None or found.more_settled_at is not None:
        found.wants_more_at, found.more_settled_at = at, None
        _kept(found, at=at)
        found.save()
        record(found, "want_more", by=found.partner, at=at)
    return found


@transaction.atomic
def settle_more(tie: ForumTie, *, by: Partner, at: datetime) -> ForumTie:
    """Somebody has spoken with them about a bigger role. Raises NotAllowedNow if nobody asked."""
    found = _held(tie)
    if found.wants_more_at is None or found.more_settled_at is not None:
        raise NotAllowedNow("settle", _("Somebody has spoken with them already."))
    found.more_settled_at = at
    found.save(update_fields=["more_settled_at"])
    record(found, "settle_more", by=by, at=at)
    return found


@transaction.atomic
def leave(tie: ForumTie, *, at: datetime) -> None:
    """They leave the Forum, in one act and with no reason asked: today is their last day. Raises NotAllowedNow if they have left."""
    found, today = _held(tie), day_of(at)
    held = Holding.objects.select_for_update(of=("self",)).select_related("seat__group").filter(
        seat__group__kind=Group.Kind.FORUM, seat__group__programme_links__programme=found.programme, partner=found.partner,
        state=HoldingState.SERVING).order_by("pk")
    here = list(held)
    if not here:
        raise NotAllowedNow("leave", _("You have left already."))
    for each in here:
        end_holding(each, by=found.partner, at=at, until_on=max(today, each.from_on))
    record(found, "leave", by=found.partner, at=at)


def _held(tie: ForumTie) -> ForumTie:
    found: ForumTie = ForumTie.objects.select_for_update(of=("self",)).select_related("programme", "partner").get(pk=tie.pk)
    return found


def _kept(tie: ForumTie, *, at: datetime) -> None:
    tie.kept_on, tie.quiet_at = day_of(at), None


# --- the clock ---------------------------------------------------------------------------------------------------------------

def _forgotten(today: date) -> QuerySet[Partner]:
    """Members who never said whether they stay, quiet for two years, and who take part in nothing else: no role, no other seat that they
    hold or are asked for, no other Forum in which they were heard of later, no answer to a plan and no sign-in since."""
    since = start_of(add_months(today, -ERASED_AFTER_MONTHS))
    mine = ForumTie.objects.filter(partner=OuterRef("pk"))
    held = Holding.objects.filter(partner=OuterRef("pk")).exclude(seat__group__kind=Group.Kind.FORUM)
    seats = held.waiting() | held.serving(today)
    roles = TeamRole.objects.in_force(today).filter(partner=OuterRef("pk"))
    signs = Signatory.objects.in_force(today).filter(partner=OuterRef("pk"))
    heard = [~Exists(each(since)) for each in HEARD_OF]
    return Partner.objects.filter(
        *heard, Exists(mine.filter(quiet_at__lt=since)), ~Exists(mine.filter(Q(quiet_at__isnull=True) | Q(quiet_at__gte=since))),
        ~Exists(seats), ~Exists(roles), ~Exists(signs), Q(user__isnull=True) | Q(user__last_login__isnull=True) | Q(
            user__last_login__lt=since), is_professional=False, erased_at__isnull=True)


def erase_forgotten(*, on: date, at: datetime) -> int:
    """Their seats end, and what leads to them is erased; what they said stays, without a name. A number of queries that does not grow."""
    found = list(_forgotten(on).values_list("pk", flat=True))
    if not found:
        return 0
    end_holdings(Holding.objects.filter(partner__in=found), by=None, at=at, until_on=on)
    erase_those(Candidate.objects.known().filter(partner__in=found), "erase", by=None, at=at)
    Message.objects.filter(to__in=Partner.objects.filter(pk__in=found).values("ref"), state__in=[State.WAITING, State.BY_HAND]).update(
        state=State.DROPPED, finished_at=at)
    ForumTie.objects.filter(partner__in=found).delete()
    return erase_people(Partner.objects.filter(pk__in=found), at=at)


@transaction.atomic
def check_forum(stages: Any = None, *, on: date | None = None, at: datetime) -> tuple[int, int]:
    """FM6: a year after somebody joined or last said that they stay they are asked, 30 days later once more; 30 days after that they
    hear nothing until they say so (NT56), and two years after that what leads to them is erased. FM2: once a month what is new. A fixed
    number of queries for all there are."""
    if stages is not None or not Group.objects.filter(kind=Group.Kind.FORUM).exists():
        return 0, 0
    today = on or day_of(at)
    _ties_of_all(today)
    written = send_rows([*notices.keep_in_touch(on=today, at=at), *notices.digests(on=today, at=at)])
    silent = ties_of_members(today).filter(quiet_at__isnull=True, kept_on__lte=today - timedelta(days=YEAR + 2 * AGAIN))
    quiet = ForumTie.objects.filter(pk__in=silent.order_by().values("pk")).update(quiet_at=at)
    return quiet + erase_forgotten(on=today, at=at), written


def _ties_of_all(today: date) -> None:
    """Members who came another way belong, too, since their first day."""
    programme = OuterRef("seat__group__programme_links__programme")
    tied = ForumTie.objects.filter(programme=programme, partner=OuterRef("partner"))
    rows = Holding.objects.serving(today).lay().filter(
        ~Exists(tied), seat__group__kind=Group.Kind.FORUM, seat__group__programme_links__programme__isnull=False).exclude(
        seat__group__programme_links__programme__state=ProgrammeState.CLOSED).values_list(
        "seat__group__programme_links__programme", "partner", "from_on")
    ForumTie.objects.bulk_create([ForumTie(programme_id=where, partner_id=who, since_on=since, kept_on=since)
                                  for where, who, since in rows], batch_size=500, ignore_conflicts=True)


MORE_CHECKS.append(check_forum)
__all__ = ["ask_to_join", "check_forum", "choose", "close_door", "leave", "let_in", "open_door", "say_no", "say_yes", "seats_in_forum",
           "settle_more", "stay", "tie_of", "want_more"]
