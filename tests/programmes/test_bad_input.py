"""Bad input gets a clear answer, and nothing is left half-done (issue 8; lessons e1, e3, e4)."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from coprod.celery import app as queue
from coprod.trail.models import Row
from partners.groups.actions import add_seat
from partners.models import Holding, Partner, Seat
from programmes.programme.actions import propose_partner
from programmes.programme.models import Membership, Programme, ScopePoint, TeamRole, TouchstoneSignature
from programmes.stages.models import Stage
from tests.cast import gather
from tests.makers import MONDAY, a_group, a_partner, a_stage, a_workstream, an_organisation
from tests.programmes.stages.doing import as_, claimed, first_of, fresh, get, post, s8
from tests.programmes.touchstone.doing import agreed

TODAY = MONDAY.date()
DAY = timedelta(days=1)


def kept():
    """How many rows of everything there are."""
    return {model._meta.label: model._base_manager.count() for name in ("trail", "post", "partners", "programmes")
            for model in apps.get_app_config(name).get_models()}


# --- another programme's things, in every field that names one -----------------------------------------------------------

@pytest.fixture
def stranger(furnished):
    """Sam's programme has a workstream, a person and an organisation that nobody of this one may choose."""
    cast, _where = furnished
    person = a_partner("Stella Stranger", professional=True)
    Partner.objects.filter(pk=person.pk).update(added_by=cast.sam)
    stream = a_workstream(cast.elsewhere, by=cast.sam, name="Elsewhere's own")
    body = an_organisation("Elsewhere's body", by=cast.sam)
    return {"person": person.pk, "stream": stream.pk, "body": body.pk}


@pytest.mark.parametrize(("who", "route", "field", "kind", "rest"), [
    ("maya", "role-give", "partner", "person", {"role": "VIEW", "from_on": "2026-03-16"}),
    ("maya", "role-give", "workstream", "stream", {"role": "WL", "from_on": "2026-03-16"}),
    ("maya", "signatory-name", "partner", "person", {"from_on": "2026-03-16"}),
    ("maya", "workstream-new", "lead", "person", {"name": "New", "starts_on": "2026-03-16", "level": "system"}),
    ("maya", "stage-plan", "workstream", "stream", {"code": "S7", "opens_on": "2026-03-16"}),
    ("maya", "seat-propose", "partner", "person", {"from_on": "2026-03-16", "hours_a_month": "8"}),
    ("ines", "seat-propose", "partner", "person", {"from_on": "2026-03-16", "hours_a_month": "8"}),
    ("ines", "vacancy-cover", "cover", "person", {"note": "They sit in"}),
    ("priya", "evidence-add", "witness", "person", {"kind": "witness", "title": "Said so", "text": "Yes", "audience": "programme"}),
    ("priya", "standard-claim", "witness", "person",
     {"claim": "So", "kind": "witness", "title": "Said so", "text": "Yes", "audience": "programme"}),
    ("amina", "person-change", "organisation", "body", {"name": "Amina Example", "channel": "phone", "phone": "1"}),
])
def test_another_programme_s_people_and_workstreams_cannot_be_chosen(furnished, stranger, who, route, field, kind, rest):
    cast, where = furnished
    before = kept()

    response = as_(getattr(cast, who)).post(where[f"programmes:{route}"], rest | {field: stranger[kind]})

    assert response.status_code == 200
    form = response.context["form"]
    assert [error.code for error in form.errors.as_data().get(field, [])] == ["invalid_choice"], form.errors
    assert kept() == before


@pytest.mark.parametrize("value", ["0", "-1", "99999999999999999999", "1 OR 1=1", "x", "[1]", "1,2"])
def test_a_choice_that_is_no_id_is_no_choice(cast, value):
    response = post(cast.maya, "role-give", cast.programme.slug, role="VIEW", from_on="2026-03-16", partner=value)

    assert response.status_code == 200
    assert "partner" in response.context["form"].errors


def test_what_a_form_does_not_ask_for_changes_nothing(cast):
    """Posting owner, state, role or is_staff beside the fields of a form."""
    extra = {"state": "closed", "edition": "9", "slug": "stolen", "ref": "x", "programme": cast.elsewhere.pk, "closed_by": cast.maya.pk,
             "is_staff": "1", "is_superuser": "1", "user": cast.maya.user.pk, "added_by": cast.sam.pk, "role": "SRO", "by_lay_chair": "1"}

    assert post(cast.maya, "programme-change", cast.programme.slug, name="Care Together", starts_on="2026-03-01",
                **extra).status_code == 302
    assert as_(cast.amina).post(reverse("programmes:person-change", args=[cast.amina.ref]), {
        "name": "Amina Example", "channel": "phone", "phone": "1", **extra}).status_code == 302

    programme, amina = Programme.objects.get(pk=cast.programme.pk), Partner.objects.get(pk=cast.amina.pk)
    assert (programme.state, programme.edition, programme.slug, programme.ref) == ("draft", 1, "care-together", cast.programme.ref)
    assert (amina.user, amina.added_by, amina.ref, amina.user.is_staff, amina.user.is_superuser) == (
        cast.amina.user, cast.amina.added_by, cast.amina.ref, False, False)


