"""What a password must be, and how a refusal is worded."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from coprod.accounts.models import User


def refusals(password, **facts):
    try:
        validate_password(password, User(username="amina.khan", email="ak@example.org", **facts))
    except ValidationError as refusal:
        return refusal.messages
    return []


@pytest.mark.parametrize("password", ["gh7 klpw", "correct horse", "пароль-восемь", "x" * 39 + "ß" * 89, " six  spaces "])
def test_eight_characters_of_any_kind_will_do_for_lay_people(password):
    assert refusals(password) == []


def test_seven_will_not():
    assert refusals("gh7 klp") == ["This password has 7 characters. Use at least 8. Three random words work well."]


@pytest.mark.parametrize("facts", [{"is_professional": True}, {"is_superuser": True}])
def test_professionals_and_administrators_need_twelve(facts):
    assert refusals("gh7 klpw sdf", **facts) == []
    assert refusals("gh7 klpw sd", **facts) == [
        "This password has 11 characters. Use at least 12. Three random words work well."]


def test_a_common_password_is_refused_in_words():
    assert refusals("Password123") == ["Many people use this password, so it is easy to guess. Choose another one."]


def test_ones_own_name_is_refused_in_words():
    assert refusals("Amina.Khan1") == [
        "This password is too much like your user name or e-mail address. Choose another one."]
