"""The part "Cite" of a resource's page."""

from django.urls import reverse

from resources.citing import csl
from resources.citing.description import Described
from resources.citing.formats import FORMATS
from resources.models import ResourcePage


def cite_context(page: ResourcePage, described: Described | None, *, is_latest: bool) -> dict:
    """What the resource's page shows under "Cite": two texts and three files. No query."""
    if described is None:
        return {}
    args = [page.slug] if is_latest else [page.slug, described.version]
    name = "resources:cite" if is_latest else "resources:cite_version"
    return {
        "texts": [
            {"label": FORMATS[code].label, "html": csl.html(described, style)}
            for code, style in (("harvard", csl.HARVARD), ("apa", csl.APA))
        ],
        "files": [
            {"label": form.label, "url": reverse(name, args=[*args, form.code])}
            for form in FORMATS.values()
            if form.is_file
        ],
    }
