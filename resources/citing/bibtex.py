"""BibTeX: a technical report, with the fields that Zotero, JabRef and biblatex understand."""

from resources.citing.description import Described
from resources.citing.names import Name

# What TeX reads as a command, and how it prints it instead.
SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
TABLE = str.maketrans(SIGNS)


def bibtex(described: Described) -> str:
    """One entry. The title stands in double braces, so that no style changes its capitals."""
    day = described.released
    fields = {
        "author": " and ".join(_name(name) for name in described.credited),
        "title": f"{{{_tex(described.title)}}}",
        "type": _tex(described.genre),
        "institution": _tex(described.publisher),
        "year": str(day.year),
        "month": str(day.month),
        "version": str(described.version),
        "note": f"Version {described.version}",
        "url": described.url,
        "urldate": described.accessed.isoformat(),
        "abstract": _tex(described.summary),
        "keywords": _tex(", ".join(described.keywords)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@techreport{{{described.key},", *lines, "}", ""])


def _name(name: Name) -> str:
    """Family name, generation and given name. A name of a body in braces of its own: "and" and
    commas in it separate nothing."""
    if not name.given:
        return f"{{{_tex(name.family)}}}"
    family = f"{name.particle} {name.family}".strip()
    return ", ".join(_tex(part) for part in (family, name.suffix, name.given) if part)


def _tex(words: str) -> str:
    return " ".join(words.split()).translate(TABLE)
