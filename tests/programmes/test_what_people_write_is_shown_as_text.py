"""A script in any text field is shown as text on every page that can show it, and in every mail (lessons e17)."""

import re

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from coprod.post.models import Message
from coprod.post.planning import Reach
from coprod.post.registry import registry
from coprod.trail.moves import make_move
from partners.declarations.actions import review_interest
from partners.equality.models import EqualityAnswers
from partners.messages.models import AddressTrouble
from programmes.appointments.actions.buddies import note_check_in
from programmes.appointments.actions.induction import declare_interest
from programmes.appointments.actions.terms import note_exit, thank
from programmes.appointments.models import Appointment
from programmes.calls.actions import copy_is_not_possible, decline_request, want_copy, withdraw_call
from programmes.calls.models import Call
from programmes.choosing.actions import compare_phases, say_view
from programmes.choosing.models import Choice
from programmes.commitments.models import Commitment
from programmes.editions.lifecycles import EDITION
from programmes.editions.models import AddedStandard, ChangedWording, LocalEdition
from programmes.home.queues import QUEUES
from programmes.meetings.models import Meeting
from programmes.messages.models import Announcement, ExpectedMessage, MessageWording
from programmes.minutes.models import Minutes
from programmes.moving.actions import refuse_move
from programmes.moving.models import EditionMove
from programmes.nominations.actions import agree, put_oneself_forward
from programmes.nominations.models import Nomination, NominationBatch
from programmes.offline.models import CallTry, Printed
from programmes.papers.models import Paper
from programmes.profiles.actions import answer_no
from programmes.profiles.models import ProfileView, RoleProfile
from programmes.programme.actions import close_programme
from programmes.programme.models import Programme
from programmes.renewal.actions.strategy import answer_strategy_no
from programmes.renewal.models import GapLine, Strategy, Target
from programmes.selection.actions import declare_conflict
from programmes.selection.models import Declared, Panel
from programmes.stages.models import Answer, Stage
from programmes.tailoring.actions import end_tailoring, refuse_tailoring, review_tailoring
from programmes.tailoring.models import Tailoring
from tests.again import again
from tests.files import words_in
from tests.house.world import settle
from tests.makers import MONDAY
from tests.programmes.challenges.doing import more_pages as challenge_pages
from tests.programmes.contributions.doing import more_pages as told_pages
from tests.programmes.decisions.doing import more_pages as more_decisions
from tests.programmes.editions.doing import a_draft
from tests.programmes.nominations.doing import a_call, a_nominee, a_person, a_request
from tests.programmes.plans.doing import more_pages as plan_pages
from tests.programmes.rounds.doing import more_pages as round_pages
from tests.programmes.selection.doing import nominees
from tests.programmes.tailoring.doing import a_way, in_force
from tests.programmes.toolkit.doing import more_pages as toolkit_pages
from tests.programmes.touchstone.doing import more_pages
from tests.trail.story import tell_the_story

pytestmark = pytest.mark.slow

READERS = ("maya", "amina")         # they meet every text but these, which only one of the others may see; everybody reads every page
OTHERS = {"sid": set(), "priya": set(), "ines": {"namedcontact.hours"}, "femi": {"replyword.text"}, "forrest": {"forumtie.area"},
          "vic": set(), "olga": set(), "sam": {"programme.closed_because"}}
NOT_TEXT = {"search_text", "about_ref", "source_ref", "link", "content_type", "username", "password", "ref", "slug", "state",
            "token_hash", "sha256", "file", "email"}
# marks and notes of ours, and names by which somebody is hidden from who gave them: no page shows these to anybody
NOWHERE = {(EqualityAnswers, "mark"), (NominationBatch, "note"), (Nomination, "recording_type"), (Declared, "names"),
           (ExpectedMessage, "kind"), (ExpectedMessage, "book"), (Announcement, "to"), (MessageWording, "kind"),      # codes of ours
           (AddressTrouble, "address"), (CallTry, "number"), (Printed, "address")}      # keyed hashes
# whose blanks mean something to the database: nothing is left of who is erased, and a reason belongs to what has one
RECRUITING = ("profiles", "candidates", "declarations", "calls", "nominations", "selection", "appointments", "renewal",
              "meetings", "papers", "minutes", "touchstone", "challenges", "decisions", "commitments", "contributions", "forum",
              "plans", "toolkit", "rounds")
SHOWN = re.compile(r"&lt;script&gt;alert\(&#x27;([a-z]+\.[a-z_]+) ")


