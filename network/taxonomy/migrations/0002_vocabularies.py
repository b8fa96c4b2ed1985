from django.db import migrations

from network.taxonomy.vocabularies import load_vocabularies


def load(apps, schema_editor):
    load_vocabularies(apps)


class Migration(migrations.Migration):
    """Fill the controlled vocabularies. Going back leaves them: terms may be in use."""

    dependencies = [("taxonomy", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
