"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.VOICE,
    Kind("challenge_raised", _("A lay partner questions something"), _("Who answers it; of what few people may read, those who handle it"),
         _("At once"), must=True, escalates=_("It goes up by itself when its day has passed"), discreet=True),
    Kind("challenge_unseen", _("Nobody has said that a challenge was seen"),
         _("Who answers it; of what few people may read, those who handle it"), _("After 5 working days"), must=True, reminder=True,
         discreet=True),
    Kind("challenge_acknowledged", _("Who answers a challenge has seen it"), _("Who raised it"), _("At once"), must=True, discreet=True),
    Kind("challenge_answered", _("A challenge has an answer"), _("Who raised it"), _("At once"), must=True, discreet=True),
    Kind("challenge_yes_noted", _("It was written down for somebody that they accept an answer"), _("Who raised the challenge"),
         _("At once"), must=True, discreet=True),
    Kind("challenge_not_satisfied", _("A lay partner is not satisfied with an answer"),
         _("The lay co-chairs and the managers, or who handles it"), _("At once"), must=True,
         escalates=_("The senior responsible owner after 10 working days"), source="NT41", discreet=True),
    Kind("challenge_still_not_satisfied", _("A lay partner has not been satisfied for ten working days"),
         _("The senior responsible owner, or who handles it"), _("After 10 working days"), must=True, source="NT41", discreet=True),
    Kind("challenge_unanswered", _("A challenge has no answer yet"), _("Who answers it; of what few people may read, those who handle it"),
         _("After 7 and 10 working days"), must=True, escalates=_("The lay co-chairs after 10 working days"), source="NT42", discreet=True),
    Kind("challenge_due_above", _("The answer to a challenge that went up is due"),
         _("Who answers it; of what few people may read, those who handle it"), _("On the working day before, or on the day"), must=True,
         source="NT42", discreet=True, lead=True),
    Kind("challenge_past_its_day", _("A challenge is past its day, and nobody stands above"),
         _("The lay co-chairs and the managers, or who handles it"), _("On the day after"), must=True, source="NT42", discreet=True),
    Kind("challenge_gone_up", _("A challenge has gone up"), _("Who answers it now, and who raised it"), _("At once"), must=True,
         source="NT42", discreet=True),
    Kind("challenge_closed", _("A challenge is closed"),
         _("Who answers it, and who raised it if others closed it; without a yes also the lay co-chairs and the managers"), _("At once"),
         must=True, discreet=True),
    Kind("challenge_taken_back", _("It was written down for somebody that they take a challenge back"), _("Who raised it"), _("At once"),
         must=True, discreet=True),
    Kind("challenge_back", _("A challenge that was noted as taken back waits again"),
         _("Who answers it, the lay co-chairs and the managers"), _("At once"), must=True, discreet=True),
    Kind("challenge_handler", _("Somebody is named to handle a challenge that few people may read"), _("Those who are named"), _("At once"),
         must=True, discreet=True),
    Kind("challenge_restricted", _("Only a few people may read a challenge from now on"), _("Who raised it"), _("At once"), must=True,
         discreet=True),
    Kind("challenge_opened", _("A challenge that few people could read is open to all with a part in it"), _("Who raised it"), _("At once"),
         must=True, discreet=True))
