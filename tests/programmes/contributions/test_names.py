"""Who reads which name: of who told something without theirs, of lay partners whose names a reader may not see, of those who have left."""

import pytest
from django.urls import reverse

from partners.models import Holding
from programmes.contributions.actions import accept_answer, change_entry, say_on_credit, tell
from programmes.contributions.models import ImpactEntry
from programmes.programme.policies import may_see_names
from tests.makers import MONDAY
from tests.programmes.contributions.doing import DAY, about, answered, check, fresh, told, written
from tests.programmes.minutes.doing import a_draft
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db


def main_of(person, address):
    return as_(person).get(address).content.decode().split("<main", 1)[1]


def has_left(person):
    Holding.objects.filter(partner=person).update(until_on=MONDAY.date() - DAY)


def test_an_entry_does_not_tell_who_gave_without_a_name_what_it_comes_from(cast):
    it = told(cast, is_anonymous=True, text="I am afraid to say so.")
    entry = written(cast, contribution=it, credited=[cast.amina, cast.joe], says=cast.amina)
    say_on_credit(entry.credits.get(partner=cast.amina), at=MONDAY, agrees=True)
    page = entry.get_absolute_url()

    readers = [cast.joe, cast.ines, cast.sid, cast.vic]
    for person in readers:
        found = main_of(person, page)
        assert cast.amina.name not in found and it.get_absolute_url() not in found and "2 lay partners" in found
        assert cast.amina.name not in main_of(person, reverse("programmes:impact", args=[cast.programme.slug]))
    for person in (cast.maya, cast.priya):
        assert cast.amina.name in main_of(person, page) and it.get_absolute_url() in main_of(person, page)
    assert page not in main_of(cast.joe, it.get_absolute_url()) and page in main_of(cast.maya, it.get_absolute_url())
    check(entry, cast.joe)
    year = reverse("programmes:impact-report", args=[cast.programme.slug]) + "?year=2026"
    assert entry.contributed in main_of(cast.vic, year) and cast.amina.name not in main_of(cast.vic, year)


def test_nor_does_the_question_whether_they_may_be_named(cast):
    it = told(cast, is_anonymous=True)
    entry = written(cast, contribution=it, credited=[cast.amina, cast.joe])
    hers, his = (entry.credits.get(partner=each) for each in (cast.amina, cast.joe))

    found = main_of(cast.ines, entry.get_absolute_url())
    assert hers.ref not in found and his.ref in found
    assert get(cast.ines, "impact-credit", hers).status_code == 404
    for person in (cast.maya, cast.amina):
        assert get(person, "impact-credit", hers).status_code == 200


@pytest.mark.parametrize("way", ["contribution={}", "about=contribution:{}"])
def test_the_words_of_what_was_told_without_a_name_are_not_copied_into_an_entry(cast, way):
    new = reverse("programmes:impact-new", args=[cast.programme.slug])
    for is_anonymous in (True, False):
        it = told(cast, is_anonymous=is_anonymous, text="I am afraid to say so.")
        form = as_(cast.priya).get(f"{new}?{way.format(it.ref)}").context["form"]
        assert form["contribution"].value() == it.ref and bool(form["contributed"].value()) is not is_anonymous


def test_no_door_stands_beside_the_line_of_who_spoke_without_a_name(cast):
    line = a_draft(cast).lines.order_by("pk").first()
    it = tell(about(cast), by=cast.amina, at=MONDAY, kind="idea", text=line.words, is_anonymous=True, line=line, through="in_person",
              noted_by=cast.maya)
    minutes = line.minutes.get_absolute_url()

    found = {name: it.get_absolute_url() in main_of(getattr(cast, name), minutes) for name in ("joe", "ines", "amina", "maya", "priya")}

    assert found == {"joe": False, "ines": False, "amina": True, "maya": True, "priya": True}       # priya answers it


def test_a_lay_partner_is_named_by_no_name_to_those_who_may_not_see_names(cast):
    entry = written(cast, by=cast.amina, through="phone", noted_by=cast.ines)
    change_entry(entry, by=cast.amina, at=MONDAY, seen=1, through="phone", noted_by=cast.ines, contributed="In other words")
    check(entry, cast.joe, through="phone", noted_by=cast.ines) if cast.ines.pk not in fresh(entry).writers() else None
    assert not may_see_names(cast.vic.user, cast.programme)

    found = main_of(cast.vic, entry.get_absolute_url())

    assert not [each.name for each in (cast.amina, cast.ines, cast.joe) if each.name in found]
    assert "noted by a lay partner, by phone" in found and "Until a lay partner changed it" in found
    assert f"noted by {cast.ines.name}" in main_of(cast.maya, entry.get_absolute_url())


def test_a_change_keeps_thanks_to_people_who_have_left(cast):
    entry = written(cast, credited=[cast.forrest], says=cast.joe)
    say_on_credit(entry.credits.get(partner=cast.forrest), at=MONDAY, agrees=True)
    has_left(cast.forrest)
    has_left(cast.joe)
    client = as_(cast.priya)
    form = client.get(reverse("programmes:impact-change", args=[entry.ref])).context["form"]
    assert cast.forrest in form.fields["credited"].queryset and cast.joe in form.fields["says"].queryset
    assert cast.sam not in form.fields["says"].queryset and cast.forrest not in form.fields["says"].queryset

    answer = post(cast.priya, "impact-change", entry, contributed="In other words", outcome="none", changed="The printers said no.",
                  happened_on_day="2", happened_on_month="3", happened_on_year="2026", says=cast.joe.pk, says_name="Westmere Voice",
                  credited=[cast.forrest.pk, cast.joe.pk], seen=1)

    entry = fresh(entry)
    assert answer.status_code == 302 and (entry.round, entry.says) == (2, cast.joe)
    assert entry.credits.get(partner=cast.forrest).agrees is True and entry.credits.filter(partner=cast.joe).exists()
    assert (entry.versions.get().says, entry.versions.get().says_name) == (cast.joe, "")


def test_whoever_says_whether_an_answer_is_good_enough_reads_what_was_told_and_the_answer(cast):
    it = answered(cast, "partly", changed="Two letters are anew.")
    words = ("hard to read", "We print them anew.", "Two letters are anew.", "There is no money this year.")

    for person, route in ((cast.amina, "contribution-say"), (cast.maya, "contribution-say-note")):
        page = get(person, route, it).content.decode()
        assert [each for each in words if each not in page] == []
    accept_answer(it, at=MONDAY, through="phone", noted_by=cast.maya)
    assert "It was written down that the answer is good enough." in get(cast.amina, "contribution-say", it).content.decode()


@pytest.mark.parametrize("asked", ["%00", "a%00b", "nothing", "%F0%9F%92%A5", "..%2F..", "contribution:%00", "contribution:nothing",
                                   "minutes:a%00"])
def test_what_is_not_there_in_an_address_is_no_error(cast, asked):
    for name in ("line", "contribution", "about"):
        for who, route in ((cast.priya, "impact-new"), (cast.maya, "impact-note"), (cast.maya, "tell-us-note"), (cast.amina, "tell-us")):
            address = reverse(f"programmes:{route}", args=[cast.programme.slug])
            assert as_(who).get(f"{address}?{name}={asked}").status_code == 200
    assert as_(cast.priya).get(reverse("programmes:impact", args=[cast.programme.slug]) + f"?group={asked}&year={asked}").status_code == 200
    assert post(cast.priya, "impact-new", cast.programme.slug, line="a\x00b", contribution="\x00", about="\x00").status_code == 200
    assert not ImpactEntry.objects.exists()
