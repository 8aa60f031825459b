"""Tell us: an idea or a worry, by oneself or written down for somebody; the list of them, and the page of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from coprod.kit.access import allowed
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.parameters import words
from coprod.kit.saying import day
from programmes.contributions import actions
from programmes.contributions.forms import NoteTellForm, TellForm
from programmes.contributions.models import Contribution
from programmes.contributions.policies.contributions import (
    hides_giver,
    lay_people_of,
    may_note_telling,
    may_read_contribution,
    may_read_contributions,
    may_tell,
    may_withdraw,
)
from programmes.contributions.showing.pages import contribution_context, list_context
from programmes.contributions.views.doors import (
    about_here,
    about_line,
    line_here,
    the_contribution,
    the_entry,
    words_of,
)
from programmes.programme.models import Programme
from programmes.programme.views.doors import the_programme
from programmes.raising.models import About
from programmes.raising.views.topics import TOPICS, Topic, address_of

THANKS = gettext_lazy("Thank you. You hear by %(day)s who looks at it, and by %(last)s what becomes of it.")


def _list_of(programme: Programme) -> str:
    return reverse("programmes:contributions", args=[programme.slug])


def _asked(request: HttpRequest, name: str) -> str:
    """What the form was opened with: the page posts to its own path, and carries it in a hidden field."""
    return request.POST.get(name, "").replace("\x00", "")[:100] if request.method == "POST" else words(request, name, longest=100)


@allowed(may_tell, find=the_programme)
def tell_us(request: HttpRequest, programme: Programme) -> HttpResponse:
    """About the page that one came from (?about=), or about nothing in particular."""
    about = about_here(request.user, programme, _asked(request, "about"))
    form = TellForm(request.POST or None, initial={"about": about.key})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given.pop("about")
        made = actions.tell(about, by=request.user.partner, at=now(), ref=given.pop("once"), **given)      # type: ignore[union-attr]
        messages.success(request, THANKS % {"day": day(made.acknowledge_by), "last": day(made.answer_by)})
        return redirect(made)
    return ask(request, form, title=_("Tell us an idea or a worry"), section=programme.name, back=_list_of(programme), submit=_("Tell us"),
               intro=_about_words(about) or _("About anything in this programme."))


def _about_words(about: About) -> str:
    return _("About “%(name)s”.") % {"name": about.name} if about.name else ""


@allowed(may_note_telling, find=the_programme)
def tell_us_note(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What a lay partner says by phone, by letter or at a meeting; perhaps from a line of minutes (?line=)."""
    line = line_here(request.user, programme, _asked(request, "line"))
    about = about_line(line, programme) if line else about_here(request.user, programme, _asked(request, "about"))
    form = NoteTellForm(request.POST or None, people=lay_people_of(programme, day_of(now())), initial={
        "about": about.key, "line": line.ref if line else "", "text": words_of(request.user, line) if line else "",
        "who": line.who_id if line else None, "through": "in_person" if line else "phone"})
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("kind", "text", "is_anonymous", "through")}
        try:
            made = actions.tell(about, by=form.cleaned_data["who"], at=now(), ref=form.cleaned_data["once"], line=line,
                                noted_by=request.user.partner, **given)     # type: ignore[union-attr]
        except NotAllowedNow as refusal:
            form.add_error(None, str(refusal.why))
        else:
            messages.success(request, _("It is written down. Tell them: by %(day)s they hear who looks at it.") % {
                "day": day(made.acknowledge_by)})
            return redirect(made)
    return ask(request, form, title=_("Write down somebody’s idea or worry"), section=programme.name, back=_list_of(programme),
               submit=_("Write it down"), intro=_about_words(about))


@allowed(may_read_contributions, find=the_programme)
def contributions(request: HttpRequest, programme: Programme) -> HttpResponse:
    return render(request, "programmes/contributions/list.html", list_context(programme, request.user, request.GET))


@allowed(may_read_contribution, find=the_contribution)
def contribution(request: HttpRequest, it: Contribution) -> HttpResponse:
    hides = it.minute_line_id is not None and hides_giver(request.user, it)      # the minutes say who spoke
    return render(request, "programmes/contributions/contribution.html", contribution_context(it, request.user) | {
        "about_href": "" if hides else address_of(it.about_kind, it.about_ref)})


@require_POST
@allowed(may_withdraw, find=the_contribution)
def contribution_withdraw(request: HttpRequest, it: Contribution) -> HttpResponse:
    actions.withdraw(it, by=request.user.partner, at=now())      # type: ignore[union-attr]
    messages.success(request, _("You have taken it back."))
    return redirect(it)


def _about_contribution(it: Contribution) -> About:
    """Its own words stay on its page: whoever reads what is said about it may not read it."""
    return About("contribution", it.ref, _("What a lay partner told us on %(day)s") % {"day": day(it.given_at)}, it.programme, it.group)


TOPICS["contribution"] = Topic(gettext_lazy("an idea or a worry"), the_contribution, _about_contribution, "programmes:contribution",
                               ("contribution",))
TOPICS["impact"] = Topic(gettext_lazy("an entry of the impact log"), the_entry,
                         lambda it: About("impact", it.ref, it.title, it.programme, it.group), "programmes:impact-entry", ("impact-entry",))
