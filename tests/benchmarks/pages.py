"""What pages cost: ``python -m tests.benchmarks.pages``.

Each figure is a ratio within one run, against a constant Django view on the same server (gunicorn,
two processes of four threads): ready answers for visitors, also with a statistics program's cookie
and random ``utm_`` parameters, and the same pages made anew. The site runs on the demo world, whose
folder ``DEMO_DIR`` names; without it one is made first. The processor time of one answer is the
figure to compare: it depends least on what else the machine is doing. Requests per second are
held back by the load generator, which shares the processor.
"""

import os
import random
import statistics
import tempfile
from collections import defaultdict
from contextlib import nullcontext

from tests.benchmarks.load import generate
from tests.benchmarks.wsgi_servers import Server, Usage, prepare, say

SERVER = "gunicorn gthread 4"
SITE = "network.wsgi:application"
BARE = "tests.benchmarks.bare:application"
ROUNDS = 3
PAGES = {"home": "/", "library": "/resources/", "blog": "/blog/"}
LEAST_FROM_CACHE = 0.8
MOST_UNCACHED = 20


def followed() -> tuple[str, dict[str, str]]:
    """A visitor whom a statistics program follows: another cookie and address each time."""
    number = random.randrange(10**9)
    return (
        f"/resources/?utm_source=s{number}&utm_campaign=c{number}",
        {"Cookie": f"_ga=GA1.2.{number}", "Accept-Encoding": "gzip"},
    )


def measure() -> tuple[dict[str, list], float]:
    """Readings by case, and the memory of the site's processes in MiB."""
    found: dict[str, list] = defaultdict(list)
    memory = 0.0
    for number in range(1, ROUNDS + 1):
        say(f"Round {number} of {ROUNDS}")
        with Server(SERVER, application=BARE) as bare:
            generate(bare.port, "/", seconds=1)
            found["a constant Django view"].append(bare.ask("/"))
        with Server(SERVER, application=SITE, PAGE_CACHE="true") as site:
            for label, path in PAGES.items():
                generate(site.port, path, seconds=1)
                found[f"{label}, ready"].append(site.ask(path))
            found["library, followed, ready"].append(site.ask(followed))
        with Server(SERVER, application=SITE, PAGE_CACHE="false") as site:
            for label, path in PAGES.items():
                generate(site.port, path, seconds=1)
                found[f"{label}, made anew"].append(site.ask(path))
            memory = Usage.of(site.process.pid).resident_mib
    return found, memory


def report(found: dict[str, list], memory: float) -> None:
    bare = statistics.median(reading.cpu_ms for reading in found["a constant Django view"])
    say(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; median of {ROUNDS} rounds")
    say(f"{'':28}{'CPU ms each':>12}{'x bare':>9}{'of bare':>9}{'per second':>12}")
    for case, readings in found.items():
        cpu = statistics.median(reading.cpu_ms for reading in readings)
        speed = statistics.median(reading.load.per_second for reading in readings)
        failed = sum(reading.load.failures for reading in readings)
        note = f"  {failed} failed" if failed else ""
        say(f"{case:28}{cpu:12.3f}{cpu / bare:9.1f}{bare / cpu:9.2f}{speed:12.0f}{note}")
    say(f"wanted: ready at least {LEAST_FROM_CACHE:.2f} of bare, anew at most {MOST_UNCACHED} x")
    say(f"memory of two processes and their parent after work: {memory:.0f} MiB")


def main() -> None:
    ready = os.environ.get("DEMO_DIR")
    with nullcontext(ready) if ready else tempfile.TemporaryDirectory(prefix="bench-") as folder:
        if not ready:
            say("Loading the demo world")
            prepare(folder)
        os.environ["DEMO_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "network.settings.demo"
        report(*measure())


if __name__ == "__main__":
    main()
