"""Who asks for a promise, gives it, says how it stands, and whose word makes it kept (R10)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.groups.lifecycles import HoldingState
from partners.models import Group, Holding, Organisation, Partner, Signatory
from programmes.commitments.catalogue import TAKE_BACK_DAYS, Stands
from programmes.commitments.lifecycles import QUIET, REPORTED, CommitmentState
from programmes.commitments.models import Commitment, CommitmentReport, NewDay
from programmes.meetings.models import Meeting
from programmes.meetings.policies import may_note_presence
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Membership, Programme, TeamRole, Workstream
from programmes.programme.policies import may_read, partner_of, standing
from programmes.programme.roles import LAY_ROLES
from programmes.raising.policies import lay_chairs

CLOSED = _("The programme is closed.")
TEAM = frozenset({"PM", "SRO", "FAC", "WL"})
JUDGES = frozenset({"AG", "LCC", "FND", "PAIR"})
ASKS = TEAM | LAY_ROLES - {"FORUM"}
_OWNER = _("Only who gave the promise says how it stands; the programme manager may write it down for them.")
_LAY = _("A lay partner says whether it is done: never who promised it, or whoever speaks for their organisation.")
_CHAIR = _("A lay co-chair of the Advisory Group says so; the programme manager may write it down for them.")


def _open(programme: Programme) -> bool:
    return programme.state != ProgrammeState.CLOSED


def may_read_register(user: Any, programme: Programme) -> Answer:
    """Promises are read by everybody with a role in the programme."""
    return may_read(user, programme)


def may_read_commitment(user: Any, commitment: Commitment) -> Answer:
    return YES


def may_ask_promise(user: Any, programme: Programme) -> Answer:
    """Lay partners and the team put a promise into the log; it counts when its owner says yes."""
    if not _open(programme):
        return No(CLOSED)
    return YES if standing(user).anywhere_in(programme) & ASKS else No(_("Lay partners and the programme's team write promises down."))


# --- the owner's side ---------------------------------------------------------------------------------------------------

def who_may_own(programme: Programme, on: date) -> QuerySet[Partner]:
    """People in the team, signatories of its organisations, and members of its groups."""
    team = TeamRole.objects.in_force(on).filter(programme=programme).exclude(role="VIEW").order_by().values("partner")
    members = Membership.objects.in_force(on).filter(programme=programme).values("organisation")
    signs = Signatory.objects.in_force(on).filter(organisation__in=members).order_by().values("partner")
    held = Holding.objects.serving(on).filter(Q(seat__group__programme_links__programme=programme)
                                              | Q(seat__group__workstream__programme=programme)).exclude(
        seat__group__kind=Group.Kind.FORUM).order_by().values("partner")
    return Partner.objects.filter(pk__in=team.union(signs, held)).order_by("name", "pk")


def organisations_in(programme: Programme, on: date) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=Membership.objects.in_force(on).filter(programme=programme).values("organisation")).order_by(
        "name", "pk")


def answers_for(partner: Partner, commitment: Commitment, on: date) -> bool:
    """Whether the person gave the promise; or, where nobody is named, signs for its organisation; or, where nobody does, runs the
    programme."""
    if commitment.owner_id or commitment.second_owner_id:
        return partner.pk in (commitment.owner_id, commitment.second_owner_id)
    signs = Signatory.objects.in_force(on).filter(organisation=commitment.organisation_id) if commitment.organisation_id else None
    if signs is not None and signs.exists():
        return signs.filter(partner=partner).exists()
    return TeamRole.objects.in_force(on).filter(programme=commitment.programme_id, role="PM", partner=partner).exists()


def speaks_for_owner(user: Any, commitment: Commitment) -> bool:
    partner = partner_of(user)
    return partner is not None and answers_for(partner, commitment, day_of(now()))


def writes_for_owner(user: Any, commitment: Commitment) -> bool:
    """Who writes down what the owner says: the manager, and the lead of the workstream in which it was promised."""
    if "PM" in standing(user).codes(commitment.programme):
        return True
    streams = {role.workstream for role in standing(user).within(commitment.programme) if role.code == "WL"}
    return bool(streams) and commitment.group_id is not None and Workstream.objects.filter(pk__in=streams,
        group=commitment.group_id).exists()


def may_answer_promise(user: Any, commitment: Commitment) -> Answer:
    """Yes or no to a promise that is asked for."""
    if not (speaks_for_owner(user, commitment) or writes_for_owner(user, commitment)):
        return No(_OWNER)
    return YES if commitment.state == CommitmentState.PROPOSED else No(_("It is answered already."))


def may_report(user: Any, commitment: Commitment) -> Answer:
    if not (speaks_for_owner(user, commitment) or writes_for_owner(user, commitment)):
        return No(_OWNER)
    return YES if is_reported(commitment) else No(_("It waits for a lay partner's word, or it is closed."))


def is_reported(commitment: Commitment) -> bool:
    """Whether the owner still says how it stands; of a broken one that it is kept after all, or if it goes on for good."""
    return commitment.state in REPORTED or commitment.state == CommitmentState.BROKEN


def may_ask_new_day(user: Any, commitment: Commitment) -> Answer:
    if not (speaks_for_owner(user, commitment) or writes_for_owner(user, commitment)):
        return No(_OWNER)
    if commitment.is_standing:
        return No(_("It goes on for good: it has no day."))
    return YES if is_reported(commitment) else No(_("It waits for a lay partner's word, or it is closed."))


# --- lay partners -------------------------------------------------------------------------------------------------------

def is_of_owners_side(partner: Partner, commitment: Commitment, on: date) -> bool:
    """Who gave it or answers for it, whoever said that it is done or wrote that down, and whoever works or signs for the organisation
    whose promise it is, or whose people gave it."""
    if partner.pk in (commitment.owner_id, commitment.second_owner_id, commitment.claimed_by_id) or answers_for(partner, commitment, on):
        return True
    bodies = _bodies(commitment)
    if partner.organisation_id in bodies:
        return True
    signed = Signatory.objects.in_force(on).filter(organisation__in=bodies, partner=partner)
    said = commitment.reports.filter(Q(by=partner) | Q(noted_by=partner), stands=Stands.MET)
    return bool(bodies and signed.exists()) or said.exists()


def _bodies(commitment: Commitment) -> set[int]:
    """The organisation whose promise it is, and those for which its owners work."""
    found = {commitment.organisation_id, *(each.organisation_id for each in commitment.owners())}
    return {each for each in found if each}


def judges(commitment: Commitment, on: date) -> QuerySet[Partner]:
    """Lay partners whose word is asked for: who asked for it; the pair of its workstream, or else the lay co-chairs."""
    asked = Partner.objects.filter(pk=commitment.asked_by_id, is_professional=False)
    streams = Workstream.objects.filter(group=commitment.group_id, programme=commitment.programme_id)
    pair = Holding.objects.serving(on).lay().filter(seat__group__workstream__in=streams)
    chairs = Holding.objects.serving(on).lay().filter(
        seat__group__kind=Group.Kind.ADVISORY, seat__group__programme_links__programme=commitment.programme_id,
        seat__office__in=["chair", "co_chair"])
    held = pair if pair.exists() else chairs
    found = Partner.objects.filter(Q(pk__in=asked.values("pk")) | Q(pk__in=held.order_by().values("partner")))
    return found.exclude(pk__in=[pk for pk in (commitment.owner_id, commitment.second_owner_id, commitment.claimed_by_id) if pk])


def has_lay_voice(user: Any, commitment: Commitment) -> bool:
    """Lay members of the Advisory Group, founding leaders, the pair of its workstream, and the lay partner who asked for it."""
    partner = partner_of(user)
    if partner is None:
        return False
    if partner.pk == commitment.asked_by_id and not partner.is_professional:
        return True
    here = standing(user)
    if here.codes(commitment.programme) & {"AG", "LCC", "FND"}:
        return True
    streams = {role.workstream for role in here.within(commitment.programme) if role.code == "PAIR"}
    if not streams:
        return False
    return commitment.group_id is None or Workstream.objects.filter(pk__in=streams, group=commitment.group_id).exists()


def may_judge(user: Any, commitment: Commitment) -> Answer:
    """Yes or no to "it is done"; also where nobody has said so, and for four weeks after another lay partner said yes."""
    partner = partner_of(user)
    if partner is None or not has_lay_voice(user, commitment) or is_of_owners_side(partner, commitment, day_of(now())):
        return No(_LAY)
    return is_judged(commitment, day_of(now()))


def is_judged(commitment: Commitment, on: date) -> Answer:
    if commitment.state == CommitmentState.MET:
        closed = commitment.closed_at
        return YES if closed and on <= day_of(closed) + timedelta(days=TAKE_BACK_DAYS) else No(_("It was confirmed a while ago."))
    return YES if commitment.offers("confirm") else No(_("It is not promised yet, or it is closed."))


def may_note_judgement(user: Any, commitment: Commitment) -> Answer:
    """The manager, a lead or the facilitator writes down what a lay partner says; never who is of the owner's side."""
    partner = partner_of(user)
    if partner is None or not standing(user).anywhere_in(commitment.programme) & {"PM", "WL", "FAC"}:
        return No(_("The manager, a lead or the facilitator writes down what a lay partner says."))
    if is_of_owners_side(partner, commitment, day_of(now())):
        return No(_("Who promised it, or said that it is done, does not write down that it is. Ask a colleague."))
    return is_judged(commitment, day_of(now()))


