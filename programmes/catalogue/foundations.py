"""S1 to S3: who is there before anything is fixed, what shape the work takes, and what makes taking part possible."""

from django.utils.translation import gettext_lazy as _

from programmes.catalogue.kinds import CORE, INF, SRC, SRC_PLUS, TAILOR, WAIVE, Signatory, Stage, Standard

S1 = Stage(
    code="S1", number=1, scope="programme", runs=_("once"), source="TK-why, TK-impact, CON24",
    name=_("Start with service-user leaders"),
    purpose=_("Name the focus and what is open, together, before anything is fixed."),
    signatories=(
        Signatory("SRO"),
        Signatory("FND", 2, _("At least two of the founding service-user leaders.")),
    ),
    may_adapt=_("How many leaders there are, and how they meet."),
    must_keep=_("Their presence before decisions are made."),
    standards=(
        Standard(
            "1.1", _("Leaders in the planning from the start"),
            _("Were service-user leaders from patient, user, carer and local voluntary groups in the planning talks "
              "before any structure or plan was fixed? Which groups, and since when?"),
            ("SRO", "PM"), _("Dated invitation, attendance, first version of the paper"),
            CORE, SRC, "TK-impact, TK-why"),
        Standard(
            "1.2", _("Focus statement written and commented on"),
            _("Is a focus statement written that names the problem, the people concerned, the area and the end date, "
              "and did the leaders comment on a draft of it?"),
            ("PM", "FND"), _("First and second versions of the statement, with comments"),
            CORE, SRC_PLUS, "CON24, TK-impact"),
        Standard(
            "1.3", _("Open and closed questions listed"),
            _("Is there a list of what is open, what is closed and for what reason, and who decides?"),
            ("SRO",), _("List of open and closed questions"),
            CORE, SRC_PLUS, "NCUM, WY"),
        Standard(
            "1.4", _("Earlier work with people listed"),
            _("Was earlier work with the same people listed in an accessible form, and does the list say how this "
              "programme fits with it?"),
            ("PM",), _("A sheet of “what you told us before”"),
            TAILOR, SRC, "TK-impact"),
        Standard(
            "1.5", _("Senior champion agreed in writing"),
            _("Has a named senior leader agreed in writing to champion co-production?"),
            ("SRO",), _("Signed statement"),
            CORE, SRC, "HWE"),
        Standard(
            "1.6", _("People chose their own terms"),
            _("Were the terms used for people and groups chosen by those people and groups?"),
            ("FND",), _("Note of the choice, such as “lay partner”"),
            WAIVE, SRC, "TK-why"),
    ),
)

S2 = Stage(
    code="S2", number=2, scope="programme", runs=_("once, and looked at again later"), source="KBF18, C4CC",
    name=_("Choose type and design the structure"),
    purpose=_("Pick the type of co-production for each phase, and design the groups together."),
    signatories=(Signatory("SRO"), Signatory("FND")),
    may_adapt=_("How many workstreams there are, whether the forum is your own or a borrowed one, and how groups "
                "are chaired."),
    must_keep=_("A place for lay people wherever decisions are made."),
    standards=(
        Standard(
            "2.1", _("Questions on type answered together"),
            _("Were the questions that help to choose a type of co-production answered, by whom, and was the "
              "recommended type shown with its reasons?"),
            ("PM", "FND"), _("Saved answers, text of the recommendation"),
            CORE, SRC_PLUS, "KBF18"),
        Standard(
            "2.2", _("Choice of another type explained"),
            _("If another type was chosen than the one recommended, is the reason recorded and were the leaders "
              "asked?"),
            ("PM",), _("Record of the different choice and its reason"),
            CORE, INF, ""),
        Standard(
            "2.3", _("Way of working recorded per phase"),
            _("For each phase (priorities, design, delivery, assessment, decision), are the way of working together "
              "and its rung on the ladder of co-production recorded and published?"),
            ("PM",), _("Table of phases and rungs"),
            CORE, SRC_PLUS, "LOEF, NORF, WT"),
        Standard(
            "2.4", _("Groups drawn up with leaders"),
            _("Were the groups (advisory, workstreams, forum), their remit and whom they report to drawn up with the "
              "leaders?"),
            ("PM", "FND"), _("Structure chart, terms of reference"),
            CORE, SRC, "TK-why"),
        Standard(
            "2.5", _("Lay place at every level"),
            _("Does each level that the programme uses (the whole system, an organisation, a borough or a service) "
              "have a named place for lay partners?"),
            ("PM",), _("Map of the levels and their places"),
            TAILOR, SRC, "MP16, TK-why"),
        Standard(
            "2.6", _("Duty to consult recorded"),
            _("Is it recorded whether a statutory duty to consult applies, and that co-production does not replace "
              "it?"),
            ("SRO",), _("Legal note"),
            CORE, INF, ""),
    ),
)

S3 = Stage(
    code="S3", number=3, scope="programme", runs=_("once, then kept up throughout"), source="C4CC, SCIE-str",
    name=_("Resource and support"),
    purpose=_("Make taking part possible, paid for and supported."),
    signatories=(
        Signatory("PM"),
        Signatory("FND", later_role="AG", note=_("At each yearly renewal the Advisory Group signs instead.")),
    ),
    may_adapt=_("Amounts, methods of payment, kinds of support and the choice about a facilitator."),
    must_keep=_("A budget, a policy that people see before they say yes, and the question about access needs."),
    standards=(
        Standard(
            "3.1", _("Budget line approved"),
            _("Is there a budget line for co-production, who approved it and when?"),
            ("SRO",), _("Extract of the budget"),
            CORE, SRC, "SCIE-rec"),
        Standard(
            "3.2", _("Expenses and payment policy given early"),
            _("Is there a policy on both expenses and payment, was it given to people before they said yes, and does "
              "it say that they may decline payment?"),
            ("PM",), _("Version of the policy, date it was shared"),
            CORE, SRC, "HWE, NHSE-LEP"),
        Standard(
            "3.3", _("Access needs asked and acted on"),
            _("Was each person asked about access needs (format, language, travel, time, care cover), and was the "
              "answer acted on?"),
            ("PM",), _("Record of access needs, what was done"),
            CORE, SRC_PLUS, "SCIE-rec"),
        Standard(
            "3.4", _("Named support person"),
            _("Is a named support person assigned, with the times when they can be reached?"),
            ("PM",), _("Name and hours"),
            TAILOR, SRC_PLUS, "MP16"),
        Standard(
            "3.5", _("Development planned for both sides"),
            _("Is development planned for lay partners and for professionals, and who attended?"),
            ("PM",), _("List of sessions, attendance"),
            CORE, SRC, "HWE, TK-touch, ELP17",
            note=_("Both sides are meant: sessions for lay partners alone do not meet it.")),
        Standard(
            "3.6", _("Independent facilitator considered"),
            _("Was the use of an independent facilitator considered, and is the choice recorded?"),
            ("PM", "FND"), _("Note"),
            WAIVE, SRC, "SCIE-rec"),
        Standard(
            "3.7", _("Hours stated and tracked"),
            _("Is the time expected in each role stated (hours a month, reading included), and is the actual time "
              "tracked against it?"),
            ("PM",), _("Role profile, log of time"),
            TAILOR, SRC, "TK-support",
            note=_("The source asks for the hours to be stated; tracking them is ours.")),
    ),
)

FOUNDATIONS = (S1, S2, S3)
