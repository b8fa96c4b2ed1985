"""Where a link inside a file leads: to a web page, a letter, a document beside the file, or to
something that only a trap or a private computer has; and what its words say of somebody."""

import re
from urllib.parse import unquote

# What texts from the web, from letters and for helplines have; each asks before it does anything.
# The last two stay from what is pasted out of other programs, and lead nowhere.
HARMLESS_SCHEMES = frozenset(
    {
        *("http", "https", "mailto", "tel", "sms", "callto", "sip", "whatsapp", "webcal"),
        *("doi", "ftp", "ftps", "news", "urn", "x-apple-data-detectors", "applewebdata"),
    }
)
# What a computer runs when somebody clicks on it.
PROGRAM_ENDINGS = frozenset(
    re.findall(
        r"[\w-]+",
        """
        apk appref-ms bat chm cmd cpl dll exe gadget hta inf iqy jar js jse lnk mjs msc msi msix msp
        pif ps1 psm1 rdp reg scf scr settingcontent-ms slk sys url vbe vbs wasm wsc wsf wsh
        """,
    )
)
# Links that name whom they reach, and may bring the words of a letter.
_PERSONAL = re.compile(r"(mailto|tel|sms|callto|sip|skype):", re.IGNORECASE)
_HOST = re.compile(r"[a-z][a-z0-9+.\-]*:/{1,3}[^/?#]*|//[^/?#]*", re.IGNORECASE)
# What a step of an address says of somebody though it has no spaces: "KB-DOB-14-03-2011.docx".
_TELLING = re.compile(
    r"(?<![a-z])(?:dob|born|birth|date-?of-?birth|nhs|upn)(?![a-z])", re.IGNORECASE
)
_JOINT = re.compile(r"[_+]|(?<=[A-Za-z])-|-(?=[A-Za-z])")
_MOST_ENCODED = 3
_INVISIBLE = re.compile(r"[\x00-\x20\x7f]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):")
# A web address whose beginning was forgotten.
_HOST_WITH_PORT = re.compile(r"[a-z0-9\-]+(?:\.[a-z0-9\-]+)+:\d{1,5}(?:/|$)")


def is_harmless(address: str) -> bool:
    """Whether a link leads to a web page, a person or the like, or to a place or a document beside
    the file."""
    plain = _INVISIBLE.sub("", unquote(address)).replace("\\", "/").lower()
    if plain == "about:blank":
        return True
    if plain.startswith("//"):
        return False
    scheme = _SCHEME.match(plain)
    if scheme and not _HOST_WITH_PORT.match(plain):
        return scheme[1] in HARMLESS_SCHEMES
    return ending(re.split("[?#]", plain)[0]) not in PROGRAM_ENDINGS


def said_in(address: str) -> str:
    """Whom a link reaches, and its words: names of files and folders, the subject of a letter. The
    numbers and dates of web pages are none."""
    personal = _PERSONAL.match(address)
    rest = address[personal.end() :] if personal else _HOST.sub("", address, count=1)
    path, _, query = rest.partition("?")
    steps = re.split(r"[&=]", query)
    whom = [path] if personal else []
    steps += [] if personal else re.split(r"[/\\#]", path)
    words = [decoded(step) for step in steps]
    if personal:
        kept = [word for word in words if word]
    else:
        kept = [word for word in words if " " in word or _TELLING.search(word)]
    return "\n".join([*whom, *(_JOINT.sub(" ", word) for word in kept)])


def decoded(words: str) -> str:
    """The words without the codes of addresses; some addresses stand in others, coded twice."""
    for _ in range(_MOST_ENCODED):
        plain = unquote(words)
        if plain == words:
            break
        words = plain
    return words.strip()


def said_in_addresses(text: str) -> str:
    """What the addresses in a text say in codes."""
    pieces = (piece.strip("\"'<>()[],;") for piece in text.split() if "%2" in piece)
    return "\n".join(dict.fromkeys(filter(None, map(said_in, pieces))))


def ending(name: str) -> str:
    """What follows the last point of a file's name, in small letters; empty where there is none."""
    return name.rpartition("/")[2].rstrip(". ").lower().partition(".")[2].rpartition(".")[2]
