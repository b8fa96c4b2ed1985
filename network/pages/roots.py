"""Create the roots of the page tree from data migrations.

Historical models have no tree methods, so the few tree fields are written here by treebeard's
rules: four characters of path a level, counted in base 36.
"""

from django.utils import timezone

STEP = 4
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def add_child_page(
    apps, *, parent, app_label: str, model_name: str, title: str, slug: str, **fields
):
    """Create a live page under ``parent`` and return it; one that is there already is returned.

    ``parent`` is a historical ``wagtailcore.Page``. ``fields`` are the page type's own.
    """
    page_model = apps.get_model("wagtailcore", "Page")
    existing = page_model.objects.filter(
        path__startswith=parent.path, depth=parent.depth + 1, slug=slug
    ).first()
    if existing is not None:
        return existing
    model = apps.get_model(app_label, model_name)
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model_name.lower()
    )
    last = (
        page_model.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
        .order_by("path")
        .last()
    )
    step = _decode(last.path[-STEP:]) + 1 if last else 1
    now = timezone.now()
    page = model.objects.create(
        title=title,
        draft_title=title,
        slug=slug,
        content_type=content_type,
        path=parent.path + _encode(step),
        depth=parent.depth + 1,
        numchild=0,
        url_path=f"{parent.url_path}{slug}/",
        live=True,
        has_unpublished_changes=False,
        first_published_at=now,
        last_published_at=now,
        locale_id=parent.locale_id,
        **fields,
    )
    page_model.objects.filter(pk=parent.pk).update(numchild=parent.numchild + 1)
    parent.numchild += 1
    return page


def home_page(apps):
    """The historical ``Page`` row of the home page."""
    page_model = apps.get_model("wagtailcore", "Page")
    site = apps.get_model("wagtailcore", "Site").objects.get(is_default_site=True)
    return page_model.objects.get(pk=site.root_page_id)


def add_section(apps, *, app_label: str, model_name: str, title: str, slug: str, **fields):
    """Create a section's index page under the home page."""
    return add_child_page(
        apps,
        parent=home_page(apps),
        app_label=app_label,
        model_name=model_name,
        title=title,
        slug=slug,
        **fields,
    )


def _decode(step: str) -> int:
    return int(step, 36)


def _encode(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = ALPHABET[digit] + digits
    return digits.rjust(STEP, "0")
