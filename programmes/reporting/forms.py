"""What may be typed in as a report."""

from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.forms import PlainForm
from partners.people.models import NOTED, Through

TEXTS = ("happened", "worries", "asks")


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=help_text)


class ReportForm(PlainForm):
    meeting = forms.CharField(widget=forms.HiddenInput, required=False)     # to which the report was begun
    happened = _text(_("What happened since the last meeting?"), _("What was talked about, what was decided, what you brought in."))
    worries = _text(_("What worries you?"), _("The Advisory Group, your lead and the team read it."))
    asks = _text(_("What should the Advisory Group do?"), _("For example: ask for an answer, speak with somebody, nothing for now."))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.get(name) for name in TEXTS):
            self.add_error("happened", say("Write something in one of the three"))
        return cleaned

    def facts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in TEXTS}


class NoteReportForm(ReportForm):
    """The same, as the lay partner says it by phone, by letter or in person."""

    through = forms.ChoiceField(label=_("How did they say it?"), choices=[(each.value, each.label) for each in NOTED],
                                initial=Through.PHONE)
