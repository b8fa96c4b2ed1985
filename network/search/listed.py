"""What a page type does to appear in lists, feeds and facets."""

from datetime import datetime


class ListedPageMixin:
    """Give a page type a place in the catalogue.

    A type sets ``catalogue_kind`` and may override the methods below. Everything is read when the
    page is published, never when a list is shown.
    """

    catalogue_kind: str = ""
    # Everybody can say that it identifies a child (network.reported).
    may_be_reported = True

    def catalogue_terms(self) -> dict[str, list[str]]:
        """Slugs by facet name."""
        return {
            facet: [term.slug for term in terms] for facet, terms in self.taxonomy_terms().items()
        }

    def catalogue_details(self) -> dict:
        """What this kind's card shows besides title and summary; plain JSON values."""
        return {}

    def catalogue_published_at(self) -> datetime:
        return self.first_published_at

    def catalogue_starts_at(self) -> datetime | None:
        return None
