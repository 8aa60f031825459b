"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.STAGES,
    Kind("standards_due", _("Standards of a stage are unanswered, and its day comes or has passed"),
         _("The managers and the workstream lead"), _("7 days before, on the day, then every week"), must=True,
         escalates=_("From a week after the day the managers alone"), reminder=True, lead=True),
    Kind("claims_waiting", _("Claims wait for a lay partner to confirm them"), _("Lay partners who may confirm them"),
         _("After 5 working days"), must=True, reminder=True),
    Kind("sign_off_asked", _("Every standard of a stage has an answer, and signatures are needed"),
         _("Everybody whose signature is missing"), _("On the day on which it is ready"), must=True),
    Kind("changed_since_signed", _("What somebody signed rests on something that has changed"), _("Everybody who signed"),
         _("Once a day of change"), must=True),
    Kind("standard_disputed", _("A lay partner disputes a claim"), _("Who made the claim, and the managers"), _("At once"), must=True),
    Kind("stage_unresolved", _("Somebody who signs a stage does not agree"),
         _("The senior responsible owner, the managers and the lay co-chairs"), _("At once"), must=True),
    Kind("proceeding", _("The programme goes on without lay agreement"), _("Everybody who signed or refused, and the lay co-chairs"),
         _("At once"), must=True))

declare(
    Topic.GROUPS,
    Kind("seat_empty", _("A lay seat in a workstream is empty"), _("The managers and the lay co-chairs"), _("At once, and after 14 days"),
         must=True, escalates=_("The senior responsible owner and the lay co-chairs after 28 days"), source="S7 7.4"))