def test_a_lay_partner_does_not_make_themselves_staff_by_a_form(cast):
    as_(cast.amina).post(reverse("programmes:person-change", args=[cast.amina.ref]), {
        "name": "Amina Example", "channel": "phone", "phone": "1", "is_professional": "on"})

    amina = Partner.objects.get(pk=cast.amina.pk)
    assert as_(amina).get(reverse("programmes:programme-new")).status_code == 403


# --- two at the same moment -------------------------------------------------------------------------------------------------

def test_two_who_propose_somebody_for_one_seat_propose_one(shared_cast, all_at_once):
    cast = shared_cast
    seat = add_seat(cast.advisory, by=cast.maya, at=MONDAY, opened_on=TODAY, name="C")

    def propose(number):
        who, whom = [(cast.maya, cast.forrest), (cast.ines, cast.femi)][number]
        return post(who, "seat-propose", seat, partner=whom.pk, from_on="2026-03-16", hours_a_month="8")

    answers = all_at_once(2, propose)

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert "Somebody is in this seat, or proposed for it, already." in refused.content.decode()
    assert Holding.objects.filter(seat=seat).count() == 1
    assert Row.objects.filter(kind="partners.holding", move="propose", subject=Holding.objects.get(seat=seat).ref).count() == 1


def test_person_and_manager_who_answer_at_the_same_moment_leave_one_answer(shared_cast, all_at_once):
    cast = shared_cast
    seat = add_seat(cast.housing.group, by=cast.maya, at=MONDAY, opened_on=TODAY, name="C")
    holding = propose_partner(seat, cast.forrest, by=cast.maya, at=MONDAY, from_on=TODAY, hours_a_month=8)

    statuses = all_at_once(2, lambda number: post(cast.forrest, "seat-answer", holding, answer=["yes", "no"][number]).status_code)

    assert 302 in statuses and set(statuses) <= {302, 409}
    holding.refresh_from_db()
    assert (holding.state, statuses.count(302)) in [("accepted", 1), ("declined", 1), ("declined", 2)]


@pytest.mark.parametrize(("route", "sent", "model"), [
    ("role-give", {"role": "FAC", "from_on": "2026-03-16"}, TeamRole),
    ("membership-add", {"signs": "on", "from_on": "2026-03-16"}, Membership),
])
def test_the_same_thing_added_twice_at_once_is_there_once(shared_cast, all_at_once, route, sent, model):
    cast, body = shared_cast, an_organisation("Alder Trust", by=shared_cast.maya)
    sent = sent | {"partner": cast.joe.pk, "organisation": body.pk}
    before = model.objects.count()

    statuses = all_at_once(2, lambda number: post(cast.maya, route, cast.programme.slug, **sent).status_code)

    assert sorted(statuses)[0] in (200, 302) and set(statuses) <= {200, 302, 409}
    assert model.objects.count() == before + 1


def test_a_touchstone_is_signed_once(shared_cast, all_at_once):
    membership = Membership.objects.get()
    agreed(shared_cast)

    statuses = all_at_once(2, lambda number: post(shared_cast.olga, "touchstone-sign", membership).status_code)

    assert sorted(statuses) == [302, 409]
    assert TouchstoneSignature.objects.count() == 1


def test_a_matter_is_struck_once(cast):
    post(cast.maya, "scope-add", cast.programme.slug, matter="Hours", status="open", decided_by="The Board")
    point = ScopePoint.objects.get()

    assert post(cast.maya, "scope-remove", point).status_code == 302
    assert post(cast.maya, "scope-remove", point).status_code == 404


def test_the_last_manager_cannot_leave_a_programme_without_one(cast):
    role = TeamRole.objects.get(partner=cast.maya)

    page = post(cast.maya, "role-end", role, until_on="2026-03-20")

    assert page.status_code == 409
    assert "A programme needs a manager. Name another one first." in page.content.decode()
    role.refresh_from_db()
    assert role.until_on is None


# --- addresses ----------------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("ref", ["nosuchref", "0", "-1", "1", "%00", "..", "x" * 500, "é"])
def test_an_address_of_nothing_is_404(cast, ref):
    client = as_(cast.maya)
    for prefix in ("stages", "standards", "evidence", "groups", "people", "organisations", "workstreams", "programmes"):
        assert client.get(f"/{prefix}/{ref}/").status_code == 404, prefix


