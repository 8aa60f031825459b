"""Staff tables of this wing: organisations as reference data, and people to read, to add and to invite. Nobody is deleted."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import record
from partners.people.actions import invite
from partners.people.models import Organisation, Partner


class NothingIsDeleted(admin.ModelAdmin):
    """A table whose rows may be added and changed; each change is in the trail, and nothing is ever removed."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change and isinstance(obj, Partner):
            obj.added_at, obj.added_by = now(), request.user.partner    # type: ignore[union-attr]
        super().save_model(request, obj, form, change)
        record(obj, "change" if change else "add", by=request.user.partner, at=now())       # type: ignore[union-attr]


@admin.register(Organisation)
class Organisations(NothingIsDeleted):
    list_display = ("name", "kind", "area")
    list_filter = ("kind",)
    search_fields = ("search_text",)
    ordering = ("name", "pk")
    fields = ("name", "kind", "area")


@admin.register(Partner)
class Partners(NothingIsDeleted):
    list_display = ("name", "is_professional", "organisation", "can_sign_in")
    list_filter = ("is_professional",)
    list_select_related = ("organisation",)
    search_fields = ("search_text",)
    ordering = ("name", "pk")
    fields = ("name", "called", "is_professional", "organisation", "job", "area", "email", "phone", "channel")
    autocomplete_fields = ("organisation",)
    actions: ClassVar = ["send_invitations"]

    @admin.display(boolean=True, description=_("may sign in"))
    def can_sign_in(self, partner: Partner) -> bool:
        return partner.user_id is not None

    @admin.action(description=_("Invite to open an account"))
    def send_invitations(self, request: HttpRequest, chosen: QuerySet) -> None:
        for partner in chosen:
            try:
                invite(partner, by=request.user.partner, at=now())      # type: ignore[union-attr]
            except NotAllowedNow as refusal:
                messages.warning(request, f"{partner.name}: {refusal.why}")
            else:
                messages.success(request, say("%(name)s is invited.") % {"name": partner.name})
