"""Whether an entry of the impact log is so: the word of a lay partner, the answer to a "not so", and whether somebody may be named."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from programmes.contributions import actions
from programmes.contributions.forms import (
    AnswerCheckForm,
    CheckForm,
    CreditForm,
    NoteCheckForm,
    NoteCreditForm,
)
from programmes.contributions.models import ImpactCheck, ImpactCredit, ImpactEntry
from programmes.contributions.policies.impact import (
    checkers_of,
    may_answer_check,
    may_check,
    may_note_check,
    may_say_on_credit,
)
from programmes.contributions.views.doors import the_check, the_credit, the_entry

TEMPLATE = "programmes/contributions/entry_form.html"


def _checked(request: HttpRequest, entry: ImpactEntry, form: CheckForm, **who: Any) -> HttpResponse | None:
    """The word, kept; None while it is not said well, or was said of what is not written there any more."""
    try:
        check = actions.check_entry(entry, at=now(), seen=form.cleaned_data["seen"], is_so=form.cleaned_data["value"] == "yes",
                                    text=form.cleaned_data["text"], **who)
    except NotAllowedNow as refusal:
        form.add_error(None, str(refusal.why))
        entry.refresh_from_db()
        form.data = form.data.copy() | {"seen": entry.round}
        return None
    messages.success(request, _("Thank you.") if check.is_so else _("Thank you. Whoever wrote it answers you."))
    return redirect(entry)


@allowed(may_check, find=the_entry)
def impact_check(request: HttpRequest, entry: ImpactEntry) -> HttpResponse:
    form = CheckForm(request.POST or None, initial={"seen": entry.round})
    done = _checked(request, entry, form, by=request.user.partner) if request.method == "POST" and form.is_valid() else None    # type: ignore[union-attr]
    return done or ask(request, form, title=_("Is it so?"), section=entry.programme.name, back=entry, submit=_("Say so"),
                       template=TEMPLATE, entry=entry)


@allowed(may_note_check, find=the_entry)
def impact_check_note(request: HttpRequest, entry: ImpactEntry) -> HttpResponse:
    """The same, as a lay partner says it by phone, by letter or at a meeting; never written down by who wrote the entry."""
    form = NoteCheckForm(request.POST or None, people=checkers_of(entry), initial={"seen": entry.round})
    done = None
    if request.method == "POST" and form.is_valid():
        done = _checked(request, entry, form, by=form.cleaned_data["who"], through=form.cleaned_data["through"],
                        noted_by=request.user.partner)      # type: ignore[union-attr]
    return done or ask(request, form, title=_("Write down whether it is so"), section=entry.programme.name, back=entry,
                       submit=_("Write it down"), template=TEMPLATE, entry=entry)


@allowed(may_answer_check, find=the_check)
def impact_check_answer(request: HttpRequest, check: ImpactCheck) -> HttpResponse:
    form = AnswerCheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_check(check, by=request.user.partner, at=now(), **form.cleaned_data)      # type: ignore[union-attr]
        messages.success(request, _("Your answer stands beside it. A lay partner is asked again."))
        return redirect(check.entry)
    return ask(request, form, title=_("Answer a “not so”"), section=check.programme.name, back=check.entry, intro=check.text,
               submit=_("Send the answer"))


@allowed(may_say_on_credit, find=the_credit)
def impact_credit(request: HttpRequest, credit: ImpactCredit) -> HttpResponse:
    """By themselves, or as they say it to somebody who writes it down. They may say something else later."""
    me = request.user.partner       # type: ignore[union-attr]
    is_own = me.pk == credit.partner_id
    form: Any = (CreditForm if is_own else NoteCreditForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        how = {} if is_own else {"through": form.cleaned_data["through"], "noted_by": me}
        actions.say_on_credit(credit, at=now(), agrees=form.cleaned_data["value"] == "yes", **how)
        messages.success(request, _("Thank you. It is as you say.") if is_own else _("Noted."))
        return redirect(credit.entry)
    title = _("May we name you?") if is_own else _("May %(name)s be named?") % {"name": credit.partner.name}
    return ask(request, form, title=title, section=credit.programme.name, back=credit.entry, submit=_("Say so"), template=TEMPLATE,
               entry=credit.entry)
