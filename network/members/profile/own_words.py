"""Words that speak for the site: what stands where a name does and is nobody's name.

A name is refused where a reader could take it for the team, for the site itself, or for what
stands in place of a name. It is compared as it reads (:mod:`network.members.profile.alike`).
"""

import re
from itertools import groupby

from django.conf import settings

from network.members.profile.alike import as_read

# In a name with anything before and after, even within a word: no name of a person has them.
ANYWHERE = ("coordinator", "koordinator", "moderator", "administrator")
# From the beginning of a word to the end of one, whatever stands around.
PHRASES = (
    "team of the network",
    "network team",
    "the team",
    "safeguarding lead",
    "safeguarding leads",
    "safeguarding team",
    "contextual safeguarding",
    "former member",
    "the asker",
    "an asker",
    "the expert",
    "an expert",
    "site admin",
    "network admin",
)
# A name that is made of these alone, with or without the small words, is none.
ALONE = (
    "admin",
    "admins",
    "anonymous",
    "coordination",
    "coordinators",
    "editor",
    "editors",
    "expert",
    "experts",
    "member",
    "members",
    "moderation",
    "moderators",
    "network",
    "practitioners",
    "researcher",
    "researchers",
    "safeguarding",
    "somebody",
    "team",
    "user",
    "users",
    "webmaster",
)
# Part of such a name; on their own, or beside a name, they may be somebody's.
BESIDE = (
    "asker",
    "contextual",
    "deleted",
    "desk",
    "ex",
    "former",
    "help",
    "helpdesk",
    "lead",
    "leads",
    "left",
    "official",
    "practitioner",
    "site",
    "staff",
    "support",
)
SMALL = ("a", "an", "and", "by", "for", "from", "in", "of", "on", "our", "the", "this", "your")
# Only as the whole name: it is a family name too.
ONLY = ("you",)


def speaks_for_the_site(text: str) -> bool:
    """Whether a name, or what stands beside one, reads like the site's own words."""
    words = _words(text)
    joined = _once("".join(words))
    if any(word in joined for word in _ANYWHERE) or joined in _ONLY:
        return True
    if any(_stands_in(phrase, words) for phrase in _phrases()):
        return True
    return any(
        bool(parts) and all(map(_PART.fullmatch, parts)) and any(map(_HAS_ALONE.search, parts))
        for parts in (words, _letters_joined(words))
    )


def _words(text: str) -> list[str]:
    """The words as they read, "co-" and "it's" as one, a doubled letter once."""
    seen = re.sub(r"['’‘`\-‐‑.]", "", as_read(text))
    return [_once(word) for word in re.findall(r"[^\W_]+", seen)]


def _once(word: str) -> str:
    return "".join(letter for letter, _ in groupby(word))


def _letters_joined(words: list[str]) -> list[str]:
    """The words, with letters that stand apart made one word: "t e a m"."""
    spaced = re.sub(r"\b(\w) (?=\w\b)", r"\1", " ".join(words))
    return [_once(word) for word in spaced.split()]


def _stands_in(phrase: str, words: list[str]) -> bool:
    """Whether some words in a row are the phrase, however it is divided into words."""
    for start in range(len(words)):
        run = ""
        for word in words[start:]:
            run += word
            if run == phrase:
                return True
            if not phrase.startswith(run):
                break
    return False


def _folded(texts: tuple[str, ...]) -> list[str]:
    return ["".join(_words(text)) for text in texts]


def _phrases() -> list[str]:
    """The phrases, and the site's own names as it is set up."""
    return _folded((*PHRASES, settings.SITE_NAME, settings.SITE_SHORT_NAME))


def _one_of(*texts: str) -> str:
    return "|".join(sorted(_folded(texts), key=len, reverse=True))


_ANYWHERE = _folded(ANYWHERE)
_ONLY = _folded(ONLY)
_HAS_ALONE = re.compile(_one_of(*ALONE))
# A word of the site's, several written as one ("networkteam"), or a small word.
_PART = re.compile(rf"(?:(?:{_one_of(*SMALL)})*(?:{_one_of(*ALONE, *BESIDE)}))+|{_one_of(*SMALL)}")
