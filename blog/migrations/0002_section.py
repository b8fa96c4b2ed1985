from django.db import migrations

from network.pages.roots import add_section

SUMMARY = (
    "Practitioners and researchers on what they saw, what they tried, and what they changed "
    "their minds about."
)
INTRO = (
    "What colleagues saw, tried, and changed their minds about. Honest first, finished second."
)


def create_section(apps, schema_editor):
    add_section(
        apps,
        app_label="blog",
        model_name="BlogIndexPage",
        title="Network blog",
        slug="blog",
        summary=SUMMARY,
        intro=INTRO,
    )


class Migration(migrations.Migration):
    """Put the section at /blog/. Going back leaves the page: it may have children."""

    dependencies = [("blog", "0001_initial"), ("pages", "0002_home")]

    operations = [migrations.RunPython(create_section, migrations.RunPython.noop)]
