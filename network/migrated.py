"""Whether the database is where the code expects it."""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor


def is_fully_migrated(using: str = DEFAULT_DB_ALIAS) -> bool:
    """No migration of any app waits. Reads the migrations' files and one table.

    What runs after ``migrate`` asks this first: ``migrate`` may have been told to do only a part,
    or to go back, and then the tables of other apps need not be there.
    """
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
