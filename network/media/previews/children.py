"""Run one of this package's readers in a child process, bounded in memory and time.

A file may ask for any amount of either, or end the library that reads it; here that is a reason to
show, never a fault of the process that makes previews.
"""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
MAX_MEMORY_BYTES = 1024 * 1024 * 1024
MAX_CPU_SECONDS = 60
MAX_WALL_SECONDS = 90
MAX_FILE_BYTES = 256 * 1024 * 1024


def run_reader(module: str, source: Path, *arguments: str) -> str:
    """The last word that ``python -m network.media.previews.<module>`` wrote: "ok" or a code.

    The child reads ``source`` as its standard input. "slow" when it took too long or too much.
    """
    command = [sys.executable, "-m", f"network.media.previews.{module}", *arguments]
    environment = {"PATH": "", "PYTHONPATH": ":".join(path for path in sys.path if path)}
    with source.open("rb") as stdin:
        code, said = run_bounded(command, stdin=stdin, environment=environment, folder=PROJECT)
    words = said.decode("ascii", errors="replace").split()
    return words[-1] if code == 0 and words else "slow"


def run_bounded(
    command: list[str], *, stdin, environment: dict[str, str], folder: Path
) -> tuple[int, bytes]:
    """Exit code and output of a command; -1 after too long. What it started ends with it."""
    process = subprocess.Popen(
        command,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=MAX_WALL_SECONDS)
    except subprocess.TimeoutExpired:
        return -1, b""
    else:
        return process.returncode, said
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def limit_this_process() -> None:
    """Bound memory, time, what is written, and crash files. Called in the child."""
    import resource

    limits = {
        resource.RLIMIT_CPU: MAX_CPU_SECONDS,
        resource.RLIMIT_FSIZE: MAX_FILE_BYTES,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_AS: MAX_MEMORY_BYTES,
    }
    for kind, limit in limits.items():
        # Some systems know no limit on memory; the one on time holds there still.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, limit))
