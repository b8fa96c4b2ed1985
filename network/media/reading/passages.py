"""Pieces of a text as a reader passes them on. Imported by the child: nothing of Django here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

PAGE, SLIDE, NOTES, SHEET, PART = "page", "slide", "notes", "sheet", "part"
MOST_CHARACTERS = 1_000_000
PART_CHARACTERS = 1_500
HEADING_CHARACTERS = 300


class NotReadable(Exception):  # noqa: N818 -- an outcome, not a fault
    """The file gives no text; ``code`` says why ("encrypted", "broken", "slow")."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Piece:
    """A passage with its place in the file, such as slide 7."""

    place: str
    number: int
    text: str
    heading: str = ""


def clean(text: str) -> str:
    """Without control characters, which databases refuse; lines keep their ends."""
    lines = ("".join(c if c.isprintable() else " " for c in line) for line in text.splitlines())
    return "\n".join(stripped for line in lines if (stripped := " ".join(line.split())))


def in_parts(blocks: Iterable[tuple[str, str]], place: str = PART) -> Iterator[Piece]:
    """Join ``(heading, text)`` blocks into numbered parts of about 1,500 characters; a new heading
    begins a new part."""
    number, heading, lines, length = 1, "", [], 0
    for new_heading, text in blocks:
        if lines and (new_heading != heading or length + len(text) > PART_CHARACTERS):
            yield Piece(place, number, "\n".join(lines), heading)
            number, lines, length = number + 1, [], 0
        heading = new_heading
        for start in range(0, len(text), PART_CHARACTERS * 2):
            if start:
                yield Piece(place, number, "\n".join(lines), heading)
                number, lines, length = number + 1, [], 0
            lines.append(text[start : start + PART_CHARACTERS * 2])
            length += len(lines[-1])
    if lines:
        yield Piece(place, number, "\n".join(lines), heading)
