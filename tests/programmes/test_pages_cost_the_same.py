"""Every page that lists something asks the database as often for 1 row as for 3 or 100 (house.md C22, performance.md)."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.refs import new_ref
from coprod.trail.moves import record
from partners.declarations.actions import review_interest
from partners.groups.actions import add_seat
from partners.models import Holding, Partner
from partners.people.actions import name_signatory
from programmes.appointments.actions.induction import declare_interest
from programmes.calls.actions import want_copy
from programmes.calls.models import token_of_request
from programmes.moving.actions import propose_move, withdraw_move
from programmes.profiles.actions import say_view
from programmes.programme.actions import add_membership, add_scope_point, comment_on_focus, write_focus
from programmes.renewal.actions.strategy import say_on_strategy
from programmes.stages.actions.answering import add_evidence, dispute_standard
from programmes.stages.actions.signing import sign_stage
from tests.makers import (
    MONDAY,
    a_claim,
    a_group,
    a_partner,
    a_programme,
    a_seat_for,
    a_stage,
    a_workstream,
    an_organisation,
    gives,
)
from tests.programmes.appointments.doing import accepted, active, copied, now_
from tests.programmes.editions.doing import published as published_edition
from tests.programmes.nominations.doing import a_call, a_nominee, a_request
from tests.programmes.profiles.doing import asked, published
from tests.programmes.renewal.doing import a_check
from tests.programmes.renewal.doing import asked as strategy_asked
from tests.programmes.renewal.doing import members as forum_members
from tests.programmes.selection.doing import nominees, scoring
from tests.programmes.stages.doing import as_, first_of, ready, s8

TODAY = MONDAY.date()


def programmes(cast, rows):
    for number in range(rows):
        a_stage(a_programme(f"Another {number}", by=cast.maya), "S2", by=cast.maya, due_on=TODAY)


def stages(cast, rows):
    for number in range(rows):
        a_stage(cast.programme, "S9", by=cast.maya, plan_name=f"Plan {number}")


def streams(cast, rows):
    for _ in range(min(rows, 30)):
        stream = a_workstream(cast.programme, by=cast.maya, lead=cast.priya)
        a_stage(cast.programme, "S7", by=cast.maya, workstream=stream)
        a_stage(cast.programme, "S8", by=cast.maya, workstream=stream)


def people(cast, rows):
    for number in range(rows):
        person = a_partner(f"Another {number:03}", organisation=cast.council)
        Partner.objects.filter(pk=person.pk).update(added_by=cast.maya)


def found(cast, rows):
    people(cast, rows)
    programmes(cast, rows)
    for number in range(rows):
        an_organisation(f"Another {number}", by=cast.maya)


def signed(cast, rows):
    """A stage with evidence, disputes, signatures and a long history."""
    stage = ready(cast)
    for number in range(min(rows, 30)):
        add_evidence(first_of(stage), by=cast.priya, at=MONDAY, kind="link", title=f"Paper {number}", link="https://example.org")
        sign_stage(stage, by=cast.amina, at=MONDAY + timedelta(minutes=number), value="concerns", text="Again")
    return stage


def disputed(cast, rows):
    answer = first_of(s8(cast))
    for _ in range(rows):
        a_claim(answer, by=cast.priya)
        dispute_standard(answer, by=cast.amina, at=MONDAY, because="No")
    return answer


def team(cast, rows):
    for _ in range(rows):
        gives(cast.programme, a_partner(), "VIEW", by=cast.maya)


def groups(cast, rows):
    for number in range(rows):
        a_group(cast.programme, "board", by=cast.maya, name=f"Board {number}")
    streams(cast, rows)


def members(cast, rows):
    for _ in range(rows):
        body = an_organisation(by=cast.maya)
        add_membership(cast.programme, body, by=cast.maya, at=MONDAY, from_on=TODAY)
        name_signatory(body, a_partner(), by=cast.maya, at=MONDAY, from_on=TODAY)


def trail(cast, rows):
    for _ in range(rows):
        record(cast.programme, "change", by=cast.maya, at=MONDAY)


def seats(cast, rows):
    for _ in range(rows):
        a_seat_for(a_partner(), cast.advisory, by=cast.maya, seat=add_seat(cast.advisory, by=cast.maya, at=MONDAY, opened_on=TODAY))
        add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=TODAY)


def focus(cast, rows):
    for _ in range(rows):
        statement = write_focus(cast.programme, by=cast.maya, at=MONDAY, problem="x", people="x", area="x", ends_on=TODAY)
        comment_on_focus(statement, by=cast.femi, at=MONDAY, text="x")


def scope(cast, rows):
    for number in range(rows):
        add_scope_point(cast.programme, by=cast.maya, at=MONDAY, matter=f"Matter {number}", status="open", decided_by="x")


def editions(cast, rows):
    """Proposals that were taken back, and editions to move to."""
    for number in range(rows):
        to = published_edition(cast.maya, name=f"Edition {number}", based_on=1, added=()).number
        withdraw_move(propose_move(cast.programme, by=cast.maya, at=MONDAY, will_be=to, why="x"), by=cast.maya, at=MONDAY)


def roles(cast, rows):
    """Open ones, straight into the table: a hundred calls of the actions would take their time."""
    first = published(cast, title="First")
    for number in range(rows):
        first.pk, first.ref, first.title = None, new_ref(), f"Role {number}"
        first.save(force_insert=True)


def views(cast, rows):
    """A profile to which much was said."""
    profile = asked(cast)
    for number in range(rows):
        say_view(profile, by=cast.femi, at=MONDAY, value="disagree", text=f"No {number}")
    return profile


def called(cast, rows):
    """A call that asked many, with many forms and nominations."""
    call = a_call(cast)
    for number in range(rows):
        request = a_request(cast, call)
        a_nominee(cast, call, f"Person {number}", agreed=False, request=request, email=f"p{number}@nominee.test")
        want_copy(call, by=cast.maya, at=MONDAY, form="other", note=f"Form {number}")
    return call


def before_a_panel(cast, rows):
    """People who wait for marks, straight into the table."""
    panel = scoring(cast)
    one = nominees(panel)[0]
    for number in range(rows):
        them = one.candidate
        them.pk, them.ref, them.token_hash, them.name = None, new_ref(), f"no token {number}", f"Another {number}"
        them.save(force_insert=True)
        one.pk, one.ref, one.candidate = None, new_ref(), them
        one.save(force_insert=True)
    return panel


def appointees(cast, rows):
    first = accepted(cast)
    for _ in range(rows - 1):
        copied(now_(first))
    return first


def interests(cast, rows):
    nora = active(cast)
    for number in range(rows):
        said = declare_interest(nora, at=MONDAY, through="link", kind="professional", text=f"A shop, {number}")
        review_interest(said, by=cast.maya, at=MONDAY, action="note", is_published=True)


def everything(cast, rows):
    profile = asked(cast)
    say_view(profile, by=cast.femi, at=MONDAY, value="disagree", text="No")
    stages(cast, rows)
    seats(cast, rows)
    disputed(cast, rows)


def the_forum(cast, rows):
    """A comparison with so many gaps, so many empty seats and terms that end, and a strategy of which much was said."""
    forum_members(cast, rows)
    Holding.objects.filter(seat__group=cast.forum).update(until_on=TODAY + timedelta(days=40))
    for _ in range(rows):
        add_seat(cast.forum, by=cast.maya, at=MONDAY, opened_on=TODAY)
    check = a_check(cast, *({"dimension": "group", "value": f"Group {number}", "wanted": 3} for number in range(rows)))
    strategy = strategy_asked(cast)
    for number in range(rows):
        say_on_strategy(strategy, by=cast.joe, at=MONDAY, value="disagree", text=f"No {number}")
    return check, strategy


PAGES = {       # page: (who reads it, what there are many of, the address from the cast and that, how many queries)
    "home": ("maya", everything, lambda cast, _: reverse("programmes:home"), 6),
    "home of a lay partner": ("joe", everything, lambda cast, _: reverse("programmes:home"), 17),
    "queue of standards": ("maya", stages, lambda cast, _: reverse("programmes:queue", args=["standards"]), 6),
    "queue of empty seats": ("maya", seats, lambda cast, _: reverse("programmes:queue", args=["empty-seats"]), 6),
    "portfolio": ("maya", programmes, lambda cast, _: reverse("programmes:programme-list"), 7),
    "portfolio, searched": ("maya", programmes, lambda cast, _: reverse("programmes:programme-list") + "?q=another&state=draft", 7),
    "programme with stages": ("maya", stages, lambda cast, _: cast.programme.get_absolute_url(), 12),
    "programme with workstreams": ("maya", streams, lambda cast, _: cast.programme.get_absolute_url(), 12),
    "people": ("maya", people, lambda cast, _: reverse("programmes:people"), 14),
    "search": ("maya", found, lambda cast, _: reverse("programmes:search") + "?q=another", 11),
    "stage": ("maya", signed, lambda cast, stage: stage.get_absolute_url(), 23),
    "trail of a stage": ("maya", signed, lambda cast, stage: reverse("programmes:stage-trail", args=[stage.ref]), 16),
    "standard": ("maya", disputed, lambda cast, answer: answer.get_absolute_url(), 14),
    "team": ("maya", team, lambda cast, _: reverse("programmes:team", args=[cast.programme.slug]), 6),
    "groups": ("maya", groups, lambda cast, _: reverse("programmes:groups", args=[cast.programme.slug]), 7),
    "group": ("maya", seats, lambda cast, _: reverse("programmes:group", args=[cast.advisory.ref]), 16),
    "workstream": ("maya", seats, lambda cast, _: cast.housing.get_absolute_url(), 21),
    "organisations": ("maya", members, lambda cast, _: reverse("programmes:organisations", args=[cast.programme.slug]), 7),
    "organisation": ("maya", people, lambda cast, _: cast.council.get_absolute_url(), 10),
    "trail": ("maya", trail, lambda cast, _: reverse("programmes:trail", args=[cast.programme.slug]), 7),
    "focus": ("femi", focus, lambda cast, _: reverse("programmes:focus", args=[cast.programme.slug]), 10),
    "scope": ("maya", scope, lambda cast, _: reverse("programmes:scope", args=[cast.programme.slug]), 6),
    # three of them once in a process: a published edition is read once
    "edition": ("ines", editions, lambda cast, _: reverse("programmes:edition", args=[cast.programme.slug]), 12),
    "role profiles": ("maya", roles, lambda cast, _: reverse("programmes:profiles", args=[cast.programme.slug]), 6),
    "open roles": ("maya", roles, lambda cast, _: reverse("programmes:open-roles"), 4),
    "role profile": ("maya", views, lambda cast, profile: profile.get_absolute_url(), 9),
    "calls": ("maya", called, lambda cast, _: reverse("programmes:calls", args=[cast.programme.slug]), 8),
    "call": ("maya", called, lambda cast, call: call.get_absolute_url(), 14),
    "nominations": ("maya", called, lambda cast, call: reverse("programmes:register", args=[call.ref]), 9),
    "doubles": ("maya", called, lambda cast, call: reverse("programmes:alike", args=[call.ref]), 9),
    "an organisation's own page": ("maya", called, lambda cast, call: reverse("programmes:nominate", args=[
        token_of_request(call.requests.last().ref)]), 7),
    "recruitment": ("maya", the_forum, lambda cast, _: reverse("programmes:recruitment", args=[cast.programme.slug]), 13),
    "comparison with gaps": ("femi", the_forum, lambda cast, made: made[0].get_absolute_url(), 11),
    "recruitment strategy": ("femi", the_forum, lambda cast, made: made[1].get_absolute_url(), 12),
    "panel": ("amina", before_a_panel, lambda cast, panel: panel.get_absolute_url(), 21),
    "queue of people to mark": ("amina", before_a_panel, lambda cast, _: reverse("programmes:queue", args=["marks"]), 8),
    "appointments": ("maya", appointees, lambda cast, _: reverse("programmes:appointments", args=[cast.programme.slug]), 8),
    "appointment": ("maya", appointees, lambda cast, first: first.get_absolute_url(), 13),
    "register of interests": ("forrest", interests, lambda cast, _: reverse("programmes:interest-register", args=[cast.programme.slug]), 8),
    "propose for a seat": ("maya", people, lambda cast, _: reverse("programmes:seat-propose", args=[cast.advisory.seats.last().ref]), 9),
}


def visitors(cast, pages):
    """A client for each of `pages` that has seen a page before: the first of a session notes where it comes from."""
    clients = {page: as_(getattr(cast, PAGES[page][0])) for page in pages}
    for client in clients.values():
        client.get(reverse("privacy"))
    return clients


@pytest.mark.parametrize("grow", dict.fromkeys(page[1] for page in PAGES.values()), ids=lambda grow: grow.__name__)
def test_a_page_costs_the_same_for_1_3_and_100_rows(cast, grow):
    pages = [page for page, facts in PAGES.items() if facts[1] is grow]
    clients, spent = visitors(cast, pages), {page: {} for page in pages}
    for rows in (1, 3, 100):
        with transaction.atomic():
            grown = grow(cast, rows)
            for page in pages:
                where = PAGES[page][2](cast, grown)
                with CaptureQueriesContext(connection) as queries:
                    assert clients[page].get(where).status_code == 200
                spent[page][rows] = len(queries)
            transaction.set_rollback(True)

    assert spent == {page: dict.fromkeys((1, 3, 100), PAGES[page][3]) for page in pages}


def test_the_two_pages_that_people_open_most_stay_cheap():
    """performance.md: at most 8 for the portfolio, at most 12 for a programme."""
    assert PAGES["portfolio"][3] <= 8
    assert PAGES["programme with stages"][3] <= 12
