"""The numbers of promises (d4, CC2, NT35) and the words for how they are spoken of."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

REPORT_WEEKS = 4                    # d4: how often the owner says how it stands, unless another interval is agreed
LINK_LASTS_DAYS = 28                # for so long a link to report works after the report was due
REMIND_DAYS = 7                     # NT35: before the day
ASK_AGAIN_DAYS = 7                  # a report that did not come is asked for once more
AMBER_DAYS, RED_DAYS = 10, 20       # CC2, NT35: working days over the day; to the co-chairs, to the senior responsible owner
CONFIRM_DAYS = 28                   # a "met" that no lay partner has confirmed for so long shows in 11.2
EXPLAIN_DAYS = 10                   # 11.3: working days after the day in which a late promise is explained
TAKE_BACK_DAYS = 28                 # for so long after a "met" was confirmed another lay partner may still say no
ON_A_PAGE = 25


class Stands(TextChoices):
    """What the owner says in a report."""

    ON_TRACK = "on_track", _("It is on track")
    AT_RISK = "at_risk", _("It is at risk")
    MET = "met", _("It is done")


class Verdict(TextChoices):
    """What lay partners say of it."""

    MET = "met", _("It is done")
    PARTLY = "partly", _("Partly: something is missing")
    NOT_MET = "not_met", _("No, it is not done")


class Look(TextChoices):
    """How the register is narrowed."""

    OPEN = "open", _("To be kept")
    OVERDUE = "overdue", _("Past their day")
    JUDGE = "judge", _("Said to be done: is it so?")
    DISPUTED = "disputed", _("A lay partner says: not done")
    KEPT = "kept", _("Kept")
    BROKEN = "broken", _("Broken")
    DROPPED = "dropped", _("Not promised, or taken back")
