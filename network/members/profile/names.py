"""What a name may not be: something that reaches or finds somebody, or a word of the site's own.

No other rule: names have any letters, signs and number of words.
"""

import re
import unicodedata

from network.members.profile.alike import mixes_scripts
from network.members.profile.own_words import speaks_for_the_site

ADDRESS = re.compile(
    r"https?:|www\.|://|\b[\w-]+\.(?:com|org|net|info|io|co|uk|eu|example)\b", re.IGNORECASE
)
MOST_DIGITS = 4
WHOSE_WORDS = (
    "“{text}” is what the site itself says where it names nobody, or those who run it, or reads "
    "like that. "
)
TWO_ALPHABETS = (
    "“{text}” has letters of two alphabets in one word, and some of them look alike. Write each "
    "word in one alphabet."
)


def reason_against(name: str) -> str:
    """Why this cannot stand as somebody's name, in a sentence for them; empty for a name."""
    plain = unicodedata.normalize("NFKC", name)
    return _what_it_reaches(plain) or _what_it_reads_like(name)


def _what_it_reaches(plain: str) -> str:
    if "@" in plain:
        return (
            "Write your name without an e-mail address or an @. Your address is shown to nobody; "
            "members reach you by letters on the site."
        )
    if ADDRESS.search(plain):
        return (
            "Write your name without the address of a web page. Links have a place of their own in "
            "your profile."
        )
    if sum(letter.isdigit() for letter in plain) > MOST_DIGITS:
        return (
            "Write your name without a telephone number or other long numbers. Members reach you "
            "by letters on the site."
        )
    return ""


def _what_it_reads_like(name: str) -> str:
    if speaks_for_the_site(name):
        return WHOSE_WORDS.format(text=name) + (
            "Please write only the name that colleagues know you by. What you do has a place of "
            "its own, “Your role”."
        )
    if mixes_scripts(name):
        return TWO_ALPHABETS.format(text=name)
    if not any(letter.isalpha() for letter in name):
        return "Write the name that colleagues know you by, in letters."
    return ""


def reason_against_pronouns(pronouns: str) -> str:
    """Why this cannot stand beside a name as somebody's pronouns; empty where it can.

    They stand where the mark of the team does, so they may read like it no more than a name may.
    """
    plain = unicodedata.normalize("NFKC", pronouns)
    if speaks_for_the_site(pronouns):
        return WHOSE_WORDS.format(text=pronouns) + "Write only your pronouns, or leave this empty."
    if mixes_scripts(pronouns):
        return TWO_ALPHABETS.format(text=pronouns)
    if "@" in plain or ADDRESS.search(plain) or any(letter.isdigit() for letter in plain):
        return "Write only your pronouns here, without addresses or numbers, or leave this empty."
    return ""
