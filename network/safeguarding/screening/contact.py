"""Ways to reach a person: e-mail addresses and telephone numbers."""

import re
from collections.abc import Iterator

import phonenumbers

from .reading import Reading
from .spans import BLOCK, WARN, Span
from .wordlists import word_lists, words_in

_EMAIL = re.compile(
    r"(?<![\w.+\-])([A-Za-z0-9][\w.+'\-]{0,63})@((?:[A-Za-z0-9\-]{1,63}\.){1,5}[A-Za-z]{2,24})(?![\w@])"
)
_SPELLED_EMAIL = re.compile(
    r"(?<![\w.+\-])[A-Za-z0-9][\w.+\-]{1,63}(?: ?[\[(] ?at ?[\])] ?| at )[A-Za-z0-9\-]{2,63}"
    r"(?:(?: ?[\[(] ?dot ?[\])] ?| dot |\.)[A-Za-z]{2,24}){1,3}(?!\w)"
)
_PUBLIC_BODY = re.compile(
    r"(?:^|\.)(?:gov\.uk|gov\.scot|gov\.wales|nhs\.uk|nhs\.net|police\.uk|parliament\.uk|"
    r"nspcc\.org\.uk|"
    r"barnardos\.org\.uk|childnet\.com|iwf\.org\.uk|samaritans\.org|ico\.org\.uk|hscni\.net)$"
)
_ROLE_PARTS = words_in("mailbox_words")

# Ten or eleven digits, in whatever groups people type them and on however many lines.
_PHONE = re.compile(
    r"(?<![\w/.£$])(?:(?:\(?\+44\)?|\(?0044\)?)[\s.\-]{0,2}(?:\(0\)[\s.\-]{0,2})?|\(?0)"
    r"(?:[\s.\-]{0,2}[()]?\d\)?){8,11}(?![\d/]|[.\-]\d)"
)
# The same from its first figure, behind a bracket too: "MASH (01582 547653)".
_DIALLED = re.compile(
    r"(?:(?:\+44|0044)\)?[\s.\-]{0,2}(?:\(?0\)?)?|0)(?:[\s.\-]{0,2}[()]?\d){9,10}(?![\w/]|[.\-]\d)"
)
_SLASHED = re.compile(r"(?<![\w/.£$])0\d{2,4}/\d{3,4}[/ \-]?\d{3,6}(?![\w/])")
_FOREIGN = re.compile(r"(?<![\w/.])(?:\+|00)(?!44)[1-9]\d{0,2}(?:[ .\-]{0,1}\d){6,12}(?![\w/])")
# A number that a column of numbers keeps, and what says that it is one to ring.
WITHOUT_NOUGHT = re.compile(r"(?:[1-3]\d|7[1-9])\d{8}")
TELEPHONE_WORD = re.compile(
    r"\b(?:(?:tele)?phones?|tel|mobiles?|mob|fax|contacts?)\b[^\d\n]{0,25}$"
)
_BARE = re.compile(rf"(?<![\w/.£$+\-]){WITHOUT_NOUGHT.pattern}(?![\w/]|[.\-]\d)")
_NOT_A_PHONE = re.compile(
    r"\b(?:isbn(?:-1[03])?|issn|doi|invoice|document|doc|order|account|sort code|serial|barcode|"
    r"charity(?: (?:no|number|registered))?|company(?: (?:no|number))?|grid ref)\b[^\d\n]{0,12}$"
)
_PUBLIC_LINE = re.compile(
    r"\b(?:help-?lines?|free ?phone|advice line|info(?:rmation)? line|support line|hotline|"
    r"crimestoppers|childline|samaritans|nspcc|switchboard|ofsted|out of hours)\b"
)
# Ofcom's numbers for drama with an organisation's prefix; everything else on 08 and 03 is one.
_DRAMA = ("08081570", "0306999", "030699")

EMAIL_REASON = "This looks like a person's e-mail address. Say what their job is instead."
PHONE_REASON = (
    "This looks like someone's phone number. Leave it out; the network passes on contact."
)


def find_contacts(reading: Reading) -> Iterator[Span]:
    """Find e-mail addresses, then telephone numbers."""
    yield from _emails(reading)
    yield from _phones(reading)


def _emails(reading: Reading) -> Iterator[Span]:
    for match in _EMAIL.finditer(reading.text):
        if not _is_public_mailbox(match.group(1), match.group(2)):
            yield Span(*match.span(), "email", BLOCK, EMAIL_REASON)
    for match in _SPELLED_EMAIL.finditer(reading.text):
        obfuscated = "dot" in match.group() or "(" in match.group() or "[" in match.group()
        if obfuscated:
            yield Span(*match.span(), "email", BLOCK, EMAIL_REASON)


def _is_public_mailbox(local: str, domain: str) -> bool:
    """Whether this is a published desk of a public body ("schools.casework@…gov.uk")."""
    if not _PUBLIC_BODY.search(domain.lower()):
        return False
    parts = [part for part in re.split(r"[^a-z]+", local.lower()) if part]
    return any(part in _ROLE_PARTS for part in parts) or (len(parts) == 1 and len(parts[0]) <= 5)


def _phones(reading: Reading) -> Iterator[Span]:
    helplines = word_lists().helplines
    bare = (
        match
        for match in _BARE.finditer(reading.text)
        if TELEPHONE_WORD.search(reading.before(match.start(), 40))
    )
    for match in (*_PHONE.finditer(reading.text), *_SLASHED.finditer(reading.text), *bare):
        start, end = match.span()
        digits = _national(match.group())
        if digits in helplines or _NOT_A_PHONE.search(reading.before(start, 40)):
            continue
        number = _parsed(digits)
        if number is None or not _looks_british(digits):
            continue
        if digits.startswith(("03", "080", "084", "087")):
            near = reading.before(start, 60) + reading.after(end, 30)
            if not digits.startswith(_DRAMA) or _PUBLIC_LINE.search(near):
                continue
        is_whole = len(digits) == 11 and match.group()[0] in "+(0"
        severity = BLOCK if is_whole or not match.group().isdigit() else WARN
        yield Span(start, end, "phone", severity, PHONE_REASON)
    for match in _FOREIGN.finditer(reading.text):
        try:
            number = phonenumbers.parse("+" + re.sub(r"^00|\D", "", match.group()), None)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number) and phonenumbers.is_valid_number(number):
            yield Span(*match.span(), "phone", BLOCK, PHONE_REASON)


def is_telephone_at(text: str, start: int) -> bool:
    """Whether a whole British telephone number begins there, with its nought or +44."""
    match = _DIALLED.match(text, start)
    digits = _national(match.group()) if match else ""
    return len(digits) == 11 and digits[1] in "12378" and _parsed(digits) is not None


def _national(written: str) -> str:
    """The digits as dialled inside the UK, whatever prefix was written."""
    digits = re.sub(r"\D", "", written)
    if digits.startswith("0044"):
        digits = digits[4:]
    elif digits.startswith("44"):
        digits = digits[2:]
    return "0" + digits.lstrip("0")


def _parsed(digits: str) -> phonenumbers.PhoneNumber | None:
    # "Possible", not "valid": numbers kept for drama and newly opened ranges are not "valid".
    try:
        number = phonenumbers.parse(digits, "GB")
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


def _looks_british(digits: str) -> bool:
    return (
        digits[1] in "12378"
        and len(digits) in (10, 11)
        and not (digits[1] in "237" and len(digits) == 10)
    )
