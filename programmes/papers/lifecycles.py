"""From a draft to a paper that is out, was talked about, or was taken out again; and a copy of it in another form."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from coprod.kit.lifecycle import Lifecycle


class PaperState(TextChoices):
    DRAFT = "draft", _("Being written")
    ISSUED = "issued", _("Out")
    DISCUSSED = "discussed", _("Out, and its meeting was held")
    WITHDRAWN = "withdrawn", _("Taken out again")


S = PaperState
OUT = (S.ISSUED, S.DISCUSSED)

PAPER = Lifecycle(PaperState, start=S.DRAFT, moves={
    "issue": {S.DRAFT: S.ISSUED},
    "discuss": {S.ISSUED: S.DISCUSSED},                         # its meeting is held
    "withdraw": dict.fromkeys((S.DRAFT, *OUT), S.WITHDRAWN),
})


class FormState(TextChoices):
    WANTED = "wanted", _("Wanted, and being made")
    MADE = "made", _("Ready")
    IMPOSSIBLE = "impossible", _("Not possible")


_F = FormState
PAPER_COPY = Lifecycle(FormState, start=_F.WANTED, moves={
    "make": dict.fromkeys((_F.WANTED, _F.IMPOSSIBLE), _F.MADE),
    "give_up": {_F.WANTED: _F.IMPOSSIBLE},
})
