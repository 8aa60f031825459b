"""Questions about you: why we ask, the answers, and taking them back. Everybody for themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from partners.equality.actions import say_about_oneself, withdraw_answers
from partners.equality.forms import AboutYou
from partners.equality.policies import answers_of, may_say_about_oneself
from partners.people.models import Partner

HOME = "/"


def questions_for(request: HttpRequest, person: Partner, *, back: str) -> HttpResponse:
    """All of the questions for `person`, who is the reader, with what they said before, and the way to delete it."""
    said = answers_of(person)
    if request.method == "POST" and "delete" in request.POST:
        withdraw_answers(person)
        messages.success(request, _("Your answers are deleted."))
        return redirect(request.path)
    form = AboutYou(request.POST if request.method == "POST" else None, initial=said)     # all may be skipped
    if request.method == "POST" and form.is_valid():
        say_about_oneself(person, **form.cleaned_data)
        messages.success(request, _("Thank you. You can change or delete your answers here at any time."))
        return redirect(request.path)
    return ask(request, form, title=_("Questions about you"), back=back, submit=_("Save my answers"), is_kept=bool(said),
               template="partners/equality/about_you.html")


@allowed(may_say_about_oneself)
def about_you(request: HttpRequest) -> HttpResponse:
    return questions_for(request, request.user.partner, back=HOME)      # type: ignore[union-attr]
