"""Where a link inside a file leads: to a web page, a letter, a document beside the file, or to
something that only a trap or a private computer has."""

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


def ending(name: str) -> str:
    """What follows the last point of a file's name, in small letters; empty where there is none."""
    return name.rpartition("/")[2].rstrip(". ").lower().partition(".")[2].rpartition(".")[2]
