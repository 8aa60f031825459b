"""The trail of the portal in words. Importing this module registers them. What somebody needs or brings is never among them."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES

SENTENCES.update({
    ("partners.partner", "say_about"): _("%(who)s wrote down what the person says of themselves"),
    ("partners.partner", "say_named"): _("%(who)s wrote down how the person wishes to be named"),
    ("partners.partner", "check_support"): _("%(who)s wrote down that the support is right as it stands"),
    ("partners.need", "ask"): _("%(who)s wrote down what support is needed"),
    ("partners.need", "change"): _("%(who)s wrote down in other words what support is needed"),
    ("partners.need", "arrange"): _("%(who)s said what was arranged"),
    ("partners.need", "say_impossible"): _("%(who)s said why it is not possible so far"),
    ("partners.need", "confirm"): _("The person said that the support works"),
    ("partners.need", "deny"): _("The person said that the support does not work"),
    ("partners.need", "withdraw"): _("The person said that the support is not needed any more"),
    ("partners.supporter", "invite"): _("A supporter was invited"),
    ("partners.supporter", "accept"): _("A supporter said yes"),
    ("partners.supporter", "decline"): _("A supporter said no"),
    ("partners.supporter", "end"): _("A supporter was let out"),
    ("partners.onbehalf", "begin"): _("%(who)s began to write down for somebody, for half an hour"),
    ("partners.onbehalf", "read_out"): _("%(who)s read out to somebody what they had said and what became of it"),
    ("partners.onbehalf", "end"): _("%(who)s ended writing down for somebody"),
})
