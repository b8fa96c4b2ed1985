from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resources", "0003_access_usage_packs")]

    operations = [
        migrations.AddIndex(
            model_name="resourcepage",
            index=models.Index(
                condition=models.Q(
                    models.Q(("files_for", "readers"), _negated=True),
                    ("files_from__isnull", False),
                    _connector="OR",
                ),
                fields=["files_for", "files_from"],
                name="resource_with_file_rules",
            ),
        ),
    ]
