"""The three locks over every route (house.md C10, lessons e2): a stated rule, the sign-in, and the matrix beside this file."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings
from django.urls import URLResolver, get_resolver, include, path, resolve, reverse
from django.views.generic import TemplateView

from coprod.kit.access import allowed, open_to_all, signed_in
from coprod.kit.checks import every_route_states_its_rule, is_guarded_elsewhere, routes

pytestmark = pytest.mark.django_db

# for anyone, signed in or not
OPEN = {"healthz", "language", "accessibility", "privacy", "partners:invitation", "programmes:advice", "programmes:advice-questions",
        "programmes:advice-question", "programmes:advice-check", "programmes:advice-result", "programmes:advice-link",
        "programmes:advice-shared", "programmes:open-roles", "programmes:open-role", "programmes:put-oneself-forward",
        "programmes:copy", "programmes:nominate", "programmes:nominate-person", "programmes:nominate-decline",
        "programmes:my-nomination", "programmes:calendar", "programmes:my-withdrawal", "programmes:my-outcome",
        "programmes:offer", "programmes:induction-by-link", "programmes:interests-by-link", "programmes:confidentiality-by-link",
        "programmes:about-by-link", "programmes:buddy-by-link", "programmes:helping", "programmes:answer-by-link",
        "programmes:invitation-file", "programmes:meetings-feed", "programmes:public-minutes", "programmes:check-by-link",
        "programmes:promise-by-link", "programmes:public-decision", "programmes:public-decisions",
        "programmes:forum-join-by-oneself", "programmes:forum-confirm", "programmes:forum-by-link", "programmes:public-plan",
        "programmes:public-plans",
        "programmes:public-plan-changes", "programmes:public-plan-copy", "programmes:public-toolkits",
        "programmes:public-toolkit", "programmes:public-chapter", "programmes:public-toolkit-pdf",
        "programmes:public-toolkit-word", "programmes:messages-off", "programmes:messages-came-back",
        "programmes:round-reply", "programmes:we-said-we-did"}
EXAMPLES = {"ref": "nosuchref", "slug": "nosuch", "name": "claims", "token": "nosuchtoken", "pk": "1", "which": "nosuchthing",
            "key": "minutes", "form": "csv", "copy": "nosuchcopy", "person": "nosuchperson", "anchor": "nosuchanchor",
            "kind": "stage_unresolved"}


def unguarded(request):
    raise AssertionError("Nobody should come here.")


@allowed(signed_in)
def guarded(request):
    raise AssertionError("Nobody should come here.")


urlpatterns = [path("", include("programmes.urls")), path("secret/", unguarded, name="secret"),
               path("deep/", include([path("class/", TemplateView.as_view(template_name="base.html"))]))]
handler500 = "coprod.kit.errors.server_error"


def test_every_route_of_the_site_states_its_rule():
    assert every_route_states_its_rule(None) == []


@override_settings(ROOT_URLCONF=__name__)
def test_the_site_refuses_to_start_while_a_route_states_none():
    errors = every_route_states_its_rule(None)

    assert [(error.id, error.msg) for error in errors] == [
        ("coprod.E001", "/secret/ states no access rule."), ("coprod.E001", "/deep/class/ states no access rule.")]
    with pytest.raises(SystemCheckError, match="/secret/ states no access rule"):
        call_command("check")


def test_only_libraries_with_a_guard_of_their_own_are_left_to_it():
    elsewhere = [pattern.callback for _address, pattern in routes() if is_guarded_elsewhere(pattern)]

    assert [view.__module__ for view in elsewhere if view.__module__.split(".")[0] not in ("allauth", "django")
            and not hasattr(view, "admin_site")] == []


def addresses(resolver=None, before="", parts=()):
    """(name with its namespaces, address) of every route of ours, with made-up parts."""
    for pattern in (resolver or get_resolver()).url_patterns:
        within = (*parts, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{before}{pattern.namespace}:" if pattern.namespace else before, within)
        elif not is_guarded_elsewhere(pattern) and pattern.callback.access != "administrators":
            name = f"{before}{pattern.name}"
            yield name, reverse(name, kwargs={part: EXAMPLES[part] for part in within})


def test_exactly_the_pages_for_anyone_are_open_to_anyone():
    open_here = {name for name, address in addresses() if resolve(address).func.access == "open_to_all"}

    assert open_here == OPEN


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_signed_in_is_led_to_sign_in_and_learns_nothing_else(client, method):
    answers = {}
    for name, address in addresses():
        if name not in OPEN:
            response = getattr(client, method)(address)
            answers[name] = (response.status_code, response.headers.get("Location"))
            assert answers[name] == (302, f"{reverse(settings.LOGIN_URL)}?next={address}"), name

    assert len(answers) > 60


def test_a_rule_that_answers_neither_yes_nor_no_refuses(rf):
    @allowed(lambda user: True)
    def page(request):
        raise AssertionError("Nobody should come here.")

    request = rf.get("/")
    request.user = object()
    with pytest.raises(PermissionDenied):
        page(request)


def test_open_pages_say_so_themselves():
    @open_to_all
    def page(request):
        raise AssertionError("Nobody should come here.")

    assert page.access == "open_to_all"
    assert page.login_required is False
