"""The ladder of who answers what lay partners raise (practice.md A7: lead, manager, senior responsible owner, parent body)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Rung(TextChoices):
    LEAD = "lead", _("The lead of the workstream")
    MANAGER = "manager", _("The programme manager")
    OWNER = "owner", _("The senior responsible owner")
    BODY = "body", _("The chair of the board")


LADDER = (Rung.LEAD, Rung.MANAGER, Rung.OWNER, Rung.BODY)
RUNG_WORKING_DAYS = 5       # CC3: each rung answers in five working days