def may_say_of(user: Any, found: Sequence[Commitment]) -> set[int]:
    """Of which of `found`, of one programme, the reader may say whether they are done (a lay partner), or write down what one says: the
    same as `may_judge` and `may_note_judgement`, in a number of queries that does not grow."""
    partner, on = partner_of(user), day_of(now())
    if partner is None or not found:
        return set()
    here, programme = standing(user), found[0].programme
    if partner.is_professional:
        within = found if here.anywhere_in(programme) & {"PM", "WL", "FAC"} else []
    else:
        streams = {role.workstream for role in here.within(programme) if role.code == "PAIR"}
        groups = set(Workstream.objects.filter(pk__in=streams).values_list("group", flat=True)) if streams else set()
        everywhere = bool(here.codes(programme) & {"AG", "LCC", "FND"})
        within = [each for each in found if everywhere or each.asked_by_id == partner.pk or (
            bool(streams) and (each.group_id is None or each.group_id in groups))]
    bodies = {body for each in within for body in _bodies(each)}
    signed: dict[int, set[int]] = defaultdict(set)
    for body, who in Signatory.objects.in_force(on).filter(organisation__in=bodies).values_list("organisation", "partner"):
        signed[body].add(who)
    reported = set(CommitmentReport.objects.filter(Q(by=partner) | Q(noted_by=partner), commitment__in=[each.pk for each in within],
                                                   stands=Stands.MET).values_list("commitment", flat=True))
    runs = TeamRole.objects.in_force(on).filter(programme=programme, role="PM", partner=partner).exists()

    def is_of_its_side(it: Commitment) -> bool:
        unowned = not (it.owner_id or it.second_owner_id)
        return (partner.pk in (it.owner_id, it.second_owner_id, it.claimed_by_id) or partner.organisation_id in _bodies(it)
                or any(partner.pk in signed[body] for body in _bodies(it)) or it.pk in reported
                or (unowned and runs and not signed[it.organisation_id or 0]))

    return {each.pk for each in within if is_judged(each, on) and not is_of_its_side(each)}


