"""The table of users: mostly to read. People come by invitation and are never deleted here."""

from typing import Any, ClassVar

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coprod.accounts.models import User
from coprod.accounts.policies import may_stop_administering
from coprod.accounts.staff_tables import for_administrators

for not_for_tables in (Group, EmailAddress, Authenticator, UserSession):
    if admin.site.is_registered(not_for_tables):
        admin.site.unregister(not_for_tables)


class UserFacts(forms.ModelForm):
    """What an administrator may change about an account."""

    class Meta:
        model = User
        fields = ("username", "email", "is_active", "is_professional", "is_superuser")
        labels: ClassVar = {"is_superuser": _("Administrator"), "is_active": _("May sign in")}
        help_texts: ClassVar = {
            "is_superuser": _("May use these tables."),
            "is_active": _("Take this away to close the account at once. Accounts are not deleted.")}

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        administers = cleaned.get("is_active") and cleaned.get("is_superuser")
        if self.instance.is_superuser and self.instance.is_active and not administers:
            answer = may_stop_administering(self.instance)
            if not answer:
                raise forms.ValidationError(answer.why)
        return cleaned


class PasswordForAnother(AdminPasswordChangeForm):
    """A new password for somebody who cannot be reached by e-mail. Taking passwords away is not offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)


@admin.register(User)
class Users(UserAdmin):
    form = UserFacts
    change_password_form = PasswordForAnother
    list_display = ("username", "email", "is_professional", "is_superuser", "is_active", "last_login")
    list_filter = ("is_active", "is_professional", "is_superuser")
    search_fields = ("username", "email")
    ordering = ("username", "pk")
    fieldsets = ((None, {"fields": UserFacts.Meta.fields}), (_("History"), {"fields": ("last_login", "date_joined")}))
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    actions = ("remove_second_factor",)
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An administrator's account is changed by administrators only, whatever rights others are given."""
        return super().has_change_permission(request, obj) and request.user.is_superuser

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.is_staff = obj.is_superuser
        super().save_model(request, obj, form, change)

    @for_administrators
    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        response = super().user_change_password(request, id, form_url)
        user = self.get_object(request, id)
        if request.method == "POST" and response.status_code == 302 and user:
            get_adapter().send_notification_mail("account/email/password_reset", user)
        return response

    @admin.action(description=_("Remove the second factor (lost phone)"))
    def remove_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """For people who lost phone and recovery codes; they are told, and set up a new one when they sign in."""
        helped = 0
        for user in queryset.exclude(pk=request.user.pk or 0):
            removed, _rows = Authenticator.objects.filter(user=user).delete()
            if removed:
                helped += 1
                self.log_change(request, user, say("Removed the second factor."))
                get_adapter().send_notification_mail("mfa/email/second_factor_removed", user)
        messages.info(request, ngettext(
            "The second factor of %(count)d person was removed.", "The second factor of %(count)d people was removed.",
            helped) % {"count": helped})
