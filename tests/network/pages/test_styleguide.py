"""The style guide shows every component."""

import re
from pathlib import Path

from bs4 import BeautifulSoup
from django.conf import settings
from django.template.loader import render_to_string

from network.pages.styleguide import sample_context

TEMPLATES = Path(settings.BASE_DIR) / "templates"
COMPONENT = re.compile(r"components/[\w.]+\.html")


def test_style_guide_reaches_every_component():
    # Two that Django's form renderer names instead of an include, one that only an htmx answer
    # sends, never a page, four that tags name, and whole reports, made of what is shown.
    reached = {
        "components/form.html",
        "components/field.html",
        "components/facet_updates.html",
        "components/facet.html",
        "components/facet_options.html",
        "components/icon.html",
        "components/site_footer.html",
        "components/report_content.html",
    }
    to_read = {"styleguide.html", "base.html", *reached}
    while to_read:
        found = set(COMPONENT.findall((TEMPLATES / to_read.pop()).read_text()))
        to_read |= found - reached
        reached |= found
    components = {f"components/{path.name}" for path in (TEMPLATES / "components").glob("*.html")}
    assert components - reached == set()


def test_style_guide_has_one_heading_of_the_first_level_and_unique_ids():
    page = BeautifulSoup(
        render_to_string("styleguide.html", {"sample": sample_context()}), "html.parser"
    )
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(page.select("h1")) == 1
    assert len(ids) == len(set(ids))
