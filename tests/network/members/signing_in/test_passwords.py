"""Which passwords are taken, and which are not."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from network.members.models import User


def refusals(password: str, user=None) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return [each.code for each in error.error_list]
    return []


@pytest.mark.parametrize(
    "password",
    [
        "three quiet herons",
        "purple monkey dishwasher",
        "correct horse battery staple",
        "purple herons",
        "indefinite property rights",
        "students were hijacked 1234",
        "tr0ub4dor&3 heron",
        "liverpool lime street 1966",
        "847 291 660 358",
        "x7#Qz!pL0@vR",
        "ÅngströmÜberÉté",
        "we walk home with the young people of the long street " * 2,
        "quiet" * 24 + "herons",
        "the network of quiet herons",
    ],
)
def test_long_ones_are_taken_without_rules_of_composition(password):
    assert refusals(password) == []


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("elevenchars", ["password_too_short"]),
        ("quiet" * 26, ["password_too_long"]),
        ("aaaaaaaaaaaa", ["password_few_characters"]),
        ("1212121212121212", ["password_few_characters"]),
        ("Aa1Aa1Aa1Aa1", ["password_few_characters"]),
        ("password12345", ["password_too_common"]),
        ("passwordwelcome", ["password_site_words"]),
        ("contextualsafeguarding", ["password_site_words"]),
        ("Practitioners' Network 2026!", ["password_site_words"]),
        ("safeguarding123", ["password_site_words"]),
        ("welcome to cspn", ["password_site_words"]),
    ],
)
def test_short_common_and_local_ones_are_refused(password, codes):
    assert refusals(password) == codes


@pytest.mark.parametrize(
    ("password", "what"),
    [
        ("123456789012", "keys, letters or digits in a row"),
        ("098765432109", "keys, letters or digits in a row"),
        ("aabbccddeeff", "keys, letters or digits in a row"),
        ("135792468013", "keys, letters or digits in a row"),
        ("abcdefghijkl", "keys, letters or digits in a row"),
        ("abcdefgh ijk", "keys, letters or digits in a row"),
        ("ZYXWVUTSRQPO", "keys, letters or digits in a row"),
        ("a b c d e f g h i j k l m n o p q r s t u v w x y z", "keys, letters or digits in a row"),
        ("a1b2c3d4e5f6", "keys, letters or digits in a row"),
        ("qwertyuiopas", "keys, letters or digits in a row"),
        ("poiuytrewq0987", "keys, letters or digits in a row"),
        ("1qaz2wsx3edc!", "keys, letters or digits in a row"),
        ('!"£$%^&*()_+', "keys, letters or digits in a row"),
        ("qwerty-123456", "keys, letters or digits in a row"),
        ("letmeinletmein", "a common password"),
        ("LetMeIn LetMeIn!", "a common password"),
        ("iloveyou1234", "a common password"),
        ("England12345", "a common password"),
        ("!!liverpool1966", "a common password"),
        ("1l0v3y0u2026", "a common password"),
        ("sunshine20262026", "a common password"),
        ("123abcd-dragon", "a common password"),
    ],
)
def test_what_is_guessed_at_once_is_refused_whatever_its_length(password, what):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert refused.value.messages == [
        f"This password is little more than {what}. Somebody who wants to get in would try that "
        "first."
    ]
    assert refusals(password) == ["password_guessable"]


def test_one_s_own_address_is_refused():
    user = User(email="mina-member@people.example", name="Mina Member")
    assert refusals("mina-member@people", user) == ["password_too_similar"]


def test_the_refusals_say_what_to_do():
    with pytest.raises(ValidationError) as long:
        validate_password("quiet" * 40)
    assert long.value.messages == ["This password is too long. It may have up to 128 characters."]


@pytest.mark.parametrize(
    ("password", "what"),
    [
        ("safeguarding123", "this network's name"),
        ("welcome to cspn", "this network's name"),
        ("passwordwelcome", "words that everybody tries"),
    ],
)
def test_what_is_too_easy_is_called_what_it_is(password, what):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert refused.value.messages == [
        f"This password is little more than {what}. Somebody who wants to get in would try that "
        "first."
    ]
