"""Who is on a panel, whom each of them sees, who lacks marks, and who may do what.

The members are those who serve in the seats of its group today. Somebody in conflict with a person never meets that person: not by
name, not in a count, not by address. It follows from what the member declared, at each question anew, and holds for every record of
that person in the call. Until a member has declared they meet nobody, also if they keep the register or make the offers.
"""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.models import Group, Holding, Organisation, Partner, Seat
from programmes.calls.lifecycles import CallState
from programmes.calls.models import Call
from programmes.calls.policies import may_run_call
from programmes.nominations.lifecycles import NominationState
from programmes.nominations.models import Nomination
from programmes.nominations.policies import CHOOSES, HIDDEN_FROM, NO_MORE
from programmes.profiles.catalogue import PART, QUALITIES, Part
from programmes.profiles.models import RoleProfile
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.policies import may_read, may_run, partner_of, standing
from programmes.selection.lifecycles import PanelState
from programmes.selection.models import Conflict, Decision, Declared, Panel, ScoreSheet

CHAIRS = (Seat.Office.CHAIR, Seat.Office.CO_CHAIR)
ENOUGH = 2      # so many give marks for each person, at least one of them lay (PM7)
# What nobody asks for on these pages: what a person needs, how they are reached, and the support that a role gives
UNSEEN = ("candidate__support", "candidate__email", "candidate__phone", "candidate__address", "profile__support")


class Member(NamedTuple):
    partner: Partner
    is_lay: bool
    is_chair: bool


def members_of(panel: Panel, *, on: date) -> list[Member]:
    """Everybody who serves in its group on that day, each once: one query."""
    found: dict[int, Member] = {}
    for held in Holding.objects.serving(on).filter(seat__group=panel.group_id).select_related("partner", "seat").order_by(
            "partner__name", "pk"):
        before = found.get(held.partner_id)
        found[held.partner_id] = Member(held.partner, held.seat.is_lay or bool(before and before.is_lay),
                                        held.seat.office in CHAIRS or bool(before and before.is_chair))
    return list(found.values())


def panels_groups(programme: Programme) -> QuerySet:
    """The groups from which a panel can be named."""
    return Group.objects.filter(kind=Group.Kind.PANEL, programme_links__programme=programme).order_by("name", "pk")


def organisations_asked(call: Call) -> QuerySet:
    """All that were asked, whether or not they put somebody forward: so the list tells nothing about who did."""
    return Organisation.objects.filter(call_requests__call=call, call_requests__sent_at__isnull=False).order_by("name", "pk").distinct()


# --- whom a member sees ----------------------------------------------------------------------------------------------------

def hidden_from(partner: Any) -> Q:
    """Nominations of people with whom this member is in conflict, as a condition: who they said they know, whose names they gave,
    and whom an organisation of theirs put forward. Any record of the person counts."""
    knows = Conflict.objects.filter(partner=partner, nomination__candidate=OuterRef("candidate"))
    put_forward = "organisations__call_requests__nominations__"
    theirs = Declared.objects.filter(partner=partner, panel__call=OuterRef("call"), **{
        f"{put_forward}call": OuterRef("call"), f"{put_forward}candidate": OuterRef("candidate")})
    return Q(Exists(knows)) | Q(Exists(theirs))


def undeclared_by(partner: Any, *, on: date) -> QuerySet:
    """Panels that still choose, of which the partner is a member on that day, and to which they have not declared anything."""
    sits = Holding.objects.serving(on).filter(partner=partner, seat__group=OuterRef("group"))
    declared = Declared.objects.filter(panel=OuterRef("pk"), partner=partner)
    return Panel.objects.running().exclude(state=PanelState.RELEASED).exclude(call__state=CallState.WITHDRAWN).filter(
        Exists(sits), ~Exists(declared))


def unseen_by(partner: Any, *, on: date) -> Q:
    """Nominations that the partner does not see on that day, whatever else they do in the programme, as a condition: of people with whom
    they are in conflict; and all of a call whose panel they sit on, until they have declared their interests to it."""
    return hidden_from(partner) | Q(Exists(undeclared_by(partner, on=on).filter(call=OuterRef("call"))))


def hidden_from_reader(user: Any) -> Q:
    """For the register, which managers keep: one who sits on a panel may be in conflict, too, or has yet to say so."""
    partner = partner_of(user)
    return unseen_by(partner, on=day_of(now())) if partner else Q(pk__in=[])


