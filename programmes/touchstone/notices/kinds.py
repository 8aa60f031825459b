"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.GROUPS,
    Kind("touchstone_asked", _("A version of the touchstone waits for the Advisory Group’s word"), _("Its lay members"), _("At once"),
         must=True),
    Kind("touchstone_refused", _("Somebody does not agree to the touchstone"), _("Who wrote it, and who put it to the group"), _("At once"),
         must=True),
    Kind("touchstone_word_answered", _("A “no” to the touchstone, or to how a group works together, has an answer"), _("Who said no"),
         _("At once"), must=True),
    Kind("touchstone_to_sign", _("A version of the touchstone is agreed, and organisations sign it"), _("Their signatories"), _("At once"),
         must=True, escalates=_("Asked again after 10 working days")),
    Kind("touchstone_sign_overdue", _("An organisation has not signed the touchstone"), _("Its signatories"),
         _("10 working days after it was agreed"), must=True, reminder=True),
    Kind("adoption_asked", _("What a group agreed about working together is written down"), _("Those who say yes for either side"),
         _("At once"), must=True),
    Kind("adoption_refused", _("Somebody does not agree to how their group works together"), _("Who wrote it down, and the staff’s side"),
         _("At once"), must=True),
    Kind("adoption_missing", _("A group has met, and has not agreed how it works together"), _("Its lead and pair, or its chairs"),
         _("14 days after its first meeting"), must=True, source="R6"),
    Kind("touchstone_reopening", _("Somebody asks a group to look at its touchstone again"), _("Those who speak for either side"),
         _("At once"), must=True),
    Kind("touchstone_check_asked", _("A group is asked whether it keeps to what it agreed"), _("Everybody who is asked"), _("At once"),
         must=False, source="NT57"),
    Kind("touchstone_check_silent", _("Questions about how a group works together close soon"), _("Those who have not answered"),
         _("2 days before they close"), must=False, source="NT57", reminder=True, lead=True),
    Kind("touchstone_check_closed", _("Questions about how a group works together are closed"), _("Everybody who was asked"),
         _("When they have closed"), must=False),
    Kind("breach_way_to_agree", _("The way to raise a breach is written down"), _("The lay co-chairs"), _("At once"), must=True),
    Kind("breach_way_names_you", _("The way to raise a breach is agreed, and names people to tell"), _("The two people who are named"),
         _("At once"), must=True))

declare(
    Topic.VOICE,
    Kind("breach_raised", _("Somebody says quietly that the touchstone is not kept"), _("Who answers it"), _("At once"), must=True,
         escalates=_("The lay co-chairs, or the senior responsible owner, when the answer is late"), discreet=True),
    Kind("breach_passed_on", _("A breach was not settled by the first answer"), _("Who answers it now"), _("At once"), must=True,
         escalates=_("The lay co-chairs, or the senior responsible owner, when the answer is late"), discreet=True),
    Kind("breach_answer_due", _("The last day for an answer to a breach comes, or has passed"), _("Who answers it"),
         _("On the working day before, and on the day after"), must=True,
         escalates=_("The lay co-chairs, or the senior responsible owner, on the day after"), discreet=True, lead=True),
    Kind("breach_answer_late", _("An answer to a breach is late"),
         _("The lay co-chairs; where one of them answers, the senior responsible owner too"), _("On the day after its last day"), must=True,
         discreet=True),
    Kind("breach_answered", _("A breach has an answer"), _("Who raised it"), _("At once"), must=True, discreet=True),
    Kind("breach_closed", _("A breach is settled, not settled or taken back"), _("Who answered it"), _("At once"), must=True,
         discreet=True))
