"""Standard 12.6: was everything that is done another way reviewed?"""

from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from programmes.stages.proofs import columns, fact
from programmes.tailoring.lifecycles import TailoringState
from programmes.tailoring.models import Tailoring

TO_REVIEW = (TailoringState.ACTIVE, TailoringState.EXPIRING, TailoringState.REOPENED, TailoringState.ENDED)


@fact("12.6", stage="S12", place="programmes:tailoring",
      words=lambda row, on: _("What was agreed about %(code)s is not reviewed yet.") % {"code": row.text})
def another_way_not_reviewed(stages: QuerySet, on: date) -> QuerySet:
    """What is or was in force in the cycle, and was not reviewed since its S12 was opened. What was renewed goes on as its renewal."""
    unreviewed = Q(reviewed_at__isnull=True) | Q(reviewed_at__lt=F("programme__stages__opened_at"))
    rows = Tailoring.objects.filter(unreviewed, programme__stages__in=stages, cycle=F("programme__stages__cycle"), state__in=TO_REVIEW)
    return columns(rows, "programme__stages__id", "another_way_not_reviewed", text=F("code"), ref=F("ref"))