HIDDEN_FROM.append(hidden_from_reader)


def nominees_of(panel: Panel, partner: Partner | None = None) -> QuerySet:
    """Everybody before the panel; with `partner` without those who are hidden from that member."""
    found = Nomination.objects.before_panel().filter(call=panel.call_id)
    return found.exclude(hidden_from(partner)) if partner else found


def waiting_for(panel: Panel, partner: Partner | None = None) -> QuerySet:
    """Those of them of whom nothing is released yet."""
    return nominees_of(panel, partner).filter(state=NominationState.SHORTLISTED)


def unmarked_by(partner: Any) -> Q:
    return ~Q(Exists(ScoreSheet.objects.that_count().filter(nomination=OuterRef("pk"), partner=partner)))


def is_member(user: Any, panel: Panel) -> bool:
    return any(role.group == panel.group_id for role in standing(user).within(panel.call.programme))


def chooses_in(user: Any, call: Call) -> bool:
    """Whether the reader sits on the panel of the call."""
    panel = Panel.objects.filter(call=call).first()
    return panel is not None and is_member(user, panel)


CHOOSES.append(chooses_in)


def no_more_after_release(call: Call) -> str:
    """Whoever is written down after that would come before no panel."""
    if not Panel.objects.filter(call=call, state=PanelState.RELEASED).exists():
        return ""
    return _("The panel has released its outcomes. Write this person down in the next call.")


NO_MORE.append(no_more_after_release)


def has_declared(user: Any, panel: Panel) -> bool:
    return Declared.objects.filter(panel=panel, partner=partner_of(user)).exists()


def nominees_seen_by(user: Any, panel: Panel) -> QuerySet:
    """For a member who has declared: all but those hidden from them. For a manager who is no member: the same. For others: nobody."""
    partner = partner_of(user)
    if partner is None or panel.state == PanelState.DECLARING:
        return Nomination.objects.none()
    shown = has_declared(user, panel) if is_member(user, panel) else may_run(user, panel.call.programme)
    return nominees_of(panel, partner) if shown else Nomination.objects.none()


# --- marks -----------------------------------------------------------------------------------------------------------------

def qualities_of(profile: RoleProfile) -> list[Part]:
    """What the profile asks for, and nothing else (5.2)."""
    return [*QUALITIES, *([PART["other_qualities"]] if profile.other_qualities else [])]


def with_markers(nominations: QuerySet) -> QuerySet:
    """With how many gave marks that count, and how many of these are lay."""
    counts = Q(sheets__left_out_at__isnull=True)
    return nominations.annotate(n_sheets=Count("sheets", filter=counts), n_lay=Count("sheets", filter=counts & Q(sheets__is_lay=True)))


LACKING = Q(n_sheets__lt=ENOUGH) | Q(n_lay__lt=1)


def what_lacks(nomination: Any) -> str:
    """What is missing before anything can be decided about that person; "" if nothing. `nomination` as from `with_markers`."""
    name = {"name": nomination.candidate.name}
    if not nomination.n_sheets:
        return _("%(name)s has no marks yet. Two members give marks, at least one of them lay.") % name
    if nomination.n_sheets < ENOUGH and not nomination.n_lay:
        return _("%(name)s has marks from one member only. A lay member must give marks, too.") % name
    if nomination.n_sheets < ENOUGH:
        return _("%(name)s has marks from one member only. A second member must give marks, too.") % name
    return "" if nomination.n_lay else _(
        "%(name)s has no marks from a lay member yet. If none of them can, give one more lay member a seat in the panel’s group.") % name


def may_still_mark(nomination: Nomination, partner: Partner) -> bool:
    """Whether the person lacks a marker though marks are open, and this member has given them none."""
    lacks = with_markers(Nomination.objects.filter(pk=nomination.pk)).filter(LACKING)
    return lacks.filter(unmarked_by(partner)).exists()


def takes_marks(panel: Panel, nomination: Nomination, partner: Partner) -> bool:
    """Whether this member may give marks, or other ones, for the person now."""
    if nomination.state != NominationState.SHORTLISTED:
        return False
    return panel.state == PanelState.SCORING or (panel.state == PanelState.DECIDING and may_still_mark(nomination, partner))


def are_marks_open(panel: Panel, nomination: Nomination, member: Partner | None) -> bool:
    """Whether a reader may see what others gave this person: once marks are open, or when the person has their answer. While the person
    lacks a marker, a member who may still give theirs sees none."""
    if nomination.state != NominationState.SHORTLISTED:
        return True
    if panel.state not in (PanelState.DECIDING, PanelState.RELEASED):
        return False
    return not (member and may_still_mark(nomination, member))


