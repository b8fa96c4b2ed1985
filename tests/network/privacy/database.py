"""Every text that a database holds, to look for words that must not be there."""

from django.apps import apps
from django.db import connection, models
from django.db.models import TextField
from django.db.models.functions import Cast

# A model's label, or a table's name, and the column.
Place = tuple[str, str]


def places_with(word: str) -> set[Place]:
    """Each table and column with ``word`` in it, whatever its type and whoever its app."""
    return {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        for field in model._meta.local_concrete_fields
        if _holds_text(field) and _count(model, field, word)
    } | _index_tables_with(word)


def _holds_text(field: models.Field) -> bool:
    return isinstance(
        field,
        models.CharField | models.TextField | models.JSONField | models.FileField,
    )


def _count(model: type[models.Model], field: models.Field, word: str) -> int:
    rows = model._base_manager.annotate(as_text=Cast(field.attname, TextField()))
    return rows.filter(as_text__icontains=word).count()


def _index_tables_with(word: str) -> set[Place]:
    """The search index of SQLite lives in tables that no model knows."""
    if connection.vendor != "sqlite":
        return set()
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "fts" not in table:
                continue
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- a table's own name
            if word.lower() in str(cursor.fetchall()).lower():
                found.add((table, "*"))
    return found
