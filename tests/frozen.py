"""Make the usual people once for a test process and put their rows back where a test asks.

A member made through the real verbs costs about a hundred queries, and most tests want two or
three. So each *part* (a person, or what several persons share) is made once, inside a transaction
that is rolled back; the rows that appeared are remembered as the database gave them. A test that
asks for the part gets the same rows by plain inserts, and those of the parts they point to.

The keys of the rows stay reserved: PostgreSQL's sequences do not roll back, and SQLite's counters
are set after them. So whatever a test makes itself has later keys than everybody of here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.apps import apps
from django.db import connection, transaction


@dataclass
class Part:
    """Rows of one part, by table in the order of insertion, and the parts they point to."""

    needs: set[str] = field(default_factory=set)
    rows: dict[str, tuple[list[str], list[tuple]]] = field(default_factory=dict)


_parts: dict[str, Part] = {}


def freeze(makers: dict[str, Callable[[], object]]) -> None:
    """Make every part in this order and remember its rows.

    A maker may use what earlier makers have made. Rows that a maker changes in place are not
    remembered: people are made by appending.
    """
    models = _in_order_of_dependence()
    owner: dict[tuple[str, object], str] = {}
    _parts.clear()
    parts = {}
    with transaction.atomic():
        known = {model: _keys(model) for model in models}
        for name, make in makers.items():
            make()
            part = parts[name] = Part()
            for model in models:
                new = _keys(model) - known[model]
                if not new:
                    continue
                known[model] |= new
                columns, rows = _read(model, new)
                part.rows[model._meta.db_table] = (columns, rows)
                owner |= {(model._meta.db_table, key): name for key in new}
                part.needs |= _needed(model, columns, rows, owner)
            part.needs.discard(name)
        transaction.set_rollback(True)
    _reserve_keys(parts)
    _parts.update(parts)


def restore(name: str) -> bool:
    """Put the rows of a part, and of what it needs, back where they are not. Tells whether there
    is such a part; without a freeze there is none."""
    part = _parts.get(name)
    if part is None:
        return False
    for needed in sorted(part.needs):
        restore(needed)
    with connection.cursor() as cursor:
        for table, (columns, rows) in part.rows.items():
            quoted = ", ".join(connection.ops.quote_name(column) for column in columns)
            marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
            # The table and the columns are those of our own models.
            cursor.execute(
                f"INSERT INTO {connection.ops.quote_name(table)} ({quoted}) "  # noqa: S608
                f"VALUES {marks} ON CONFLICT DO NOTHING",
                [value for row in rows for value in row],
            )
    return True


def restored(name: str, model):
    """The part's only row of ``model``, put back; None where nothing is frozen."""
    if not restore(name):
        return None
    columns, [row] = _parts[name].rows[model._meta.db_table]
    return model._base_manager.get(pk=row[columns.index(model._meta.pk.column)])


def _in_order_of_dependence() -> list[type]:
    """Every model with a table, those that others point to first."""
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    ordered: list[type] = []
    seen: set[type] = set()

    def visit(model) -> None:
        if model in seen:
            return
        seen.add(model)
        for each in model._meta.local_fields:
            if each.is_relation and each.related_model in models:
                visit(each.related_model)
        ordered.append(model)

    for model in models:
        visit(model)
    return ordered


def _keys(model) -> set:
    return set(model._base_manager.values_list("pk", flat=True))


def _read(model, keys: set) -> tuple[list[str], list[tuple]]:
    """The rows as the driver gives them, so that it takes them back unchanged."""
    columns = [each.column for each in model._meta.local_concrete_fields]
    quote = connection.ops.quote_name
    pk = quote(model._meta.pk.column)
    converted = [model._meta.pk.get_db_prep_value(key, connection) for key in sorted(keys)]
    marks = ", ".join(["%s"] * len(converted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(map(quote, columns))} FROM {quote(model._meta.db_table)} "  # noqa: S608
            f"WHERE {pk} IN ({marks}) ORDER BY {pk}",
            converted,
        )
        return columns, cursor.fetchall()


def _needed(model, columns: list[str], rows: list[tuple], owner: dict) -> set[str]:
    """The parts whose rows these rows point to."""
    needed = set()
    for each in model._meta.local_concrete_fields:
        if not each.is_relation:
            continue
        place = columns.index(each.column)
        table = each.related_model._meta.db_table
        needed |= {owner.get((table, row[place])) for row in rows}
    return needed - {None}


def _reserve_keys(parts: dict[str, Part]) -> None:
    if connection.vendor != "sqlite":
        return
    highest: dict[str, int] = {}
    for part in parts.values():
        for table, (columns, rows) in part.rows.items():
            if "id" in columns and isinstance(rows[0][columns.index("id")], int):
                place = columns.index("id")
                highest[table] = max(highest.get(table, 0), *(row[place] for row in rows))
    with connection.cursor() as cursor:
        for table, key in highest.items():
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s AND seq < %s", [table, key])
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s WHERE NOT EXISTS "
                "(SELECT 1 FROM sqlite_sequence WHERE name = %s)",
                [table, key, table],
            )