# --- what hinders ----------------------------------------------------------------------------------------------------------

def what_hinders_beginning(panel: Panel, *, on: date) -> str:
    """Why nobody can be shown to the panel on that day; "" if nothing hinders."""
    members = members_of(panel, on=on)
    if not any(member.is_lay for member in members):
        return _("The panel has no lay member. Give a lay partner a seat in its group first.")
    declared = set(panel.declared.values_list("partner", flat=True))        # type: ignore[attr-defined]
    waiting = [member.partner.name for member in members if member.partner.pk not in declared]
    if waiting:
        return _("These members have not declared their interests yet: %(names)s.") % {"names": ", ".join(waiting)}
    agreed = (NominationState.CONSENTED, NominationState.SHORTLISTED)
    if not Nomination.objects.filter(call=panel.call_id, state__in=agreed).exists():
        return _("Nobody who was put forward has agreed yet.")
    return ""


def what_hinders_release(panel: Panel, *, by: Partner) -> str:
    """Why the outcomes cannot be released; "" if they can. It names nobody who is hidden from `by`: four queries."""
    if Nomination.objects.filter(call=panel.call_id, state=NominationState.CONSENTED).exists():
        return _("Somebody agreed after the others and is not before the panel yet. Put them before the panel first, or wait until that is "
                 "done.")
    undecided = Q(~Exists(Decision.objects.filter(nomination=OuterRef("pk"), released_at__isnull=True)))
    seen = waiting_for(panel, by).exclude(unseen_by(by, on=day_of(now())))
    mine = with_markers(seen).select_related("candidate", "profile").defer(*UNSEEN).order_by("candidate__name", "pk")
    if lacking := mine.filter(LACKING).first():
        return what_lacks(lacking)
    if open_one := mine.filter(undecided).first():
        return _("Nothing is decided about %(name)s yet.") % {"name": open_one.candidate.name}
    if with_markers(waiting_for(panel)).filter(LACKING | undecided).exists():
        return _("The other members have not finished yet.")
    return ""


# --- may-questions ---------------------------------------------------------------------------------------------------------

def _closed(panel: Panel) -> No | None:
    return No(_("The programme is closed.")) if panel.call.programme.state == ProgrammeState.CLOSED else None


def may_read_panel(user: Any, panel: Panel) -> Answer:
    """Everybody in the programme reads who is on the panel and how far it is. Whom it sees is asked by itself."""
    return may_read(user, panel.call.programme)


def may_run_panel(user: Any, panel: Panel) -> Answer:
    return may_run_call(user, panel.call)


def may_declare(user: Any, panel: Panel) -> Answer:
    if (closed := _closed(panel)) is not None:
        return closed
    return YES if is_member(user, panel) else No(_("Only members of the selection panel may do this."))


def chairs_of(panel: Panel, *, on: date) -> set[int]:
    held = Holding.objects.serving(on).filter(seat__group=panel.group_id, seat__office__in=CHAIRS)
    return set(held.values_list("partner", flat=True))


def may_chair(user: Any, panel: Panel) -> Answer:
    """The chair; while there is none, the programme manager."""
    if (closed := _closed(panel)) is not None:
        return closed
    partner, chairs = partner_of(user), chairs_of(panel, on=day_of(now()))
    if partner and (partner.pk in chairs or (not chairs and may_run(user, panel.call.programme))):
        return YES
    return No(_("Only the chair of the panel may do this.") if chairs else
              _("The panel has no chair. Until it has one, only the programme manager may do this."))


def may_lead(user: Any, panel: Panel) -> Answer:
    """Who begins and who releases: the chair, or the programme manager."""
    if _closed(panel) is None and may_run(user, panel.call.programme):
        return YES
    return may_chair(user, panel)


def may_read_nominee(user: Any, nomination: Nomination) -> Answer:
    """Whoever found the nominee may read: the finder shows nobody who is hidden."""
    return YES


def may_assess(user: Any, nomination: Nomination) -> Answer:
    """Who gives marks, says that they know somebody, and decides."""
    return may_declare(user, nomination.call.panel)     # type: ignore[attr-defined]


def may_note_outcome(user: Any, decision: Decision) -> Answer:
    return may_run_call(user, decision.nomination.call)
