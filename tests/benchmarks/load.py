"""A small load generator: keep-alive connections, one thread each, for a bounded time.

It is not fast, but it is the same for every server and needs nothing installed. Only loopback
addresses are ever asked.
"""

import http.client
import socket
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Load:
    """What came back. Times are in milliseconds."""

    answers: int
    per_second: float
    median_ms: float
    p99_ms: float
    failures: int


Request = tuple[str, dict[str, str]]


def generate(
    port: int,
    path: str | Callable[[], Request],
    *,
    seconds: float,
    connections: int = 8,
) -> Load:
    """Ask ``path`` as fast as ``connections`` clients can, for ``seconds``.

    Called, ``path`` gives the address and the headers of each request.
    """
    ask = path if callable(path) else lambda: (path, {})
    times: list[float] = []
    failures = [0]
    end = time.perf_counter() + seconds

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        while time.perf_counter() < end:
            start = time.perf_counter()
            try:
                address, headers = ask()
                connection.request("GET", address, headers={"Host": "127.0.0.1", **headers})
                response = connection.getresponse()
                response.read()
                well = response.status == 200
            except (OSError, http.client.HTTPException):
                well = False
                connection.close()
            if well:
                times.append(time.perf_counter() - start)
            else:
                failures[0] += 1
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(connections)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = time.perf_counter() - started
    if not times:
        return Load(0, 0.0, float("inf"), float("inf"), failures[0])
    times.sort()
    return Load(
        answers=len(times),
        per_second=len(times) / passed,
        median_ms=statistics.median(times) * 1000,
        p99_ms=times[min(len(times) - 1, int(len(times) * 0.99))] * 1000,
        failures=failures[0],
    )


class SlowDownloads:
    """Clients on bad lines: each reads a large answer at 64 KiB a second while the block runs."""

    def __init__(self, port: int, path: str, *, clients: int = 8):
        self.port, self.path, self.clients = port, path, clients
        self.stopping = threading.Event()
        self.threads: list[threading.Thread] = []
        self.read_bytes = 0

    def _client(self) -> None:
        with socket.socket() as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16_384)
            connection.settimeout(5)
            connection.connect(("127.0.0.1", self.port))
            connection.sendall(f"GET {self.path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
            while not self.stopping.wait(0.125):
                try:
                    self.read_bytes += len(connection.recv(8_192))
                except OSError:
                    continue

    def __enter__(self) -> "SlowDownloads":
        self.threads = [threading.Thread(target=self._client) for _ in range(self.clients)]
        for thread in self.threads:
            thread.start()
        time.sleep(0.5)
        return self

    def __exit__(self, *exc_info) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join()
