"""The words of the library's facets, read from the controlled lists in one query and kept."""

from collections.abc import Iterable

from django.db.models import CharField, IntegerField, Value

from network.search.kept import Kept
from network.search.models import CatalogueVersion
from network.taxonomy.models import (
    Context,
    Harm,
    Nation,
    PracticeStage,
    ResourceType,
    Sector,
    Topic,
)

# Facets in the order of the page, with what people read above their options.
FACETS = {
    "context": "Context",
    "sector": "Sector",
    "type": "Type of resource",
    "harm": "Form of harm",
    "stage": "Practice stage",
    "topic": "Topic",
    "nation": "Nation",
    "format": "Format",
    "year": "Year published",
}
FORMATS = {
    "pdf": "PDF",
    "docx": "Word document",
    "pptx": "Slides",
    "xlsx": "Spreadsheet",
    "csv": "CSV table",
    "txt": "Plain text",
}
MODELS = {
    "context": Context,
    "sector": Sector,
    "type": ResourceType,
    "harm": Harm,
    "stage": PracticeStage,
    "topic": Topic,
    "nation": Nation,
}

Vocabulary = dict[str, dict[str, str]]


def term_rows(facet: str, queryset):
    """``(facet, order, name, slug)`` of the terms; topics have no order but their names."""
    ordered = facet != "topic"
    order = "sort_order" if ordered else "no_order"
    if not ordered:
        queryset = queryset.annotate(no_order=Value(0, output_field=IntegerField()))
    return (
        queryset.order_by()
        .annotate(facet=Value(facet, output_field=CharField()))
        .values_list("facet", order, "name", "slug")
    )


def union_of(rows: list) -> list[tuple[str, int, str, str]]:
    """Read several vocabularies in one query, in the editors' order."""
    first, *rest = rows
    return sorted(first.union(*rest, all=True))


def read_names() -> Vocabulary:
    """Names by facet and slug, in the order to show them: one query. Years come from the shelf."""
    words: Vocabulary = {facet: {} for facet in FACETS}
    for facet, _, name, slug in union_of(
        [term_rows(facet, model.objects.all()) for facet, model in MODELS.items()]
    ):
        words[facet][slug] = name
    words["format"] = FORMATS
    return words


_names = Kept("words", read_names)


def vocabulary(version: CatalogueVersion, years: Iterable[str]) -> Vocabulary:
    """The names with these years, latest first. No query while no term has changed."""
    return {
        **_names.get(version),
        "year": {year: year for year in sorted(years, reverse=True)},
    }
