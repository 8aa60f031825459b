"""Without JavaScript, and at 320 px: a co-chair allocates a pair and changes one, both lay partners and the lead say yes."""

import pytest

from coprod.post.actions import hushed
from partners.models import Holding
from programmes.pairing.models import Allocation
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting
from tests.programmes.pairing.doing import garden, in_advisory, wants
from tests.programmes.sharing.doing import shared_things

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_suggestion_to_a_pair_that_serves(transactional_db, browser, live_server):
    cast = gather_today()
    with hushed():
        stream = garden(cast)
        nora = in_advisory(cast, "Nora Example", username="nora", experience=["community"])
        pia = in_advisory(cast, "Pia Example", username="pia", area="Eastmere")
        in_advisory(cast, "Otto Example", area="Eastmere", strategic=True)
        wants(nora, stream)
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "ines")
        page.goto(f"/programmes/{cast.programme.slug}/groups/")
        follows(page, "Allocate pairs")
        is_told(page, "Nora Example asked for this workstream")
        assert not is_wider_than_its_window(page)
        page.get_by_role("link", name="Accept or change").first.click()
        page.get_by_label("Who is the first lay partner?").select_option(nora.ref)
        page.get_by_label("Who is the second lay partner?").select_option(pia.ref)
        types(page, "Why these people?", "Pia has time on Wednesdays.")
        assert not is_wider_than_its_window(page)
        presses(page, "Ask them to take the seats")
        is_told(page, "They are being asked, and so is the lead.")
    assert Allocation.objects.get().as_suggested is False
    for who in ("nora", "pia"):
        with visiting(browser, live_server, width=320) as page:
            signs_in(page, who)
            page.goto("/waiting/seats-for-me/")
            follows(page, "Garden")
            assert not is_wider_than_its_window(page)
            presses(page, "Yes, I take this seat")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "priya")
        for _each in range(2):
            page.goto("/waiting/seats-to-agree/")
            page.get_by_role("link", name="Garden").first.click()
            presses(page, "Yes, I agree")
    assert set(Holding.objects.filter(seat__group=stream.group, state="serving").values_list("partner__name", flat=True)) == {
        "Nora Example", "Pia Example"}


def test_the_pages_of_pairs_and_of_what_groups_share_have_no_barrier(transactional_db, browser, live_server):
    cast = gather_today()
    with hushed():
        stream, made = garden(cast, name="Yard"), shared_things(cast)
        in_advisory(cast, "Olive Example", experience=["community"])
    slug = cast.programme.slug
    pages = {
        "ines": [f"/programmes/{slug}/pairs/", f"/workstreams/{stream.ref}/allocate/", f"/exchanges/{made['swap'].ref}/",
                 f"/hand-overs/{made['handover'].ref}/"],
        "maya": [f"/programmes/{slug}/hours/", f"/programmes/{slug}/seats/", f"/groups/{cast.advisory.ref}/lay-only/open/",
                 f"/groups/{cast.advisory.ref}/", f"/workstreams/{stream.ref}/change/"],
        "priya": [f"/workstreams/{stream.ref}/briefing/"],
        "amina": ["/me/wishes/", "/me/hours/", f"/groups/{cast.advisory.ref}/lay-only/", f"/me/handover/{made['mine'].ref}/",
                  f"/me/swap-ask/{made['mine'].ref}/", f"/me/briefing/{made['briefing'].ref}/", cast.housing.get_absolute_url()],
    }
    with opened_page(browser, live_server, width=320) as page:
        for who, addresses in pages.items():
            sign_in(page, live_server, getattr(cast, who).user)
            for address in addresses:
                assert page.goto(address).status == 200
                assert (address, axe(page), is_wider_than_its_window(page)) == (address, [], False)
