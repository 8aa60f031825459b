"""Issue 8's own end, without JavaScript: a member of the Forum answers a plan on a phone of 320 px, another by post; the lead sorts,
decides and links the passage that changed; the pair looks; each gets exactly one message, whose link opens without an account; and a
visitor reads what was done and what was not."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of, now
from coprod.post.actions import hushed, mark_all_as_told
from coprod.post.models import Message
from coprod.post.registry import registry
from partners.models import Partner
from programmes.challenges.models import Challenge
from programmes.plans.models import Plan
from programmes.rounds.models import ForumAnswer, ForumRound
from tests.browser import is_wider_than_its_window
from tests.cast import gather_today
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting
from tests.programmes.rounds.doing import a_plan, a_round, newer

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_phone_to_we_said_we_did(transactional_db, browser, live_server):
    with hushed():
        cast = gather_today()
        Partner.objects.filter(pk=cast.femi.pk).update(channel="post", email="", address="1 Mill Lane")
        it = a_round(cast, a_plan(cast, at=now()), at=now())
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "forrest")
        page.goto(it.get_absolute_url())
        assert not is_wider_than_its_window(page)
        follows(page, "Say what you think")
        types(page, "What do you think?", "Ring people who cannot read. 🙂")
        assert not is_wider_than_its_window(page)
        presses(page, "Send my answer")
        is_told(page, "You hear by")
        is_told(page, "Ring people who cannot read.")
        page.goto(it.get_absolute_url() + "sheet/")
        is_told(page, "Send it to:")
        assert not is_wider_than_its_window(page)
    with visiting(browser, live_server) as page:
        signs_in(page, "maya")
        page.goto(it.get_absolute_url() + "note/")
        types(page, "Whose answer is it?", "Femi")
        presses(page, "Find them")
        follows(page, "Femi Example")
        types(page, "What do they think?", "Pay us for it.")
        presses(page, "Write it down")
        is_told(page, "They are told that it is here.")
    assert ForumAnswer.objects.count() == 2

    with hushed():      # the last day, and that of the post, pass
        on = day_of(now())
        ForumRound.objects.update(opens_on=on - timedelta(days=30), closes_on=on - timedelta(days=6), post_until=on - timedelta(days=1))
    with visiting(browser, live_server) as page:
        signs_in(page, "priya")
        page.goto(it.get_absolute_url())
        presses(page, "Close the round")
        is_told(page, "The round is closed.")
    with hushed():
        newer(cast, ForumRound.objects.whole().get(), at=now())
    with visiting(browser, live_server) as page:
        signs_in(page, "priya")
        page.goto(it.get_absolute_url() + "answers/")
        page.locator("input[name=answer]").first.check()
        types(page, "Or a new theme", "Ring people")
        presses(page, "Put them in")
        is_told(page, "1 answer was put into “Ring people”.")
        page.goto(it.get_absolute_url() + "answers/?stand=unsorted")
        page.get_by_label("also on other pages", exact=False).check()
        types(page, "Or a new theme", "Money")
        presses(page, "Put them in")
        is_told(page, "1 answer was put into “Money”.")
        page.goto(it.get_absolute_url() + "themes/")
        page.get_by_role("link", name="Decide Ring people").click()
        page.get_by_label("Done as you said").check()
        page.get_by_label("We ring people who cannot read.").check()
        presses(page, "Decide")
        page.get_by_role("link", name="Decide Money").click()
        page.get_by_label("Not done").check()
        types(page, "Why?", "There is no money for it this year.")
        presses(page, "Decide")
        page.goto(it.get_absolute_url())
        presses(page, "Ask the pair to look at the answers")
        is_told(page, "The pair is asked")
        assert page.get_by_role("button", name="Send “we said, we did”").count() == 0
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto(it.get_absolute_url() + "seen/")
        is_told(page, "We ring people who cannot read.")
        assert not is_wider_than_its_window(page)
        page.get_by_label("Yes", exact=True).check()
        presses(page, "Save")
        is_told(page, "It is right.")
    with visiting(browser, live_server) as page:
        signs_in(page, "priya")
        page.goto(it.get_absolute_url())
        presses(page, "Send “we said, we did”")
        is_told(page, "goes to 2 people")
        presses(page, "Everybody has their answer")
        is_told(page, "1 person still waits for an answer.")
        page.goto(it.get_absolute_url())
        presses(page, "Publish “we said, we did”")
        is_told(page, "It is published.")

    messages = Message.objects.filter(kind="we_said_we_did")
    assert messages.count() == 2
    message = messages.get(to=cast.forrest.ref)
    words = registry.words[message.kind](message)
    assert any("Now the plan says: “We ring people who cannot read.”" in line for line in words.lines)
    with visiting(browser, live_server, width=320) as page:
        page.goto(words.path)
        is_told(page, "Ring people who cannot read.")
        page.get_by_label("I am not satisfied").check()
        types(page, "If not: what is missing?", "From when on?")
        presses(page, "Send")
        is_told(page, "It is now a challenge")
        assert not is_wider_than_its_window(page)
        page.goto(f"/we-said-we-did/{ForumRound.objects.get().public_ref}/")
        is_told(page, "There is no money for it this year.")
        is_told(page, "We ring people who cannot read.")
        assert "Forrest" not in page.content() and not is_wider_than_its_window(page)
    assert Challenge.objects.get().raised_by == cast.forrest

    with hushed():
        mark_all_as_told(messages, at=now())
    with visiting(browser, live_server) as page:
        signs_in(page, "priya")
        page.goto(it.get_absolute_url())
        presses(page, "Everybody has their answer")
        is_told(page, "Everybody who answered has their answer.")
    assert ForumRound.objects.get().state == "answered" and Plan.objects.get().state == "answered"
