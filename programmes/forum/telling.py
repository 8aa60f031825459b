"""The trail of this wing in words. Importing this module registers them. Nobody who joins or leaves is named here."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES

SENTENCES.update({
    ("programmes.forumdoor", "open"): _("%(who)s opened the Forum to everybody"),
    ("programmes.forumdoor", "close"): _("%(who)s closed the page by which people join the Forum"),
    ("programmes.forumjoin", "ask"): _("Somebody asked to join the Forum"),
    ("programmes.forumjoin", "join"): _("Somebody joined the Forum"),
    ("programmes.forumtie", "choose"): _("A member of the Forum chose what they hear of"),
    ("programmes.forumtie", "stay"): _("A member of the Forum stays"),
    ("programmes.forumtie", "want_more"): _("A member of the Forum would like to do more"),
    ("programmes.forumtie", "settle_more"): _("%(who)s spoke with a member of the Forum about a bigger role"),
    ("programmes.forumtie", "leave"): _("A member left the Forum"),
})
