"""An idea or a worry is told, acknowledged, answered; who told it says whether that is good enough (LP15 to LP17)."""

import pytest
from django.urls import reverse

from coprod.kit.clock import add_working_days
from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.post.registry import registry
from coprod.trail.models import Row
from programmes.contributions.actions import (
    accept_answer,
    add_word,
    answer_contribution,
    consider,
    refuse_answer,
    reply,
    tell,
    withdraw,
)
from programmes.contributions.lifecycles import CONTRIBUTION, ContributionState
from programmes.contributions.models import Contribution, ContributionAnswer
from programmes.contributions.policies import contributions as rules
from tests.makers import MONDAY
from tests.programmes.contributions.doing import about, answered, fresh, nowhere, refused, replied, told
from tests.programmes.minutes.doing import a_draft
from tests.programmes.stages.doing import as_, get, post

pytestmark = pytest.mark.django_db
FORM = {"kind": "concern", "text": "The bus stops at six."}


def test_a_lay_partner_tells_something_about_a_page_and_who_answers_hears_of_it(cast):
    page = as_(cast.amina).get(f"/programmes/{cast.programme.slug}/tell-us/?about=group:{cast.housing.group.ref}").content.decode()
    assert "About “Housing" in page

    post(cast.amina, "tell-us", cast.programme.slug, about=f"group:{cast.housing.group.ref}", **FORM)

    it = Contribution.objects.get()
    assert (it.about_kind, it.group, it.given_by, it.state, it.is_anonymous) == ("group", cast.housing.group, cast.amina, "received", False)
    assert (it.acknowledge_by, it.answer_by) == (add_working_days(MONDAY.date(), 5), add_working_days(MONDAY.date(), 20))
    assert list(Message.objects.filter(about=it.ref).values_list("kind", "to")) == [("contribution_given", cast.priya.ref)]


def test_the_forum_tells_something_in_particular_to_nobody_and_the_manager_answers(cast):
    post(cast.forrest, "tell-us", cast.programme.slug, **FORM)

    it = Contribution.objects.get()
    assert (it.group, it.about_kind, it.given_by) == (None, "", cast.forrest)
    assert Message.objects.get(about=it.ref).to == cast.maya.ref


def test_what_is_not_there_for_the_reader_is_about_nothing(cast):
    for key in ("group:nothing", "no-such:thing", "paper:../../etc", f"programme:{cast.elsewhere.slug}", "\x00"):
        post(cast.amina, "tell-us", cast.programme.slug, about=key, **FORM)

    assert set(Contribution.objects.values_list("about_kind", "programme")) == {("", cast.programme.pk)}


def test_sent_twice_it_is_told_once(cast):
    client = as_(cast.amina)
    once = client.get(f"/programmes/{cast.programme.slug}/tell-us/").context["form"]["once"].value()
    for _time in (1, 2):
        client.post(f"/programmes/{cast.programme.slug}/tell-us/", FORM | {"once": once})

    assert Contribution.objects.count() == 1 == Row.objects.filter(kind="programmes.contribution", move="give").count()


def test_bad_input_keeps_what_was_typed(cast):
    page = post(cast.amina, "tell-us", cast.programme.slug, text="The bus stops at six.").content.decode()
    assert "The bus stops at six." in page and "There is a problem" in page and not Contribution.objects.exists()

    it = told(cast)
    page = post(cast.priya, "contribution-answer", it, outcome="not_acted", text="Sadly not.").content.decode()
    assert "Sadly not." in page and "Say why not, or why not all of it" in page and fresh(it).state == "received"
    page = post(cast.amina, "contribution-say", answered(cast), value="no").content.decode()
    assert "Say what is missing" in page


def test_it_is_written_down_for_somebody(cast):
    post(cast.maya, "tell-us-note", cast.programme.slug, who=cast.forrest.pk, through="phone", **FORM)

    it = Contribution.objects.get()
    assert (it.given_by, it.noted_by, it.through) == (cast.forrest, cast.maya, "phone")
    refused_ = post(cast.maya, "tell-us-note", cast.programme.slug, who=cast.olga.pk, through="phone", **FORM)
    assert refused_.status_code == 200 and Contribution.objects.count() == 1     # she is no lay partner


