from django.db import migrations

from network.pages.roots import add_section

SUMMARY = (
    "Free sessions by practitioners and researchers, an hour or a little more, with notes "
    "afterwards."
)
INTRO = (
    "An hour or a little more with people who do the work. Free, captioned, and open to "
    "everybody who works with young people."
)


def create_section(apps, schema_editor):
    add_section(
        apps,
        app_label="webinars",
        model_name="WebinarIndexPage",
        title="Webinars",
        slug="webinars",
        summary=SUMMARY,
        intro=INTRO,
    )


class Migration(migrations.Migration):
    """Put the section at /webinars/. Going back leaves the page: it may have children."""

    dependencies = [("webinars", "0001_initial"), ("pages", "0002_home")]

    operations = [migrations.RunPython(create_section, migrations.RunPython.noop)]
