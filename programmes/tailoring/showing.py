"""How another way is shown: its tone, who stands behind it, what recipes fit; and what it says on the page of its standard."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Min

from partners.groups.models import Vacancy
from partners.models import Group, Partner
from programmes.choosing.models import chosen_packages
from programmes.programme.models import Programme
from programmes.programme.policies import partner_of
from programmes.programme.telling import named
from programmes.stages.lifecycles import AT_WORK_STATES
from programmes.stages.models import Answer
from programmes.stages.showing import BESIDE_A_STANDARD, Beside
from programmes.tailoring.catalogue import Facts
from programmes.tailoring.lifecycles import TailoringState, ViewValue
from programmes.tailoring.models import Tailoring
from programmes.tailoring.policies import may_propose_for

_S = TailoringState
TONES: dict[str, str] = {
    _S.PROPOSED: "not_started", _S.LAY_VIEW: "running", _S.APPROVED: "waiting", _S.ACTIVE: "done", _S.EXPIRING: "concern",
    _S.REOPENED: "reopened", _S.RENEWED: "done", _S.ENDED: "reopened", _S.REFUSED: "refused", _S.WITHDRAWN: "gap",
}


class Word(NamedTuple):
    """What somebody said to it."""

    who: str
    agrees: bool
    text: str
    at: Any


class Shown(NamedTuple):
    """Another way as a page shows it."""

    way: Tailoring
    state: tuple[str, str, str]         # code, words, tone
    proposed_by: str
    words: list[Word]
    closed_by: str                      # "" where the clock did it
    reviewed_by: str

    @property
    def agreed(self) -> list[Word]:
        return [word for word in self.words if word.agrees]


def shown(way: Tailoring, *, names: bool, me: Partner | None) -> Shown:
    """`way` as from `with_people`. Without `names` lay partners appear by their role, but for the reader."""
    views = sorted(way.views.all(), key=lambda view: (view.at, view.pk))
    role_of = {way.proposed_by_id: way.proposed_role} | {view.partner_id: view.role for view in views}

    def call(person: Partner | None) -> str:
        return named(person, names=names or person == me, role=role_of.get(person.pk, "") if person else "")

    return Shown(
        way, (way.state, way.get_state_display(), TONES[way.state]), call(way.proposed_by),
        [Word(call(view.partner), view.value == ViewValue.AGREE, view.text, view.at) for view in views],
        call(way.closed_by), call(way.reviewed_by))


def facts_of(programme: Programme, *, on: date) -> Facts:
    """What the recipes ask about: six small questions."""
    due = programme.stages.filter(state__in=AT_WORK_STATES).aggregate(first=Min("due_on"))["first"]
    last = min((day for day in (programme.ends_on, due) if day), default=None)
    return Facts(
        organisations=programme.memberships.in_force(on).filter(signs=True).count(),
        workstreams=programme.workstreams.running(on).count(),
        has_forum=programme.group_links.filter(group__kind=Group.Kind.FORUM).exists(),
        empty_seats=Vacancy.objects.running().filter(seat__is_lay=True, seat__closed_on__isnull=True,
                                                     seat__group__workstream__programme=programme).count(),
        days_left=(last - on).days if last else None, packages=frozenset(chosen_packages(programme)))


def beside_a_standard(user: Any, answer: Answer, *, names: bool) -> Beside:
    """Ways that were agreed, or wait, for this standard; and the way to propose one."""
    me, stage = partner_of(user), answer.stage
    standing_now = [_S.PROPOSED, _S.LAY_VIEW, _S.APPROVED, _S.ACTIVE, _S.EXPIRING, _S.REFUSED]
    ways = Tailoring.objects.about(answer).filter(state__in=standing_now).with_people().newest_first()
    return Beside("programmes/tailoring/_beside.html", {
        "answer": answer, "programme": stage.programme, "ways": [shown(way, names=names, me=me) for way in ways],
        "may_propose": may_propose_for(user, stage.programme, stage.workstream)})


BESIDE_A_STANDARD.append(beside_a_standard)
