"""The story's days move by whole weeks, and the papers in it are what their names say."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from coprod.kit.clock import LONDON
from coprod.kit.files import checked_type
from programmes.demo.story.dates import AS_TOLD, Calendar, as_written
from programmes.demo.story.papers import MAKERS
from programmes.demo.story.people import (
    LAY_PARTNERS,
    PEOPLE,
    SIGNATORIES,
    STAFF,
    USERS,
    mail_address,
    more_forum_members,
)

TODAYS = [date(2026, 3, 16), date(2026, 11, 21), date(2027, 1, 1), date(2028, 2, 29), date(2024, 12, 30), date(2014, 3, 17)]


@pytest.mark.parametrize("today", TODAYS)
def test_the_last_monday_is_the_monday_on_or_before_today(today):
    last = Calendar(today).when(2014, 3, 17).date()

    assert last.weekday() == 0
    assert timedelta() <= today - last < timedelta(days=7)


@pytest.mark.parametrize("today", TODAYS)
def test_every_day_keeps_its_weekday_and_its_distance(today):
    calendar = Calendar(today)

    for told in (date(2013, 5, 20), date(2013, 10, 26), date(2014, 1, 31), date(2014, 3, 11), date(2014, 4, 8)):
        moved = calendar.when(told.year, told.month, told.day).date()
        assert moved.weekday() == told.weekday()
        assert calendar.monday - moved == AS_TOLD - told


def test_a_moment_is_one_in_london_summer_or_winter():
    calendar = Calendar(date(2026, 11, 21))

    assert calendar.when(2013, 6, 18).astimezone(LONDON).hour == 10
    assert calendar.when(2014, 1, 14, 17, 30).strftime("%H:%M %z") == "17:30 +0100"     # that January fell in September


def test_days_in_a_text_are_moved_with_the_rest():
    assert Calendar(date(2014, 3, 20)).words("Sent on [6 Aug 13], due [20 Aug 13].") == "Sent on 6 August, due 20 August."
    assert Calendar(date(2014, 3, 27)).words("Sent on [6 Aug 13].") == "Sent on 13 August."


@pytest.mark.parametrize("wrong", ["31 Feb 14", "6 August 13", "6 Aug", ""])
def test_a_day_that_is_none_stops_the_story(wrong):
    with pytest.raises(ValueError):
        as_written(wrong)


@pytest.mark.parametrize(("name", "kind"), [
    ("a.txt", "text/plain"), ("a.csv", "text/csv"), ("a.pdf", "application/pdf"),
    ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")])
def test_a_paper_is_of_the_kind_its_name_says(name, kind):
    made = MAKERS[name.rpartition(".")[2]](["£150 a day (offered)", "“What you told us”"])

    assert checked_type(ContentFile(made, name=name)) == kind


def test_a_pdf_finds_its_own_parts():
    made = MAKERS["pdf"](["One line", "and (another) one"])
    table = int(made.rpartition(b"startxref\n")[2].split()[0])
    places = [int(line.split()[0]) for line in made[table:].splitlines()[3:8]]

    assert made[table:].startswith(b"xref")
    assert [made[place:].split(b" ")[0] for place in places] == [b"1", b"2", b"3", b"4", b"5"]


def test_nobody_appears_twice():
    everyone = [person.name for person in (*LAY_PARTNERS, *STAFF, *SIGNATORIES, *more_forum_members())]

    assert len(everyone) == len(set(everyone)) == 26 + 12 + 15 + 38
    assert len({mail_address(name, "post.example") for name in everyone}) == len(everyone)
    assert more_forum_members() == more_forum_members()


def test_the_list_to_sign_in_by_names_fourteen_different_people():
    assert [username for username, _name, _role in PEOPLE] == [username for username, _key, _role in USERS]
    assert len({name for _username, name, _role in PEOPLE}) == 14
