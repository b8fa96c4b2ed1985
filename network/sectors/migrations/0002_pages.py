from django.db import migrations

from network.sectors.starting import create_sector_pages


def create_pages(apps, schema_editor):
    create_sector_pages(apps)


class Migration(migrations.Migration):
    """Put the section at /sectors/ with a page for each sector. Going back leaves the pages."""

    dependencies = [
        ("sectors", "0001_initial"),
        ("pages", "0003_standard_pages"),
        ("taxonomy", "0002_vocabularies"),
    ]

    operations = [migrations.RunPython(create_pages, migrations.RunPython.noop)]
