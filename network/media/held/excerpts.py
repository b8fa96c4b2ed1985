"""What was marked in a file that is held, with the words around it and the part of the file.

Read out of the file anew at each look, shown to safeguarding leads and kept nowhere.
"""

from dataclasses import dataclass

from network.media.models import HeldFile
from network.media.models.reading import Place
from network.media.reading.waiting import read_pieces
from network.safeguarding.files import Finding, look_inside, must_go

# Of the parts in which a phrase stands.
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A marked phrase with about 40 characters on each side. ``places`` name the slides, pages,
    sheets or headings where it stands, as far as the readers know them."""

    phrase: str
    before: str
    after: str
    reason: str
    places: tuple[str, ...] = ()


def excerpts_of(row: HeldFile) -> list[Excerpt]:
    """What holds the file back, in the order of the screening. Two processes with limits.

    :raises UploadRefused: when it cannot be read within them.
    :raises OSError: when the storage has lost it.
    """
    extension = row.name.rpartition(".")[2].lower()
    with row.file.open("rb") as file:
        findings = must_go(look_inside(file, filename=row.name))
        file.seek(0)
        _, pieces = read_pieces(file, extension)
    return [_excerpt(finding, pieces) for finding in findings]


def _excerpt(finding: Finding, pieces: list[dict]) -> Excerpt:
    return Excerpt(
        phrase=finding.phrase,
        before=finding.before.lstrip(),
        after=finding.after.rstrip(),
        reason=finding.reason,
        places=("Its name",) if finding.place == "name" else _places(finding, pieces),
    )


def _places(finding: Finding, pieces: list[dict]) -> tuple[str, ...]:
    """The parts in which the phrase stands as whole words; those with the words before it first
    where there are such."""
    phrase = _plain(finding.phrase)
    holding = [piece for piece in pieces if phrase in _plain(piece["text"])]
    words = " ".join(_plain(finding.before).split()[-2:])
    exact = [piece for piece in holding if f"{words} {phrase}" in _plain(piece["text"])]
    named = dict.fromkeys(filter(None, map(_name_of, exact or holding)))
    return tuple(named)[:MOST_PLACES]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _name_of(piece: dict) -> str:
    """ "Slide 3, “Who we know”"; of a part of a text its heading alone."""
    heading = f"“{piece['heading']}”" if piece["heading"] else ""
    if piece["place"] == Place.PART:
        return f"Below {heading}" if heading else ""
    number = f"{Place(piece['place']).label} {piece['number']}"
    return f"{number}, {heading}" if heading else number
