from django.db import migrations

WORKFLOW = "Moderators approval"


def retire(apps, schema_editor):
    """Stop offering Wagtail's sample workflow: nobody is in its group, so a page would wait for
    ever. An installation that filled the group or renamed the workflow keeps it."""
    group_model = apps.get_model("auth", "Group")
    if group_model.objects.filter(name="Moderators", user__isnull=False).exists():
        return
    workflows = apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW)
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__in=workflows).delete()
    workflows.update(active=False)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0003_standard_pages"),
        ("members", "0003_roles"),
    ]

    operations = [migrations.RunPython(retire, migrations.RunPython.noop)]
