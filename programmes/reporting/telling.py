"""The trail of reports in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES

SENTENCES.update({("programmes.seatreport", "write"): _("%(who)s reported to the Advisory Group"),
                  ("programmes.seatreport", "change"): _("%(who)s changed a report to the Advisory Group")})
