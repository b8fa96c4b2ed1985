"""The pages, menus and words that every installation starts with.

Used by a data migration with historical models. The words are in ``data/*.md``: front matter,
then Markdown (see :mod:`network.pages.markdown`); ``in_footer`` names the group of the footer.
What editors have written or changed is left as it is.
"""

from pathlib import Path

from network.pages.markdown import raw_body, split_front_matter
from network.pages.roots import add_child_page, home_page

DATA = Path(__file__).parent / "data"
HOME = "home"
# In the order in which the footer lists them.
STANDARD_PAGES = (
    "about",
    "how-the-network-works",
    "expert-guide",
    "contact",
    "safety-and-urgent-help",
    "writing-safely",
    "privacy",
    "cookies",
    "accessibility-statement",
    "terms-of-use",
)
MAIN_MENU = (
    ("Resources", "/resources/"),
    ("Tips", "/tips/"),
    ("Learning projects", "/projects/"),
    ("Webinars", "/webinars/"),
    ("Blog", "/blog/"),
    ("Ask an expert", "/ask/"),
)


def create_standard_pages(apps) -> None:
    """Create the pages that are missing, and the menus if the site has none."""
    home = home_page(apps)
    footer = []
    for name in STANDARD_PAGES:
        matter, body = read(name)
        page = add_child_page(
            apps,
            parent=home,
            app_label="pages",
            model_name="StandardPage",
            title=matter["title"],
            slug=matter["slug"],
            summary=matter["summary"],
            body=raw_body(body),
        )
        if matter.get("in_footer"):
            footer.append((matter["in_footer"], page.pk))
    create_menus(apps, footer)


def create_menus(apps, footer: list[tuple[str, int]]) -> None:
    """Give the default site a main menu and a footer of (heading, page id), unless it has menus."""
    site = apps.get_model("wagtailcore", "Site").objects.get(is_default_site=True)
    navigation, created = apps.get_model("pages", "Navigation").objects.get_or_create(site=site)
    if not created:
        return
    link = apps.get_model("pages", "NavigationLink")
    links = [{"label": label, "path": path} for label, path in MAIN_MENU]
    links += [{"footer_heading": heading, "page_id": page_id} for heading, page_id in footer]
    link.objects.bulk_create(
        link(navigation=navigation, sort_order=place, **fields)
        for place, fields in enumerate(links)
    )


def fill_home(apps, *, placeholder: dict[str, str]) -> None:
    """Write the home page's words where it still has those that it was created with.

    ``placeholder`` maps the names of fields to those first words.
    """
    home = apps.get_model("pages", "HomePage").objects.get(pk=home_page(apps).pk)
    matter, _ = read(HOME)
    for name, words in matter.items():
        if name != "slug" and getattr(home, name) == placeholder.get(name, ""):
            setattr(home, name, words)
            if name == "title":
                home.draft_title = words
    home.save()


def read(name: str) -> tuple[dict, str]:
    """Front matter and Markdown of one file of ``data/``."""
    return split_front_matter((DATA / f"{name}.md").read_text(encoding="utf-8"))
