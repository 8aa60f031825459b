"""The trail of pairs in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES

SENTENCES.update({
    ("programmes.workstream", "wish"): _("%(who)s said whether they would like to take part in a workstream"),
    ("programmes.allocation", "allocate"): _("%(who)s allocated lay partners to the workstream"),
    ("partners.holding", "say_time"): _("%(who)s said how many hours a seat took"),
})

