"""Who writes the impact log, who checks it, who is named in it, and who writes the report of a year (12.3)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import YES, Answer, No
from coprod.kit.clock import day_of, now
from partners.models import Partner
from programmes.contributions.lifecycles import ImpactState
from programmes.contributions.models import ImpactCheck, ImpactCredit, ImpactEntry, ImpactVersion
from programmes.contributions.policies.contributions import CLOSED, lay_people_of
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme, TeamRole
from programmes.programme.models.standing import Standing
from programmes.programme.policies import partner_of, standing
from programmes.raising.policies import may_note_for

STAFF = frozenset({"PM", "FAC", "WL", "SRO"})
WRITES = STAFF | {"AG", "LCC", "FND", "PAIR"}
REPORTS = frozenset({"PM", "FAC", "SRO"})
CHECKS = ("AG", "LCC")


def may_read_impact(user: Any, programme: Programme) -> Answer:
    """Everybody in the programme."""
    return YES


def may_read_entry(user: Any, entry: ImpactEntry) -> Answer:
    return YES


def may_write_impact(user: Any, programme: Programme) -> Answer:
    if programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    if standing(user).anywhere_in(programme) & WRITES:
        return YES
    return No(_("The team, the Advisory Group, founding leaders and lay partners of workstreams write it."))


def may_note_impact(user: Any, programme: Programme) -> Answer:
    answer = may_write_impact(user, programme)
    return may_note_for(user, programme) if answer else answer


def people_of(programme: Programme) -> QuerySet[Partner]:
    """Who may be named as who says so: lay people with a seat, and the team."""
    on = day_of(now())
    team = TeamRole.objects.in_force(on).filter(programme=programme).order_by().values("partner")
    return Partner.objects.filter(Q(pk__in=lay_people_of(programme, on).order_by().values("pk")) | Q(pk__in=team))


def is_writers(user: Any, entry: ImpactEntry) -> bool:
    """Whether any words of it are the user's: who changed it once is among them."""
    partner = partner_of(user)
    return partner is not None and partner.pk in entry.writers()


def is_authors(user: Any, entry: ImpactEntry) -> bool:
    """Whether the user answers for it: who wrote it, or wrote it down for somebody."""
    partner = partner_of(user)
    return partner is not None and partner.pk in entry.authors()


def may_change_entry(user: Any, entry: ImpactEntry) -> Answer:
    """Who wrote it; and the manager, what staff wrote."""
    if entry.programme.state == ProgrammeState.CLOSED:
        return No(CLOSED)
    if not is_authors(user, entry) and not (entry.written_by.is_professional and "PM" in standing(user).codes(entry.programme)):
        return No(_("Who wrote it changes it."))
    return YES if entry.is_standing() else No(_("It was taken back."))


def notes_for_writer(user: Any, entry: ImpactEntry) -> bool:
    """Whether the user speaks for the lay partner who wrote it: then they say how they heard it, and the writer is told."""
    partner = partner_of(user)
    return partner is not None and partner.pk != entry.written_by_id and not entry.written_by.is_professional


def may_take_back(user: Any, entry: ImpactEntry) -> Answer:
    """Who may change it; but what a lay partner has checked only the lay partner who wrote it, or a lay co-chair."""
    if entry.programme.state == ProgrammeState.CLOSED or not entry.is_standing() or not entry.is_confirmed():
        return may_change_entry(user, entry)
    partner = partner_of(user)
    if partner is None or partner.is_professional:
        return No(_("A lay partner has checked it. A lay co-chair takes it back."))
    return YES if partner.pk == entry.written_by_id or "LCC" in standing(user).codes(entry.programme) else No(
        _("A lay partner has checked it. A lay co-chair takes it back."))


# --- checking ---------------------------------------------------------------------------------------------------------------

def may_be_checked_by(here: Standing) -> Q:
    """Entries that this lay partner may check: of programmes that they advise and of the workstreams of whose pair they are; never one that
    they wrote, wrote down for somebody, or changed."""
    changed = ImpactVersion.objects.filter(Q(by=here.partner) | Q(noted_by=here.partner)).order_by().values("entry")
    return (Q(programme__in=here.programmes(CHECKS)) | Q(group__workstream__in=here.workstreams("PAIR"))) & ~Q(
        written_by=here.partner) & (Q(noted_by__isnull=True) | ~Q(noted_by=here.partner)) & ~Q(pk__in=changed)


