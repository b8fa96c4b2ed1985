import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("askexpert", "0003_the_whole_workflow"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="questionevent",
            name="about",
            field=models.ForeignKey(
                blank=True,
                help_text="Whom a step concerns that has no ask: an expert who may not be asked.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="question_acts_about",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="cannedtext",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("changes_requested", "Asking for a change"),
                    ("declined", "Declining a question"),
                    ("duplicate", "Pointing to an answer"),
                    ("lead_returned", "A safeguarding lead asking for a change"),
                    ("removed", "Removing a question"),
                    ("returned", "Returning an answer to the expert"),
                    ("follow_up", "Returning the answer to a follow-up"),
                    ("unmatched", "No expert found"),
                ],
                max_length=20,
            ),
        ),
    ]
