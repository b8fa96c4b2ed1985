from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0008_appeals_confirmation_and_email_domains")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="session_epoch",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
