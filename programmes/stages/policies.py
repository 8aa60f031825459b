"""Who may answer, confirm, dispute, sign, proceed and reopen; and who must sign, worked out from the stage."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.groups.models import Seat
from partners.models import Group, Holding, Partner, Signatory
from programmes.catalogue import EVERY
from programmes.programme.models import Membership, Programme, TeamRole, Workstream
from programmes.programme.models.standing import Standing, standing_of
from programmes.programme.policies import has_role, may_read, names_of, partner_of, standing
from programmes.programme.roles import LAY_ROLES, MAY, NAMES
from programmes.stages.lifecycles import SignatureValue
from programmes.stages.models import Answer as StandardAnswer
from programmes.stages.models import Evidence, Signature, Stage


def lay_roles(stage: Stage) -> frozenset[str]:
    """The lay roles that belong to a stage: those that sign it, and always the lay co-chair."""
    signing = {signatory.role_in(stage.cycle) for signatory in stage.catalogue.signatories} & LAY_ROLES
    return frozenset(signing | {"LCC"})


def roles_in(here: Standing, stage: Stage) -> frozenset[str]:
    """The person's roles that count in this stage. One that runs for the whole programme counts every workstream's."""
    if stage.workstream_id or not _spans_workstreams(stage):
        return here.codes(stage.programme, stage.workstream)
    return here.anywhere_in(stage.programme)


def _spans_workstreams(stage: Stage) -> bool:
    """Whether leads and pairs sign it, or answer one of its standards."""
    asked = stage.catalogue
    return bool({"WL", "PAIR"} & {role for each in asked.standards for role in each.by} | {"WL", "PAIR"} & {
        signatory.role for signatory in asked.signatories})


def is_lay_here(here: Standing, stage: Stage) -> bool:
    return bool(roles_in(here, stage) & lay_roles(stage))


# --- answering ---------------------------------------------------------------------------------------------------

def may_read_stage(user: Any, stage: Stage) -> Answer:
    return may_read(user, stage.programme)


def may_plan_stages(user: Any, programme: Programme) -> Answer:
    return YES if has_role(user, programme, "open_stages") else No(
        _("Only the %(roles)s opens stages.") % {"roles": names_of(MAY["open_stages"])})


def may_open_stage(user: Any, stage: Stage) -> Answer:
    return may_plan_stages(user, stage.programme)


def may_read_answer(user: Any, answer: StandardAnswer) -> Answer:
    return may_read(user, answer.stage.programme)


def may_claim(user: Any, answer: StandardAnswer) -> Answer:
    """Staff of the programme, the workstream's lead, lay partners of the stage, and whom the catalogue asks."""
    if answer.waits_for_nobody():
        return No(_("This standard is not asked any more."))
    roles = roles_in(standing(user), answer.stage)
    if roles & (MAY["claim"] - LAY_ROLES) or roles & lay_roles(answer.stage) or roles & set(answer.standard.by):
        return YES
    return No(_("Only people who work on this stage may answer its standards."))


def may_confirm(user: Any, answer: StandardAnswer) -> Answer:
    """A lay role of the stage, and never the person who claimed."""
    if not is_lay_here(standing(user), answer.stage):
        return No(_("Only a lay partner of this stage may confirm: %(roles)s.") % {"roles": names_of(lay_roles(answer.stage))})
    partner = partner_of(user)
    if partner and answer.claimed_by_id == partner.pk:
        return No(_("You claimed this yourself. Another lay partner has to confirm it."))
    return YES


def may_dispute(user: Any, answer: StandardAnswer) -> Answer:
    if is_lay_here(standing(user), answer.stage):
        return YES
    return No(_("Only a lay partner of this stage may dispute: %(roles)s.") % {"roles": names_of(lay_roles(answer.stage))})


def may_withdraw_claim(user: Any, answer: StandardAnswer) -> Answer:
    partner = partner_of(user)
    return YES if partner and answer.claimed_by_id == partner.pk else No(_("Only the person who claimed may take it back."))


def may_withdraw_evidence(user: Any, evidence: Evidence) -> Answer:
    partner = partner_of(user)
    if (partner and evidence.added_by_id == partner.pk) or has_role(user, evidence.answer.stage.programme, "run"):
        return YES
    return No(_("Only the person who added it, or the programme manager, may withdraw evidence."))


