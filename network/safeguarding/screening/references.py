"""Case references of police, courts and social care systems, with the system's word."""

import re
from collections.abc import Iterator

from .contact import is_telephone_at
from .public_references import LISTED, is_listed, is_of_a_paper, is_public
from .reading import Reading
from .spans import BLOCK, WARN, Span

_CODE = r"(?=[\w/.\-]{0,12}\d)[A-Za-z0-9]{1,16}(?:[/.\-–][A-Za-z0-9]{1,14}){0,5}"
_GAP = r"(?:[\s:;#.,(=\-–]{1,3}|\s?(?:is|was)\s)"
_NUMBER_WORD = (
    r"(?i:ref(?:erence)?s?|no|num(?:ber)?s?|id|i\.d|record|log|file|report|entry|urn|crime)\b\.?"
)
_OF_DATE = (
    r"(?:\s(?:of|dated|on)\s(?:the\s)?\d{1,2}(?:st|nd|rd|th)?[\s/.\-]?(?:\d{1,2}|[A-Za-z]{3,9})"
    r"(?:[\s/.\-]?\d{2,4})?)?"
)
# Systems and logs whose short name is enough beside a number.
_SYSTEM = re.compile(
    r"(?<![\w/\-])((?:CAD|CRIS|CR|LCS|PSNI|PNC|NICHE|Niche|niche|Athena|ATHENA|CRN|OCC|NRM|ICS|EHM|"
    r"Mosaic|MOSAIC|mosaic|Liquid ?[Ll]ogic|LIQUIDLOGIC|liquidlogic|LL|LAS|Care ?[Ff]irst|"
    r"CAREFIRST|"
    r"Framework-?i|FWi|FWI|Azeus|Eclipse|ECLIPSE|Child ?[Vv]iew|Core\+|SystmOne|EMIS|Ri[oO]|"
    r"Capita(?: One)?|"
    r"Synergy|CPOMS|MyConcern|STORM|Storm|Merlin|MERLIN|MASH|YOT|YJS|CPS|URN|MARAC|MACE|PPN|"
    r"i?VPD|SWIFT|Swift|"
    r"UTRN?|CIN|CP|ASN|CCN|OIC|INC|Inc|PVP|NSPIS|Guardian|Holmes|HOLMES|COPA|Police Scotland|"
    r"STORM log|cad|cris|lcs|"
    r"FPN|NFIB|OIS|LAC|CLA|CYP|CME|EHC|SEND|TAF|TAC|EH|YO|YJ|CJ|CSC|SCR|DASH|SARC|MISPER|Misper|"
    r"MFH|COMPACT|Compact|IIC|ASB|LSCP|Control ?Works|ECHO|ECINS|E-CINS|Paris|PARIS|Op|SID|IR|"
    r"Early Help Module)"
    r"(?:\s(?:case|crime|child|client|person|incident|police|occurrence|custody|system))?(?:[\s/]"
    + _NUMBER_WORD
    + r"){0,2})"
    + _GAP
    + "("
    + _CODE
    + r"(?: \d{4,8})?)"
    + _OF_DATE
)
_PHRASE = re.compile(
    r"(?<![\w\-])((?:(?:police|crime|incident|occurrence|custody|case|court|social care|referral|"
    r"client|person|child(?:['’]s)?|service user|family|investigation|log|file|complaint|"
    r"charge|strategy|"
    r"mash|home office|port|social services|children['’]s services|duty|contact|early help|"
    r"safeguarding)\s){1,3}"
    + _NUMBER_WORD
    + r"(?:\s"
    + _NUMBER_WORD
    + r")?)"
    + r"(?:[\s:;#.,(=\-–]{1,3}(?:is|was|given|we have|we've got|i have|i've been given)\b){0,2}"
    + _GAP
    + "("
    + _CODE
    + r")"
    + _OF_DATE,
    re.IGNORECASE,
)
_LOG = re.compile(
    r"(?<![\w\-])((?:(?:police|cad|storm|control room)\s)?(?:log|incident|crime|"
    r"occurrence))\s(?:(?:no\.?|number|ref)\s)?"
    r"#?(\d{2,8}(?:[/\-]\d{2,8}){0,3})\s(?:of|dated|on)\s(?:the\s)?\d{1,2}(?:st|nd|rd|th)?[\s/.\-]?"
    r"(?:\d{1,2}|[A-Za-z]{3,9})(?:[\s/.\-]?\d{2,4})?(?!\w)",
    re.IGNORECASE,
)
_PLAIN_REF = re.compile(
    r"(?<![\w\-])(?:our\s|your\s|their\s|the\s)?(?:ref(?:erence)?(?:\s(?:no\.?|number))?|urn)"
    r"[\s:;#.]{1,3}(?:is\s|was\s)?(" + _CODE + r")",
    re.IGNORECASE,
)
_OWN_REF = re.compile(
    r"(?<![\w\-])(?:our|his|her|their|the child['’]s|social care)\s(?:own\s)?"
    r"ref(?:erence)?(?:\s(?:no\.?|number))?[\s:;#.]{1,3}(?:is\s|was\s)?(" + _CODE + r")"
    r"(?:, theirs (?:is )?" + _CODE + r")?",
    re.IGNORECASE,
)
# Formats that nothing else uses: force and year, beat and year, log and date, family court.
_SHAPE = re.compile(
    r"(?<![\w/.\-])(?:[A-Z]{2,6}[/\-]\d{2,4}[/\-]\d{3,8}(?:[/\-]\d{2,4})?|"
    r"\d{2}[A-Z]{0,2}\d?/\d{4,7}/\d{2}|"
    r"[A-Z]{2,6}/\d{3,7}/\d{2,4}|[A-Z]{2,6}-\d{6,8}-\d{3,6}|"
    r"\d{2,5}/\d{2}[A-Z]{3}\d{2,4}|[A-Z]{2}\d{2}[CPFD]\d{5}|CC\d{10,13}|(?:CAD|CRIS|CR|LCS|EHM|"
    r"NICHE|MASH)\d{4,12}"
    r"(?:[\-/]\w{2,12})?|"
    r"[A-Z]{2,5}/\d{5,9}/\d{2,4}|\d{2}/\d{5,8}[A-Z]|\d{2}[A-Z]{2}\d{6,8}|"
    r"[A-Z]{2,4}-?\d{4}-\d{4,8})(?![\w/])"
)
# "MOS/118273", "OIS 5529 15/11", "Op Larkspur 26-0093": with a word of casework somewhere near.
_LOOSE = re.compile(
    r"(?<![\w/.\-])(?:(?!(?:ISO|ISBN|ISSN|BS|EN|SI|WSI|SR|HC|HL|CM|EU|DPIA|PO|VAT|SKU|URL|RCN|"
    r"GMC|NMC|HCPC|SWE|DBS|UTR|DOI|FOI|ICO|UKRI|ESRC|AQA|OCR|WJEC|ILM|CPD|RQF)[/\-#])"
    r"[A-Z]{2,6}[/\-#]\d{5,8}|"
    r"[A-Z]{2,6} \d{2,6} (?:of )?\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|"
    r"(?:[Ii]ncident|[Oo]ccurrence|[Cc]rime|[Ll]og|[Cc]ustody)(?: no\.?)? \d{3,6}[\-/]\d{6,8}|"
    r"Op(?:eration)? [A-Z][a-z]{2,14}[ /,\-]{1,2}(?:\d{2,4}[/\-])?\d{3,8})(?![\w/]|[.\-]\d)"
)
_LAW_WORD = re.compile(
    r"\b(?:s\.?i|wsi|ssi|s\.?r|eu|regulations?|directive|act|order|hc|cm|isbn|doi|para|"
    r"version|form|"
    r"template|doc(?:ument)?|policy|grant|bid|tender|invoice|contract|licen[cs]e|guidance|"
    r"course|dpia|"
    r"dpo|information governance|retention|ticket|helpdesk|"
    r"vendor|report|circular|charity|company|planning|cctv|iso|application|job|"
    r"vacancy)\b[^.;]{0,25}$"
)
_CASE_WORD = re.compile(
    r"\b(?:police|crime|custody|court|mash|social care|social worker|case|cad|incident|officer|oic|"
    r"referral|strategy|investigation|solicitor|cps|yot|lcs|file|force|sergeant|pc|dc|"
    r"charged?|bail|"
    r"log(?:ged)?|front door|hub)\b"
)
_ABOUT_A_CASE = re.compile(
    _CASE_WORD.pattern
    + r"|\b(?:ref|plan|lac|missing|matter|footage|record|exclusion|victim|suspect|system)\b"
)
_TELEPHONE = re.compile(r"0[1237]\d{8,9}")
# In groups, or without its nought, as a column of numbers keeps it.
_AS_DIALLED = re.compile(
    r"(?=(?:\+44|0)?[ \-(]{0,2}[1-37])(?:\+44|0)?(?:[ \-()]{0,2}\d){9,10}(?![\w/])"
)
_TO_REACH = re.compile(r"contact (?:no|num(?:ber)?)s?\.?", re.IGNORECASE)
# Teams that people ring, by the short name that also stands before their references.
_TEAM = re.compile(
    r"(?:(?:MASH|YOT|YJS|CPS|MARAC|MACE|CME|SEND|CSC|SARC|ICS|LAC|CLA|CYP|EHC|EH|YO|YJ|LSCP|DASH|"
    r"NRM|CIN|CP|TAF|TAC|ASB|PSNI|Misper|MISPER|Police Scotland)|"
    r"(?i:(?:mash|duty|early help|safeguarding|social care|social services|contact|"
    r"children['’]s services)(?: (?:team|desk|line))?))"
    r"(?:[ /](?i:police|child|no|num(?:ber)?s?)\b\.?)*"
)
_OF_A_COURT = re.compile(r"(?:(?:case|court)\s)+[^\w]*" + _NUMBER_WORD, re.IGNORECASE)
_BLANK_FORM = re.compile(r"(?:^|[/\-])[FTV][/\-]?\d{2,4}$|^v\d", re.IGNORECASE)

