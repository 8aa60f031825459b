"""How a field is printed: from a bound field to the parameters of the design system, and to its template.

`field_params` gives (component, parameters) in the vocabulary of NHS England's official macros, so that
a test can hand the same parameters to those macros and compare. The templates in `templates/coprod/fields/`
print them. `error_list` gives what the error summary shows, each with the address of the box to mend.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.forms.utils import flatatt
from django.forms.widgets import Input
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coprod.kit.days import PARTS, WORDS, DayParts, parts_to_mend

TAKEN_OVER = {"class", "id", "required", "maxlength", "minlength", "placeholder", "aria-describedby", "cols", "rows",
              "autocomplete", "autocapitalize", "spellcheck", "inputmode", "width", "prefix", "suffix", "value",
              "min", "max", "step", "checked", "disabled"}
Params = dict[str, Any]


def _plain(text: Any) -> Any:
    """A lazy text as a real one; mark-up that is marked safe stays so."""
    return text if isinstance(text, SafeString) else str(text)


def _common(bound: BoundField) -> Params:
    attrs = bound.field.widget.attrs
    params: Params = {"name": bound.html_name}
    if bound.help_text:
        params["hint"] = _plain(bound.help_text)
    if bound.errors:
        params["errorMessage"] = " ".join(str(error) for error in bound.errors)
    if attrs.get("class"):
        params["classes"] = attrs["class"]
    if bound.field.disabled or attrs.get("disabled"):
        params["disabled"] = True
    rest = {name: value for name, value in attrs.items() if name not in TAKEN_OVER and value not in (None, False)}
    if rest:
        params["attributes"] = rest
    return params


def _id(bound: BoundField) -> str:
    return bound.id_for_label if bound.field.widget.attrs.get("id") else bound.auto_id or bound.html_name


def _labelled(bound: BoundField) -> Params:
    return {"id": _id(bound), "label": {"text": _plain(bound.label)}, **_common(bound)}


def _grouped(bound: BoundField) -> Params:
    return {"idPrefix": _id(bound), "fieldset": {"legend": {"text": _plain(bound.label)}}, **_common(bound)}


def _text_params(bound: BoundField) -> Params:
    widget, params = bound.field.widget, _labelled(bound)
    value = widget.format_value(bound.value())
    if value not in (None, ""):
        params["value"] = str(value)
    for name in ("autocomplete", "autocapitalize", "width", "inputmode"):
        if widget.attrs.get(name):
            params[name] = str(widget.attrs[name])
    if "spellcheck" in widget.attrs:
        params["spellcheck"] = str(widget.attrs["spellcheck"]) != "false"
    return params


def _input(bound: BoundField) -> Params:
    widget, params = bound.field.widget, _text_params(bound)
    params["type"] = widget.input_type
    if isinstance(widget, forms.NumberInput):       # a number box loses what is typed wrongly, and rolls with the mouse
        fraction = isinstance(bound.field, forms.DecimalField | forms.FloatField)
        params |= {"type": "text", "inputmode": params.get("inputmode", "decimal" if fraction else "numeric")}
    for side in ("prefix", "suffix"):
        if widget.attrs.get(side):
            params[side] = str(widget.attrs[side])
    return params


def _password(bound: BoundField) -> Params:
    params = _text_params(bound)
    if not bound.field.widget.render_value:     # a password is never sent back
        params.pop("value", None)
    params.setdefault("autocomplete", "current-password")
    for fixed in ("spellcheck", "autocapitalize"):
        params.pop(fixed, None)
    return params


def _textarea(bound: BoundField) -> Params:
    params = _text_params(bound)
    for unused in ("width", "inputmode"):
        params.pop(unused, None)
    rows, cols = (str(bound.field.widget.attrs.get(name, "")) for name in ("rows", "cols"))
    params["rows"] = 5 if (rows, cols) == ("10", "40") or not rows else int(rows)    # 10 by 40: nobody chose a size
    limit = getattr(bound.field, "max_length", None)
    if limit:
        params["maxlength"] = limit
    return params


def _choices(bound: BoundField, chosen: str) -> list[Params]:
    """The choices as items; a group's name stands before each of its choices. `chosen` is "selected" or "checked"."""
    widget = bound.field.widget
    now = {str(value) for value in widget.format_value(bound.value())}
    hints = getattr(widget, "hints", {})
    flat: list[tuple[Any, Any]] = []
    for value, label in widget.choices:
        if isinstance(label, list | tuple):
            flat += [(inner, f"{value}: {words}") for inner, words in label]
        else:
            flat.append((value, label))
    items = []
    for value, label in flat:
        text = "" if value is None else str(value)
        item: Params = {"value": text, "text": _plain(label)}
        if text in now:
            item[chosen] = True
        if chosen == "checked" and hints.get(text):
            item["hint"] = _plain(hints[text])
        items.append(item)
    return items


def _select(bound: BoundField) -> Params:
    return {**_labelled(bound), "items": _choices(bound, "selected")}


def _radios(bound: BoundField) -> Params:
    params = {**_grouped(bound), "items": _choices(bound, "checked")}
    params.pop("attributes", None)
    return params


