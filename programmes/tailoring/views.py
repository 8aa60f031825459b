"""The page of all other ways of a programme; proposing one; one of them with what can be done to it."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from coprod.kit.access import Yes, allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.trail.models import Row
from programmes.catalogue import CORE, WAIVE, Standard, edition
from programmes.choosing.showing import named_packages
from programmes.programme.models import Programme
from programmes.programme.policies import may_read, may_see_names, partner_of
from programmes.programme.telling import tell
from programmes.programme.views.doors import its_programme, the_one, the_programme
from programmes.stages.actions.opening import lay_down
from programmes.stages.lifecycles import SIGNED_STATES
from programmes.stages.models.runs import runs_to_lay_down
from programmes.stages.telling import UNTOLD
from programmes.tailoring import actions
from programmes.tailoring.catalogue import BY_NAME, Recipe, fitting, not_needed
from programmes.tailoring.forms import (
    EndTailoring,
    LayDownStages,
    ProposeForm,
    RefuseTailoring,
    RenewTailoring,
    ReviewTailoring,
)
from programmes.tailoring.lifecycles import STANDING, TAILORING, WAITING, Kind, TailoringState
from programmes.tailoring.models import EXCEPTION_DAYS, Tailoring
from programmes.tailoring.policies import (
    may_agree_to_tailoring,
    may_end_tailoring,
    may_lay_down,
    may_propose_for,
    may_propose_in,
    may_read_tailoring,
    may_refuse_tailoring,
    may_renew_tailoring,
    may_review_tailoring,
    may_withdraw_tailoring,
)
from programmes.tailoring.showing import facts_of, shown

DAYS = {Kind.WAIVE: 56, Kind.TAILOR: 90, Kind.EXCEPTION: EXCEPTION_DAYS}       # a first suggestion, to be changed


def the_tailoring(user: Any, ref: str) -> Tailoring:
    found: Tailoring = the_one(user, Tailoring.objects.with_people(), its_programme, ref=ref)
    return found


@allowed(may_read, find=the_programme)
def tailorings(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Everything that is done another way, was, or was refused; and recipes for those who may propose one."""
    user, today = request.user, day_of(now())
    names, me = bool(may_see_names(user, programme)), partner_of(user)
    may_propose = may_propose_in(user, programme)
    ways = [shown(way, names=names, me=me) for way in programme.tailorings.with_people().order_by("until_on", "pk")]
    over = [each for each in ways if each.way.state not in (*STANDING, *WAITING, TailoringState.REFUSED)]
    return render(request, "programmes/tailoring/list.html", {
        "programme": programme, "today": today, "may_propose": may_propose,
        "standing": [each for each in ways if each.way.state in STANDING],
        "waiting": [each for each in ways if each.way.state in WAITING],
        "over": list(reversed(over)), "refused": [each for each in ways if each.way.is_refused()],
        "recipes": [(recipe, [edition(programme.edition).standard(code) for code in recipe.codes])
                    for recipe in fitting(facts_of(programme, on=today))] if may_propose else []})


