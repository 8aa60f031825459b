"""The trail of support for meetings, in words that name nobody's need. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES, TONES

KIND = "programmes.provision"
SENTENCES.update({
    (KIND, "request"): _("Support for a meeting was asked for"),
    (KIND, "book"): _("%(who)s noted support for a meeting as booked"),
    (KIND, "say_impossible"): _("%(who)s noted that some support for a meeting is not possible"),
    (KIND, "confirm"): _("Support for a meeting is right, says who asked for it"),
    (KIND, "deny"): _("Support for a meeting is not right, says who asked for it"),
    (KIND, "do_without"): _("Somebody comes to a meeting without the support that could not be had"),
    (KIND, "drop"): _("Support for a meeting is not needed any more"),
    (KIND, "ask_again"): _("Support for a meeting is needed again"),
    (KIND, "reopen"): _("Support is to be booked anew: the meeting was moved, or something else is asked for"),
    (KIND, "call_off"): _("%(who)s called off a booking that is not needed any more"),
})
TONES.update({(KIND, "confirm"): "done", (KIND, "deny"): "refused", (KIND, "say_impossible"): "concern"})
