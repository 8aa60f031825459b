"""The register: what is past its day first, narrowed by what the reader looks for; figures as a count by hand; files; the board."""

import csv
import io
import zipfile
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coprod.kit.clock import day_of
from programmes.commitments.actions import break_promise, report, say_on_promise
from programmes.commitments.models import Commitment
from programmes.commitments.showing.board import Cell, counted
from tests.makers import MONDAY, a_programme
from tests.programmes.commitments.doing import asked, disputed, fresh, kept, late, promised, said_done
from tests.programmes.stages.doing import as_

pytestmark = pytest.mark.django_db
TODAY = day_of(MONDAY)


def register(cast, who=None, query=""):
    return as_(who or cast.amina).get(f"/programmes/{cast.programme.slug}/commitments/{query}")


def texts(response):
    return [line.it.text for line in response.context["lines"]]


def some(cast):
    """One of each kind, some of the council."""
    council = {"owner": None, "organisation": cast.council}
    asked(cast, text="Asked for")
    promised(cast, text="Running", group=cast.housing.group)
    late(cast, text="Late", days=30, **council)
    said_done(cast, text="Said to be done", **council)
    disputed(cast, text="Disputed")
    kept(cast, text="Kept", **council)
    break_promise(late(cast, text="Broken", days=3), by=cast.joe, at=MONDAY, happened_on=TODAY, text="It was not done.")


def test_its_figures_equal_a_count_by_hand(cast):
    some(cast)

    page = register(cast)

    assert page.context["sentence"] == (
        "1 promise is kept, 5 are still to be kept, of these 1 is past its day, and 1 is broken.")
    assert {value: n for value, _name, n in page.context["looks"]} == {
        "open": 5, "overdue": 1, "judge": 1, "disputed": 1, "kept": 1, "broken": 1, "dropped": 0}
    assert texts(page)[0] == "Late" and sorted(texts(page)) == sorted(
        ["Late", "Asked for", "Running", "Said to be done", "Disputed", "Kept", "Broken"])


@pytest.mark.parametrize(("query", "found"), [
    ("?look=overdue", ["Late"]), ("?look=judge", ["Said to be done"]), ("?look=kept", ["Kept"]), ("?look=broken", ["Broken"]),
    ("?look=dropped", []), ("?look=nonsense", None), ("?organisation=nonsense", None), ("?from=nonsense", None), ("?from=99", []),
])
def test_it_is_narrowed_by_an_allow_list(cast, query, found):
    some(cast)

    assert (found is None and len(texts(register(cast, query=query))) == 7) or texts(register(cast, query=query)) == found


def test_it_is_narrowed_by_organisation_and_group(cast):
    some(cast)

    assert sorted(texts(register(cast, query=f"?organisation={cast.council.ref}"))) == ["Kept", "Late", "Said to be done"]
    assert texts(register(cast, query=f"?group={cast.housing.group.ref}")) == ["Running"]
    assert texts(register(cast, query=f"?organisation={cast.council.ref}&look=kept")) == ["Kept"]


def test_a_page_holds_twenty_five(cast):
    one = promised(cast)
    values = {field.attname: getattr(one, field.attname) for field in Commitment._meta.concrete_fields if field.attname not in ("id",
        "ref")}
    Commitment.objects.bulk_create([Commitment(**values) for _n in range(29)])

    assert len(texts(register(cast))) == 25 and len(texts(register(cast, query="?from=25"))) == 5


@pytest.mark.parametrize(("who", "status"), [("vic", 200), ("forrest", 200), ("olga", 200), ("priya", 200), ("sam", 404)])
def test_everybody_in_the_programme_reads_it_and_no_stranger(cast, who, status):
    made = promised(cast)

    assert register(cast, getattr(cast, who)).status_code == status
    assert as_(getattr(cast, who)).get(made.get_absolute_url()).status_code == status
    assert as_(getattr(cast, who)).get(f"/programmes/{cast.programme.slug}/commitments/promises.csv").status_code == status


def test_promises_of_another_programme_are_not_in_it(cast):
    promised(cast, text="Ours")
    other = a_programme("Other", by=cast.maya, at=MONDAY)
    Commitment.objects.create(programme=other, text="Theirs", due_on=TODAY, proposed_at=MONDAY, proposed_by=cast.maya)

    assert texts(register(cast)) == ["Ours"] and "Theirs" not in register(cast).content.decode()


