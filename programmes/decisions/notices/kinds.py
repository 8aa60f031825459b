"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.PROMISES,
    Kind("decision_position_asked", _("A decision is ahead, and the Advisory Group may say what it thinks"), _("The lay co-chairs"),
         _("At once"), must=True, escalates=_("Asked again 5 working days before the decision")),
    Kind("decision_position_due", _("A decision is near, and the Advisory Group has said nothing"), _("The lay co-chairs"),
         _("5 working days before the decision"), must=True, reminder=True, lead=True),
    Kind("decision_reworded", _("The words of a decision changed after the Advisory Group spoke"), _("The lay co-chairs"), _("At once"),
         must=True),
    Kind("decision_to_look", _("What was changed in a decision is to be looked at before it is published"),
         _("The pair of the workstream, or else the lay co-chairs"), _("At once"), must=True),
    Kind("decision_not_seen", _("A lay partner says that something is wrong in what was changed"), _("Who asked the lay side to look"),
         _("At once"), must=True),
    Kind("decision_no_answered", _("A “no” to what was changed in a decision has an answer"), _("Who said no"), _("At once"), must=True),
    Kind("decision_word_noted", _("Somebody’s word on a decision was written down for them"), _("That person"), _("At once"), must=True),
    Kind("decision_made", _("A decision was made"), _("The lay members of its group and of the Advisory Group, and who spoke about it"),
         _("At once"), must=True),
    Kind("decision_reason", _("The reason for a decision is published"),
         _("The lay members of its group and of the Advisory Group, and who spoke about it"), _("At once"), must=True),
    Kind("decision_reason_needed", _("A lay partner does not agree with a decision that has no written reason"),
         _("The managers and the senior responsible owner"), _("At once"), must=True),
    Kind("decision_log_asked", _("Staff ask that everybody may read the decisions"), _("The lay co-chairs"), _("At once"), must=True),
    Kind("decision_log_noted", _("A yes to an open log was written down for a lay co-chair"), _("That lay co-chair"), _("At once"),
         must=True))
