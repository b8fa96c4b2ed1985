"""A database that several real processes share, for tests of what each of them sees.

It is a copy of the test database: a file on SQLite, a database made from it as a template on
PostgreSQL. So nothing of it reaches another test. A test names the fixture ``shared`` before those
of its people, so that they are made in the copy.
"""

import os
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection, connections


@pytest.fixture
def shared(db, tmp_path):
    """The address of a database that several processes can open; here it stands for the test's."""
    original = connections["default"]
    made = _sqlite_copy(tmp_path) if connection.vendor == "sqlite" else _postgresql_copy()
    with made as (url, name):
        copy = original.copy()
        copy.settings_dict["NAME"] = name
        connections["default"] = copy
        try:
            yield url
        finally:
            copy.close()
            connections["default"] = original


@contextmanager
def _sqlite_copy(folder: Path):
    path = folder / "shared.sqlite3"
    # Not by backup(), which waits for the end of the test's own transaction for ever.
    path.write_bytes(connection.connection.serialize())
    yield f"sqlite:///{path}", str(path)


@contextmanager
def _postgresql_copy():
    import psycopg2

    template = connection.settings_dict["NAME"]
    name = f"{template}_shared"
    parameters = {**connection.get_connection_params(), "dbname": "postgres"}
    parameters.pop("cursor_factory", None)
    # A database with open connections cannot be a template. Django takes this for the end of the
    # test's own transaction.
    connection.close()
    server = psycopg2.connect(**parameters)
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}")
        yield urlunsplit(url), name
    finally:
        with server.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.close()
