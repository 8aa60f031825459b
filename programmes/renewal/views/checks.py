"""Comparing the Forum with its profile, deciding about gaps, and the yes or no of lay partners."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import No, allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from programmes.programme.models import Programme
from programmes.programme.policies import may_see_names, partner_of
from programmes.programme.telling import named, tell
from programmes.programme.views.doors import the_programme
from programmes.renewal import pictures
from programmes.renewal.actions import checks as actions
from programmes.renewal.catalogue import GROUP
from programmes.renewal.forms import AnswerNo, CompareForm, DecideGap, RefuseCheck
from programmes.renewal.lifecycles import GAP_CHECK, CheckState
from programmes.renewal.models import GapCheck, GapLine, GapNo, Strategy
from programmes.renewal.policies import (
    last_check,
    may_answer_gap_no,
    may_decide,
    may_judge_check,
    may_read_check,
    may_run_check,
    may_run_recruitment,
    members_of_forum,
    what_hinders_comparing,
)
from programmes.renewal.showing import gaps_of, state_of
from programmes.renewal.views.doors import the_check, the_gap_no, the_line


@allowed(may_run_recruitment, find=the_programme)
def gap_check_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Compare now. Only groups that no question asks about are counted by hand."""
    at = now()
    today = day_of(at)
    strategy = Strategy.objects.in_force().filter(programme=programme).first()
    if why := what_hinders_comparing(programme, strategy, last_check(programme), today):
        raise NotAllowedNow("compare", why)
    groups = list(strategy.targets.filter(dimension=GROUP).order_by("pk"))     # type: ignore[union-attr]
    sent = request.POST if request.method == "POST" else None       # all of it may be empty
    form = CompareForm(sent, groups=groups, members=len(members_of_forum(programme, today)))
    if request.method == "POST" and form.is_valid():
        made = actions.compare(programme, by=request.user.partner, at=at, by_hand=form.by_hand())      # type: ignore[union-attr]
        messages.success(request, _("The Forum is compared. Now write for each gap who does what, by when."))
        return redirect(made)
    return ask(request, form, title=_("Compare the Forum with its agreed profile"), section=programme.name,
               back=reverse("programmes:recruitment", args=[programme.slug]), submit=_("Compare it now"),
               intro=_("What people said about themselves is counted by itself, and so are places. Nobody sees who said what. "
                       "It can be compared once a month."))


@allowed(may_read_check, find=the_check)
def gap_check(request: HttpRequest, check: GapCheck) -> HttpResponse:
    """The comparison, what is decided about each gap, what lay partners said, and what the reader may do now."""
    user, offers = request.user, set(GAP_CHECK.offers(check.state))
    names, may, me = bool(may_see_names(user, check.programme)), may_run_check(user, check), partner_of(user)
    lines = list(check.lines.order_by("pk"))       # type: ignore[attr-defined]
    gaps = gaps_of(lines)
    noes = list(check.noes.select_related("partner", "answered_by").order_by("-at", "-pk"))        # type: ignore[attr-defined]
    rows = Row.objects.filter(subject__in=[check.ref, *(line.ref for line in lines), *(no.ref for no in noes)]).order_by("number")
    may_ask = may if "ask" in offers else None
    if may_ask and any(not gap.line.decision for gap in gaps):
        may_ask = No(_("Write for each gap first who does what, by when."))
    return render(request, "programmes/renewal/gap_check.html", {
        "programme": check.programme, "check": check, "state": state_of(check), "picture": pictures.profile(lines), "gaps": gaps,
        "noes": [(no, named(no.partner, names=names or no.partner == me, role=no.role), named(no.answered_by, names=names, role="PM"))
                 for no in noes],
        "confirmed_by": named(check.confirmed_by, names=names or check.confirmed_by == me, role=check.confirmed_as),
        "may_decide": may if check.is_in_work() else None, "may_ask": may_ask, "may_take_back": may if "take_back" in offers else None,
        "may_judge": may_judge_check(user, check) if check.state == CheckState.ASKED else None,
        "may_answer": may if check.state == CheckState.REFUSED else None, "history": tell(rows, names=names)})


@allowed(may_decide, find=the_line)
def gap_decide(request: HttpRequest, line: GapLine) -> HttpResponse:
    """Who does what about one gap, by when."""
    if not line.check_of.is_in_work() or not line.is_gap:
        raise NotAllowedNow("decide", _("Lay partners are asked about it, or have confirmed it. It cannot be changed now."))
    form = DecideGap(request.POST or None, today=day_of(now()), initial={"decision": line.decision, "due_on": line.due_on})
    if request.method == "POST" and form.is_valid():
        actions.decide(line, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is written down."))
        return redirect(line.check_of)
    return ask(request, form, title=line.name(), section=_("A gap in the Forum"), back=line.check_of,
               intro=_("%(found)s in the Forum, %(wanted)d wanted.") % {
                   "found": pictures.found_in_words(line).capitalize(), "wanted": line.wanted})


@require_POST
@allowed(may_run_check, find=the_check)
def gap_check_ask(request: HttpRequest, check: GapCheck) -> HttpResponse:
    actions.ask_about_check(check, by=request.user.partner, at=now())
    messages.success(request, _("Lay partners are being asked."))
    return redirect(check)


@require_POST
@allowed(may_run_check, find=the_check)
def gap_check_take_back(request: HttpRequest, check: GapCheck) -> HttpResponse:
    actions.take_check_back(check, by=request.user.partner, at=now())
    messages.success(request, _("You can change what is decided. Then ask lay partners anew."))
    return redirect(check)


@require_POST
@allowed(may_judge_check, find=the_check)
def gap_check_confirm(request: HttpRequest, check: GapCheck) -> HttpResponse:
    actions.confirm_check(check, by=request.user.partner, at=now())
    messages.success(request, _("Thank you. It is confirmed, with today’s date."))
    return redirect(check)


@allowed(may_judge_check, find=the_check)
def gap_check_refuse(request: HttpRequest, check: GapCheck) -> HttpResponse:
    """Say no, and why."""
    if check.state != CheckState.ASKED:
        raise NotAllowedNow("judge", _("Lay partners are not asked about it now."))
    form = RefuseCheck(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.refuse_check(check, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Your “no” stands on the page, with the reason. It must be answered."))
        return redirect(check)
    return ask(request, form, title=_("Say no to what is decided about the gaps"), section=check.programme.name, back=check,
               submit=_("Say no"))


@allowed(may_answer_gap_no, find=the_gap_no)
def gap_answer(request: HttpRequest, no: GapNo) -> HttpResponse:
    """The manager answers a "no"."""
    form = AnswerNo(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_gap_no(no, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Your answer stands beside the “no”. Change what should change, then ask lay partners again."))
        return redirect(no.check_of)
    return ask(request, form, title=_("Answer the “no”"), section=no.check_of.programme.name, back=no.check_of, submit=_("Answer it"),
               view=no, template="programmes/profiles/answer.html")
