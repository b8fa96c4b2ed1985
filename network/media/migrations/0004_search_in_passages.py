from django.db import migrations

from network.search.fulltext import tables


def make_search(apps, schema_editor):
    tables.make(
        schema_editor.connection,
        postgresql=tables.POSTGRESQL_PASSAGES,
        sqlite=tables.SQLITE_PASSAGES,
    )


class Migration(migrations.Migration):
    dependencies = [("media", "0003_reading_and_previews")]

    operations = [migrations.RunPython(make_search, migrations.RunPython.noop)]
