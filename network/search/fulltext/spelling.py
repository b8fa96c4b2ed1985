"""British and American spellings of a word, by rule: no list of words to keep.

A rule may make a spelling that nobody uses ("exercize"): it finds nothing and does no harm. Where
a rule would make another word ("for", "four") it holds only for the roots that it is true of.
"""

import re
from itertools import product

from network.search.words import STOP_WORDS

# Roots written -our in Britain and -or in America.
_OUR = (
    "arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|misdemean|"
    "neighb|od|parl|ranc|rig|rum|sav|splend|succ|tum|val|vap|vig"
)
_TRE = "cen|fib|li|lit|lust|me|meag|mit|goi|och|scep|spec|thea"
_ENCE = "def|off|pret|lic"
_TWINS = (
    # pattern, what to write instead: each turns one spelling into the other
    (re.compile(rf"^((?:mis)?(?:{_OUR}))our(?!$s)"), r"\1or"),
    (re.compile(rf"^((?:mis)?(?:{_OUR}))or(?=$|s$|al|ed|ing|hood|able|ful|ite|less|ly|er|ab)"),
     r"\1our"),
    (re.compile(r"(?<=.{3})is(e|ed|es|er|ers|ing|ation|ations|ational)$"), r"iz\1"),
    (re.compile(r"(?<=.{3})iz(e|ed|es|er|ers|ing|ation|ations|ational)$"), r"is\1"),
    (re.compile(r"(?<=.{3})ys(e|ed|es|er|ing)$"), r"yz\1"),
    (re.compile(r"(?<=.{3})yz(e|ed|es|er|ing)$"), r"ys\1"),
    (re.compile(rf"^((?:{_TRE})(?:t|b)?)re(s?)$"), r"\1er\2"),
    (re.compile(r"^(cen|thea|fi|li|me)(t|b)er(s?)$"), r"\1\2re\3"),
    (re.compile(r"^(cent)re(d)$"), r"\1ere\2"),
    (re.compile(r"^(cent)ere(d)$"), r"\1re\2"),
    (re.compile(rf"^({_ENCE})enc(e|es|ed|ing|eless)$"), r"\1ens\2"),
    (re.compile(rf"^({_ENCE})ens(e|es|ed|ing|eless)$"), r"\1enc\2"),
    (re.compile(r"^practis(e|es|ed|ing|er|ers)$"), r"practic\1"),
    (re.compile(r"^practic(e|es|ed|ing|er|ers)$"), r"practis\1"),
    (re.compile(r"^(cata|dia|mono|ana|pro)logue(s?)$"), r"\1log\2"),
    (re.compile(r"^(cata|dia|mono|ana|pro)log(s?)$"), r"\1logue\2"),
    (re.compile(r"(?<=..)([aeiou])ll(ed|ing|er|ers|or|ors)$"), r"\1l\2"),
    (re.compile(r"(?<=..[^aeiou])([aeiou])l(ed|ing|er|ers|or|ors)$"), r"\1ll\2"),
    (re.compile(r"^(enro|fulfi|ski|wi|insta)l(ment|ments|ful|fully)$"), r"\1ll\2"),
    (re.compile(r"^(enro|fulfi|ski|wi|insta)ll(ment|ments|ful|fully)$"), r"\1l\2"),
    (re.compile(r"^(enrol|fulfil)(s?)$"), r"\1l\2"),
    (re.compile(r"^(enro|fulfi)ll(s?)$"), r"\1l\2"),
    (re.compile(r"^programme(s?)$"), r"program\1"),
    (re.compile(r"^program(s?)$"), r"programme\1"),
    (re.compile(r"^(judg|acknowledg|abridg)ement(s?)$"), r"\1ment\2"),
    (re.compile(r"^(judg|acknowledg|abridg)ment(s?)$"), r"\1ement\2"),
    (re.compile(r"^(p|gyn|orthop|an)ae(?=d|c|s|m)"), r"\1e"),
    (re.compile(r"^(p|orthop)e(?=diatr)"), r"\1ae"),
    (re.compile(r"^gynec"), "gynaec"),
    (re.compile(r"^anesth"), "anaesth"),
    (re.compile(r"^(en|in)quir(y|ies)$"), r"inquir\2"),
    (re.compile(r"^inquir(y|ies)$"), r"enquir\1"),
    (re.compile(r"^mum(s?)$"), r"mom\1"),
    (re.compile(r"^mom(s?)$"), r"mum\1"),
    (re.compile(r"^grey(s?)$"), r"gray\1"),
    (re.compile(r"^gray(s?)$"), r"grey\1"),
    (re.compile(r"^ageing$"), "aging"),
    (re.compile(r"^aging$"), "ageing"),
    (re.compile(r"^(foc)uss(ed|ing)$"), r"\1us\2"),
    (re.compile(r"^(foc)us(ed|ing)$"), r"\1uss\2"),
)  # fmt: skip
MOST = 4
# Written together, with a hyphen or apart. So many words begin with "re" that it has roots.
_RE = (
    "admi|assess|build|connect|design|direct|engag|enter|entry|establish|examin|fram|integrat|"
    "introduc|offend|refer|traumati|victimi"
)
_PARTED = re.compile(rf"(anti|co|cross|inter|multi|non|post|pre|re(?={_RE}))([^\W_]{{4,}})")


def spellings(word: str) -> list[str]:
    """The word itself first, then its other spellings; at most four."""
    found = [word]
    for pattern, other in _TWINS:
        twin = pattern.sub(other, word, count=1)
        if twin not in found:
            found.append(twin)
    return found[:MOST]


def spellings_of_phrase(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The phrase in every spelling of its words, at most eight."""
    return list(product(*(spellings(word)[:2] for word in words)))[:8]


def parted(word: str) -> tuple[str, str] | None:
    """The two words that one which begins like "multi" or "co" is written as too: "multi agency".

    What is no word ("co mmunity") stands in no text.
    """
    found = _PARTED.fullmatch(word)
    return found.groups() if found and found[2] not in STOP_WORDS else None
