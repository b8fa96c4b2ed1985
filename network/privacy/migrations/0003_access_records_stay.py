from django.db import migrations, models

GUARD = """
CREATE FUNCTION privacy_accessrecord_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'access records are appended, never changed';
END $$;
CREATE TRIGGER privacy_accessrecord_stays BEFORE UPDATE ON privacy_accessrecord
FOR EACH ROW EXECUTE FUNCTION privacy_accessrecord_stays();
"""
NO_GUARD = """
DROP TRIGGER privacy_accessrecord_stays ON privacy_accessrecord;
DROP FUNCTION privacy_accessrecord_stays();
"""


def on_postgresql(sql: str):
    """SQLite, which is for the demonstration, has the guard of the model only."""

    def run(apps, schema_editor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    """A later change of this table's rows has to take the trigger away and put it back."""

    dependencies = [
        ("privacy", "0002_data_copies_and_departures"),
    ]

    operations = [
        migrations.AddField(
            model_name="accessrecord",
            name="once",
            field=models.CharField(
                blank=True, editable=False, max_length=64, null=True, unique=True
            ),
        ),
        migrations.AddField(
            model_name="accessrecord",
            name="role",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.RunPython(on_postgresql(GUARD), on_postgresql(NO_GUARD)),
    ]