# What later wings ask before somebody opens what is kept to a stage: (user, stage) gives why it is closed to them, or None.
CLOSED_TO: list[Callable[[Any, Stage], No | None]] = []


def may_see_evidence(user: Any, evidence: Evidence) -> Answer:
    """Everyone in the programme; for what is kept to the stage, those who work on it or sign it, unless a later wing closes it."""
    stage = evidence.answer.stage
    if evidence.audience == Evidence.Audience.PROGRAMME:
        return may_read(user, stage.programme)
    here = standing(user)
    close = MAY["claim"] - LAY_ROLES | lay_roles(stage) | {signatory.role_in(stage.cycle) for signatory in stage.catalogue.signatories}
    if roles_in(here, stage) & close or here.codes(stage.programme) & {"PM", "SRO", "LCC"}:
        return next((no for no in (rule(user, stage) for rule in CLOSED_TO) if no is not None), YES)
    return No(_("This evidence is kept to the people who work on the stage and who sign it."))


# --- signing -----------------------------------------------------------------------------------------------------

@dataclass
class Slot:
    """One demand for signatures: so many of these people, in this role. `people` maps partner id to partner."""

    role: str
    need: int
    people: dict[int, Partner] = field(default_factory=dict)
    workstream: Workstream | None = None
    organisation: Any = None
    signatures: list[Signature] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, int | None, int | None]:
        return self.role, self.organisation and self.organisation.pk, self.workstream and self.workstream.pk

    def label(self) -> str:
        name = _("Advisory Group, by its lay co-chair") if self.role == "AG" else str(NAMES[self.role])
        whose = self.organisation or self.workstream
        return f"{name}, {whose}" if whose else name

    def agreed(self) -> int:
        return sum(signature.agrees() for signature in self.signatures)

    def is_filled(self) -> bool:
        return self.agreed() >= self.need

    def missing(self) -> str:
        """What is still wanted, in words; "" when nothing is."""
        short = self.need - self.agreed()
        if short <= 0:
            return ""
        if len(self.people) < self.need:
            return _("%(who)s: %(need)d must sign, and only %(there)d hold the role") % {
                "who": self.label(), "need": self.need, "there": len(self.people)}
        return _("%(who)s: %(short)d to sign") % {"who": self.label(), "short": short}

    def waiting(self) -> list[Partner]:
        """Those who could still sign here and have not, while the slot is not filled."""
        if self.is_filled():
            return []
        said = {signature.partner_id for signature in self.signatures if signature.value != SignatureValue.UNABLE}
        return [person for pk, person in self.people.items() if pk not in said]


def slots(stage: Stage, *, on: date) -> list[Slot]:
    """Who must sign this stage, from the catalogue and from who holds which role today: six queries at most."""
    wanted: list[Slot] = []
    for signatory in stage.catalogue.signatories:
        role = signatory.role_in(stage.cycle)
        wanted += _slots_for(role, signatory.minimum, stage, on)
    said = stage.signatures.current().filter(round=stage.round).select_related("partner__organisation")
    by_key = {slot.key: slot for slot in wanted}
    for signature in said:
        slot = by_key.get((signature.role, signature.organisation_id, signature.workstream_id))
        if slot:
            slot.signatures.append(signature)
    return wanted


def _slots_for(role: str, minimum: int, stage: Stage, on: date) -> list[Slot]:
    if role == "ORG":
        each = _organisation_slots(stage, on)
        return each if minimum == EVERY else [_merged(role, minimum, each)]     # S10: the one that takes the decision
    if role in ("WL", "PAIR") and not stage.workstream_id:
        every = minimum == EVERY
        streams = list(stage.programme.workstreams.running(on).in_order())
        each = _workstream_slots(role, streams, on)
        return each if every else [_merged(role, minimum, each)]
    if role in ("WL", "PAIR"):
        return _workstream_slots(role, [stage.workstream] if stage.workstream else [], on)
    if role in ("AG", "LCC"):
        chairs = _lay_holders(stage, Group.Kind.ADVISORY, on).filter(seat__office__in=[Seat.Office.CHAIR, Seat.Office.CO_CHAIR])
        return [Slot(role, minimum or 1, _people(chairs))]
    if role in ("FND", "PANEL"):
        kind = Group.Kind.FOUNDING if role == "FND" else Group.Kind.PANEL
        return [Slot(role, minimum or 1, _people(_lay_holders(stage, kind, on)))]
    team = TeamRole.objects.in_force(on).filter(programme=stage.programme_id, role=role).select_related("partner").order_by("pk")
    return [Slot(role, minimum or 1, _people(team))]


