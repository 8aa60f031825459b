"""What waits for somebody's yes or no, for the page "what needs you"."""

from datetime import date

from django.db.models import Q, QuerySet

from programmes.programme.models.standing import Standing
from programmes.tailoring.lifecycles import Side
from programmes.tailoring.models import Tailoring, TailoringView
from programmes.tailoring.policies import FOUNDING_STAGES


def waiting_for(here: Standing, on: date) -> QuerySet:
    """Proposals that this person may agree to and has not answered: the rule of `may_agree_to_tailoring`, as a query.
    One whose last day has passed waits for nobody."""
    lay = (Q(programme__in=here.programmes(["LCC"])) | Q(workstream__in=here.workstreams("PAIR"))
           | Q(workstream__isnull=True, number__lte=FOUNDING_STAGES, programme__in=here.programmes(["FND"])))
    staff = Q(programme__in=here.programmes(["PM", "SRO"])) | Q(workstream__in=here.workstreams("WL"))
    said = TailoringView.objects.filter(partner=here.partner).values("tailoring")
    return Tailoring.objects.waiting().filter(Q(side=Side.STAFF) & lay | Q(side=Side.LAY) & staff, until_on__gte=on).exclude(
        proposed_by=here.partner).exclude(pk__in=said)