def test_a_line_of_minutes_becomes_one_idea_and_no_second_one(cast):
    line = a_draft(cast).lines.order_by("pk").first()
    client = as_(cast.maya)
    address = f"/programmes/{cast.programme.slug}/tell-us/note/"
    form = client.get(f"{address}?line={line.ref}").context["form"]
    assert form["text"].value() == line.words
    data = FORM | {"who": cast.joe.pk, "through": "in_person", "line": line.ref}

    client.post(address, data)
    again = client.post(address, data)

    it = Contribution.objects.get()
    assert (it.minute_line, it.about_kind, it.group) == (line, "minutes", cast.housing.group)
    assert "written down as an idea or a worry already" in again.content.decode()
    doors = as_(cast.priya).get(line.minutes.get_absolute_url()).content.decode()
    assert it.get_absolute_url() in doors and f"impact/new/?line={line.ref}" in doors


@pytest.mark.parametrize("outcome", ["acted", "partly", "not_acted"])
def test_it_is_considered_and_answered_and_who_told_it_hears_what_became_of_it(cast, outcome):
    it = told(cast)
    post(cast.priya, "contribution-consider", it, text="I ask the printers.")
    assert fresh(it).state == "considered" and fresh(it).acknowledged_at == MONDAY
    post(cast.priya, "contribution-answer", it, outcome=outcome, text="This is it.", because="Money.", changed="Letters.")

    it = fresh(it)
    assert (it.state, it.answered_at) == (outcome, MONDAY)
    assert list(it.answers.order_by("pk").values_list("led_to", "by")) == [("considered", cast.priya.pk), (outcome, cast.priya.pk)]
    kinds = Message.objects.filter(to=cast.amina.ref, about=it.ref).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["contribution_acknowledged", "contribution_answered"]
    words = registry.words["contribution_answered"](Message.objects.get(kind="contribution_answered"))
    assert "I am not satisfied" in " ".join(words.lines)


def test_it_may_be_answered_directly_and_only_once(cast):
    it = answered(cast)

    for outcome in ("acted", "not_acted"):
        with pytest.raises(NotAllowedNow):
            answer_contribution(it, by=cast.priya, at=MONDAY, outcome=outcome, text="Again", because="So")
    assert ContributionAnswer.objects.count() == 1


def test_no_without_a_reason_is_refused(cast):
    with pytest.raises(NotAllowedNow):
        answer_contribution(told(cast), by=cast.priya, at=MONDAY, outcome="not_acted", text="No")


def test_i_am_not_satisfied_goes_to_the_lay_co_chairs_and_the_manager_sees_it(cast):
    it = answered(cast, "not_acted")

    post(cast.amina, "contribution-say", it, value="no", text="Nobody asked what it costs.")

    it = fresh(it)
    assert (it.state, it.reply_by) == ("not_satisfied", add_working_days(MONDAY.date(), 10))
    assert set(Message.objects.filter(kind="contribution_refused").values_list("to", flat=True)) == {cast.ines.ref, cast.maya.ref}
    post(cast.maya, "contribution-add", it, text="I ask the printers too.")
    post(cast.ines, "contribution-reply", it, text="I asked. It is done.")
    assert fresh(it).state == "answered_again"
    assert list(it.answers.order_by("pk").values_list("is_added", "is_enough")) == [(False, False), (True, None), (False, None)]
    page = get(cast.amina, "contribution", it).content.decode()
    assert "Nobody asked what it costs." in page and "I ask the printers too." in page      # what was said stays


@pytest.mark.parametrize(("value", "state"), [("yes", "answered_again"), ("no", "stands")])
def test_the_reply_may_be_accepted_or_left_standing(cast, value, state):
    it = replied(cast)

    post(cast.amina, "contribution-say", it, value=value, text="So.")

    assert fresh(it).state == state and it.answers.get(led_to="answered_again").said == "So."
    assert get(cast.amina, "contribution-say", it).status_code in (403, 409) if value == "no" else True


