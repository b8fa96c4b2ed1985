"""What pages cost: ``python -m tests.benchmarks.pages``.

Each figure is a ratio within one run, against a constant Django view and an empty Wagtail site on
the same server (gunicorn, two processes of four threads): ready answers for visitors, also with a
statistics program's cookie and random ``utm_`` parameters, and the same pages made anew
(``PAGE_CACHE=false``), as for somebody who is signed in or the first after a change. The site runs
on the demo world, whose folder ``DEMO_DIR`` names; without it one is made first. The processor
time of one answer depends least on what else the machine is doing. Requests per second are held
back by the load generator, which shares the processor.
"""

import os
import random
import statistics
import tempfile
from collections import defaultdict
from pathlib import Path

from tests.benchmarks import empty_site
from tests.benchmarks.figures import Figure, tell
from tests.benchmarks.load import generate
from tests.benchmarks.wsgi_servers import Server, prepare, say, worker_mib

SERVER = "gunicorn gthread 4"
LOADED_ONCE = "gunicorn gthread 4, loaded once"
SITE = "network.wsgi:application"
BARE = "tests.benchmarks.bare:application"
ROUNDS = 3
PAGES = {"home": "/", "library": "/resources/", "blog": "/blog/"}
A_BARE_VIEW = "a bare Django view"
AN_EMPTY_PAGE = "an empty Wagtail page"
FROM_CACHE = (0.8, "×", True)
BAKERYDEMO = "1.1 times the 90 MB of bakerydemo's"
MOST_UNCACHED = 20


def followed() -> tuple[str, dict[str, str]]:
    """A visitor whom a statistics program follows: another cookie and address each time."""
    number = random.randrange(10**9)
    return (
        f"/resources/?utm_source=s{number}&utm_campaign=c{number}",
        {"Cookie": f"_ga=GA1.2.{number}", "Accept-Encoding": "gzip"},
    )


def measure(folder: Path) -> tuple[dict[str, list], dict[str, float]]:
    """Readings by case, and the memory of a worker of each site after work, in MiB."""
    found: dict[str, list] = defaultdict(list)
    memory: dict[str, float] = {}
    empty_application = empty_site.make(folder)
    for number in range(1, ROUNDS + 1):
        say(f"Round {number} of {ROUNDS}")
        with Server(SERVER, application=BARE) as bare:
            generate(bare.port, "/", seconds=1)
            found[A_BARE_VIEW].append(bare.ask("/"))
        around = empty_site.environment(folder)
        with Server(SERVER, application=empty_application, ready="/", **around) as empty:
            generate(empty.port, "/", seconds=1)
            found[AN_EMPTY_PAGE].append(empty.ask("/"))
            memory["empty"] = worker_mib(empty.process.pid)
        with Server(SERVER, application=SITE, PAGE_CACHE="true") as site:
            for label, path in PAGES.items():
                generate(site.port, path, seconds=1)
                found[f"{label}, ready"].append(site.ask(path))
            found["library, followed, ready"].append(site.ask(followed))
        with Server(SERVER, application=SITE, PAGE_CACHE="false") as site:
            for label, path in PAGES.items():
                generate(site.port, path, seconds=1)
                found[f"{label}, made anew"].append(site.ask(path))
            memory["site"] = worker_mib(site.process.pid)
        with Server(LOADED_ONCE, application=SITE, PAGE_CACHE="false") as site:
            for path in PAGES.values():
                generate(site.port, path, seconds=1)
                site.ask(path)
            memory["shared"] = worker_mib(site.process.pid)
    return found, memory


def cpu(readings: list) -> float:
    return statistics.median(reading.cpu_ms for reading in readings)


def speed(readings: list) -> float:
    return statistics.median(reading.load.per_second for reading in readings)


def report(found: dict[str, list], memory: dict[str, float]) -> None:
    bare = cpu(found[A_BARE_VIEW])
    say(f"\n{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; median of {ROUNDS} rounds")
    say(f"{'':28}{'CPU ms each':>12}{'x bare':>9}{'of bare':>9}{'per second':>12}")
    for case, readings in found.items():
        each = cpu(readings)
        failed = sum(reading.load.failures for reading in readings)
        note = f"  {failed} failed" if failed else ""
        times = f"{each:12.3f}{each / bare:9.1f}{bare / each:9.2f}"
        say(f"{case:28}{times}{speed(readings):12.0f}{note}")
    tell(figures(found, memory))


def figures(found: dict[str, list], memory: dict[str, float]) -> list[Figure]:
    bare, empty = found[A_BARE_VIEW], found[AN_EMPTY_PAGE]
    anew = cpu(found["library, made anew"])
    fifth = empty_site.BLOG_INDEX_IN_EMPTY_PAGES / 5
    wanted = [
        Figure("library made anew, CPU, of a bare Django view", anew / cpu(bare), MOST_UNCACHED),
        Figure(
            "library made anew, CPU, of an empty Wagtail page",
            anew / cpu(empty),
            fifth,
            note="a fifth of bakerydemo's blog index, which is 7.4 such pages",
        ),
        Figure("an empty Wagtail page, CPU, of a bare Django view", cpu(empty) / cpu(bare)),
    ]
    for case in ("library, ready", "home, ready", "library, followed, ready"):
        ready = found[case]
        wanted += [
            Figure(f"{case}, per second, of bare", speed(ready) / speed(bare), *FROM_CACHE),
            Figure(f"{case}, answers for the same CPU, of bare", cpu(bare) / cpu(ready)),
        ]
    most = 1.1 * empty_site.BAKERYDEMO_MIB
    return [
        *wanted,
        Figure(
            "memory of one process of two after work, as deployed",
            memory["shared"],
            most,
            "MiB",
            note=f"its own and its share; {BAKERYDEMO}",
        ),
        Figure("the same with WEB_LOADED_ONCE=no", memory["site"], unit="MiB"),
        Figure("the same, of an empty Wagtail site's process", memory["site"] / memory["empty"]),
    ]


def main() -> None:
    ready = os.environ.get("DEMO_DIR")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ["DEMO_DIR"] = os.path.abspath(ready) if ready else f"{folder}/demo"
        if not ready:
            say("Loading the demo world")
            prepare(f"{folder}/demo")
        empty = Path(folder) / "empty"
        empty.mkdir()
        os.environ["DJANGO_SETTINGS_MODULE"] = "network.settings.demo"
        report(*measure(empty))


if __name__ == "__main__":
    main()