@allowed(may_lay_down, find=the_programme)
def type_stages(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Lay down the stages that follow from the chosen type. What the type does not need stands beside them as an offer, with
    its reason filled in; no standard is left out unless both sides agree."""
    runs, asked = runs_to_lay_down(programme), edition(programme.edition)
    facts = facts_of(programme, on=day_of(now()))
    form = LayDownStages(request.POST or None, runs=runs)
    if request.method == "POST" and form.is_valid():
        laid = lay_down(programme, form.chosen(), by=request.user.partner, at=now())
        messages.success(request, ngettext(
            "%(n)d stage is laid down. Open it, or give it its days.", "%(n)d stages are laid down. Open them, or give them their days.",
            len(laid)) % {"n": len(laid)})
        return redirect(programme)
    return ask(request, form, title=_("Lay down the stages"), section=programme.name,
               back=reverse("programmes:type", args=[programme.slug]), submit=_("Lay them down"),
               template="programmes/tailoring/stages.html", programme=programme, packages=named_packages(sorted(facts.packages)),
               runs=runs, offers=[(recipe, [asked.standard(code) for code in recipe.codes]) for recipe in not_needed(facts)])


def _first_kind(standard: Standard | None, recipe: Recipe | None) -> str:
    """What is proposed most often for a standard of its class."""
    if recipe and recipe.kind:
        return recipe.kind
    classes = {CORE: Kind.EXCEPTION, WAIVE: Kind.WAIVE}
    return str(classes.get(standard.klass, Kind.TAILOR)) if standard else ""


@allowed(may_propose_in, find=the_programme)
def tailoring_propose(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Propose another way, perhaps from a recipe whose words are filled in, to be changed."""
    user, today, asked = request.user, day_of(now()), edition(programme.edition)
    recipe = BY_NAME.get(request.GET.get("recipe", ""))
    standard = next((each for each in asked.standards() if each.code == request.GET.get("standard")), None)
    kind = _first_kind(standard, recipe)
    days = recipe.days if recipe and recipe.days else DAYS[Kind(kind)] if kind else None
    runs = programme.stages.exclude(state__in=SIGNED_STATES).select_related("programme", "workstream").in_order()
    form = ProposeForm(
        request.POST or None, edition=asked, today=today, every_run=isinstance(may_propose_for(user, programme, None), Yes),
        runs=[stage for stage in runs if may_propose_for(user, programme, stage.workstream)],
        initial={"standard": standard.code if standard else "", "run": request.GET.get("run", ""), "kind": kind, "from_on": today,
                 "until_on": today + timedelta(days=days) if days else None,
                 "reason": recipe.reason if recipe else "", "instead": recipe.instead if recipe else ""})
    if request.method == "POST" and form.is_valid():
        way = actions.propose_tailoring(programme, by=user.partner, at=now(), **form.proposal())
        messages.success(request, _("It is proposed. The other side is being asked."))
        return redirect(way)
    return ask(request, form, title=_("Propose another way"), section=programme.name, submit=_("Propose it"),
               intro=_("It counts when the other side agrees: lay partners to what staff propose, staff to what lay partners propose."),
               back=reverse("programmes:tailorings", args=[programme.slug]))


@allowed(may_read_tailoring, find=the_tailoring)
def tailoring(request: HttpRequest, way: Tailoring) -> HttpResponse:
    """What was proposed, who agreed, what happened, and what the reader may do. A verb that is possible now and not the
    reader's shows why."""
    user, offers = request.user, set(TAILORING.offers(way.state))
    names = bool(may_see_names(user, way.programme))
    renewals = list(way.renewals.order_by("pk"))
    refs = [way.ref, *(view.ref for view in way.views.all())]
    rows = Row.objects.filter(subject__in=refs).order_by("number")
    was_in_force = way.state in (*STANDING, TailoringState.REOPENED, TailoringState.ENDED) and way.state != TailoringState.APPROVED
    return render(request, "programmes/tailoring/tailoring.html", {
        "programme": way.programme, "shown": shown(way, names=names, me=partner_of(user)), "way": way, "renewals": renewals,
        "may_agree": may_agree_to_tailoring(user, way) if "approve" in offers else None,
        "may_withdraw": may_withdraw_tailoring(user, way) if "withdraw" in offers else None,
        "may_end": may_end_tailoring(user, way) if "end" in offers else None,
        "may_renew": may_renew_tailoring(user, way) if "renew" in offers else None,
        "may_review": may_review_tailoring(user, way) if was_in_force else None,
        "history": tell([row for row in rows if (row.kind, row.move) not in UNTOLD], names=names)})


@require_POST
@allowed(may_agree_to_tailoring, find=the_tailoring)
def tailoring_agree(request: HttpRequest, way: Tailoring) -> HttpResponse:
    way = actions.agree_to_tailoring(way, by=request.user.partner, at=now())
    if way.is_waiting():
        messages.success(request, _("Thank you. It stands when the other of the pair agrees too."))
    else:
        messages.success(request, _("Thank you. Both sides agree now."))
    return redirect(way)


@allowed(may_refuse_tailoring, find=the_tailoring)
def tailoring_refuse(request: HttpRequest, way: Tailoring) -> HttpResponse:
    form = RefuseTailoring(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.refuse_tailoring(way, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("Your “no” and its reason are recorded. Who proposed it is being told."))
        return redirect(way)
    return ask(request, form, title=_("Say no to another way of doing %(code)s") % {"code": way.code}, section=way.where(), back=way,
               submit=_("Say no"))


@require_POST
@allowed(may_withdraw_tailoring, find=the_tailoring)
def tailoring_withdraw(request: HttpRequest, way: Tailoring) -> HttpResponse:
    actions.withdraw_tailoring(way, by=request.user.partner, at=now())
    messages.success(request, _("Your proposal is taken back. That it was made stays on record."))
    return redirect(way)


@allowed(may_end_tailoring, find=the_tailoring)
def tailoring_end(request: HttpRequest, way: Tailoring) -> HttpResponse:
    form = EndTailoring(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.end_tailoring(way, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("It has ended. From now on the standard is done as it says."))
        return redirect(way)
    return ask(request, form, title=_("End early what was agreed about %(code)s") % {"code": way.code}, section=way.where(), back=way,
               submit=_("End it"), submit_kind="warning")


@allowed(may_renew_tailoring, find=the_tailoring)
def tailoring_renew(request: HttpRequest, way: Tailoring) -> HttpResponse:
    begins = actions.first_day_of_renewal(way, on=day_of(now()))
    form = RenewTailoring(request.POST or None, begins=begins, initial={"reason": way.reason, "instead": way.instead})
    if request.method == "POST" and form.is_valid():
        renewal = actions.renew_tailoring(way, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The renewal is proposed. The other side is being asked."))
        return redirect(renewal)
    return ask(request, form, title=_("Renew what was agreed about %(code)s") % {"code": way.code}, section=way.where(), back=way,
               submit=_("Propose the renewal"), intro=_("The other side has to agree again."))


@allowed(may_review_tailoring, find=the_tailoring)
def tailoring_review(request: HttpRequest, way: Tailoring) -> HttpResponse:
    form = ReviewTailoring(request.POST or None, initial={"note": way.review_note})
    if request.method == "POST" and form.is_valid():
        actions.review_tailoring(way, by=request.user.partner, at=now(), note=form.cleaned_data["note"])
        messages.success(request, _("The review is recorded."))
        return redirect(way)
    return ask(request, form, title=_("Review what was agreed about %(code)s") % {"code": way.code}, section=way.where(), back=way,
               submit=_("Record the review"))
