"""What of a file's properties may be filled in for an editor: nothing that identifies somebody,
because a title becomes an address, a label and the name of a document too."""

import re
from dataclasses import replace

from network.safeguarding.files import Facts, Finding
from network.safeguarding.screening import BLOCK, screen

TITLE, AUTHORS = "title", "authors"
# Between letters or figures it belongs to the word: "2025-26", "cyd-destunol".
_LOOSE_HYPHEN = re.compile(r"(?<!\w)-+|-+(?!\w)")


def fit_to_fill_in(facts: Facts) -> tuple[Facts, tuple[str, ...]]:
    """The facts without a title that names somebody or has what is surely an identifier, and
    without authors that are e-mail addresses, numbers or the like; and which of them lost some.

    Names of authors are names: these stay.
    """
    title = "" if _identifies(facts.title, names_too=True) else facts.title
    authors = tuple(filter(None, map(_without_identifiers, facts.authors)))
    left_out = [TITLE] if title != facts.title else []
    left_out += [AUTHORS] if authors != facts.authors else []
    return replace(facts, title=title, authors=authors), tuple(left_out)


def title_from(name: str) -> str:
    """A file's name as a title: without its ending, with blanks for underscores and for hyphens
    that join nothing, and a capital at its beginning. All other letters stay as they are."""
    stem = _LOOSE_HYPHEN.sub(" ", name.rpartition(".")[0].replace("_", " "))
    words = " ".join(stem.split())
    return words[:1].upper() + words[1:]


def is_clean_name(findings: tuple[Finding, ...]) -> bool:
    """Whether nothing that a file's name says may identify somebody."""
    return not any(
        finding.place == "name" and (finding.type == "name" or finding.severity == BLOCK)
        for finding in findings
    )


def _identifies(text: str, *, names_too: bool) -> bool:
    return any(
        names_too if span.type == "name" else span.severity == BLOCK for span in screen(text)
    )


def _without_identifiers(author: str) -> str:
    """An author as the file names them; of several in one line those that may stay."""
    if not _is_no_name(author):
        return author
    parts = (part.strip() for part in author.split(","))
    return ", ".join(part for part in parts if part and not _is_no_name(part))


def _is_no_name(author: str) -> bool:
    """An address of an office is no name either, though it may be public."""
    return "@" in author or _identifies(author, names_too=False)
