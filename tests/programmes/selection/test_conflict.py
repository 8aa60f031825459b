"""Who is too close to a person never meets them: not in a list, not in a count, not by address, not in a queue, not in a search. What
others marked is unseen until marks are open. What a person needs is in no query."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coprod.kit.clock import now
from coprod.kit.lifecycle import NotAllowedNow
from coprod.trail.models import Row
from partners.models import Candidate
from programmes.nominations.actions import merge, put_before_panel
from programmes.nominations.models import Nomination
from programmes.selection.actions import declare_conflict
from programmes.selection.actions.choosing import decide, give_marks, open_marks, release
from programmes.selection.models import Conflict, Decision, ScoreSheet
from tests.makers import MONDAY, gives
from tests.programmes.nominations.doing import a_call, a_nominee, a_request, now_
from tests.programmes.selection.doing import (
    REASON,
    deciding,
    marks,
    nominees,
    released,
    scoring,
    typed,
)
from tests.programmes.selection.doing import now_ as panel_now
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
NAMES = ("Nora Nearby", "Otto Other")
PAGES = ("nominee", "nominee-marks", "nominee-conflict", "nominee-decide", "nominee-recording")


def before(cast, *, kind, **more):
    """A panel to which Amina declared something that hides Nora, and Nora and Otto."""
    call = a_call(cast)
    nora = a_nominee(cast, call, NAMES[0], request=a_request(cast, call))
    said = {"organisation": {"organisations": [nora.request.organisation]}, "name": {"names": "Somebody Else\nNEARBY, nora"},
            "seen": {}}[kind]
    panel = scoring(cast, NAMES[1], call=call, said={"amina": said}, **more)
    if kind == "seen":
        declare_conflict(nora, by=cast.amina, at=MONDAY, because="A neighbour")
    return panel, now_(nora), nominees(panel)[1]


def everywhere(cast, panel, *others):
    """What Amina reads on the pages of the site where somebody could stand, and how many wait for her marks."""
    client = as_(cast.amina)
    pages = [reverse("programmes:home"), panel.get_absolute_url(), panel.call.get_absolute_url(), cast.programme.get_absolute_url(),
             reverse("programmes:calls", args=[cast.programme.slug]), reverse("programmes:trail", args=[cast.programme.slug]),
             reverse("programmes:people"), reverse("programmes:search") + "?q=nearby", reverse("programmes:queue", args=["marks"]), *others]
    found = {page: client.get(page) for page in pages}
    return "".join(response.content.decode() for response in found.values()), found[pages[8]].context["count"]


@pytest.mark.parametrize("kind", ["organisation", "name", "seen"])
def test_a_panellist_with_a_conflict_never_meets_that_person(cast, kind):
    panel, nora, otto = before(cast, kind=kind)

    for page in PAGES:
        assert [ask(cast.amina, page, nora).status_code for ask in (get, post)] == [404, 404], page
    text, count = everywhere(cast, panel)
    assert "Nora" not in text and nora.ref not in text and "Otto Other" in text and count == 1
    assert NAMES[0] in get(cast.joe, "panel", panel).content.decode()
    with pytest.raises(NotAllowedNow):
        give_marks(nora, by=cast.amina, at=MONDAY, marks=marks(nora))
    for nomination in (nora, otto):
        for person in (cast.joe, cast.priya, cast.amina):
            if (nomination, person) != (nora, cast.amina):
                give_marks(nomination, by=person, at=MONDAY, marks=marks(nomination))
    assert panel_now(panel).state == "deciding"     # she was not waited for
    text, _count = everywhere(cast, panel_now(panel))
    assert "Nora" not in text
    for nomination in (nora, otto):
        decide(nomination, by=cast.joe, at=MONDAY, outcome="not_select", reason=f"Because of {nomination.ref}")
    release(panel, by=cast.maya, at=MONDAY)
    text, _count = everywhere(cast, panel_now(panel))
    assert "Nora" not in text and get(cast.amina, "nominee", nora).status_code == 404


def test_nobody_is_told_whether_a_name_fits(cast):
    panel, _nora, _otto = before(cast, kind="name")

    assert Conflict.objects.filter(partner=cast.amina).count() == 1
    assert not Row.objects.filter(kind="programmes.conflict").exists()
    assert "nearby" not in get(cast.amina, "panel", panel).content.decode().lower()
    assert "nearby, nora" not in get(cast.joe, "panel", panel).content.decode().lower()


@pytest.mark.parametrize("name", ["Nora", "nóra nearby", "Dr Nora Jane Nearby", "Nearby Nora"])
def test_a_name_is_compared_word_by_word_also_when_the_person_comes_later(cast, name):
    call = a_call(cast)
    panel = scoring(cast, "Otto Other", call=call, said={"amina": {"names": "Nora Nearby"}})
    late = a_nominee(cast, call, name)
    put_before_panel(call, by=cast.maya, at=MONDAY)

    assert get(cast.amina, "nominee", late).status_code == 404
    assert get(cast.joe, "nominee", late).status_code == 200
    assert panel.state == "scoring"


def test_a_conflict_goes_with_the_person_when_two_records_are_merged(cast):
    panel, nora, _otto = before(cast, kind="organisation")
    twin = a_nominee(cast, panel.call, "N. Near")
    put_before_panel(panel.call, by=cast.maya, at=MONDAY)
    assert get(cast.amina, "nominee", twin).status_code == 200
    merge(twin.candidate, nora.candidate, by=cast.maya, at=MONDAY)

    assert get(cast.amina, "nominee", twin).status_code == 404
    assert get(cast.joe, "nominee", twin).status_code == 200


def test_a_manager_who_sits_on_the_panel_does_not_meet_them_in_the_register_either(cast):
    panel, nora, _otto = before(cast, kind="seen")
    gives(cast.programme, cast.amina, "PM", by=cast.maya)
    register = get(cast.amina, "register", panel.call).content.decode()

    assert "Nora" not in register and "Otto Other" in register and "1 nomination so far" in register
    assert get(cast.amina, "nomination", nora).status_code == 404
    assert "Nora Nearby" in get(cast.maya, "register", panel.call).content.decode()
    assert "A neighbour" in get(cast.maya, "panel", panel).content.decode()
    assert "Nora" not in get(cast.amina, "panel", panel).content.decode()


def test_nor_among_those_who_wait_for_an_offer_or_are_in_reserve(cast):
    _panel, nora, otto = before(cast, kind="seen")
    gives(cast.programme, cast.amina, "PM", by=cast.maya)
    where = [reverse(f"programmes:{name}", args=[cast.programme.slug]) for name in ("appointments", "recruitment")]
    for state, page, until in (("selected", where[0], None), ("reserve", where[1], now().date())):
        Nomination.objects.filter(pk__in=[nora.pk, otto.pk]).update(state=state, settled_at=MONDAY, reserve_until=until)
        seen = {person: as_(person).get(page).content.decode() for person in (cast.amina, cast.maya)}
        assert ["Nora Nearby" in words for words in seen.values()] == [False, True]
        assert all("Otto Other" in words for words in seen.values())


def test_a_manager_who_chooses_does_not_read_what_people_need(cast):
    _panel, _nora, otto = before(cast, kind="seen")
    gives(cast.programme, cast.amina, "PM", by=cast.maya)
    Candidate.objects.filter(pk=otto.candidate_id).update(support="A quiet room")

    assert "A quiet room" in get(cast.maya, "nomination", otto).content.decode()
    assert "A quiet room" not in get(cast.amina, "nomination", otto).content.decode()


def test_who_says_so_late_takes_their_marks_and_their_word_with_them(cast):
    panel = deciding(cast, "Nora Nearby", lay=("amina",))
    nora = nominees(panel)[0]
    decide(nora, by=cast.amina, at=MONDAY, outcome="select", reason=REASON)
    declare_conflict(nora, by=cast.amina, at=MONDAY)

    assert (ScoreSheet.objects.count(), ScoreSheet.objects.that_count().count(), Decision.objects.count()) == (2, 1, 0)
    with pytest.raises(NotAllowedNow, match=r"Nora Nearby has marks from one member only. A lay member must give marks, too."):
        decide(nora, by=cast.priya, at=MONDAY, outcome="select", reason=REASON)
    told = get(cast.priya, "nominee", nora).content.decode()
    assert "A lay member must give marks, too." in told and "Note on vision." in told


def test_before_declaring_and_before_the_beginning_nobody_is_shown(cast):
    panel = scoring(cast, "Nora Nearby")
    nora = nominees(panel)[0]
    type(panel).objects.filter(pk=panel.pk).update(state="declaring")
    assert [get(person, "nominee", nora).status_code for person in (cast.amina, cast.maya)] == [404, 404]
    assert "Nora" not in get(cast.amina, "panel", panel).content.decode()
    type(panel).objects.filter(pk=panel.pk).update(state="scoring")
    panel.declared.filter(partner=cast.amina).delete()
    assert [get(person, "nominee", nora).status_code for person in (cast.amina, cast.joe)] == [404, 200]
    assert "Nora" not in get(cast.amina, "panel", panel).content.decode()
    assert "You see the people who were put forward after that." in get(cast.amina, "panel", panel).content.decode()


def test_marks_of_others_are_unseen_until_everybody_has_given_them(cast):
    panel = scoring(cast, "Nora Nearby", "Otto Other")
    nora, otto = nominees(panel)
    secret = dict.fromkeys(marks(nora), (3, "Joe’s secret note."))
    give_marks(nora, by=cast.joe, at=MONDAY, marks=secret)

    def seen(person):
        return "secret note" in get(person, "nominee", nora).content.decode() + get(person, "panel", panel).content.decode()

    assert [seen(person) for person in (cast.amina, cast.priya, cast.maya, cast.joe)] == [False, False, False, True]
    for person in (cast.amina, cast.priya):
        for nomination in (nora, otto):
            give_marks(nomination, by=person, at=MONDAY, marks=marks(nomination))
    assert not seen(cast.amina)
    assert post(cast.joe, "nominee-marks", nora, **typed(nora, 1, "Joe’s other secret note.")).status_code == 302
    post(cast.joe, "nominee-marks", otto, **typed(otto))
    assert [seen(person) for person in (cast.amina, cast.priya, cast.maya)] == [True, True, True]
    assert (panel_now(panel).state, panel_now(panel).opened_by) == ("deciding", None)
    assert post(cast.joe, "nominee-marks", nora, **typed(nora)).status_code == 409


def test_who_may_still_give_marks_does_not_see_those_of_others(cast):
    panel = scoring(cast, "Nora Nearby")
    nora = nominees(panel)[0]
    give_marks(nora, by=cast.joe, at=MONDAY, marks=marks(nora))
    open_marks(panel, by=cast.priya, at=MONDAY)

    assert "Note on vision." not in get(cast.amina, "nominee", nora).content.decode()
    assert "Note on vision." in get(cast.maya, "nominee", nora).content.decode()
    assert post(cast.amina, "nominee-decide", nora, outcome="select", reason=REASON).status_code == 409
    give_marks(nora, by=cast.amina, at=MONDAY, marks=marks(nora))
    assert "Note on vision." in get(cast.priya, "nominee", nora).content.decode()
    with pytest.raises(NotAllowedNow):
        give_marks(nora, by=cast.priya, at=MONDAY, marks=marks(nora))
    assert post(cast.amina, "nominee-decide", nora, outcome="select", reason=REASON).status_code == 302


def test_the_manager_sees_who_has_declared_and_how_many_marks_are_missing(cast):
    panel = scoring(cast, "Nora Nearby", "Otto Other")
    give_marks(nominees(panel)[0], by=cast.joe, at=MONDAY, marks=marks(nominees(panel)[0]))
    rows = {row.name: (row.has_declared, row.is_done, row.left) for row in get(cast.maya, "panel", panel).context["members"]}

    assert rows == {"Amina Example": (True, False, 2), "Joe Example": (True, False, 1), "Priya Example": (True, False, 2)}
    assert {row.left for row in get(cast.joe, "panel", panel).context["members"]} == {None}


def test_what_a_person_needs_is_in_no_query_of_these_pages(cast):
    panel = released(cast, "keep_in_reserve")
    again = deciding(cast, "Ona Open", call=a_call(cast, profiles=list(panel.call.profiles.all())), group=panel.group)
    third = scoring(cast, "Uma Unmarked", call=a_call(cast, profiles=list(panel.call.profiles.all())), group=panel.group)
    one, other, new = nominees(panel)[0], nominees(again)[0], nominees(third)[0]
    asks = [(cast.maya, "panel", panel), (cast.amina, "panel", again), (cast.amina, "panel", third), (cast.amina, "nominee", one),
            (cast.amina, "nominee", other), (cast.amina, "nominee-marks", new), (cast.amina, "nominee-conflict", new),
            (cast.amina, "nominee-decide", other), (cast.maya, "outcome-note", one.decision), (cast.amina, "queue", "marks"),
            (cast.maya, "queue", "outcomes"), (cast.maya, "panel-change", third), (cast.maya, "home", None)]
    with CaptureQueriesContext(connection) as queries:
        codes = [as_(person).get(reverse(f"programmes:{route}", args=[getattr(thing, "ref", thing)] if thing else [])).status_code
                 for person, route, thing in asks]
        codes.append(post(cast.amina, "nominee-marks", new, **typed(new)).status_code)
        codes.append(post(cast.amina, "nominee-decide", other, outcome="select", reason=REASON).status_code)
        codes.append(post(cast.maya, "panel-release", again).status_code)
    asked = [query["sql"] for query in queries if '"support"' in query["sql"] or "equality" in query["sql"]]

    assert codes == [200] * 13 + [302] * 3
    assert any('"programmes_mark"' in query["sql"] for query in queries) and asked == []


def test_a_record_that_came_by_oneself_is_hidden_too(cast):
    panel, nora, _otto = before(cast, kind="organisation")
    Nomination.objects.filter(pk=nora.pk).update(state="merged", why="")
    own = Nomination.objects.create(call=panel.call, profile=nora.profile, candidate=nora.candidate, source="own", received_at=MONDAY,
                                    state="shortlisted")

    assert get(cast.amina, "nominee", own).status_code == 404
    assert get(cast.joe, "nominee", own).status_code == 200
