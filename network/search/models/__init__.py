"""The catalogue of what is listed, the texts that are searched, and how far both have changed."""

from network.search.models.catalogue import (
    CatalogueEntry,
    CatalogueEntryQuerySet,
    CatalogueTerm,
)
from network.search.models.texts import PageText, SameWords
from network.search.models.versions import CatalogueVersion

__all__ = [
    "CatalogueEntry",
    "CatalogueEntryQuerySet",
    "CatalogueTerm",
    "CatalogueVersion",
    "PageText",
    "SameWords",
]
