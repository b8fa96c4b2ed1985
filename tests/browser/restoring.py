"""What a browser test finds in the tables, put back as it was for the one before.

Django gives a test that empties the tables every row of the migrations by a query of its own, and
there are more than a thousand. After it has done so once, the rows are read from the tables and
copied in from then on.
"""

import io
from collections.abc import Callable

from django.db import transaction


def by_copying(connection) -> Callable[[str], None]:
    """What may stand for ``connection.creation.deserialize_db_from_string`` on PostgreSQL."""
    deserialize = connection.creation.deserialize_db_from_string
    contents: dict[str, str] = {}

    def restore(data: str) -> None:
        if not contents:
            deserialize(data)
            contents.update(_contents(connection))
            return
        # Foreign keys are looked at when the transaction ends, so any order will do.
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for table, content in contents.items():
                name = connection.ops.quote_name(table)
                cursor.copy_expert(f"COPY {name} FROM STDIN", io.StringIO(content))

    return restore


def _contents(connection) -> dict[str, str]:
    """The rows of each table that the end of a test empties, in the words of ``COPY``."""
    contents = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            rows = io.StringIO()
            cursor.copy_expert(f"COPY {connection.ops.quote_name(table)} TO STDOUT", rows)
            contents[table] = rows.getvalue()
    return {table: content for table, content in contents.items() if content}
