"""The answers that a process keeps: newest used last, bounded in number, size and time."""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

SECONDS = 60
MOST_BYTES = 12 * 1024 * 1024
MOST_ANSWERS = 2000
LEAST_COMPRESSED = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """A response without its moment: what every visitor gets.

    ``compressed`` is its body by gzip, ``body`` the plain one where it was too short for that;
    ``etag`` is weak, because compressed or not it is the same page.
    ``on_each`` is called for every request that gets it (a look is counted there).
    """

    headers: tuple[tuple[str, str], ...]
    body: bytes
    compressed: bytes
    etag: str
    token: str
    until: float
    on_each: Callable | None = None

    @property
    def size(self) -> int:
        return len(self.body) + len(self.compressed) + sum(len(v) for _, v in self.headers)

    def plain(self) -> bytes:
        return self.body or gzip.decompress(self.compressed)


def answer_of(headers, body: bytes, *, token: str, on_each: Callable | None) -> Answer:
    """Make an answer ready: compressed once, with a tag that names its content."""
    is_long = len(body) >= LEAST_COMPRESSED
    return Answer(
        headers=tuple(headers),
        body=b"" if is_long else body,
        # No time in it, so that processes make the same bytes.
        compressed=gzip.compress(body, compresslevel=6, mtime=0) if is_long else b"",
        etag=f'W/"{hashlib.sha256(body).hexdigest()[:32]}"',
        token=token,
        until=time.monotonic() + SECONDS,
        on_each=on_each,
    )


@dataclass(slots=True)
class Store:
    answers: OrderedDict = field(default_factory=OrderedDict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    size: int = 0

    def get(self, key, token: str) -> Answer | None:
        """The answer for a key, if it is of this token and not too old."""
        answer = self.answers.get(key)
        if answer is None:
            return None
        if answer.token != token or answer.until < time.monotonic():
            self._drop(key)
            return None
        with self.lock:
            if key in self.answers:
                self.answers.move_to_end(key)
        return answer

    def put(self, key, answer: Answer) -> None:
        """Keep an answer; those that were not asked for longest make room."""
        if answer.size > MOST_BYTES // 20:
            return
        self._drop(key)
        with self.lock:
            self.answers[key] = answer
            self.size += answer.size
            while self.size > MOST_BYTES or len(self.answers) > MOST_ANSWERS:
                _, oldest = self.answers.popitem(last=False)
                self.size -= oldest.size

    def clear(self) -> None:
        with self.lock:
            self.answers.clear()
            self.size = 0

    def _drop(self, key) -> None:
        with self.lock:
            answer = self.answers.pop(key, None)
            if answer is not None:
                self.size -= answer.size


store = Store()