def lay_people_of(commitment: Commitment, on: date) -> QuerySet[Partner]:
    """Whose word somebody may write down: lay members of the Advisory Group, the pair, founding leaders, and who asked; nobody of the
    owner's side."""
    held = Holding.objects.serving(on).lay().filter(
        Q(seat__group__kind__in=[Group.Kind.ADVISORY, Group.Kind.FOUNDING], seat__group__programme_links__programme=commitment.programme_id)
        | Q(seat__group__workstream__programme=commitment.programme_id, seat__group=commitment.group_id))
    bodies = _bodies(commitment)
    signs = Signatory.objects.in_force(on).filter(organisation__in=bodies).values("partner")
    found = Partner.objects.filter(Q(pk__in=held.order_by().values("partner")) | Q(pk=commitment.asked_by_id, is_professional=False))
    found = found.exclude(pk__in=[pk for pk in (commitment.owner_id, commitment.second_owner_id, commitment.claimed_by_id) if pk])
    if bodies:
        found = found.exclude(pk__in=signs).exclude(organisation__in=bodies)
    return found.order_by("name", "pk")


def _says_for_advisers(user: Any, programme: Programme) -> bool:
    return bool(standing(user).codes(programme) & {"LCC", "PM"})


def may_say_on_day(user: Any, day: NewDay) -> Answer:
    if not _says_for_advisers(user, day.commitment.programme):
        return No(_CHAIR)
    partner = partner_of(user)
    if partner is None or asks_for_it(partner, day, day_of(now())):
        return No(_("Who promised it, or asked for the day, does not answer for the Advisory Group. Ask somebody else."))
    if not is_reported(day.commitment):
        return No(_("The promise waits for a lay partner's word, or it is closed: its day does not matter now."))
    return YES if day.state == "asked" else No(_("It is answered already."))


