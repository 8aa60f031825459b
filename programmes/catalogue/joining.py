"""S4 to S7: asking openly, choosing by the profile, agreeing how to work, two lay partners in each workstream."""

from django.utils.translation import gettext_lazy as _

from programmes.catalogue.kinds import (
    CORE,
    EVERY,
    INF,
    SRC,
    SRC_PLUS,
    TAILOR,
    WAIVE,
    Signatory,
    Stage,
    Standard,
)

S4 = Stage(
    code="S4", number=4, scope="programme", runs=_("once for each round of recruitment"), source="MP16, TK-support",
    name=_("Role profiles and call for nominations"),
    purpose=_("Say openly what is asked of people, and whom we ask."),
    signatories=(
        Signatory("PM"),
        Signatory("FND", later_role="LCC",
                  note=_("In later rounds the lay co-chair of the Advisory Group signs instead.")),
    ),
    may_adapt=_("The form of the profiles and of the call, and its length."),
    must_keep=_("A profile for each position, and a call that reaches beyond the organisations themselves."),
    standards=(
        Standard(
            "4.1", _("Profile for each position"),
            _("Is there a role profile for each position (task, expertise or interest wanted, hours, period, support, "
              "how to leave)? Who wrote it with whom?"),
            ("PM", "FND"), _("Published profiles"),
            CORE, SRC, "TK-support, MP16"),
        Standard(
            "4.2", _("Agreed qualities used in profiles"),
            _("Does the profile use the agreed qualities (strategic experience, commitment to the vision, challenge "
              "and listening, links with the community, time)? If other qualities, who agreed them?"),
            ("FND",), _("Text of the profile"),
            TAILOR, SRC_PLUS, "MP16",
            note=_("The source gives these qualities as lessons learnt.")),
        Standard(
            "4.3", _("Call sent to all three sectors"),
            _("Was the call sent to health, social care and voluntary organisations? Which ones, when, and with what "
              "deadline?"),
            ("PM",), _("Distribution list, date sent"),
            CORE, SRC, "MP16, TK-support"),
        Standard(
            "4.4", _("Way to put oneself forward"),
            _("Was there also a way to put oneself forward without a nominating body?"),
            ("PM",), _("Open form"),
            WAIVE, SRC_PLUS, "HWE"),
        Standard(
            "4.5", _("Call issued in accessible forms"),
            _("Was the call issued in the accessible forms that were listed in stage 3?"),
            ("PM",), _("Copies"),
            TAILOR, SRC_PLUS, "SCIE-rec"),
        Standard(
            "4.6", _("Each nomination logged"),
            _("Is each nomination logged with its source, its date, the consent of the person and the outcome?"),
            ("PM",), _("Register of nominations"),
            CORE, INF, ""),
    ),
)

S5 = Stage(
    code="S5", number=5, scope="programme", runs=_("once for each round of recruitment"), source="MP16, C4CC",
    name=_("Select, appoint, induct"),
    purpose=_("Choose by the role profile, welcome people, and form the Advisory Group."),
    signatories=(
        Signatory("SRO"),
        Signatory("PANEL", note=_("The lay member of the selection panel. The Advisory Group confirms at its first "
                                  "meeting.")),
    ),
    may_adapt=_("How people are met and assessed, and how the induction is given."),
    must_keep=_("A lay vote on the panel, and an answer with a reason for everyone who was nominated."),
    standards=(
        Standard(
            "5.1", _("Lay member with an equal vote"),
            _("Did at least one lay person sit on the selection panel with the same vote?"),
            ("SRO",), _("List of the panel"),
            CORE, INF, "", note=_("In keeping with the second of the seven steps of HWE.")),
        Standard(
            "5.2", _("Assessed against the profile only"),
            _("Was each nominee assessed against the role profile only, with a note, and told the outcome with a "
              "reason?"),
            ("PANEL",), _("Notes, letters"),
            CORE, SRC_PLUS, "HWE"),
        Standard(
            "5.3", _("Other roles offered to unsuccessful nominees"),
            _("Were nominees who were not selected offered the Forum or another role?"),
            ("PM",), _("Log of offers"),
            WAIVE, INF, "", note=_("Concluded from the two tiers, advisory group and forum, in MP16.")),
        Standard(
            "5.4", _("Terms confirmed by the person"),
            _("Were the terms of appointment (start, end and renewal, hours, support, confidentiality, how to step "
              "back) confirmed by the person?"),
            ("PM",), _("Signed terms"),
            CORE, SRC_PLUS, "HTA, NHSE-LEP"),
        Standard(
            "5.5", _("Induction given and confirmed"),
            _("Did each new member get an induction, and did they confirm that it happened?"),
            ("PM",), _("Induction checklist, date"),
            CORE, SRC_PLUS, "HWE"),
        Standard(
            "5.6", _("Advisory Group chose its lay co-chair"),
            _("Did the Advisory Group choose its lay chair or co-chair itself? How, and when?"),
            ("AG",), _("Minute"),
            TAILOR, SRC_PLUS, "TK-touch, TK-3.1"),
    ),
)

