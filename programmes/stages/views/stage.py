"""A stage: its standards, what is missing, who must act, sign-offs, history; and the moves of the whole stage."""

from collections import Counter

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.post.models import Message
from coprod.trail.models import Row
from programmes.catalogue import COPY, edition
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names, partner_of, standing
from programmes.programme.telling import tell
from programmes.programme.views.doors import the_programme
from programmes.stages.actions.opening import change_dates, open_stage, plan_stage
from programmes.stages.actions.settling import READY_OR_UNRESOLVED, is_unsigned_again
from programmes.stages.actions.signing import proceed_without_agreement, reopen_stage, sign_stage
from programmes.stages.forms import PlanStage, ProceedForm, ReopenForm, SignForm, StageDates
from programmes.stages.lifecycles import STAGE, AnswerState, StageState
from programmes.stages.models import Evidence, Stage
from programmes.stages.policies import (
    lay_refusals,
    may_open_stage,
    may_plan_stages,
    may_proceed,
    may_read_stage,
    may_reopen,
    may_sign,
    roles_in,
    slots,
    slots_of,
)
from programmes.stages.proofs import what_is_missing
from programmes.stages.showing import TONES, next_actors, standards_shown, trail_of_stage
from programmes.stages.views.doors import the_stage


@allowed(may_read_stage, find=the_stage)
def stage(request: HttpRequest, stage: Stage) -> HttpResponse:
    today, user = day_of(now()), request.user
    answers = list(stage.answers.in_order().select_related("claimed_by"))
    missing = what_is_missing(Stage.objects.filter(pk=stage.pk), today, [stage.code])[stage.pk] if stage.opened_at else {}
    counts = dict(Counter(Evidence.objects.standing().filter(answer__stage=stage).values_list("answer", flat=True)))
    found = Counter(answer.state for answer in answers if not answer.waits_for_nobody())
    wanted = slots(stage, on=today) if stage.opened_at else []
    signatures = list(stage.signatures.select_related("partner", "organisation", "workstream").order_by("at", "pk"))
    names = bool(may_see_names(user, stage.programme))
    up_for_signing = stage.state in READY_OR_UNRESOLVED
    proceedings = list(stage.proceedings.select_related("by").order_by("at"))
    goes_on = any(proceeding.round == stage.round for proceeding in proceedings)     # then nobody is asked to sign any more
    return render(request, "programmes/stages/stage.html", {
        "stage": stage, "tone": TONES[stage.state], "programme": stage.programme, "asked": stage.catalogue, "copy": COPY, "names": names,
        "standards": standards_shown(stage, answers, missing, counts),
        "counts": [(state.label, found[state]) for state in AnswerState if found[state]],
        "next": next_actors(stage, answers, missing, wanted, names=names, mine=roles_in(standing(user), stage),
                            signing=up_for_signing and not goes_on),
        "slots": wanted, "signatures": [s for s in signatures if s.replaced_at is None and s.round == stage.round],
        "earlier": [s for s in signatures if s.replaced_at is not None or s.round != stage.round],
        "mine": slots_of(partner_of(user), wanted) if up_for_signing else [], "up_for_signing": up_for_signing,
        "proceedings": proceedings,
        "reopenings": list(stage.reopenings.select_related("by").order_by("at")),
        "changed": bool(stage.changed_at) or is_unsigned_again(stage),
        "told": _who_was_told(stage) if stage.changed_at else [],
        "may_open": may_open_stage(user, stage), "may_proceed": may_proceed(user, stage), "may_reopen": may_reopen(user, stage),
        "can_proceed": stage.state == StageState.UNRESOLVED and lay_refusals(stage).exists(),
        "can_reopen": "reopen" in STAGE.offers(stage.state), "today": today,
        "history": tell(trail_of_stage(stage, answers), names=names)})


def _who_was_told(stage: Stage) -> list[tuple[str, str]]:
    """Names, and what became of the message, of those who were told that the stage changed since it was signed."""
    told = Message.objects.filter(kind="changed_since_signed", about=stage.ref).order_by("pk")
    names = dict(stage.signatures.values_list("partner__ref", "partner__name"))
    return [(names.get(message.to, ""), message.get_state_display()) for message in told]


