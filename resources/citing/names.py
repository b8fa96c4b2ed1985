"""A name as printed, taken apart for the formats that want family and given name."""

from dataclasses import dataclass

# Between the given names and the family name, and sorted after it.
PARTICLES = frozenset(
    word
    for line in (
        "af al ap ben bin da das de del della den der di do dos du",
        "el ibn la le ten ter van von y zu zur",
    )
    for word in line.split()
)
# A name with one of these is of a team or a body, whoever belongs to it.
OF_BODIES = frozenset(
    word
    for line in (
        "academy agency alliance and association authority board borough centre centres charity",
        "city college committee consortium council county department foundation for forum group",
        "hospital hub institute nhs network of office organisation panel partnership police",
        "practice programme project school schools service services society team teams the trust",
        "unit university youth",
    )
    for word in line.split()
)
FORMER = "Former member"


@dataclass(frozen=True, slots=True)
class Name:
    """``family`` alone is the whole name of a team, a body or a person of one word."""

    family: str
    given: str = ""
    particle: str = ""

    @property
    def inverted(self) -> str:
        """Family name first: "van der Berg, Jo"."""
        family = f"{self.particle} {self.family}".strip()
        return f"{family}, {self.given}" if self.given else family


def name_of(printed: str, *, is_person: bool) -> Name:
    """Take the printed name apart: the last word is the family name, particles before it with it.

    A name of a member is a person's. Another name is one too unless a word in it says that a team
    or a body made the resource; it then stays whole, and so does a former member.
    """
    words = printed.split()
    body = not is_person and any(word.strip(",.&").lower() in OF_BODIES for word in words)
    if len(words) < 2 or body or "&" in words or printed == FORMER:
        return Name(" ".join(words))
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in PARTICLES:
        start -= 1
    return Name(words[-1], " ".join(words[:start]), " ".join(words[start:-1]))
