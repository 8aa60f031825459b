"""The trail of this wing in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES

SENTENCES.update({
    ("partners.partner", "choose_messages"): _("%(who)s chose how often messages come"),
    ("partners.partner", "address_is_right"): _("%(who)s said that an address or number is right"),
    ("programmes.programme", "pause_messages"): _("%(who)s paused messages"),
    ("programmes.programme", "resume_messages"): _("%(who)s let messages go out again"),
    ("programmes.programme", "change_words"): _("%(who)s put messages in other words"),
    ("programmes.programme", "take_words_again"): _("%(who)s took earlier words of messages again"),
    ("programmes.announcement", "announce"): _("%(who)s wrote to people"),
    ("programmes.announcement", "take_back"): _("%(who)s took back what was written to people"),
})
