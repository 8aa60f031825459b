"""What a newcomer does first: the lead claims with a file, the lay co-chair says yes and no, the owner goes on without."""

import re

import pytest
from django.core.files.storage import default_storage

from coprod.kit.clock import now
from programmes.models import Evidence, Proceeding
from programmes.stages.actions.signing import sign_stage
from tests import makers
from tests.browser import axe, is_wider_than_its_window, opened_page
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting

pytestmark = pytest.mark.django_db(transaction=True)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def everyone(transactional_db):
    return gather_today()


def test_the_lead_claims_with_a_file_which_survives_a_mistake_and_cannot_confirm_it(everyone, browser, live_server, tmp_path):
    stage = makers.a_stage(everyone.programme, "S8", by=everyone.maya, workstream=everyone.housing, at=now())
    answer = stage.answers.get(code="8.1")
    paper = tmp_path / "agenda & notes.pdf"
    paper.write_bytes(PDF)
    with visiting(browser, live_server) as page:
        signs_in(page, "priya")
        page.goto(stage.get_absolute_url())
        follows(page, "8.1 Agenda built with the pair")
        follows(page, "Claim that it is met")
        follows(page, "A document, as a file")
        types(page, "What was done, by whom and when?", "Built with Amina and Joe on Monday.")
        page.get_by_label("File").set_input_files(paper)
        presses(page, "Claim it")
        is_told(page, "We have kept your file “agenda & notes.pdf”")        # the title was forgotten; the file was not
        types(page, "What is it?", "The agenda")
        presses(page, "Claim it")
        is_told(page, "It counts once a lay partner has confirmed it")
        assert page.get_by_role("button", name="Yes, I confirm it").count() == 0
        is_told(page, "Only a lay partner of this stage may confirm")

    evidence = Evidence.objects.get(answer=answer)
    assert (evidence.file_name, evidence.content_type, evidence.added_by) == ("agenda & notes.pdf", "application/pdf", everyone.priya)
    with default_storage.open(evidence.file.name) as kept:
        assert kept.read() == PDF
    answer.refresh_from_db()
    assert (answer.state, answer.claimed_by, answer.confirmed_by) == ("claimed", everyone.priya, None)


def test_the_lay_co_chair_confirms_one_claim_and_disputes_another(everyone, browser, live_server):
    stage = makers.a_stage(everyone.programme, "S8", by=everyone.maya, workstream=everyone.housing, at=now())
    yes, no = stage.answers.get(code="8.1"), stage.answers.get(code="8.2")
    for answer in (yes, no):
        makers.a_claim(answer, by=everyone.priya, at=now())
    with visiting(browser, live_server) as page:
        signs_in(page, "ines")
        page.goto("/waiting/")
        page.get_by_role("link", name=re.compile("2 claims to confirm or dispute")).click()
        page.get_by_role("link", name=re.compile("^8.1")).click()
        presses(page, "Yes, I confirm it")
        is_told(page, "Standard 8.1 is met, because you confirmed it")
        page.goto("/waiting/claims/")
        is_told(page, "1 claim to confirm or dispute")
        page.get_by_role("link", name=re.compile("^8.2")).click()
        follows(page, "No, and I say why")
        presses(page, "Say no")
        is_told(page, "There is a problem")
        types(page, "What is wrong or missing?", "Slides were not readable")
        presses(page, "Say no")
        is_told(page, "Your “no” is recorded")
        page.goto(stage.get_absolute_url())
        is_told(page, "Ines Example (lay co-chair) disputed 8.2")
        is_told(page, "Slides were not readable")
        page.goto("/")
        is_told(page, "8.1 Agenda built with the pair")
    yes.refresh_from_db()
    no.refresh_from_db()
    assert (yes.state, yes.confirmed_by, no.state) == ("met", everyone.ines, "disputed")


def test_the_owner_goes_on_without_lay_agreement_only_with_a_reason_that_the_forum_can_read(everyone, browser, live_server):
    at = now()
    stage = makers.all_met(makers.a_stage(everyone.programme, "S8", by=everyone.maya, workstream=everyone.housing, at=at),
                           claimed_by=everyone.priya, confirmed_by=everyone.amina, at=at)
    sign_stage(stage, by=everyone.joe, at=at, value="disagree", text="Evenings were never offered.")
    with visiting(browser, live_server) as page:
        signs_in(page, "sid")
        page.get_by_role("link", name=re.compile("1 unresolved stage")).click()
        page.locator("main").get_by_role("link", name=re.compile("^S8")).click()
        follows(page, "Go on without lay agreement")
        is_told(page, "Evenings were never offered.")
        presses(page, "Record this decision")
        is_told(page, "There is a problem")
        types(page, "Why do you go on without lay agreement?", "The grant ends on Friday; evenings start in May.")
        presses(page, "Record this decision")
        is_told(page, "Those who signed are being told")
    with visiting(browser, live_server) as page:
        signs_in(page, "forrest")
        page.goto(stage.get_absolute_url())
        is_told(page, "The grant ends on Friday; evenings start in May.")
        is_told(page, "Evenings were never offered.")
        is_told(page, "Unresolved")
    assert Proceeding.objects.get(stage=stage).by == everyone.sid


def test_a_lay_partner_says_yes_by_keyboard_alone(everyone, browser, live_server):
    stage = makers.a_stage(everyone.programme, "S8", by=everyone.maya, workstream=everyone.housing, at=now())
    answer = makers.a_claim(stage.answers.get(code="8.1"), by=everyone.priya, at=now())
    with opened_page(browser, live_server) as page:
        signs_in(page, "amina")
        page.goto(answer.get_absolute_url())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")                                        # the skip link leads past the header
        for _ in range(12):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent").strip() == "Yes, I confirm it":
                break
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{stage.get_absolute_url()}")
    answer.refresh_from_db()
    assert (answer.state, answer.confirmed_by) == ("met", everyone.amina)


@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_of_a_stage_is_reachable_and_narrow(everyone, browser, live_server, width):
    at = now()
    stage = makers.a_stage(everyone.programme, "S8", by=everyone.maya, workstream=everyone.housing, at=at)
    answer = makers.a_claim(stage.answers.get(code="8.1"), by=everyone.priya, at=at)
    slug = everyone.programme.slug
    addresses = ["/", "/programmes/", "/people/", "/search/?q=care", "/waiting/standards/", stage.get_absolute_url(),
                 answer.get_absolute_url(),
                 f"{answer.get_absolute_url()}claim/", f"{stage.get_absolute_url()}reopen/", everyone.housing.get_absolute_url(),
                 f"/groups/{everyone.advisory.ref}/", everyone.amina.get_absolute_url(), everyone.council.get_absolute_url(),
                 *(f"/programmes/{slug}/{page}" for page in ("", "focus/", "focus/write/", "scope/add/", "team/", "team/give/",
                                                             "organisations/",
                                                             "organisations/add/", "groups/", "groups/found/", "stages/plan/", "trail/"))]
    with opened_page(browser, live_server, width=width) as page:
        signs_in(page, "maya")
        for address in addresses:
            page.goto(address)
            assert (address, axe(page), is_wider_than_its_window(page)) == (address, [], False)
