"""What waits about stages, seats and people to tell."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from coprod.post.lifecycles import State as MessageState
from coprod.post.models import Message
from partners.groups.lifecycles import HoldingState
from partners.models import Holding, Vacancy
from programmes.catalogue import CURRENT, edition
from programmes.choosing.models import Choice, Sheet, Side
from programmes.people.policies.by_hand import that_may_be_told
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Membership, Programme
from programmes.programme.models.standing import Standing
from programmes.programme.roles import LAY_ROLES
from programmes.stages.lifecycles import AnswerState, SignatureValue, StageState
from programmes.stages.models import Answer, Proceeding, Signature, Stage
from programmes.touchstone.models import Touchstone

NOTHING: list[int] = []


def _stages_signed_by(roles: frozenset[str]) -> list[str]:
    return [stage.code for stage in edition(CURRENT).stages
            if roles & {code for s in stage.signatories for code in (s.role, s.later_role)}]


def _stages_where(here: Standing, roles: frozenset[str], path: str = "") -> Q:
    """Stages in which the person holds one of `roles` and the role signs: by programme, or by workstream for its own."""
    found = Q(pk__in=NOTHING)
    for role in sorted(roles & here.everywhere()):
        speaks_for = frozenset({role, "AG"}) if role == "LCC" else frozenset({role})
        codes = _stages_signed_by(speaks_for)
        if role in ("WL", "PAIR"):
            found |= Q(**{f"{path}code__in": codes, f"{path}workstream__in": here.workstreams(role)})
            found |= Q(**{f"{path}code__in": codes, f"{path}workstream__isnull": True, f"{path}programme__in": here.programmes([role])})
        else:
            found |= Q(**{f"{path}code__in": codes, f"{path}programme__in": here.programmes([role])})
    return found


def seats_for_me(here: Standing, on: date) -> QuerySet:
    return Holding.objects.filter(partner=here.partner, state__in=[HoldingState.PROPOSED, HoldingState.AGREED])


def seats_to_agree(here: Standing, on: date) -> QuerySet:
    return Holding.objects.filter(seat__group__workstream__in=here.workstreams("WL"),
                                  state__in=[HoldingState.PROPOSED, HoldingState.ACCEPTED])


def claims_to_confirm(here: Standing, on: date) -> QuerySet:
    """Claims of others in stages whose lay roles the person holds; the lay co-chair may confirm everywhere."""
    mine = _stages_where(here, LAY_ROLES - {"FORUM"}, "stage__") | Q(stage__programme__in=here.programmes(["LCC"]))
    return Answer.objects.claimed().filter(mine, stage__state__in=[StageState.OPEN, StageState.REOPENED]).exclude(
        claimed_by=here.partner).exclude(shown=False)


def stages_to_sign(here: Standing, on: date) -> QuerySet:
    """Stages that want the person's word: not those that go on without agreement, though they may still be signed."""
    said = Signature.objects.current().filter(stage=OuterRef("pk"), round=OuterRef("round"), partner=here.partner).exclude(
        value=SignatureValue.UNABLE)
    roles = frozenset({"SRO", "PM", "WL", "ORG"}) | LAY_ROLES - {"FORUM", "AG"}     # its co-chair signs for the Advisory Group
    return Stage.objects.filter(_stages_where(here, roles), state__in=[StageState.READY, StageState.UNRESOLVED]).filter(
        ~Exists(said), ~Exists(_proceeding())).exclude(programme__state=ProgrammeState.CLOSED)


def _proceeding() -> QuerySet:
    return Proceeding.objects.filter(stage=OuterRef("pk"), round=OuterRef("round"))


def disputes_to_answer(here: Standing, on: date) -> QuerySet:
    """Disputed standards of one's programmes, workstreams, or own claims."""
    disputed = Answer.objects.filter(state=AnswerState.DISPUTED).order_by()
    led = Q(stage__programme__in=here.programmes(["PM"])) | Q(stage__workstream__in=here.workstreams("WL"))
    return Answer.objects.filter(pk__in=disputed.filter(led).values("pk").union(disputed.filter(claimed_by=here.partner).values("pk")))


