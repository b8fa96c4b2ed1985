from django.db import migrations

SHOWN = {"pdf", "docx", "pptx", "txt", "xlsx", "csv"}


def write_places(apps, schema_editor):
    """Say of each file that is searched what its resource calls it and where it can be looked at,
    as publishing a resource does from now on."""
    PageText = apps.get_model("search", "PageText")
    ResourcePage = apps.get_model("resources", "ResourcePage")
    VersionFile = apps.get_model("resources", "VersionFile")
    slugs = dict(ResourcePage.objects.values_list("pk", "slug"))
    for text in PageText.objects.filter(pk__in=slugs).only("documents").iterator():
        rows = VersionFile.objects.filter(
            version__resource_id=text.pk, document_id__in=text.documents
        ).order_by("version__number")
        places = {}
        for number, document, label, name in rows.values_list(
            "version__number", "document_id", "label", "document__file"
        ):
            is_shown = name.rpartition(".")[2].lower() in SHOWN
            url = f"/resources/{slugs[text.pk]}/versions/{number}/preview/{document}/"
            places[str(document)] = [label, url if is_shown else ""]
        PageText.objects.filter(pk=text.pk).update(places=places)


class Migration(migrations.Migration):
    dependencies = [
        ("resources", "0007_pair_by_month"),
        ("search", "0007_places_of_files"),
    ]

    operations = [migrations.RunPython(write_places, migrations.RunPython.noop)]
