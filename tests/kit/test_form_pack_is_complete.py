"""Every layout object of the forms library finds its template, whole forms and formsets are printed whole."""

import pytest
from crispy_forms.bootstrap import FormActions, StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import (
    HTML,
    Button,
    ButtonHolder,
    Column,
    Div,
    Field,
    Fieldset,
    Hidden,
    Layout,
    MultiField,
    Reset,
    Row,
    Submit,
)
from django import forms
from django.forms import formset_factory
from django.template import Context, Template

from coprod.kit.forms import NameField, PlainForm
from tests.kit.questions import BAD, EveryQuestion


class Seat(PlainForm):
    name = NameField(label="Name")
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def crispy(form, **helper):
    form.helper = FormHelper()
    for name, value in helper.items():
        setattr(form.helper, name, value)
    return Template("{% load crispy_forms_tags %}{% crispy form %}").render(Context({"form": form, "csrf_token": "t"}))


@pytest.mark.parametrize(("piece", "seen"), [
    (Row("name"), "app-row"), (Column("name"), "app-row__column"), (Div("name", css_class="own"), "own"),
    (Fieldset("Who sits here", "name"), "Who sits here</legend>"), (MultiField("Both", "name"), "Both</legend>"),
    (ButtonHolder(Submit("save", "Save")), ">Save</button>"), (FormActions(Submit("save", "Save")), ">Save</button>"),
    (Submit("save", "Save"), 'type="submit"'), (Button("more", "More"), 'type="button"'),
    (Reset("empty", "Empty"), 'type="reset"'), (Hidden("place", "4"), 'type="hidden" name="place" value="4"'),
    (StrictButton("Look"), ">Look</button>"), (HTML("<p>Words</p>"), "<p>Words</p>"),
    (Field("name", css_class="wide"), "wide"), (Field("name"), 'name="name"')])
def test_each_layout_object_is_printed(piece, seen):
    assert seen in crispy(Seat(), layout=Layout(piece))


def test_a_whole_form_comes_with_its_token_summary_and_fields():
    html = crispy(Seat({"name": ""}))

    assert html.count("<form") == 1
    assert 'method="post"' in html
    assert html.index("There is a problem") < html.index('name="name"')
    assert '<a href="#id_name">Enter the name</a>' in html
    assert 'type="hidden" name="key"' in html


def test_a_form_with_a_file_is_sent_in_parts():
    assert 'enctype="multipart/form-data"' in crispy(EveryQuestion())


def show(template, **context):
    return Template("{% load crispy_forms_filters %}" + template).render(Context(context))


def test_the_filter_prints_the_summary_and_every_field_once():
    html = show("{{ form|crispy }}", form=EveryQuestion(BAD))

    assert html.count("There is a problem") == 1
    assert [name for name in EveryQuestion().fields if f'name="{name}' not in html] == []


def test_the_summary_is_not_there_before_the_form_is_sent():
    assert "There is a problem" not in show("{{ form|crispy }}", form=EveryQuestion())


def test_one_field_alone_and_errors_alone_can_be_printed():
    assert 'name="name"' in show("{{ form.name|as_crispy_field }}", form=Seat())
    assert "Enter the name" in show("{{ form|as_crispy_errors }}", form=Seat({"name": ""}))


def test_errors_about_the_whole_form_are_said_without_a_link():
    form = Seat({"name": "Joe"})
    form.add_error(None, "Somebody sits here already.")

    assert "<li>Somebody sits here already.</li>" in show("{{ form|crispy }}", form=form)


def test_a_formset_is_printed_with_one_summary_and_its_count():
    seats = formset_factory(Seat, extra=2)({"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0",
                                            "form-0-name": "x" * 201, "form-1-name": "Joe"})
    html = show("{{ seats|crispy }}", seats=seats)
    whole = Template("{% load crispy_forms_tags %}{% crispy seats helper %}").render(
        Context({"seats": seats, "helper": FormHelper()}))
    laid_out = FormHelper()
    laid_out.layout = Layout(Row("name"))
    by_layout = Template("{% load crispy_forms_tags %}{% crispy seats helper %}").render(
        Context({"seats": seats, "helper": laid_out}))

    assert html.count("There is a problem") == 1
    assert '<a href="#id_form-0-name">Name must be 200 characters or fewer</a>' in html
    assert [page for page in (html, whole, by_layout) if page.count('name="form-TOTAL_FORMS"') != 1] == []
    assert [page for page in (html, whole, by_layout) if 'name="form-1-name"' not in page] == []
    assert "There is a problem" in show("{{ seats|as_crispy_errors }}", seats=seats)


def test_a_widget_of_another_kind_still_has_its_label():
    class Odd(forms.Form):
        at = forms.SplitDateTimeField(label="When")
        many = forms.MultipleChoiceField(label="Many", choices=[("a", "A")])

    html = show("{{ form|crispy }}", form=Odd())

    assert '<label class="nhsuk-label" for="id_at">When</label>' in html or ">When</label>" in html
    assert 'name="at_0"' in html
    assert "<select" in html
