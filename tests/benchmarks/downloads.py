"""Measure sending files: ``python -m tests.benchmarks.downloads``.

Four questions, each answered for the site's own server as the demo and production start it, and for
nginx in front with ``SEND_FILES_BY=x-accel-redirect`` where nginx is installed:

1. Do slow downloads of a 20 MB file leave every other request answered (16; 100 behind nginx)?
2. How much memory does a 200 MB file take while it is sent?
3. How fast do fast visitors get 20 MB?
4. Is one download more than there are seats told to wait, while pages go on?
"""

import http.client
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.figures import Figure, tell
from tests.benchmarks.load import SlowDownloads, generate
from tests.benchmarks.wsgi_servers import Usage, free_port, say
from tests.deploy.nginx import INSTALLED, Nginx

APPLICATION = "tests.benchmarks.downloads_app:application"
MIB = 2**20
MOST_GROWN_MIB = 10
ARRANGEMENTS = {
    "make demo: 1 process, 32 threads": (1, 32),
    "production: 2 processes, 32 threads": (2, 32),
}


class Gunicorn:
    """The site on a free port, as gunicorn's command line starts it."""

    def __init__(self, workers: int, threads: int, sender: str) -> None:
        self.port = free_port()
        self.command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}"]
        self.command += ["--workers", str(workers), "--worker-class", "gthread"]
        self.command += ["--threads", str(threads), "--no-control-socket", "--log-level", "error"]
        self.command += [APPLICATION]
        self.environment = {**os.environ, "SEND_FILES_BY": sender}

    def __enter__(self) -> "Gunicorn":
        self.process = subprocess.Popen(self.command, env=self.environment)
        deadline = time.monotonic() + 90
        while generate(self.port, "/healthz", seconds=0.1, connections=1).per_second == 0:
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise RuntimeError("the site did not start")
            time.sleep(0.2)
        for _ in range(8):
            ask(self.port, "/")
        return self

    def __exit__(self, *exc_info) -> None:
        self.process.terminate()
        self.process.wait(40)


def ask(port: int, path: str) -> tuple[int, int]:
    """Status and number of bytes, read in pieces so that this process stays small."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": "127.0.0.1"})
    response = connection.getresponse()
    size = 0
    while piece := response.read(MIB):
        size += len(piece)
    connection.close()
    return response.status, size


def beside_slow_downloads(port: int, clients: int) -> int:
    """How many other requests were not answered beside so many slow downloads."""
    with SlowDownloads(port, "/-/file/20mb.pdf", clients=clients) as slow:
        health = generate(port, "/healthz", seconds=3, connections=2)
        pages = generate(port, "/", seconds=5, connections=2)
        read = slow.read_bytes
    say(
        f"  {clients} slow downloads ({read / MIB:.1f} MiB read): health check "
        f"{health.answers} answered, {health.failures} failed, p99 {health.p99_ms:.0f} ms"
        f"; home {pages.answers} answered, {pages.failures} failed, p99 {pages.p99_ms:.0f} ms"
    )
    return health.failures + pages.failures


def first_bytes(port: int) -> int:
    """The status of a request for ten bytes, if they are ten."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Host": "127.0.0.1", "Range": "bytes=5-14"}
    connection.request("GET", "/-/file/20mb.pdf", headers=headers)
    response = connection.getresponse()
    status = response.status if len(response.read()) == 10 else 0
    connection.close()
    return status


def measure(
    words: str, server: Gunicorn, port: int, *, slow: tuple[int, ...], wanted: int
) -> list[Figure]:
    """Print what was measured; the figures beside ``wanted`` slow downloads have a limit."""
    before = Usage.of(server.process.pid).resident_mib
    started = time.perf_counter()
    status, size = ask(port, "/-/file/200mb.pdf")
    seconds = time.perf_counter() - started
    grown = Usage.of(server.process.pid).resident_mib - before
    say(f"  200 MB: {status}, {size / MIB:.0f} MiB in {seconds:.2f} s; memory {grown:+.1f} MiB")
    fast = generate(port, "/-/file/20mb.pdf", seconds=4, connections=4)
    say(f"  20 MB, 4 fast visitors: {fast.per_second:.1f} a second, {fast.failures} failed")
    part = first_bytes(port)
    found = [
        Figure(f"{words}: memory for a 200 MB file", grown, MOST_GROWN_MIB, "MiB"),
        Figure(f"{words}: range requests answered", float(part == 206), 1, "of 1", is_least=True),
    ]
    for clients in slow:
        failed = beside_slow_downloads(port, clients)
        limit = 0 if clients == wanted else None
        what = f"{words}: unanswered beside {clients} slow downloads"
        found.append(Figure(what, failed, limit, "requests"))
        time.sleep(1)
    return found


def prepare(folder: Path) -> Path:
    """An empty site and two files in its private storage; returns the storage's folder."""
    os.environ.update(DEMO_DIR=str(folder), DJANGO_SETTINGS_MODULE="network.settings.demo")
    for task in (
        ["migrate", "--verbosity", "0"],
        ["collectstatic", "--noinput", "--verbosity", "0"],
    ):
        subprocess.run([sys.executable, "manage.py", *task], check=True, stdout=subprocess.DEVNULL)
    private = folder / "private"
    private.mkdir(exist_ok=True)
    for name, size in (("20mb.pdf", 20), ("200mb.pdf", 200)):
        with open(private / name, "wb") as file:
            for _ in range(size):
                file.write(os.urandom(MIB))
    return private


def main() -> None:
    found = []
    with tempfile.TemporaryDirectory(prefix="downloads-bench-") as name:
        private = prepare(Path(name))
        for words, (workers, threads) in ARRANGEMENTS.items():
            say(f"{words}, the site sends")
            with Gunicorn(workers, threads, "site") as server:
                found += measure(
                    words.partition(":")[0], server, server.port, slow=(16, 60), wanted=16
                )
        found += behind_nginx(Path(name), private)
        tell(found)


def behind_nginx(folder: Path, private: Path) -> list[Figure]:
    if INSTALLED is None:
        note = "nginx is not installed here"
        return [Figure("nginx: beside 100 slow downloads", None, 0, "requests", note=note)]
    say("production behind nginx, x-accel-redirect")
    conf = folder / "nginx"
    conf.mkdir()
    with (
        Gunicorn(2, 32, "x-accel-redirect") as server,
        Nginx(conf, site_port=server.port, port=free_port(), files=private) as nginx,
    ):
        return measure("nginx", server, nginx.port, slow=(100,), wanted=100)


if __name__ == "__main__":
    main()