S6 = Stage(
    code="S6", number=6, scope="programme", runs=_("once for each group"), source="MP16, TK-touch",
    name=_("Agree the principles of working together"),
    purpose=_("Agree one touchstone that all partners hold each other to."),
    signatories=(
        Signatory("ORG", EVERY, _("Every partner organisation.")),
        Signatory("AG"),
        Signatory("WL", EVERY, _("The lead of every workstream, for its group.")),
        Signatory("PAIR", EVERY, _("Both lay partners of every workstream, each for themselves.")),
    ),
    may_adapt=_("The content of the touchstone: its wording is yours and is never scored."),
    must_keep=_("A written touchstone, agreed by each organisation, and a way to raise a breach."),
    standards=(
        Standard(
            "6.1", _("Written touchstone, drafted by lay partners"),
            _("Is there a written touchstone? Who drafted it, were lay partners in the lead, and which template was "
              "adapted?"),
            ("AG",), _("Versions of the touchstone"),
            CORE, SRC, "TK-touch, MP16"),
        Standard(
            "6.2", _("Every organisation has agreed to it"),
            _("Has every partner organisation agreed to the touchstone? Who signed, and when?"),
            ("ORG",), _("Signatures"),
            CORE, SRC_PLUS, "TK-touch"),
        Standard(
            "6.3", _("Discussed at each first meeting"),
            _("Did each new group discuss the touchstone at its first meeting, and record mutual responsibilities "
              "and expectations?"),
            ("WL", "PAIR"), _("Minute"),
            CORE, SRC, "TK-touch"),
        Standard(
            "6.4", _("Way to raise a breach written"),
            _("Is the way to raise a breach written down: whom to tell, how it is answered, and by when?"),
            ("AG",), _("Procedure"),
            CORE, SRC_PLUS, "NCUM, MP16"),
        Standard(
            "6.5", _("Touchstone reopened when needed"),
            _("Is the touchstone reopened when a group says that it has lost its way, and is that recorded?"),
            ("SRO", "PM", "WL", "AG", "PAIR", "ORG"), _("Record of a touchstone check"),
            TAILOR, SRC, "TK-touch", note=_("Anyone may answer it.")),
        Standard(
            "6.6", _("Rule for settling disagreement recorded"),
            _("Is the group’s rule for settling disagreement recorded, such as a vote?"),
            ("WL", "PAIR", "AG"), _("Minute"),
            TAILOR, SRC, "TK-touch", note=_("Each group answers it for itself.")),
    ),
)

S7 = Stage(
    code="S7", number=7, scope="workstream", runs=_("once for each workstream"), source="MP16",
    name=_("Allocate pairs"),
    purpose=_("Two lay partners in each workstream from the first day."),
    signatories=(
        Signatory("WL"),
        Signatory("PAIR", 2, _("Both lay partners, each for themselves.")),
        Signatory("LCC"),
    ),
    may_adapt=_("More than two lay partners, who allocates them, and the briefing."),
    must_keep=_("Two lay partners, named and confirmed before the first meeting."),
    standards=(
        Standard(
            "7.1", _("Two lay partners before first meeting"),
            _("Does the workstream have two lay partners, named before its first meeting?"),
            ("LCC", "WL"), _("Record of the allocation"),
            CORE, SRC, "MP16, TK-touch",
            note=_("Two is the minimum; more is a tailoring. That they are named before the first meeting is the "
                   "sources’ idea, made checkable here.")),
        Standard(
            "7.2", _("Allocated by the Advisory Group"),
            _("Was each allocation made by the Advisory Group from among its members, against the role profile?"),
            ("AG",), _("Minute"),
            TAILOR, SRC_PLUS, "MP16"),
        Standard(
            "7.3", _("Pair and lead confirmed"),
            _("Did both lay partners and the workstream lead confirm?"),
            ("PAIR", "WL"), _("Three confirmations"),
            CORE, INF, ""),
        Standard(
            "7.4", _("Empty seats recorded and covered"),
            _("If a seat fell empty, was that recorded, with how long it lasted and who covers?"),
            ("LCC",), _("Record of the vacancy"),
            CORE, INF, "", note=_("A vacancy may last 28 days; after that it goes to the lay co-chair and the senior "
                                  "responsible owner.")),
        Standard(
            "7.5", _("Seats and hours per person agreed"),
            _("Is the number of seats per person shown with the hours they take, and did the person agree?"),
            ("PM",), _("View of seats and hours"),
            TAILOR, SRC_PLUS, "ILPG-2, TK-support"),
        Standard(
            "7.6", _("Briefing before the first meeting"),
            _("Was a briefing between the lead and the pair held before the first meeting?"),
            ("WL",), _("Note"),
            WAIVE, SRC, "MSK"),
    ),
)

JOINING = (S4, S5, S6, S7)
