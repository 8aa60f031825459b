"""The parts of a page: what they print, that they escape, and that long lists stay cheap."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test.html import parse_html
from django.utils.translation import gettext_lazy

from coprod.kit import saying
from coprod.kit.access import YES, No
from coprod.kit.shapes import ICONS, SHAPES, TONES

SHARP = '"><script>alert(1)</script>'


def show(template, **context):
    return Template("{% load parts %}" + template).render(Context(context))


@pytest.mark.parametrize("template", [
    "{% card title=x tone='done' id=x href=x %}{{ x }}{% endcard %}", "{% panel x %}{{ x }}{% endpanel %}",
    "{% notice %}{{ x }}{% endnotice %}", "{% warning title=x %}{{ x }}{% endwarning %}",
    "{% details x %}{{ x }}{% enddetails %}", "{% said by=x %}{{ x }}{% endsaid %}",
    "{% banner title=x id=x %}{{ x }}{% endbanner %}", "{% table x %}{{ x }}{% endtable %}",
    "{% summary %}{% fact x x change=x hidden=x change_word=x %}{% endsummary %}",
    "{% row x %}{{ x }}{% endrow %}", "{% state_tag x x 'done' %}",
    "{% tasks %}{% task x href=x hint=x tone='running' word=x code=x %}{% endtasks %}",
    "{% counts %}{% count 3 x href=x hint=x %}{% endcounts %}",
    "{% history %}{% happened day x more=x %}{% endhistory %}", "{% empty x hint=x %}",
    "{% button x href=x hidden=x %}", "{% button x name=x value=x %}", "{% why_not no x href=x %}",
    "{% pages previous=x next=x previous_words=x next_words=x label=x %}", "{% crumbs x x x x %}", "{% back x x %}"])
def test_whatever_people_wrote_is_escaped_and_the_markup_is_whole(template):
    html = show(template, x=SHARP, no=No(SHARP), day=date(2026, 8, 6))

    assert "<script>" not in html
    assert "&quot;&gt;&lt;script&gt;" in html
    parse_html(html)


@pytest.mark.parametrize("tone", TONES)
def test_a_state_shows_by_shape_word_and_colour(tone):
    html = show("{% state_tag 'open' 'Open' tone %}", tone=tone)

    assert ICONS[tone] in html
    assert html.endswith("Open</span>")
    assert f'class="app-state app-tone--{tone}" data-state="open"' in html


def test_no_two_tones_share_a_shape():
    assert len(set(SHAPES.values())) == len(SHAPES) == 8


def test_a_tone_that_does_not_exist_is_a_mistake_of_the_page():
    with pytest.raises(KeyError):
        show("{% state_tag 'x' 'X' 'purple' %}")


def test_a_refused_button_says_why_and_cannot_be_pressed():
    refused = show("{% why_not may 'Open it' href='/open/' %}", may=No(gettext_lazy("Two lay partners are needed.")))
    offered = show("{% why_not may 'Open it' href='/open/' %}", may=YES)

    assert "Open it:</strong> Two lay partners are needed." in refused
    assert "href" not in refused
    assert "<button" not in refused
    assert 'href="/open/"' in offered


def test_a_table_scrolls_in_a_named_box_that_the_keyboard_reaches():
    html = show("{% table 'Seats' %}<tbody><tr><td>1</td></tr></tbody>{% endtable %}")

    assert '<div class="app-scroll" role="region" aria-label="Seats" tabindex="0"><table' in html
    assert "<caption" in html


def test_nought_is_said_and_not_linked():
    assert "<a" not in show("{% count 0 'seats empty' href='/x/' %}")
    assert '<a href="/x/">' in show("{% count 1 'seat empty' href='/x/' %}")


def test_one_page_alone_needs_no_way_on():
    assert show("{% pages %}") == ""
    assert 'rel="next"' not in show("{% pages previous='?p=1' %}")


def test_a_finished_task_is_plain_text():
    html = show("{% task 'Say why' href='/why/' word='Completed' tone='done' %}")

    assert "app-state" not in html.replace("app-tasks__state", "")
    assert "Completed" in html


def test_a_long_list_includes_no_template_per_row(monkeypatch):
    from django.template import loader_tags

    def refuse(*args, **kwargs):
        raise AssertionError("a row included a template")

    monkeypatch.setattr(loader_tags.IncludeNode, "render", refuse)
    row = "{% for n in rows %}" + "{% state_tag n 'Open' 'running' %}{{ day|day }}{% button 'x' href='/' %}" * 2 + "{% endfor %}"

    assert show(row, rows=range(25), day=date(2026, 8, 6)).count("<svg") == 50


# --- words -----------------------------------------------------------------------------
def test_days_and_moments_read_as_people_in_england_write_them():
    evening = datetime(2026, 8, 6, 16, 30, tzinfo=UTC)

    assert saying.day(date(2026, 8, 6)) == "6 August 2026"
    assert saying.weekday(date(2026, 8, 6)) == "Thursday 6 August 2026"
    assert saying.moment(evening) == "6 August 2026 at 5:30pm"
    assert saying.moment(date(2026, 8, 6)) == "6 August 2026"
    assert saying.day(None) == saying.weekday(None) == saying.moment(None) == saying.clock_time(None) == ""


def test_a_late_moment_in_summer_belongs_to_the_next_day_in_london():
    assert saying.moment(datetime(2026, 8, 6, 23, 15, tzinfo=UTC)) == "7 August 2026 at 12:15am"
    assert saying.day(datetime(2026, 8, 6, 23, 15, tzinfo=UTC)) == "7 August 2026"


@pytest.mark.parametrize(("clock", "words"), [
    (time(0, 0), "midnight"), (time(12, 0), "midday"), (time(9, 0), "9am"), (time(17, 30), "5:30pm"),
    (time(12, 5), "12:05pm"), (time(0, 5), "12:05am")])
def test_times_of_day(clock, words):
    assert saying.clock_time(clock) == words


@pytest.mark.parametrize(("then", "words"), [
    (date(2026, 8, 6), "today"), (date(2026, 8, 5), "yesterday"), (date(2026, 8, 7), "tomorrow"),
    (date(2026, 8, 1), "5 days ago"), (date(2026, 8, 11), "in 5 days"), (date(2023, 8, 6), "1,096 days ago")])
def test_how_long_ago(then, words):
    assert saying.days_ago(then, date(2026, 8, 6)) == words


def test_numbers_counts_and_money():
    assert saying.number(1204) == "1,204"
    assert [saying.counted(n, "seat,seats") for n in (0, 1, 1200)] == ["0 seats", "1 seat", "1,200 seats"]
    assert [saying.money(value) for value in (45, Decimal("45.20"), Decimal("1200.00"), None)] == [
        "£45", "£45.20", "£1,200", ""]
    assert [saying.days(n) for n in (1, 39)] == ["1 day", "39 days"]


def test_filters_are_there_for_templates():
    html = show("{{ d|day }} {{ d|days_ago:d }} {{ 1|counted:'seat,seats' }} {{ 45|money }} {{ '020 7946'|as_dialled }}",
                d=date(2026, 8, 6))

    assert re.sub(r"\s+", " ", html) == "6 August 2026 today 1 seat £45 0207946"
