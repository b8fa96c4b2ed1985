from django.db import migrations


def forget(apps, schema_editor) -> None:
    """Coordinators read the members' rows now; theirs held what members hide."""
    apps.get_model("members", "DirectoryEntry").objects.filter(audience="coordinators").delete()


class Migration(migrations.Migration):
    dependencies = [("members", "0014_circles_of_members")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