def _people(rows: Any) -> dict[int, Partner]:
    return {row.partner_id: row.partner for row in rows}


def _lay_holders(stage: Stage, kind: str, on: date) -> Any:
    return Holding.objects.serving(on).lay().filter(
        seat__group__kind=kind, seat__group__programme_links__programme=stage.programme_id,
    ).select_related("partner").order_by("pk")


def _workstream_slots(role: str, streams: list[Workstream], on: date) -> list[Slot]:
    """For each workstream its lead or leads (one signs), or its pair (both do): one query for all of them."""
    people: dict[int, dict[int, Partner]] = {stream.pk: {} for stream in streams}
    if role == "WL":
        for lead in TeamRole.objects.in_force(on).filter(workstream__in=streams).select_related("partner").order_by("pk"):
            people[lead.workstream_id][lead.partner_id] = lead.partner      # type: ignore[index]
        return [Slot(role, 1, people[stream.pk], stream) for stream in streams]
    pairs = Holding.objects.serving(on).lay().filter(seat__group__workstream__in=streams).annotate(
        stream=F("seat__group__workstream")).select_related("partner").order_by("pk")
    for holding in pairs:
        people[holding.stream][holding.partner_id] = holding.partner
    return [Slot(role, 2, people[stream.pk], stream) for stream in streams]


def _merged(role: str, minimum: int, each: list[Slot]) -> Slot:
    """For a plan: anyone who leads, or is of a pair, in any workstream."""
    return Slot(role, minimum, {pk: person for slot in each for pk, person in slot.people.items()})


def _organisation_slots(stage: Stage, on: date) -> list[Slot]:
    members = Membership.objects.in_force(on).filter(programme=stage.programme_id, signs=True).select_related(
        "organisation").order_by("organisation__name", "pk")
    signers = Signatory.objects.in_force(on).filter(organisation__memberships__in=members.order_by()).select_related("partner")
    by_organisation: dict[int, dict[int, Partner]] = {}
    for signer in signers.order_by("pk"):
        by_organisation.setdefault(signer.organisation_id, {})[signer.partner_id] = signer.partner
    return [Slot("ORG", 1, by_organisation.get(member.organisation_id, {}), None, member.organisation) for member in members]


def slots_of(partner: Partner | None, wanted: list[Slot]) -> list[Slot]:
    """The demands that this person's signature answers."""
    return [slot for slot in wanted if partner and partner.pk in slot.people]


def may_sign(user: Any, stage: Stage) -> Answer:
    if slots_of(partner_of(user), slots(stage, on=day_of(now()))):
        return YES
    return No(_("Your role does not sign this stage, or it has ended."))


def lay_refusals(stage: Stage) -> Any:
    """The lay "do not agree" in this round of signing."""
    return stage.signatures.current().filter(round=stage.round, value=SignatureValue.DISAGREE, role__in=LAY_ROLES)


def may_proceed(user: Any, stage: Stage) -> Answer:
    """b1: only the senior responsible owner may proceed without lay agreement."""
    if not has_sro(user, stage):
        return No(_("Only the senior responsible owner may proceed without lay agreement."))
    return YES


def has_sro(user: Any, stage: Stage) -> bool:
    return "SRO" in standing(user).codes(stage.programme)


def may_reopen(user: Any, stage: Stage) -> Answer:
    return YES if has_role(user, stage.programme, "reopen") else No(
        _("Only the %(roles)s may reopen a stage.") % {"roles": names_of(MAY["reopen"])})


def role_of(partner: Partner | None, stage: Stage, *, on: date, prefer: frozenset[str] = LAY_ROLES) -> str:
    """The role in which the person acts here, for the trail: a preferred one first; "" if they have none."""
    roles = roles_in(standing_of(partner, on=on, programme=stage.programme), stage)
    order = ("LCC", "PAIR", "FND", "PANEL", "AG", "SRO", "PM", "WL", "FAC", "ORG", "FORUM", "GROUP", "VIEW")
    ranked = sorted(roles, key=lambda role: (role not in prefer, order.index(role)))
    return ranked[0] if ranked else ""
