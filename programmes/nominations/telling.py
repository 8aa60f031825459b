"""The trail of nominations in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES, TONES

SENTENCES.update({
    ("partners.candidate", "note"): _("A person was put forward"),
    ("partners.candidate", "agree"): _("The person’s yes was recorded"),
    ("partners.candidate", "refuse"): _("The person said no, and their data was erased"),
    ("partners.candidate", "lapse"): _("Nobody answered within 14 days, and the data was erased"),
    ("partners.candidate", "erase"): _("The data of a person was erased"),
    ("partners.candidate", "address_is_right"): _("%(who)s said that an address or number is right"),
    ("partners.candidate", "differ"): _("%(who)s said that two records are two people"),
    ("programmes.nomination", "receive"): _("A nomination was written down"),
    ("programmes.nomination", "consent"): _("A nomination has the person’s consent"),
    ("programmes.nomination", "shortlist"): _("%(who)s put a nomination before the panel"),
    ("programmes.nomination", "select"): _("A person was selected"),
    ("programmes.nomination", "keep_in_reserve"): _("A person came on the reserve list"),
    ("programmes.nomination", "offer_forum"): _("A person was offered the Forum"),
    ("programmes.nomination", "not_select"): _("A person was not selected"),
    ("programmes.nomination", "withdraw"): _("A nomination was withdrawn"),
    ("programmes.nomination", "lapse"): _("A nomination lapsed without the person’s consent"),
    ("programmes.nomination", "merge"): _("%(who)s merged two nominations of one person"),
    ("programmes.nominationbatch", "check"): _("%(who)s had a list of people checked"),
    ("programmes.nominationbatch", "run"): _("%(who)s had a list of people taken in"),
    ("programmes.nominationbatch", "finish"): _("A list of people was taken in"),
    ("programmes.nominationbatch", "undo"): _("%(who)s undid a list of people"),
    ("programmes.nominationbatch", "discard"): _("%(who)s discarded a list of people"),
})
TONES.update({("programmes.nomination", "select"): "done", ("partners.candidate", "refuse"): "refused"})
