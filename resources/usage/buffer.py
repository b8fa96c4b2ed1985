"""Notes of uses on their way from the request to the database.

A download must not wait for a write, and a page that is only read must not write. Notes wait in
memory for at most a few seconds and are written together. A process that is killed loses what
waits; one that ends in order writes it.
"""

import atexit
import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import close_old_connections, connection

logger = logging.getLogger("resources.usage")
MOST = 10_000
BATCH = 500


@dataclass(slots=True)
class Buffer:
    """Notes in the order in which they came, written by ``write`` every ``seconds``.

    With ``seconds`` of 0 every note is written at once, in the caller's transaction. When the
    database stays away the newest ten thousand wait; what has to go is counted in the log.
    """

    write: Callable[[list], None]
    seconds: float
    waiting: deque = field(default_factory=deque)
    lock: threading.Lock = field(default_factory=threading.Lock)
    timer: threading.Timer | None = None

    def add(self, note) -> None:
        if not self.seconds:
            self.write([note])
            return
        with self.lock:
            if len(self.waiting) >= MOST:
                self.waiting.popleft()
                logger.error("a use was not counted: too many wait for the database")
            self.waiting.append(note)
            if self.timer is None:
                self.timer = threading.Timer(self.seconds, self._due)
                self.timer.daemon = True
                self.timer.start()

    def flush(self) -> None:
        """Write all that waits. What cannot be written goes back, in its order."""
        while True:
            with self.lock:
                notes = [self.waiting.popleft() for _ in range(min(BATCH, len(self.waiting)))]
            if not notes:
                return
            try:
                self.write(notes)
            except Exception:
                with self.lock:
                    self.waiting.extendleft(reversed(notes))
                raise

    def _due(self) -> None:
        """In the timer's thread, which has a connection of its own."""
        with self.lock:
            self.timer = None
        close_old_connections()
        try:
            self.flush()
        except Exception as error:
            # The next note starts a timer again and takes these with it.
            logger.warning("uses wait for the database: %s", type(error).__name__)
        finally:
            connection.close()

    def at_exit(self) -> None:
        try:
            self.flush()
        except Exception as error:
            logger.warning("%d uses are lost: %s", len(self.waiting), type(error).__name__)


def started(write: Callable[[list], None], seconds: float) -> Buffer:
    """A buffer that is emptied when the process ends in order."""
    buffer = Buffer(write, seconds)
    if seconds:
        atexit.register(buffer.at_exit)
    return buffer
