"""What somebody is said to be called: nicknames in quotation marks, "aka", "short for".

These stand by the sentence alone, whatever word the nickname is: "Smurf", "Two Phones", "lil kez".
"""

import re
from collections.abc import Iterator

from .reading import Reading
from .spans import WARN, Span
from .wordlists import word_lists

_WHO = (
    r"(?:him|her|them|himself|herself|themselves|me|this one|this lad|this girl|the lad|the boy|"
    r"the girl)"
)
# A nickname in quotation marks: one to three words, in capitals or not.
_QUOTED = re.compile(r"[\"“‘']([A-Za-z][\w.\-]{1,15}(?: [A-Za-z][\w.\-]{0,15}){0,2})[\"”’'](?!\w)")
_CALLED_BEFORE = re.compile(
    r"\b(?:calls? "
    + _WHO
    + r"(?: only| just)?|(?:she|he|they|lad|boy|girl|kid|child|man|adult) (?:is |['’]s |was |"
    r"gets )?"
    r"(?:only |just |always |mostly |also |now )?(?:known|called|tagged|nicknamed)(?: locally|"
    r" here)?"
    r"(?: only)?(?: as)?|(?<!\bit )(?:is|was|are|be|who['’]s|he['’]s|she['’]s) (?:always |only |"
    r"just |better )?"
    r"known (?:to \w+ |on (?:the )?\w+ |locally |only |here )?as|"
    r"(?:someone|somebody|(?:a|this|one|another|older) (?:man|lad|boy|girl|woman|guy|bloke|kid|"
    r"fella|adult|male|female)|person|male|lad|boy|girl|friend|mate|boyfriend|cousin|dealer|elder)"
    r" (?:they |he |she |we |who they |the kids |everyone )?calls?(?:ed)?|"
    r"goes by(?: the name(?: of)?)?|answers to|aka|a\.k\.a\.?|alias|street ?names?(?: is| was|:)?|"
    r"nick-?names?(?: is| was|:| of)?|nicknamed|real name(?: is| was|:)?|pet name(?: is|:)?|"
    r"signed(?: by| off as| as| off)?|signs (?:off )?as|(?:his|her|their|the lad['’]s|"
    r"the) tag(?: is|"
    r":)?|names?(?: (?:is|was|as|of|on \w+ is))|saved (?:in \w+ phone )?(?:as|under)|"
    r"(?:gets|got|has|had) (?:a )?(?:calls?|texts?|messages?) (?:from|off|by))[,:]?\s$"
)
_CALLED_AFTER = re.compile(
    r"[,;]? ?[\-–]? ?\(?(?:real name|short for|aka|a\.k\.a|not (?:his|her|their) real name|"
    r"his real name|her real name|whose real name|as (?:he|she|they)(?:['’]s| is|['’]re|"
    r" are) known|"
    r"to (?:his|her|their) (?:mates|friends|family))\b"
)
_UNQUOTED = re.compile(
    r"\b(?:aka|a\.k\.a\.?|AKA|alias|[Ss]hort for|[Rr]eal name(?: is| was|:|,)?|"
    r"[Ss]treet name(?: is|"
    r" was|:)?|(?:[Pp]referred|[Cc]hosen|[Bb]irth|[Ll]egal|[Kk]nown-as|[Mm]aiden|[Ff]amily) name"
    r"(?: is| was|:)?|[Dd]eadname(?: is| was|"
    r":)?) ([A-Z][\w'’\-]{1,20}(?: [A-Z][\w'’\-]{1,20}){0,2})"
)
_FOR_SHORT = re.compile(
    r"(?<!\w)([A-Z][\w'’\-]{1,20}) \((?:short for|aka|real name|known as|or|formerly|nee|née|"
    r"n[ée]e:?) "
    r"(?=[A-Z\"“])"
)
_DENIED = frozenset(
    [
        *("he", "she", "they", "it", "we", "you", "this", "that", "the", "a", "an", "our", "not"),
        *("no", "yes", "child", "yp", "youth", "outcome", "contextual", "resilient", "the"),
        *(
            "challenging",
            "difficult",
            "attention",
            "needy",
            "troubled",
            "vulnerable",
            "manipulative",
        ),
        *("streetwise", "promiscuous", "mature", "risky", "hard", "known", "missing", "family"),
        *("perpetrator", "victim", "ringleader", "unknown", "stranger", "private", "no"),
        *("snitch", "grass", "slag", "bitch", "gay", "racist", "liar", "baby", "mum", "dad", "nan"),
    ]
)

REASON = (
    "This looks like what somebody is called. A nickname points to one person: leave it out, or "
    "write “the young person”."
)


def find_callings(reading: Reading) -> Iterator[Span]:
    """Find nicknames in quotation marks, then what "aka", "short for" and "real name" announce."""
    text = reading.text
    for match in _QUOTED.finditer(text):
        if not _may_be_name(match.group(1)):
            continue
        before = reading.before(match.start(), 56)
        if _CALLED_BEFORE.search(before) or _CALLED_AFTER.match(reading.after(match.end(), 30)):
            yield Span(*match.span(1), "name", WARN, REASON)
    for pattern in (_UNQUOTED, _FOR_SHORT):
        for match in pattern.finditer(text):
            if _may_be_name(match.group(1)) and not _is_field_word(match.group(1)):
                yield Span(*match.span(1), "name", WARN, REASON)


def _may_be_name(words: str) -> bool:
    """Whether it could be what somebody is called: no acronym of the field, no adjective."""
    first = words.split(maxsplit=1)[0].lower()
    lists = word_lists()
    acronym = words.isupper() and len(words) < 6
    return first not in _DENIED and not acronym and words.lower() not in lists.field_words


def _is_field_word(words: str) -> bool:
    lists = word_lists()
    return all(
        word.lower() in lists.elsewhere and word.lower() not in lists.possible_names
        for word in words.split()
    )
