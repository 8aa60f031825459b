"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.MEETINGS,
    Kind("meeting_invited", _("A meeting is announced"), _("Everybody who is asked to it"),
         _("At once; of a series 35 days before each meeting"), must=True, source="NT14"),
    Kind("meetings_announced", _("A series of meetings is announced"), _("Everybody who is asked to them"), _("At once"), must=True,
         source="NT14"),
    Kind("meeting_changed", _("The time, the place or the way to join a meeting has changed"), _("Everybody who was asked"), _("At once"),
         must=True, source="NT22", urgent=True),
    Kind("meeting_moved_past", _("A meeting was moved to a day on which somebody is no longer a member"), _("That person"), _("At once"),
         must=True, source="NT22", urgent=True),
    Kind("meeting_cancelled", _("A meeting is cancelled"), _("Everybody who was asked"), _("At once"), must=True, source="NT22",
         urgent=True),
    Kind("meeting_unanswered", _("Somebody has not said whether they come"), _("That person"), _("10 and 5 days before the meeting"),
         must=False, source="NT15", reminder=True, lead=True),
    Kind("meeting_soon", _("A meeting is soon"), _("Everybody who was asked and did not say no"), _("3 days before, and on the day before"),
         must=False, source="NT20", lead=True),
    Kind("buddy_at_pre_meet", _("A new lay partner is asked to a pre-meet"), _("Their buddy"), _("On the day before"), must=False,
         source="NT21", lead=True),
    Kind("agenda_items_asked", _("Everybody may say what should be on the agenda"), _("Everybody who was asked to the meeting"),
         _("21 days before the meeting"), must=False, source="NT16", lead=True),
    Kind("quorum_at_risk", _("Fewer lay partners say that they come than the group needs"),
         _("The chairs of the group and the workstream lead"), _("3 days before the meeting"), must=True,
         escalates=_("The managers on the day before"), source="NT23"))
