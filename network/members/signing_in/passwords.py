"""What a password must be, besides long enough and not common (Django's validators say that)."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError


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


class SiteWordsValidator:
    """Refuse what is little more than the words that this site is known by (ASVS 5.0 6.2.11).

    ``SITE_NAME``, ``SITE_SHORT_NAME`` and ``words`` are taken out of the password, and digits and
    signs with them; at least ``min_left`` letters must be left.
    """

    def __init__(self, words: tuple[str, ...] = (), min_left: int = 6) -> None:
        named = re.findall(r"[a-z]{4,}", f"{settings.SITE_NAME} {settings.SITE_SHORT_NAME}".lower())
        self.words = sorted({*named, *words}, key=lambda word: (-len(word), word))
        self.min_left = min_left

    def validate(self, password: str, user=None) -> None:
        letters = "".join(filter(str.isalpha, password.lower()))
        left = letters
        for word in self.words:
            left = left.replace(word, "")
        if left != letters and len(left) < self.min_left:
            raise ValidationError(
                "This password is little more than this network's name. Somebody who wants to get "
                "in would try that first.",
                code="password_site_words",
            )

    def get_help_text(self) -> str:
        return "Not just the network's name or words around it."
