"""The trail of minutes in words. Importing this module registers them. It never says what stands in a line."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES, TONES

SENTENCES.update({
    ("programmes.minutes", "begin"): _("%(who)s began the minutes"),
    ("programmes.minutes", "name_taker"): _("%(who)s named who takes the minutes"),
    ("programmes.minutes", "release"): _("%(who)s sent the draft minutes out for correction"),
    ("programmes.minutes", "confirm"): _("The lay side confirmed the minutes"),
    ("programmes.minutes", "publish"): _("%(who)s published the minutes to the group"),
    ("programmes.minutes", "open"): _("%(who)s opened the minutes to everybody, as the group decided"),
    ("programmes.minutes", "close"): _("%(who)s closed the minutes to the public"),
    ("programmes.minutesview", "say_yes"): _("%(who)s said that the minutes are right"),
    ("programmes.minutesview", "say_no"): _("%(who)s said that the minutes are not right"),
    ("programmes.minutesview", "answer"): _("%(who)s answered a “no” to the minutes"),
    ("programmes.correction", "ask"): _("%(who)s asked for a correction to the minutes"),
    ("programmes.correction", "accept"): _("%(who)s took up a correction to the minutes"),
    ("programmes.correction", "refuse"): _("%(who)s did not take up a correction, and said why"),
    ("programmes.minuteline", "add"): _("%(who)s added a line to the draft minutes"),
    ("programmes.minuteline", "change"): _("%(who)s changed a line of the draft minutes"),
    ("programmes.minuteline", "take_out"): _("%(who)s took a line out of the minutes"),
    ("programmes.minuteline", "put_back"): _("%(who)s put a line back into the minutes"),
    ("programmes.minuteline", "claim"): _("%(who)s said that an action is done"),
    ("programmes.minuteline", "finish"): _("%(who)s did an action"),
    ("programmes.minuteline", "confirm"): _("%(who)s said that an action is done: it counts"),
    ("programmes.minuteline", "deny"): _("%(who)s said that an action is not done yet"),
    ("programmes.struckout", "strike"): _("%(who)s struck out a passage of the minutes"),
    ("programmes.struckout", "lift"): _("%(who)s let a passage of the minutes be read again"),
    ("programmes.hardmeeting", "offer"): _("A call was offered to lay partners"),
    ("programmes.callback", "want"): _("A lay partner would like a call"),
    ("programmes.callback", "decline"): _("A lay partner needs no call"),
    ("programmes.callback", "make"): _("%(who)s called a lay partner"),
})
TONES.update({("programmes.minutes", "confirm"): "done", ("programmes.minutes", "publish"): "done",
              ("programmes.minutesview", "say_no"): "refused", ("programmes.correction", "refuse"): "concern",
              ("programmes.minuteline", "deny"): "concern"})
