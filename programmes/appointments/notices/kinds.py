"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.JOINING,
    Kind("role_offered", _("Somebody is offered a role, and has not answered"), _("Who is offered it"),
         _("At once, and after 3 and 7 days"), must=True, escalates=_("The managers after 10 days"), discreet=True, again="day .*"),
    Kind("offer_unanswered", _("An offer has had no answer for ten days"), _("The managers"), _("After 10 days"), must=True, discreet=True),
    Kind("person_to_settle", _("Somebody who accepts a role may be known here already"), _("The managers"), _("At once"), must=True),
    Kind("welcome", _("A lay partner begins; later, some steps of their welcome are left"), _("The lay partner"),
         _("On the first day, and on days 7 and 21 while steps are left"), must=True,
         escalates=_("The managers on day 21, if nothing is confirmed"), source="NT08", again="day [1-9].*"),
    Kind("nothing_confirmed", _("A new lay partner has confirmed no step of their induction"), _("The managers"), _("On day 21"), must=True,
         source="NT08"),
    Kind("induction_due", _("A step of an induction is late"),
         _("Who has to do it: the lay partner, a manager, the lead or a lay co-chair"), _("1 and 7 days after its day"), must=True,
         escalates=_("The managers after 10 days"), source="NT09", reminder=True),
    Kind("induction_to_confirm", _("A step of an induction was noted as done, and the person has not said whether it happened"),
         _("The lay partner"), _("1 and 7 days after its day"), must=True, escalates=_("The managers after 10 days"), source="NT09",
         reminder=True),
    Kind("induction_late", _("A step of an induction is ten days late"), _("The managers"), _("10 days after its day"), must=True,
         source="NT09"),
    Kind("declarations_missing", _("Interests are not declared, or the confidentiality statement is not signed"), _("The lay partner"),
         _("3 and 10 days after they began"), must=True, escalates=_("The managers on day 14"), source="NT10", reminder=True),
    Kind("declarations_late", _("Interests or the confidentiality statement are still missing"), _("The managers"),
         _("14 days after the lay partner began"), must=True, source="NT10"),
    Kind("interests_due", _("A year will have passed since somebody said what their interests are"), _("The lay partner"),
         _("30 and 7 days before"), must=True, source="NT43", reminder=True, lead=True),
    Kind("forum_joined", _("Somebody who was put forward for the Forum said yes and has a seat"), _("That person"), _("At once"), must=True,
         source="NT08", discreet=True))

declare(
    Topic.GROUPS,
    Kind("term_ending", _("The term of a lay partner ends soon"), _("The lay partner, the managers and the lay co-chairs"),
         _("90, 60 and 30 days before the last day"), must=True, source="NT45", reminder=True, lead=True),
    Kind("thanks", _("A lay partner leaves, and the programme thanks them"), _("Who leaves"), _("At once"), must=False, source="NT50"))

declare(
    Topic.SUPPORT,
    Kind("buddy_asked", _("A buddy is proposed for a new lay partner"), _("Both of them"), _("At once"), must=True, source="NT49"),
    Kind("buddies_look", _("Two buddies should look together how it goes"), _("Both of them"),
         _("2, 6 and 12 weeks after they became buddies"), must=False, escalates=_("The managers, if nothing is written twice in a row"),
         source="NT49", reminder=True),
    Kind("buddies_silent", _("Two buddies have not written about two talks in a row"), _("The managers"),
         _("A week after the second talk was due"), must=False, source="NT49"))
