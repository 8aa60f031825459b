"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.PROMISES,
    Kind("promise_asked", _("Somebody is asked to promise something"), _("Who keeps it: the people named, or else signatories or managers"),
         _("At once, and once more after 5 working days"), must=True,
         escalates=_("Who asked and the lay co-chairs after 10 working days"), again=".* again"),
    Kind("promise_unanswered", _("A promise that was asked for has neither yes nor no"), _("Who asked for it and the lay co-chairs"),
         _("After 10 working days"), must=True),
    Kind("promise_word_noted", _("What a lay partner says of a promise was written down for them"), _("That lay partner"), _("At once"),
         must=True),
    Kind("promise_handed_on", _("A promise has a new keeper"), _("Who keeps it now"), _("At once"), must=True),
    Kind("promise_changed", _("A promise stands otherwise than before"),
         _("Who asked for it; if it is declined, the lay co-chairs too; if it is dropped or broken, they and who keeps it"), _("At once"),
         must=True),
    Kind("promise_claimed", _("A promise is said to be kept, and a lay partner should say whether it is"),
         _("The pair or the lay co-chairs, and the lay partner who asked for it"), _("At once"), must=True,
         escalates=_("Asked again after 5 working days")),
    Kind("promise_waits", _("A promise is said to be kept, and no lay partner has said a word"),
         _("The lay partner who asked for it, and the lay co-chairs"), _("After 5 working days"), must=True, reminder=True),
    Kind("promise_judged", _("A lay partner has said whether a promise is kept"),
         _("Who keeps it, who said it was kept, and who asked for it; the lay co-chairs hear a “no”"), _("At once"), must=True),
    Kind("promise_new_day_asked", _("Another day is asked for a promise"), _("The lay co-chairs"), _("At once"), must=True),
    Kind("promise_new_day_said", _("The lay co-chairs have said yes or no to another day"),
         _("Who keeps the promise, who asked for the day, and who asked for the promise"), _("At once"), must=True),
    Kind("promise_due", _("The day of a promise comes"), _("Who keeps it: the people named, or else signatories or managers"),
         _("7 days before, and on the day"), must=True,
         escalates=_("The lead a day after; then the lay co-chairs and the senior responsible owner"), source="NT35", lead=True),
    Kind("promise_report_due", _("It is time to say how a promise stands"),
         _("Who keeps it: the people named, or else signatories or managers"),
         _("Every four weeks or as agreed, and once more a week later"), must=True, again=".*:again"),
    Kind("promise_late", _("A promise was not kept by its day"), _("Who asked for it"), _("On the day after"), must=True, source="NT35"),
    Kind("promise_overdue_lead", _("A promise made in a workstream is past its day"), _("The workstream lead"),
         _("On the working day after"), must=True, escalates=_("The lay co-chairs after 10 working days"), source="NT35"),
    Kind("promise_overdue_chairs", _("A promise is ten working days past its day"), _("The lay co-chairs"), _("After 10 working days"),
         must=True, escalates=_("The senior responsible owner after 20 working days"), source="NT35"),
    Kind("promise_overdue_owner", _("A promise is twenty working days past its day"), _("The senior responsible owner"),
         _("After 20 working days"), must=True, source="NT35"))
