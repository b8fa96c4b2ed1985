"""Whether a file is stored already, by its content, and where it is used."""

from collections.abc import Iterable

from network.media.models import SiteDocument


def documents_like(hashes: Iterable[str], *, besides: int | None = None) -> list[SiteDocument]:
    """Stored documents with one of these SHA-256 sums, oldest first, with what uses them: two
    queries."""
    found = SiteDocument.objects.filter(sha256__in=set(hashes)).exclude(pk=besides)
    return list(found.prefetch_related("version_files__version__resource").order_by("pk"))


def places_of(hashes: Iterable[str], *, besides: int | None = None) -> list[str]:
    """For each document of the same content, its title and the versions that offer it."""
    return [
        f"“{document.title}”{_used(document)}"
        for document in documents_like(hashes, besides=besides)
    ]


def _used(document: SiteDocument) -> str:
    uses = [
        f"version {file.version.number} of “{file.version.resource.title}”"
        for file in document.version_files.all()
    ]
    return f" ({', '.join(uses)})" if uses else " (used by no resource)"
