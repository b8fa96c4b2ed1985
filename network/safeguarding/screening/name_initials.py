"""People written as initials: "J.S., 14", "Mr G". Labels such as "Child A" and "YP1" are none."""

import re
from collections.abc import Iterator

from .reading import Reading
from .spans import WARN, Span

_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,3}(?:[A-Z](?![\w.]))?(?!\w)")
_TITLED = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? [A-Z](?![\w'’.&/]|\. [A-Z])")
_ABBREVIATIONS = frozenset(
    [
        *("U.K.", "U.S.", "U.S.A.", "E.U.", "N.I.", "D.O.B.", "A.M.", "P.M.", "Q.C.", "K.C."),
        *("M.P.", "J.P.", "B.A.", "M.A.", "R.C.", "C.E.", "P.E.", "P.S.", "N.B.", "G.P.", "T.V."),
        *("I.D.", "I.T.", "H.R.", "H.Q.", "P.C.", "D.C.", "D.S.", "A.D.", "B.C.", "R.E.", "E.G."),
    ]
)
_PERSON_BEFORE = re.compile(
    r"\b(?:patient|client|child|pupil|student|girl|boy|lad|sister|brother|son|daughter|mum|friend|"
    r"yp|young person|re|case of|about|with|called|son|victim|suspect|witness|"
    r"for|met|seen|saw|visited|told|asked|name as|initials?(?: are| is|:)?|as|known as|signs|"
    r"signed|"
    r"and|from|by|to)[ ,(:]{1,2}[\"“‘']?$"
)
_PERSON_AFTER = re.compile(
    r"['’]s (?:mum|dad|mam|nan|gran|sister|brother|school|worker|placement|phone|plan|family|"
    r"social worker|case|mates?|friends?)\b|,? \(?(?:dob|born|aged|\d{1,2}\b|y(?:ear)? ?\d)|"
    r"[\"”’']?,? (?:is|was|has|had|said|told|went|lives|lived|and his|and her|who|on everything|"
    r"disclosed|came|got|gets|wants|won['’]t|isn['’]t|hasn['’]t|turned)\b"
)

REASON = (
    "These look like somebody's initials. Write “the young person”, “Child A” or what their job is."
)


def find_initials(reading: Reading) -> Iterator[Span]:
    """Find initials with points where a person is spoken of, then "Mr" with one letter."""
    for match in _DOTTED.finditer(reading.text):
        if match.group().rstrip(".") + "." in _ABBREVIATIONS:
            continue
        before = _PERSON_BEFORE.search(reading.before(match.start(), 24))
        if before or _PERSON_AFTER.match(reading.after(match.end(), 24)):
            yield Span(*match.span(), "name", WARN, REASON)
    for match in _TITLED.finditer(reading.text):
        yield Span(*match.span(), "name", WARN, REASON)
