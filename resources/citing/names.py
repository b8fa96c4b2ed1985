"""A name as printed, taken apart for the formats that want family and given name."""

import re
from dataclasses import dataclass

from resources.citing.bodies import is_of_a_body

# Between the given names and the family name, and sorted after it.
PARTICLES = frozenset(
    word
    for line in (
        "af al ap ben bin bint da dal dalla das de del della den der di do dos du e el i ibn la",
        "le los op te ten ter van vom von y zu zum zur",
    )
    for word in line.split()
)
# Before a name, and no part of it.
TITLES = frozenset(
    word
    for line in (
        "baroness cllr councillor dame dr lady lord miss mr mrs ms mx prof professor rev revd",
        "reverend sir",
    )
    for word in line.split()
)
# After it, and no part of it either; as they are written, because Ma is a family name.
HONOURS = frozenset(
    word
    for line in (
        "BA BEd BSc CB CBE DBE DPhil DSW DSc EdD FRS FRSA JP KBE KC KCB LLB LLM MA MBA MBE MEd",
        "MPhil MSW MSc OBE PGCE PHD PhD Phd QC QPM RGN RMN RN",
    )
    for word in line.split()
)
# Of a family's generations: kept, after the name.
GENERATIONS = frozenset(("II", "III", "IV", "Jnr", "Jr", "Jr.", "Snr", "Sr", "Sr."))
FORMER = "Former member"
# What stands in brackets at a name: where somebody works, or how to speak of them.
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
# A side of "Family, Given" has no more words.
MOST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Name:
    """``family`` alone is the whole name of a team, a body or a person of one word."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """Family name first: "van der Berg, Jo", "King, Martin Luther, Jr."."""
        family = f"{self.particle} {self.family}".strip()
        return ", ".join(part for part in (family, self.given, self.suffix) if part)


def name_of(printed: str, *, is_person: bool, is_body: bool = False) -> Name:
    """Take the printed name apart: the last word is the family name, particles before it with it;
    or the one word before initials, "Firmin C.", as reference lists have it.

    A name of a member is a person's, and one that the editor has ticked a body's. Another name is
    a person's too unless its words say that a team or a body made the resource
    (:mod:`resources.citing.bodies`). A body's stays whole, and so does a former member.
    """
    whole = " ".join(printed.split()).strip(" ,;")
    words = _BRACKETS.sub(" ", whole).split()
    body = not is_person and (is_body or is_of_a_body(words, PARTICLES))
    if len(words) < 2 or body or "&" in words or whole == FORMER:
        return Name(whole)
    words, suffix = _bare(words)
    family, comma, given = " ".join(words).partition(",")
    if comma:
        return _family_first(family.split(), _without_titles(given.split()), suffix) or Name(whole)
    if len(words) < 2:
        return Name(" ".join([*words, suffix]).strip())
    name = _before_initials(words, suffix)
    if name is not None:
        return name
    start = len(words) - 1
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    return Name(words[-1], " ".join(words[:start]), " ".join(words[start:-1]), suffix)


def _before_initials(words: list[str], suffix: str) -> Name | None:
    """ "Firmin C.", "van der Berg J. P."; None for any other order."""
    end = len(words)
    while end and _is_initials(words[end - 1]):
        end -= 1
    if not 0 < end < len(words) or not all(_is_particle(word) for word in words[: end - 1]):
        return None
    return Name(words[end - 1], " ".join(words[end:]), " ".join(words[: end - 1]), suffix)


def _is_initials(word: str) -> bool:
    """Capitals one by one. Without a full stop X alone is a name: Malcolm X; and so may more than
    one be: Jing LI."""
    letters = [part for part in re.split(r"[.-]", word) if part]
    is_each_one = all(len(letter) == 1 and letter.isupper() for letter in letters)
    return bool(letters) and is_each_one and word != "X"


def _family_first(family: list[str], given: list[str], suffix: str) -> Name | None:
    """ "van der Berg, Jo"; None where the comma stands for something else."""
    if len(family) > 1 and family[-1] in GENERATIONS:
        family, suffix = family[:-1], family[-1]
    is_name = all(1 <= len(side) <= MOST_WORDS for side in (family, given))
    if not is_name or any("," in word for word in given):
        return None
    start = 0
    while start < len(family) - 1 and _is_particle(family[start]):
        start += 1
    return Name(" ".join(family[start:]), " ".join(given), " ".join(family[:start]), suffix)


def _bare(words: list[str]) -> tuple[list[str], str]:
    """The words without titles and honours, and which generation it is, if the name says so."""
    name, suffix = _without_titles(words), ""
    # Without a title two words are the least that a name is left with.
    least = 2 if len(name) == len(words) else 1
    while len(name) > least:
        last = name[-1].strip(",")
        if last in GENERATIONS:
            suffix = last
        elif last.replace(".", "") not in HONOURS:
            break
        name = [*name[:-2], name[-2].rstrip(",")]
    return name, suffix


def _without_titles(words: list[str]) -> list[str]:
    start = 0
    while start < len(words) - 1 and words[start].rstrip(".").lower() in TITLES:
        start += 1
    return words[start:]


def _is_particle(word: str) -> bool:
    """A capital alone is an initial: Jane Y Smith."""
    return word.lower() in PARTICLES and not (len(word) == 1 and word.isupper())
