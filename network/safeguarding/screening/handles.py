"""Names people go by online: @handles, usernames beside a platform's name, profile links."""

import re
from collections.abc import Iterator

from .reading import Reading
from .spans import BLOCK, WARN, Span

_AT = re.compile(r"(?<![\w.@/+\-])@(?=[\w.\-]{0,30}[A-Za-z_])[A-Za-z0-9_][\w.\-]{1,39}")
_TIME = re.compile(r"@\d{1,2}(?:[.:]?\d{2})?(?:am|pm|ish)?$", re.IGNORECASE)
_EVERYDAY_AT = frozenset(
    ["@home", "@school", "@work", "@all", "@here", "@everyone", "@hq", "@night", "@lunch"]
)
_ORGANISATIONS = re.compile(
    r"@(?:nspcc|childline|barnardos|ofsted|educationgovuk|dfe|metpoliceuk|btp|ceop|iwfhotline|"
    r"samaritans|crimestoppers|csnetwork|contextualsafe\w*|researchip|childrenscomm|bbc\w*)$",
    re.IGNORECASE,
)
_PLATFORM = (
    r"snap(?:chat)?|insta(?:gram)?|ig|tik ?tok|discord|telegram|kik|twitter|roblox|psn|xbox|"
    r"playstation|minecraft|fortnite|steam|twitch|youtube|reddit|whatsapp|facebook|fb|yubo|"
    r"wizz|bereal|onlyfans"
)
_NAMED = re.compile(
    r"\b(?:"
    + _PLATFORM
    + r"|user ?names?|user|handles?|gamer ?tags?|screen ?names?|account|profile|"
    r"goes by|known as|log-?in|tag|streams as|plays as|posts as|posting as|messag\w+ (?:by|"
    r"from)|added by)\b(?:['’]s)?"
    r"(?:[\s:;,(\-–]{1,3}(?:gamer ?tag|is|was|as|name|named|called|"
    r"under|id|user|users?name|account|handle|"
    r"tag|profile|by|the|his|her|their|from|he's|she's|are)\b){0,4}[\s:;,(\-–]{1,3}[\"'“‘]?"
    r"([A-Za-z0-9][\w.\-]{2,39})",
    re.IGNORECASE,
)
_ON_PLATFORM = re.compile(
    r"(?<![\w.@/\-])([A-Za-z0-9_][\w.\-]{2,39})[\"'”’]?,?\s(?:on|via)\s(?:" + _PLATFORM + r")\b",
    re.IGNORECASE,
)
_UNDERSCORED = re.compile(r"(?<![\w.@/\-])[A-Za-z0-9.]{0,30}_[\w.]{1,40}(?![\w@/])")
_FILE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|csv|txt|png|jpe?g|zip|mp[34]|html?)$", re.IGNORECASE
)
_FILE_WORD = re.compile(
    r"\b(?:files?|folder|templates?|documents?|spreadsheet|column|field|sheet|tab|saved as|"
    r"form|hashtag)\b"
)
_TAGGED = re.compile(r"(?<![\w#])[\w.]{2,32}#\d{4}(?!\w)")
_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:instagram\.com|tiktok\.com|snapchat\.com/add|facebook\.com|"
    r"twitter\.com|"
    r"x\.com|t\.me|twitch\.tv|youtube\.com|onlyfans\.com)/@?[\w.\-]{3,60}",
    re.IGNORECASE,
)

# "casperrr.gh0st": a figure among letters after a dot is neither a sentence nor an address.
_DOTTED = re.compile(
    r"(?<![\w.@/\-:])[a-z]{3,20}[a-z0-9]{0,10}\.(?=[a-z]{0,9}\d{1,4}[a-z]|[a-z]{1,9}\d{1,4}(?!\w))"
    r"[a-z0-9]{2,20}(?![\w@/\-]|\.\w)"
)

REASON = "This looks like someone's name online. Leave it out; say “an account on …” instead."
MAYBE_REASON = (
    "This could be someone's name online. If it is, leave it out and say “an account on …”."
)


def find_handles(reading: Reading) -> Iterator[Span]:
    """Find @handles, profile links, names beside a platform, then names with an underscore."""
    text = reading.text
    for match in _AT.finditer(text):
        handle = match.group().rstrip(".-")
        lower = handle.lower()
        if _TIME.match(lower) or lower in _EVERYDAY_AT or _ORGANISATIONS.match(lower):
            continue
        yield Span(match.start(), match.start() + len(handle), "handle", BLOCK, REASON)
    for match in _LINK.finditer(text):
        yield Span(*match.span(), "handle", BLOCK, REASON)
    for match in _TAGGED.finditer(text):
        yield Span(*match.span(), "handle", BLOCK, REASON)
    for pattern in (_NAMED, _ON_PLATFORM):
        for match in pattern.finditer(text):
            name = match.group(1).rstrip(".-_") or match.group(1)
            if _is_invented(name):
                start = match.start(1)
                yield Span(start, start + len(name), "handle", BLOCK, REASON)
    yield from _unannounced(reading)


def _unannounced(reading: Reading) -> Iterator[Span]:
    """Invented words that stand alone: with a figure after a dot, or with an underscore."""
    for match in _DOTTED.finditer(reading.text):
        if not _FILE.search(match.group()) and not _FILE_WORD.search(
            reading.before(match.start(), 40)
        ):
            yield Span(*match.span(), "handle", WARN, MAYBE_REASON)
    for match in _UNDERSCORED.finditer(reading.text):
        token = match.group().rstrip(".")
        near = reading.before(match.start(), 40)
        letters = sum(1 for character in token if character.isalpha())
        if letters >= 3 and not _FILE.search(token) and not _FILE_WORD.search(near):
            yield Span(match.start(), match.start() + len(token), "handle", WARN, MAYBE_REASON)


def _is_invented(name: str) -> bool:
    """Whether a word is made up the way usernames are: digits, dots or underscores inside."""
    letters = sum(1 for character in name if character.isalpha())
    if letters < 3 or _FILE.search(name):
        return False
    joined = "_" in name or ("." in name and not re.match(r"[A-Za-z\-]+\.[A-Z]", name))
    return joined or (
        any(character.isdigit() for character in name) and letters >= 3 and not name[0].isdigit()
    )