def checks_here(here: Standing, entry: ImpactEntry) -> bool:
    """The same for one entry."""
    if here.partner is None or here.partner.pk in entry.writers():
        return False
    return bool(here.codes(entry.programme) & set(CHECKS)) or (entry.group_id is not None and any(
        role.code == "PAIR" and role.group == entry.group_id for role in here.within(entry.programme)))


def may_check(user: Any, entry: ImpactEntry) -> Answer:
    if is_writers(user, entry):
        return No(_("Who wrote it does not check it."))
    if not checks_here(standing(user), entry):
        return No(_("A lay partner of the Advisory Group or of its workstream checks it."))
    return _open_to_checks(entry)


def _open_to_checks(entry: ImpactEntry) -> Answer:
    return YES if entry.is_standing() else No(_("It was taken back."))


def checkers_of(entry: ImpactEntry) -> QuerySet[Partner]:
    """Who may check it: for whoever writes down what they say."""
    people = lay_people_of(entry.programme, day_of(now())).exclude(pk__in=entry.writers())
    seats = Q(holdings__seat__group__kind="advisory", holdings__seat__group__programme_links__programme=entry.programme)
    if entry.group_id:
        seats |= Q(holdings__seat__group=entry.group_id, holdings__seat__group__workstream__isnull=False)
    serving = Q(holdings__state="serving", holdings__seat__is_lay=True)
    return Partner.objects.filter(pk__in=people.filter(serving, seats).order_by().values("pk"))


def may_note_check(user: Any, entry: ImpactEntry) -> Answer:
    """Never by who wrote the entry: what staff claim is not confirmed by staff."""
    if not may_note_for(user, entry.programme):
        return No(_("The manager, a lead, the facilitator and the lay co-chair write down what somebody says."))
    if is_writers(user, entry):
        return No(_("You wrote it. Somebody else writes down whether it is so."))
    return _open_to_checks(entry)


def settles_for_who_left(user: Any, partner: Partner, entry: ImpactEntry) -> bool:
    """Whether this lay co-chair answers a "not so" because the lay partner who wrote the entry has left."""
    if "LCC" not in standing(user).codes(entry.programme) or entry.programme.state == ProgrammeState.CLOSED or (
            entry.written_by.is_professional or entry.checks.current().filter(by=partner, is_so=False).exists()):
        return False
    return not people_of(entry.programme).filter(pk=entry.written_by_id).exists()


def may_answer_check(user: Any, check: ImpactCheck) -> Answer:
    """Who wrote it; and the manager, what staff wrote. When the lay partner who wrote it has no part in the programme any more, a lay
    co-chair settles it who has not disputed it, so that it does not stand open for ever."""
    partner = partner_of(user)
    if partner is not None and partner.pk == check.by_id:
        return No(_("Nobody answers their own “not so”."))
    if not may_change_entry(user, check.entry) and not (partner is not None and settles_for_who_left(user, partner, check.entry)):
        return No(_("Who wrote it answers."))
    return YES if check.is_open_no and check.entry.state == ImpactState.DISPUTED else No(_("It is answered."))


# --- who is named -----------------------------------------------------------------------------------------------------------

def may_say_on_credit(user: Any, credit: ImpactCredit) -> Answer:
    """Whether they are to be named: they themselves, or as they say it to somebody who writes it down."""
    partner = partner_of(user)
    if partner is not None and partner.pk == credit.partner_id:
        return YES
    return may_note_for(user, credit.programme) or No(_("Only they say whether they are named."))


def name_in_log(person: Partner, credits: Iterable[ImpactCredit]) -> str:
    """How somebody is named in the log, for every reader: staff by name; a lay partner as they like to be named once they have said that
    they may be, and as a lay partner until then."""
    if person.is_professional:
        return person.name
    agreed = any(each.partner_id == person.pk and each.agrees for each in credits)
    return person.shown if agreed else say("a lay partner")


# --- the report of a year -----------------------------------------------------------------------------------------------------

def may_write_report(user: Any, programme: Programme) -> Answer:
    if standing(user).codes(programme) & REPORTS:
        return YES
    return No(_("The manager, the facilitator and the senior responsible owner write the report."))
