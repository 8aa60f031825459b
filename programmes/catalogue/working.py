"""S8 to S10: the work itself in workstreams, the forum's view of a plan that can still change, and the decision."""

from django.utils.translation import gettext_lazy as _

from programmes.catalogue.kinds import CORE, INF, SRC, SRC_PLUS, TAILOR, Signatory, Stage, Standard

S8 = Stage(
    code="S8", number=8, scope="workstream", runs=_("in cycles, for each workstream"), source="TK-touch, TK-codesign",
    name=_("Co-design in workstreams"),
    purpose=_("Work from discussion papers, and log each challenge and each promise."),
    signatories=(
        Signatory("WL"),
        Signatory("PAIR", 2, _("Both lay partners, each for themselves, in each cycle.")),
    ),
    may_adapt=_("How papers are sent and how far ahead, how the meeting is chaired and how absence is covered."),
    must_keep=_("An agenda built with the pair, and a log of challenges, promises and decisions."),
    standards=(
        Standard(
            "8.1", _("Agenda built with the pair"),
            _("Was the agenda built with the pair? Which items came from lay members?"),
            ("WL", "PAIR"), _("Agenda that says whose item each is"),
            CORE, SRC, "TK-touch"),
        Standard(
            "8.2", _("Discussion papers sent in time"),
            _("Were discussion papers issued before the meeting? How many days ahead, and in which of the formats "
              "that people asked for?"),
            ("WL",), _("Log of what was issued"),
            TAILOR, SRC, "TK-touch", note=_("Five working days ahead unless the group agrees otherwise; the number is "
                                            "ours.")),
        Standard(
            "8.3", _("Both present, or cover recorded"),
            _("Were both lay partners present, or were their absence and who covered recorded?"),
            ("WL",), _("Attendance"),
            TAILOR, SRC_PLUS, "MP16"),
        Standard(
            "8.4", _("Who chaired is recorded"),
            _("Is it recorded who chaired, and whether a lay partner chaired or co-chaired?"),
            ("WL",), _("Minute"),
            TAILOR, SRC, "TK-touch"),
        Standard(
            "8.5", _("Challenges logged and answered on time"),
            _("Is every challenge logged with who raised it and to whom, and was it answered by the date it was due?"),
            ("PAIR",), _("Log of challenges"),
            CORE, SRC_PLUS, "MP16", note=_("The due date is ours.")),
        Standard(
            "8.6", _("Promises logged as commitments"),
            _("Is every promise logged as a commitment with an owner and a date?"),
            ("WL", "PAIR"), _("Log of commitments"),
            CORE, SRC_PLUS, "MP16"),
        Standard(
            "8.7", _("Decisions recorded with options and dissent"),
            _("Are decisions recorded with the options that were considered and any lay dissent?"),
            ("WL",), _("Log of decisions"),
            CORE, SRC_PLUS, "REAL, BUCKS"),
        Standard(
            "8.8", _("Pair confirmed the minutes"),
            _("Did the pair confirm the minutes?"),
            ("PAIR",), _("Confirmation"),
            CORE, INF, ""),
        Standard(
            "8.9", _("Pair reported to the Advisory Group"),
            _("Did the pair report to the Advisory Group since its last meeting?"),
            ("PAIR",), _("Report, one for each seat"),
            TAILOR, SRC_PLUS, "NWL-journey, ILPG-2"),
    ),
)

