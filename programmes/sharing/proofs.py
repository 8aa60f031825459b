"""Standard 7.6: what the records show about the talk of lead and pair before the first meeting."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from partners.models import Holding
from programmes.pairing.models import Briefing, BriefingView
from programmes.stages.proofs import columns, fact

IN_TIME = Q(workstream__first_meeting_on__isnull=True) | Q(on__lte=F("workstream__first_meeting_on"))


@fact("7.6", stage="S7", place="programmes:workstream",
      words=lambda row, on: _("%(name)s: no talk of the lead with the pair before the first meeting is noted.") % {"name": row.text})
def briefing_missing(stages: QuerySet, on: date) -> QuerySet:
    held = Briefing.objects.filter(IN_TIME, workstream=OuterRef("workstream"))
    return columns(stages.filter(~Exists(held)), "id", "briefing_missing", text=F("workstream__name"), ref=F("workstream__ref"))


@fact("7.6", stage="S7", place="programmes:workstream",
      words=lambda row, on: _("%(name)s: a lay partner of the pair has not said that the talk was so.") % {"name": row.text})
def briefing_not_confirmed(stages: QuerySet, on: date) -> QuerySet:
    """Talks in time to which somebody who sat there on that day has not said yes. Who came later need not speak for it."""
    yes = BriefingView.objects.filter(was_so=True, by=OuterRef("partner"), briefing=OuterRef(OuterRef("pk")))
    sat = Holding.objects.lay().filter(
        Q(until_on__isnull=True) | Q(until_on__gte=OuterRef("on")), state__in=["serving", "ended"], from_on__lte=OuterRef("on"),
        seat__group=OuterRef("workstream__group"))
    silent = sat.filter(~Exists(yes))
    open_ = Briefing.objects.filter(IN_TIME, workstream=OuterRef("workstream")).filter(Exists(silent))
    settled = Briefing.objects.filter(IN_TIME, workstream=OuterRef("workstream")).filter(~Exists(silent))
    return columns(stages.filter(Exists(open_)).filter(~Exists(settled)), "id", "briefing_not_confirmed", text=F("workstream__name"),
                   ref=F("workstream__ref"))