def test_who_asked_is_named_as_they_wish_to_those_outside(cast):
    cast.amina.shown_as = "role"
    cast.amina.save()
    made = promised(cast)

    assert "Amina Example" in as_(cast.joe).get(made.get_absolute_url()).content.decode()
    assert "Amina Example" not in as_(cast.olga).get(made.get_absolute_url()).content.decode()
    assert b"Amina Example" not in as_(cast.olga).get(f"/programmes/{cast.programme.slug}/commitments/promises.csv").content


def test_files_hold_no_formula(cast):
    promised(cast, text="=HYPERLINK(\"http://evil.test\")", together_with="@cmd")
    base = f"/programmes/{cast.programme.slug}/commitments/promises"

    rows = list(csv.reader(io.StringIO(as_(cast.amina).get(f"{base}.csv").content.decode("utf-8-sig"))))
    assert rows[1][0] == "'=HYPERLINK(\"http://evil.test\")" and len(rows) == 2
    answer = as_(cast.amina).get(f"{base}.xlsx")
    assert answer.headers["Content-Disposition"].endswith('.xlsx"') and answer.headers["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheet = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "<f>" not in sheet and "&apos;=HYPERLINK" in sheet.replace("'=", "&apos;=")


def test_a_group_takes_its_promises_away(cast):
    promised(cast, text="Of Housing", group=cast.housing.group)
    promised(cast, text="Of nobody")
    base = f"/groups/{cast.housing.group.ref}/take-away/commitments"

    page = as_(cast.amina).get(f"{base}/").content.decode()
    assert "Of Housing" in page and "Of nobody" not in page
    assert b"Of Housing" in as_(cast.joe).get(f"{base}.csv").content
    assert as_(cast.forrest).get(f"{base}/").status_code == 403 and as_(cast.sam).get(f"{base}.csv").status_code == 404
    whole = as_(cast.ines).get(f"/groups/{cast.advisory.ref}/take-away/commitments/").content.decode()
    assert "Of Housing" in whole and "Of nobody" in whole


def test_it_prints(cast):
    some(cast)

    page = as_(cast.amina).get(f"/programmes/{cast.programme.slug}/commitments/print/?look=kept").content.decode()

    assert "Shown here: Kept" in page and "Said to be done" not in page and "app-letter" in page


def test_the_board_counts_by_organisation_and_quarter(cast):
    start = MONDAY - timedelta(days=60)
    due = TODAY - timedelta(days=20)
    for days in (30, 50):         # in time, and ten days after the day
        made = promised(cast, at=start, due_on=due, owner=None, organisation=cast.council)
        report(made, by=cast.olga, at=start + timedelta(days=days), stands="met", text="Done.")
        say_on_promise(fresh(made), by=cast.joe, at=start + timedelta(days=days), value="met")
    late(cast, days=20, owner=None, organisation=cast.council)
    break_promise(late(cast, days=20), by=cast.joe, at=MONDAY, happened_on=TODAY, text="Not done.")

    found = counted(cast.programme, TODAY)

    quarter = due.replace(month=(due.month - 1) // 3 * 3 + 1, day=1)
    assert found == {"Westmere Council": {quarter: Cell(kept=1, late=1, overdue=1, broken=0)}, "": {quarter: Cell(broken=1)}}
    page = as_(cast.amina).get(f"/programmes/{cast.programme.slug}/commitments/board/").content.decode()
    assert "Of 4 promises that fell due, 1 were kept in time, 1 late, 1 are past their day, and 1 were broken." in page
    assert "<svg" in page and "Show this as a table" in page


@pytest.mark.parametrize(("page", "literal"), [("", 14), ("print/", 12), ("board/", 12), ("promises.csv", 9)])
@pytest.mark.parametrize("rows", [1, 3, 100, 20_000])
def test_it_costs_the_same_for_1_3_100_and_20_000(cast, rows, page, literal):
    one = late(cast, owner=None, organisation=cast.council, group=cast.housing.group)
    values = {field.attname: getattr(one, field.attname) for field in Commitment._meta.concrete_fields if field.attname not in ("id",
        "ref")}
    Commitment.objects.bulk_create([Commitment(**values) for _n in range(rows - 1)], batch_size=1000)
    client = as_(cast.amina)

    with CaptureQueriesContext(connection) as asked_:
        assert client.get(f"/programmes/{cast.programme.slug}/commitments/{page}").status_code == 200

    assert len(asked_) == literal
