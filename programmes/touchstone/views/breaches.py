"""The way to raise a breach, and breaches: raised, read, answered and settled by the very few whom they concern."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from partners.models import Group, Holding, Partner
from programmes.programme.models import Programme, ProgrammeGroup, Workstream
from programmes.programme.policies import partner_of
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import the_programme
from programmes.touchstone import actions
from programmes.touchstone.forms import (
    AnswerBreachForm,
    NoteRaiseForm,
    NoteSettledForm,
    ProcedureForm,
    RaiseForm,
    SettledForm,
)
from programmes.touchstone.models import Breach, BreachProcedure
from programmes.touchstone.policies.adopting import groups_that_adopt
from programmes.touchstone.policies.breaches import (
    may_agree_to_procedure,
    may_answer_breach,
    may_be_told,
    may_come_to_answer,
    may_note_breach,
    may_raise,
    may_read_breach,
    may_say_on_breach,
    may_withdraw_breach,
    may_write_procedure,
    procedure_of,
)
from programmes.touchstone.showing.pages import breach_context
from programmes.touchstone.views.doors import the_breach, the_procedure


def _page(programme: Programme) -> str:
    return reverse("programmes:touchstone", args=[programme.slug])


@allowed(may_write_procedure, find=the_programme)
def procedure(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Whom to tell, how it is answered, by when: the first time, or anew."""
    before = procedure_of(programme)
    form = ProcedureForm(request.POST or None, people=may_be_told(programme, day_of(now())), initial={
        "teller": before.teller_id, "other": before.other_id, "how": before.how, "answer_days": before.answer_days} if before else None)
    if request.method == "POST" and form.is_valid():
        made = actions.write_procedure(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("It is in force. The two who are named are told.") if made.agreed_at else _(
            "It is written down. It counts when a lay co-chair agrees."))
        return redirect(_page(programme))
    return ask(request, form, title=_("The way to raise a breach"), section=programme.name, back=_page(programme),
               intro=_("Somebody sees that the touchstone is not kept. Whom can they tell quietly, and by when is there an answer?"))


@require_POST
@allowed(may_agree_to_procedure, find=the_procedure)
def procedure_agree(request: HttpRequest, procedure: BreachProcedure) -> HttpResponse:
    actions.agree_to_procedure(procedure, by=request.user.partner, at=now())        # type: ignore[union-attr]
    messages.success(request, _("It is in force. The two who are named are told."))
    return redirect(_page(procedure.programme))


def _others(request: HttpRequest, way: BreachProcedure) -> list[Partner]:
    """To whom it may come from this reader: who raises it, or writes it down for somebody, does not answer it."""
    me = partner_of(request.user)
    return [each for each in may_come_to_answer(way, day_of(now())) if me is None or each.pk != me.pk]


def _form(kind: Any, request: HttpRequest, programme: Programme, named: list[Partner], **more: Any) -> Any:
    return kind(request.POST or None, groups=groups_that_adopt(programme), named=named, **more)


def _way(programme: Programme) -> BreachProcedure:
    found = procedure_of(programme)
    assert found is not None        # the rule asked for it
    return found


@allowed(may_raise, find=the_programme)
def breach_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Tell the named person, and nobody else."""
    way = _way(programme)
    named = _others(request, way)
    form = _form(RaiseForm, request, programme, named)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        made = actions.raise_breach(way, by=request.user.partner, at=now(), ref=given.pop("once"), **given)
        messages.success(request, _("%(name)s reads it, and nobody else. They answer by the day on this page.") % {"name": made.to.name})
        return redirect(made)
    return ask(request, form, title=_("Say quietly that the touchstone is not kept"), section=programme.name, back=_page(programme),
               submit=_("Tell them"), template="programmes/touchstone/breach_new.html", way=way, named=named)


def _people_of(programme: Programme) -> Any:
    """Lay people with a seat in the programme."""
    groups = ProgrammeGroup.objects.filter(programme=programme).values("group").union(
        Workstream.objects.filter(programme=programme).values("group"))
    held = Holding.objects.serving(day_of(now())).lay().filter(seat__group__in=Group.objects.filter(pk__in=groups).values("pk"))
    return Partner.objects.filter(pk__in=held.order_by().values("partner"))


@allowed(may_note_breach, find=the_programme)
def breach_note(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What somebody says by phone, by letter or in person."""
    way = _way(programme)
    named = _others(request, way)
    form = _form(NoteRaiseForm, request, programme, named, people=_people_of(programme))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            made = actions.raise_breach(way, by=given.pop("who"), at=now(), ref=given.pop("once"), noted_by=request.user.partner, **given)
        except NotAllowedNow as refusal:
            form.add_error("not_to", str(refusal.why))
        else:
            messages.success(request, _("%(name)s reads it. Tell the person who answers, and by when.") % {"name": made.to.name})
            return redirect(made)
    return ask(request, form, title=_("Write down for somebody that the touchstone is not kept"), section=programme.name,
               back=_page(programme), submit=_("Tell them"), template="programmes/touchstone/breach_new.html", way=way, named=named)


@allowed(may_read_breach, find=the_breach)
def breach(request: HttpRequest, breach: Breach) -> HttpResponse:
    return render(request, "programmes/touchstone/breach.html", breach_context(breach, request.user) | {
        "history": tell_about([breach.ref], names=True)})


@allowed(may_answer_breach, find=the_breach)
def breach_answer(request: HttpRequest, breach: Breach) -> HttpResponse:
    form = AnswerBreachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_breach(breach, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Your answer is on its way. Who told you says whether it is settled."))
        return redirect(breach)
    return ask(request, form, title=_("Answer"), back=breach, intro=breach.text, submit=_("Send the answer"))


@allowed(may_say_on_breach, find=the_breach)
def breach_say(request: HttpRequest, breach: Breach) -> HttpResponse:
    """Whether it is settled: from who raised it, or as they say it to who wrote it down for them."""
    is_own = request.user.partner.pk == breach.raised_by_id
    form = (SettledForm if is_own else NoteSettledForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        said = actions.say_on_breach(breach, by=breach.raised_by, at=now(), is_settled=given.pop("value") == "yes",
                                     noted_by=None if is_own else request.user.partner, **given)
        messages.success(request, _("Thank you. %(name)s answers now.") % {"name": said.to.name} if said.waits_for_answer() else _(
            "Thank you. It is noted as you say."))
        return redirect(said)
    return ask(request, form, title=_("Is it settled?"), back=breach, submit=_("Say so"))


@require_POST
@allowed(may_withdraw_breach, find=the_breach)
def breach_withdraw(request: HttpRequest, breach: Breach) -> HttpResponse:
    actions.withdraw_breach(breach, by=request.user.partner, at=now())      # type: ignore[union-attr]
    messages.success(request, _("You have taken it back."))
    return redirect(breach)
