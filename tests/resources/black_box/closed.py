"""Every address below a resource, with values that exist, as a stranger would try them."""

from importlib import import_module

from django.utils import timezone

from network.media.models import PagePicture
from tests.network import addresses

FILE_ROUTES = ("download/", "/preview/", ".webp", "take/")


def addresses_of(page) -> list[str]:
    """All of the library's addresses of one resource and its versions and files, and Wagtail's own
    address of each document. A route whose parameter is unknown here fails."""
    found = []
    for version in page.versions.all():
        for file in version.files.all():
            values = {
                "slug": page.slug,
                "number": version.number,
                "document_id": file.document_id,
                "page_number": 1,
                "code": "bibtex",
                "signed": "F-ABCDEF:nothing",
                "public_id": "00000000-0000-4000-8000-000000000000",
            }
            found += [
                addresses.path_of(route, values)
                for route in addresses.routes()
                if route.startswith("resources/<slug:slug>/")
            ]
            found.append(file.document.url)
    return sorted(set(found))


def add_picture(document) -> PagePicture:
    """A picture of the first page, as reading it in the background would make."""
    from django.core.files.base import ContentFile

    picture = PagePicture(document=document, number=1, width=10, height=10)
    picture.file.save("x.webp", ContentFile(b"RIFF0000WEBP"), save=True)
    return picture


def text_of(response) -> str:
    """The whole body, of a streamed answer too."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace")


def run_clock() -> None:
    """What ``run_due`` does for the library: reads files, tells, delivers."""
    for app in ("network.media", "network.search", "resources", "network.notifications"):
        try:
            module = import_module(f"{app}.due")
        except ModuleNotFoundError:
            continue
        module.run_due(now=timezone.now())
