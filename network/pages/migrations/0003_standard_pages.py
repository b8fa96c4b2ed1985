import importlib

from django.db import migrations

from network.pages.standard_pages import create_standard_pages, fill_home

first = importlib.import_module("network.pages.migrations.0002_home")
FIRST_WORDS = {
    "title": "Home",
    "heading": first.HEADING,
    "lead": first.LEAD,
    "rings_heading": "Start from where harm happens",
    "sectors_heading": "Find what fits your sector",
    "ask_heading": "Ask an expert",
}


def create(apps, schema_editor):
    create_standard_pages(apps)
    fill_home(apps, placeholder=FIRST_WORDS)


class Migration(migrations.Migration):
    """The plain pages, the menus and the words of the home page. Going back leaves them."""

    dependencies = [("pages", "0002_home")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
