"""What is counted (practice.md CC5), and over how long."""

from django.utils.translation import gettext_lazy as _

MONTHS = (3, 6, 12)
ANSWER_WORKING_DAYS = 15        # d4: a challenge is answered within so many

# code: (its name, what is counted)
MEASURES = {
    "papers": (_("Papers in time"), _("Papers that went out by their day, of all that went out.")),
    "attendance": (_("Lay partners at meetings"), _("Places of lay members that were taken at meetings, of all places.")),
    "chairs": (_("Meetings that a lay partner chaired"), _("Alone or with somebody from staff, of all meetings held.")),
    "items": (_("Agenda items from lay members"), _("Of all items on agendas, without those that always stand there.")),
    "support": (_("Support settled a week before"), _("Things that people needed at meetings and that were booked a week before, of all.")),
    "minutes": (_("Minutes that the lay side confirmed"),
                _("Of the meetings held more than four weeks ago. A Forum answers plans, and keeps none.")),
    "answers": (_("Answers to lay partners in time"),
                _("A “no” to a claim of staff, answered within 15 working days, of all whose time is over.")),
    "pairs": (_("Workstreams with a pair"), _("Two lay partners serve today, of all workstreams that run.")),
}
