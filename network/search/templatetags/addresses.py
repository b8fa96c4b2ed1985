import re

from django import template

from network.search.words import search_words

register = template.Library()

UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
# What somebody or something is called by and nobody searches for: a long number, a code.
LONGEST_NUMBER, LONGEST_CODE = 4, 7


@register.filter
def address_words(path: str) -> str:
    """The words of an address's last part, to search for: "/tips/walk-home/" gives "walk home".

    Identifiers are left out: UUIDs, numbers longer than a year, codes of letters and digits.
    """
    parts = [part for part in path.split("/") if part]
    words = search_words(UUID.sub(" ", parts[-1])) if parts else ""
    return " ".join(word for word in words.split() if not _is_identifier(word))


def _is_identifier(word: str) -> bool:
    if word.isdigit():
        return len(word) > LONGEST_NUMBER
    return len(word) > LONGEST_CODE and any(map(str.isdigit, word))