def _one_checkbox(bound: BoundField) -> Params:
    widget = bound.field.widget
    item: Params = {"value": str(widget.attrs.get("value", "on")), "text": _plain(bound.label)}
    if widget.check_test(bound.value()):
        item["checked"] = True
    params = {"idPrefix": _id(bound), **_common(bound), "items": [item]}
    params.pop("attributes", None)
    if "hint" in params:        # under the words of the box, not before it
        item["hint"] = params.pop("hint")
    return params


def _date(bound: BoundField) -> Params:
    typed = bound.field.widget.format_value(bound.value())
    wrong = parts_to_mend(bound.errors.as_data())
    items = []
    for part in PARTS:
        item: Params = {"name": f"{bound.html_name}_{part}", "id": f"{_id(bound)}_{part}", "label": str(WORDS[part]),
                        "width": 4 if part == "year" else 2}
        if getattr(typed, part):
            item["value"] = getattr(typed, part)
        if part in wrong:
            item["classes"] = "nhsuk-input--error"
        items.append(item)
    common = _common(bound)
    for unused in ("name", "attributes"):
        common.pop(unused, None)
    return {"id": _id(bound), "fieldset": {"legend": {"text": _plain(bound.label)}}, **common, "items": items}


def _file(bound: BoundField) -> Params:
    return {**_labelled(bound), **({"multiple": True} if bound.field.widget.attrs.get("multiple") else {})}


def _hidden(bound: BoundField) -> Params:
    return {"html": str(bound)}


def _other(bound: BoundField) -> Params:
    return {**_labelled(bound), "html": str(bound)}


KINDS = (       # the first that fits; a CheckboxSelectMultiple is also a RadioSelect, a ClearableFileInput an Input
    (DayParts, "date-input", _date),
    (forms.CheckboxSelectMultiple, "checkboxes", _radios),
    (forms.RadioSelect, "radios", _radios),
    (forms.SelectMultiple, "other", _other),
    (forms.Select, "select", _select),
    (forms.CheckboxInput, "checkboxes", _one_checkbox),
    (forms.FileInput, "file-upload", _file),
    (forms.PasswordInput, "password-input", _password),
    (forms.Textarea, "textarea", _textarea),
    (Input, "input", _input),
)


def field_params(bound: BoundField) -> tuple[str, Params]:
    """(component, parameters) for a bound field, in the vocabulary of the official macros."""
    widget = bound.field.widget
    if widget.is_hidden:
        return "hidden", _hidden(bound)
    for kind, component, params in KINDS:
        if isinstance(widget, kind):
            found = params(bound)
            return ("character-count" if "maxlength" in found else component), found
    return "other", _other(bound)


def _placed(params: Params, described: str) -> list[Params]:
    """Items with the ids that the official macros give them: the first carries the bare one, to be linked to."""
    items = []
    for number, item in enumerate(params.get("items", []), start=1):
        place = item.get("id") or params.get("idPrefix", "") + (f"-{number}" if number > 1 else "")
        own = [described] if described and "fieldset" not in params else []
        own += [f"{place}-item-hint"] if item.get("hint") else []
        items.append({**item, "id": place, "described": " ".join(own)})
    return items


def field_html(bound: BoundField) -> SafeString:
    """The field, printed."""
    component, params = field_params(bound)
    base = params.get("id") or params.get("idPrefix", "")
    described = [f"{base}-info"] if component == "character-count" else []
    described += [f"{base}-{part}" for part, key in (("hint", "hint"), ("error", "errorMessage")) if params.get(key)]
    attributes = flatatt(params.get("attributes", {}))
    html = get_template(f"coprod/fields/{component}.html").render(
        {"p": {**params, "items": _placed(params, " ".join(described))}, "base": base,
         "described": " ".join(described), "attributes": attributes,
         "wrong": " nhsuk-form-group--error" if params.get("errorMessage") else ""})
    return SafeString(html)


# --- the error summary ----------------------------------------------------------------
def _place(bound: BoundField) -> str:
    """Where a link to the field's error goes: the first box that can be mended, or nowhere."""
    component, params = field_params(bound)
    if component == "hidden" or params.get("items") == []:
        return ""
    if component == "date-input":
        return f"#{_id(bound)}_{parts_to_mend(bound.errors.as_data())[0]}"
    return f"#{_id(bound)}"


def _errors_of(form: forms.BaseForm) -> Iterable[Params]:
    for error in form.non_field_errors():
        yield {"text": str(error)}
    for bound in form:
        for error in bound.errors:
            place = _place(bound)
            words = str(error) if place or not bound.is_hidden else _("A hidden part of this page is wrong: %s") % error
            yield {"text": words, **({"href": place} if place else {})}


def error_list(form: forms.BaseForm | BaseFormSet) -> list[Params]:
    """What is wrong, in the order of the page: [{"text", "href"}]. Empty for a form not yet sent."""
    if not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        whole = [{"text": str(error)} for error in form.non_form_errors()]
        return whole + [error for part in form.forms for error in _errors_of(part)]
    return list(_errors_of(form))
