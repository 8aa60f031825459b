"""Messages in words made from the label; text made clean; choices and optional questions as people expect them."""

import pytest
from django import forms
from django.forms import formset_factory

from coprod.accounts.models import User
from coprod.kit.forms import NameField, Plain, PlainForm, PlainModelForm, clean_text, in_a_sentence
from tests.kit.questions import BAD, GOOD, EveryQuestion


def test_an_empty_form_says_what_to_enter():
    form = EveryQuestion({})

    assert {name: errors[0] for name, errors in form.errors.items()} == {
        "name": "Enter the full name", "seats": "Enter the seats", "amount": "Enter the amount",
        "why": "Answer “Why is it cancelled?”", "colour": "Choose the colour", "colours": "Choose the colours you like",
        "town": "Choose the town", "on": "Enter the date of the meeting", "paper": "Choose the paper",
        "secret": "Enter the password", "agree": "Tick “I have read the agreement” to go on"}


def test_wrong_answers_say_what_is_wrong_and_how_to_mend_it():
    form = EveryQuestion(BAD)

    assert {name: errors[0] for name, errors in form.errors.items() if BAD.get(name) or name == "on"} == {
        "name": "Full name must be 200 characters or fewer",
        "email": "Enter an e-mail address in the right format, like name@example.com",
        "seats": "Seats must be 2 or more", "amount": "Amount must be a number, like 45.20",
        "why": "Your answer must be 300 characters or fewer", "colour": "Choose the colour from the list",
        "on": "Date of the meeting must be a real date, such as 6 8 2026"}


def test_good_answers_come_out_as_they_are_meant(tmp_path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    form = EveryQuestion(GOOD, {"paper": SimpleUploadedFile("a.pdf", b"x")})

    assert form.errors == {}
    assert form.cleaned_data["name"] == "Ngũgĩ wa Thiong’o"
    assert str(form.cleaned_data["amount"]) == "1045.20"
    assert form.cleaned_data["on"].isoformat() == "2026-08-06"


def test_words_that_the_form_states_itself_are_kept():
    class Own(PlainForm):
        name = forms.CharField(label="Name", error_messages={"required": "Tell us who you are."})

    assert Own({}).errors["name"] == ["Tell us who you are."]


@pytest.mark.parametrize(("label", "words"), [
    ("Stage name", "the stage name"), ("Your name", "your name"), ("NHS number", "the NHS number"),
    ("The reason", "the reason"), ("E-mail address", "the e-mail address"), ("A reason", "a reason")])
def test_a_label_reads_well_in_a_sentence(label, words):
    assert in_a_sentence(label) == words


def test_optional_questions_say_so_and_search_forms_do_not():
    class Search(PlainForm):
        marks_optional = False
        q = forms.CharField(label="Search", required=False)

    assert EveryQuestion()["email"].label == "E-mail address (optional)"
    assert EveryQuestion()["name"].label == "Full name"
    assert Search()["q"].label == "Search"


def test_few_choices_are_radios_without_an_empty_one_and_many_are_a_list():
    class Choose(PlainForm):
        few = forms.ChoiceField(label="Few", choices=[("", "---------"), ("a", "A")])
        maybe = forms.ChoiceField(label="Maybe", choices=[("", "---------"), ("a", "A")], required=False)

    form = Choose()

    assert isinstance(form.fields["few"].widget, forms.RadioSelect)
    assert form.fields["few"].widget.choices == [("a", "A")]
    assert form.fields["maybe"].widget.choices == [("", "No answer"), ("a", "A")]
    assert type(EveryQuestion().fields["town"].widget) is forms.Select
    assert EveryQuestion().fields["town"].widget.choices[0] == ("", "Choose one")


@pytest.mark.parametrize("name", ["李小龍", "محمد عبد الله", "Zoë Ångström-O’Neill", "ন" * 200, "𝒳" * 200, "नि"])
def test_names_in_any_script_stay_whole(name):
    class Who(PlainForm):
        name = NameField(label="Name")

    assert Who({"name": name}).is_valid()
    form = Who({"name": name})
    form.is_valid()
    assert form.cleaned_data["name"] == name


@pytest.mark.parametrize(("typed", "kept"), [
    ("Jo\x00e", "Joe"), ("Joe\r\nBcc: x@example.com", "Joe Bcc: x@example.com"), ("a\tb", "a b"),
    ("\x1b[31mred", "[31mred"), ("abc\u202edcb", "abcdcb"), ("a\u2028b", "a b"), ("می\u200cخواهم", "می\u200cخواهم")])
def test_single_lines_hold_no_breaks_and_no_control_signs(typed, kept):
    assert clean_text(typed, lines=False) == kept


def test_longer_text_keeps_its_lines_and_passwords_stay_as_typed():
    class Mixed(PlainForm):
        text = forms.CharField(label="Text", widget=forms.Textarea, max_length=5)
        secret = forms.CharField(label="Password", widget=forms.PasswordInput, strip=False)

    form = Mixed({"text": "ab\r\ncd", "secret": " a\tb "})

    assert form.errors == {}
    assert form.cleaned_data == {"text": "ab\ncd", "secret": " a\tb "}


def test_a_model_form_speaks_plainly_too(db):
    class Sign(PlainModelForm):
        class Meta:
            model = User
            fields = ("username", "email")

    User.objects.create_user("joe")

    assert Sign({"username": ""}).errors["username"] == ["Enter the user name"]
    assert Sign({"username": "joe"}).errors["username"] == ["Somebody has this user name already. Choose another one."]
    assert Sign()["email"].label == "E-mail address (optional)"


def test_somebody_elses_form_speaks_plainly_with_the_mixin():
    class Theirs(forms.Form):
        pass

    class Ours(Plain, Theirs):
        day = forms.DateField(label="Day of birth")

    form = Ours({"day_day": "1", "day_month": "2", "day_year": "1980"})

    assert form.errors == {}
    assert form.cleaned_data["day"].isoformat() == "1980-02-01"
    assert Ours({}).errors["day"] == ["Enter the day of birth"]


def test_two_forms_of_one_kind_do_not_share_words():
    first, second = EveryQuestion(), EveryQuestion()

    assert first.fields["email"].label == second.fields["email"].label == "E-mail address (optional)"
    assert EveryQuestion.base_fields["email"].label == "E-mail address"


def test_formsets_of_plain_forms_keep_their_words():
    class Seat(PlainForm):
        name = NameField(label="Name of the seat")

    many = formset_factory(Seat, extra=2, min_num=1, validate_min=True)
    sent = many({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": ""})

    assert not sent.is_valid()
    assert sent.errors == [{"name": ["Enter the name of the seat"]}]
