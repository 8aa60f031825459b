"""The nouns of this building, gathered for Django; each is at home in its wing."""

from programmes.access.models import Provision
from programmes.appointments.models import Appointment, Buddying, CheckIn, InductionItem
from programmes.calls.models import Call, CallCopy, CallRequest
from programmes.challenges.models import (
    Challenge,
    ChallengeAnswer,
    ChallengeHandler,
    ChallengeReading,
    ChallengeStep,
    ChallengeWord,
)
from programmes.choosing.models import Choice, LeadersView, Phase, Sheet
from programmes.commitments.models import Commitment, CommitmentBreach, CommitmentReport, CommitmentWord, NewDay
from programmes.contributions.models import (
    Contribution,
    ContributionAnswer,
    ImpactCheck,
    ImpactCredit,
    ImpactEntry,
    ImpactReport,
    ImpactVersion,
)
from programmes.decisions.models import (
    DecisionChange,
    DecisionDissent,
    DecisionOpenness,
    DecisionPosition,
    DecisionReason,
    DecisionRecord,
    DecisionSeen,
)
from programmes.editions.models import AddedStandard, ChangedWording, LocalEdition
from programmes.forum.models import ForumDoor, ForumJoin, ForumTie
from programmes.meetings.models import (
    AgendaItem,
    AgendaYes,
    Attendance,
    FreeDays,
    Meeting,
    MeetingCalendar,
    MeetingChange,
    MeetingInvitation,
)
from programmes.messages.models import Announcement, ExpectedMessage, MessageWording
from programmes.minutes.models import (
    ActionWord,
    CallBack,
    Correction,
    HardMeeting,
    MinuteLine,
    MinuteLineVersion,
    Minutes,
    MinutesView,
    StruckOut,
)
from programmes.moving.models import EditionMove
from programmes.nominations.models import Nomination, NominationBatch
from programmes.offline.models import CallTry, LetterBatch, Printed
from programmes.pairing.models import AllocatedSeat, Allocation, Briefing, BriefingView, Swap, TimeSpent, Wish
from programmes.papers.models import (
    Paper,
    PaperComment,
    PaperCopy,
    PaperParagraph,
    PaperRelease,
    PaperRule,
    PaperVersion,
)
from programmes.plans.models import (
    OpenPoint,
    PlainSummary,
    Plan,
    PlanContributor,
    PlanCopy,
    PlanFind,
    PlanParagraph,
    PlanVersion,
    SummaryWord,
)
from programmes.profiles.models import ProfileView, RoleProfile
from programmes.programme.models import (
    FocusComment,
    FocusStatement,
    Membership,
    Programme,
    ProgrammeGroup,
    ScopePoint,
    TeamRole,
    TouchstoneSignature,
    Workstream,
)
from programmes.renewal.models import CalendarFeed, GapCheck, GapLine, GapNo, Strategy, StrategyView, Target
from programmes.reporting.models import SeatReport
from programmes.rounds.models import ForumAnswer, ForumRound, ReplyWord, Response, RoundInvited, RoundSeen, Theme
from programmes.selection.models import Conflict, Decision, Declared, Mark, Panel, ScoreSheet
from programmes.stages.models import Answer, Dispute, Evidence, Proceeding, Reopening, Signature, Stage
from programmes.tailoring.models import Tailoring, TailoringView
from programmes.toolkit.models import (
    Adopter,
    AdopterNote,
    AdopterWord,
    Chapter,
    ChapterAuthor,
    ChapterComment,
    ChapterVersion,
    ChapterWord,
    Material,
    MaterialConsent,
    Toolkit,
)
from programmes.touchstone.models import (
    Adoption,
    Breach,
    BreachAnswer,
    BreachProcedure,
    CheckItem,
    CheckLine,
    GroupItem,
    Touchstone,
    TouchstoneBallot,
    TouchstoneCheck,
    TouchstoneItem,
    TouchstoneReopening,
    TouchstoneWord,
)

__all__ = [
    "ActionWord", "AddedStandard",
    "Adopter", "AdopterNote", "AdopterWord",
    "Adoption", "AgendaItem", "AgendaYes", "AllocatedSeat", "Allocation", "Announcement", "Answer",
    "Appointment",
    "Attendance", "Breach", "BreachAnswer", "BreachProcedure", "Briefing", "BriefingView", "Buddying", "CalendarFeed", "Call",
    "CallBack", "CallCopy", "CallRequest", "CallTry", "Challenge", "ChallengeAnswer", "ChallengeHandler", "ChallengeReading",
    "ChallengeStep",
    "ChallengeWord", "ChangedWording", "Chapter", "ChapterAuthor", "ChapterComment", "ChapterVersion", "ChapterWord", "CheckIn",
    "CheckItem", "CheckLine", "Choice", "Commitment", "CommitmentBreach", "CommitmentReport", "CommitmentWord", "Conflict",
    "Contribution", "ContributionAnswer", "Correction", "Decision", "DecisionChange", "DecisionDissent", "DecisionOpenness",
    "DecisionPosition", "DecisionReason", "DecisionRecord", "DecisionSeen", "Declared", "Dispute", "EditionMove", "Evidence",
    "ExpectedMessage",
    "FocusComment", "FocusStatement", "ForumAnswer", "ForumDoor", "ForumJoin", "ForumRound", "ForumTie", "FreeDays", "GapCheck",
    "GapLine", "GapNo", "GroupItem", "HardMeeting", "ImpactCheck", "ImpactCredit", "ImpactEntry", "ImpactReport", "ImpactVersion",
    "InductionItem", "LeadersView", "LetterBatch", "LocalEdition", "Mark", "Material", "MaterialConsent", "Meeting", "MeetingCalendar",
    "MeetingChange", "MeetingInvitation", "Membership", "MessageWording", "MinuteLine", "MinuteLineVersion", "Minutes",
    "MinutesView", "NewDay",
    "Nomination", "NominationBatch", "OpenPoint", "Panel", "Paper", "PaperComment", "PaperCopy", "PaperParagraph", "PaperRelease",
    "PaperRule", "PaperVersion", "Phase", "PlainSummary", "Plan", "PlanContributor", "PlanCopy", "PlanFind", "PlanParagraph",
    "PlanVersion", "Printed", "Proceeding", "ProfileView", "Programme", "ProgrammeGroup", "Provision", "Reopening", "ReplyWord", "Response",
    "RoleProfile", "RoundInvited", "RoundSeen", "ScopePoint", "ScoreSheet", "SeatReport", "Sheet", "Signature", "Stage", "Strategy",
    "StrategyView", "StruckOut", "SummaryWord", "Swap", "Tailoring", "TailoringView", "Target", "TeamRole", "Theme", "TimeSpent",
    "Toolkit", "Touchstone", "TouchstoneBallot", "TouchstoneCheck", "TouchstoneItem", "TouchstoneReopening", "TouchstoneSignature",
    "TouchstoneWord", "Wish", "Workstream",
]
