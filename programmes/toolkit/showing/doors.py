"""Ways from pages of other wings to "offer this for the toolkit". Each asks nothing of the database: who reads is known already."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from programmes.contributions.lifecycles import ImpactState
from programmes.contributions.models import ImpactEntry
from programmes.contributions.showing.impact import ENTRY_DOORS
from programmes.programme.models import Programme
from programmes.stages.lifecycles import AnswerState
from programmes.stages.models import Answer
from programmes.stages.showing import BESIDE_A_STANDARD, Beside
from programmes.toolkit.policies.material import may_offer
from programmes.touchstone.models import Touchstone
from programmes.touchstone.showing.pages import VERSION_DOORS


def door_to_offer(user: Any, programme: Programme, kind: str, ref: str) -> tuple[str, str] | None:
    """The words and the address, for who may offer; None for others. `kind` is a key of toolkit.views.offers.MATERIALS."""
    if not may_offer(user, programme):
        return None
    return _("Offer this for the toolkit"), f"{reverse('programmes:material-offer', args=[programme.slug])}?what={kind}:{ref}"


def from_entry(user: Any, entry: ImpactEntry) -> tuple[str, str] | None:
    return door_to_offer(user, entry.programme, "impact", entry.ref) if entry.state == ImpactState.CHECKED else None


def from_version(user: Any, touchstone: Touchstone) -> tuple[str, str] | None:
    return door_to_offer(user, touchstone.programme, "touchstone", touchstone.ref) if touchstone.is_agreed() else None


def beside_a_standard(user: Any, answer: Answer, *, names: bool) -> Beside:
    """Once a lay partner has confirmed it, where somebody said something: what the records show by themselves is no text for a chapter."""
    programme = answer.stage.programme
    offers = answer.state == AnswerState.MET and bool(answer.claim) and bool(may_offer(user, programme))
    return Beside("programmes/toolkit/_offer.html", {"answer": answer, "programme": programme, "ways": [], "may_propose": offers})


ENTRY_DOORS.append(from_entry)
VERSION_DOORS.append(from_version)
BESIDE_A_STANDARD.append(beside_a_standard)
