"""The trail, for administrators to read. Nothing in it can be added, changed or removed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from coprod.trail.models import Row


@admin.register(Row)
class Rows(admin.ModelAdmin):
    list_display = ("at", "book", "number", "kind", "move", "was", "now", "actor", "role")
    list_filter = ("kind", "move")
    search_fields = ("subject", "actor", "book")
    ordering = ("-at", "-pk")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
