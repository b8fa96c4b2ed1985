from datetime import timedelta

from django.db import migrations
from django.db.models import F


def start_clocks(apps, schema_editor):
    """Give what is under way the dates that it would have had, in calendar days. Whoever must be
    reminded first is reminded first: nothing ends at once."""
    Question = apps.get_model("askexpert", "Question")
    Assignment = apps.get_model("askexpert", "Assignment")
    questions = Question.objects.all()
    for status, field, since, days in (
        ("changes_requested", "changes_by", "updated_at", 14),
        ("quarantined", "see_by", "updated_at", 1),
        ("matching", "search_started_at", "approved_at", 0),
        ("unmatched", "unmatched_by", "updated_at", 2),
        ("answered", "close_by", "answered_at", 20),
    ):
        questions.filter(status=status, **{f"{field}__isnull": True}).update(
            **{field: F(since) + timedelta(days=days)}
        )
    questions.filter(first_answered_at__isnull=True).update(first_answered_at=F("answered_at"))
    questions.filter(status="matching", invite_by__isnull=True, assignments__isnull=True).update(
        invite_by=F("approved_at") + timedelta(days=1)
    )
    Assignment.objects.filter(status__in=["accepted", "submitted"]).update(
        lapse_by=F("answer_by") + timedelta(days=5)
    )


class Migration(migrations.Migration):
    dependencies = [("askexpert", "0003_the_whole_workflow")]

    operations = [
        migrations.RunPython(start_clocks, migrations.RunPython.noop, elidable=True),
    ]
