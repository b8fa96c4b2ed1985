from django.db import migrations

from network.search.fulltext import tables


def make(apps, schema_editor):
    tables.make(schema_editor.connection, postgresql=tables.POSTGRESQL_COMMON_WORDS, sqlite=[])


def unmake(apps, schema_editor):
    tables.make(schema_editor.connection, postgresql=tables.POSTGRESQL_NO_COMMON_WORDS, sqlite=[])


class Migration(migrations.Migration):
    dependencies = [("search", "0008_names_of_authors")]

    operations = [migrations.RunPython(make, unmake)]
