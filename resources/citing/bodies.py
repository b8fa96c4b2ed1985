"""Whether a printed name is of a body or a team, told by its words.

Only for rows where nobody has said it: an account is a person, and what the editor ticks a body.
"""

import re

# A name with one of these is of a team or a body, whoever belongs to it.
OF_BODIES = frozenset(
    word
    for line in (
        "academies academy advisers agencies agency aid alliance analysts assembly association",
        "authorities authority authors board boards borough campaign care carers centre centres",
        "charities charity children circle city clinic clubs coalition collaboration collective",
        "college colleges commission commissioner committee communities community consortium",
        "constabulary consultancy consulting contextual contributors council councils county",
        "department departments directorate division editors education experts faculty families",
        "federation for forum forums foundation girls government group groups health hm hospital",
        "hospitals hub hubs inspectorate institute institution international laboratory leads",
        "library limited ltd members ministry museum national network networks nhs nurses of",
        "office officers organisation organization panel parents parliament partners partnership",
        "partnerships people police practice practitioners probation professionals programme",
        "programmes project projects publishing pupils research researchers safeguarding safer",
        "school schools secretariat senedd service services social societies society staff",
        "students survivors teachers team teams the trust trusts unit units universities",
        "university volunteers women workers youth",
    )
    for word in line.split()
)
# Nations, which are family names too: "Wales, Jo" is a person.
OF_NATIONS = frozenset(("britain", "cymru", "england", "ireland", "scotland", "uk", "wales"))
JOINING = frozenset(("&", "+", "/", "and"))
_POSSESSIVE = re.compile(r".+(?:['’]s|s['’])", re.IGNORECASE)


def is_of_a_body(words: list[str], particles: frozenset[str]) -> bool:
    """Whether a word is among them that only a body's name has, or none of a person: a number,
    "Women's", or a small word such as "in" that is none of the ``particles`` of family names."""
    plain = [word.strip(",.()") for word in words]
    folded = {word.lower() for word in plain}
    if words and words[0].endswith(",") and plain[0].lower() in OF_NATIONS:
        folded.discard(plain[0].lower())
    return (
        not folded.isdisjoint(OF_BODIES | OF_NATIONS | JOINING)
        or any(_POSSESSIVE.fullmatch(word) or _has_digit(word) for word in plain)
        or _has_small_words(plain, particles)
    )


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def _has_small_words(words: list[str], particles: frozenset[str]) -> bool:
    """Somebody who writes the whole name small is still a person."""
    small = [word for word in words if word.islower()]
    return len(small) < len(words) and any(word not in particles for word in small)