def test_a_number_is_never_a_way_to_a_person_or_a_stage(cast):
    stage = s8(cast)
    client = as_(cast.maya)

    assert client.get(f"/stages/{stage.pk}/").status_code == client.get(f"/people/{cast.joe.pk}/").status_code == 404


def test_a_form_that_was_not_ours_is_refused(cast):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.joe.user)
    answer = claimed(cast)

    assert browser.post(reverse("programmes:standard-confirm", args=[answer.ref])).status_code == 403
    assert fresh(answer).state == "claimed"


# --- what we stand on goes away -----------------------------------------------------------------------------------------------

class Outage:
    """The database answers until a statement with these words comes, and then it is gone."""

    def __init__(self, words):
        self.words = words

    def __call__(self, execute, sql, params, many, context):
        if self.words in sql:
            raise OperationalError("server closed the connection unexpectedly")
        return execute(sql, params, many, context)


@pytest.mark.parametrize("words", ["programmes_answer", "INSERT INTO \"trail_row\"", "UPDATE \"trail_book\""])
def test_a_database_that_goes_away_in_mid_request_leaves_nothing_half_done(cast, words):
    answer = claimed(cast)
    before, client = kept(), as_(cast.joe)
    client.raise_request_exception = False

    with connection.execute_wrapper(Outage(words)):
        page = client.post(reverse("programmes:standard-confirm", args=[answer.ref]))

    assert page.status_code == 503
    assert page.headers["Retry-After"] == "30"
    assert "Sorry" in page.content.decode() or "again" in page.content.decode()
    assert (fresh(answer).state, kept()) == ("claimed", before)
    assert client.post(reverse("programmes:standard-confirm", args=[answer.ref])).status_code == 302


def test_a_mistake_of_ours_is_500_and_gives_nothing_away(cast):
    client = as_(cast.joe)
    client.raise_request_exception = False

    def breaks(execute, sql, params, many, context):
        if "programmes_stage" in sql:
            raise RuntimeError("a secret of the inside")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(breaks):
        page = client.get(reverse("programmes:home"))

    assert page.status_code == 500
    assert "secret" not in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_goes_away_stops_nobody(shared_database, clock, caplog):
    """What was done is done; the clock sends the messages when it comes by."""
    from coprod.post.actions import hushed
    from coprod.post.models import Message

    with hushed():
        cast = gather()
        answer = claimed(cast)
    before = queue.conf.task_always_eager, queue.conf.broker_url
    queue.conf.task_always_eager, queue.conf.broker_url = False, "redis://127.0.0.1:1/0"
    queue.amqp._producer_pool = None
    try:
        response = post(cast.amina, "standard-dispute", answer, because="Not so")
    finally:
        queue.conf.task_always_eager, queue.conf.broker_url = before
        queue.amqp._producer_pool = None

    assert response.status_code == 302
    assert fresh(answer).state == "disputed"
    assert set(Message.objects.filter(kind="standard_disputed").values_list("state", flat=True)) == {"waiting"}
    assert "the queue did not take" in caplog.text


# --- from nothing to a stage, by the addresses alone ------------------------------------------------------------------------------

def test_a_seat_of_a_group_that_nobody_runs_here_is_nobody_s_to_give(cast):
    """A borrowed group shows in the programme that borrows it; its seats are given at home."""
    from programmes.programme.actions import link_group

    borrowed = a_group(cast.elsewhere, "forum", by=cast.sam)
    link_group(cast.programme, borrowed, by=cast.maya, at=MONDAY, from_on=TODAY)
    seat = Seat.objects.filter(group=borrowed).first()

    assert get(cast.maya, "group", borrowed).status_code == 200
    assert post(cast.maya, "seat-propose", seat, partner=cast.joe.pk, from_on="2026-03-16").status_code == 403
    assert post(cast.maya, "group-terms", borrowed, text="Ours now").status_code == 403


def test_a_stage_of_a_closed_programme_is_read_and_not_changed_by_the_clock(cast):
    from programmes.programme.actions import close_programme
    from programmes.stages.actions.checking import check_stages

    stage = a_stage(cast.programme, "S7", by=cast.maya, workstream=cast.housing)
    close_programme(cast.programme, by=cast.sid, at=MONDAY, because="Merged")

    assert check_stages(at=MONDAY).claimed_by_records == 0
    assert get(cast.vic, "stage", stage).status_code == 200
    assert (Stage.objects.get().state, first_of(stage).state) == ("open", "unanswered")
