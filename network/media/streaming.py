"""The bytes of a stored file in pieces, and how many slow readers one process bears.

Without a web server that sends files, each reader holds a thread until the last byte is gone.
``FILES_SENT_AT_ONCE`` leaves the other threads to pages.
"""

import threading
import weakref
from collections.abc import Iterator
from typing import BinaryIO

from django.conf import settings
from django.db import connections

PIECE_BYTES = 256 * 1024
# Less than this fits into the buffers of the connection: nobody waits for the reader.
LARGE_FROM_BYTES = 512 * 1024


class Seats:
    """So many large files may be on their way from this process at once; 0 is no limit."""

    def __init__(self) -> None:
        self.taken = 0
        self.lock = threading.Lock()

    def take(self) -> bool:
        limit = settings.FILES_SENT_AT_ONCE
        with self.lock:
            if limit and self.taken >= limit:
                return False
            self.taken += 1
            return True

    def leave(self) -> None:
        with self.lock:
            self.taken -= 1


SEATS = Seats()


class FilePieces:
    """Iterate over ``length`` bytes of an open file from ``start`` on, 256 KiB at a time.

    Closing it closes the file and gives the seat back, as does losing it.
    """

    def __init__(self, file: BinaryIO, start: int, length: int, *, seated: bool = False) -> None:
        self.file = file
        self.left = length
        self.seated = seated
        self._leave = weakref.finalize(self, SEATS.leave) if seated else None
        file.seek(start)

    def __iter__(self) -> "FilePieces":
        return self

    def __next__(self) -> bytes:
        if self.seated:
            release_connections()
            self.seated = False
        piece = self.file.read(min(PIECE_BYTES, self.left))
        self.left -= len(piece)
        if not piece:
            self.close()
            raise StopIteration
        return piece

    def close(self) -> None:
        self.file.close()
        if self._leave is not None:
            self._leave()


class SeatedPieces:
    """Iterate over pieces that are made while they are sent. The seat was taken by the caller."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.begun = False
        self._leave = weakref.finalize(self, SEATS.leave)

    def __iter__(self) -> "SeatedPieces":
        return self

    def __next__(self) -> bytes:
        if not self.begun:
            release_connections()
            self.begun = True
        try:
            return next(self.pieces)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        close = getattr(self.pieces, "close", None)
        if close is not None:
            close()
        self._leave()


def release_connections() -> None:
    """Give the database's connections back before a send that may last for minutes.

    All queries of the request are done by then. Inside a transaction, as in tests, they stay.
    """
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
