from django.db import migrations

from network.consents.starting import create_text


def create(apps, schema_editor):
    create_text(apps, "willing-to-answer")


class Migration(migrations.Migration):
    """The text that members agree to when they say that they may be asked. Going back leaves it."""

    dependencies = [
        ("consents", "0002_pages_to_agree_to"),
        ("pages", "0003_standard_pages"),
    ]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
