"""The trail of local editions in words. Importing this module registers them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES, TONES

SENTENCES.update({
    ("programmes.localedition", "begin"): _("%(who)s began a draft of a local edition from edition %(based_on)s"),
    ("programmes.localedition", "change"): _("%(who)s changed the draft of a local edition"),
    ("programmes.localedition", "publish"): _("%(who)s published edition %(number)s"),
})
TONES.update({("programmes.localedition", "publish"): "done"})
