"""Without JavaScript and at 320 px: a chapter is written, approved, published and read by somebody without an account; no page has a
barrier."""

import pytest

from coprod.kit.clock import now
from coprod.post.actions import hushed
from programmes.toolkit.models import Chapter, Toolkit
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting
from tests.programmes.toolkit.doing import TEXT, asked, begun, changed, free, noted, offered, published, reviewing

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_draft_to_a_reader_without_an_account(transactional_db, browser, live_server):
    cast = gather_today()
    book = f"/programmes/{cast.programme.slug}/toolkit/"
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        page.goto(book)
        follows(page, "Begin a chapter")
        types(page, "Title", "Starting with lay partners")
        types(page, "The text", TEXT)
        page.get_by_label("Amina Example").check()
        presses(page, "Keep it as a draft")
        is_told(page, "It is kept as a draft.")
    chapter = Chapter.objects.get()
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto(chapter.get_absolute_url())
        follows(page, "Say yes or no")
        page.get_by_label("Yes", exact=True).check()
        presses(page, "Say so")
        is_told(page, "Thank you. It is as you say.")
        presses(page, "Ask the lay co-authors to approve it")
        follows(page, "Say whether everybody may read it")
        page.get_by_label("Yes", exact=True).check()
        presses(page, "Say so")
        is_told(page, "It may be published now.")
        follows(page, "Publish it")
        presses(page, "Publish it")
        is_told(page, "It is published. Everybody can read it.")
        assert not is_wider_than_its_window(page)
    with visiting(browser, live_server, width=320) as page:
        page.goto(f"/toolkits/{Toolkit.objects.get().public_ref}/")
        follows(page, "Starting with lay partners")
        is_told(page, "We asked twelve people.")
        is_told(page, "Priya Example, a lay partner")


def test_no_page_of_the_toolkit_has_a_barrier(transactional_db, browser, live_server):
    at = now()
    with hushed():
        cast = gather_today()
        out, waits, draft = published(cast, at=at), asked(cast, at=at, title="Waits"), changed(cast, begun(cast, at=at, title="Draft"))
        again = reviewing(cast, at=at, title="Again")
        material, waiting = free(cast, at=at), offered(cast, at=at, ref="two")
        note = noted(cast, at=at)
    book, home = f"/programmes/{cast.programme.slug}/toolkit/", out.book.public_ref
    lay = (book, f"/chapters/{out.ref}/", f"/chapters/{waits.ref}/", f"/chapters/{waits.ref}/say/", f"/chapters/{draft.ref}/compare/",
           f"/toolkit-consents/{waiting.consents.get().ref}/", f"/adopters/{note.adopter.ref}/", f"/adopter-notes/{note.ref}/say/",
           f"/chapters/{out.ref}/comment/")
    led = (f"/chapters/{draft.ref}/", f"/chapters/{draft.ref}/change/", f"/chapters/{draft.ref}/authors/", f"/chapters/{again.ref}/keep/",
           f"/chapters/{out.ref}/withdraw/", f"/toolkit-material/{material.ref}/", f"{book}chapters/new/", f"{book}adopters/new/",
           f"/adopters/{note.adopter.ref}/notes/new/")
    everybody = ("/toolkit/", f"/toolkits/{home}/", f"/toolkits/chapter/{out.ref}/")
    with opened_page(browser, live_server, width=320) as page:
        for who, addresses in (("", everybody), ("amina", lay), ("priya", led)):
            if who:
                sign_in(page, live_server, getattr(cast, who).user)
            for address in addresses:
                assert page.goto(address).status == 200, address
                assert (who, address, axe(page), is_wider_than_its_window(page)) == (who, address, [], False)
