"""Which kinds of message this wing writes: what has happened, who is told, and when."""

from django.utils.translation import gettext_lazy as _

from coprod.post.catalogue import Kind, Topic, declare

declare(
    Topic.PLANS,
    Kind("plan_summary_asked", _("A plain summary of a plan waits for a lay partner’s word"),
         _("The pair of the workstream, or else the lay co-chairs"), _("At once, and once more after 5 working days"), must=True,
         again="day .*"),
    Kind("plan_summary_refused", _("A lay partner says what is not clear in a plain summary"), _("Who wrote the summary"), _("At once"),
         must=True),
    Kind("plan_summary_answered", _("There is an answer to what a lay partner said of a plain summary"), _("Who said it"), _("At once"),
         must=True),
    Kind("plan_summary_noted", _("What a lay partner says of a plain summary was written down for them"), _("That lay partner"),
         _("At once"), must=True),
    Kind("plan_thanks_asked", _("A plan could thank somebody by name"), _("That person"), _("At once"), must=True),
    Kind("plan_thanks_noted", _("How a plan may thank somebody was written down for them"), _("That person"), _("At once"), must=True))
