"""Printing forms: `{% load fields %}`. Pages use `{{ form|crispy }}`; its templates use these."""

from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from coprod.kit import fields

register = template.Library()


@register.simple_tag
def field_html(field: BoundField) -> SafeString:
    return fields.field_html(field)


@register.simple_tag
def error_summary(form: Any) -> SafeString:
    """What is wrong and where, at the top; nothing while nothing is wrong."""
    errors = fields.error_list(form)
    return render_to_string("coprod/error_summary.html", {"errors": errors}) if errors else SafeString("")
