"""What somebody typed into a search box, as words that every database's search understands."""

import re

MAX_CHARACTERS = 200


def search_words(text: str) -> str:
    """Return the words of ``text`` in lower case, at most 200 characters, without signs.

    SQLite reads quotation marks, apostrophes and brackets as its own query language, and AND, OR,
    NOT and NEAR in capitals as operators; Wagtail hands them through and the query fails. An empty
    string means that there is nothing to search for.
    """
    return " ".join(re.findall(r"[^\W_]+", text[:MAX_CHARACTERS].lower()))
