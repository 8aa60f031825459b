"""What needs somebody today, as queues. Home counts them (see showing); each count leads to exactly its list.

A queue is a query over things that wait for this person, each with the day since which it waits. Whether a queue
concerns the person at all follows from their roles.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from coprod.post.lifecycles import State as MessageState
from coprod.post.models import Message
from partners.groups.lifecycles import HoldingState
from partners.models import Holding, Vacancy
from programmes.access.queues import support_to_book, support_to_say
from programmes.appointments.queues import (
    buddies_to_answer,
    declarations_missing,
    exits_to_hold,
    forum_joins,
    offers_to_make,
    offers_unanswered,
    people_to_settle,
    steps_to_confirm,
    steps_to_do,
    talks_to_note,
    terms_to_answer,
)
from programmes.catalogue import CURRENT, edition
from programmes.choosing.models import Choice, Sheet, Side
from programmes.meetings.queues import agendas_to_agree, meetings_to_answer
from programmes.minutes.queues import (
    actions_to_do,
    actions_to_judge,
    calls_to_answer,
    calls_to_make,
    corrections_to_answer,
    minutes_noes,
    minutes_to_confirm,
)
from programmes.moving.queues import moves_for
from programmes.papers.queues import comments_to_answer, papers_to_issue
from programmes.people.policies.by_hand import that_may_be_told
from programmes.people.queues import support_to_arrange
from programmes.portal.queues import support_to_confirm
from programmes.profiles.queues import noes_to_answer, profiles_to_say
from programmes.programme.lifecycles import ProgrammeState
from programmes.programme.models import Membership, Programme
from programmes.programme.models.standing import Standing
from programmes.programme.roles import LAY_ROLES
from programmes.renewal.queues import checks_refused, checks_to_judge, strategies_to_say, strategy_noes
from programmes.reporting.queues import reports_to_write
from programmes.selection.queues import nominees_to_decide, nominees_to_mark, panels_to_declare, panels_to_settle
from programmes.sharing.queues import briefings_to_judge, handovers_to_read, swaps_to_say
from programmes.stages.lifecycles import AnswerState, SignatureValue, StageState
from programmes.stages.models import Answer, Proceeding, Signature, Stage
from programmes.tailoring.queues import waiting_for
from programmes.touchstone.models import Touchstone
from programmes.touchstone.queues import (
    adoptions_to_say,
    breaches_to_answer,
    breaches_to_settle,
    checks_to_answer,
    reopenings_to_note,
    touchstones_to_say,
    ways_to_agree,
)
from programmes.touchstone.queues import (
    noes_to_answer as touchstone_noes,
)

NOTHING: list[int] = []


@dataclass(frozen=True)
class Queue:
    """`rows(standing, on)` selects what waits; `since` names the column that says since when; `route` shows one of them
    and `ref` is the column that its address needs."""

    name: str
    one: Any
    many: Any
    hint: Any
    rows: Callable[[Standing, date], QuerySet]
    since: str
    route: str
    ref: str
    concerns: Callable[[Standing], bool]

    def title(self, count: int = 2) -> str:
        """What `count` of them are called."""
        return str(self.one if count == 1 else self.many)


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


def _has(*roles: str) -> Callable[[Standing], bool]:
    return lambda here: bool(here.everywhere() & set(roles))


LAY = tuple(LAY_ROLES - {"FORUM"})
QUEUES: tuple[Queue, ...] = (
    Queue("seats-for-me", _("seat to say yes or no to"), _("seats to say yes or no to"), _("You are asked to take a seat."),
          seats_for_me, "proposed_at", "programmes:seat-answer", "ref", lambda here: True),
    Queue("claims", _("claim to confirm or dispute"), _("claims to confirm or dispute"),
          _("Staff or the records say that a standard is met. Is it so?"),
          claims_to_confirm, "claimed_at", "programmes:standard", "ref", _has(*LAY)),
    Queue("sign", _("stage to sign"), _("stages to sign"), _("Every standard has an answer. Your word is needed."),
          stages_to_sign, "ready_at", "programmes:stage", "ref", _has("SRO", "PM", "WL", "ORG", *LAY)),
    Queue("meetings", _("meeting to say whether you come"), _("meetings to say whether you come"),
          _("You are asked to it. “I am not sure” is an answer too."),
          meetings_to_answer, "invited_at", "programmes:meeting-answer", "meeting__ref", lambda here: True),
    Queue("meeting-support", _("support for a meeting: is it right?"), _("support for meetings: is it right?"),
          _("We booked this for you, or it cannot be had."),
          support_to_say, "arranged_at", "programmes:provision-say", "ref", lambda here: True),
    Queue("meeting-needs", _("meeting with support to book"), _("meetings with support to book"),
          _("Somebody needs it to take part. It is not booked, or not needed any more."),
          support_to_book, "announced_at", "programmes:meeting-support", "ref", _has("PM", "WL", "FAC")),
    Queue("agendas", _("agenda to agree to"), _("agendas to agree to"), _("The other side has said yes to it. It counts with your yes."),
          agendas_to_agree, "announced_at", "programmes:agenda", "ref", _has("PAIR", "WL")),
    Queue("papers", _("paper to finish and release"), _("papers to finish and release"),
          _("The meeting is near, and people need time to read."),
          papers_to_issue, "written_at", "programmes:paper", "ref", lambda here: True),
    Queue("paper-comments", _("comment on your paper to answer"), _("comments on your papers to answer"),
          _("Somebody said something about what you wrote."),
          comments_to_answer, "at", "programmes:comment-answer", "ref", lambda here: True),
    Queue("reports", _("report to the Advisory Group to write"), _("reports to the Advisory Group to write"),
          _("It meets soon. A few words about your workstream are enough."),
          reports_to_write, "from_on", "programmes:seat-report", "seat__ref", _has("PAIR")),
    Queue("other-ways", _("other way of doing things to agree to or refuse"), _("other ways of doing things to agree to or refuse"),
          _("Somebody proposes to do a standard another way, or to leave it out for a time."),
          waiting_for, "proposed_at", "programmes:tailoring", "ref", _has("PM", "SRO", "WL", "FND", "LCC", "PAIR")),
    Queue("editions", _("proposal to move to another edition"), _("proposals to move to another edition"),
          _("The other side proposes to work under a newer edition of the standards."),
          moves_for, "proposed_at", "programmes:edition", "programme__slug", _has("PM", "LCC")),
    Queue("profiles", _("role profile to agree to or comment on"), _("role profiles to agree to or comment on"),
          _("A role is published only when lay leaders agree."),
          profiles_to_say, "asked_at", "programmes:profile", "ref", _has("FND", "LCC")),
    Queue("profile-noes", _("role profile with a “no” to answer"), _("role profiles with a “no” to answer"),
          _("A lay leader does not agree, and says why. Answer, or change the text."),
          noes_to_answer, "asked_at", "programmes:profile", "ref", _has("PM")),
    Queue("terms", _("new term to say yes or no to"), _("new terms to say yes or no to"), _("You are offered a new term in a role."),
          terms_to_answer, "offered_at", "programmes:offer-answer", "ref", lambda here: True),
    Queue("steps-to-confirm", _("first step to say whether it happened"), _("first steps to say whether they happened"),
          _("A step of your induction counts when you say so."),
          steps_to_confirm, "due_on", "programmes:induction", "appointment__ref", lambda here: True),
    Queue("declarations", _("role that waits for your interests or signature"), _("roles that wait for your interests or signature"),
          _("Until both are done, confidential papers stay closed."),
          declarations_missing, "began_at", "programmes:induction", "ref", lambda here: True),
    Queue("buddies", _("buddy to say yes or no to"), _("buddies to say yes or no to"), _("It begins when both say yes."),
          buddies_to_answer, "proposed_at", "programmes:buddy", "ref", lambda here: True),
    Queue("buddy-talks", _("talk with your buddy to have"), _("talks with your buddy to have"), _("After two, six and twelve weeks."),
          talks_to_note, "due_on", "programmes:buddy", "buddying__ref", lambda here: True),
    Queue("support-to-confirm", _("support that was arranged for you: does it work?"), _("things arranged for you: do they work?"),
          _("We arranged this for you. Does it work?"), support_to_confirm, "arranged_at", "programmes:me-need", "ref", lambda here: True),
    Queue("exchanges", _("exchange of seats to say yes or no to"), _("exchanges of seats to say yes or no to"),
          _("Two lay partners would like to change places."),
          swaps_to_say, "asked_at", "programmes:swap", "ref", lambda here: True),
    Queue("briefings", _("talk with your lead: was it so?"), _("talks with your lead: were they so?"),
          _("Your lead noted a talk with you. Was it so?"), briefings_to_judge, "noted_at", "programmes:me-briefing", "ref", _has("PAIR")),
    Queue("hand-overs", _("note from who sat in your seat before"), _("notes from who sat in your seats before"),
          _("A note from who sat in this seat before you."), handovers_to_read, "written_at", "programmes:handover", "ref", _has(*LAY)),
    Queue("support", _("thing to arrange for a lay partner"), _("things to arrange for lay partners"),
          _("They said what they need to take part. It is not arranged, or does not work."),
          support_to_arrange, "asked_at", "programmes:person", "partner__ref", _has("PM", "WL", "FAC")),
    Queue("offers-to-make", _("person who was selected, to offer the role to"), _("people who were selected, to offer the role to"),
          _("They know that they are selected. They wait for the terms."),
          offers_to_make, "settled_at", "programmes:offer-new", "ref", _has("PM")),
    Queue("offers", _("offer without an answer"), _("offers without an answer"), _("Ring the person, and note what they say."),
          offers_unanswered, "offered_at", "programmes:appointment", "ref", _has("PM")),
    Queue("people-to-settle", _("person who may be known here already"), _("people who may be known here already"),
          _("They said yes to a role. Nothing begins until you say who they are."),
          people_to_settle, "answered_at", "programmes:appointment-settle", "ref", _has("PM")),
    Queue("steps-to-do", _("step of an induction to do"), _("steps of inductions to do"), _("For a new lay partner, in their first weeks."),
          steps_to_do, "due_on", "programmes:induction", "appointment__ref", _has("PM", "WL", "LCC")),
    Queue("exits", _("person to thank, and to ask why they leave"), _("people to thank, and to ask why they leave"),
          _("Within ten working days of their last day."),
          exits_to_hold, "left_on", "programmes:appointment", "ref", _has("PM")),
    Queue("forum-joins", _("person who said yes to the Forum"), _("people who said yes to the Forum"), _("Let them join."),
          forum_joins, "decision__answered_at", "programmes:forum-join", "ref", _has("PM")),
    Queue("panels", _("selection panel to declare your interests to"), _("selection panels to declare your interests to"),
          _("You see whom it chooses among after that."),
          panels_to_declare, "named_at", "programmes:panel-declare", "ref", _has("PANEL", "GROUP")),
    Queue("marks", _("person to give marks for"), _("people to give marks for"),
          _("They were put forward for a role, and you are on the panel."),
          nominees_to_mark, "call__panel__begun_at", "programmes:nominee-marks", "ref", _has("PANEL", "GROUP")),
    Queue("decisions", _("person to decide about"), _("people to decide about"),
          _("The marks are open. The panel decides together, and one of you writes it down."),
          nominees_to_decide, "call__panel__opened_at", "programmes:nominee", "ref", _has("PANEL", "GROUP")),
    Queue("outcomes", _("panel with outcomes to release"), _("panels with outcomes to release"),
          _("All is decided. People wait for their answer."),
          panels_to_settle, "opened_at", "programmes:panel", "ref", _has("PM", "PANEL", "GROUP")),
    Queue("strategies", _("recruitment strategy to agree to"), _("recruitment strategies to agree to"),
          _("It counts only when lay partners agree."),
          strategies_to_say, "asked_at", "programmes:strategy", "ref", _has("AG", "LCC")),
    Queue("strategy-noes", _("recruitment strategy with a “no” to answer"), _("recruitment strategies with a “no” to answer"),
          _("A lay partner does not agree, and says why. Answer, or change it."),
          strategy_noes, "asked_at", "programmes:strategy", "ref", _has("PM")),
    Queue("gaps", _("answer to gaps in the Forum to confirm"), _("answers to gaps in the Forum to confirm"),
          _("Who does what, by when, so that nobody is missing. Is it right?"),
          checks_to_judge, "asked_at", "programmes:gap-check", "ref", _has("AG", "LCC")),
    Queue("gap-noes", _("answer to gaps in the Forum that was refused"), _("answers to gaps in the Forum that were refused"),
          _("A lay partner says no, and why. Answer, and change it."),
          checks_refused, "asked_at", "programmes:gap-check", "ref", _has("PM")),
    Queue("type", _("programme whose type you are asked about"), _("programmes whose type you are asked about"),
          _("Answer thirteen questions, or say what you think of the type."),
          types_to_answer, "opened_at", "programmes:type", "programme__slug", _has("PM", "FND")),
    Queue("unresolved", _("unresolved stage"), _("unresolved stages"), _("Somebody does not agree. Talk with them first."),
          stages_unresolved, "ready_at", "programmes:stage", "ref", _has("SRO", "PM", "LCC")),
    Queue("disputes", _("dispute to answer"), _("disputes to answer"), _("A lay partner said no, and why."),
          disputes_to_answer, "claimed_at", "programmes:standard", "ref", _has("PM", "WL", "SRO", "FAC")),
    Queue("overdue", _("stage past its day"), _("stages past their day"), _("They were due and are not signed."),
          stages_overdue, "due_on", "programmes:stage", "ref", _has("PM", "SRO", "WL")),
    Queue("standards", _("standard to answer"), _("standards to answer"), _("In stages that are open."),
          standards_to_answer, "stage__opened_at", "programmes:standard", "ref", _has("PM", "WL")),
    Queue("empty-seats", _("lay seat empty"), _("lay seats empty"), _("The limit is 28 days."),
          seats_empty, "from_on", "programmes:workstream", "seat__group__workstream__ref", _has("PM", "LCC", "SRO")),
    Queue("seats-to-agree", _("lay partner to agree to"), _("lay partners to agree to"), _("Proposed for your workstream."),
          seats_to_agree, "proposed_at", "programmes:holding-agree", "ref", _has("WL")),
    Queue("changed", _("stage changed since it was signed"), _("stages changed since they were signed"),
          _("An answer, or what it rests on, is different now."),
          stages_changed, "changed_at", "programmes:stage", "ref", _has("PM", "SRO", "WL", "ORG", *LAY)),
    Queue("touchstone", _("touchstone to sign for your organisation"), _("touchstones to sign for your organisation"),
          _("How all partners agreed to work together."),
          touchstones_to_sign, "from_on", "programmes:touchstone-sign", "ref", _has("ORG")),
    Queue("by-hand", _("person to tell by phone or letter"), _("people to tell by phone or letter"),
          _("They have no e-mail. Tell them, then note it."),
          people_to_tell, "due_at", "programmes:message-told", "pk", _has("PM")),
    Queue("minutes", _("draft of minutes to say yes or no to"), _("drafts of minutes to say yes or no to"),
          _("You were there. Are the minutes right?"), minutes_to_confirm, "released_at", "programmes:minutes", "meeting__ref", _has(*LAY)),
    Queue("minutes-noes", _("“no” to minutes to answer"), _("“noes” to minutes to answer"),
          _("A lay partner says what is wrong with a draft."), minutes_noes, "at", "programmes:no-answer", "ref", lambda here: True),
    Queue("corrections", _("correction to minutes to answer"), _("corrections to minutes to answer"),
          _("Somebody who was there asks for it."), corrections_to_answer, "at", "programmes:correction-answer", "ref", lambda here: True),
    Queue("actions", _("thing that you said you would do"), _("things that you said you would do"), _("Agreed at a meeting."),
          actions_to_do, "issued_at", "programmes:group-actions", "minutes__meeting__group__ref", lambda here: True),
    Queue("actions-to-judge", _("action that is said to be done: is it so?"), _("actions that are said to be done: are they?"),
          _("It counts when a lay member says so."), actions_to_judge, "changed_at", "programmes:action-judge", "ref", _has(*LAY)),
    Queue("calls-to-answer", _("offer of a call"), _("offers of a call"), _("Would you like one? You need not say why."),
          calls_to_answer, "offered_at", "programmes:call-back", "ref", lambda here: True),
    Queue("calls-to-make", _("lay partner to ring"), _("lay partners to ring"), _("They would like a call, within two working days."),
          calls_to_make, "answered_at", "programmes:call-back-note", "ref", lambda here: True),
    Queue("touchstones", _("touchstone to agree to"), _("touchstones to agree to"),
          _("How all partners work together. The Advisory Group agrees it."),
          touchstones_to_say, "asked_at", "programmes:touchstone-say", "ref", _has("AG", "LCC")),
    Queue("adoptions", _("group’s way of working to say yes or no to"), _("groups’ ways of working to say yes or no to"),
          _("What the group agreed is written down. Is it so?"),
          adoptions_to_say, "asked_at", "programmes:adoption-say", "group__ref", lambda here: True),
    Queue("touchstone-noes", _("“no” to how people work together to answer"), _("“noes” to how people work together to answer"),
          _("Somebody does not agree, and says why. Answer, or change the text."),
          touchstone_noes, "at", "programmes:touchstone-word-answer", "ref", _has("PM", "WL")),
    Queue("touchstone-checks", _("one-minute question to answer"), _("one-minute questions to answer"),
          _("Do we keep to what we agreed? Nobody can find out what you said."),
          checks_to_answer, "check_of__opened_at", "programmes:touchstone-check-answer", "check_of__ref", lambda here: True),
    Queue("breaches", _("thing that was told to you quietly, to answer"), _("things that were told to you quietly, to answer"),
          _("Only you and who told you read it."),
          breaches_to_answer, "raised_at", "programmes:breach-answer", "ref", lambda here: True),
    Queue("breach-answers", _("answer to what you told quietly: is it settled?"), _("answers to what you told quietly: is it settled?"),
          _("You may say no. Then somebody else answers."),
          breaches_to_settle, "raised_at", "programmes:breach-say", "ref", lambda here: True),
    Queue("breach-ways", _("way to raise a breach to agree to"), _("ways to raise a breach to agree to"),
          _("Whom to tell, how it is answered, and by when."),
          ways_to_agree, "written_at", "programmes:touchstone", "programme__slug", _has("LCC")),
    Queue("come-back", _("group that was asked to come back to its touchstone"),
          _("groups that were asked to come back to their touchstone"),
          _("When the group has talked about it, note what came of it."),
          reopenings_to_note, "asked_at", "programmes:reopening-look", "ref", _has(*LAY)),
)
BY_NAME = {queue.name: queue for queue in QUEUES}
