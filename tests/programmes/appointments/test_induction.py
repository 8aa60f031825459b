"""A step counts when the person says that it happened; confidential papers open when interests and the statement are there."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from partners.candidates.models import token_of
from partners.models import Confidentiality, Interest
from programmes.appointments.actions.induction import (
    confirm_interests,
    confirm_item,
    declare_interest,
    mark_done,
    sign_confidentiality,
)
from programmes.appointments.actions.terms import step_down
from programmes.appointments.models import NEEDED
from programmes.home.queues import BY_NAME
from programmes.programme.models.standing import standing_of
from programmes.stages import policies
from programmes.stages.actions.answering import add_evidence
from programmes.stages.policies import CLOSED_TO, may_see_evidence
from tests.makers import MONDAY
from tests.programmes.appointments.doing import accepted, active, known, now_, whole, with_account
from tests.programmes.nominations.doing import a_call
from tests.programmes.stages.doing import as_, first_of, get, post, s8

DAY = timedelta(days=1)
TODAY = MONDAY.date()
STAFF = ("maya", "sid", "priya", "amina", "ines", "vic", "sam")


def said_by(thing, move):
    return [row.actor for row in Row.objects.about(thing) if row.move == move]


def step(appointment, code):
    item = appointment.items.get(code=code)
    item.appointment = appointment
    return item


def waits(person, name, on=TODAY):
    return BY_NAME[name].rows(standing_of(person, on=on), on).count()


def test_each_step_has_its_owner_and_its_day(cast):
    appointment = accepted(cast)

    rows = {item.code: (item.owner, (item.due_on - TODAY).days) for item in appointment.items.all()}

    assert len(rows) == 17
    assert rows["welcome"] == ("PM", 0)
    assert rows["confidentiality"] == ("LP", 7)
    assert rows["tour"] == ("PM", 14)           # the Advisory Group has no workstream lead
    assert rows["chairs"] == ("LCC", 21)
    assert rows["three_months"] == ("PM", 90)
    assert {"equality", "six_weeks", "three_months"} & set(NEEDED) == set()


def test_what_staff_say_is_done_does_not_count_until_the_person_says_so(cast, client):
    appointment = accepted(cast)
    welcome = step(appointment, "welcome")

    post(cast.maya, "induction-done", welcome)

    welcome.refresh_from_db()
    assert (welcome.done_by, welcome.confirmed_at) == (cast.maya, None)
    assert post(cast.maya, "induction-done", welcome).status_code == 409
    where = reverse("programmes:induction-by-link", args=[token_of(appointment.nomination.candidate.ref)])
    assert "Done, waiting for the person’s word" in client.get(where).content.decode()
    assert client.post(where, {"step": welcome.ref}).status_code == 302
    welcome.refresh_from_db()
    assert (welcome.confirmed_at, welcome.through, welcome.noted_by) == (MONDAY, "link", None)
    assert client.post(where, {"step": welcome.ref}).status_code == 409
    assert client.post(where, {"step": "nosuchstep"}).status_code == 404
    happened = as_(cast.maya).get(appointment.get_absolute_url()).content.decode().split("What happened")[1]
    assert happened.count("A welcome call with a named contact") == 2          # said by staff, and confirmed


def test_somebody_else_s_step_is_not_confirmed_by_my_link(cast, client):
    call = a_call(cast)
    mine, other = accepted(cast, call=call), accepted(cast, call=call, name="Omar Example")
    where = reverse("programmes:induction-by-link", args=[token_of(mine.nomination.candidate.ref)])

    assert client.post(where, {"step": step(other, "welcome").ref}).status_code == 404
    assert step(other, "welcome").confirmed_at is None


def test_who_has_an_account_confirms_there_and_for_others_staff_note_it(cast):
    appointment = accepted(cast)
    nora = with_account(appointment)
    tour, watch = step(appointment, "tour"), step(appointment, "watch")

    assert post(nora, "induction-confirm", tour).status_code == 302
    wrong = post(cast.maya, "induction-note", watch)
    assert wrong.status_code == 200
    post(cast.maya, "induction-note", watch, through="post")

    said = {item.code: (item.through, item.noted_by) for item in appointment.items.exclude(confirmed_at=None)}
    assert said == {"tour": ("account", None), "watch": ("post", cast.maya)}
    answers = {name: post(getattr(cast, name), "induction-confirm", step(appointment, "touchstone")).status_code for name in STAFF}
    assert answers == dict.fromkeys(STAFF, 403) | {"sam": 404}


def test_with_the_last_step_they_are_inducted_and_active(cast):
    appointment = accepted(cast)
    almost = whole(appointment, declares=False)
    assert almost.state == "accepted"
    declare_interest(almost, at=MONDAY, through="link", kind="nothing")
    sign_confidentiality(almost, at=MONDAY, through="link")

    after = now_(appointment)
    assert (after.state, after.inducted_at) == ("active", MONDAY)
    assert not after.items.filter(code__in=NEEDED, confirmed_at=None).exists()
    assert after.items.filter(confirmed_at=None).count() == 3


def test_before_the_first_day_they_are_inducted_and_not_active_yet(cast):
    assert active(cast, from_on=TODAY + 9 * DAY).state == "inducted"


def test_a_signature_is_not_a_button(cast):
    appointment = accepted(cast)
    with pytest.raises(NotAllowedNow, match="confirmed by doing it"):
        confirm_item(step(appointment, "interests"), at=MONDAY, through="phone", noted_by=cast.maya)


def test_who_has_left_confirms_nothing(cast):
    appointment = accepted(cast)
    step_down(appointment, by=appointment.partner, at=MONDAY)

    for act in (lambda: confirm_item(step(appointment, "tour"), at=MONDAY, through="link"),
                lambda: mark_done(step(appointment, "tour"), by=cast.maya, at=MONDAY),
                lambda: sign_confidentiality(appointment, at=MONDAY, through="link")):
        with pytest.raises(NotAllowedNow):
            act()


def test_of_two_who_confirm_at_once_one_does(shared_cast, all_at_once):
    appointment = accepted(shared_cast)

    answers = all_at_once(3, lambda number: confirm_item(step(appointment, "tour"), at=MONDAY, through="link") and "yes")

    assert answers.count("yes") == 1


def test_the_queues_of_owners_and_of_the_person(cast):
    appointment = accepted(cast)
    nora = with_account(appointment)
    # the manager sees what is due within a week, the person what is theirs or done
    assert (waits(cast.maya, "steps-to-do"), waits(cast.ines, "steps-to-do"), waits(cast.priya, "steps-to-do")) == (3, 0, 0)
    assert waits(cast.ines, "steps-to-do", TODAY + 14 * DAY) == 1
    assert (waits(nora, "steps-to-confirm"), waits(nora, "declarations")) == (2, 1)
    mark_done(step(appointment, "welcome"), by=cast.maya, at=MONDAY)
    assert (waits(cast.maya, "steps-to-do"), waits(nora, "steps-to-confirm")) == (2, 3)

    whole(appointment)
    assert (waits(nora, "steps-to-confirm"), waits(nora, "declarations")) == (0, 0)
    for name in ("steps-to-do", "offers", "people-to-settle", "exits"):
        assert get(cast.maya, "queue", name).status_code == 200
    for name in ("steps-to-confirm", "declarations", "buddies", "buddy-talks", "terms"):
        assert get(nora, "queue", name).status_code == 200


# --- interests and confidentiality ------------------------------------------------------------------------------------

FACTS = {"kind": "professional", "text": "Trustee of Westmere Carers Hub", "from_on_day": "1", "from_on_month": "2", "from_on_year": "2024"}


def test_the_person_declares_and_the_manager_agrees_what_follows(cast):
    appointment = accepted(cast)
    nora = with_account(appointment)
    post(nora, "interests", appointment, **FACTS)
    post(nora, "interests", appointment, **FACTS)       # sent twice
    interest = Interest.objects.get()
    assert (interest.partner, interest.home_book, interest.through) == (nora, cast.programme.ref, "account")

    wrong = post(cast.maya, "interest-review", interest, action="no_papers", is_published="no")
    assert "Say why it is not published" in wrong.content.decode()
    post(cast.maya, "interest-review", interest, action="no_papers", is_published="no", privacy_reason="It names a child.")

    interest.refresh_from_db()
    assert (interest.action, interest.is_published, interest.reviewed_by) == ("no_papers", False, cast.maya)
    assert "It names a child." in get(nora, "interests", appointment).content.decode()
    assert post(nora, "interests", appointment, over=interest.ref).status_code == 302
    assert post(nora, "interests", appointment, over=interest.ref).status_code == 409
    assert post(cast.maya, "interest-review", interest, action="note", is_published="yes").status_code == 409


def test_who_has_no_account_looks_again_by_their_link_or_has_it_noted(cast):
    appointment = accepted(cast)
    interest = declare_interest(appointment, at=MONDAY - 300 * DAY, through="link", kind="financial", text="Shares")
    stranger = declare_interest(active(cast, name="Una Example"), at=MONDAY, through="link", kind="financial", text="A shop")
    client, page = Client(), reverse("programmes:interests-by-link", args=[token_of(appointment.nomination.candidate.ref)])
    assert "Nothing has changed" in client.get(page).content.decode()

    client.post(page, {"same": "1"})
    assert Interest.objects.get(pk=interest.pk).confirmed_at > MONDAY - DAY
    assert said_by(interest, "confirm")[0] == appointment.partner.ref
    assert "They say that nothing has changed" in get(cast.maya, "interests", appointment).content.decode()
    post(cast.maya, "interests", appointment, same="1")
    assert said_by(interest, "confirm")[1] == cast.maya.ref

    assert client.post(page, {"over": stranger.ref}).status_code == 404
    client.post(page, {"over": interest.ref})
    assert Interest.objects.get(pk=interest.pk).ended_at and said_by(interest, "end") == [appointment.partner.ref]
    assert client.post(page, {"same": "1"}).status_code == 409       # an empty list is not "the same"


@pytest.mark.parametrize(("data", "told"), [
    ({"kind": "financial"}, "Say what the interest is"),
    ({"kind": "nothing", "text": "Shares"}, "You wrote an interest. Choose its kind, or empty the box"),
    ({"text": "Shares"}, "Choose an answer to “What kind of interest is it?”"),
    (FACTS | {"until_on_day": "1", "until_on_month": "1", "until_on_year": "2024"}, "The end must not be before the beginning"),
])
def test_a_bad_declaration_changes_nothing(cast, data, told):
    appointment = accepted(cast)

    page = post(with_account(appointment), "interests", appointment, **data)

    assert told in page.content.decode()
    assert not Interest.objects.exists()


def test_nothing_to_declare_and_an_interest_exclude_each_other(cast):
    appointment = accepted(cast)
    declare_interest(appointment, at=MONDAY, through="link", kind="nothing")
    declare_interest(appointment, at=MONDAY, through="phone", noted_by=cast.maya, kind="financial", text="Shares")
    assert [each.kind for each in Interest.objects.current()] == ["financial"]
    with pytest.raises(NotAllowedNow, match="Take it off first"):
        declare_interest(appointment, at=MONDAY, through="link", kind="nothing")

    later = MONDAY + 300 * DAY
    confirm_interests(appointment, at=later)
    assert Interest.objects.current().get().confirmed_at == later


def test_the_statement_is_signed_once_in_its_wording(cast):
    appointment = accepted(cast)
    nora = with_account(appointment)
    assert "Tick “I have read it, and I agree” to go on" in post(nora, "confidentiality", appointment, x="").content.decode()
    assert not Confidentiality.objects.exists()

    for _ in range(2):
        assert post(nora, "confidentiality", appointment, agrees="on").status_code == 302

    signed = Confidentiality.objects.get()
    assert (signed.partner, signed.version, signed.through) == (nora, 1, "account")
    assert "in version 1" in get(nora, "confidentiality", appointment).content.decode()


def test_staff_note_what_was_signed_on_paper(cast):
    appointment = accepted(cast)
    post(cast.maya, "confidentiality", appointment, agrees="on", through="post")
    post(cast.maya, "interests", appointment, kind="nothing", through="phone")

    assert (Confidentiality.objects.get().noted_by, Interest.objects.get().noted_by) == (cast.maya, cast.maya)
    assert set(appointment.items.exclude(confirmed_at=None).values_list("code", "through")) == {
        ("confidentiality", "post"), ("interests", "phone")}


# --- confidential papers ----------------------------------------------------------------------------------------------

def a_paper(cast, audience="stage"):
    return add_evidence(first_of(s8(cast)), by=cast.priya, at=MONDAY, kind="link", title="Draft budget", link="https://example.org",
                        audience=audience)


class Reader:
    """Somebody who reads, anew: what is known of them is kept for one request."""

    def __init__(self, partner):
        self.partner = partner


def test_confidential_papers_open_when_both_are_there(cast):
    paper = a_paper(cast)
    assert may_see_evidence(Reader(cast.amina), paper)      # without an appointment nothing is asked
    appointment = known(cast, cast.amina, call=a_call(cast))
    assert may_see_evidence(Reader(cast.amina), paper)

    Confidentiality.objects.all().delete()
    why = may_see_evidence(Reader(cast.amina), paper)
    assert str(why.why) == "Before you read confidential papers: sign the confidentiality statement, under “My roles”."
    assert str(why.why) in get(cast.amina, "standard", paper.answer).content.decode()
    Interest.objects.all().delete()
    assert "and declare your interests" in str(may_see_evidence(Reader(cast.amina), paper).why)
    sign_confidentiality(appointment, at=MONDAY, through="link")
    assert "declare your interests" in str(may_see_evidence(Reader(cast.amina), paper).why)
    assert may_see_evidence(Reader(cast.amina), paper).why != why.why
    for other in (cast.joe, cast.priya, cast.maya):
        assert may_see_evidence(Reader(other), paper)
    declare_interest(appointment, at=MONDAY, through="link", kind="nothing")
    assert may_see_evidence(Reader(cast.amina), paper)


def test_the_page_of_a_standard_asks_once_however_many_papers_there_are(cast, monkeypatch):
    known(cast, cast.amina, call=a_call(cast))
    answer, spent = first_of(s8(cast)), []
    for rows, rules in ((1, []), (1, list(CLOSED_TO)), (5, list(CLOSED_TO))):
        monkeypatch.setattr(policies, "CLOSED_TO", rules)
        with transaction.atomic():
            for number in range(rows):
                add_evidence(answer, by=cast.priya, at=MONDAY, kind="link", title=f"{number}", link="https://example.org", audience="stage")
            client = as_(cast.amina)
            client.get(reverse("privacy"))
            with CaptureQueriesContext(connection) as queries:
                assert client.get(answer.get_absolute_url()).status_code == 200
            spent.append(len(queries))
            transaction.set_rollback(True)

    assert spent[1] == spent[2] == spent[0] + 1
