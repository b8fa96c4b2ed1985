"""Control characters in words that people paste: PowerPoint breaks a line with a vertical tab.

XML has no place for most of them, so one in a title would cost everybody the feeds. A space takes
their place, so that the words beside them stay apart.
"""

import re

from django.db import models

# Control characters but tab and line ends, line separators, and what is no character at all.
_NEVER = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
_CONTROLS = re.compile(f"[{_NEVER}]")
_BREAKS = re.compile(f"[\t\n\r{_NEVER}]")
_SPACES = re.compile(f"[ \t\n\r{_NEVER}]+")


def without_controls(text: str) -> str:
    """The text with a space for every control character; tabs and line ends stay."""
    return _CONTROLS.sub(" ", text)


def on_one_line(text: str) -> str:
    """The same on one line, in which a break and the spaces around it become one space."""
    return _SPACES.sub(" ", text).strip(" ") if _BREAKS.search(text) else text


def clean_texts(instance: models.Model) -> None:
    """Clean the fields of a model that is about to be checked or saved: long texts keep their
    lines, all others stand on one."""
    for field in instance._meta.concrete_fields:
        is_long = isinstance(field, models.TextField)
        value = getattr(instance, field.attname)
        if isinstance(value, str) and (is_long or isinstance(field, models.CharField)):
            cleaned = without_controls(value) if is_long else on_one_line(value)
            if cleaned != value:
                setattr(instance, field.attname, cleaned)
