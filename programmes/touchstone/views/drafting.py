"""The touchstone of a programme and its versions, and the signature of an organisation."""

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
from partners.models import Partner
from programmes.programme.models import Membership, Programme
from programmes.programme.policies import may_read, may_see_names
from programmes.programme.telling import tell_about
from programmes.programme.views.doors import the_membership, the_programme
from programmes.touchstone import actions
from programmes.touchstone.forms import AnswerNoForm, BeginForm, DraftForm, NoteSayForm, SayForm, SeenForm
from programmes.touchstone.models import Touchstone, TouchstoneWord
from programmes.touchstone.policies.drafting import (
    advisers_of,
    agreed_of,
    lay_drafters_of,
    may_answer_word,
    may_ask,
    may_change_draft,
    may_draft,
    may_note_for,
    may_say,
    may_sign,
)
from programmes.touchstone.showing.pages import programme_context, version_context
from programmes.touchstone.views.doors import the_touchstone, the_word


def _may_read(user: object, touchstone: Touchstone) -> object:
    return may_read(user, touchstone.programme)


@allowed(may_read, find=the_programme)
def touchstone(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The version in force, who signed it, what each group made of it, and the way to raise a breach."""
    return render(request, "programmes/touchstone/touchstone.html", programme_context(programme, request.user))


@allowed(may_draft, find=the_programme)
def begin(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A first or a next version, from the template, from the one in force, or from an empty page."""
    form = BeginForm(request.POST or None, drafters=lay_drafters_of(programme, day_of(now())),
                     initial={"start": "former"} if agreed_of(programme) else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_touchstone(programme, by=request.user.partner, at=now(), **form.cleaned_data)
        except NotAllowedNow as refusal:
            form.add_error("start", str(refusal.why))
        else:
            messages.success(request, _("The draft is begun. Change its points until they are yours."))
            return redirect("programmes:touchstone-change", made.ref)
    return ask(request, form, title=_("Begin a version of the touchstone"), section=programme.name, submit=_("Begin"),
               back=reverse("programmes:touchstone", args=[programme.slug]),
               intro=_("Lay partners write it. The Advisory Group agrees it, then each organisation signs it and each group adopts it."))


@allowed(_may_read, find=the_touchstone)
def version(request: HttpRequest, touchstone: Touchstone) -> HttpResponse:
    names = bool(may_see_names(request.user, touchstone.programme))
    return render(request, "programmes/touchstone/version.html", version_context(touchstone, request.user) | {
        "history": tell_about([touchstone.ref], names=names)})


@allowed(may_change_draft, find=the_touchstone)
def change(request: HttpRequest, touchstone: Touchstone) -> HttpResponse:
    if not touchstone.is_draft():
        raise NotAllowedNow("change", actions.drafting.NOT_A_DRAFT)
    drafters = lay_drafters_of(touchstone.programme, day_of(now())) | Partner.objects.filter(pk__in=touchstone.drafters.values("pk"))
    form = DraftForm(request.POST or None, drafters=drafters.distinct(), initial={
        "items": "\n".join(touchstone.items.order_by("position").values_list("text", flat=True)), "template": touchstone.template,
        "drafters": list(touchstone.drafters.values_list("pk", flat=True))})
    if request.method == "POST" and form.is_valid():
        actions.change_touchstone(touchstone, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Changed. Put it to the Advisory Group when it is ready."))
        return redirect(touchstone)
    return ask(request, form, title=_("Change the draft"), section=touchstone.title(), back=touchstone)


@require_POST
@allowed(may_ask, find=the_touchstone)
def put(request: HttpRequest, touchstone: Touchstone) -> HttpResponse:
    """Put it to the Advisory Group."""
    actions.ask_about_touchstone(touchstone, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("The Advisory Group is asked. It is agreed when a lay co-chair agrees and no “no” waits."))
    return redirect(touchstone)


@require_POST
@allowed(may_ask, find=the_touchstone)
def take_back(request: HttpRequest, touchstone: Touchstone) -> HttpResponse:
    actions.take_touchstone_back(touchstone, by=request.user.partner, at=now())     # type: ignore[union-attr]
    messages.success(request, _("It is a draft again. What was said stays on the page."))
    return redirect(touchstone)


@allowed(may_say, find=the_touchstone)
def say(request: HttpRequest, touchstone: Touchstone) -> HttpResponse:
    form = SayForm(request.POST or None, seen=touchstone.wording)
    if request.method == "POST" and form.is_valid():
        actions.say_on_touchstone(touchstone, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Thank you. Your word is noted. You may change it while the group is asked."))
        return redirect(touchstone)
    return ask(request, form, title=_("What do you say to it?"), section=touchstone.title(), back=touchstone,
               template="programmes/touchstone/say.html", items=touchstone.items.order_by("position"))


@allowed(may_note_for, find=the_touchstone)
def note(request: HttpRequest, touchstone: Touchstone) -> HttpResponse:
    """What a member of the Advisory Group says by phone, by letter or in person."""
    people = advisers_of(touchstone.programme, day_of(now())).exclude(pk=touchstone.asked_by_id)
    form = NoteSayForm(request.POST or None, people=people, seen=touchstone.wording)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        actions.say_on_touchstone(touchstone, by=given.pop("who"), at=now(), noted_by=request.user.partner, **given)
        messages.success(request, _("It is noted, with your name."))
        return redirect(touchstone)
    return ask(request, form, title=_("Note what somebody says"), section=touchstone.title(), back=touchstone)


@allowed(may_answer_word, find=the_word)
def answer_word(request: HttpRequest, word: TouchstoneWord) -> HttpResponse:
    """Answer a "no", to a version or to an adoption."""
    form = AnswerNoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_word(word, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Your answer stands beside the “no”. Who said it is told."))
        return redirect(word.about)
    return ask(request, form, title=_("Answer a “no”"), back=word.about, intro=word.text, submit=_("Answer"))


@allowed(may_sign, find=the_membership)
def sign(request: HttpRequest, membership: Membership) -> HttpResponse:
    """The organisation signs the version in force, which stands on the page."""
    agreed, back = agreed_of(membership.programme), reverse("programmes:organisations", args=[membership.programme.slug])
    if request.method == "POST":
        actions.sign_version(membership, by=request.user.partner, at=now(), seen=request.POST.get("seen", ""))
        messages.success(request, _("Your organisation has signed the touchstone."))
        return redirect(back)
    form = SeenForm(seen=agreed.wording if agreed else "")
    return ask(request, form, title=_("Sign the touchstone for %(name)s") % {"name": membership.organisation},
               section=membership.programme.name, submit=_("Sign for my organisation"), template="programmes/touchstone/sign.html",
               intro=_("The touchstone is how all partners have agreed to work together. Your organisation promises to keep to it."),
               back=back, agreed=agreed, items=agreed.items.order_by("position") if agreed else [])
