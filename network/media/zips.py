"""Several stored files as one ZIP, written while it is sent: memory does not grow with it."""

import logging
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from network.media.serving import CONTENT_SECURITY_POLICY, busy
from network.media.streaming import PIECE_BYTES, SEATS, SeatedPieces
from network.safeguarding.files import clean_name

logger = logging.getLogger("network.media")
# Office files and PDF are packed already; to pack them again takes time and saves nothing.
PACKED = frozenset({"docx", "pptx", "xlsx", "pdf"})
LONGEST_PART = 80
# What a ZIP says of each file beside its content: two headers with its path.
MEMBER_BYTES = 210
# Names that Windows keeps for devices, and characters that it does not take.
RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a ZIP. ``pieces`` opens it when its turn has come; ``size`` is in bytes."""

    path: str
    modified: datetime
    size: int
    pieces: Callable[[], Iterable[bytes]]


class Names:
    """Paths that every system can unpack, each once, whatever the files were called."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def path(self, *parts: str) -> str:
        """A safe path of these parts; a number is added where it is taken already."""
        *folders, name = [safe_part(part) for part in parts]
        stem, dot, extension = name.rpartition(".")
        stem, extension = (stem, f"{dot}{extension}") if dot else (name, "")
        number, path = 1, "/".join([*folders, name])
        while path.casefold() in self.taken:
            number += 1
            path = "/".join([*folders, f"{stem} ({number}){extension}"])
        self.taken.add(path.casefold())
        return path


def safe_part(text: str) -> str:
    """One part of a path: no separator, no hidden character, no device name, at most 80 long."""
    # Separators first, or only what follows the last one would be left; then again, because a
    # cleaned name has quotation marks where an escaped one stood.
    name = clean_name(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text)))
    name = _FORBIDDEN.sub(" ", name).rstrip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        stem, extension = name, ""
    stem = " ".join(stem.split())[: LONGEST_PART - len(extension) - 1].rstrip(" .")
    stem = stem or "file"
    if stem.casefold() in RESERVED:
        stem = f"{stem}_"
    return f"{stem}{dot}{extension}" if dot else stem


def stored_member(path: str, file: File, *, modified: datetime) -> Member | None:
    """A stored file as a member, or None when the storage has lost it; that is logged."""
    storage, name = file.storage, file.name
    try:
        size = storage.size(name)
    except (FileNotFoundError, ValueError):
        logger.exception("stored file is missing")
        return None

    def pieces() -> Iterator[bytes]:
        with storage.open(name) as stored:
            while piece := stored.read(PIECE_BYTES):
                yield piece

    return Member(path, modified, size, pieces)


def text_member(path: str, text: str, *, modified: datetime) -> Member:
    content = text.encode()
    return Member(path, modified, len(content), lambda: [content])


def send_zip(
    request: HttpRequest, filename: str, members: list[Member], *, restricted: bool
) -> HttpResponseBase:
    """Answer GET and HEAD with the members as a ZIP under ``filename``.

    The caller has checked that the viewer may have every one of them. Takes a seat like a large
    file (:mod:`network.media.streaming`), or answers 503 where none is free. No answer has a
    length: nobody knows it before the last piece.
    """
    if request.method == "HEAD":
        # A stream of nothing: Django would say that an answer without one is zero bytes long.
        response: HttpResponseBase = StreamingHttpResponse()
    elif SEATS.take():
        response = StreamingHttpResponse(SeatedPieces(zipped(members)))
    else:
        return busy(request)
    response["Content-Type"] = "application/zip"
    response["Content-Disposition"] = content_disposition_header(True, clean_name(filename))
    response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    response["X-Content-Type-Options"] = "nosniff"
    if restricted:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, no_cache=True)
    return response


def zip_size(sizes: Iterable[int]) -> int:
    """About how many bytes a ZIP of files of these sizes has. Office files and PDF are put in as
    they are; what is packed while it is sent, such as plain text, takes less than is said here."""
    return sum(size + MEMBER_BYTES for size in sizes)


def zipped(members: Iterable[Member]) -> Iterator[bytes]:
    """The bytes of the ZIP, in pieces."""
    from stream_zip import ZIP_AUTO, stream_zip  # two megabytes, of a cipher that is not used

    return iter(
        stream_zip(
            (
                member.path,
                member.modified,
                0o644,
                ZIP_AUTO(member.size, level=0 if _is_packed(member.path) else 6),
                member.pieces(),
            )
            for member in members
        )
    )


def _is_packed(path: str) -> bool:
    return path.rpartition(".")[2] in PACKED
