"""The one table of the limit pages."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "tests.bench.limits"
    label = "limits"
