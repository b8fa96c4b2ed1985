from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pages", "0005_agreed_credit")]

    operations = [
        migrations.CreateModel(
            name="WithdrawnAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=500, unique=True)),
                ("words", models.CharField(max_length=300)),
                ("withdrawn_at", models.DateTimeField()),
            ],
            options={"verbose_name_plural": "withdrawn addresses"},
        ),
    ]
