"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.PLANS,
    Kind("forum_round_opened", _("The Forum is asked what it thinks of a plan"), _("Everybody in the Forum and the Advisory Group"),
         _("At once"), must=False, to_many=True),
    Kind("forum_round_called_off", _("A round about a plan is called off"), _("Everybody who answered"), _("At once"), must=True),
    Kind("forum_answer_received", _("Somebody has answered a round"), _("Who answered"), _("At once"), must=True,
         escalates=_("The managers on the sixth working day, if it was not said"), source="NT38"),
    Kind("forum_answer_hidden", _("Something that somebody wrote in a round is hidden"), _("Who wrote it"), _("At once"), must=True),
    Kind("forum_answer_shown", _("Something that somebody wrote in a round is shown again"), _("Who wrote it"), _("At once"), must=True),
    Kind("forum_answer_kept_back", _("Words of somebody in a round are kept from the group"), _("Who wrote them"), _("At once"), must=True),
    Kind("forum_answer_noted", _("A change to somebody’s answer was written down for them"), _("That person"), _("At once"), must=True),
    Kind("forum_reply_link", _("Somebody asked for a new link to what became of their answers"), _("That person"), _("At once"), must=True,
         urgent=True),
    Kind("forum_round_to_look", _("The answers of a round are to be looked at before they go out"), _("The pair of the workstream"),
         _("At once"), must=True),
    Kind("forum_round_not_right", _("A lay partner says that something is wrong in the answers"), _("Who asked the pair to look"),
         _("At once"), must=True),
    Kind("forum_round_no_answered", _("A “no” to the answers of a round has an answer"), _("Who said no"), _("At once"), must=True),
    Kind("forum_round_seen_noted", _("A lay partner’s word on the answers was written down for them"), _("That lay partner"), _("At once"),
         must=True),
    Kind("we_said_we_did", _("It is decided what becomes of each answer in a round"), _("Everybody who answered"), _("At once"), must=True,
         source="NT40", to_many=True),
    Kind("forum_round_published", _("“We said, we did” about a plan is published"),
         _("Everybody in the Forum and the Advisory Group who did not answer"), _("At once"), must=False, source="NT40", to_many=True),
    Kind("forum_round_answers_due", _("People who answered a round wait for what becomes of it"), _("The workstream lead"),
         _("10, 15 and 20 working days after the close"), must=True,
         escalates=_("The managers after 20 working days, the lay co-chairs after 25"), source="NT39", reminder=True),
    Kind("forum_round_answers_late", _("People who answered a round still wait"), _("The managers"), _("20 working days after the close"),
         must=True, escalates=_("The lay co-chairs after 25 working days, the senior responsible owner when 30 days are over"),
         source="NT39"),
    Kind("forum_round_unacknowledged", _("Somebody was not told that their answer arrived"), _("The managers"),
         _("On the sixth working day"), must=True, source="NT38"))
