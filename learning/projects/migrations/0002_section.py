from django.db import migrations

from network.pages.roots import add_section

SUMMARY = (
    "Guided, collaborative research and writing: practitioners and researchers find something "
    "out together."
)
INTRO = (
    "Practitioners and researchers take a question from daily work, try something in several "
    "places, and write up what they find."
)


def create_section(apps, schema_editor):
    add_section(
        apps,
        app_label="projects",
        model_name="ProjectIndexPage",
        title="Learning projects",
        slug="projects",
        summary=SUMMARY,
        intro=INTRO,
    )


class Migration(migrations.Migration):
    """Put the section at /projects/. Going back leaves the page: it may have children."""

    dependencies = [("projects", "0001_initial"), ("pages", "0002_home")]

    operations = [migrations.RunPython(create_section, migrations.RunPython.noop)]
