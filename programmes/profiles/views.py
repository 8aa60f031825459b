"""The role profiles of a programme, one of them with what can be done to it, and the public pages of open roles."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from coprod.kit.access import No, allowed, open_to_all
from coprod.kit.asking import ask
from coprod.kit.clock import day_of, now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from programmes.profiles import actions
from programmes.profiles.forms import AnswerNo, ProfileForm, PublishProfile, SayOnProfile, as_typed, closing_as_typed
from programmes.profiles.lifecycles import PROFILE, ProfileState
from programmes.profiles.models import ProfileView, RoleProfile
from programmes.profiles.policies import (
    groups_with_positions,
    may_answer_no,
    may_read_profile,
    may_run_profile,
    may_say_view_of,
    may_write_profiles,
    sees_unpublished,
    what_hinders,
)
from programmes.profiles.showing import IS_OVER, WAYS_IN, said_of, sections_of, state_of
from programmes.programme.models import Programme
from programmes.programme.policies import may_read, may_see_names, partner_of
from programmes.programme.telling import tell
from programmes.programme.views.doors import its_programme, the_one, the_programme
from programmes.stages.telling import UNTOLD

ASK = "ask"     # the button that saves and asks lay leaders


def the_profile(user: Any, ref: str) -> RoleProfile:
    """A profile of one's programme; to who reads published ones only, a draft is not there."""
    found: RoleProfile = the_one(user, RoleProfile.objects.with_people(), its_programme, ref=ref)
    if found.is_unpublished() and not sees_unpublished(user, found.programme):
        raise Http404
    return found


def the_view(user: Any, ref: str) -> ProfileView:
    found = get_object_or_404(ProfileView.objects.select_related("profile", "partner"), ref=ref)
    found.profile = the_profile(user, found.profile.ref)
    return found


def _list(programme: Programme) -> str:
    return reverse("programmes:profiles", args=[programme.slug])


@allowed(may_read, find=the_programme)
def profiles(request: HttpRequest, programme: Programme) -> HttpResponse:
    """All of the programme, those that are written or open first; earlier versions at the end."""
    found = programme.role_profiles.select_related("group").order_by("group__name", "title", "-version", "pk")  # type: ignore[attr-defined]
    if not sees_unpublished(request.user, programme):
        found = found.ever_published()
    rows = [(each, state_of(each)) for each in found]

    def of(*states: str) -> list[Any]:
        return [row for row in rows if row[0].state in states]

    return render(request, "programmes/profiles/list.html", {
        "programme": programme, "may_write": may_write_profiles(request.user, programme), "parts": [part for part in (
            (_("Open now"), of(ProfileState.PUBLISHED)),
            (_("Being written or agreed"), of(ProfileState.DRAFT, ProfileState.ASKED, ProfileState.AGREED)),
            (_("Closed"), of(ProfileState.CLOSED)), (_("Earlier versions"), of(ProfileState.SUPERSEDED))) if part[1]]})


def _ask_for_text(request: HttpRequest, form: ProfileForm, *, programme: Programme, title: str, back: str) -> HttpResponse:
    return ask(request, form, title=title, section=programme.name, back=back, template="programmes/profiles/change.html")


@allowed(may_write_profiles, find=the_programme)
def profile_new(request: HttpRequest, programme: Programme) -> HttpResponse:
    """A first draft. With "Save and ask lay leaders" nothing may be blank."""
    whole, today = ASK in request.POST, day_of(now())
    groups = groups_with_positions(programme, on=today)
    form = ProfileForm(request.POST or None, groups=groups, today=today, whole=whole)
    if request.method == "POST" and form.is_valid():
        profile = actions.write_profile(programme, by=request.user.partner, at=now(), group=form.group(), **form.written())
        return _saved(request, profile, whole)
    return _ask_for_text(request, form, programme=programme, title=_("Write a role profile"), back=_list(programme))


