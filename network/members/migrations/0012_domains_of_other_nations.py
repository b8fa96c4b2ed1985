from django.db import migrations

# What gov.uk, nhs.uk and nhs.net are in England.
DOMAINS = [
    ("gov.scot", True, "Scottish Government"),
    ("gov.wales", True, "Welsh Government"),
    ("nhs.scot", True, "NHS Scotland"),
    ("hscni.net", True, "Health and social care in Northern Ireland"),
]


def add_domains(apps, schema_editor):
    model = apps.get_model("members", "EmailDomain")
    for domain, covers_subdomains, for_whom in DOMAINS:
        model.objects.get_or_create(
            domain=domain,
            defaults={"covers_subdomains": covers_subdomains, "for_whom": for_whom},
        )


class Migration(migrations.Migration):
    dependencies = [("members", "0011_profile_parts_and_directory")]

    operations = [migrations.RunPython(add_domains, migrations.RunPython.noop)]
