"""Reads the demo resources from `content/*.md`: front matter checked key by key, bodies split.

A resource is `<letter>-<slug>.md`; the documents it offers are its own second part or sibling
files such as `c-template.doc.md`. Nothing here touches the database.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resources.demo.blocks import SourceError

CONTENT = Path(__file__).parent / "content"
VOCABULARIES = Path(__file__).parents[2] / "network" / "taxonomy" / "data" / "vocabularies.toml"
EXTENSIONS = ("pdf", "docx", "pptx", "xlsx")
SIBLING_KINDS = (".doc.md", ".slides.md", ".sheet.md")
SUMMARY_LIMIT = 240

_FENCE = "+++"
_TEXT = ("letter", "slug", "title", "type", "summary", "organisation", "licence", "law", "tested")
_DAYS = ("published_days_ago", "reviewed_days_ago", "review_due_in_days")
_LISTS = {
    "contexts": "contexts",
    "harms": "harms",
    "stages": "stages",
    "sectors": "sectors",
    "nations": "nations",
    "topics": "topics",
}
_KEYS = {*_TEXT, *_DAYS, *_LISTS, "adapted_from", "authors", "versions", "files"}
_MAY_BE_EMPTY_LISTS = {"harms"}


@dataclass(frozen=True)
class AuthorSource:
    name: str
    role: str


@dataclass(frozen=True)
class VersionSource:
    """`days_ago` counts whole days before the day the demo is loaded."""

    number: int
    days_ago: int
    note: str


@dataclass(frozen=True)
class FileSource:
    """One download: `name` as the reader saves it, `text` the Markdown it is made from."""

    name: str
    label: str
    extension: str
    title: str
    subtitle: str
    text: str
    licence: str


@dataclass(frozen=True)
class ResourceSource:
    """A demo resource as written. Days count from the day the demo is loaded."""

    letter: str
    slug: str
    title: str
    type: str
    summary: str
    contexts: tuple[str, ...]
    harms: tuple[str, ...]
    stages: tuple[str, ...]
    sectors: tuple[str, ...]
    nations: tuple[str, ...]
    topics: tuple[str, ...]
    authors: tuple[AuthorSource, ...]
    organisation: str
    licence: str
    law: str
    tested: str
    published_days_ago: int
    reviewed_days_ago: int
    review_due_in_days: int
    adapted_from: str
    versions: tuple[VersionSource, ...]
    files: tuple[FileSource, ...]
    page_text: str


def split_body(body: str) -> tuple[str, str]:
    """Part a body at its line `===` into the page's text and the document's text.

    Without such a line everything is the page's text and the document is "".
    Raises SourceError when there is more than one.
    """
    parts: list[list[str]] = [[]]
    for line in body.splitlines():
        if line.strip() == "===":
            parts.append([])
        else:
            parts[-1].append(line)
    if len(parts) > 2:
        raise SourceError("a body has at most one line of ===")
    page, document = ("\n".join(lines).strip() for lines in (*parts, [])[:2])
    return page, document


def split_front_matter(text: str) -> tuple[dict, str]:
    """Part a file into its TOML front matter ({} when it has none) and its body.

    Raises SourceError when the front matter does not end or is not TOML.
    """
    lines = text.splitlines()
    if not lines or lines[0].strip() != _FENCE:
        return {}, text
    for number, line in enumerate(lines[1:], start=1):
        if line.strip() == _FENCE:
            try:
                return tomllib.loads("\n".join(lines[1:number])), "\n".join(lines[number + 1 :])
            except tomllib.TOMLDecodeError as error:
                raise SourceError(f"front matter: {error}") from error
    raise SourceError("front matter has no closing +++")


def read_resources(folder: Path = CONTENT) -> list[ResourceSource]:
    """Every resource of `folder`, by letter.

    Raises SourceError naming file and key for whatever breaks the format, and for a letter or
    slug used twice or an `adapted_from` that names no resource.
    """
    paths = sorted(path for path in folder.glob("*.md") if not path.name.endswith(SIBLING_KINDS))
    resources = sorted((_read(path) for path in paths), key=lambda resource: resource.letter)
    for key in ("letter", "slug"):
        values = [getattr(resource, key) for resource in resources]
        for value in values:
            if values.count(value) > 1:
                raise SourceError(f"{key} {value!r} is used by more than one resource")
    slugs = {resource.slug for resource in resources}
    for resource in resources:
        if resource.adapted_from and resource.adapted_from not in slugs - {resource.slug}:
            raise SourceError(f"{resource.slug}: adapted_from names no other resource")
    return resources


def _read(path: Path) -> ResourceSource:
    try:
        front, body = split_front_matter(path.read_text(encoding="utf-8"))
        page_text, document_text = split_body(body)
        _check_keys(front)
        _refuse_if(not page_text, "the page text is empty")
        lists = {key: _slugs(front, key) for key in _LISTS}
        return ResourceSource(
            **{key: _text(front, key) for key in _TEXT},
            **{key: _whole(front, key) for key in _DAYS},
            **lists,
            adapted_from=front["adapted_from"],
            authors=tuple(_authors(front)),
            versions=tuple(_versions(front)),
            files=tuple(_files(path, front, document_text)),
            page_text=page_text,
        )
    except SourceError as error:
        raise SourceError(f"{path.name}: {error}") from error


def _check_keys(front: Mapping) -> None:
    for key in sorted(_KEYS - front.keys()):
        raise SourceError(f"{key}: missing")
    for key in sorted(front.keys() - _KEYS):
        raise SourceError(f"{key}: not a key of a resource")
    if _text(front, "type") not in _vocabulary()["resource_types"]:
        raise SourceError(f"type: {front['type']!r} is not in the vocabulary")
    if len(_text(front, "summary")) > SUMMARY_LIMIT:
        raise SourceError(f"summary: longer than {SUMMARY_LIMIT} characters")
    if not isinstance(front["adapted_from"], str):
        raise SourceError("adapted_from: must be text")


def _text(table: Mapping, key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise SourceError(f"{key}: must be text that is not empty")
    return value.strip()


def _whole(table: Mapping, key: str) -> int:
    value = table.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise SourceError(f"{key}: must be a whole number")
    return value


def _slugs(front: Mapping, key: str) -> tuple[str, ...]:
    value = front[key]
    if not isinstance(value, list) or not (value or key in _MAY_BE_EMPTY_LISTS):
        raise SourceError(f"{key}: must be a list that is not empty")
    for slug in value:
        if not isinstance(slug, str) or slug not in _vocabulary()[_LISTS[key]]:
            raise SourceError(f"{key}: {slug!r} is not in the vocabulary")
    if len(set(value)) < len(value):
        raise SourceError(f"{key}: names a value twice")
    return tuple(value)


def _tables(front: Mapping, key: str) -> list[Mapping]:
    value = front[key]
    if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
        raise SourceError(f"{key}: must be a list of tables that is not empty")
    return value


def _authors(front: Mapping):
    for number, author in enumerate(_tables(front, "authors"), start=1):
        try:
            yield AuthorSource(_text(author, "name"), _text(author, "role"))
        except SourceError as error:
            raise SourceError(f"authors {number}, {error}") from error


def _versions(front: Mapping):
    versions = []
    for number, version in enumerate(_tables(front, "versions"), start=1):
        try:
            read = VersionSource(
                _whole(version, "number"), _whole(version, "days_ago"), _text(version, "note")
            )
        except SourceError as error:
            raise SourceError(f"versions {number}, {error}") from error
        if read.number != number:
            raise SourceError(f"versions: number {read.number} stands where {number} belongs")
        if versions and read.days_ago >= versions[-1].days_ago:
            raise SourceError(f"versions: number {number} is not later than the one before")
        versions.append(read)
    return versions


def _files(path: Path, front: Mapping, document_text: str):
    files: list[FileSource] = []
    for number, entry in enumerate(_tables(front, "files"), start=1):
        try:
            file = _file(path, front, entry, document_text)
            _refuse_if(file.name in {f.name for f in files}, f"name: {file.name!r} is used twice")
        except SourceError as error:
            raise SourceError(f"files {number}, {error}") from error
        files.append(file)
    return files


def _file(path: Path, front: Mapping, entry: Mapping, document_text: str) -> FileSource:
    name, label, source = (_text(entry, key) for key in ("name", "label", "source"))
    extension = name.rpartition(".")[2]
    if extension not in EXTENSIONS:
        raise SourceError(f"name: {name!r} must end in one of {', '.join(EXTENSIONS)}")
    title, subtitle, text = front["title"], front["summary"], document_text
    if source != "body":
        title, subtitle, text = _sibling(path.parent / source)
    if not text.strip():
        raise SourceError(f"source: {source!r} has no text for the document")
    return FileSource(name, label, extension, title, subtitle, text, front["licence"])


def _refuse_if(broken: bool, message: str) -> None:
    if broken:
        raise SourceError(message)


def _sibling(path: Path) -> tuple[str, str, str]:
    if not path.name.endswith(SIBLING_KINDS) or not path.is_file():
        raise SourceError(f"source: {path.name!r} is not a file beside this one")
    front, text = split_front_matter(path.read_text(encoding="utf-8"))
    return _text(front, "title"), str(front.get("subtitle", "")), text


@cache
def _vocabulary() -> dict[str, frozenset[str]]:
    """The slugs of each controlled list, read from the taxonomy's own data file."""
    lists = tomllib.loads(VOCABULARIES.read_text(encoding="utf-8"))
    return {key: frozenset(entry["slug"] for entry in entries) for key, entries in lists.items()}
