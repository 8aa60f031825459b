"""By an organisation's own link, by oneself, or written down by staff: each counts once, and only while the call is open."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from coprod.kit.tokens import hash_of
from coprod.post.models import Message
from partners.candidates.models import token_of
from partners.models import Candidate
from programmes.calls.actions import close_call, withdraw_call
from programmes.calls.models import CallRequest, token_of_request
from programmes.nominations.actions import put_forward
from programmes.nominations.models import Nomination
from tests.makers import MONDAY
from tests.programmes.nominations.doing import a_call, a_draft, a_nominee, a_person, a_request, now_
from tests.programmes.stages.doing import as_, post

pytestmark = pytest.mark.django_db
MP3 = b"ID3\x03\x00\x00\x00\x00\x00\x21TSSE\x00\x00\x00\x0f\x00\x00\x03Lavf58.29.100\x00" + b"\xff\xfb\x90\x00" + b"\x00" * 400


def the_request(call):
    return CallRequest.objects.select_related("call__programme", "contact").get(call=call)


def link(route, call):
    return reverse(f"programmes:{route}", args=[token_of_request(the_request(call).ref)])


def typed(call, **facts):
    return {"profile": "", "name": "Nora Example", "channel": "email", "email": "nora@nominee.test", "why": "She asks.",
            "knows": "on"} | facts


def test_a_charity_puts_two_people_forward_without_an_account_and_sees_how_far_each_is(cast, client):
    call = a_call(cast)
    page = client.get(link("nominate", call)).content.decode()

    assert "We look for people who use services." in page and "15 April 2026" in page
    for name in ("Nora Example", "Madonna"):
        answer = client.post(link("nominate-person", call), typed(call, name=name, email=f"{name[:4].lower()}@nominee.test"))
        assert (answer.status_code, answer.url) == (302, link("nominate", call))
    found = Nomination.objects.order_by("pk").select_related("candidate", "request")
    assert [(each.candidate.name, each.state, each.source, each.why) for each in found] == [
        ("Nora Example", "received", "organisation", "She asks."), ("Madonna", "received", "organisation", "She asks.")]
    assert the_request(call).state == "answered" and the_request(call).answered_at == MONDAY
    page = client.get(link("nominate", call)).content.decode()
    assert page.count("We have asked the person. They have not answered yet.") == 2
    assert {(message.kind, message.to, message.occasion) for message in Message.objects.filter(kind="consent_asked")} == {
        ("consent_asked", each.candidate.ref, "day 0") for each in found}


def test_tokens_are_kept_as_a_hash_only(cast):
    call = a_call(cast)
    request, candidate = the_request(call), a_nominee(cast, call).candidate

    assert request.token_hash == hash_of(token_of_request(request.ref)) and candidate.token_hash == hash_of(token_of(candidate.ref))
    assert not any(token in str(vars(thing).values()) for thing, token in (
        (request, token_of_request(request.ref)), (candidate, token_of(candidate.ref))))
    assert len({token_of_request(request.ref), token_of(candidate.ref), token_of_request(candidate.ref)}) == 3


def test_a_double_click_counts_once(cast, client):
    call = a_call(cast)
    once = client.get(link("nominate-person", call)).context["form"].initial["once"]
    first = client.post(link("nominate-person", call), typed(call, once=once))
    second = client.post(link("nominate-person", call), typed(call, once=once))

    assert (first.status_code, second.status_code) == (302, 409)
    assert (Nomination.objects.count(), Candidate.objects.count(), Message.objects.filter(kind="consent_asked").count()) == (1, 1, 1)


def test_the_same_form_sent_eight_times_at_once_counts_once(shared_cast, all_at_once):
    call = a_call(shared_cast)
    request, profile, person = the_request(call), call.profiles.get(), a_person(ref="23456789abcdef")

    answers = all_at_once(8, lambda _n: put_forward(request, profile=profile, at=MONDAY, person=dict(person), why="She asks."))

    assert sum(isinstance(answer, Nomination) for answer in answers) == 1
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize(("facts", "sentence"), [
    ({"name": ""}, "Enter the full name"), ({"email": ""}, "Enter an e-mail address, or choose another way to reach them"),
    ({"channel": "phone"}, "Enter a phone number, or choose another way to reach them"),
    ({"channel": "post"}, "Enter a postal address, or choose another way to reach them"),
    ({"knows": ""}, "Ask the person first. Then tick this box"), ({"why": "  "}, "Answer “Why do you think they would be good at it?”"),
    ({"email": "nora"}, "Enter an e-mail address in the right format")])
def test_what_is_wrong_is_said_and_nothing_is_written(cast, client, facts, sentence):
    call = a_call(cast)
    page = client.post(link("nominate-person", call), typed(call, **facts)).content.decode()

    assert sentence in page
    assert facts.get("name") == "" or 'value="Nora Example"' in page
    assert Nomination.objects.count() == 0


def test_a_role_of_another_call_is_no_choice(cast, client):
    call = a_call(cast)
    other = a_draft(cast).profiles.get()
    close_call(call, by=cast.maya, at=MONDAY)
    two = a_call_with_two_roles(cast)
    answer = client.post(link_of(two), typed(two, profile=str(other.pk)))

    assert "Choose" in answer.content.decode() and Nomination.objects.count() == 0


def a_call_with_two_roles(cast):
    from programmes.calls.actions import withdraw_call as off
    from tests.programmes.profiles.doing import DAY, published

    off(cast.programme.calls.get(state="draft"), by=cast.maya, at=MONDAY, because="Not this one.")
    roles = [published(cast, title=title, closing_at=MONDAY + 40 * DAY) for title in ("One", "Two")]
    return a_call(cast, profiles=roles)


def link_of(call):
    return reverse("programmes:nominate-person", args=[token_of_request(the_request(call).ref)])


@pytest.mark.parametrize(("over", "sentence"), [
    (lambda cast, call, clock: close_call(call, by=cast.maya, at=MONDAY), "Nobody can be put forward any more."),
    (lambda cast, call, clock: withdraw_call(call, by=cast.maya, at=MONDAY, because="The money is gone."), "The money is gone."),
    (lambda cast, call, clock: clock.to(MONDAY + timedelta(days=31)), "Nobody can be put forward any more.")],
    ids=["closed", "withdrawn", "past its moment"])
def test_after_the_end_the_link_says_so_and_takes_nobody(cast, client, clock, over, sentence):
    call = a_call(cast)
    a_nominee(cast, call)
    over(cast, call, clock)
    page, answer = client.get(link("nominate", call)), client.post(link("nominate-person", call), typed(call))

    assert sentence in page.content.decode() and "Nora Example" in page.content.decode()
    assert answer.status_code == 409 and "This call is over." in answer.content.decode()
    assert Nomination.objects.count() == 1


def test_a_token_of_another_call_a_candidate_or_nobody_opens_nothing(cast, client):
    call = a_call(cast)
    candidate = a_nominee(cast, call).candidate
    draft_request = a_request(cast, a_draft(cast))
    for token in (token_of(candidate.ref), token_of_request(draft_request.ref), "nobody"):
        answer = client.get(reverse("programmes:nominate", args=[token]))
        assert (answer.status_code, "Care Together" in answer.content.decode()) == (410, False)
    assert client.get(reverse("programmes:my-nomination", args=[token_of_request(the_request_of(call).ref)])).status_code == 410


def the_request_of(call):
    return call.requests.get()


def test_who_declines_says_why_and_may_think_of_somebody_after_all(cast, client):
    call = a_call(cast)
    assert "Answer “Why can you put nobody forward?”" in client.post(link("nominate-decline", call), {"because": ""}).content.decode()
    client.post(link("nominate-decline", call), {"because": "We have nobody free."})
    assert (the_request(call).state, the_request(call).declined_because) == ("declined", "We have nobody free.")
    assert client.post(link("nominate-decline", call), {"because": "Again."}).status_code == 409
    client.post(link("nominate-person", call), typed(call))
    assert (the_request(call).state, the_request(call).declined_because) == ("answered", "")


# --- oneself -----------------------------------------------------------------------------------------------------------------

def own(profile, client, **facts):
    return client.post(reverse("programmes:put-oneself-forward", args=[profile.ref]), {
        "name": "Olu Example", "channel": "phone", "phone": "020 7946 0199", "own_words": "I have waited in many rooms.",
        "agrees": "on"} | facts)


def test_anybody_puts_themselves_forward_from_the_open_role_and_has_a_page_of_their_own(cast, client):
    call = a_call(cast)
    profile = call.profiles.get()
    assert "Put yourself forward" in client.get(reverse("programmes:open-role", args=[profile.ref])).content.decode()

    answer = own(profile, client, support="Step-free, please")
    made = Nomination.objects.select_related("candidate").get()

    assert answer.url == reverse("programmes:my-nomination", args=[token_of(made.candidate.ref)])
    assert made.candidate.support == "Step-free, please"
    assert (made.state, made.source, made.own_words, made.candidate.state) == ("consented", "own", "I have waited in many rooms.", "agreed")
    assert "You agreed. A panel reads it after the call has closed." in client.get(answer.url).content.decode()
    assert list(Message.objects.filter(to=made.candidate.ref).values_list("kind", flat=True)) == ["nomination_thanks"]


def test_who_puts_somebody_forward_does_not_get_at_the_page_of_that_person(cast, client):
    call = a_call(cast)
    form = client.get(link("nominate-person", call)).context["form"]
    client.post(link("nominate-person", call), typed(call, once=form["once"].value()))
    theirs = Nomination.objects.get().candidate
    answer = own(call.profiles.get(), client, once=form["once"].value())

    assert token_of(theirs.ref) not in answer.url and Nomination.objects.count() == 2
    theirs.refresh_from_db()
    assert theirs.state == "asked"


def test_a_recording_takes_the_place_of_words_and_is_kept_over_an_error(cast, client):
    profile = a_call(cast).profiles.get()
    page = own(profile, client, own_words="", agrees="", file=SimpleUploadedFile("me.mp3", MP3))
    kept = page.context["form"].data["kept"]
    assert "We can only keep what you write if you agree." in page.content.decode()
    assert "We have kept your file “me.mp3”" in page.content.decode()
    own(profile, client, own_words="", kept=kept)
    made = Nomination.objects.get()

    assert (made.channel, made.recording_type) == ("audio", "audio/mpeg")
    listened = as_(cast.maya).get(reverse("programmes:nomination-recording", args=[made.ref]))
    assert b"".join(listened) == MP3 and listened.headers["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("programmes:nomination-recording", args=[made.ref])).status_code == 302


@pytest.mark.parametrize(("facts", "sentence"), [
    ({"own_words": ""}, "Write something about yourself, or choose a recording"),
    ({"file": SimpleUploadedFile("me.pdf", b"%PDF-1.4 x")}, "Choose a recording: a file that ends in .mp3 or .m4a"),
    ({"website": "http://spam.example"}, "Leave this field empty"), ({"phone": ""}, "Enter a phone number")])
def test_what_is_wrong_about_oneself_is_said(cast, client, facts, sentence):
    page = own(a_call(cast).profiles.get(), client, **facts).content.decode()

    assert sentence in page
    assert Nomination.objects.count() == 0


def test_a_call_that_takes_nobody_of_their_own_leads_back_to_the_role(cast, client):
    profile = a_call(cast, takes_own=False).profiles.get()

    assert own(profile, client).url == reverse("programmes:open-role", args=[profile.ref])
    assert "Put yourself forward" not in client.get(reverse("programmes:open-role", args=[profile.ref])).content.decode()
    assert Nomination.objects.count() == 0


# --- by staff ----------------------------------------------------------------------------------------------------------------

def test_staff_write_down_what_was_said_on_the_phone(cast):
    call = a_call(cast)
    facts = {"source": "own", "said": "phone", "name": "Prince", "channel": "post", "address": "4 Mill Street", "why": "I want to help."}
    page = post(cast.maya, "nomination-new", call, **facts)
    assert "Ask the person whether they agree. Then tick this box" in page.content.decode()
    post(cast.maya, "nomination-new", call, **facts, agrees="on")
    post(cast.maya, "nomination-new", call, **facts | {"source": the_request(call).ref, "name": "Cher"})
    prince, cher = Nomination.objects.order_by("pk").select_related("candidate", "received_by")

    assert (prince.state, prince.own_words, prince.received_by, prince.candidate.noted_by) == (
        "consented", "I want to help.", cast.maya, cast.maya)
    assert (cher.state, cher.source, cher.channel, cher.why, the_request(call).state) == (
        "received", "organisation", "phone", "I want to help.", "answered")


@pytest.mark.parametrize("who", ["sid", "priya", "amina", "ines", "femi", "forrest", "olga", "vic", "sam"])
def test_nobody_but_the_manager_reads_the_register_or_writes_in_it(cast, who):
    nomination = a_nominee(cast, a_call(cast), "Zebra Person")
    reader, refused = getattr(cast, who), 404 if who == "sam" else 403
    for route, thing in (("register", nomination.call), ("nomination-new", nomination.call), ("alike", nomination.call),
                         ("list-new", nomination.call), ("shortlist", nomination.call), ("nomination", nomination),
                         ("nomination-consent", nomination), ("nomination-withdraw", nomination), ("nomination-recording", nomination)):
        for answer in (as_(reader).get(reverse(f"programmes:{route}", args=[thing.ref])),
                       post(reader, route, thing, keep="x", answer="no")):
            assert answer.status_code in (refused, 405) and "Zebra" not in answer.content.decode()
    assert now_(nomination).state == "consented"


def test_who_is_not_signed_in_reads_no_register(cast):
    nomination = a_nominee(cast, a_call(cast))

    assert Client().get(nomination.get_absolute_url()).status_code == 302
