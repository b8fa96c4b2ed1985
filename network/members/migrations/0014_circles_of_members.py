"""Groups of all members and of each sector, filled with those who are members already."""

import django.db.models.deletion
from django.db import migrations, models

ALL_MEMBERS = "Members"


def make_circles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Circle = apps.get_model("members", "Circle")
    Sector = apps.get_model("taxonomy", "Sector")
    Membership = apps.get_model("members", "Membership")
    User = apps.get_model("members", "User")
    chosen = apps.get_model("members", "ProfileSector").objects
    entry = User.groups.through
    members = Membership.objects.filter(status="approved", user__is_active=True)
    named = [(ALL_MEMBERS, None), *((f"Sector: {s.name}", s) for s in Sector.objects.all())]
    for name, sector in named:
        taken = Group.objects.filter(name=name).exists()
        group = Group.objects.create(name=f"{name} (circle)" if taken else name)
        Circle.objects.create(group=group, sector=sector)
        inside = members
        if sector is not None:
            people = chosen.filter(tag=sector).values("content_object__user")
            inside = members.filter(user__in=people)
        entry.objects.bulk_create(
            [
                entry(user_id=key, group_id=group.pk)
                for key in inside.values_list("user_id", flat=True)
            ],
            batch_size=1000,
        )


def remove_circles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(circle__isnull=False).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0013_former_addresses"),
        ("taxonomy", "0003_organisation_names_and_merges"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Circle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="circle",
                        to="auth.group",
                    ),
                ),
                (
                    "sector",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="circle",
                        to="taxonomy.sector",
                    ),
                ),
            ],
        ),
        migrations.RunPython(make_circles, remove_circles),
    ]
