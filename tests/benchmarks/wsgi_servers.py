"""Compare WSGI servers on this project: ``python -m tests.benchmarks.wsgi_servers``.

Each server gets two processes on 127.0.0.1, the demo settings and the demo world.
Every figure is the median of three rounds; a round visits the servers in turn, so that a busy
moment of the machine does not fall on one of them. CPU time for one answer is the figure to
compare: it depends least on what else the machine is doing.
docs/decisions/0002-wsgi-server.md holds the result that the choice was made on.
"""

import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from math import isfinite
from pathlib import Path

from tests.benchmarks.load import Load, Request, SlowDownloads, generate

APPLICATION = "tests.benchmarks.wsgi_app:application"
ROUNDS = 3
SECONDS = 2.0

SERVERS = {
    "gunicorn sync": (
        "gunicorn",
        ["--workers", "2", "--worker-class", "sync"],
    ),
    "gunicorn gthread 4": (
        "gunicorn",
        ["--workers", "2", "--worker-class", "gthread", "--threads", "4"],
    ),
    "gunicorn gthread 4, loaded once": (
        "gunicorn",
        ["--config", "deploy/gunicorn.conf.py", "--workers", "2", "--threads", "4"],
    ),
    "gunicorn gthread 16": (
        "gunicorn",
        ["--workers", "2", "--worker-class", "gthread", "--threads", "16"],
    ),
    "granian 4": (
        "granian",
        ["--workers", "2", "--blocking-threads", "4", "--backpressure", "64"],
    ),
    "granian 16": (
        "granian",
        ["--workers", "2", "--blocking-threads", "16", "--backpressure", "64"],
    ),
}
CASES = ("constant", "healthz", "home", "healthz beside 8 slow downloads")


def command(module: str, options: list[str], port: int, application: str) -> list[str]:
    """The whole command line of one server."""
    if module == "gunicorn":
        place = ["--bind", f"127.0.0.1:{port}", "--log-level", "error", "--no-control-socket"]
    else:
        place = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        place += ["--no-ws", "--log-level", "error"]
    return [sys.executable, "-m", module, *place, *options, application]


def free_port() -> int:
    """A port of 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Usage:
    """What a server and its worker processes have used: CPU seconds so far, MiB resident now.

    Memory that processes share is counted in each of them.
    """

    cpu_seconds: float
    resident_mib: float

    @classmethod
    def of(cls, pid: int) -> "Usage":
        cpu = pages = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                # After the command's name, which may hold spaces: state, parent, ..., utime, stime,
                # ..., resident pages (proc(5), fields 3, 4, 14, 15 and 24).
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(stat.parent.name) == pid or int(fields[1]) == pid:
                cpu += int(fields[11]) + int(fields[12])
                pages += int(fields[21])
        return cls(
            cpu_seconds=cpu / os.sysconf("SC_CLK_TCK"),
            resident_mib=pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
        )


def worker_mib(pid: int) -> float:
    """Memory of one worker of a server, MiB: its own and its share of what it shares (PSS); of
    several workers the largest. Where the system does not tell it, the resident memory."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            if int(stat.read_text().rpartition(")")[2].split()[1]) != pid:
                continue
            lines = stat.with_name("smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        found += [int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")]
    return max(found, default=Usage.of(pid).resident_mib)


@dataclass(frozen=True)
class Reading:
    """One case of one round: what came back, and the server's CPU time for one answer."""

    load: Load
    cpu_ms: float


