"""The oracle: the same parameters go to NHS England's own macros, and both give the same page."""

import re

import pytest
from django.template.loader import render_to_string
from django.test.html import parse_html
from jinja2 import ChainableUndefined, Environment, PackageLoader

from coprod.kit.fields import error_list, field_html, field_params
from coprod.kit.forms import PlainForm
from tests.kit.questions import BAD, GOOD, EveryQuestion

MACROS = {"input": "input", "textarea": "textarea", "select": "select", "radios": "radios", "checkboxes": "checkboxes",
          "date-input": "dateInput", "file-upload": "fileUpload", "password-input": "passwordInput",
          "character-count": "characterCount", "error-summary": "errorSummary"}
FORMS = {"not sent": lambda: EveryQuestion(), "filled": lambda: EveryQuestion(initial={"name": "Joe", "colour": "g"}),
         "good": lambda: EveryQuestion(GOOD), "bad": lambda: EveryQuestion(BAD), "empty": lambda: EveryQuestion({})}
official = Environment(loader=PackageLoader("nhsuk_frontend_jinja", "templates"), undefined=ChainableUndefined,
                       autoescape=True, trim_blocks=True, lstrip_blocks=True)


def official_html(component, params):
    macro = official.get_template(f"nhsuk/components/{component}/macro.jinja")
    html = str(getattr(macro.module, MACROS[component])(params))
    return html.replace(' data-module="nhsuk-file-upload"', "")     # its script breaks WCAG 2.5.3; ours works without


@pytest.mark.parametrize("state", FORMS)
@pytest.mark.parametrize("name", list(EveryQuestion().fields))
def test_every_kind_of_field_is_printed_as_the_official_macro_prints_it(name, state):
    bound = FORMS[state]()[name]
    component, params = field_params(bound)

    assert parse_html(field_html(bound)) == parse_html(official_html(component, params))


def test_the_oracle_covers_every_component_and_sees_errors_hints_and_values():
    seen = {field_params(bound)[0] for bound in EveryQuestion()}
    bad = {bound.name: field_params(bound)[1].get("errorMessage") for bound in EveryQuestion(BAD)}

    assert seen == set(MACROS) - {"error-summary"}
    assert [name for name, error in bad.items() if not error] == ["notes"]


def test_the_oracle_can_fail():
    component, params = field_params(EveryQuestion()["name"])

    assert parse_html(official_html(component, params)) != parse_html(
        official_html(component, params | {"hint": "Something else"}))


def test_the_error_summary_is_the_official_one():
    form = EveryQuestion(BAD)
    ours = render_to_string("coprod/error_summary.html", {"errors": error_list(form)})

    assert parse_html(ours) == parse_html(official_html(
        "error-summary", {"titleText": "There is a problem", "errorList": error_list(form)}))


def test_every_link_of_the_error_summary_arrives_at_a_box():
    form = EveryQuestion(BAD)
    page = "".join(field_html(bound) for bound in form)
    boxes = re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', page)
    links = [error["href"] for error in error_list(form)]

    assert links == ["#id_name", "#id_email", "#id_seats", "#id_amount", "#id_why", "#id_colour", "#id_colours",
                     "#id_town", "#id_on_day", "#id_paper", "#id_secret", "#id_agree"]
    assert [link for link in links if link.removeprefix("#") not in boxes] == []


def test_no_id_is_printed_twice():
    page = "".join(field_html(bound) for bound in EveryQuestion(BAD))
    ids = re.findall(r'\sid="([^"]+)"', page)

    assert len(ids) > 25
    assert sorted(ids) == sorted(set(ids))


def test_words_from_people_are_escaped():
    class Sharp(PlainForm):
        name = EveryQuestion.base_fields["name"]

    html = field_html(Sharp({"name": '"><script>alert(1)</script>'})["name"])

    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html
