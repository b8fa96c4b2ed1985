from django.db import migrations, models


def forget_pairs(apps, schema_editor):
    """Pairs follow from the downloads: the next nightly run counts those of the last year anew."""
    apps.get_model("resources", "UsedTogether").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("resources", "0006_packs_section")]

    operations = [
        migrations.RunPython(forget_pairs, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="usedtogether", name="used_together_once"),
        migrations.AddField(
            model_name="usedtogether",
            name="month",
            field=models.DateField(default="2000-01-01"),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="usedtogether",
            constraint=models.UniqueConstraint(
                fields=("first", "second", "month"), name="used_together_once_a_month"
            ),
        ),
    ]
