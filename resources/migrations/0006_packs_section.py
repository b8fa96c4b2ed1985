from django.db import migrations

from network.pages.roots import add_child_page

INTRO = (
    "Whole trainings to run yourself: sessions with timings, slides, handouts and notes for "
    "whoever leads them. Take a pack, change it for your area, and tell us what you changed."
)
SUMMARY = "Trainings in sessions, with slides, handouts and facilitator’s notes, to run yourself."


def create_section(apps, schema_editor):
    page_model = apps.get_model("wagtailcore", "Page")
    library = apps.get_model("resources", "ResourceIndexPage").objects.first()
    if library is None:
        return
    add_child_page(
        apps,
        parent=page_model.objects.get(pk=library.pk),
        app_label="resources",
        model_name="PackIndexPage",
        title="Packs",
        slug="packs",
        summary=SUMMARY,
        intro=INTRO,
    )


class Migration(migrations.Migration):
    """Put the packs at /resources/packs/. Going back leaves the page: it may have children."""

    dependencies = [("resources", "0005_count_days_once_and_digest_records")]

    operations = [migrations.RunPython(create_section, migrations.RunPython.noop)]
