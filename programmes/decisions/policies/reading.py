"""Who reads the log of a programme: what is prepared is for those whom it concerns, what is made for everybody with a role there."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from partners.models import Group, Holding, Partner
from programmes.decisions.lifecycles import OUT
from programmes.decisions.models import DecisionOpenness, DecisionRecord
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, ProgrammeGroup, Workstream
from programmes.programme.policies import may_read, partner_of, standing

READS_ALL = frozenset({"PM", "SRO", "FAC", "AG", "LCC", "FND"})
ASKED_IT = _("You asked for it. Somebody else writes down the yes.")
DECIDES_NOTHING = (Group.Kind.FORUM, Group.Kind.PANEL)      # R3: the Forum gives feedback; a panel chooses people


def seen_by(user: Any, programme: Programme) -> QuerySet[DecisionRecord]:
    """The decisions of the programme that the user may read."""
    roles = list(standing(user).within(programme))
    found = DecisionRecord.objects.filter(programme=programme)
    if not roles:
        return found.none()
    if {role.code for role in roles} & READS_ALL:
        return found
    streams = {role.workstream for role in roles if role.workstream is not None}
    groups = {role.group for role in roles if role.group is not None}
    return found.filter(Q(state__in=OUT) | Q(workstream__in=streams) | Q(group__in=groups))


def may_read_log(user: Any, programme: Programme) -> Answer:
    return may_read(user, programme)


def may_read_decision(user: Any, decision: DecisionRecord) -> Answer:
    """Whoever found it reads it: the finder shows only those that one may read."""
    return YES


def groups_that_decide(programme: Programme) -> QuerySet[Group]:
    """The programme's groups, its workstreams' too, but for the Forum and panels."""
    linked = ProgrammeGroup.objects.filter(programme=programme).values("group")
    streams = Workstream.objects.filter(programme=programme).values("group")
    return Group.objects.filter(Q(pk__in=linked) | Q(pk__in=streams)).exclude(kind__in=DECIDES_NOTHING)


def has_own_advisory(programme: Programme) -> bool:
    """Whether the programme has an Advisory Group of its own, and does not borrow another's."""
    return ProgrammeGroup.objects.filter(programme=programme, group__kind=Group.Kind.ADVISORY, group__home_book=programme.ref).exists()


def lay_of(groups: Any, on: date) -> QuerySet[Partner]:
    """Who holds a lay seat in one of `groups` on that day."""
    held = Holding.objects.serving(on).lay().filter(seat__group__in=groups)
    return Partner.objects.filter(pk__in=held.order_by().values("partner"))


def advisory_of(programme: Programme) -> QuerySet[Group]:
    return Group.objects.filter(kind=Group.Kind.ADVISORY, programme_links__programme=programme)


def lay_of_programme(programme: Programme, on: date) -> QuerySet[Partner]:
    """Lay partners who may speak about a decision: of its groups, but for the Forum and panels."""
    return lay_of(groups_that_decide(programme).values("pk"), on)


# --- whether everybody reads it -----------------------------------------------------------------------------------------

def openness_of(programme: Programme) -> DecisionOpenness | None:
    """What is in force or waits for the lay co-chair."""
    return DecisionOpenness.objects.select_related("programme", "agreed_by", "asked_by", "agreed_noted_by").filter(
        programme=programme, closed_at__isnull=True).first()


def may_ask_to_open(user: Any, programme: Programme) -> Answer:
    if programme.state == ProgrammeState.CLOSED:
        return No(_("The programme is closed."))
    if standing(user).codes(programme) & {"PM", "SRO", "FAC", "LCC"}:
        return YES
    return No(_("The programme manager, the senior responsible owner, the facilitator or a lay co-chair asks for this."))


def may_agree_to_open(user: Any, programme: Programme) -> Answer:
    """A lay co-chair: nothing of it counts without their yes."""
    return YES if "LCC" in standing(user).codes(programme) else No(_("It counts when a lay co-chair of the Advisory Group agrees."))


def may_note_opening(user: Any, programme: Programme) -> Answer:
    """Staff write down what a lay co-chair says by phone, by letter or in person; never who asked for it: one person does not do both."""
    if not standing(user).codes(programme) & {"PM", "FAC"}:
        return No(_("Only the programme manager and the facilitator write down what a lay co-chair says."))
    waiting, partner = DecisionOpenness.objects.waiting().filter(programme=programme).first(), partner_of(user)
    return No(ASKED_IT) if waiting and partner and waiting.asked_by_id == partner.pk else YES


def may_close_log(user: Any, programme: Programme) -> Answer:
    """Either side, at any time."""
    if standing(user).codes(programme) & {"PM", "SRO", "LCC"}:
        return YES
    return No(_("The programme manager, the senior responsible owner or a lay co-chair closes it."))

