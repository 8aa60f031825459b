"""What may be typed in about a move. Forms clean; actions write."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import PlainForm
from programmes.catalogue import Edition

LONG = forms.Textarea(attrs={"rows": 4})


class ProposeMove(PlainForm):
    """To which newer edition, and why."""

    will_be = forms.TypedChoiceField(label=_("To which edition?"), coerce=int, widget=forms.RadioSelect)
    why = forms.CharField(label=_("Why?"), widget=LONG, max_length=2000, help_text=_("Everyone in the programme can read it."))

    def __init__(self, *args: Any, newer: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["will_be"].choices = [(each.number, f"{each.number} {each.name}".strip()) for each in newer]  # type: ignore[attr-defined]


class RefuseMove(PlainForm):
    because = forms.CharField(label=_("Why do you not agree?"), widget=LONG, max_length=2000,
                              help_text=_("Everyone in the programme can read it. It stays visible for good."))