def text_fields():
    for app in ("partners", "programmes"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                long = isinstance(field, models.TextField) or (isinstance(field, models.CharField) and (field.max_length or 0) >= 40)
                if long and field.name not in NOT_TEXT and not field.choices and field.name not in ("signed_fingerprint", "fingerprint",
                                                                                                    "home_book") \
                        and (model, field.name) not in NOWHERE:
                    yield model, field.name


def canary(model, name, pk):
    return f"<script>alert('{model._meta.model_name}.{name} {pk}')</script>"[:model._meta.get_field(name).max_length]


def recruit(cast):
    """What people say to calls, of those put forward, to a panel, in an appointment and about the Forum. Answers with the pages."""
    at, maya = MONDAY, cast.maya
    gone = Call.objects.select_related("programme").get(state="draft")
    withdraw_call(gone, by=maya, at=at, because="No money")
    asked = a_call(cast)
    copy_is_not_possible(want_copy(asked, by=maya, at=at, form="other", note="Moon"), by=maya, at=at, because="Nobody writes Moon")
    person = a_person("Nia Example", channel="text", phone="07700 900123", address="1 Mill Lane", area="Westmere", called="they")
    own = put_oneself_forward(asked, profile=asked.profiles.get(), at=at, person=person, own_words="I was a patient.")
    shy = a_nominee(cast, asked, "Una Example", agreed=False)
    agree(shy.candidate, at=at, through="link", support="A ramp")
    decline_request(a_request(cast, asked), at=at, because="No time")

    left, paused = (Appointment.objects.with_all().get(partner__name=name) for name in ("Lee Left", "Pia Paused"))
    note_exit(left, by=maya, at=at, because="Moving")
    thank(left, by=maya, at=at, words="For all")
    meeting = paused.buddyings.get(state="matched").check_ins.first()
    note_check_in(meeting, by=cast.ines, at=at, note="Well")
    hers = Appointment.objects.with_all().get(partner=cast.amina, state="active")
    declare_interest(hers, at=at, through="account", kind="professional", text="A shop")
    secret = cast.amina.interests.get(kind="professional")
    review_interest(secret, by=maya, at=at, action="note", is_published=False, privacy_reason="Her home")

    over = Panel.objects.filter(state="deciding").select_related("call__programme", "group").first()
    Declared.objects.filter(panel=over, partner=cast.joe).update(text="A cousin")
    known = Nomination.objects.filter(call=Panel.objects.filter(state="scoring").first().call).first()
    declare_conflict(known, by=cast.joe, at=at, because="A cousin")

    strategy = Strategy.objects.get(state="asked")
    no = strategy.views.open_noes().select_related("strategy__programme").get()
    answer_strategy_no(no, by=maya, at=at, answer="So")
    aim, line = strategy.targets.order_by("pk").first(), GapLine.objects.order_by("pk").first()
    Target.objects.filter(pk=aim.pk).update(dimension="place", value="Westmere")
    GapLine.objects.filter(pk=line.pk).update(dimension="place", value="Westmere", source="At the door")
    return [each.get_absolute_url() for each in (gone, asked, own, shy, left, over, Panel.objects.get(call=known.call), strategy)] + [
        reverse("programmes:nominee", args=[own.ref]), reverse("programmes:nominee", args=[nominees(over)[0].ref]),
        reverse("programmes:interests", args=[hers.ref]), reverse("programmes:interest-review", args=[secret.ref]),
        reverse("programmes:buddy", args=[meeting.buddying.ref]), line.check_of.get_absolute_url()]


@pytest.fixture
def poisoned(db, clock):
    return again("poisoned", poison)


def poison():
    """Everything that the site can show is there, and every text in it is a script; gives the cast and all addresses."""
    cast, where = settle()
    also = recruit(cast)
    tell_the_story(cast)
    close_programme(cast.elsewhere, by=cast.sam, at=MONDAY, because="Merged")
    end_tailoring(in_force(cast, code="5.3"), by=cast.maya, at=MONDAY, because="Done")
    refuse_tailoring(a_way(cast, code="1.6"), by=cast.ines, at=MONDAY, because="No")
    review_tailoring(in_force(cast, code="3.6"), by=cast.ines, at=MONDAY, note="Goes on")
    answer_no(ProfileView.objects.open_noes().get(), by=cast.maya, at=MONDAY, answer="So")
    choice = Choice.objects.get()
    say_view(choice, by=cast.fran, at=MONDAY, value="disagree", text="No")
    refuse_move(EditionMove.objects.get(), by=cast.ines, at=MONDAY, because="No")
    draft = a_draft(cast)
    compare_phases([(phase, 6, "So") for phase in choice.phases.all()], by=cast.maya, at=MONDAY)
    for model, name in text_fields():
        # only what is closed says why, and only a "no" that was answered has an answer; what is published stands
        tied = (model, name) in ((Programme, "closed_because"), (Tailoring, "closed_because"), (ProfileView, "answer"))
        tied = tied or model.__module__.split(".")[1] in RECRUITING
        some = ~Q(**{name: ""}) if tied else Q(state="draft") if model is LocalEdition else Q()
        some = Q(edition=draft) if model in (AddedStandard, ChangedWording) else some
        some = Q(dimension__in=["place", "group"]) if name == "value" else some         # else it is a code, and no text of anybody
        for row in model._base_manager.filter(some):
            model._base_manager.filter(pk=row.pk).update(**{name: canary(model, name, row.pk)})
    make_move(draft, EDITION, "publish", by=cast.maya, at=MONDAY, number=102, published_at=MONDAY, published_by=cast.maya)
    where = [address for name, address in where.items() if name != "healthz"]
    where += [stage.get_absolute_url() for stage in Stage.objects.all()]
    where += [reverse("programmes:stage-trail", args=[stage.ref]) for stage in Stage.objects.all()]
    where += [profile.get_absolute_url() for profile in RoleProfile.objects.all()]
    where += [meeting.get_absolute_url() for meeting in Meeting.objects.all()] + more_pages() + challenge_pages()
    where += more_decisions() + plan_pages()
    where += more_decisions() + toolkit_pages()
    where += more_decisions() + plan_pages() + round_pages()
    where += told_pages() + [each.get_absolute_url() for each in Commitment.objects.all()]
    where += [paper.get_absolute_url() for paper in Paper.objects.all()]
    where += [minutes.get_absolute_url() for minutes in Minutes.objects.select_related("meeting")]
    where += [answer.get_absolute_url() for answer in Answer.objects.exclude(state="unanswered")]
    where += [reverse("programmes:queue", args=[queue.name]) for queue in QUEUES]
    where += [reverse("programmes:search") + "?q=example", reverse("programmes:group", args=[cast.founding.ref]),
              cast.elsewhere.get_absolute_url(), *also]
    return cast, list(dict.fromkeys(where))


def what_is_shown(cast, reader, where):
    """The fields whose text somebody finds at those addresses. Nowhere is it anything but text."""
    client, seen = Client(), set()
    client.force_login(getattr(cast, reader).user)
    for address in where:
        response = client.get(address)
        if response.headers["Content-Type"].startswith(("text/csv", "text/calendar")):
            assert response.headers["X-Content-Type-Options"] == "nosniff"      # no browser takes it for a page
        elif not response.streaming:
            page = words_in(response)
            assert "<script>alert(" not in page, (reader, address)
            seen |= set(SHOWN.findall(page))
        else:
            list(response)
    return seen


@pytest.mark.once
def test_no_page_runs_what_somebody_wrote_and_each_text_is_on_some_page(poisoned):
    cast, where = poisoned
    seen = set().union(*(what_is_shown(cast, reader, where) for reader in READERS))

    meant = {f"{model._meta.model_name}.{name}" for model, name in text_fields()}
    assert meant - seen == set().union(*OTHERS.values())


@pytest.mark.once
@pytest.mark.parametrize("reader", OTHERS)
def test_nor_does_a_page_that_somebody_else_reads(poisoned, reader):
    cast, where = poisoned
    seen = what_is_shown(cast, reader, where)

    assert len(seen) > 5 and OTHERS[reader] <= seen


def test_no_mail_runs_it_either(poisoned):
    from coprod.post.actions import as_mail

    for message in Message.objects.all():
        words, reach = registry.words[message.kind](message), registry.reached([message.to], MONDAY).get(message.to, Reach())
        if words is None:
            continue
        mail = as_mail(message, words, reach, connection=None)
        (html, _kind), *_calendar = mail.alternatives
        assert "<script>" not in html
        assert "\n" not in mail.subject


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "{{ 7|add:7 }}", "{% debug %}",
                                   "' OR 1=1 --", "%s%n\x00"])
@pytest.mark.parametrize("route", ["search", "programme-list", "people"])
def test_what_is_typed_into_a_search_box_comes_back_as_text(cast, client, route, words):
    client.force_login(cast.maya.user)

    response = client.get(reverse(f"programmes:{route}"), {"q": words, "state": words, "after": words, "from": words})

    page = response.content.decode()
    assert response.status_code == 200
    assert "<script>alert" not in page and "<img src=x" not in page and "14" not in re.findall(r"value=\"([^\"]*)\"", page)


@pytest.mark.parametrize("address", ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example"])
def test_nobody_is_led_elsewhere_after_signing_in(cast, client, address):
    response = client.post(reverse("account_login"), {"login": "maya", "password": "together-as-equals", "next": address})

    assert response.status_code == 302
    assert "evil" not in response.headers["Location"] and "javascript" not in response.headers["Location"]
