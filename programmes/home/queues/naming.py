"""What the things in queues are called, and what is fetched with them."""


from typing import Any

from django.utils.translation import gettext as _

from coprod.kit.saying import day
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.models import Handover, Holding, Need, Vacancy
from partners.support.lifecycles import UNMET
from programmes.access.models import Provision
from programmes.appointments.models import Appointment, Buddying, CheckIn, InductionItem
from programmes.challenges.models import Challenge
from programmes.commitments.models import Commitment, NewDay
from programmes.contributions.models import Contribution, ImpactCheck, ImpactCredit, ImpactEntry
from programmes.decisions.models import DecisionOpenness, DecisionRecord, DecisionSeen
from programmes.forum.models import ForumJoin, ForumTie
from programmes.meetings.models import Meeting, MeetingInvitation
from programmes.meetings.showing.words import when
from programmes.minutes.models import CallBack, Correction, MinuteLine, Minutes, MinutesView
from programmes.moving.models import EditionMove
from programmes.nominations.models import Nomination
from programmes.pairing.models import Briefing, Swap
from programmes.papers.models import Paper, PaperComment
from programmes.plans.models import PlainSummary, Plan, PlanContributor, SummaryWord
from programmes.profiles.models import RoleProfile
from programmes.programme.models import Membership
from programmes.renewal.models import GapCheck, Strategy
from programmes.rounds.models import ForumRound, RoundSeen
from programmes.selection.models import Panel
from programmes.stages.models import Answer, Stage
from programmes.tailoring.models import Tailoring
from programmes.toolkit.models import (
    AdopterNote,
    AdopterWord,
    Chapter,
    ChapterAuthor,
    ChapterComment,
    ChapterWord,
    MaterialConsent,
)
from programmes.touchstone.models import (
    Adoption,
    Breach,
    BreachProcedure,
    Touchstone,
    TouchstoneBallot,
    TouchstoneReopening,
    TouchstoneWord,
)

ON_A_PAGE = 25


RELATED: dict[Any, tuple[str, ...]] = {
    Stage: ("programme", "workstream"), Answer: ("stage__programme", "stage__workstream"), Tailoring: ("programme", "stage"),
    EditionMove: ("programme",), Strategy: ("programme",), GapCheck: ("programme",), RoleProfile: ("programme", "group"),
    Panel: ("call__programme",), Nomination: ("call__programme", "candidate", "profile"),
    Appointment: ("programme", "profile", "partner", "nomination__candidate"),
    InductionItem: ("appointment__programme", "appointment__partner"),
    Buddying: ("appointment__programme", "appointment__partner", "buddy"), CheckIn: ("buddying__appointment__programme",),
    Swap: ("mine__partner", "mine__seat__group", "theirs__seat__group"), Briefing: ("workstream__programme",),
    Handover: ("holding__seat__group",), Need: ("partner",), Message: (), Holding: ("seat__group", "partner"), Vacancy: ("seat__group",),
    Membership: ("organisation", "programme"), MeetingInvitation: ("meeting__group",), Meeting: ("group",),
    Paper: ("meeting__group",), PaperComment: ("paper__meeting__group",),
    Minutes: ("meeting__group",), MinutesView: ("minutes__meeting__group", "by"), MinuteLine: ("minutes__meeting__group",),
    CallBack: ("partner",), Correction: ("minutes__meeting__group",),
    Touchstone: ("programme",), Adoption: ("group",), TouchstoneWord: ("touchstone__programme", "adoption__group"),
    TouchstoneBallot: ("check_of__adoption__group",), Breach: (), BreachProcedure: ("programme",), TouchstoneReopening: ("group",),
    Provision: ("meeting__group",), Challenge: ("programme", "group"), Contribution: ("programme",), ImpactEntry: ("programme",),
    ImpactCheck: ("entry__programme",),
    ImpactCredit: ("entry__programme",), Commitment: ("programme",), NewDay: ("commitment__programme",),
    DecisionRecord: ("programme",), DecisionSeen: ("decision__programme",),
    ForumJoin: ("programme", "candidate"), ForumTie: ("programme", "partner"), ForumRound: ("plan__programme",),
    RoundSeen: ("round__plan__programme",),
    DecisionOpenness: ("programme",), Plan: ("programme",), PlainSummary: ("plan__programme",), SummaryWord: ("summary__plan__programme",),
    PlanContributor: ("plan__programme",),
    Chapter: ("book__programme",), ChapterAuthor: ("chapter__book__programme",), ChapterWord: ("chapter__book__programme",),
    ChapterComment: ("chapter__book__programme",), MaterialConsent: ("material__programme",),
    AdopterNote: ("adopter__book__programme",), AdopterWord: ("note__adopter__book__programme",),
}


