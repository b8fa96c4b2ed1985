from django.db import migrations

from network.pages.roots import add_section

SUMMARY = (
    "Short practical guides by members: one thing to try, how long it takes, and what to watch "
    "for."
)
INTRO = (
    "One thing that a colleague does and you can try this week: how to begin, how long it "
    "takes, what can go wrong."
)


def create_section(apps, schema_editor):
    add_section(
        apps,
        app_label="tips",
        model_name="TipIndexPage",
        title="Tips from practitioners",
        slug="tips",
        summary=SUMMARY,
        intro=INTRO,
    )


class Migration(migrations.Migration):
    """Put the section at /tips/. Going back leaves the page: it may have children."""

    dependencies = [("tips", "0001_initial"), ("pages", "0002_home")]

    operations = [migrations.RunPython(create_section, migrations.RunPython.noop)]
