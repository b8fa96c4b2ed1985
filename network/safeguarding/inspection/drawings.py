"""Drawings inside Office documents that are text: SVG, and the older VML. Pictures may come from
elsewhere in both, and a browser runs what stands in SVG."""

import html
import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.parsers import expat

from network.safeguarding.inspection.refusals import UploadRefused

MAX_ELEMENTS = 1_000_000
MAX_TAG_BYTES = 4 * 1024 * 1024
# Elements of VML and SVG that show a picture from an address.
SHOWING = frozenset({"imagedata", "image", "fill", "stroke", "feImage", "use"})
_STANDS_BESIDE = ("cid", "data")
_RUNNING = frozenset({"script", "handler", "listener", "iframe", "embed", "object"})
_INVISIBLE = re.compile(r"[\x00-\x20\x7f]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):")
_SCRIPT = re.compile(
    rb"<(?:\w{1,20}:)?script\b|\bjavascript:|[\s\"'/]on[a-z]{3,20}\s*=", re.IGNORECASE
)
_OVERLAP_BYTES = 64
_OLD_PICTURE = re.compile(
    rb"<(?:\w{1,20}:)?(?:imagedata|image|fill|stroke)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*|[^>]*)>",
    re.IGNORECASE,
)
_OLD_ADDRESS = re.compile(
    rb"(?:^|[\s\"'/])(?:\w{1,20}:)?(?:src|href)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE
)


def drawing_reader(name: str, kind: str, start: bytes):
    """Who reads a part by its name, its content type and its first bytes; None for what is no
    drawing of these kinds."""
    head = start.replace(b"\0", b"").lower()
    if name.lower().endswith(".vml") or "vmldrawing" in kind:
        return _OldDrawing()
    if name.lower().endswith(".svg") or kind.startswith("image/svg") or b"<svg" in head:
        return _Svg()
    return None


def check_showing(name: str, attributes: dict[str, str]) -> None:
    """:raises UploadRefused: for an element that shows a picture from elsewhere."""
    if name in SHOWING and any(
        key.rpartition("}")[2] in ("src", "href") and _is_fetched(value)
        for key, value in attributes.items()
    ):
        raise UploadRefused("external")


def _is_fetched(address: str) -> bool:
    """Whether a picture stands neither in the file nor beside it. Letters name theirs by "cid:"."""
    plain = _INVISIBLE.sub("", unquote(address)).replace("\\", "/").lower()
    scheme = _SCHEME.match(plain)
    return plain.startswith("//") or bool(scheme and scheme[1] not in _STANDS_BESIDE)


class _OldDrawing:
    """Searches VML, which is often not well-formed, tag by tag."""

    def __init__(self) -> None:
        self._rest = b""

    def read(self, chunk: bytes) -> None:
        text = self._rest + chunk.replace(b"\0", b"")
        if re.search(rb"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
            raise UploadRefused("doctype")
        for address in _old_addresses(text):
            if _is_fetched(address):
                raise UploadRefused("external")
        begun = text.rfind(b"<")
        self._rest = text[begun:] if begun >= 0 else b""
        if len(self._rest) > MAX_TAG_BYTES:
            raise UploadRefused("complex")

    def end(self) -> None: ...


def _old_addresses(text: bytes) -> Iterator[str]:
    for picture in _OLD_PICTURE.finditer(text):
        for address in _OLD_ADDRESS.finditer(picture[1]):
            yield html.unescape(address[1].decode("utf-8", "replace").strip("\"'"))


class _Svg:
    """Reads SVG as a browser does: up to the first place that is not well-formed. Programs that
    draw write definitions of their own at its beginning, which only this reader expands."""

    def __init__(self) -> None:
        self._elements = 0
        self._is_lost = False
        self._tail = b""
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartElementHandler = self._start

    def read(self, chunk: bytes) -> None:
        if not self._is_lost:
            self._parse(chunk)
        # What this reader cannot decode another may.
        text = self._tail + chunk.replace(b"\0", b"")
        if self._is_lost and _SCRIPT.search(text):
            raise UploadRefused("program")
        self._tail = text[-_OVERLAP_BYTES:]

    def end(self) -> None:
        if not self._is_lost:
            self._parse(b"", is_end=True)

    def _parse(self, chunk: bytes, *, is_end: bool = False) -> None:
        try:
            self._parser.Parse(chunk, is_end)
        except (expat.ExpatError, LookupError, ValueError):
            self._is_lost = True

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise UploadRefused("complex")
        name = name.rpartition("}")[2]
        if name.lower() in _RUNNING or any(
            key.lower().startswith("on") or _runs(value) for key, value in attributes.items()
        ):
            raise UploadRefused("program")
        check_showing(name, attributes)


def _runs(value: str) -> bool:
    return _INVISIBLE.sub("", value[:200]).lower().startswith(("javascript:", "vbscript:"))
