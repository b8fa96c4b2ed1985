from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("askexpert", "0004_dates_of_every_clock")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="marked_for_asker",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
