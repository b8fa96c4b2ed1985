import django.db.models.deletion
from django.db import migrations, models

from network.search.fulltext import tables


def forget_first_tables(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE IF EXISTS search_pagetext_fts")


def make_search(apps, schema_editor):
    tables.make(
        schema_editor.connection,
        postgresql=tables.POSTGRESQL_TEXTS,
        sqlite=tables.SQLITE_TEXTS,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0004_words_that_mean_the_same"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.DeleteModel("PageText"),
        migrations.RunPython(forget_first_tables, migrations.RunPython.noop),
        migrations.CreateModel(
            name="PageText",
            fields=[
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="searched_text",
                        serialize=False,
                        to="wagtailcore.page",
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("url", models.CharField(max_length=500)),
                ("title", models.CharField(max_length=255)),
                ("summary", models.TextField(blank=True)),
                ("documents", models.JSONField(blank=True, default=list)),
                ("terms", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("files", models.TextField(blank=True)),
                (
                    "restriction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="wagtailcore.pageviewrestriction",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind"], name="searched_kind")],
            },
        ),
        migrations.RunPython(make_search, migrations.RunPython.noop),
    ]
