"""The staff tables of this wing: drafts to write, to check and to publish; published editions to read. For administrators."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coprod.accounts.staff_tables import for_administrators
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.moves import record
from programmes.catalogue import edition
from programmes.editions.actions import keep_standard, publish_edition
from programmes.editions.forms import AddedForm, DraftForm, PublishForm, WordingForm
from programmes.editions.models import AddedStandard, ChangedWording, LocalEdition
from programmes.editions.policies import findings, what_changes
from programmes.programme.policies import names_of, partner_of


class OfADraftInline(admin.StackedInline):
    """Rows that can be written while their edition is a draft, and are only read afterwards."""

    extra = 1

    def _of_a_draft(self, request: HttpRequest, draft: Any) -> bool:
        return draft is not None and draft.is_draft() and partner_of(request.user) is not None

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._of_a_draft(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._of_a_draft(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._of_a_draft(request, obj)


class AddedStandards(OfADraftInline):
    model = AddedStandard
    form = AddedForm
    fields = ("code", "stage", "short", "question", "evidence", "by", "klass")
    readonly_fields = ("code",)


class ChangedWordings(OfADraftInline):
    model = ChangedWording
    form = WordingForm
    fields = ("code", "question", "evidence")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        base = edition(obj.based_on) if obj else edition(1)
        return super().get_formset(request, obj, form=type("WordingFormOfThis", (WordingForm,), {"base": base}), **kwargs)


@admin.register(LocalEdition)
class LocalEditions(admin.ModelAdmin):
    """The name and the edition it begins from come first; then its standards; then "Check and publish"."""

    form = DraftForm
    list_display = ("name", "number", "state", "based_on", "published_at")
    list_filter = ("state",)
    ordering = ("-number", "-pk")
    inlines = (AddedStandards, ChangedWordings)
    change_form_template = "admin/editions/change_form.html"
    actions = None

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        told = ("number", "state", "begun_by", "begun_at", "published_by", "published_at") if obj else ()
        return ("name", "about", "based_on", *told)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("based_on", "number", "state", "begun_by", "begun_at", "published_by", "published_at") if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return self.inlines if obj else ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and partner_of(request.user) is not None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and partner_of(request.user) is not None and (obj is None or obj.is_draft())

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.begun_at, obj.begun_by = now(), partner_of(request.user)
        super().save_model(request, obj, form, change)
        facts = {} if change else {"based_on": obj.based_on}
        record(obj, "change" if change else "begin", by=partner_of(request.user), at=now(), **facts)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """New standards get their code here."""
        if formset.model is AddedStandard:
            formset.save(commit=False)
            for gone in formset.deleted_objects:
                gone.delete()
            for added, _fields in formset.changed_objects:
                added.save()
            for added in formset.new_objects:
                keep_standard(added)
        else:
            formset.save()

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        """On to the standards: a draft without any is of no use."""
        messages.success(request, say("The draft is begun. Now add standards, or change words."))
        return redirect("admin:programmes_localedition_change", obj.pk)

    def get_urls(self) -> Any:
        return [path("<int:pk>/check/", self.admin_site.admin_view(self.check_and_publish), name="programmes_localedition_check"),
                *super().get_urls()]

    @for_administrators
    def check_and_publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What has to be put right, the old and the new words side by side, and the button that publishes."""
        known = LocalEdition.objects.filter(pk=pk).prefetch_related("added", "wordings")
        draft = known.first()
        if draft is None or not self.has_change_permission(request):
            raise Http404
        status, form = 200, PublishForm(request.POST or None, initial={"seen": draft.fingerprint()})
        if request.method == "POST" and form.is_valid():
            try:
                with transaction.atomic():
                    published = publish_edition(draft, by=request.user.partner, at=now(), seen=form.cleaned_data["seen"])    # type: ignore[union-attr]
            except NotAllowedNow as refusal:
                status, draft = 409, known.get()
                messages.error(request, str(refusal.why))
                form = PublishForm(initial={"seen": draft.fingerprint()})
            else:
                messages.success(request, say("Edition %(number)d is published. Programmes may move to it now.") % {
                    "number": published.number})
                return redirect("admin:programmes_localedition_changelist")
        return TemplateResponse(request, "admin/editions/check.html", {
            **self.admin_site.each_context(request), "title": _("Check and publish"), "draft": draft, "opts": self.opts,
            "form": form, "findings": findings(draft) if draft.is_draft() else [],
            "changes": [(each, names_of(each.standard.by)) for each in what_changes(draft)],
            "back": reverse("admin:programmes_localedition_change", args=[draft.pk])}, status=status)
