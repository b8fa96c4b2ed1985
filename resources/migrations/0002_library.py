from django.db import migrations

from network.pages.roots import add_section

INTRO = (
    "Briefings, forms, slides and guides that were tested in practice. Take them, use them, change "
    "them for your area. You need no account."
)
SUMMARY = (
    "Tested briefings, forms, slides and guides for everybody who protects young people from harm "
    "outside the home."
)


def create_library(apps, schema_editor):
    add_section(
        apps,
        app_label="resources",
        model_name="ResourceIndexPage",
        title="Resources",
        slug="resources",
        summary=SUMMARY,
        intro=INTRO,
    )


class Migration(migrations.Migration):
    """Put the library at /resources/. Going back leaves the page: it may have children."""

    dependencies = [("resources", "0001_initial"), ("pages", "0002_home")]

    operations = [migrations.RunPython(create_library, migrations.RunPython.noop)]
