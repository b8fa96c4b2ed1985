from django.db import migrations, models

import askexpert.models.expert_index


class Migration(migrations.Migration):
    dependencies = [
        ("askexpert", "0004_whom_a_refusal_is_about"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExpertIndexSnapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_at", models.DateTimeField()),
                ("versions", models.JSONField()),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name="expertavailability",
            name="evidence_version",
            field=models.BigIntegerField(
                default=askexpert.models.expert_index.new_version, editable=False
            ),
        ),
    ]
