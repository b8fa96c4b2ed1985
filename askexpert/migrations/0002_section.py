from django.db import migrations

from network.pages.roots import add_section


def create_section(apps, schema_editor):
    add_section(
        apps,
        app_label="askexpert",
        model_name="AskIndexPage",
        title="Ask an expert",
        slug="ask",
        summary="Put a practice question to colleagues who know the subject, in confidence.",
        intro="Put a practice question to colleagues who know the subject.",
    )


class Migration(migrations.Migration):
    dependencies = [("askexpert", "0001_initial"), ("pages", "0002_home")]

    operations = [migrations.RunPython(create_section, migrations.RunPython.noop)]
