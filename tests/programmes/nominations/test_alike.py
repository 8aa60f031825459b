"""Two records that may be one person are offered for merging, and never merged by themselves."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from coprod.kit.lifecycle import NotAllowedNow
from coprod.kit.refs import new_ref
from partners.candidates.models import token_of
from partners.models import Candidate, NotTheSame
from programmes.nominations.actions import merge, put_before_panel, put_oneself_forward, withdraw_nomination
from programmes.nominations.models import Nomination
from programmes.nominations.policies import alike_in
from tests.makers import MONDAY
from tests.programmes.nominations.doing import a_call, a_nominee, a_person, a_request, now_
from tests.programmes.profiles.doing import DAY, published
from tests.programmes.stages.doing import as_, post

pytestmark = pytest.mark.django_db


def pairs(call):
    return [(group.what, one.name, other.name) for group in alike_in(call) for one, other in group.pairs]


@pytest.mark.parametrize(("name", "facts", "what"), [
    ("nora éxample", {"email": "n@nominee.test"}, "the same name"), ("Nora E.", {"email": "nora@nominee.test"}, "the same e-mail address"),
    ("N. Example", {"email": "n@nominee.test", "phone": "020 7946 0111"}, "the same phone number"),
    ("Nora Sample", {"email": "n@nominee.test"}, "")])
def test_who_looks_like_somebody_else_is_shown_and_nothing_is_merged(cast, name, facts, what):
    call = a_call(cast)
    a_nominee(cast, call, phone="020 7946 0111")
    a_nominee(cast, call, name, **facts)

    assert pairs(call) == ([(what, "Nora Example", name)] if what else [])
    assert Candidate.objects.known().count() == 2


def test_a_merge_keeps_who_agreed_with_both_reasons_and_erases_the_other_record(cast):
    call = a_call(cast)
    charity = a_request(cast, call)
    other, kept = a_nominee(cast, call, request=charity, agreed=False), a_nominee(cast, call, email="n@nominee.test")
    shown = as_(cast.maya).get(reverse("programmes:alike", args=[call.ref])).content.decode()
    assert "Nora Example" in shown and "nora@nominee.test" in shown
    answer = post(cast.maya, "alike", call, keep=other.candidate.ref, other=kept.candidate.ref)
    kept, other = now_(kept), now_(other)

    assert answer.status_code == 302 and pairs(call) == []
    assert (kept.state, kept.candidate.state, kept.why) == ("consented", "agreed", "Why Nora Example.")
    assert (other.state, other.candidate, other.why, other.request) == ("merged", kept.candidate, "", charity)
    assert Candidate.objects.known().get().email == "n@nominee.test"        # where they answered from
    assert Client().get(page_of(kept)).status_code == 200
    assert post(cast.maya, "alike", call, keep=kept.candidate.ref, other=other.candidate.ref).status_code == 404


def page_of(nomination, ref=""):
    return reverse("programmes:my-nomination", args=[token_of(ref or nomination.candidate.ref)])


def test_both_links_that_a_person_has_used_lead_to_their_one_page(cast):
    call = a_call(cast)
    first, second = a_nominee(cast, call), a_nominee(cast, call, "Nora E.")
    third = a_nominee(cast, call, "N. Example")
    links = [page_of(each) for each in (first, second, third)]
    merge(now_(second).candidate, now_(third).candidate, by=cast.maya, at=MONDAY)
    merge(now_(first).candidate, now_(second).candidate, by=cast.maya, at=MONDAY)

    assert all("Nora Example" in Client().get(each).content.decode() for each in links)
    withdraw_nomination(now_(first), by=now_(first).candidate, at=MONDAY)
    assert [Client().get(each).status_code for each in links] == [410, 410, 410]       # erased: no link opens anything


def test_a_link_that_nobody_has_answered_by_leads_nowhere_after_a_merge(cast):
    """It may have gone to an address that was typed wrongly."""
    call = a_call(cast)
    kept, other = a_nominee(cast, call), a_nominee(cast, call, "Nora E.", agreed=False, email="wrong@nominee.test")
    link = page_of(other)
    merge(now_(kept).candidate, now_(other).candidate, by=cast.maya, at=MONDAY)

    assert Client().get(link).status_code == 410


def test_who_put_them_forward_by_a_record_that_they_never_answered_does_not_hear(cast):
    call = a_call(cast)
    charity = a_request(cast, call)
    kept, other = a_nominee(cast, call), a_nominee(cast, call, "Nora E.", request=charity, agreed=False)
    Candidate.objects.filter(pk=kept.candidate_id).update(nominator_may_hear=True)
    merge(now_(kept).candidate, now_(other).candidate, by=cast.maya, at=MONDAY)

    assert (now_(kept).is_nominator_known, now_(other).is_nominator_known) == (True, False)


def own(call, name, *, support="", **file):
    """Somebody puts themselves forward with a recording, and says what they need."""
    made = put_oneself_forward(call, profile=call.profiles.get(), at=MONDAY, person=a_person(name), **file)
    Candidate.objects.filter(pk=made.candidate_id).update(support=support)
    return made


def test_a_merge_loses_neither_a_recording_nor_what_somebody_needs(cast, after_commit):
    call = a_call(cast)
    kept, other = a_nominee(cast, call), own(call, "Nora", support="A ramp", recording=ContentFile(b"Hello", name="me.mp3"),
                                             recording_type="audio/mpeg")
    Candidate.objects.filter(pk=kept.candidate_id).update(support="Large print")
    with after_commit():
        merge(now_(kept).candidate, now_(other).candidate, by=cast.maya, at=MONDAY)
    kept, other = now_(kept), now_(other)

    with kept.recording.open() as file:
        assert file.read() == b"Hello"
    assert kept.recording_type == "audio/mpeg"
    assert (kept.candidate.support, other.recording.name) == ("Large print\n\nA ramp", "")


def test_who_did_not_want_one_organisation_to_hear_is_not_overheard_after_a_merge(cast):
    call = a_call(cast)
    kept, other = a_nominee(cast, call), a_nominee(cast, call, "Nora E.", request=a_request(cast, call))
    Candidate.objects.filter(pk=other.candidate_id).update(nominator_may_hear=False)
    merge(now_(kept).candidate, now_(other).candidate, by=cast.maya, at=MONDAY)

    assert now_(kept).candidate.nominator_may_hear is False


def test_a_role_from_which_somebody_stepped_back_is_not_brought_back_by_a_merge(cast):
    call = a_call(cast)
    profile = published(cast, title="Another role", closing_at=MONDAY + 40 * DAY)
    call.profiles.add(profile)
    kept, stays = a_nominee(cast, call), a_nominee(cast, call, "Ona Example", profile=profile)
    Nomination.objects.filter(pk=stays.pk).update(candidate=kept.candidate)
    withdraw_nomination(now_(kept), by=kept.candidate, at=MONDAY)
    other = a_nominee(cast, call, "Nora E.", request=a_request(cast, call))
    with pytest.raises(NotAllowedNow, match="stepped back from this role already"):
        merge(now_(kept).candidate, now_(other).candidate, by=cast.maya, at=MONDAY)

    assert (now_(kept).state, now_(other).state, now_(other).why) == ("withdrawn", "consented", "Why Nora E..")


def test_of_two_recordings_of_one_person_one_is_kept_and_the_other_taken_away(cast, after_commit):
    call = a_call(cast)
    kept, other = (own(call, name, recording=ContentFile(name.encode(), name="me.mp3"), recording_type="audio/mpeg")
                   for name in ("Nora", "Norah"))
    storage, first, second = kept.recording.storage, kept.recording.name, other.recording.name
    with after_commit():
        merge(now_(kept).candidate, now_(other).candidate, by=cast.maya, at=MONDAY)

    assert now_(kept).recording.name == first and storage.exists(first) and not storage.exists(second)


def test_of_many_at_one_address_the_first_are_shown_and_the_rest_counted(cast):
    call = a_call(cast)
    first = a_nominee(cast, call)
    for number in range(20):
        person = Candidate.objects.get(pk=first.candidate_id)
        person.pk, person.ref, person.token_hash, person.name = None, new_ref(), new_ref(), f"Person {number}"
        person.search_text = f"person {number}"
        person.save(force_insert=True)
        Nomination.objects.create(call=call, candidate=person, profile=first.profile, source="staff", received_at=MONDAY)
    page = as_(cast.maya).get(reverse("programmes:alike", args=[call.ref])).content.decode()

    assert page.count("They are two people") == 100 and "110 pairs wait until these are settled." in page


def test_two_people_who_look_alike_are_asked_about_once(cast):
    call = a_call(cast)
    one, other = a_nominee(cast, call, "Ann Example"), a_nominee(cast, call, "Bob Example", email="ann@nominee.test")
    facts = {"keep": one.candidate.ref, "other": other.candidate.ref, "differ": "1"}

    assert post(cast.maya, "alike", call, **facts).status_code == 302
    assert (pairs(call), NotTheSame.objects.count(), Candidate.objects.known().count()) == ([], 1, 2)
    assert post(cast.maya, "alike", call, **facts).status_code == 409


def test_records_of_another_call_or_of_nobody_are_not_there(cast):
    call = a_call(cast)
    one = a_nominee(cast, call)
    theirs = Candidate.objects.create(name="Nora Example", home_book="other", token_hash="x", asked_at=MONDAY, channel="phone")

    for keep, other in ((one.candidate.ref, theirs.ref), (theirs.ref, one.candidate.ref), (one.candidate.ref, one.candidate.ref), ("", "")):
        assert post(cast.maya, "alike", call, keep=keep, other=other).status_code == 404
    with pytest.raises(NotAllowedNow):
        merge(one.candidate, theirs, by=cast.maya, at=MONDAY)
    assert Candidate.objects.known().count() == 2


def test_a_merge_of_two_roles_keeps_both(cast):
    from tests.programmes.profiles.doing import DAY, published

    roles = [published(cast, title=title, closing_at=MONDAY + 40 * DAY) for title in ("One", "Two")]
    call = a_call(cast, profiles=roles)
    kept, other = a_nominee(cast, call, profile=roles[0]), a_nominee(cast, call, profile=roles[1], agreed=False, email="n@nominee.test")
    merge(kept.candidate, other.candidate, by=cast.maya, at=MONDAY)

    assert [(each.candidate_id, each.state) for each in Nomination.objects.order_by("pk")] == [(kept.candidate_id, "consented")] * 2
    assert put_before_panel(call, by=cast.maya, at=MONDAY) == 2
