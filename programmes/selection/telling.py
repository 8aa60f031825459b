"""The trail of panels in words. Importing this module registers them. No sentence says about whom, or what was decided."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES, TONES

SENTENCES.update({
    ("programmes.panel", "name"): _("%(who)s named the selection panel"),
    ("programmes.panel", "change"): _("%(who)s changed the group or the day of the selection panel"),
    ("programmes.panel", "begin"): _("%(who)s let the selection panel begin: all members have declared their interests"),
    ("programmes.panel", "open_marks"): _("The marks of the selection panel were opened"),
    ("programmes.panel", "release"): _("%(who)s released the outcomes"),
    ("programmes.panel", "meet_again"): _("%(who)s let the selection panel meet again, for people who agreed later"),
    ("programmes.declared", "declare"): _("%(who)s declared their interests to the selection panel"),
    ("programmes.conflict", "declare"): _("%(who)s said that they know somebody who is before the panel"),
    ("programmes.scoresheet", "give"): _("%(who)s gave marks"),
    ("programmes.scoresheet", "change"): _("%(who)s changed marks they had given"),
    ("programmes.decision", "decide"): _("%(who)s wrote down an outcome, with its reason"),
    ("programmes.decision", "answer"): _("A person answered what the panel offered"),
})
TONES.update({("programmes.panel", "release"): "done"})
