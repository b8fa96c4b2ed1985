"""A choice in the library that somebody keeps, read by the library's own parser."""

from dataclasses import replace

from django.http import QueryDict
from django.urls import reverse

from network.search.fulltext.wanted import wanted
from network.search.kept import shelf_of
from network.search.kinds import Kind
from network.search.models import CatalogueVersion
from network.search.saved_filters import SavedFilter, register
from network.search.words import search_words
from resources.finding.listing import years_of
from resources.finding.selection import Selection, usual_order, with_query
from resources.finding.vocabulary import vocabulary


def read_filter(query: str) -> SavedFilter | None:
    """The choice in ``query`` without its order, or ``None`` when nothing is chosen.

    Unknown values are left out, as in the list of a visitor. One query while nothing has changed:
    how far the catalogue has.
    """
    version = CatalogueVersion.current()
    shelf = shelf_of(Kind.RESOURCE, version)
    words = vocabulary(version, years_of(shelf, shelf.public))
    selection = Selection.read(QueryDict(query), words)
    selection = replace(selection, sort=usual_order(selection.q))
    if not selection.chosen and not wanted(selection.q, version):
        return None
    action = reverse("resources:index")
    return SavedFilter(
        kind=Kind.RESOURCE,
        query=selection.querystring(),
        url=with_query(action, selection.querystring()),
        label=", ".join(chip["label"] for chip in selection.chips(words, action)),
        words=search_words(selection.q),
        terms=dict(selection.chosen),
    )


register(Kind.RESOURCE, read_filter)
