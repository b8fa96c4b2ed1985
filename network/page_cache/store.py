"""The answers that a process keeps: newest used last, bounded in number, size and time."""

import gzip
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

SECONDS = 60
MOST_BYTES = 16 * 1024 * 1024
MOST_ANSWERS = 2000
LEAST_COMPRESSED = 500


@dataclass(slots=True)
class Answer:
    """A response without its moment: what every visitor gets.

    ``etag`` is weak, because compressed or not it is the same page. ``on_each`` is called for
    every request that gets it (a look is counted there).
    """

    headers: tuple[tuple[str, str], ...]
    body: bytes
    etag: str
    token: str
    until: float
    on_each: Callable | None = None
    _compressed: bytes | None = None

    @property
    def size(self) -> int:
        """Bytes in memory. Compressed, a page has about a fifth of its length."""
        return len(self.body) * 6 // 5 + sum(len(value) for _, value in self.headers)

    @property
    def compressed(self) -> bytes:
        """The body by gzip, made once, when it is first asked for a second time: pages that are
        asked for once need none. Empty where it would not be shorter by much."""
        if self._compressed is None:
            is_long = len(self.body) >= LEAST_COMPRESSED
            # No time in it, so that processes make the same bytes.
            self._compressed = (
                gzip.compress(self.body, compresslevel=6, mtime=0) if is_long else b""
            )
        return self._compressed


def answer_of(headers, body: bytes, *, token: str, on_each: Callable | None) -> Answer:
    """Make an answer with a tag that names its content."""
    return Answer(
        headers=tuple(headers),
        body=body,
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