def standards_to_answer(here: Standing, on: date) -> QuerySet:
    """Unanswered standards, and claims of the records that the records deny now, where the person runs or leads."""
    return Answer.objects.filter(
        Q(stage__programme__in=here.programmes(["PM"])) | Q(stage__workstream__in=here.workstreams("WL")),
        Q(state=AnswerState.UNANSWERED, asked=True) | Q(shown=False, state__in=[AnswerState.CLAIMED, AnswerState.MET]),
        stage__state__in=[StageState.OPEN, StageState.REOPENED])


def stages_overdue(here: Standing, on: date) -> QuerySet:
    return Stage.objects.filter(
        Q(programme__in=here.programmes(["PM", "SRO"])) | Q(workstream__in=here.workstreams("WL")),
        state__in=[StageState.OPEN, StageState.REOPENED, StageState.READY], due_on__lt=on)


def stages_unresolved(here: Standing, on: date) -> QuerySet:
    """Refused by a lay partner, with no decision yet to go on without them."""
    return Stage.objects.filter(programme__in=here.programmes(["SRO", "PM", "LCC"]), state=StageState.UNRESOLVED).filter(
        ~Exists(_proceeding()))


def seats_empty(here: Standing, on: date) -> QuerySet:
    return Vacancy.objects.running().filter(
        seat__is_lay=True, seat__closed_on__isnull=True, from_on__lte=on,
        seat__group__workstream__programme__in=here.programmes(["PM", "LCC", "SRO"]))


def stages_changed(here: Standing, on: date) -> QuerySet:
    """Signed stages that changed since, for who runs the programme and who signed."""
    changed = Stage.objects.filter(changed_at__isnull=False).order_by()
    signed = Signature.objects.current().filter(partner=here.partner, stage__changed_at__isnull=False).order_by()
    mine = changed.filter(programme__in=here.programmes(["PM"])).values("pk").union(signed.values("stage"))
    return changed.filter(pk__in=mine).exclude(programme__state=ProgrammeState.CLOSED)


def touchstones_to_sign(here: Standing, on: date) -> QuerySet:
    """A version is agreed, and the organisation has signed none, or one before it."""
    agreed = Touchstone.objects.agreed().filter(programme=OuterRef("programme"))
    newer = agreed.filter(version__gt=OuterRef("touchstone_signature__version"))
    unsigned = Q(touchstone_signature__isnull=True) | Q(touchstone_signature__version__isnull=True) | Q(Exists(newer))
    return Membership.objects.in_force(on).filter(unsigned, Exists(agreed), organisation__in=here.organisations(), signs=True,
                                                  programme__in=here.programmes(["ORG"]))


def types_to_answer(here: Standing, on: date) -> QuerySet:
    """Stages 2 at work whose type the person is asked about: until one is chosen, a leader by the thirteen questions, each for
    themself, and a manager if no manager has answered them; then a leader by what they think of another type than was
    recommended (2.2)."""
    its = {"programme": OuterRef("programme"), "cycle": OuterRef("programme__cycle")}
    given, choices = Sheet.objects.given().filter(**its), Choice.objects.current().filter(**its)
    leads, manages = (Q(programme__in=here.programmes([role])) for role in ("FND", "PM"))
    unanswered = leads & ~Exists(given.filter(partner=here.partner)) | manages & ~Exists(given.filter(side=Side.MANAGER))
    unsaid = choices.filter(is_other=True).exclude(views__partner=here.partner)
    return Stage.objects.at_work().filter(
        unanswered & ~Exists(choices) | leads & Exists(unsaid), code="S2").exclude(programme__state=ProgrammeState.CLOSED)


def people_to_tell(here: Standing, on: date) -> QuerySet:
    """Messages for people without e-mail, to be told by phone or letter; only those that the reader may tell."""
    books = Programme.objects.filter(pk__in=here.programmes(["PM"])).values("ref")
    return that_may_be_told(Message.objects.filter(state=MessageState.BY_HAND, book__in=books), here.partner, on=on)