def test_thank_you_changes_nothing_but_is_kept_once(cast):
    it = answered(cast, "partly")
    accept_answer(it, at=MONDAY, text="Good.")

    assert fresh(it).state == "partly" and it.answers.get().is_enough is True
    for word in (accept_answer, refuse_answer):
        with pytest.raises(NotAllowedNow):
            word(it, at=MONDAY, text="Again")


def test_who_answered_does_not_write_down_whether_it_is_enough(cast):
    it = answered(cast)
    with pytest.raises(NotAllowedNow):
        refuse_answer(it, at=MONDAY, text="No", through="phone", noted_by=cast.priya)

    assert post(cast.maya, "contribution-say-note", it, value="no", text="Too late.", through="phone").status_code == 302
    assert it.answers.get().said_noted_by == cast.maya


def test_it_is_taken_back_by_who_told_it(cast):
    it = refused(cast)
    assert post(cast.joe, "contribution-withdraw", it).status_code == 403

    assert post(cast.amina, "contribution-withdraw", it).status_code == 302

    assert fresh(it).state == "withdrawn" and post(cast.amina, "contribution-withdraw", it).status_code == 403
    for act in (lambda: consider(it, by=cast.priya, at=MONDAY, text="x"), lambda: reply(it, by=cast.ines, at=MONDAY, text="x"),
                lambda: add_word(it, by=cast.maya, at=MONDAY, text="x"), lambda: withdraw(it, by=cast.amina, at=MONDAY)):
        with pytest.raises(NotAllowedNow):
            act()
    for message in Message.objects.filter(about=it.ref):
        assert registry.words[message.kind](message) is None


def test_nobody_answers_their_own(cast):
    it = tell(nowhere(cast), by=cast.ines, at=MONDAY, kind="idea", text="More light")
    answered(cast, "not_acted", by=cast.maya, it=it)
    refuse_answer(it, at=MONDAY, text="It is dark")

    it = fresh(it)
    assert list(rules.repliers(it, MONDAY.date())) == [cast.sid]        # the only co-chair told it
    assert get(cast.ines, "contribution-reply", it).status_code == 403 and get(cast.sid, "contribution-reply", it).status_code == 200
    with pytest.raises(NotAllowedNow):
        reply(it, by=cast.ines, at=MONDAY, text="I like it")


def test_who_reads_it(cast):
    of_housing, of_nobody = told(cast, through="phone", noted_by=cast.olga), told(cast, by=cast.forrest, on=nowhere(cast))

    def readers(it):
        return {name for name, person in cast.people().items() if get(person, "contribution", it).status_code == 200}

    assert readers(of_housing) == {"amina", "joe", "ines", "priya", "maya", "sid", "olga"}      # olga wrote it down
    assert readers(of_nobody) == {"amina", "joe", "ines", "maya", "sid", "forrest"}


def test_without_a_name_only_the_manager_and_who_answers_read_it(cast):
    it = told(cast, is_anonymous=True, text="I am afraid to say so.")
    name = cast.amina.name

    def sees(person, thing):
        return name in get(person, "contribution", thing).content.decode().split("<main", 1)[1]

    assert {who for who in ("joe", "ines", "sid", "priya", "maya") if sees(getattr(cast, who), it)} == {"priya", "maya"}
    it = refused(cast, it=answered(cast, it=it))
    assert {who for who in ("joe", "ines", "sid", "priya", "maya") if sees(getattr(cast, who), it)} == {"ines", "maya"}
    trail = as_(cast.joe).get(f"/programmes/{cast.programme.slug}/trail/").content.decode()
    assert "told an idea or a worry" in trail and name not in trail.split("told an idea or a worry")[0].rsplit("<li", 1)[-1]


