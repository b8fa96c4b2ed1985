from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("askexpert", "0007_somebody_in_sight"),
    ]

    operations = [
        migrations.AddField(
            model_name="question",
            name="unsent_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