REASON = "This looks like a case reference. Leave it out; whoever holds it can look the child up."
MAYBE_REASON = "This could be a case reference. If it is, leave it out; if not, say what it is of."


def find_references(reading: Reading) -> Iterator[Span]:
    """Find references after a system's name, after a phrase, then by their shape alone."""
    for span in _announced(reading.text):
        if not is_public(reading, span.start, span.end):
            yield span
    for found in (_called_references, _loose, _shaped):
        for span in found(reading):
            paper = is_of_a_paper(reading, span.start, span.end)
            of_a_system = _SYSTEM.search(reading.text, span.start, span.end)
            if not is_public(reading, span.start, span.end) and (of_a_system or not paper):
                yield span


def _shaped(reading: Reading) -> Iterator[Span]:
    """Shapes that only references of cases have."""
    for match in _SHAPE.finditer(reading.text):
        if _LAW_WORD.search(reading.before(match.start(), 40)) or _BLANK_FORM.search(match.group()):
            continue
        if is_listed(reading, match):
            continue
        sure = _CASE_WORD.search(reading.before(match.start(), 80))
        yield Span(
            *match.span(), "caseref", BLOCK if sure else WARN, REASON if sure else MAYBE_REASON
        )


def _loose(reading: Reading) -> Iterator[Span]:
    """Shapes that other numbers share, where the sentence is about a case."""
    for match in _LOOSE.finditer(reading.text):
        before = reading.before(match.start(), 90)
        if _LAW_WORD.search(before[-40:]) or _BLANK_FORM.search(match.group()):
            continue
        if is_listed(reading, match):
            continue
        if _ABOUT_A_CASE.search(before + " ~ " + reading.after(match.end(), 40)):
            yield Span(*match.span(), "caseref", WARN, MAYBE_REASON)


