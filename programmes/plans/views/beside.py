"""What stands beside a plan: copies in other forms, and how people wish to be thanked."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.uploads import owner
from programmes.calls.views import is_valid_with_file
from programmes.plans import actions
from programmes.plans.forms import CopyForm, LetForm, NoteWishForm, ThankForm, WishForm
from programmes.plans.models import Plan, PlanContributor, PlanCopy
from programmes.plans.policies.thanks import may_add_contributor, may_say_wish, people_to_thank
from programmes.plans.policies.writing import may_add_copy, may_download_copy, may_look_through_copy, may_take_copy_out
from programmes.plans.views.doors import the_contributor, the_plan, the_plan_copy
from programmes.programme.policies import partner_of


@allowed(may_add_copy, find=the_plan)
def copy_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """The plan in another form. One in the same form takes the place of the one that was there."""
    form = CopyForm(request.POST if request.method == "POST" else None, request.FILES or None, owner=owner(request.user))
    if request.method == "POST" and is_valid_with_file(form):
        given = form.cleaned_data
        made = actions.add_copy(plan, by=request.user.partner, at=now(), form=given["form"], note=given["note"],     # type: ignore[union-attr]
                                **{name: given.get(name) or "" for name in ("link", "file", "content_type")})
        if made.waits_for_a_look():
            messages.warning(request, _("It stands beside the plan. Before everybody may have it, somebody looks through the file."))
            return redirect(plan)
        messages.success(request, _("It stands beside the plan."))
        return redirect(plan)
    return ask(request, form, title=_("The plan in another form"), section=plan.name, back=plan, intro=_(
        "Files with words in them are searched for phone numbers, addresses and NHS numbers, like the text. Of pictures and recordings "
        "somebody has to say that they looked."))


@allowed(may_look_through_copy, find=the_plan_copy)
def copy_look(request: HttpRequest, copy: PlanCopy) -> HttpResponse:
    """Somebody looks through a file before everybody may have it, and puts their name to it."""
    form = LetForm(request.POST or None) if copy.finds else None
    if request.method == "POST" and (form is None or form.is_valid()):
        actions.look_through(copy, by=request.user.partner, at=now(),       # type: ignore[union-attr]
                             because=form.cleaned_data["because"] if form else "")
        messages.success(request, _("Thank you. Your name is kept beside it."))
        return redirect(copy.plan)
    return ask(request, form, title=_("Look through the file"), section=copy.plan.name, back=copy.plan,
               submit=_("I have looked. Everybody may have it"), template="programmes/plans/look.html", copy=copy)


@require_POST
@allowed(may_take_copy_out, find=the_plan_copy)
def copy_take_out(request: HttpRequest, copy: PlanCopy) -> HttpResponse:
    actions.take_copy_out(copy, by=request.user.partner, at=now())      # type: ignore[union-attr]
    messages.success(request, _("It is taken out."))
    return redirect(copy.plan)


def file_of(copy: PlanCopy) -> HttpResponse:
    """The file, to be kept and never opened as a page."""
    if not copy.file:
        raise Http404
    response = FileResponse(copy.file.open("rb"), as_attachment=True, filename=copy.file_name, content_type=copy.content_type)
    for name, value in (("X-Content-Type-Options", "nosniff"), ("Content-Security-Policy", "default-src 'none'; sandbox"),
                        ("Cache-Control", "private, no-store")):
        response.headers[name] = value
    return response


@allowed(may_download_copy, find=the_plan_copy)
@require_GET
def copy(request: HttpRequest, copy: PlanCopy) -> HttpResponse:
    """Who may read the plan now is asked each time."""
    return file_of(copy)


@allowed(may_add_contributor, find=the_plan)
def thanks_new(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Whom the plan thanks. Each is asked how they wish that."""
    form = ThankForm(request.POST or None, people=people_to_thank(plan))
    if request.method == "POST" and form.is_valid():
        for person in form.cleaned_data["people"]:
            actions.thank(plan, person, by=request.user.partner, at=now())      # type: ignore[union-attr]
        messages.success(request, _("They are asked whether they wish to be named."))
        return redirect(plan)
    return ask(request, form, title=_("Who helped with it?"), section=plan.name, back=plan)


@allowed(may_say_wish, find=the_contributor)
def thanks(request: HttpRequest, it: PlanContributor) -> HttpResponse:
    """How somebody wishes to be thanked: by themselves, or as they say it to somebody who writes it down."""
    me = partner_of(request.user)
    is_mine = me is not None and me.pk == it.partner_id
    back = it.plan.get_absolute_url() if not is_mine or _still_reads(request, it) else reverse("programmes:home")
    form = (WishForm if is_mine else NoteWishForm)(request.POST or None, initial={"wish": it.wish})
    if request.method == "POST" and form.is_valid():
        noted = {} if is_mine else {"through": form.cleaned_data["through"], "noted_by": me}
        try:
            actions.say_wish(it, at=now(), wish=form.cleaned_data["wish"], **noted)
        except NotAllowedNow as refusal:
            form.add_error("wish", str(refusal.why))
        else:
            messages.success(request, _("Thank you. It is noted."))
            return redirect(back)
    return ask(request, form, title=_("How would you like to be thanked?") if is_mine else _("How would they like to be thanked?"),
               section=it.plan.name, back=back, intro="" if is_mine else it.partner.name)


def _still_reads(request: HttpRequest, it: PlanContributor) -> bool:
    """Whether the page of the plan opens for them: who has left may still say how they wish to be thanked."""
    try:
        the_plan(request.user, it.plan.ref)
    except Http404:
        return False
    return True
