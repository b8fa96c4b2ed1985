"""Migrate the test database once, and give each test process a copy of it.

Migrating takes half a minute of processor time, and every process of ``pytest -n 2`` would do it
for itself. So the process that hands out the tests starts this module (``python -m tests.migrated
DONE``), which migrates a database while the others collect tests: on PostgreSQL one that is a
template of theirs, on SQLite a file that they read in. They wait at a lock on a file, which is gone
with the process that holds it. Where that did not end well, each migrates for itself and says what
is wrong.
"""

import fcntl
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.plugin import blocking_manager_key

PROJECT = Path(__file__).resolve().parents[1]
MIGRATING = pytest.StashKey()


def pytest_sessionstart(session):
    """Start migrating where several processes will want a copy."""
    if (session.config.getoption("numprocesses", None) or 0) < 2:
        return
    folder = tempfile.TemporaryDirectory(prefix="network-tests-")
    done = Path(folder.name) / "done"
    lock = os.open(f"{done}.lock", os.O_CREAT | os.O_RDWR)
    # Held until the process below has ended, whichever way.
    fcntl.flock(lock, fcntl.LOCK_EX)
    command = [sys.executable, "-m", "tests.migrated", str(done)]
    process = subprocess.Popen(command, cwd=PROJECT, pass_fds=[lock], stderr=subprocess.DEVNULL)
    os.close(lock)
    session.config.stash[MIGRATING] = (folder, process)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """Tell each process where the end of migrating is written down."""
    folder, _ = node.config.stash.get(MIGRATING, (None, None))
    if folder is not None:
        node.workerinput["migrated"] = str(Path(folder.name) / "done")


def pytest_sessionfinish(session):
    folder, process = session.config.stash.get(MIGRATING, (None, None))
    if folder is None:
        return
    process.terminate()
    process.wait()
    folder.cleanup()
    if connection.vendor == "postgresql":
        blocker = session.config.stash[blocking_manager_key]
        with blocker.unblock(), connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{_template()}" WITH (FORCE)')


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings):
    """The test database is made as a copy of the one that was migrated, if there is one."""
    done = getattr(request.config, "workerinput", {}).get("migrated")
    if done is None:
        yield
        return
    with open(f"{done}.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
    if not Path(done).exists():
        yield
    elif connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = _template()
        yield
    else:
        # A database in memory is there as long as one connection to it is open.
        memory = sqlite3.connect(connection.creation._get_test_db_name(), uri=True)
        file = sqlite3.connect(done)
        file.backup(memory)
        file.close()
        yield
        memory.close()


def _template() -> str:
    return f"test_{connection.settings_dict['NAME']}_migrated"


def _migrate(done: Path) -> None:
    connection.settings_dict["TEST"]["NAME"] = (
        _template() if connection.vendor == "postgresql" else f"{done}.part"
    )
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    if connection.vendor == "postgresql":
        done.touch()
    else:
        Path(f"{done}.part").rename(done)


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings.test")
    django.setup()
    _migrate(Path(sys.argv[1]))