@allowed(may_plan_stages, find=the_programme)
def stage_plan(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Lay a stage down; one whose day has come is opened at once."""
    today = day_of(now())
    form = PlanStage(request.POST or None, programme=programme, edition=edition(programme.edition),
                     initial={"opens_on": today, "code": request.GET.get("code", ""), "workstream": request.GET.get("workstream", "")})
    if request.method == "POST" and form.is_valid():
        stage = plan_stage(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        if form.cleaned_data["opens_on"] <= today:
            open_stage(stage, by=request.user.partner, at=now())
            messages.success(request, _("The stage is open. Its standards are waiting for answers."))
        else:
            messages.success(request, _("The stage is laid down. It opens by itself on its day."))
        return redirect(stage)
    return ask(request, form, title=_("Open or plan a stage"), section=programme.name, submit=_("Go on"),
               back=reverse("programmes:programme", args=[programme.slug]))


@require_POST
@allowed(may_open_stage, find=the_stage)
def stage_open(request: HttpRequest, stage: Stage) -> HttpResponse:
    open_stage(stage, by=request.user.partner, at=now())
    messages.success(request, _("The stage is open. Its standards are waiting for answers."))
    return redirect(stage)


@allowed(may_open_stage, find=the_stage)
def stage_dates(request: HttpRequest, stage: Stage) -> HttpResponse:
    form = StageDates(request.POST or None, initial={"opens_on": stage.opens_on, "due_on": stage.due_on})
    if request.method == "POST" and form.is_valid():
        change_dates(stage, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The dates are changed."))
        return redirect(stage)
    return ask(request, form, title=_("Change the dates"), section=stage.title(), back=stage)


@allowed(may_sign, find=the_stage)
def stage_sign(request: HttpRequest, stage: Stage) -> HttpResponse:
    form = SignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sign_stage(stage, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Thank you. Your word is recorded, with today's date."))
        return redirect(stage)
    mine = slots_of(partner_of(request.user), slots(stage, on=day_of(now())))
    answers = list(stage.answers.that_count().in_order())
    return ask(request, form, title=_("Sign stage %(code)s") % {"code": stage.code}, section=stage.title(), back=stage,
               submit=_("Record what I say"), template="programmes/stages/sign.html", stage=stage, mine=mine,
               counts=Counter(answer.get_state_display() for answer in answers).items(),
               gaps=[answer for answer in answers if answer.state == AnswerState.NOT_MET])


@allowed(may_proceed, find=the_stage)
def stage_proceed(request: HttpRequest, stage: Stage) -> HttpResponse:
    form = ProceedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proceed_without_agreement(stage, by=request.user.partner, at=now(), because=form.cleaned_data["because"])
        messages.success(request, _("Your decision and its reason are recorded. Those who signed are being told."))
        return redirect(stage)
    return ask(request, form, title=_("Go on without lay agreement"), section=stage.title(), back=stage, submit=_("Record this decision"),
               submit_kind="warning", template="programmes/stages/proceed.html", stage=stage,
               refusals=lay_refusals(stage).select_related("partner"))


@allowed(may_reopen, find=the_stage)
def stage_reopen(request: HttpRequest, stage: Stage) -> HttpResponse:
    form = ReopenForm(request.POST or None, stage=stage)
    if request.method == "POST" and form.is_valid():
        reopen_stage(stage, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("The stage is open again. Earlier signatures stay on record."))
        return redirect(stage)
    return ask(request, form, title=_("Open this stage again"), section=stage.title(), back=stage, submit=_("Open it again"),
               intro=_("What you choose below waits for a lay partner again. Everybody signs anew."))


@allowed(may_read_stage, find=the_stage)
def stage_trail(request: HttpRequest, stage: Stage) -> HttpResponse:
    """Everything that was ever done in the stage, oldest first."""
    names = bool(may_see_names(request.user, stage.programme))
    answers = list(stage.answers.all())
    rows = trail_of_stage(stage, answers, limit=None)
    return render(request, "programmes/stages/trail.html", {
        "stage": stage, "programme": stage.programme, "history": tell(rows, names=names),
        "rows": Row.objects.filter(book=stage.programme.ref).count()})
