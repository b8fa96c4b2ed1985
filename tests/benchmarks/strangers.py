"""Feed strangers' files through the whole road: ``python -m tests.benchmarks.strangers [NUMBER]``.

NUMBER (8) mutations of each sort of each good file, and the special ones, about four hundred files
in all, go through the editors' form, the reading for the search and the preview, on a database and
in folders of the run's own. ``--office`` also draws pages by LibreOffice where it is installed.

Wanted: nothing crashes or hangs; every file is stored and read or listed with its reason; no open
file, process or temporary file stays. Says so and ends with 1 where it does not hold.
"""

import contextlib
import os
import re
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings.test")

import django

# By the clock, with room for a busy machine: the gate's own limit is 60 seconds.
LONGEST_SECONDS = 100
MIB = 1024 * 1024


@dataclass
class Road:
    """What became of the files, by words; and each one that ended in no reason at all."""

    ends: Counter = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def go(self, name: str, content: bytes) -> None:
        """One file from the form to its preview. Whatever is raised is a fault and goes on."""
        for step in (upload, read, preview):
            started = time.monotonic()
            try:
                end, goes_on = step(name, content)
            except Exception as error:
                end, goes_on = "", False
                self.faults.append(f"{name!r}: {step.__name__}: {error!r}")
            seconds = time.monotonic() - started
            self.slowest.append((seconds, f"{step.__name__} of {name!r}: {end}"))
            if seconds > LONGEST_SECONDS:
                self.faults.append(f"{name!r}: {step.__name__} took {seconds:.0f} s")
            self.ends[f"{step.__name__}: {end}"] += 1
            if not goes_on:
                return


def upload(name: str, content: bytes) -> tuple[str, bool]:
    """Through the editors' form: stored, or on the list of refused files with a reason."""
    from django.contrib.auth import get_user_model
    from django.core.files.uploadedfile import SimpleUploadedFile
    from wagtail.documents import get_document_model
    from wagtail.documents.forms import get_document_form
    from wagtail.models import Collection

    from network.media.models import HeldFile

    user = get_user_model().objects.get()
    with closing(SimpleUploadedFile(name, content)) as file:
        form = get_document_form(get_document_model())(
            {"title": "A file", "collection": Collection.get_first_root_node().pk},
            {"file": file},
            user=user,
        )
        before = HeldFile.objects.count()
        if form.is_valid():
            form.save()
            return "stored", True
    if not content:
        return "refused as empty by the form", False
    row = HeldFile.objects.first() if HeldFile.objects.count() == before + 1 else None
    if row is None and set(form.errors) == {"file"}:
        return "refused by Wagtail's form", False
    if row is None or not row.reason:
        raise AssertionError(f"refused without a reason: {form.errors}")
    return f"refused, {row.code}", False


def read(name: str, content: bytes) -> tuple[str, bool]:
    from django.utils import timezone

    from network.media.models import DocumentReading, ReadingState, SiteDocument
    from network.media.reading.waiting import read_document

    document = SiteDocument.objects.order_by("-pk").first()
    read_document(document.pk, now=timezone.now())
    reading = DocumentReading.objects.get(document=document)
    if reading.state == ReadingState.WAITING:
        raise AssertionError("it still waits")
    if reading.state != ReadingState.READ and not reading.reason:
        raise AssertionError("not indexed and not listed")
    reason = f", {reading.reason}" if reading.state == ReadingState.UNREADABLE else ""
    return f"{reading.get_state_display().lower()}{reason}", True


def preview(name: str, content: bytes) -> tuple[str, bool]:
    from django.utils import timezone

    from network.media.models import DocumentPreview, PreviewState
    from network.media.previews.making import make_waiting

    make_waiting(now=timezone.now())
    made = DocumentPreview.objects.order_by("-pk").first()
    if made.state == PreviewState.WAITING:
        raise AssertionError("it still waits")
    if made.state == PreviewState.FAILED and not made.reason:
        raise AssertionError("no preview and no reason")
    return f"{made.get_state_display().lower()}, {made.reason}".rstrip(", "), False


@dataclass(frozen=True)
class Traces:
    """What may stay behind: open files, processes, temporary files."""

    open_files: tuple[str, ...]
    processes: int
    temporary: tuple[str, ...]

    @classmethod
    def now(cls, folder: Path) -> "Traces":
        return cls(
            open_files=_open_files(),
            processes=len(_descendants()),
            temporary=tuple(sorted(path.name for path in folder.iterdir())),
        )


def _open_files() -> tuple[str, ...]:
    """What stands behind the numbers of this process; the listing's own number is none. Libraries
    open the system's source of randomness once and keep it."""
    found = []
    for number in os.listdir("/proc/self/fd"):
        with contextlib.suppress(OSError):
            found.append(re.sub(r"[\d]+", "#", os.readlink(f"/proc/self/fd/{number}")))
    found = [name for name in found if name != "/dev/urandom"]
    return tuple(sorted(found))


def _descendants() -> list[str]:
    """Processes whose temporary files would lie in this run's folder."""
    found = []
    mark = f"TMPDIR={os.environ['TMPDIR']}".encode()
    for place in Path("/proc").glob("[0-9]*/environ"):
        try:
            if place.parent.name != str(os.getpid()) and mark in place.read_bytes().split(b"\0"):
                found.append(place.parent.name)
        except OSError:
            continue
    return found


def resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MIB


def run(mutations: int, folder: Path) -> Road:
    from tests.benchmarks.odd_files import odd_files

    road = Road()
    road.go("first.txt", b"A plan for the park.")
    before, memory = Traces.now(folder), resident_mib()
    count = 0
    for count, (name, content) in enumerate(odd_files(mutations), start=1):
        road.go(name, content)
        if count % 50 == 0:
            say(f"  {count} files, {resident_mib():.0f} MiB, {len(road.faults)} faults")
    after = Traces.now(folder)
    if after != before:
        road.faults.append(f"left behind: {after} where there was {before}")
    say(
        f"{count} files; memory of this process {memory:.0f} MiB before, {resident_mib():.0f} after"
    )
    return road


def report(road: Road) -> None:
    for end, number in sorted(road.ends.items()):
        say(f"{number:5}  {end}")
    say("slowest:")
    for seconds, what in sorted(road.slowest, reverse=True)[:6]:
        say(f"{seconds:5.1f} s  {what}")
    for fault in road.faults:
        say(f"FAULT  {fault}")
    say("met: every file ended well or with its reason" if not road.faults else "falls short")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def main(arguments: list[str]) -> int:
    numbers = [int(word) for word in arguments if word.isdigit()]
    with tempfile.TemporaryDirectory(prefix="strangers-") as name:
        folder = Path(name) / "temporary"
        folder.mkdir()
        os.environ["DATABASE_URL"] = f"sqlite:///{name}/site.sqlite3"
        os.environ["SOFFICE"] = os.environ.get("SOFFICE", "") if "--office" in arguments else "off"
        django.setup()
        from django.contrib.auth import get_user_model
        from django.core.management import call_command

        os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
        call_command("migrate", verbosity=0, skip_checks=True)
        get_user_model().objects.create_superuser(email="editor@network.example.org")
        road = run(numbers[0] if numbers else 8, folder)
        report(road)
        return 1 if road.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