def asks_for_it(partner: Partner, day: NewDay, on: date) -> bool:
    """Whether the person asked for the other day, or is of the owner's side."""
    return partner.pk == day.asked_by_id or is_of_owners_side(partner, day.commitment, on)


def chairs_of(programme: Programme, on: date) -> QuerySet[Partner]:
    """The lay co-chairs, by name."""
    return lay_chairs(programme, on).order_by("name", "pk")


def may_break(user: Any, commitment: Commitment) -> Answer:
    """A lay partner who may judge it records that it was not kept; of a standing one each time."""
    partner = partner_of(user)
    if partner is None or not has_lay_voice(user, commitment) or is_of_owners_side(partner, commitment, day_of(now())):
        return No(_LAY)
    if commitment.is_standing and commitment.state == CommitmentState.BROKEN:
        return YES
    return YES if commitment.offers("break") else No(_("It is not promised, or it is closed."))


def may_note_break(user: Any, commitment: Commitment) -> Answer:
    """The manager, a lead or the facilitator writes down that a lay partner says so; never who is of the owner's side."""
    partner = partner_of(user)
    if partner is None or not standing(user).anywhere_in(commitment.programme) & {"PM", "WL", "FAC"}:
        return No(_LAY)
    if is_of_owners_side(partner, commitment, day_of(now())):
        return No(_("Who promised it does not write down that it was broken. Ask a colleague."))
    if commitment.is_standing and commitment.state == CommitmentState.BROKEN:
        return YES
    return YES if commitment.offers("break") else No(_("It is not promised, or it is closed."))


def may_record_break(user: Any, commitment: Commitment) -> Answer:
    """Either of the two."""
    answer = may_break(user, commitment)
    return answer if answer else may_note_break(user, commitment)


def may_withdraw(user: Any, commitment: Commitment) -> Answer:
    """Who asked for it, a lay co-chair, or the manager; who asked and the co-chairs read why, and a co-chair may insist. Once it is late,
    said to be done, denied or broken, only lay partners who asked and a lay co-chair, and nobody of the owner's side."""
    partner = partner_of(user)
    if partner is None or not commitment.offers("withdraw"):
        return No(_("It is closed."))
    codes, on = standing(user).codes(commitment.programme), day_of(now())
    asked = partner.pk in (commitment.asked_by_id, commitment.proposed_by_id)
    if commitment.state in QUIET:
        return YES if asked or codes & {"LCC", "PM"} else No(_("Who asked for it, a lay co-chair or the programme manager takes it back."))
    lay = "LCC" in codes or (asked and not partner.is_professional)
    if lay and not is_of_owners_side(partner, commitment, on):
        return YES
    return No(_("It is late, or somebody said that it is done or broken: now only the lay partner who asked for it, or a lay co-chair, "
                "takes it back."))


