from django.db import migrations, models


def close_what_is_reported(apps, schema_editor):
    """Close the files of pages that a report keeps down already."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    kinds = {kind.model: kind for kind in ContentType.objects.filter(
        models.Q(app_label="wagtailcore", model="page")
        | models.Q(app_label="media", model="sitedocument")
    )}
    if len(kinds) < 2:
        return
    Document = apps.get_model("media", "SiteDocument")
    ReportedFile = apps.get_model("reported", "ReportedFile")
    waits = models.Q(state="open", has_hidden=True)
    decided = models.Q(state="kept_down", handled_at__gt=models.F("page__last_published_at"))
    reports = apps.get_model("reported", "PageReport").objects.filter(
        waits | decided, page__live=False
    )
    for report in reports:
        keys = apps.get_model("wagtailcore", "ReferenceIndex").objects.filter(
            base_content_type=kinds["page"],
            object_id=str(report.page_id),
            to_content_type=kinds["sitedocument"],
        ).values_list("to_object_id", flat=True)
        stored = Document.objects.filter(pk__in=[int(key) for key in keys]).exclude(sha256="")
        for sha256 in set(stored.values_list("sha256", flat=True)):
            ReportedFile.objects.create(report=report, sha256=sha256)


class Migration(migrations.Migration):

    dependencies = [
        ("reported", "0002_files_of_reported_pages"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("media", "0007_hidden_pictures"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RunPython(close_what_is_reported, migrations.RunPython.noop),
    ]
