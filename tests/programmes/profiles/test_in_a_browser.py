"""Without JavaScript, and at 320 px: the manager writes a profile, a leader agrees, it is published, and anybody reads it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coprod.kit.clock import day_of, now
from coprod.post.actions import hushed
from programmes.profiles.actions import say_view
from programmes.profiles.catalogue import NEEDED
from programmes.profiles.models import RoleProfile
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, types_a_day, visiting
from tests.programmes.profiles.doing import a_profile, agreed, asked, published

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_draft_to_the_page_of_open_roles(transactional_db, browser, live_server):
    cast = gather_today()
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "maya")
        page.goto(f"/programmes/{cast.programme.slug}/")
        follows(page, "Roles")
        follows(page, "Write a role profile")
        page.get_by_label("Advisory Group").check()
        types(page, "What is the role called?", "Lay member")
        types(page, "What is the role for?", "To hold the programme to its word.")
        presses(page, "Save and ask lay leaders")
        is_told(page, "Answer “What are its tasks?”")
        assert not is_wider_than_its_window(page)
        for part in NEEDED[1:]:
            types(page, str(part.asks), f"About {part.name}.")
        types(page, "Hours a month, in all", "8")
        types(page, "Hours for reading, among these", "3")
        page.get_by_label("Category 4").check()
        types_a_day(page, "Closing date", day_of(now()) + timedelta(days=30))
        types(page, "Closing time", "5pm")
        presses(page, "Save and ask lay leaders")
        is_told(page, "It is saved, and lay leaders are being asked.")
    profile = RoleProfile.objects.get()
    for person in (cast.fran, cast.ines):
        say_view(profile, by=person, at=now(), value="comment", text="Fine.")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "femi")
        page.goto("/waiting/profiles/")
        follows(page, "Lay member")
        assert not is_wider_than_its_window(page)
        follows(page, "Say what you think")
        page.get_by_label("I agree").check()
        presses(page, "Say it")
        is_told(page, "Lay-agreed")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "maya")
        page.goto(profile.get_absolute_url())
        follows(page, "Publish it")
        assert not is_wider_than_its_window(page)
        presses(page, "Publish it")
        is_told(page, "Everybody can read it, without an account.")
    with visiting(browser, live_server, width=320) as page:
        page.goto("/accounts/login/")
        follows(page, "See open roles for lay partners, without an account")
        assert not is_wider_than_its_window(page)
        follows(page, "Lay member")
        is_told(page, "About how_to_leave.")
        is_told(page, "Before you say yes, ask Jobcentre Plus or Citizens Advice")
        assert not is_wider_than_its_window(page)


def test_the_public_pages_have_no_barriers(transactional_db, browser, live_server):
    with hushed():
        profile = published(gather_today(), at=now())
    with opened_page(browser, live_server, width=320) as page:
        for address in ("/open-roles/", f"/open-roles/{profile.ref}/"):
            page.goto(address)
            assert (address, axe(page), is_wider_than_its_window(page)) == (address, [], False)
        assert page.context.cookies() == []
        signs_in(page, "maya")
        page.goto(f"/programmes/{profile.programme.slug}/roles/new/")
        assert (axe(page), is_wider_than_its_window(page)) == ([], False)


def test_the_pages_of_those_who_write_and_agree_have_no_barriers(transactional_db, browser, live_server):
    cast, at = gather_today(), now()
    later = at + timedelta(days=35)
    with hushed():
        out = asked(cast, at=at, title="Out for comment", closing_at=later)
        no = say_view(out, by=cast.fran, at=at, value="disagree", text="Eight hours will not do.")
        draft, ready = a_profile(cast, at=at, title="Draft"), agreed(cast, at=at, title="Agreed", closing_at=later)
    pages = {cast.maya: [reverse("programmes:profiles", args=[cast.programme.slug]), out.get_absolute_url(),
                         *(reverse(f"programmes:{name}", args=[thing.ref]) for name, thing in (
                             ("profile-change", draft), ("profile-publish", ready), ("profile-answer", no)))],
             cast.ines: [out.get_absolute_url(), reverse("programmes:profile-say", args=[out.ref])]}
    with opened_page(browser, live_server, width=320) as page:
        for person, addresses in pages.items():
            sign_in(page, live_server, person.user)
            for address in addresses:
                page.goto(address)
                assert page.locator("h1").inner_text() != "You cannot do this", address
                assert (address, axe(page), is_wider_than_its_window(page)) == (address, [], False)
