"""A list of people as a CSV file: checked first, taken in by the worker part by part, each row once, undone as a whole."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coprod.kit.lifecycle import NotAllowedNow
from coprod.post.models import Message
from coprod.trail.models import Row
from partners.models import Candidate
from programmes.calls.actions import withdraw_call
from programmes.nominations.actions import agree, lists
from programmes.nominations.models import Nomination, NominationBatch
from programmes.nominations.tasks import take_in_lists
from tests.makers import MONDAY
from tests.programmes.nominations.doing import a_call
from tests.programmes.stages.doing import get, post

pytestmark = pytest.mark.django_db
HEAD = "Name,called,email,phone,address,area,organisation,role,why\n"
GOOD = ("Nora Example,,nora@nominee.test,,,Westmere,Westmere Council,,She asks.\n"
        "Madonna,,,020 7946 0111,,,,,\n"
        "Élodie O’Neill,Élo,couple@nominee.test,,,,,,\n"
        "Sam O’Neill,,couple@nominee.test,,,,,,\n")


def sent(cast, call, text, name="list.csv", encoding="utf-8"):
    return post(cast.maya, "list-new", call, file=SimpleUploadedFile(name, text.encode(encoding)))


def the_batch():
    return NominationBatch.objects.select_related("call__programme").get()


def test_a_list_is_checked_then_taken_in_and_each_person_is_asked(cast):
    call = a_call(cast)
    answer = sent(cast, call, HEAD + GOOD)
    batch = the_batch()
    assert (answer.url, batch.rows, batch.wrong, Nomination.objects.count()) == (batch.get_absolute_url(), 4, 0, 0)
    post(cast.maya, "batch-run", batch)
    assert the_batch().state == "running" and Nomination.objects.count() == 0
    assert "0 of 4 rows are taken in" in get(cast.maya, "batch", batch).content.decode()
    assert take_in_lists() == 1

    found = {each.candidate.name: each for each in Nomination.objects.select_related("candidate", "request__organisation")}
    assert {name: (each.candidate.channel, each.source, each.channel, each.state) for name, each in found.items()} == {
        "Nora Example": ("email", "organisation", "file", "received"), "Madonna": ("phone", "staff", "file", "received"),
        "Élodie O’Neill": ("email", "staff", "file", "received"), "Sam O’Neill": ("email", "staff", "file", "received")}
    assert (found["Nora Example"].request.organisation, call.requests.get().state) == (cast.council, "answered")
    assert Row.objects.filter(subject=call.requests.get().ref, move="answer").count() == 1
    assert (the_batch().state, the_batch().done) == ("done", 4)
    assert Message.objects.filter(kind="consent_asked").count() == 4
    assert take_in_lists() == 0 and Nomination.objects.count() == 4


@pytest.mark.parametrize(("row", "sentence"), [
    (",,a@nominee.test,,,,,,", "Enter the name"), ("Ann,,ann,,,,,,", "Enter an e-mail address in the right format"),
    ("Ann,,,,,,,,", "Enter an e-mail address, a phone number or a postal address"),
    ("Ann,,a@nominee.test,,,,Nobody,,", "This organisation is not on the list of the call."),
    ("Ann,,a@nominee.test,,,,,Cook,", "Enter one of the roles of this call: Member 1"),
    (f"{'A' * 201},,a@nominee.test,,,,,,", "“name” must be 200 characters or fewer")])
def test_a_wrong_row_is_named_and_left_out(cast, row, sentence):
    call = a_call(cast)
    sent(cast, call, f"{HEAD}{GOOD}{row}\n")
    page = get(cast.maya, "batch", the_batch()).content.decode()
    post(cast.maya, "batch-run", the_batch())
    take_in_lists()

    assert sentence in page and "1 row has a mistake" in page
    assert (the_batch().done, Nomination.objects.count()) == (4, 4)


def test_the_error_file_has_each_wrong_row_with_what_to_mend_and_no_formula(cast):
    sent(cast, a_call(cast), HEAD + GOOD + "=1+1,,bad,,,,,,\n@b,,,,,,,,\n")
    file = get(cast.maya, "batch-errors", the_batch())
    lines = file.content.decode("utf-8-sig").splitlines()

    assert lines[0] == "name,called,email,phone,address,area,organisation,role,why,what to mend,row"
    assert [line.split(",")[0] for line in lines[1:]] == ["'=1+1", "'@b"]
    assert "right format" in lines[1] and lines[1].endswith(",6") and lines[2].endswith(",7")
    assert file.headers["Content-Disposition"] == 'attachment; filename="to-mend.csv"'


@pytest.mark.parametrize(("text", "encoding", "name"), [
    (HEAD.replace(",", ";") + "René Müller;;r@nominee.test;;;;;;\n", "cp1252", "René Müller"),
    ("\ufeff" + HEAD + "Łucja,,l@nominee.test,,,,,,\n\n , , \n", "utf-8", "Łucja")])
def test_lists_from_old_and_new_spreadsheets_are_read(cast, text, encoding, name):
    sent(cast, a_call(cast), text, encoding=encoding) if encoding == "utf-8" else lists.check_list(
        a_call(cast), SimpleUploadedFile("list.csv", text.encode(encoding)), by=cast.maya, at=MONDAY)
    post(cast.maya, "batch-run", the_batch())
    take_in_lists()

    assert [each.name for each in Candidate.objects.all()] == [name]


@pytest.mark.parametrize(("content", "name", "sentence"), [
    ("", "list.csv", "The file is empty. Choose another."), ("a,b\n1,2\n", "list.csv", "The first row must name the columns."),
    ("%PDF-1.4", "list.pdf", "Choose a CSV file."), (None, "", "Choose the file")])
def test_what_is_no_list_is_refused(cast, content, name, sentence):
    call = a_call(cast)
    page = sent(cast, call, content, name) if content is not None else post(cast.maya, "list-new", call)

    assert sentence in page.content.decode()
    assert not NominationBatch.objects.exists()


def test_an_undone_list_takes_back_who_has_not_answered_and_leaves_who_has(cast):
    sent(cast, a_call(cast), HEAD + GOOD)
    post(cast.maya, "batch-run", the_batch())
    take_in_lists()
    agree(Candidate.objects.get(name="Nora Example"), at=MONDAY, through="link")
    answer = post(cast.maya, "batch-undo", the_batch())

    assert answer.status_code == 302 and the_batch().state == "undone"
    assert [each.name for each in Candidate.objects.all()] == ["Nora Example"] and Nomination.objects.count() == 1
    assert post(cast.maya, "batch-undo", the_batch()).status_code == 409
    assert Candidate.objects.count() == 1


def test_a_call_that_is_called_off_stops_its_own_list_and_no_other(cast):
    off, other = a_call(cast), a_call(cast)
    first, second = (lists.check_list(call, SimpleUploadedFile("list.csv", (HEAD + GOOD).encode()), by=cast.maya, at=MONDAY)
                     for call in (off, other))
    for batch in (first, second):
        lists.run_batch(batch, by=cast.maya, at=MONDAY)
    withdraw_call(off, by=cast.maya, at=MONDAY, because="No money")
    take_in_lists()

    assert [(each.state, each.done) for each in NominationBatch.objects.order_by("pk")] == [("done", 0), ("done", 4)]
    assert "4 rows were not taken in: the call was over by then" in get(cast.maya, "batch", first).content.decode()
    assert "not taken in" not in get(cast.maya, "batch", second).content.decode()


def test_who_says_yes_while_the_list_is_undone_is_kept_or_was_never_asked(shared_cast, all_at_once):
    batch = lists.check_list(a_call(shared_cast), SimpleUploadedFile("list.csv", (HEAD + GOOD).encode()), by=shared_cast.maya, at=MONDAY)
    lists.run_batch(batch, by=shared_cast.maya, at=MONDAY)
    take_in_lists()
    people = list(Candidate.objects.order_by("pk"))

    def act(number):
        if number == 4:
            return lists.undo_batch(the_batch(), by=shared_cast.maya, at=MONDAY)
        return agree(people[number], at=MONDAY, through="link") or "yes"

    answers = all_at_once(5, act)

    agreed = {people[number].name for number in range(4) if answers[number] == "yes"}
    assert {each.name for each in Candidate.objects.all()} == agreed and answers[4] == len(agreed)
    assert set(Nomination.objects.values_list("candidate__name", "state")) == {(name, "consented") for name in agreed}


def test_a_discarded_list_and_one_whose_file_is_gone_write_nothing(cast):
    call = a_call(cast)
    sent(cast, call, HEAD + GOOD)
    post(cast.maya, "batch-discard", the_batch())
    assert post(cast.maya, "batch-run", the_batch()).status_code == 409
    kept = lists.check_list(call, SimpleUploadedFile("list.csv", (HEAD + GOOD).encode()), by=cast.maya, at=MONDAY)
    NominationBatch.objects.filter(pk=kept.pk).update(note="nothing")
    refused = post(cast.maya, "batch-run", kept)

    assert refused.status_code == 409 and "Send it once more." in refused.content.decode()
    assert Nomination.objects.count() == 0


def test_two_workers_take_each_row_in_once(shared_cast, all_at_once, monkeypatch):
    monkeypatch.setattr(lists, "PART", 5)
    call = a_call(shared_cast)
    rows = "".join(f"Person {n},,p{n}@nominee.test,,,,,,\n" for n in range(23))
    batch = lists.check_list(call, SimpleUploadedFile("list.csv", (HEAD + rows).encode()), by=shared_cast.maya, at=MONDAY)
    lists.run_batch(batch, by=shared_cast.maya, at=MONDAY)

    all_at_once(4, lambda _n: [None for _ in iter(lambda: lists.take_in_a_part(batch, at=MONDAY), False)])

    assert sorted(Candidate.objects.values_list("name", flat=True)) == sorted(f"Person {n}" for n in range(23))
    assert (the_batch().state, the_batch().done) == ("done", 23)


def test_a_call_that_ended_takes_no_list(cast, clock):
    call = a_call(cast)
    batch = lists.check_list(call, SimpleUploadedFile("list.csv", (HEAD + GOOD).encode()), by=cast.maya, at=MONDAY)
    clock.to(MONDAY + timedelta(days=31))

    assert get(cast.maya, "list-new", call).status_code == 409
    with pytest.raises(NotAllowedNow):
        lists.check_list(call, SimpleUploadedFile("list.csv", b"name\nA\n"), by=cast.maya, at=clock())
    assert batch.state == "checked" and Nomination.objects.count() == 0
