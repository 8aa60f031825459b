"""The admin site: for administrators, with their second factor, entered through the ordinary sign-in."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _


def for_administrators(view: Any) -> Any:
    """Say, for the check of every route, that the admin guards this view of ours itself."""
    view.access = "administrators"
    return view


class StaffTables(AdminSite):
    """Only superusers come in. It has no sign-in and no password page of its own: those would be more doors to guard."""

    site_title = site_header = _("Administration")
    index_title = _("Tables")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_superuser

    @for_administrators
    @method_decorator(login_not_required)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send strangers to the ordinary sign-in, with its limits and second factor; refuse everybody else."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied(say("Only administrators may use these tables."))
        return redirect_to_login(get_next_redirect_url(request) or reverse("admin:index"), reverse("account_login"))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_logout")
