"""Take words out of texts: case and white space do not matter, nor do the forms that the same words
have in HTML and in JSON. Pure functions; who may, and where, is the caller's.
"""

import re
from collections.abc import Iterable

from django.utils.text import slugify

REMOVED = "[removed]"
# Shorter, and too many innocent words would go with it.
SHORTEST = 3
# Between two words: white space, a line's end in HTML, a tag that begins or ends there.
BETWEEN = r"(?:\s|&nbsp;|&#160;|<[^<>]*>|\u00ad)+"
FORMS = {
    "'": ("'", "’", "‘", "&#x27;", "&#39;", "&apos;", "&rsquo;"),
    '"': ('"', "“", "”", "&quot;", "&#34;"),
    "&": ("&", "&amp;"),
    "<": ("<", "&lt;"),
    ">": (">", "&gt;"),
    "-": ("-", "‐", "‑", "–"),
}
SAME = {form: sign for sign, forms in FORMS.items() for form in forms if len(form) == 1}


class Words:
    """Phrases to take out."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """:raises ValueError: when there is none, or one has fewer than three characters."""
        self.phrases = [" ".join(phrase.split()) for phrase in phrases if phrase.strip()]
        if not self.phrases or any(len(phrase) < SHORTEST for phrase in self.phrases):
            raise ValueError("Each phrase needs at least three characters.")
        longest_first = sorted(self.phrases, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_pattern, longest_first)), re.IGNORECASE)
        slugs = [slugify(phrase) for phrase in longest_first]
        self._slugs = [slug for slug in slugs if len(slug) >= SHORTEST]

    def are_in(self, text: str) -> bool:
        return bool(self._pattern.search(text))

    def are_in_slug(self, slug: str) -> bool:
        """Whether an address made from a title holds one of the phrases."""
        return any(words in slug for words in self._slugs)

    def out_of(self, text: str, *, longest: int | None = None) -> str:
        """The text with ``[removed]`` in the place of each phrase, cut to ``longest``."""
        text = self._pattern.sub(_keeping_tags, text)
        return text if longest is None else text[:longest]

    def out_of_all(self, value):
        """The same through lists and dictionaries, keys too. Text that is JSON itself, as in the
        versions of pages, is read and written again."""
        if isinstance(value, str):
            return self.out_of(value)
        if isinstance(value, list):
            return [self.out_of_all(item) for item in value]
        if isinstance(value, dict):
            return {self.out_of_all(key): self.out_of_all(item) for key, item in value.items()}
        return value


def _pattern(phrase: str) -> str:
    return BETWEEN.join("".join(map(_sign, word)) for word in phrase.split(" "))


def _sign(sign: str) -> str:
    forms = FORMS.get(SAME.get(sign, sign), (sign,))
    return forms[0] if forms == (sign,) and sign.isalnum() else _any_of(forms)


def _any_of(forms: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(form) for form in forms)})"


def _keeping_tags(match: re.Match) -> str:
    """Tags between the words stay, so that the text around is still well-formed."""
    return REMOVED + "".join(re.findall(r"<[^<>]*>", match.group()))