class Server:
    """One running server: started on entry, ended with everything it started on exit."""

    def __init__(
        self, name: str, *, application: str = APPLICATION, ready: str = "/healthz", **environment
    ):
        self.port, self.ready = free_port(), ready
        self.command = command(*SERVERS[name], self.port, application)
        self.environment = {**os.environ, **environment}

    def __enter__(self) -> "Server":
        self.process = subprocess.Popen(
            self.command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=self.environment,
        )
        deadline = time.monotonic() + 40
        while generate(self.port, self.ready, seconds=0.1, connections=1).per_second == 0:
            if time.monotonic() > deadline or self.process.poll() is not None:
                self.__exit__()
                raise RuntimeError(f"did not start: {' '.join(self.command)}")
            time.sleep(0.2)
        return self

    def __exit__(self, *exc_info) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    def ask(self, path: str | Callable[[], Request], *, connections: int = 8) -> Reading:
        """Load one address, or those that are given for each request, and read what it cost."""
        before = Usage.of(self.process.pid)
        load = generate(self.port, path, seconds=SECONDS, connections=connections)
        spent = Usage.of(self.process.pid).cpu_seconds - before.cpu_seconds
        return Reading(load, spent * 1000 / load.answers if load.answers else float("inf"))


def measure(server: Server) -> dict[str, Reading | float]:
    """Every case once, and the memory before and beside the downloads."""
    for path in ("/healthz", "/"):
        generate(server.port, path, seconds=1)
    results: dict[str, Reading | float] = {
        "constant": server.ask("/-/constant"),
        "healthz": server.ask("/healthz"),
        "home": server.ask("/"),
        "MiB": Usage.of(server.process.pid).resident_mib,
    }
    with SlowDownloads(server.port, "/-/file"):
        results[CASES[3]] = server.ask("/healthz", connections=2)
        results["MiB beside downloads"] = Usage.of(server.process.pid).resident_mib
    return results


def prepare(folder: str) -> None:
    """The demo world and its static files, in a folder of the benchmark's own."""
    os.environ["DEMO_DIR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "network.settings.demo"
    tasks = (
        ["migrate", "--verbosity", "0"],
        ["collectstatic", "--noinput", "--verbosity", "0"],
        ["load_demo"],
    )
    for task in tasks:
        subprocess.run([sys.executable, "manage.py", *task], check=True, stdout=subprocess.DEVNULL)


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def main() -> None:
    """Measure, then print one table per case and one of the memory."""
    names = [name for name in SERVERS if find_spec(SERVERS[name][0])]
    results = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory(prefix="wsgi-bench-") as folder:
        say("Loading the demo world")
        prepare(folder)
        for number in range(1, ROUNDS + 1):
            for name in names:
                say(f"Round {number} of {ROUNDS}: {name}")
                with Server(name) as server:
                    for key, value in measure(server).items():
                        results[name][key].append(value)
    report(names, results)


def report(names: list[str], results) -> None:
    """Print the medians; a ratio of 1.00 is the first server of the table."""
    cores, busy = os.cpu_count(), os.getloadavg()[0]
    say(f"\n{cores} cores, load {busy:.1f}; two processes each; median of {ROUNDS} rounds")
    for case in CASES:
        say(
            f"\n{case}\n{'':22}{'CPU ms each':>12}{'ratio':>8}{'per second':>12}"
            f"{'median ms':>12}{'p99 ms':>10}"
        )
        first = statistics.median(reading.cpu_ms for reading in results[names[0]][case])
        for name in names:
            readings = results[name][case]
            if not any(reading.load.answers for reading in readings):
                say(f"{name:22}{'no answer in five seconds':>30}")
                continue
            cpu = statistics.median(reading.cpu_ms for reading in readings)
            speed = statistics.median(reading.load.per_second for reading in readings)
            median = statistics.median(reading.load.median_ms for reading in readings)
            p99 = statistics.median(reading.load.p99_ms for reading in readings)
            failures = sum(reading.load.failures for reading in readings)
            note = f"  {failures} failed" if failures else ""
            ratio = f"{cpu / first:.2f}" if isfinite(first) else "-"
            say(f"{name:22}{cpu:12.2f}{ratio:>8}{speed:12.0f}{median:12.1f}{p99:10.1f}{note}")
    say(f"\nmemory, MiB{'':11}{'at work':>12}{'beside 8 downloads':>22}")
    for name in names:
        work = statistics.median(results[name]["MiB"])
        beside = statistics.median(results[name]["MiB beside downloads"])
        say(f"{name:22}{work:12.0f}{beside:22.0f}")


if __name__ == "__main__":
    main()
