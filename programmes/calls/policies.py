"""Who runs a call and who reads it; which sectors it reached; how often each organisation answers (4.3, practice.md PM5)."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.kit.access import Answer, No
from partners.models import Organisation
from programmes.calls.lifecycles import RequestState
from programmes.calls.models import Call, CallCopy, CallRequest
from programmes.profiles.models import RoleProfile
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Programme
from programmes.programme.policies import may_read, may_run

_K = Organisation.Kind
SECTORS: dict[Any, tuple[str, ...]] = {     # Healthwatch speaks for people by law and counts for none of the three
    _("Health"): (_K.COMMISSIONER, _K.ACUTE, _K.PROVIDER, _K.PRIMARY_CARE),
    _("Social care"): (_K.COUNCIL,),
    _("Voluntary"): (_K.CHARITY,),
}


def may_write_calls(user: Any, programme: Programme) -> Answer:
    if programme.state == ProgrammeState.CLOSED:
        return No(_("The programme is closed."))
    return may_run(user, programme)


def may_run_call(user: Any, call: Call) -> Answer:
    return may_write_calls(user, call.programme)


def may_read_call(user: Any, call: Call) -> Answer:
    return may_read(user, call.programme)


def may_run_request(user: Any, request: CallRequest) -> Answer:
    return may_run_call(user, request.call)


def may_run_copy(user: Any, copy: CallCopy) -> Answer:
    return may_run_call(user, copy.call)


def profiles_to_call_for(programme: Programme, at: datetime) -> QuerySet:
    """Published profiles whose closing moment has not come: R4, nobody is asked for without one."""
    return RoleProfile.objects.open(at).filter(programme=programme).order_by("title", "pk")


class Sector(NamedTuple):
    name: str
    count: int


def sectors_of(kinds: list[str]) -> list[Sector]:
    """How many of the organisations of these kinds stand in each sector."""
    return [Sector(str(name), sum(kind in those for kind in kinds)) for name, those in SECTORS.items()]


class Rate(NamedTuple):
    """How one organisation answered, over all rounds of a programme."""

    organisation: Organisation
    asked: int
    answered: int
    people: int

    @property
    def percent(self) -> int:
        return round(100 * self.answered / self.asked) if self.asked else 0


def rates_of(programme: Programme) -> list[Rate]:
    """Every organisation that was asked in any round: one query."""
    sent = Q(call_requests__call__programme=programme, call_requests__sent_at__isnull=False)
    found = Organisation.objects.filter(sent).order_by("name", "pk").annotate(
        n_asked=Count("call_requests", filter=sent, distinct=True),
        n_answered=Count("call_requests", filter=sent & ~Q(call_requests__state=RequestState.SENT), distinct=True),
        n_people=Count("call_requests__nominations", filter=sent & ~Q(call_requests__nominations__state="merged"), distinct=True))
    return [Rate(each, each.n_asked, each.n_answered, each.n_people) for each in found]
