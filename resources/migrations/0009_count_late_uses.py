from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("resources", "0008_places_of_searched_files")]

    operations = [
        migrations.AddField(
            model_name="usagecounted",
            name="events",
            field=models.PositiveIntegerField(null=True),
        ),
    ]
