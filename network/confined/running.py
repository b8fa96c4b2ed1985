"""Start a confined process, wait for it, and end it with everything it started.

A file may ask for any amount of memory or time, or end the library that reads it; here that is an
outcome, never a fault of the process that asked. That no process can be started is no outcome: the
file has no part in it (:class:`NotStarted`).
"""

import contextlib
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import BinaryIO

PROJECT = Path(__file__).resolve().parents[2]
LAUNCHER = Path(__file__).with_name("launcher.py")
MIB = 1024 * 1024
# Of what a process says, more than any of them has to say.
MOST_SAID_BYTES = 64 * MIB


class NotStarted(OSError):  # noqa: N818 -- says what did not happen
    """The system gave no process: no memory, no more processes, or its program is not there."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``wall_seconds`` are by the clock; ``written_bytes`` holds for each file."""

    memory_bytes: int = 1024 * MIB
    cpu_seconds: int = 60
    wall_seconds: int = 90
    written_bytes: int = 256 * MIB


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the process wrote to its standard output until it ended, well or not.

    ``result`` is what :func:`run_on_copy` had it make: a temporary file at its beginning, gone when
    it is closed or nobody holds it any more.
    """

    ended_well: bool
    said: bytes
    result: BinaryIO | None = None

    def let_go(self) -> None:
        """Close the result, if there is one: nobody wants it."""
        if self.result is not None:
            self.result.close()


@contextlib.contextmanager
def copied(file: BinaryIO) -> Iterator[BinaryIO]:
    """A copy of ``file`` that has a number and stands at its beginning, as ``file`` does then."""
    with tempfile.TemporaryFile() as copy:
        file.seek(0)
        shutil.copyfileobj(file, copy, MIB)
        file.seek(0)
        copy.flush()
        copy.seek(0)
        yield copy


def run_on_copy(module: str, *arguments: str, file: BinaryIO, limits: Limits = Limits()) -> Outcome:
    """Run a module that makes one file of another: see :func:`run_module`.

    ``file`` is binary and seekable, of any kind; it stands at its beginning afterwards.

    :raises NotStarted: when there is no process for it.
    :raises OSError: when there is no room for a copy.
    """
    result = tempfile.TemporaryFile()  # noqa: SIM115 -- goes to who asked
    with copied(file) as copy:
        outcome = run_module(module, *arguments, source=copy, limits=limits, result=result)
    result.seek(0)
    return replace(outcome, result=result)


def run_module(
    module: str,
    *arguments: str,
    source: BinaryIO,
    limits: Limits = Limits(),
    result: BinaryIO | None = None,
) -> Outcome:
    """Run a module of this project with ``source``, a file with a number, as standard input.

    With ``result``, a file to write to, its number is the last argument. The process has no
    environment but the place for temporary files.
    """
    plan = {
        "module": module,
        "paths": [*(path for path in sys.path if os.path.isabs(path)), str(PROJECT)],
    }
    given = () if result is None else (result.fileno(),)
    return _run(
        plan,
        [*arguments, *map(str, given)],
        limits,
        source=source,
        environment={"PATH": ""},
        pass_fds=given,
    )


def run_program(
    program: str, *arguments: str, limits: Limits, environment: dict[str, str], folder: Path
) -> Outcome:
    """Run a program in ``folder``. Memory and processor time are bounded for each process that it
    starts, the clock for all together."""
    return _run(
        {"program": program},
        list(arguments),
        limits,
        source=subprocess.DEVNULL,
        environment=environment,
        cwd=folder,
    )


def _run(plan: dict, arguments: list[str], limits: Limits, *, source, environment, **more):
    command = [sys.executable or "", "-I", str(LAUNCHER), json.dumps({**plan, **asdict(limits)})]
    if "TMPDIR" in os.environ:
        environment = {"TMPDIR": os.environ["TMPDIR"], **environment}
    # A file and no pipe: nothing waits for a reader, and what was said before the end is kept.
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(
                [*command, *arguments],
                stdin=source,
                stdout=said,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
                **more,
            )
        except io.UnsupportedOperation:
            # A source without a number, which is a fault of the caller.
            raise
        except (OSError, MemoryError) as error:
            raise NotStarted(f"no process could be started: {error}") from error
        try:
            code = process.wait(limits.wall_seconds)
        except subprocess.TimeoutExpired:
            code = -1
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        size = min(said.seek(0, os.SEEK_END), MOST_SAID_BYTES)
        said.seek(0)
        return Outcome(code == 0, said.read(size))