S9 = Stage(
    code="S9", number=9, scope="plan", runs=_("at least once for each plan"), source="MP16, C4CC",
    name=_("Forum round on an emerging plan"),
    purpose=_("Hear a wider and more diverse view, and answer every point."),
    signatories=(
        Signatory("WL"),
        Signatory("PAIR", 2, _("Both lay partners, each for themselves.")),
        Signatory("LCC"),
    ),
    may_adapt=_("The format, the length, and the number of rounds as long as each plan has one."),
    must_keep=_("A plan that can still change, and an answer to each point. The Forum gives feedback; it does not "
                "vote."),
    standards=(
        Standard(
            "9.1", _("Forum asked while plan could change"),
            _("Was the plan put to the Forum while it could still change? What was open, and how long before the date "
              "of the decision?"),
            ("WL", "PAIR"), _("Record of the round, with the open points"),
            CORE, SRC_PLUS, "MP16"),
        Standard(
            "9.2", _("Plain summary approved by lay partner"),
            _("Was there a plain summary, and did a lay partner approve it?"),
            ("PAIR",), _("Summary and approval"),
            CORE, SRC_PLUS, "SCIE-rec", note=_("The approval is ours.")),
        Standard(
            "9.3", _("Invitations compared with the profile"),
            _("Which groups were invited, compared with the agreed profile, and what was done about the gaps?"),
            ("PM",), _("Invitations set against the profile"),
            CORE, SRC_PLUS, "TK-support, ILPG-4"),
        Standard(
            "9.4", _("Other ways to answer offered"),
            _("Were ways to answer other than attending offered? Which?"),
            ("PM",), _("List of the ways offered"),
            TAILOR, SRC_PLUS, "ILPG-4"),
        Standard(
            "9.5", _("Each feedback item decided"),
            _("Does each feedback item have a decision (adopt, adapt, not adopt or park), a reason, a date and the "
              "name of whoever decided?"),
            ("WL",), _("Table of responses"),
            CORE, SRC_PLUS, "HWE"),
        Standard(
            "9.6", _("Pair saw the answers first"),
            _("Did the pair see the answers before they went out?"),
            ("PAIR",), _("Confirmation"),
            CORE, INF, ""),
        Standard(
            "9.7", _("“We said, we did” sent"),
            _("Did everyone who gave feedback receive the “we said, we did” note, and when?"),
            ("PM",), _("Log of what was sent"),
            CORE, SRC_PLUS, "HWE"),
    ),
)

S10 = Stage(
    code="S10", number=10, scope="plan", runs=_("once for each plan"), source="MP16",
    name=_("Decide and publish"),
    purpose=_("Take the decision in the open, with the lay position on record."),
    signatories=(
        Signatory("SRO"),
        Signatory("ORG", note=_("The organisation that takes the decision.")),
        Signatory("AG"),
    ),
    may_adapt=_("Which meeting decides, and how the decision is published."),
    must_keep=_("The lay position recorded before the decision, and a published reason where the two differ."),
    standards=(
        Standard(
            "10.1", _("Decided with lay partners present"),
            _("Who decided, in which meeting, and were lay partners present there?"),
            ("SRO",), _("Minute"),
            CORE, SRC_PLUS, "MP16, NWL-forum"),
        Standard(
            "10.2", _("Advisory Group’s position recorded before"),
            _("Is the Advisory Group’s position recorded before the decision?"),
            ("AG",), _("Record of the sign-off"),
            CORE, INF, ""),
        Standard(
            "10.3", _("Late changes shown to the pair"),
            _("Are changes made after lay partners last saw the plan listed, and were they shown to the pair before "
              "publication?"),
            ("WL",), _("List of changes"),
            CORE, INF, ""),
        Standard(
            "10.4", _("Reason published where positions differ"),
            _("If the decision differs from the lay position, is the reason published?"),
            ("SRO",), _("Reason"),
            CORE, INF, ""),
        Standard(
            "10.5", _("Published, naming contributors as they wish"),
            _("Is the document published with the names of contributors as they wish, in the accessible forms?"),
            ("PM",), _("Link, date"),
            TAILOR, SRC_PLUS, "RIP"),
        Standard(
            "10.6", _("Commitments listed with owners and dates"),
            _("Does the plan list its commitments with their owners and dates?"),
            ("WL",), _("Commitments that were made from it"),
            CORE, SRC_PLUS, "BMC19"),
    ),
)

WORKING = (S8, S9, S10)
