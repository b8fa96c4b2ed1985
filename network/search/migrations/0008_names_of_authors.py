from django.db import migrations


def forget_pages_with_authors(apps, schema_editor):
    """Have what is searched of them written anew, with the names: what has no row is written after
    ``migrate`` (network/search/completeness.py)."""
    PageText = apps.get_model("search", "PageText")
    PageAuthor = apps.get_model("pages", "PageAuthor")
    PageText.objects.filter(page_id__in=PageAuthor.objects.values("page_id")).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0007_places_of_files"),
        ("pages", "0008_dates_of_credit_notices"),
    ]

    operations = [migrations.RunPython(forget_pages_with_authors, migrations.RunPython.noop)]
