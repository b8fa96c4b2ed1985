"""A virus scanner that is set is asked about every file; without its answer none is let in."""

import io
import socket
import struct
import threading

import pytest

from network.safeguarding.files import UploadRefused, check_upload, clamd


class FakeDaemon:
    """Speaks INSTREAM on 127.0.0.1; ``received`` is what it was sent."""

    def __init__(self, answer: bytes | None) -> None:
        self.answer = answer
        self.received = b""
        self.command = b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.server.getsockname()[1]}"
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        try:
            connection, _ = self.server.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as stream:
            self.command = stream.read(10)
            while size := struct.unpack("!L", stream.read(4))[0]:
                self.received += stream.read(size)
            if self.answer is None:
                self.done.wait(10)
            else:
                connection.sendall(self.answer)

    def close(self) -> None:
        self.done.set()
        self.server.close()
        self.thread.join(5)


@pytest.fixture
def daemon(settings):
    made = []

    def start(answer):
        made.append(FakeDaemon(answer))
        settings.CLAMD_ADDRESS = made[-1].address
        return made[-1]

    yield start
    for each in made:
        each.close()


def verdict(content: bytes = b"Plain words.") -> str:
    try:
        check_upload(io.BytesIO(content), filename="a.txt")
    except UploadRefused as refusal:
        return refusal.code
    return "let in"


def test_without_an_address_nobody_is_asked(settings):
    assert settings.CLAMD_ADDRESS == ""
    assert verdict() == "let in"


def test_a_clean_file_is_let_in_and_was_sent_whole(daemon):
    fake = daemon(b"stream: OK\0")
    content = b"Plain words. " * 20_000
    assert verdict(content) == "let in"
    fake.close()
    assert (fake.command, fake.received) == (b"zINSTREAM\0", content)


def test_what_the_daemon_finds_is_refused(daemon):
    daemon(b"stream: Eicar-Signature FOUND\0")
    assert verdict() == "infected"


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OKAY\0", b"x" * 9000]
)
def test_an_unclear_answer_lets_nothing_in(daemon, answer):
    daemon(answer)
    assert verdict() == "scanner"


def test_no_answer_in_time_lets_nothing_in(daemon, monkeypatch):
    monkeypatch.setattr(clamd, "WHOLE_SECONDS", 0.3)
    daemon(None)
    assert verdict() == "scanner"


def test_no_daemon_lets_nothing_in(settings):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.getsockname()[1]}"
    assert verdict() == "scanner"
    settings.CLAMD_ADDRESS = "/nowhere/clamd.sock"
    assert verdict() == "scanner"
    settings.CLAMD_ADDRESS = "nonsense"
    assert verdict() == "scanner"
