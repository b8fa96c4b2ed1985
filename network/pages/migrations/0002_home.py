from django.db import migrations
from django.utils import timezone

HEADING = "Safety is made in the places where young people spend their time"
LEAD = (
    "Tested resources, practical tips and answers from experienced colleagues, for everybody who "
    "protects young people from harm outside the home."
)


def create_home(apps, schema_editor):
    """Replace Wagtail's welcome page by the home page and point the default site to it."""
    page_model = apps.get_model("wagtailcore", "Page")
    site_model = apps.get_model("wagtailcore", "Site")
    home_model = apps.get_model("pages", "HomePage")
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="pages", model="homepage"
    )
    welcome = page_model.objects.filter(path="00010001").first()
    locale_id = page_model.objects.get(path="0001").locale_id
    if welcome is not None:
        site_model.objects.filter(root_page_id=welcome.pk).delete()
        welcome.delete()
    now = timezone.now()
    home = home_model.objects.create(
        title="Home",
        draft_title="Home",
        slug="home",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        live=True,
        has_unpublished_changes=False,
        first_published_at=now,
        last_published_at=now,
        locale_id=locale_id,
        heading=HEADING,
        lead=LEAD,
    )
    page_model.objects.filter(path="0001").update(numchild=1)
    site_model.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "port": 80,
            "root_page_id": home.pk,
            "site_name": "Contextual Safeguarding Practitioners' Network",
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(create_home, migrations.RunPython.noop)]
