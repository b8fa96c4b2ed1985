"""What a password must be, besides long enough (Django's own validator says that)."""

import re

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from network.members.signing_in.guessable import what_it_is

NETWORK_NAME = "this network's name"
TRIED_WORDS = "words that everybody tries"
LITTLE_MORE = (
    "This password is little more than {what}. Somebody who wants to get in would try that first."
)


class MaximumLengthValidator:
    """Refuse what is longer than ``max_length`` characters: nobody types that, and hashing it
    would be a way to keep the site busy. Long phrases and generated passwords fit."""

    def __init__(self, max_length: int = 128) -> None:
        self.max_length = max_length

    def validate(self, password: str, user=None) -> None:
        if len(password) > self.max_length:
            raise ValidationError(
                f"This password is too long. It may have up to {self.max_length} characters.",
                code="password_too_long",
            )

    def get_help_text(self) -> str:
        return f"At most {self.max_length} characters."


class DistinctCharactersValidator:
    """Refuse what repeats very few characters: long, and the first that a program tries."""

    def __init__(self, min_distinct: int = 5) -> None:
        self.min_distinct = min_distinct

    def validate(self, password: str, user=None) -> None:
        if len(set(password.casefold())) < self.min_distinct:
            raise ValidationError(
                f"This password repeats very few characters. Use at least {self.min_distinct} "
                "different ones; three or four words that do not belong together are easy to "
                "remember.",
                code="password_few_characters",
            )

    def get_help_text(self) -> str:
        return f"At least {self.min_distinct} different characters."


class SiteWordsValidator(CommonPasswordValidator):
    """Refuse a common password, and one that is little more than words one would try here, or
    than one common password or a row of keys (:mod:`network.members.signing_in.guessable`).

    The words of ``SITE_NAME`` and ``SITE_SHORT_NAME`` and ``words`` are taken out of the password,
    and digits and signs with them; at least ``min_left`` letters must be left (ASVS 5.0 6.2.11).
    There is one refusal, with the reason that is true: a common password is called common, even
    where a word would do as well.
    """

    def __init__(self, words: tuple[str, ...] = (), min_left: int = 6) -> None:
        super().__init__()
        named = re.findall(r"[a-z]{4,}", f"{settings.SITE_NAME} {settings.SITE_SHORT_NAME}".lower())
        initials = "".join(word[0] for word in settings.SITE_NAME.lower().split())
        self.named = {*named, initials}
        self.words = sorted({*self.named, *words}, key=lambda word: (-len(word), word))
        self.min_left = min_left

    def validate(self, password: str, user=None) -> None:
        super().validate(password, user)
        letters = "".join(filter(str.isalpha, password.lower()))
        left, found = letters, set()
        for word in self.words:
            if word in left:
                found.add(word)
                left = left.replace(word, "")
        if found and len(left) < self.min_left:
            what = NETWORK_NAME if found & self.named else TRIED_WORDS
            raise ValidationError(
                LITTLE_MORE.format(what=what),
                code="password_site_words",
            )
        if what := what_it_is(password, self.passwords):
            raise ValidationError(LITTLE_MORE.format(what=what), code="password_guessable")

    def get_help_text(self) -> str:
        return (
            "Not a common password, also not with digits behind it, no row of keys, and not just "
            "the network's name or words around it."
        )
