"""Looking a plan through before everybody reads it (PU3), publishing it, and what everybody reads without an account."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coprod.accounts.limits import failed, too_many
from coprod.kit.access import allowed, open_to_all
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import number
from programmes.nominations.views.doors import NOMINATING
from programmes.plans import actions
from programmes.plans.forms import LetForm
from programmes.plans.models import Plan, PlanFind
from programmes.plans.policies.moving import Find, finds_in, may_look_through, missing_to_publish
from programmes.plans.showing.public import changes_for_everybody, plan_for_everybody, published_plans
from programmes.plans.views.beside import file_of
from programmes.plans.views.doors import the_plan
from programmes.programme.policies import may_see_names
from programmes.programme.telling import named


def _page_of(plan: Plan) -> str:
    return reverse("programmes:plan-publish", args=[plan.ref])


@allowed(may_look_through, find=the_plan)
def publish(request: HttpRequest, plan: Plan) -> HttpResponse:
    """What was found in it, each to be taken out or let stand with a reason; and what is missing before it is published."""
    finds = finds_in(plan)
    missing = missing_to_publish(plan, finds)
    if request.method == "POST":
        if not plan.offers("publish"):
            raise NotAllowedNow("publish", _("Only a plan that is decided, and not published yet, is published."))
        if not missing:
            actions.publish_plan(plan, by=request.user.partner, at=now())       # type: ignore[union-attr]
            messages.success(request, _("It is published. Everybody can read it."))
            return redirect(plan)
    return render(request, "programmes/plans/publish.html", {
        "plan": plan, "programme": plan.programme, "finds": [each for each in finds if each.let is None or each.is_never],
        "let": _let(request, plan, finds), "missing": missing, "can": plan.offers("publish") and not missing})


def _let(request: HttpRequest, plan: Plan, finds: list[Find]) -> list[tuple[PlanFind, str, str]]:
    """What may stand there, who said so, and its key if it still stands there."""
    keys, names = {each.let.pk: each.key for each in finds if each.let}, bool(may_see_names(request.user, plan.programme))
    rows = PlanFind.objects.filter(plan=plan).select_related("by").order_by("at", "pk")
    return [(each, named(each.by, names=names), keys.get(each.pk, "")) for each in rows]


def _find(plan: Plan, key: str) -> Find:
    """What was found under that key. Raises NotAllowedNow if it does not stand in the plan any more."""
    for each in finds_in(plan):
        if each.key == key:
            return each
    raise NotAllowedNow("look_through", _("It does not stand in the plan any more."))


@allowed(may_look_through, find=the_plan)
def let_stand(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Why one of the finds (?find=) may stand there."""
    find = _find(plan, (request.POST if request.method == "POST" else request.GET).get("find", ""))
    form = LetForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.let_stand(plan, by=request.user.partner, at=now(), kind=find.found.kind, words=find.found.words,        # type: ignore[union-attr]
                          because=form.cleaned_data["because"])
        messages.success(request, _("It may stand there. Your reason is kept."))
        return redirect(_page_of(plan))
    return ask(request, form, title=_("Why may it stand there?"), section=plan.name, back=_page_of(plan), find=find,
               template="programmes/plans/let.html")


@require_POST
@allowed(may_look_through, find=the_plan)
def take_out(request: HttpRequest, plan: Plan) -> HttpResponse:
    find = _find(plan, request.POST.get("find", ""))
    actions.take_out(plan, by=request.user.partner, at=now(), kind=find.found.kind, words=find.found.words)     # type: ignore[union-attr]
    messages.success(request, _("It is taken out. A mark stands in its place."))
    return redirect(_page_of(plan))


# --- for everybody ------------------------------------------------------------------------------------------------------

def _quiet(response: HttpResponse) -> HttpResponse:
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _public(request: HttpRequest, ref: str) -> Plan:
    """A plan that is published; 404 for anything else, and whoever guesses is counted."""
    found: Plan | None = Plan.objects.out().whole().filter(public_ref=ref).first()     # type: ignore[attr-defined]
    if found is None:
        failed(request)
        raise Http404
    return found


@open_to_all
@require_GET
def public(request: HttpRequest, ref: str) -> HttpResponse:
    """The plan as everybody reads it, with its decision and how its promises stand."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    return _quiet(render(request, "programmes/plans/public.html", plan_for_everybody(_public(request, ref))))


@open_to_all
@require_GET
def public_plans(request: HttpRequest, slug: str) -> HttpResponse:
    """The plans of a programme that are published; where none is, there is no such page."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    found = published_plans(slug, start=number(request.GET.get("from", "")))
    if found is None:
        failed(request)
        raise Http404
    return _quiet(render(request, "programmes/plans/public_list.html", found))


@open_to_all
@require_GET
def public_changes(request: HttpRequest, ref: str) -> HttpResponse:
    """What was changed since the Forum saw it."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    plan = _public(request, ref)
    facts: dict[str, Any] = {"plan": plan, "programme": plan.programme, "compared": changes_for_everybody(plan)}
    return _quiet(render(request, "programmes/plans/public_changes.html", facts))


@open_to_all
@require_GET
def public_copy(request: HttpRequest, ref: str, copy: str) -> HttpResponse:
    """A file beside a plan that is published."""
    if too_many(request, NOMINATING):
        return render(request, "429.html", status=429)
    found = _public(request, ref).copies.there().one_or_none(ref=copy)      # type: ignore[attr-defined]
    if found is None or found.waits_for_a_look():
        failed(request)
        raise Http404
    return file_of(found)
