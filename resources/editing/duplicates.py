"""Whether a file is stored already, by its content, and where it is used."""

from collections.abc import Iterable

from django.utils.text import get_text_list

from network.media.models import SiteDocument
from resources.models import ResourceVersion


def documents_like(hashes: Iterable[str], *, besides: int | None = None) -> list[SiteDocument]:
    """Stored documents with one of these SHA-256 sums, oldest first, with what uses them: two
    queries."""
    found = SiteDocument.objects.filter(sha256__in=set(hashes)).exclude(pk=besides)
    return list(found.prefetch_related("version_files__version__resource").order_by("pk"))


def places_of(hashes: Iterable[str], *, besides: int | None = None) -> list[str]:
    """Where the same content is stored, each resource once: the title of its document, and the
    versions that offer it. What reads the same, as of a copy of the resource, is said once; what no
    resource uses stands together at the end."""
    titles: dict[int, str] = {}
    versions: dict[int, list[ResourceVersion]] = {}
    unused: list[str] = []
    for document in documents_like(hashes, besides=besides):
        files = document.version_files.all()
        if not files:
            unused.append(f"“{document.title}”")
        for file in files:
            titles.setdefault(file.version.resource_id, f"“{document.title}”")
            versions.setdefault(file.version.resource_id, []).append(file.version)
    places = [f"{title} ({_named(versions[resource])})" for resource, title in titles.items()]
    if unused:
        places.append(f"{', '.join(dict.fromkeys(unused))} (used by no resource)")
    return list(dict.fromkeys(places))


def _named(versions: list[ResourceVersion]) -> str:
    """ "versions 1 and 3 of “Walk the route”"."""
    numbers = [str(number) for number in sorted({version.number for version in versions})]
    noun = "version" if len(numbers) == 1 else "versions"
    return f"{noun} {get_text_list(numbers, 'and')} of “{versions[0].resource.title}”"
