from django.db import migrations

ROLE_GROUPS = ("Coordinators", "Safeguarding leads", "Researchers", "Editors")


def create_roles(apps, schema_editor):
    group_model = apps.get_model("auth", "Group")
    for name in ROLE_GROUPS:
        group_model.objects.get_or_create(name=name)
    # Wagtail's own two groups would be further ways into the admin.
    group_model.objects.filter(name__in=["Moderators"], user=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0002_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0002_initial_data"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0002_initial_data"),
        ("wagtaildocs", "0007_merge"),
    ]

    operations = [migrations.RunPython(create_roles, migrations.RunPython.noop)]