def _announced(text: str) -> Iterator[Span]:
    """References with the name of a system, or of what they are a reference of, before them."""
    for match in _LOG.finditer(text):
        yield Span(*match.span(), "caseref", BLOCK, REASON)
    for match in _SYSTEM.finditer(text):
        system, code = match.group(1), match.group(2)
        if _TEAM.fullmatch(system) and is_telephone_at(text, match.start(2)):
            continue
        if _enough(code, minimum=4 if " " not in system and system.isupper() else 3):
            yield _span(match, code, "caseref", BLOCK, REASON)
    for match in _PHRASE.finditer(text):
        words, code = match.groups()
        if LISTED.fullmatch(code) and _OF_A_COURT.match(words):
            continue
        if _TO_REACH.fullmatch(words) and _AS_DIALLED.match(text, match.start(2)):
            continue
        if _TEAM.fullmatch(words) and is_telephone_at(text, match.start(2)):
            continue
        if _enough(code, minimum=3) and not _BLANK_FORM.search(code):
            yield _span(match, code, "caseref", BLOCK, REASON)


def _called_references(reading: Reading) -> Iterator[Span]:
    """What is only called "ref": beside a word of casework, or "our ref" and "her ref"."""
    for match in _PLAIN_REF.finditer(reading.text):
        code, before = match.group(1), reading.before(match.start(), 110)
        paper = _LAW_WORD.search(before[-45:]) or _BLANK_FORM.search(code)
        if LISTED.fullmatch(code) and before.endswith(("court ", "case ", "claim ")):
            continue
        if _enough(code, minimum=4) and not paper and _CASE_WORD.search(before):
            yield _span(match, code, "caseref", BLOCK, REASON)
    for match in _OWN_REF.finditer(reading.text):
        code, before = match.group(1), reading.before(match.start(), 45)
        paper = _LAW_WORD.search(before) or _BLANK_FORM.search(code)
        if _enough(code, minimum=4) and not paper:
            yield _span(match, code, "caseref", WARN, MAYBE_REASON)


def _span(match: re.Match, code: str, kind: str, severity: str, reason: str) -> Span:
    end = match.end()
    while match.string[end - 1] in ".,-–/":
        end -= 1
    return Span(match.start(), end, kind, severity, reason)


def _enough(code: str, minimum: int) -> bool:
    """Whether a code has enough digits to be a reference, and is no year ("2025", "2024/25")."""
    digits = re.sub(r"\D", "", code)
    if len(digits) < minimum or _TELEPHONE.fullmatch(code):
        return False
    if re.fullmatch(r"(?:19|20)\d\d(?:[/\-–](?:\d\d|(?:19|20)\d\d))?", code):
        return False
    return not re.fullmatch(r"\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{2}|\d{4})", code)
