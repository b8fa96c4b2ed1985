import django.db.models.deletion
from django.db import migrations, models

import network.media.models
import network.members.models.photo


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0010_proposals_and_kept_phrases"),
    ]

    operations = [
        migrations.AddField(
            model_name="profile",
            name="languages",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="profile",
            name="links",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="profile",
            name="pronouns",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="profile",
            name="visibility",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.CreateModel(
            name="ProfilePhoto",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "large",
                    models.FileField(
                        storage=network.media.models.private_storage,
                        upload_to=network.members.models.photo.photo_name,
                    ),
                ),
                (
                    "small",
                    models.FileField(
                        storage=network.media.models.private_storage,
                        upload_to=network.members.models.photo.photo_name,
                    ),
                ),
                ("added_at", models.DateTimeField()),
                (
                    "profile",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photo",
                        to="members.profile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DirectoryEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("public", "Everybody"),
                            ("members", "Members of the network"),
                            ("coordinators", "Coordinators only"),
                        ],
                        max_length=20,
                    ),
                ),
                ("sort_key", models.CharField(max_length=200)),
                ("words", models.TextField()),
                ("terms", models.TextField()),
                ("card", models.JSONField(default=dict)),
                (
                    "profile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="directory_entries",
                        to="members.profile",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "directory entries",
                "indexes": [
                    models.Index(
                        fields=["audience", "sort_key", "profile"], name="directory_by_name"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("profile", "audience"), name="directory_once_per_audience"
                    )
                ],
            },
        ),
    ]
