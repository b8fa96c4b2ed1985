"""Signs that a name is quoted, or that something is named after the person."""

import re

from .reading import Reading
from .wordlists import word_lists

_OWN_WORK = re.compile(
    r"['’]?s?\s(?:own |new |first |latest |original |later |early )?(?:books?|papers?|"
    r"theor\w+|research|articles?|thesis|typology|lectures?|ted talk|"
    r"stuff (?:on|about|is about)|ideas|"
    r"framework|concepts?|chapter|essays?|ladder|hierarchy|cycle|continuum|model|writing|podcast|"
    r"inquiry|enquiry|(?:serious )?case reviews?|scrs?|reviews? of|guidelines?|competen\w+|"
    r"principles?|findings|study|recommendations|quote|"
    r"blog|keynote|webinar|slides|training pack|toolkit|definition|traffic lights?|wheel|"
    r"pyramid|triangle|charter)\b"
)
_NAMED_AFTER = re.compile(
    r"(?:['’]s)?\s(?:Law|Act|Review|Inquiry|Enquiry|Report|Protocol|Trust|Foundation|Model|"
    r"Framework|Test|"
    r"Guidelines?|Competence|Continuum|Scale|Tool|Award|Fund|Charity|Rule|Principles?|"
    r"Judgment|Case|"
    r"Project|Programme|Institute|Centre|Center|Hospital|University|Prize|Theory|Ladder|Cycle|"
    r"Pyramid|Hierarchy|"
    r"Day|Clause|Campaign|Commission|Service|Hub|Partnership|Choice|Society|Association|"
    r"Helpline|Clinic|"
    r"Unit|Council|Estate|Park|Road|Street|Lane|Avenue|Square|Library|Hall|Station|Shopping|Market|"
    r"House|Scheme|Standard|Standards|Story|Pledge|Charter|Guidance|Method|Matrix|Checklist|Index|"
    r"Gospel|Watch|NHS (?:Foundation )?Trust|Health Board|Borough Council|"
    r"County Council|City Council|District Council|Constabulary|"
    r"Safeguarding (?:Children|Hub|Board)|"
    r"Questionnaire|Inventory|Effect|Doctrine|Ruling|Amendment|Team|Squad)\b"
)
_CITED_AFTER = re.compile(
    r"(?:['’]s)?(?:,? (?:et al|and (?:colleagues|others)\b)|,? ?\(?(?:19|20)\d\d[a-z]?\b(?!/)|"
    r",? (?:&|and) [A-Z][\w\-]+,? \(?(?:19|20)\d\d|, [A-Z]\.(?: ?[A-Z]\.)? \((?:19|20)\d\d)"
)
_CITED_BEFORE = re.compile(
    r"(?:\b(?:re|v|vs|prof|professor|baroness|lord|lady|sir|dame|justice|minister|"
    r"commissioner|mp|author|"
    r"operation|op|project|storm|hurricane|saint|st\.?|programme|playwright|poet|rapper|singer|"
    r"footballer|film|novel|play|album|book|work (?:by|of)|research (?:by|of|from)|papers? by|"
    r"books? by|articles? by|chapter by|"
    r"study by|report by|talk by|webinar by|training by|blog by|piece by|written by|"
    r"quot(?:es?|ing)|"
    r"cit(?:es?|ing)|chaired by|according to|theory of|named after)\.? $)"
)
_NAMED_THING = re.compile(r"['’]s ([A-Z][a-z]{2,14})(?![\w'’])")
_KIN_WORDS = frozenset(
    [
        *("mum", "dad", "mam", "nan", "gran", "auntie", "uncle", "grandma", "grandad", "mother"),
        *("father", "sister", "brother", "social", "foster", "phone", "mother's", "will"),
    ]
)


def cites(reading: Reading, start: int, end: int, *, sure: bool) -> bool:
    """Whether what surrounds a name shows that it is quoted or that something is named after it.

    A sure given name followed only by a year is still a child ("Kayden 2010").
    """
    text = reading.text
    before, after = reading.before(start, 24), text[end : end + 40]
    surname = text[start:end].lower() in word_lists().surnames
    if surname and re.match(r" \((?:19|20)\d\d[a-z]?\)", after):
        return True
    if _NAMED_AFTER.match(after) or _OWN_WORK.match(after) or _called_after(after):
        return True
    cited = _CITED_AFTER.match(after)
    if cited and (not sure or not re.match(r"(?:['’]s)?,? ?\(?\d", cited.group())):
        return True
    return bool(_CITED_BEFORE.search(before))


def _called_after(after: str) -> bool:
    """Whether a capitalised everyday word follows a possessive: "Winston's Wish"."""
    match = _NAMED_THING.match(after)
    if match is None:
        return False
    thing, lists = match.group(1).lower(), word_lists()
    return thing in lists.common and thing not in lists.field_words and thing not in _KIN_WORDS


def something_named(after: str) -> bool:
    """Whether the text goes on to something named after a person: " Trust", " Review"."""
    return bool(_NAMED_AFTER.match(after))
