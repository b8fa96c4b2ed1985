from django.db import migrations

from network.search.fulltext import tables


def make(apps, schema_editor):
    tables.make(schema_editor.connection, postgresql=tables.POSTGRESQL_MATCHES, sqlite=[])


def unmake(apps, schema_editor):
    tables.make(schema_editor.connection, postgresql=tables.POSTGRESQL_NO_MATCHES, sqlite=[])


class Migration(migrations.Migration):
    dependencies = [("search", "0005_texts_by_page")]

    operations = [migrations.RunPython(make, unmake)]
