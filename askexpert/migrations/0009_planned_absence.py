from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("askexpert", "0008_words_not_sent_again"),
    ]

    operations = [
        migrations.AddField(
            model_name="expertavailability",
            name="away_from_date",
            field=models.DateField(blank=True, null=True, verbose_name="away from"),
        ),
        migrations.AddField(
            model_name="expertavailability",
            name="away_until_date",
            field=models.DateField(blank=True, null=True, verbose_name="last day away"),
        ),
        migrations.AddConstraint(
            model_name="expertavailability",
            constraint=models.CheckConstraint(
                name="expert_away_has_two_days",
                condition=models.Q(away_from_date=None, away_until_date=None)
                | models.Q(
                    away_from_date__isnull=False,
                    away_until_date__gte=models.F("away_from_date"),
                ),
            ),
        ),
    ]
