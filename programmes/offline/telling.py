"""Calls and letters in the words of the trail. Importing this module registers them. What was told is never among them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES

SENTENCES.update({
    ("programmes.calltry", "note"): _("%(who)s noted a call that told nobody anything yet"),
    ("programmes.letterbatch", "print"): _("%(who)s printed letters"),
    ("programmes.letterbatch", "post"): _("%(who)s posted letters"),
    ("programmes.letterbatch", "put_back"): _("%(who)s put printed letters back on the list"),
})