def test_every_move_is_offered_in_the_table_and_to_those_whom_it_is_for(cast):
    """For each state and each of the cast: whoever may open the page of a move may make it."""
    states = {"received": told(cast), "acted": answered(cast), "not_satisfied": refused(cast), "answered_again": replied(cast)}
    who = {
        "contribution-consider": {"received": {"priya"}}, "contribution-answer": {"received": {"priya"}},
        "contribution-say": {"acted": {"amina"}, "answered_again": {"amina"}},
        "contribution-reply": {"not_satisfied": {"ines"}}, "contribution-add": {"not_satisfied": {"maya"}, "answered_again": {"maya"}},
        "contribution-say-note": {"acted": {"maya", "ines"}, "answered_again": {"maya"}}}
    for route, expected in who.items():
        for state, it in states.items():
            found = {name for name, person in cast.people().items() if get(person, route, it).status_code == 200}
            assert found == expected.get(state, set()), (route, state)


def test_each_state_has_a_word_and_a_tone():
    assert {state for state in ContributionState if not Contribution(state=state).tone} == set()
    assert CONTRIBUTION.unreachable() == set()


def test_the_list_is_filtered_by_what_it_offers_and_by_nothing_else(cast):
    told(cast)
    answered(cast, it=told(cast, kind="concern", text="Another"))
    told(cast, on=about(cast, cast.advisory), text="Of the Advisory Group")
    address = f"/programmes/{cast.programme.slug}/contributions/"

    def rows(**given):
        return len(as_(cast.maya).get(address, given).context["rows"])

    assert rows() == 3 == rows(state="evil", kind="x", group="y", **{"from": "z"})
    assert (rows(state="acted"), rows(kind="concern"), rows(group=cast.advisory.ref), rows(group=cast.forum.ref)) == (1, 1, 1, 0)
    assert len(as_(cast.forrest).get(address).context["rows"]) == 0


def test_my_voice_shows_what_happened_to_it(cast):
    answered(cast, "not_acted")

    page = as_(cast.amina).get(reverse("programmes:my-voice")).content.decode()

    assert "larger print" in page and "Not acted on. We print them anew." in page


def test_a_yes_that_staff_wrote_down_is_told_and_is_not_the_last_word(cast):
    it = answered(cast, "not_acted")
    post(cast.maya, "contribution-say-note", it, value="yes", through="phone")
    assert it.answers.get().is_enough is True

    message = Message.objects.get(kind="contribution_yes_noted", to=cast.amina.ref)
    words = registry.words[message.kind](message)
    assert "written down that you say" in " ".join(words.lines)
    for noter in (cast.maya, cast.ines):
        assert get(noter, "contribution-say-note", it).status_code == 403      # she has an account: she herself says no
    assert as_(cast.amina).get(words.path).status_code == 200
    post(cast.amina, "contribution-say", it, value="no", text="I never said so.")

    answer = it.answers.get()
    assert (fresh(it).state, answer.is_enough, answer.said_noted_by) == ("not_satisfied", False, None)
    assert registry.words[message.kind](message) is None


def test_for_one_without_an_account_somebody_else_writes_down_that_it_is_not_so(cast):
    amina = cast.amina
    amina.user = None
    amina.save()
    it = answered(cast)
    accept_answer(it, at=MONDAY, through="phone", noted_by=cast.maya)

    assert get(cast.maya, "contribution-say-note", it).status_code == 403
    with pytest.raises(NotAllowedNow):
        refuse_answer(it, at=MONDAY, text="No", through="phone", noted_by=cast.maya)
    assert post(cast.ines, "contribution-say-note", it, value="no", text="She said no.", through="phone").status_code == 302
    assert fresh(it).state == "not_satisfied"


def test_what_who_told_it_said_themselves_is_said(cast):
    it = answered(cast)
    accept_answer(it, at=MONDAY, through="phone", noted_by=cast.maya)
    accept_answer(it, at=MONDAY, text="Yes, I did say so.")

    for person, route in ((cast.amina, "contribution-say"), (cast.maya, "contribution-say-note"), (cast.ines, "contribution-say-note")):
        assert get(person, route, it).status_code == 403
    assert not rules.may_say_on(cast.amina.user, it)


def test_the_list_shows_what_is_about_nothing_in_particular(cast):
    told(cast, on=nowhere(cast))

    page = as_(cast.maya).get(f"/programmes/{cast.programme.slug}/contributions/")

    assert page.status_code == 200
    assert '<td data-head="About">-</td>' in page.content.decode()