@allowed(may_run_profile, find=the_profile)
def profile_change(request: HttpRequest, profile: RoleProfile) -> HttpResponse:
    """The draft, to be changed; with "Save and ask lay leaders" nothing may be blank."""
    if not profile.is_draft():
        raise NotAllowedNow("change", _("It is not a draft any more. Take it back first, or write a new version."))
    whole = ASK in request.POST
    form = _form_of(profile, request.POST or None, whole=whole)
    if request.method == "POST" and form.is_valid():
        changed = actions.change_profile(profile, by=request.user.partner, at=now(), group=form.group(), **form.written())
        return _saved(request, changed, whole)
    return _ask_for_text(request, form, programme=profile.programme, title=_("Change the role profile"), back=profile.get_absolute_url())


def _form_of(profile: RoleProfile, data: Any, *, whole: bool) -> ProfileForm:
    today = day_of(now())
    groups = {group.pk: group for group in groups_with_positions(profile.programme, on=today)} | {profile.group.pk: profile.group}
    return ProfileForm(data, groups=groups.values(), today=today, whole=whole, initial=as_typed(profile))


def _saved(request: HttpRequest, profile: RoleProfile, is_asked: bool) -> HttpResponse:
    if is_asked:
        actions.ask_for_views(profile, by=request.user.partner, at=now())      # type: ignore[union-attr]
        messages.success(request, _("It is saved, and lay leaders are being asked."))
    else:
        messages.success(request, _("The draft is saved."))
    return redirect(profile)


@require_POST
@allowed(may_run_profile, find=the_profile)
def profile_ask(request: HttpRequest, profile: RoleProfile) -> HttpResponse:
    """Ask lay leaders; where something is blank, show the form with a sentence beside each blank."""
    if profile.is_draft():
        form = _form_of(profile, as_typed(profile), whole=True)
        if not form.is_valid():
            return ask(request, form, title=_("Change the role profile"), section=profile.programme.name, back=profile,
                       template="programmes/profiles/change.html", action=reverse("programmes:profile-change", args=[profile.ref]))
    actions.ask_for_views(profile, by=request.user.partner, at=now())
    messages.success(request, _("Lay leaders are being asked. They have five working days."))
    return redirect(profile)


@allowed(may_read_profile, find=the_profile)
def profile(request: HttpRequest, profile: RoleProfile) -> HttpResponse:
    """The whole profile, what lay leaders say to it, what happened, and what the reader may do now."""
    user, today, offers = request.user, day_of(now()), set(PROFILE.offers(profile.state))
    names, may = bool(may_see_names(user, profile.programme)), may_run_profile(user, profile)
    may_publish: Any = may if "publish" in offers else None
    if may_publish and (why := what_hinders(profile, on=today)):
        may_publish = No(why)
    following = RoleProfile.objects.filter(previous=profile).first() if "supersede" in offers or profile.state == "superseded" else None
    if following is not None and following.is_unpublished() and not sees_unpublished(user, profile.programme):
        following = None
    said = said_of(profile, names=names, me=partner_of(user))
    rows = Row.objects.filter(subject__in=[profile.ref, *(each.view.ref for each in said)]).order_by("number")
    return render(request, "programmes/profiles/profile.html", {
        "programme": profile.programme, "profile": profile, "state": state_of(profile), "sections": sections_of(profile), "said": said,
        "today": today, "following": following, "is_short": profile.is_unpublished() and profile.closes_soon(today),
        "is_open": profile.is_open(now()), "may_change": may if profile.is_draft() else None, "may_ask": may if "ask" in offers else None,
        "may_take_back": may if "take_back" in offers else None, "may_publish": may_publish,
        "may_close": may if "close" in offers else None,
        "may_write_anew": may if "supersede" in offers and following is None else None,
        "may_say": may_say_view_of(user, profile) if profile.is_waiting() else None,
        "may_answer": may if profile.is_unpublished() else None,
        "history": tell([row for row in rows if (row.kind, row.move) not in UNTOLD], names=names)})


@require_POST
@allowed(may_run_profile, find=the_profile)
def profile_take_back(request: HttpRequest, profile: RoleProfile) -> HttpResponse:
    actions.take_back(profile, by=request.user.partner, at=now())
    messages.success(request, _("It is a draft again. Change it, then ask lay leaders anew."))
    return redirect(profile)


