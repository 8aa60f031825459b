"""Questions about you: why we ask, the answers, and taking them back. Everybody for themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from partners.equality.actions import say_about_oneself, withdraw_answers
from partners.equality.forms import AboutYou
from partners.equality.policies import answers_of, may_say_about_oneself

HOME = "/"


@allowed(may_say_about_oneself)
def about_you(request: HttpRequest) -> HttpResponse:
    """All of the questions, with what the person said before."""
    person = request.user.partner       # type: ignore[union-attr]
    said = answers_of(person)
    form = AboutYou(request.POST if request.method == "POST" else None, initial=said)     # all may be skipped
    if request.method == "POST" and form.is_valid():
        say_about_oneself(person, **form.cleaned_data)
        messages.success(request, _("Thank you. You can change or delete your answers here at any time."))
        return redirect("partners:about-you")
    return ask(request, form, title=_("Questions about you"), back=HOME, submit=_("Save my answers"), is_kept=bool(said),
               template="partners/equality/about_you.html")


@require_POST
@allowed(may_say_about_oneself)
def about_you_withdraw(request: HttpRequest) -> HttpResponse:
    withdraw_answers(request.user.partner)      # type: ignore[union-attr]
    messages.success(request, _("Your answers are deleted."))
    return redirect("partners:about-you")
