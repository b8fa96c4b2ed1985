from django.db import migrations
from django.db.models import Max

PATH = "/complaints/"


def add_link(apps, schema_editor):
    """Put the complaint form into the footer of every site that has menus, unless it is there."""
    link = apps.get_model("pages", "NavigationLink")
    for navigation in apps.get_model("pages", "Navigation").objects.all():
        links = link.objects.filter(navigation=navigation)
        if links.filter(path=PATH).exists():
            continue
        privacy = links.filter(page__slug="privacy").exclude(footer_heading="").first()
        last = links.aggregate(last=Max("sort_order"))["last"]
        link.objects.create(
            navigation=navigation,
            footer_heading=privacy.footer_heading if privacy else "Using this site",
            label="Complaints about data",
            path=PATH,
            sort_order=0 if last is None else last + 1,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0001_initial"),
        ("pages", "0003_standard_pages"),
    ]

    operations = [migrations.RunPython(add_link, migrations.RunPython.noop)]
