"""Issue 7's own end, without JavaScript at 320 px: a lay partner questions a page, nobody answers, it goes up by the clock, the answer is
not good enough and the position stays in the log; an owner reports by the link of the mail, a lay partner says that it is not done and
the owner is told; a stranger sees nothing; and the figures of the register equal a count by hand."""

from datetime import timedelta

import pytest

from coprod.kit.clock import day_of, now
from coprod.post.actions import hushed
from coprod.post.models import Message
from coprod.post.registry import registry
from programmes.challenges.models import Challenge
from programmes.commitments.actions import agree_to_promise, ask_promise, report, say_on_promise
from programmes.commitments.models import Commitment
from programmes.decisions.models import DecisionRecord
from programmes.raising.models import About
from programmes.stages.actions.checking import check_stages
from tests.browser import axe, is_wider_than_its_window, opened_page, sign_in
from tests.cast import gather_today
from tests.house.world import settle
from tests.journeys.steps import follows, is_told, presses, signs_in, types, visiting

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_challenge_from_a_page_to_its_position_on_record(transactional_db, browser, live_server):
    with hushed():
        cast = gather_today()
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto(cast.housing.get_absolute_url())
        follows(page, "Question this page, or tell us something")
        assert not is_wider_than_its_window(page)
        follows(page, "Question it Care Together")
        is_told(page, "Housing")
        types(page, "What do you question?", "Nobody asked the people who live there.")
        page.get_by_label("Who can take part", exact=False).first.check()
        presses(page, "Send it")
        is_told(page, "It is in the log. You have an answer by")
        assert not is_wider_than_its_window(page)
    made = Challenge.objects.get()
    assert (made.raised_by, made.group, made.rung, made.state) == (cast.amina, cast.housing.group, "lead", "raised")

    with hushed():      # its day passes; nobody has answered
        past = day_of(now()) - timedelta(days=1)
        Challenge.objects.filter(pk=made.pk).update(raised_at=now() - timedelta(days=40), due_on=past)
        check_stages(at=now())
    made.refresh_from_db()
    assert (made.state, made.rung) == ("with_manager", "manager")

    with visiting(browser, live_server) as page:
        signs_in(page, "maya")
        page.goto(made.get_absolute_url())
        follows(page, "Answer")
        types(page, "Your answer", "We had no time.")
        page.get_by_label("No", exact=True).check()
        types(page, "What changed because of it?", "Nothing, because the plan was printed.")
        presses(page, "Send the answer")
        is_told(page, "We had no time.")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "amina")
        page.goto(made.get_absolute_url())
        follows(page, "Say whether the answer is good enough")
        page.get_by_label("No", exact=False).first.check()
        types(page, "If no: what is missing?", "Asking them now.")
        presses(page, "Say so")
        follows(page, "Close it, with the position on record")
        types(page, "What stays on record?", "The people who live there were not asked.")
        presses(page, "Close it")
        page.goto(f"/programmes/{cast.programme.slug}/challenges/")
        is_told(page, "Closed: the position is on record")
        assert not is_wider_than_its_window(page)
    made.refresh_from_db()
    assert (made.state, made.position) == ("closed", "The people who live there were not asked.")
    with visiting(browser, live_server) as page:
        signs_in(page, "sam")
        assert page.goto(made.get_absolute_url()).status == 404


def test_a_promise_from_the_link_of_the_mail_to_a_lay_no(transactional_db, browser, live_server):
    with hushed():
        cast = gather_today()
        made = agree_to_promise(ask_promise(
            About("workstream", cast.housing.ref, "Housing", cast.programme, cast.housing.group), by=cast.amina, at=now(),
            text="Letters in large print.", owner=cast.priya, due_on=day_of(now()) + timedelta(days=60)), by=cast.priya, at=now())
        Commitment.objects.filter(pk=made.pk).update(report_due_on=day_of(now()))
        check_stages(at=now())
    mail = registry.words["promise_report_due"](Message.objects.get(kind="promise_report_due", to=cast.priya.ref))
    assert mail is not None
    with visiting(browser, live_server, width=320) as page:     # nobody is signed in
        page.goto(mail.path)
        assert not is_wider_than_its_window(page)
        page.get_by_label("It is done", exact=True).check()
        types(page, "What has happened since?", "All letters are out.")
        presses(page, "Send")
        is_told(page, "Thank you. It is noted. You may close this page.")
        assert page.goto(mail.path).status == 410
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "joe")
        page.goto(made.get_absolute_url())
        follows(page, "Say whether it is done")
        page.get_by_label("No, it is not done").check()
        types(page, "What is missing?", "Mine was small.")
        presses(page, "Save")
        is_told(page, "Thank you. Who promised it is told what is missing.")
    told = registry.words["promise_judged"](Message.objects.get(kind="promise_judged", to=cast.priya.ref))
    assert told is not None and "What is missing: Mine was small." in " ".join(told.lines)

    with hushed():
        for text in ("Kept", "Kept too"):
            other = agree_to_promise(ask_promise(About("", "", "", cast.programme), by=cast.amina, at=now(), text=text, owner=cast.priya,
                                                 due_on=day_of(now())), by=cast.priya, at=now())
            report(other, by=cast.priya, at=now(), stands="met", text="Done.")
            say_on_promise(Commitment.objects.get(pk=other.pk), by=cast.ines, at=now(), value="met")
    with visiting(browser, live_server, width=320) as page:
        signs_in(page, "joe")
        page.goto(f"/programmes/{cast.programme.slug}/commitments/")
        is_told(page, "2 promises are kept, 1 is still to be kept, of these 0 are past their day, and 0 are broken.")
        assert not is_wider_than_its_window(page)


def test_the_pages_have_no_barrier(transactional_db, browser, live_server):
    with hushed():
        cast, _everything = settle()
    slug = cast.programme.slug
    pages = [f"/programmes/{slug}/{name}/" for name in (
        "commitments", "commitments/new", "commitments/board", "commitments/print", "challenges", "challenges/new", "decisions",
        "contributions",
        "tell-us", "impact")]
    pages += [f"/groups/{cast.housing.group.ref}/take-away/", f"/groups/{cast.housing.group.ref}/take-away/commitments/",
              f"/say-something/?about=workstream:{cast.housing.ref}"]
    pages += [each.get_absolute_url() for each in (*Commitment.objects.all()[:3], *Challenge.objects.all()[:2],
        *DecisionRecord.objects.all()[:2])]
    found = {}
    with opened_page(browser, live_server, width=320) as page:
        sign_in(page, live_server, cast.amina.user)
        for path in pages:
            answer = page.goto(path)
            found[path] = (answer.status, is_wider_than_its_window(page), axe(page))

    assert {path: facts for path, facts in found.items() if facts != (200, False, [])} == {}
