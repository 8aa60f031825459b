"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.PAPERS,
    Kind("minutes_to_check", _("Draft minutes can be read"), _("Those who were there, and those whose yes is needed"), _("At once"),
         must=False, source="NT37"),
    Kind("minutes_to_confirm", _("Minutes were changed after somebody’s yes, or the days for corrections are over"),
         _("Those whose yes is needed and missing"), _("At once, and when the days are over"), must=True, source="NT37", again=".*:late"),
    Kind("minutes_refused", _("One of the lay side says that minutes are not right"),
         _("Who has the minutes in hand: their taker, the lead and the chairs, or else the managers"), _("At once"), must=True),
    Kind("minutes_no_answered", _("A “no” to minutes has an answer"), _("Who said no"), _("At once"), must=True),
    Kind("correction_asked", _("Somebody asks for a correction to minutes"),
         _("Who has the minutes in hand: their taker, the lead and the chairs, or else the managers"), _("At once"), must=True,
         source="NT37"),
    Kind("correction_answered", _("A correction to minutes has an answer"), _("Who asked for it"), _("At once"), must=True, source="NT37"),
    Kind("minutes_confirmed", _("The lay side has confirmed minutes, and they can be published"),
         _("Who has the minutes in hand: their taker, the lead and the chairs, or else the managers"), _("At once"), must=True),
    Kind("minutes_published", _("Minutes are published to the group"), _("The members of the group and those who were there"), _("At once"),
         must=False),
    Kind("draft_minutes_due", _("A meeting has no draft minutes"), _("Who takes the minutes, or else the chairs and the lead"),
         _("8 and 10 working days after the meeting"), must=True, escalates=_("The managers after 11 working days"), source="NT36",
         reminder=True),
    Kind("draft_minutes_late", _("A meeting still has no draft minutes"), _("The managers"), _("11 working days after the meeting"),
         must=True, source="NT36"))

declare(
    Topic.PROMISES,
    Kind("actions_issued", _("Somebody said at a meeting that they would do something"), _("Who said it"),
         _("3 working days after the meeting"), must=True, source="NT34"),
    Kind("action_to_judge", _("An action is said to be done, and a lay member should say whether it is"),
         _("Those who speak for the lay side of the group"), _("At once"), must=True),
    Kind("action_not_so", _("A lay member says that an action is not done"), _("Who does it, or else who has the minutes in hand"),
         _("At once"), must=True))

declare(
    Topic.SUPPORT,
    Kind("call_offered", _("A meeting was hard, and a call is offered to everybody"), _("Lay partners who were there"), _("At once"),
         must=False, source="NT33"),
    Kind("call_wanted", _("A lay partner would like a call"), _("Their named contact, or else the managers"), _("At once"), must=True,
         escalates=_("The lay co-chairs after 2 working days"), source="NT33"),
    Kind("call_late", _("A lay partner asked for a call, and nobody has rung"), _("The lay co-chairs"),
         _("When 2 working days have passed"), must=True, source="NT33"))