def may_insist(user: Any, commitment: Commitment) -> Answer:
    if "LCC" not in standing(user).codes(commitment.programme):
        return No(_("A lay co-chair of the Advisory Group asks for it again."))
    return YES if commitment.offers("insist") else No(_("It is not taken back."))


def may_change_owner(user: Any, commitment: Commitment) -> Answer:
    if "PM" not in standing(user).codes(commitment.programme):
        return No(_("The programme manager does this."))
    return YES if commitment.closed_at is None or commitment.state == CommitmentState.BROKEN else No(_("It is closed."))


# --- the group's own review (CC4) -----------------------------------------------------------------------------------------

def may_review(user: Any, meeting: Meeting) -> Answer:
    """Those who lead the group mark what fell due; lay members for themselves, staff write down what the group says."""
    return may_note_presence(user, meeting)


def since_last_meeting(meeting: Meeting, on: date) -> QuerySet[Commitment]:
    """What fell due since the group's meeting before, or was said to be done since, or waits still: of the group's workstream, or of all
    of its programmes where it is not a workstream's."""
    before = Meeting.objects.filter(group=meeting.group_id, kind="meeting", state="held", starts_at__lt=meeting.starts_at).order_by(
        "-starts_at", "-pk").first()
    since = before.on if before else meeting.on - timedelta(days=365)
    mine = Commitment.objects.filter(group=meeting.group_id) if Workstream.objects.filter(group=meeting.group_id).exists() else (
        Commitment.objects.filter(programme__group_links__group=meeting.group_id))
    fell_due = Q(due_on__gt=since, due_on__lte=meeting.on)
    judged = Q(closed_at__date__gt=since, closed_at__date__lte=meeting.on)
    return mine.exclude(state__in=[CommitmentState.PROPOSED, CommitmentState.DECLINED]).filter(
        fell_due | judged | Q(state__in=[CommitmentState.CLAIMED, CommitmentState.DISPUTED, CommitmentState.LATE]))


# --- owners who left, for the clock -----------------------------------------------------------------------------------------

def left_behind(on: date) -> QuerySet[Commitment]:
    """Open promises of which an owner has no part in the programme any more (no role, no seat, no signature to give): with `m_owner` and
    `m_second`, whether that is so of the one and of the other."""
    found = Commitment.objects.open().exclude(programme__state=ProgrammeState.CLOSED).filter(
        Q(owner__isnull=False) | Q(second_owner__isnull=False))
    return found.annotate(m_owner=_has_left("owner", on), m_second=_has_left("second_owner", on)).filter(Q(m_owner=True) | Q(m_second=True))


def _has_left(owner: str, on: date) -> ExpressionWrapper:
    team = TeamRole.objects.in_force(on).filter(programme=OuterRef("programme"), partner=OuterRef(owner))
    signs = Signatory.objects.in_force(on).filter(partner=OuterRef(owner), organisation__memberships__programme=OuterRef("programme"))
    serving = Holding.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=on), partner=OuterRef(owner), from_on__lte=on,
                                     state__in=[HoldingState.SERVING, HoldingState.ENDED])
    linked = serving.filter(seat__group__programme_links__programme=OuterRef("programme"))
    working = serving.filter(seat__group__workstream__programme=OuterRef("programme"))
    return ExpressionWrapper(Q(**{f"{owner}__isnull": False}) & ~Exists(team) & ~Exists(signs) & ~Exists(linked) & ~Exists(working),
                             output_field=BooleanField())
