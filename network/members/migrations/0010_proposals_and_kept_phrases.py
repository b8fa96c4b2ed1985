import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import network.taxonomy.models.organisation_names

# Employers of people who work with children, and whether teams have domains of their own.
DOMAINS = [
    ("gov.uk", True, "Councils and government"),
    ("nhs.net", False, "NHS staff"),
    ("nhs.uk", True, "NHS trusts and boards"),
    ("police.uk", True, "Police forces"),
    ("ac.uk", True, "Universities and colleges"),
    ("sch.uk", True, "Schools"),
]
NOTES = {
    "ac.uk": "Students and former staff have such addresses too: look over who joined by it.",
    "sch.uk": "Some schools give pupils such addresses: look over who joined by it.",
}


def add_domains(apps, schema_editor):
    model = apps.get_model("members", "EmailDomain")
    for domain, covers_subdomains, for_whom in DOMAINS:
        model.objects.get_or_create(
            domain=domain,
            defaults={
                "covers_subdomains": covers_subdomains,
                "for_whom": for_whom,
                "note": NOTES.get(domain, ""),
            },
        )


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0009_session_epoch"),
        ("taxonomy", "0003_organisation_names_and_merges"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="kept_phrases",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.CreateModel(
            name="ProposalDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("key", network.taxonomy.models.organisation_names.NameKeyField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("added", "Added to the list"),
                            ("pointed", "In the list under another name"),
                            ("refused", "Not added"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=500)),
                ("members_count", models.PositiveIntegerField(default=0)),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal_decisions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal_decisions",
                        to="taxonomy.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision about a proposed organisation",
                "verbose_name_plural": "decisions about proposed organisations",
                "ordering": ["decided_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", True), ("outcome", "refused")),
                            models.Q(
                                ("organisation__isnull", False),
                                ("outcome__in", ["added", "pointed"]),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_refused_or_has_an_organisation",
                    )
                ],
            },
        ),
        migrations.RunPython(add_domains, migrations.RunPython.noop),
    ]
