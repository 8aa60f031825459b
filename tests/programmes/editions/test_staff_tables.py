"""An administrator writes, checks and publishes an edition in the staff tables; nobody else comes near, and then it is only read."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coprod.trail.models import Row
from programmes.catalogue import edition
from programmes.editions.models import AddedStandard, ChangedWording, LocalEdition
from tests.cast import NAMES
from tests.makers import MONDAY, a_partner
from tests.programmes.editions.doing import EASY_READ, NEW_QUESTION, a_draft, published
from tests.programmes.stages.doing import as_

TABLE = "/admin/programmes/localedition/"


@pytest.fixture
def ada(cast):
    """An administrator, who is somebody."""
    ada = a_partner("Ada Example", username="ada", professional=True)
    ada.user.is_superuser = ada.user.is_staff = True
    ada.user.save()
    return ada


@pytest.fixture
def desk(ada):
    return as_(ada)


def page_of(draft, verb="change"):
    return f"{TABLE}{draft.pk}/{verb}/"


def words_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def sent(draft, *, added=(), words=(), **facts):
    """What the page of a draft sends: rows that are there go by their id."""
    data = {"name": draft.name, "about": draft.about} | facts
    for prefix, rows in (("added", added), ("wordings", words)):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": sum("id" in row for row in rows),
                 f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
        for n, row in enumerate(rows):
            data |= {f"{prefix}-{n}-edition": draft.pk} | {f"{prefix}-{n}-{name}": value for name, value in row.items()}
    return data


ROW = {**{name: value for name, value in EASY_READ.items() if name != "by_roles"}, "by": ["WL", "PAIR"]}


def test_from_a_name_to_a_published_edition(desk, ada):
    begun = desk.post(TABLE + "add/", {"name": "Easy read first", "about": "Two cannot read long papers.", "based_on": "1"})
    draft = LocalEdition.objects.get()
    assert begun.headers["Location"] == page_of(draft)
    assert (draft.state, draft.begun_by, draft.number) == ("draft", ada, None)

    page = desk.get(page_of(draft))
    assert "Easy read first" in words_of(page) and f'href="{page_of(draft, "check")}"' in page.content.decode()
    saved = desk.post(page_of(draft), sent(draft, added=[ROW], words=[{"code": "8.1", "question": NEW_QUESTION, "evidence": ""}]))
    assert saved.status_code == 302
    assert (draft.added.get().code, draft.added.get().by) == ("8.L1", ["WL", "PAIR"])
    assert draft.wordings.get().question == NEW_QUESTION

    check = desk.get(page_of(draft, "check"))
    words = words_of(check)
    assert str(edition(1).standard("8.1").question) in words and NEW_QUESTION in words and EASY_READ["question"] in words
    assert "The wording is as it has to be." in words and "Answered by: workstream lead or lay partner of the pair" in words
    seen = {"seen": check.context["form"]["seen"].value()}

    unread = desk.post(page_of(draft, "check"), seen)
    assert unread.status_code == 200 and "tick the box if no core standard asks for less" in words_of(unread)
    assert LocalEdition.objects.get().state == "draft"

    done = desk.post(page_of(draft, "check"), seen | {"confirmed": "on"}, follow=True)
    assert "Edition 101 is published. Programmes may move to it now." in words_of(done)
    draft.refresh_from_db()
    assert (draft.state, draft.number, draft.published_by) == ("published", 101, ada)
    assert [(row.move, row.actor) for row in Row.objects.filter(subject=draft.ref).order_by("number")] == [
        ("begin", ada.ref), ("change", ada.ref), ("publish", ada.ref)]

    again = desk.post(page_of(draft, "check"), seen | {"confirmed": "on"})
    assert again.status_code == 409
    assert Row.objects.filter(subject=draft.ref).count() == 3


def test_what_has_to_be_put_right_is_told_and_cannot_be_published(cast, desk):
    draft = a_draft(cast, added=(EASY_READ | {"question": "Were good papers sent, if possible"},))

    page = desk.get(page_of(draft, "check"))

    words = words_of(page)
    assert "8.L1 “good”: It judges how good something is." in words
    assert "8.L1 “if possible”: It leaves a way out" in words
    assert "8.L1 It is not a question." in words
    assert "Publish it" not in words
    refused = desk.post(page_of(draft, "check"), {"seen": draft.fingerprint(), "confirmed": "on"})
    assert refused.status_code == 409 and "Something has to be put right first." in words_of(refused)
    assert LocalEdition.objects.get().state == "draft"


def test_a_draft_that_somebody_changed_since_it_was_read_is_read_again(cast, desk):
    draft = a_draft(cast)
    seen = draft.fingerprint()
    draft.wordings.update(evidence="Another")

    refused = desk.post(page_of(draft, "check"), {"seen": seen, "confirmed": "on"})

    assert refused.status_code == 409 and "Somebody changed the draft since you read it." in words_of(refused)
    assert desk.post(page_of(draft, "check"), {"seen": refused.context["form"]["seen"].value(), "confirmed": "on"}).status_code == 302


@pytest.mark.parametrize(("row", "field", "told"), [
    ({"by": []}, "by", "required"), ({"stage": ""}, "stage", "required"), ({"stage": "S13"}, "stage", "not one of the available"),
    ({"by": ["KING"]}, "by", "not one of the available"), ({"klass": "loose"}, "klass", "not one of the available"),
    ({"question": "x" * 251}, "question", "at most 250"), ({"short": "x" * 61}, "short", "at most 60"),
    ({"evidence": ""}, "evidence", "required"),
])
def test_a_standard_that_is_not_whole_is_not_kept_and_what_was_typed_stays(cast, desk, row, field, told):
    draft = a_draft(cast, added=(), words={})

    page = desk.post(page_of(draft), sent(draft, added=[ROW | row]))

    assert page.status_code == 200
    formset = page.context["inline_admin_formsets"][0].formset
    assert set(formset.errors[0]) == {field} and told in str(formset.errors[0][field])
    assert formset.forms[0]["question"].value() == (ROW | row)["question"]
    assert AddedStandard.objects.count() == 0


@pytest.mark.parametrize(("rows", "told"), [
    ([{"code": "8.77", "question": "What?"}], "not one of the available"),
    ([{"code": "8.1", "question": "", "evidence": ""}], "Write another question, or other evidence"),
    ([{"code": "8.1", "question": str(edition(1).standard("8.1").question)}], "These are the words that it has already"),
    ([{"code": "8.1", "question": "One?"}, {"code": "8.1", "question": "Two?"}], "duplicate"),
])
def test_words_that_change_nothing_or_too_much_are_not_kept(cast, desk, rows, told):
    draft = a_draft(cast, added=(), words={})

    page = desk.post(page_of(draft), sent(draft, words=rows))

    assert page.status_code == 200 and told in words_of(page)
    assert ChangedWording.objects.count() == 0


def test_a_row_of_a_draft_may_be_changed_and_taken_out(cast, desk):
    draft = a_draft(cast)
    added, words = draft.added.get(), draft.wordings.get()

    page = desk.post(page_of(draft), sent(
        draft, added=[ROW | {"id": added.pk, "short": "In other words", "stage": "S1"}],
        words=[{"id": words.pk, "code": "8.1", "DELETE": "on"}]))

    assert page.status_code == 302
    added.refresh_from_db()
    assert (added.code, added.stage, added.short, draft.wordings.count()) == ("8.L1", "S8", "In other words", 0)


def test_what_it_begins_from_is_chosen_once_and_nothing_else_can_be_slipped_in(cast, desk):
    published(cast.maya)
    draft = a_draft(cast, based_on=1)

    assert desk.post(page_of(draft), sent(draft, based_on="101", state="published", number="150", name="New name")).status_code == 302

    draft.refresh_from_db()
    assert (draft.based_on, draft.state, draft.number, draft.name) == (1, "draft", None, "New name")
    assert desk.post(TABLE + "add/", {"name": "x", "about": "x", "based_on": "150"}).status_code == 200
    assert LocalEdition.objects.count() == 2


def test_a_published_edition_is_read_and_a_new_draft_begins_from_it(cast, desk):
    kept = published(cast.maya)

    page = desk.get(page_of(kept))

    assert page.status_code == 200 and EASY_READ["question"] in words_of(page)
    assert 'name="_save"' not in page.content.decode() and "<textarea" not in page.content.decode()
    assert desk.post(page_of(kept), sent(kept, added=[ROW], name="x")).status_code == 403
    assert desk.post(f"{TABLE}{kept.pk}/delete/", {"post": "yes"}).status_code == 403
    assert (LocalEdition.objects.get().name, AddedStandard.objects.count()) == ("Easy read first", 1)
    href = re.search(r'href="(/admin/programmes/localedition/add/\?based_on=101)"', page.content.decode()).group(1)
    assert desk.get(href).context["adminform"].form["based_on"].value() == "101"
    assert "It is published." in words_of(desk.get(page_of(kept, "check")))


@pytest.mark.parametrize("verb", ["change", "check"])
def test_nobody_but_administrators_sees_or_changes_an_edition(cast, verb):
    draft = a_draft(cast)
    for name in NAMES:
        client = as_(getattr(cast, name))
        for address in (TABLE, TABLE + "add/", page_of(draft, verb)):
            assert client.get(address, follow=True).status_code == 403, (name, address)
        client.post(page_of(draft, "check"), {"seen": draft.fingerprint(), "confirmed": "on"})
        client.post(page_of(draft), sent(draft, name="x"))
    assert Client().get(page_of(draft, verb)).status_code == 302

    draft.refresh_from_db()
    assert (draft.state, draft.name) == ("draft", "Easy read first")


def test_an_administrator_who_is_nobody_s_partner_reads_and_writes_nothing(cast, ada):
    draft, user = a_draft(cast), ada.user
    ada.user = None
    ada.save()
    client = Client()
    client.force_login(user)

    assert client.get(page_of(draft)).status_code == 200
    assert client.post(page_of(draft), sent(draft, name="x")).status_code == 403
    assert client.post(TABLE + "add/", {"name": "x", "about": "x", "based_on": "1"}).status_code == 403
    assert client.post(page_of(draft, "check"), {"seen": draft.fingerprint(), "confirmed": "on"}).status_code == 404
    assert LocalEdition.objects.get().state == "draft"


@pytest.mark.parametrize(("verb", "expected"), [("change", 7), ("check", 7)])
def test_pages_of_a_draft_cost_the_same_for_1_and_30_standards(cast, desk, verb, expected):
    spent = []
    for rows in (1, 30):
        draft = a_draft(cast, added=(EASY_READ,) * rows)
        desk.get(page_of(draft, verb))
        with CaptureQueriesContext(connection) as queries:
            desk.get(page_of(draft, verb))
        spent.append(len(queries))

    assert spent == [expected, expected]


def test_drafts_and_published_editions_are_listed(cast, desk):
    published(cast.maya)
    a_draft(cast, name="Another one")

    assert {"Easy read first", "Another one", "101"} <= set(re.findall(r"Easy read first|Another one|101", words_of(desk.get(TABLE))))
    assert str(MONDAY.year) in words_of(desk.get(TABLE))
