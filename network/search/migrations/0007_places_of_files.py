from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0006_matches_by_index")]

    operations = [
        # Without a default: SQLite would make the table anew, and lose its triggers.
        migrations.AddField(
            "pagetext", "places", models.JSONField(blank=True, null=True)
        ),
    ]
