import hashlib

from django.db import migrations, models


def keep_digests(apps, schema_editor):
    for address in apps.get_model("pages", "WithdrawnAddress").objects.all():
        address.digest = hashlib.sha256(address.digest.encode()).hexdigest()
        address.save(update_fields=["digest"])


class Migration(migrations.Migration):
    dependencies = [("pages", "0006_withdrawn_addresses")]

    operations = [
        migrations.RenameField("withdrawnaddress", "path", "digest"),
        migrations.RunPython(keep_digests, migrations.RunPython.noop),
        migrations.AlterField(
            "withdrawnaddress", "digest", models.CharField(max_length=64, unique=True)
        ),
    ]
