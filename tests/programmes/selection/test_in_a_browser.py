"""Without JavaScript, and at 320 px: members declare, give marks and decide, the outcomes are released, and the person reads the reason."""

import pytest
from django.urls import reverse

from coprod.kit.clock import now
from coprod.post.actions import hushed
from partners.candidates.models import token_of
from programmes.selection.actions import begin_scoring, declare
from programmes.selection.actions.choosing import give_marks
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting
from tests.programmes.nominations.doing import a_call, a_nominee
from tests.programmes.selection.doing import a_panel, decided, marks, nominees, scoring

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_declaration_to_the_reason_in_words(transactional_db, browser, live_server):
    cast, at = gather_today(), now()
    with hushed():
        call = a_call(cast, at=at)
        nora = a_nominee(cast, call, at=at)
        panel = a_panel(cast, call, at=at, lay=("amina",))
        declare(panel, by=cast.priya, at=at, organisations=[])
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto("/waiting/panels/")
        follows(page, call.title())
        presses(page, "Declare it")
        is_told(page, "Say what you have to declare, or tick that there is nothing")
        assert not is_wider_than_its_window(page)
        page.get_by_label("I have nothing to declare").check()
        presses(page, "Declare it")
        is_told(page, "Thank you. It is noted.")
        begin_scoring(panel, by=cast.maya, at=at)
        page.goto("/waiting/marks/")
        follows(page, "Nora Example")
        presses(page, "Keep my marks")
        is_told(page, "Choose a mark for “Time”")
        assert not is_wider_than_its_window(page)
        for part in marks(nora):
            page.locator(f"[name={part}_value][value='2']").check()
            page.locator(f"[name={part}_note]").fill("She said so.")
        presses(page, "Keep my marks")
        is_told(page, "Your marks are kept.")
        give_marks(nora, by=cast.priya, at=at, marks=marks(nora))
        page.reload()
        follows(page, "Nora Example")
        is_told(page, "She said so.")
        assert not is_wider_than_its_window(page)
        follows(page, "Write the outcome down")
        page.get_by_label("Not selected, and offered a place in the Forum").check()
        types(page, "Why? Write it to the person.", "You know your area well. Others had done such work before.")
        presses(page, "Write it down")
        is_told(page, "Nobody is told before all outcomes are released.")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "maya")
        page.goto("/waiting/outcomes/")
        follows(page, call.title())
        assert not is_wider_than_its_window(page)
        follows(page, "Release the outcomes")
        presses(page, "Release them all")
        is_told(page, "Each person is being told today.")
    with visiting(browser, live_server, width=320) as page:
        page.goto(reverse("programmes:my-nomination", args=[token_of(nora.candidate.ref)]))
        is_told(page, "You know your area well. Others had done such work before.")
        assert not is_wider_than_its_window(page)
        follows(page, "Say yes or no")
        page.get_by_label("Yes", exact=True).check()
        presses(page, "Send my answer")
        is_told(page, "You said yes to the Forum.")


def test_the_pages_of_the_panel_have_no_barriers(transactional_db, browser, live_server):
    cast, at = gather_today(), now()
    with hushed():
        first = a_call(cast, at=at)
        roles = list(first.profiles.all())
        new = a_panel(cast, first, at=at)
        work = scoring(cast, "Mark Example", at=at, call=a_call(cast, at=at, profiles=roles), group=new.group)
        done = decided(cast, "select", "offer_forum", at=at, call=a_call(cast, at=at, profiles=roles), group=new.group)
    one, other = nominees(work)[0], nominees(done)[0]
    pages = {cast.amina: [("panel", new), ("panel-declare", new), ("panel", work), ("nominee", one), ("nominee-marks", one),
                          ("nominee-conflict", one), ("panel", done), ("nominee", other), ("nominee-decide", other)],
             cast.maya: [("panel", work), ("panel-change", new), ("panel-release", done)]}
    with opened_page(browser, live_server, width=320) as page:
        for person, addresses in pages.items():
            sign_in(page, live_server, person.user)
            for route, thing in addresses:
                page.goto(reverse(f"programmes:{route}", args=[thing.ref]))
                assert page.locator("h1").inner_text() != "You cannot do this", route
                assert (route, axe(page), is_wider_than_its_window(page)) == (route, [], False)
