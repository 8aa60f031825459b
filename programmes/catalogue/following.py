"""S11 and S12: following promises into delivery, and looking back before the next round."""

from django.utils.translation import gettext_lazy as _

from programmes.catalogue.kinds import CORE, INF, SRC, SRC_PLUS, TAILOR, Signatory, Stage, Standard

S11 = Stage(
    code="S11", number=11, scope="programme", runs=_("until every commitment is closed"), source="MP16, BMC19",
    name=_("Hold to account"),
    purpose=_("Follow promises into delivery."),
    signatories=(Signatory("AG"), Signatory("SRO")),
    may_adapt=_("How often commitments are reported, and how local roll-outs name their lay partners."),
    must_keep=_("A lay confirmation before a commitment counts as met, and the log in each Advisory Group pack."),
    standards=(
        Standard(
            "11.1", _("Commitments reported at agreed intervals"),
            _("Is each open commitment reported by its owner at the agreed interval?"),
            ("ORG",), _("Updates"),
            CORE, SRC_PLUS, "MP16", note=_("The owner of the commitment in the partner organisation answers.")),
        Standard(
            "11.2", _("Lay partner confirmed each “met”"),
            _("Did a lay partner confirm “met”, rather than the owner alone?"),
            ("PAIR", "AG"), _("Lay confirmation"),
            CORE, SRC_PLUS, "MP16"),
        Standard(
            "11.3", _("Late commitments explained"),
            _("Are late or changed commitments explained to the Advisory Group, and is it recorded whether a new date "
              "was agreed?"),
            ("ORG",), _("Explanation, the Advisory Group’s response"),
            CORE, INF, "", note=_("The owner of the commitment answers.")),
        Standard(
            "11.4", _("Log in each Advisory Group pack"),
            _("Is the log of actions and commitments in the pack for each Advisory Group meeting?"),
            ("PM",), _("Contents of the pack"),
            CORE, SRC_PLUS, "ILPG-1", note=_("The source records what happened when it was left out.")),
        Standard(
            "11.5", _("Local roll-outs named lay partners"),
            _("Did local roll-outs, in a borough or a service, name their lay partners before starting?"),
            ("ORG",), _("Record"),
            TAILOR, SRC, "TK-why, NWL-journey", note=_("The lead of the borough or service answers.")),
        Standard(
            "11.6", _("Lay concerns escalated and answered"),
            _("Was anything that lay partners raised escalated, and who answered it?"),
            ("SRO",), _("Log of what was escalated"),
            CORE, SRC_PLUS, "MP16"),
    ),
)

S12 = Stage(
    code="S12", number=12, scope="programme", runs=_("at least once a year, and at the end"),
    source="TK-impact, SCIE-rev, CON24",
    name=_("Review, learn, renew"),
    purpose=_("Test behaviour and impact, refresh the membership, and stop or go round again."),
    signatories=(Signatory("AG"), Signatory("SRO")),
    may_adapt=_("How answers are collected, and how people who leave are thanked."),
    must_keep=_("Lay and professional answers kept apart and compared, and lay sign-off of what happens next."),
    standards=(
        Standard(
            "12.1", _("Behaviour tested against the touchstone"),
            _("Did each group test its behaviour against the touchstone, with lay and professional answers kept apart "
              "and compared?"),
            ("WL", "PAIR", "AG", "ORG"), _("Results of the check"),
            CORE, SRC_PLUS, "TK-touch, TK-impact", note=_("Everyone answers. Keeping the answers apart is ours.")),
        Standard(
            "12.2", _("Feedback collected from all partners"),
            _("Was feedback from lay partners and from other partners collected? When, and how many answered?"),
            ("PM",), _("Returns"),
            CORE, SRC, "TK-impact"),
        Standard(
            "12.3", _("Impact log checked by lay partners"),
            _("Is there an impact log of changes traced to lay input, and did lay partners check it?"),
            ("AG",), _("Impact entries"),
            CORE, SRC_PLUS, "SCIE-rev, HWE"),
        Standard(
            "12.4", _("Membership compared with the profile"),
            _("Was membership compared with the agreed profile, and was a decision taken on recruitment?"),
            ("AG",), _("Table of gaps, decision"),
            CORE, SRC_PLUS, "MP16, ILPG-4"),
        Standard(
            "12.5", _("Chosen type compared with what happened"),
            _("Were the type and rung chosen for each phase compared with what really happened?"),
            ("PM", "AG"), _("Table of what was planned and what happened"),
            CORE, INF, "", note=_("After the choice of type in KBF18.")),
        Standard(
            "12.6", _("All waivers reviewed"),
            _("Were all waivers reviewed?"),
            ("AG",), _("Review of the waivers"),
            CORE, INF, ""),
        Standard(
            "12.7", _("Report published, next cycle decided"),
            _("Was the report published, and was the next cycle (continue, change or stop) decided with lay sign-off?"),
            ("SRO", "AG"), _("Report, sign-off"),
            CORE, SRC_PLUS, "SCIE-rev"),
        Standard(
            "12.8", _("Leavers thanked and asked why"),
            _("Were those who leave thanked and asked why, and were their data handled as promised?"),
            ("PM",), _("Record of the exit"),
            TAILOR, INF, ""),
    ),
)

FOLLOWING = (S11, S12)
