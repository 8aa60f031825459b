"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.VOICE,
    Kind("contribution_given", _("A lay partner has told us something"),
         _("Who answers it: the lead, or else a manager or the senior responsible owner"), _("At once"), must=True,
         escalates=_("The managers on the sixth working day, if nobody says it arrived"), source="NT38"),
    Kind("contribution_acknowledged", _("Somebody looks at what a lay partner told us"), _("Who told it"), _("At once"), must=True,
         source="NT38"),
    Kind("contribution_unacknowledged", _("Nobody has said that what a lay partner told us arrived"), _("Who answers it"),
         _("On the fifth working day"), must=True, escalates=_("The managers on the sixth working day"), source="NT38"),
    Kind("contribution_answer_due", _("A lay partner waits for an answer"), _("Who answers it"), _("After 10, 15 and 20 working days"),
         must=True, escalates=_("The managers, the lay co-chairs and the senior responsible owner after 20, 25 and 30"), source="NT39",
         reminder=True),
    Kind("contribution_answer_late", _("An answer to a lay partner is late"), _("The managers"), _("After 20 working days"), must=True,
         escalates=_("The lay co-chairs after 25 working days, the senior responsible owner after 30"), source="NT39"),
    Kind("contribution_answered", _("There is an answer to what a lay partner told us"), _("Who told it"), _("At once"), must=True,
         source="NT39"),
    Kind("contribution_yes_noted", _("It was written down for somebody that an answer is good enough"), _("Who told us"), _("At once"),
         must=True),
    Kind("contribution_refused", _("A lay partner is not satisfied with an answer"), _("The lay co-chairs, who reply, and the managers"),
         _("At once"), must=True, escalates=_("The senior responsible owner after 10 working days"), source="NT41"),
    Kind("contribution_reply_late", _("A lay partner who was not satisfied has no reply"),
         _("The lay co-chairs and the senior responsible owner"), _("After 10 working days"), must=True, source="NT41"),
    Kind("impact_credit_asked", _("Somebody could be named as one who changed something"), _("That person"), _("At once"), must=True),
    Kind("impact_disputed", _("A lay partner says that an entry in the log of changes is not so"),
         _("Who wrote the entry, or wrote it down for somebody"), _("At once"), must=True),
    Kind("impact_check_answered", _("A “not so” has an answer, or the entry was changed"), _("Who said it"), _("At once"), must=True),
    Kind("impact_check_noted", _("It was written down for a lay partner whether an entry is so"), _("That lay partner"), _("At once"),
         must=True),
    Kind("impact_taken_back", _("An entry in the log of changes was taken back"), _("Everybody who said whether it was so"), _("At once"),
         must=True),
    Kind("impact_change_noted", _("An entry was changed or taken back, as its writer is said to have said"), _("Who wrote the entry"),
         _("At once"), must=True))
