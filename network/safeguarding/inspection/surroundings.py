"""What a document brings along from where it was written, and loses when it is stored: the template
that it is attached to, and the panes of Office add-ins. Both are fetched when somebody opens it,
and tell of a computer or of a person.

Relationships are written anew from what a parser reads, so that no way of writing hides one.
"""

import re
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from network.safeguarding.inspection.part_streams import tell

# Kinds of relationships, with the type of the part that has them; the package itself has none.
_LOST = {
    "attachedTemplate": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"
    ),
    "webextensiontaskpanes": "",
    "webextension": "application/vnd.ms-office.webextensiontaskpanes+xml",
}
# Why such a file is refused where nothing is taken out of it.
REFUSED = {
    "attachedTemplate": "template",
    "webextensiontaskpanes": "add-in",
    "webextension": "add-in",
}
_BEGIN = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_END = b"</Relationships>"
# What the settings say of a template: that there is one, and that its styles are taken anew.
_SAID_OF_TEMPLATE = re.compile(
    rb"<(?:\w{1,8}:)?(?:attachedTemplate|linkStyles)\b[^<>]{0,1000}"
    rb"(?:/>|>\s{0,100}</(?:\w{1,8}:)?(?:attachedTemplate|linkStyles)\s{0,9}>)"
)


# What an add-in keeps in the document: where it comes from, and what it noted.
_OF_AN_ADD_IN = re.compile(r"(?:word|ppt|xl)/webextensions/[^/]+\.xml")
_NOTHING = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<nothing/>'


def is_of_an_add_in(name: str) -> bool:
    return _OF_AN_ADD_IN.fullmatch(name.lower()) is not None


def emptied_part(data: bytes) -> bytes:
    """A part to which nothing leads any more."""
    return _NOTHING


def is_lost(kind: str, type_of_source: str) -> bool:
    """Whether a relationship goes when the document is stored, and the document opens without."""
    return _LOST.get(kind) == type_of_source


def without_what_is_lost(data: bytes) -> bytes:
    """A part of relationships without these; the part as it is where it has none."""
    relationships = _relationships(data)
    kept = [each for each in relationships if _kind(each) not in _LOST]
    if len(kept) == len(relationships):
        return data
    return b"".join([_BEGIN, *map(_written, kept), _END])


def without_template(settings: bytes) -> bytes:
    """The settings of a document without what they say of its template."""
    return _SAID_OF_TEMPLATE.sub(b"", settings) if b"attachedTemplate" in settings else settings


def templates(data: bytes) -> list[str]:
    """Each step of the addresses of templates: names of computers, folders and people."""
    return [
        word
        for each in _relationships(data)
        if _kind(each) == "attachedTemplate"
        for word in re.split(r"[\\/]+", unquote(each.get("Target", "")))[1:]
    ]


class _Relationships:
    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.found.append(attributes)

    def text(self, data: str) -> None: ...

    def end(self, name: str) -> None: ...


def _relationships(data: bytes) -> list[dict[str, str]]:
    """:raises NotXml: for a part that is broken."""
    reader = _Relationships()
    for _ in tell([data], reader):
        pass
    return reader.found


def _kind(relationship: dict[str, str]) -> str:
    return relationship.get("Type", "").rpartition("/")[2]


def _written(relationship: dict[str, str]) -> bytes:
    attributes = (
        f" {name}={quoteattr(value)}" for name, value in relationship.items() if "}" not in name
    )
    return f"<Relationship{''.join(attributes)}/>".encode()
