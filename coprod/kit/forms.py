"""Forms that read like a question to a person: labels and errors in words, entered text made clean.

    class CancelMeeting(PlainForm):
        reason = forms.CharField(label=_("Why is it cancelled?"), max_length=300)

`PlainForm` and `PlainModelForm` word every message from the label, mark what is optional, ask dates as
day, month and year (`DayField`), show few choices as radios, and take control characters out of text.
`Plain` does the same for somebody else's form: `class SignIn(Plain, LoginForm)`. How a field is printed
stands in `coprod.kit.fields`.
"""

import unicodedata
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.db import models
from django.forms.utils import pretty_name
from django.utils.translation import gettext as _

from coprod.kit.days import DayField, DayParts
from coprod.kit.fields import error_list, field_params
from coprod.kit.refs import new_ref

__all__ = ["DayField", "DayParts", "NameField", "Once", "Plain", "PlainForm", "PlainModelForm", "error_list", "field_params"]

TIMES = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I.%M %p", "%I %p", "%H:%M:%S"]     # as people write them
FEW = 6     # so many choices or fewer are radios
STEERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")   # would turn the text around it
OWN_ARTICLE = ("a ", "an ", "the ", "your ", "their ", "our ", "my ")


def clean_text(text: str, *, lines: bool) -> str:
    """Text without control characters. Without `lines`, a line break or tab becomes a space. Any script stays whole; what
    shows nothing at all, only joiners and blanks, is empty."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if not lines:
        text = " ".join(text.split("\n"))
    text = text.replace("\t", " ")
    text = "".join(sign for sign in text if sign == "\n" or not (
        sign in STEERING or unicodedata.category(sign) in ("Cc", "Cs")))
    shows = any(not (sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf")) for sign in text)
    return text if shows else ""


def in_a_sentence(label: str) -> str:
    """ "Stage name" as "the stage name"; "Your name" as "your name"; "NHS number" as "the NHS number". """
    first = label.partition(" ")[0]
    words = label if first[1:] != first[1:].lower() else label[:1].lower() + label[1:]
    return words if words.lower().startswith(OWN_ARTICLE) else _("the %(thing)s") % {"thing": words}


def required_message(field: forms.Field, label: str) -> str:
    """What to do about an empty field, made from its label."""
    choosing = isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField)
    if isinstance(field.widget, forms.CheckboxInput):
        return _("Tick “%(label)s” to go on") % {"label": label}
    if label.endswith("?"):
        return (_("Choose an answer to “%(label)s”") if choosing else _("Answer “%(label)s”")) % {"label": label}
    return (_("Choose %(thing)s") if choosing else _("Enter %(thing)s")) % {"thing": in_a_sentence(label)}


def messages_for(field: forms.Field, label: str) -> dict[str, str]:
    """Error code -> sentence, for the codes that this kind of field can raise."""
    subject = _("Your answer") if label.endswith("?") else label
    said = {"required": required_message(field, label),
            "unique": _("There is one with this already. Enter another.")}      # where the model says nothing itself

    def must(code: str, sentence: str) -> None:
        said[code] = sentence.replace("{subject}", subject.replace("%", "%%"))

    must("max_length", _("{subject} must be %(limit_value)d characters or fewer"))
    must("min_length", _("{subject} must be %(limit_value)d characters or more"))
    must("min_value", _("{subject} must be %(limit_value)s or more"))
    must("max_value", _("{subject} must be %(limit_value)s or less"))
    must("max_digits", _("{subject} must have %(max)s numbers or fewer"))
    must("max_whole_digits", _("{subject} must have %(max)s numbers or fewer before the point"))
    must("max_decimal_places", _("{subject} must have %(max)s numbers or fewer after the point"))
    if isinstance(field, DayField):
        must("incomplete", _("{subject} must include a %(missing)s"))
        must("invalid", _("{subject} must be a real date, such as 6 8 2026"))
        must("year", _("{subject} must have a year of 4 numbers, such as 2026"))
    elif isinstance(field, forms.EmailField):
        said["invalid"] = _("Enter an e-mail address in the right format, like name@example.com")
    elif isinstance(field, forms.URLField):
        said["invalid"] = _("Enter a web address in the right format, like https://www.example.com")
    elif isinstance(field, forms.DecimalField | forms.FloatField):
        must("invalid", _("{subject} must be a number, like 45.20"))
    elif isinstance(field, forms.IntegerField):
        must("invalid", _("{subject} must be a whole number, like 15"))
    elif isinstance(field, forms.TimeField):
        said["invalid"] = (_("Answer “%(question)s” with a time, like 17:30 or 5pm") if label.endswith("?") else _(
            "%(question)s must be a time, like 17:30 or 5pm")) % {"question": label.replace("%", "%%")}
    elif isinstance(field, forms.DateTimeField):
        must("invalid", _("{subject} must be a date and time, like 2026-08-06 17:30"))
    elif isinstance(field, forms.FileField):
        said["empty"] = _("The file is empty. Choose another.")
        said["invalid"] = said["missing"] = said["required"]
        said["max_length"] = _("The file's name must be %(max)d characters or fewer")
    elif isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        said["invalid_choice"] = said["invalid_list"] = said["invalid_pk_value"] = _("Choose only from the list")
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        said["invalid_choice"] = _("Choose %(thing)s from the list") % {
            "thing": _("an answer") if label.endswith("?") else in_a_sentence(label).replace("%", "%%")}
    return said


def _default_message(field: forms.Field, code: str) -> Any:
    """What Django would say: the message that the class states for the code, or None."""
    for kind in type(field).__mro__:
        if code in vars(kind).get("default_error_messages", {}):
            return vars(kind)["default_error_messages"][code]
    return None


def _as_day_field(field: forms.Field) -> DayField:
    """The same question, asked as day, month and year."""
    own_words = {code: text for code, text in field.error_messages.items() if text != _default_message(field, code)}
    return DayField(required=field.required, label=field.label, initial=field.initial, help_text=field.help_text,
                    validators=field.validators, disabled=field.disabled, error_messages=own_words)


def _show_choices(field: forms.ChoiceField) -> None:
    """Few choices become radios, without the empty one if an answer is needed; else the empty one says what to do."""
    choices: list[Any] = [*field.widget.choices]
    few = 0 < len([value for value, _label in choices if value not in ("", None)]) <= FEW   # none yet: they come later
    grouped = any(isinstance(label, list | tuple) for _value, label in choices)
    if few and not grouped:
        field.widget = forms.RadioSelect(attrs=field.widget.attrs)
    empty = _("Choose one") if field.required else _("No answer")
    field.choices = [(value, empty if value in ("", None) else label) for value, label in choices
                     if not (value in ("", None) and few and field.required)]


def _take_clean_text(field: forms.Field) -> None:
    """Clean what comes in before the field looks at it. Passwords stay as they were typed."""
    as_python, lines = field.to_python, isinstance(field.widget, forms.Textarea)
    numeric = isinstance(field, forms.IntegerField)

    def to_python(value: Any) -> Any:
        if isinstance(value, str):
            value = clean_text(value, lines=lines)
            if numeric:
                value = value.replace("£", "").replace(",", "").strip()
        return as_python(value)

    field.to_python = to_python     # type: ignore[method-assign]  # the field is this form's own copy


class Plain:
    """Beside any Django form class: its fields in plain words. `marks_optional = False` for search forms."""

    use_required_attribute = False      # the page must show every error in words, not the browser one by one
    marks_optional = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speak_plainly()

    def speak_plainly(self) -> None:
        """Word every field that was not worded yet. Call it again after adding fields."""
        for name, field in list(self.fields.items()):       # type: ignore[attr-defined]
            if getattr(field, "is_plain", False) or field.widget.is_hidden:
                continue
            if type(field) is forms.DateField:
                field = self.fields[name] = _as_day_field(field)    # type: ignore[attr-defined]
            self._word(name, field)
            field.is_plain = True

    def _word(self, name: str, field: forms.Field) -> None:
        label = str(field.label) if field.label is not None else pretty_name(name)
        for code, sentence in messages_for(field, label).items():
            if field.error_messages.get(code) == _default_message(field, code):
                field.error_messages[code] = sentence
        if type(field.widget) is forms.Select and isinstance(field, forms.ChoiceField) \
                and not isinstance(field, forms.ModelChoiceField):
            _show_choices(field)
        if isinstance(field, forms.ModelChoiceField) and field.empty_label == "---------":
            field.empty_label = _("Choose one") if field.required else _("No answer")
        secret = isinstance(field.widget, forms.PasswordInput)
        if isinstance(field, forms.CharField | forms.IntegerField) and not secret:
            _take_clean_text(field)
        asked = not field.required and not isinstance(field.widget, forms.CheckboxInput)
        is_marked = self.marks_optional and asked
        field.label = _("%(label)s (optional)") % {"label": label} if is_marked else field.label or label


class PlainForm(Plain, forms.Form):
    """A form for a verb."""


class Once(PlainForm):
    """A form that counts once, however often it is sent: its hidden `once` comes out as the ref of what is made from it."""

    once = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once", self.signer().sign(new_ref()))

    @classmethod
    def signer(cls) -> Signer:
        """One for each kind of form: what one kind signed opens nothing through another."""
        return Signer(salt=f"coprod.once.{cls.__module__}.{cls.__name__}")

    def clean_once(self) -> str:
        try:
            return self.signer().unsign(self.cleaned_data["once"])
        except BadSignature:
            return new_ref()


class PlainModelForm(Plain, forms.ModelForm):
    """A form for plain facts of one model. What the model says about a second one with the same value is kept."""

    def _word(self, name: str, field: forms.Field) -> None:
        facts = {fact.name: fact for fact in self._meta.model._meta.fields}
        own = facts[name].error_messages.get("unique") if name in facts else None
        if own and own != models.Field.default_error_messages["unique"]:
            field.error_messages.setdefault("unique", own)
        super()._word(name, field)


class NameField(forms.CharField):
    """A name, in any script, of up to 200 characters. Nobody's name is a spelling mistake."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 200, **kwargs})
        self.widget.attrs.setdefault("spellcheck", "false")
