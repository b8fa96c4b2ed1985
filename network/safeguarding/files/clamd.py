"""Ask a ClamAV daemon about a file, where one is set (``CLAMD_ADDRESS``).

The protocol is INSTREAM of clamd(8): a command that ends in a zero byte, pieces with their length
in four bytes, an empty piece at the end, one answer. An answer that does not come, or is another
than "OK", lets no file in.
"""

import socket
import struct
import time
from typing import BinaryIO

from django.conf import settings

from network.safeguarding.inspection.refusals import UploadRefused

CONNECT_SECONDS = 5
WHOLE_SECONDS = 60
PIECE_BYTES = 64 * 1024
MOST_ANSWER_BYTES = 4096


def scan(file: BinaryIO) -> None:
    """Nothing where no daemon is set, or it finds nothing. ``file`` stands at its beginning
    afterwards.

    :raises UploadRefused: "infected", or "scanner" when the daemon gives no clear answer.
    """
    if not settings.CLAMD_ADDRESS:
        return
    try:
        answer = _ask(file)
    except (OSError, ValueError) as error:
        raise UploadRefused("scanner") from error
    finally:
        file.seek(0)
    if answer.endswith(b" FOUND"):
        raise UploadRefused("infected")
    if answer != b"stream: OK":
        raise UploadRefused("scanner")


def _ask(file: BinaryIO) -> bytes:
    until = time.monotonic() + WHOLE_SECONDS
    with _connected() as connection:
        connection.sendall(b"zINSTREAM\0")
        file.seek(0)
        while piece := file.read(PIECE_BYTES):
            _allow(connection, until)
            connection.sendall(struct.pack("!L", len(piece)) + piece)
        connection.sendall(struct.pack("!L", 0))
        answer = b""
        while b"\0" not in answer and len(answer) < MOST_ANSWER_BYTES:
            _allow(connection, until)
            received = connection.recv(1024)
            if not received:
                break
            answer += received
    return answer.partition(b"\0")[0].strip()


def _allow(connection: socket.socket, until: float) -> None:
    """Let the next step take what is left of the whole time.

    :raises TimeoutError: when nothing is left.
    """
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("the scanner took too long")
    connection.settimeout(left)


def _connected() -> socket.socket:
    """A connection to ``host:port``, or to the socket of a path."""
    address = settings.CLAMD_ADDRESS
    if address.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(CONNECT_SECONDS)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_SECONDS)
