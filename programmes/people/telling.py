"""The trail of contacts in words. Importing this module registers them. About what a contact was is never among them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES

SENTENCES.update({
    ("partners.contact", "note"): _("%(who)s noted a contact with a lay partner"),
    ("partners.partner", "name_contact"): _("%(who)s named who looks after the contact"),
})