def label_of(thing: Any) -> tuple[str, str]:
    """The words of a link and what stands under it."""
    match thing:
        case Stage():
            return thing.title(), thing.programme.name
        case Answer():
            return f"{thing.code} {thing.standard.short}", f"{thing.stage.programme.name}, {thing.stage.title()}"
        case Message():
            words = registry.words[thing.kind](thing)
            reach = registry.reached([thing.to], thing.due_at).get(thing.to)
            return str(words.subject) if words else _("No longer needed"), reach.called if reach else ""
        case Holding():
            return thing.seat.group.name, thing.partner.name
        case EditionMove():
            return thing.title(), thing.programme.name
        case GapCheck():
            return _("Gaps in the Forum"), thing.programme.name
        case Strategy():
            return thing.title(), thing.programme.name
        case Tailoring():
            return f"{thing.code} {thing.standard.short}", thing.programme.name
        case RoleProfile():
            return thing.title, f"{thing.programme.name}, {thing.group.name}"
        case Appointment():
            return thing.profile.title, f"{thing.programme.name}, {thing.person}"
        case InductionItem():
            return str(thing.item.words), f"{thing.appointment.programme.name}, {thing.appointment.person}"
        case Buddying():
            who = {"one": thing.appointment.person, "other": thing.buddy.name}
            return _("%(one)s and %(other)s") % who, thing.appointment.programme.name
        case Need():        # to somebody else it names the person, and never what they need: whoever opens their page leaves their name
            return (thing.partner.name, "") if thing.state in UNMET else (thing.words, "")
        case CheckIn():
            return _("After %(n)d weeks") % {"n": thing.week}, thing.buddying.appointment.programme.name
        case Panel():
            return thing.call.title(), thing.call.programme.name
        case Nomination():
            return thing.candidate.name, f"{thing.profile.title}, {thing.call.programme.name}"
        case Minutes():
            return thing.meeting.name, day(thing.meeting.begins)
        case MinutesView() | MinuteLine() | Correction():      # never its words: some may be struck out
            return thing.minutes.meeting.name, day(thing.minutes.meeting.begins)
        case CallBack():
            return (thing.partner.name, "") if thing.state == "wanted" else (_("A call"), "")
        case MeetingInvitation():
            return thing.meeting.name, when(thing.meeting)
        case Paper():
            return thing.title, f"{thing.meeting.name}, {when(thing.meeting)}"
        case PaperComment():
            return thing.paper.title, thing.paper.meeting.name
        case Meeting():
            return thing.name, when(thing)
        case Provision():
            return thing.words, f"{thing.meeting.name}, {when(thing.meeting)}"
        case Swap():
            return _("%(one)s and %(other)s") % {"one": thing.mine.seat.group.name, "other": thing.theirs.seat.group.name}, ""
        case Briefing():
            return thing.workstream.name, thing.workstream.programme.name
        case Handover():
            return thing.holding.seat.group.name, ""
        case Vacancy():
            return thing.seat.group.name, _("Seat %(name)s") % {"name": thing.seat.name}
        case Membership():
            return thing.organisation.name, thing.programme.name
        case Touchstone():
            return thing.title(), thing.programme.name
        case TouchstoneBallot():
            return thing.check_of.group.name, ""
        case Adoption() | TouchstoneReopening():
            return thing.group.name, ""
        case TouchstoneWord():
            return (thing.touchstone.title(), thing.touchstone.programme.name) if thing.touchstone else (thing.about.group.name, "")   # type: ignore[union-attr]
        case Plan():
            return thing.name, thing.programme.name
        case PlainSummary() | PlanContributor():
            return thing.plan.name, thing.plan.programme.name
        case SummaryWord():
            return thing.summary.plan.name, thing.summary.plan.programme.name
        case ForumJoin():
            return thing.candidate.name, thing.programme.name
        case ForumTie():
            return thing.partner.shown, thing.programme.name
        case ForumRound():
            return thing.plan.name, thing.plan.programme.name
        case RoundSeen():
            return thing.round.plan.name, thing.round.plan.programme.name
        case BreachProcedure():
            return _("The way to raise a breach"), thing.programme.name
        case Commitment():
            return thing.short, f"{thing.programme.name}, {thing.get_state_display()}"
        case NewDay():
            return thing.commitment.short, thing.commitment.programme.name
        case DecisionRecord():
            return thing.title, thing.programme.name
        case DecisionOpenness():
            return _("Log of decisions"), thing.programme.name
        case DecisionSeen():
            return thing.decision.title, thing.decision.programme.name
        case Challenge():       # never its words: a list is read over shoulders
            return thing.title, thing.programme.name if thing.is_restricted or thing.group is None else thing.group.name
        case Contribution() | ImpactEntry():
            return thing.title, thing.programme.name
        case ImpactCheck() | ImpactCredit():
            return thing.entry.title, thing.programme.name
        case Chapter():
            return thing.title, thing.programme.name
        case ChapterAuthor() | ChapterWord() | ChapterComment():
            return thing.chapter.title, thing.programme.name
        case MaterialConsent():
            return thing.material.title, thing.programme.name
        case AdopterNote():
            return thing.adopter.name, thing.programme.name
        case AdopterWord():
            return thing.note.adopter.name, thing.programme.name
        case Breach():      # nothing of it stands in a list
            return _("Told quietly"), ""
    raise TypeError(f"No words for {type(thing).__name__} in a queue.")
