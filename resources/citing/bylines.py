"""Who is named in one line, such as the author of a file: "Ana Ruiz, Ben Ode & Cleo Hart"."""

import re

from resources.citing.bodies import is_of_a_body
from resources.citing.names import GENERATIONS, HONOURS, PARTICLES

_AND = re.compile(r",?\s+(?:and|&)\s+", re.IGNORECASE)


def people_in(line: str) -> list[str]:
    """The names one by one, in order."""
    entries = (" ".join(entry.split()).strip(" ,") for entry in line.split(";"))
    return [name for entry in entries if entry for name in _people(entry)]


def _people(entry: str) -> list[str]:
    """The names in an entry; the entry itself where it may as well be one name.

    "And" and commas part people of two words or more, and also the first names of a list of three.
    "Ruiz, Ana" is one person, so is "Ana Ruiz, PhD", and "Hale & Hart" may be a firm. With a body
    among them nobody can tell: "and" is in the names of many.
    """
    parts = _AND.split(entry)
    if any(is_of_a_body(part.split(), PARTICLES) for part in parts):
        return [entry]
    first_names = len(parts) > 1 and "," in entry and len(parts[-1].split()) == 1
    names = [name for part in parts for name in _by_commas(part, first_names=first_names)]
    is_list = first_names or all(len(name.split()) > 1 for name in names)
    return names if is_list else [entry]


def _by_commas(part: str, *, first_names: bool) -> list[str]:
    pieces: list[str] = []
    for piece in part.split(","):
        if pieces and piece.strip().replace(".", "") in HONOURS | GENERATIONS:
            pieces[-1] += f", {piece.strip()}"
        else:
            pieces.append(piece.strip())
    is_list = first_names or all(len(piece.split()) > 1 for piece in pieces)
    return [piece for piece in pieces if piece] if is_list else [part]
