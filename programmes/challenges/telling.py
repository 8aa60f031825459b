"""The trail of challenges in words. Importing this module registers them. The trail of a programme tells nothing of them: not everybody who
reads it may know of each."""

from django.utils.translation import gettext_lazy as _

from programmes.programme.telling import SENTENCES, TONES
from programmes.stages.telling import UNTOLD

KIND = "programmes.challenge"
SENTENCES.update({
    (KIND, "raise"): _("It was raised"),
    (KIND, "acknowledge"): _("%(who)s has seen it"),
    (KIND, "answer"): _("%(who)s answered"),
    (KIND, "accept"): _("The answer was accepted"),
    (KIND, "refuse"): _("The answer was not good enough"),
    (KIND, "to_manager"): _("It went up to the manager"),
    (KIND, "to_owner"): _("It went up to the senior responsible owner"),
    (KIND, "to_body"): _("It went up to the board"),
    (KIND, "close"): _("It was closed, and the position is on record"),
    (KIND, "add_position"): _("Who raised it added their position"),
    (KIND, "withdraw"): _("It was taken back"),
    (KIND, "bring_back"): _("It was put back"),
    (KIND, "bring_back_to_manager"): _("It was put back, with the manager"),
    (KIND, "bring_back_to_owner"): _("It was put back, with the senior responsible owner"),
    (KIND, "bring_back_to_body"): _("It was put back, with the board"),
    (KIND, "restrict"): _("%(who)s let only named people read it"),
    (KIND, "open_again"): _("%(who)s let everybody with a part read it again"),
    (KIND, "name_handlers"): _("%(who)s named more people who handle it"),
})
TONES.update({(KIND, "accept"): "done", (KIND, "refuse"): "refused", (KIND, "to_manager"): "reopened", (KIND, "to_owner"): "reopened",
              (KIND, "to_body"): "reopened"})
UNTOLD.update({key for key in SENTENCES if key[0] == KIND})