@allowed(may_say_view_of, find=the_profile)
def profile_say(request: HttpRequest, profile: RoleProfile) -> HttpResponse:
    """Agree, comment, or say no and why."""
    if not profile.is_waiting():
        raise NotAllowedNow("say", _("It is not out for comment now."))
    form = SayOnProfile(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.say_view(profile, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Thank you. What you said is kept, with today’s date. You can change your word until it is published."))
        return redirect(profile)
    return ask(request, form, title=_("What do you think of this role profile?"), section=profile.title, back=profile, submit=_("Say it"))


@allowed(may_answer_no, find=the_view)
def profile_answer(request: HttpRequest, view: ProfileView) -> HttpResponse:
    """The manager answers a "no"."""
    form = AnswerNo(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.answer_no(view, by=request.user.partner, at=now(), **form.cleaned_data)
        messages.success(request, _("Your answer stands beside the “no”. The person is being told."))
        return redirect(view.profile)
    return ask(request, form, title=_("Answer the “no”"), section=view.profile.title, back=view.profile, submit=_("Answer it"), view=view,
               template="programmes/profiles/answer.html")


@allowed(may_run_profile, find=the_profile)
def profile_publish(request: HttpRequest, profile: RoleProfile) -> HttpResponse:
    """Publish it, with its closing date; a warning when that is near."""
    at = now()
    if "publish" not in PROFILE.offers(profile.state):
        raise NotAllowedNow("publish", _("It is published when it is lay-agreed."))
    if why := what_hinders(profile, on=day_of(at)):
        raise NotAllowedNow("publish", why)
    form = PublishProfile(request.POST or None, at=at, initial=closing_as_typed(profile))
    if request.method == "POST" and form.is_valid():
        actions.publish_profile(profile, by=request.user.partner, at=at, closing_at=form.closing_at())
        messages.success(request, _("The role is published. Everybody can read it, without an account."))
        return redirect(profile)
    return ask(request, form, title=_("Publish the role"), section=profile.title, back=profile, submit=_("Publish it"),
               intro=_("Everybody can read it, without an account. It closes by itself at the closing time."),
               template="programmes/profiles/publish.html", is_short=profile.closes_soon(day_of(at)))


@require_POST
@allowed(may_run_profile, find=the_profile)
def profile_close(request: HttpRequest, profile: RoleProfile) -> HttpResponse:
    actions.close_profile(profile, by=request.user.partner, at=now())
    messages.success(request, _("The role is closed. Its profile stays readable in the programme."))
    return redirect(profile)


@require_POST
@allowed(may_run_profile, find=the_profile)
def profile_anew(request: HttpRequest, profile: RoleProfile) -> HttpResponse:
    """A new version as a draft, with the same words."""
    draft = actions.new_version(profile, by=request.user.partner, at=now())
    messages.success(request, _("A new version is begun, with the same words. The old one stays until the new one is published."))
    return redirect(draft)


# --- for everybody, without an account ---------------------------------------------------------------------------------

@open_to_all
@require_GET
def open_roles(request: HttpRequest) -> HttpResponse:
    """Every role that is open now, in all programmes, the one that closes first at the top. Not one whose call is over."""
    at = now()
    found = RoleProfile.objects.open(at).select_related("programme", "group").order_by("closing_at", "pk")
    for is_over in IS_OVER:
        found = found.exclude(is_over(at))
    return render(request, "programmes/profiles/open_roles.html", {"profiles": found})


@open_to_all
@require_GET
def open_role(request: HttpRequest, ref: str) -> HttpResponse:
    """The whole profile of an open role. One that is closed says so; one that was never published is not there."""
    profile = get_object_or_404(RoleProfile.objects.ever_published().select_related("programme", "group", "next"), ref=ref)
    if not RoleProfile.objects.open(now()).filter(pk=profile.pk).exists():
        following = getattr(profile, "next", None)
        is_open = following is not None and RoleProfile.objects.open(now()).filter(pk=following.pk).exists()
        return render(request, "programmes/profiles/closed_role.html", {"profile": profile, "following": following if is_open else None},
                      status=410)
    ways = (way(profile, now()) for way in WAYS_IN)
    over = any(RoleProfile.objects.filter(is_over(now()), pk=profile.pk).exists() for is_over in IS_OVER)
    return render(request, "programmes/profiles/open_role.html", {
        "profile": profile, "sections": sections_of(profile), "way": next((way for way in ways if way), None), "is_over": over})
