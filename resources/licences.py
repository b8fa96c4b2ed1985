"""Where the licence that an editor wrote in words can be read."""

import re

# https://creativecommons.org/licenses/list.en
ADDRESSES = "https://creativecommons.org"
_LONG = {
    "creative commons": "cc",
    "attribution": "by",
    "noncommercial": "nc",
    "non commercial": "nc",
    "noderivatives": "nd",
    "noderivs": "nd",
    "no derivatives": "nd",
    "sharealike": "sa",
    "share alike": "sa",
    "international": "",
    "unported": "",
    "universal": "",
}
_LICENCE = re.compile(r"cc (by(?: nc)?(?: nd| sa)?) v?([1-3]\.0|2\.5|4\.0)")
_NO_RIGHTS = re.compile(r"cc ?0(?: v?1\.0)?")


def licence_address(words: str) -> str:
    """The address of a Creative Commons licence, of "CC BY-NC 4.0" as well as of its long name;
    empty for anything else, such as a licence without its version or of one country."""
    short = _spaced(words.casefold())
    for long, letters in _LONG.items():
        short = short.replace(long, letters)
    short = _spaced(short)
    if _NO_RIGHTS.fullmatch(short):
        return f"{ADDRESSES}/publicdomain/zero/1.0/"
    match = _LICENCE.fullmatch(short)
    if not match:
        return ""
    return f"{ADDRESSES}/licenses/{match[1].replace(' ', '-')}/{match[2]}/"


def _spaced(words: str) -> str:
    return " ".join(re.sub(r"[-\s\u2010\u2011]", " ", words).split())
