"""Full-text search by PostgreSQL's vectors and GIN index (:mod:`network.search.fulltext.tables`).

Ranking reads the vector of every hit, so it ranks candidates only; which pages match is told by
the index alone.
"""

from collections.abc import Sequence

from django.db import connection

from network.search import bits
from network.search.fulltext.matches import Matches
from network.search.fulltext.wanted import Wanted

CONFIG = "pg_catalog.english"
# Of files, body, summary and terms, title.
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"
MARKS = "StartSel=\x02, StopSel=\x03, MaxWords=45, MinWords=25, MaxFragments=1, FragmentDelimiter=…"


def matches(wanted: Wanted, *, with_titles: bool) -> Matches:
    """The pages that match: one query, answered by indexes."""
    if not with_titles:
        return Matches(_function("search_everywhere", wanted))
    [(blocks, pages, title_blocks, title_pages)] = _rows(
        "SELECT found.*, titled.* FROM to_tsquery(%s, %s) asked,"
        " search_everywhere(asked) found, search_titles(asked) titled",
        [CONFIG, wanted.tsquery],
    )
    return Matches(_pages(blocks, pages), _pages(title_blocks, title_pages))


def outside_files(wanted: Wanted) -> int:
    """The pages that match without the words in their files: one query, answered by an index."""
    return _function("search_outside_files", wanted)


def scores(wanted: Wanted, pages: Sequence[int], closed: Sequence[int] = ()) -> dict[int, float]:
    """How well each of these pages matches, those with closed files without them: one query."""
    return dict(
        _rows(
            "SELECT page_id, ts_rank(%s::float4[],"
            " CASE WHEN page_id = ANY(%s) THEN page_vector ELSE all_vector END, query, 1)"
            " FROM search_pagetext, to_tsquery(%s, %s) query WHERE page_id = ANY(%s)",
            [WEIGHTS, list(closed), CONFIG, wanted.tsquery, list(pages)],
        )
    )


def passages(wanted: Wanted, pages: Sequence[int]) -> list[tuple]:
    """Page, place, number, heading, marked text and file (name and address, as JSON) of the best
    passage in each page's files: one query."""
    return _rows(
        "SELECT page_id, place, number, heading, ts_headline(%s::regconfig, text, query, %s),"
        " file"
        " FROM (SELECT DISTINCT ON (shown.page_id) shown.page_id, place, number, heading, text,"
        " query, (shown.places -> document)::text AS file"
        " FROM to_tsquery(%s, %s) query, search_pagetext shown"
        " CROSS JOIN LATERAL jsonb_array_elements_text(shown.documents) document"
        " JOIN media_passage passage ON passage.document_id = document::bigint"
        " WHERE shown.page_id = ANY(%s) AND passage.vector @@ query"
        " ORDER BY shown.page_id, ts_rank(passage.vector, query) DESC, passage.id) best",
        [CONFIG, MARKS, CONFIG, wanted.any_tsquery, list(pages)],
    )


def _function(name: str, wanted: Wanted) -> int:
    [row] = _rows(f"SELECT * FROM {name}(to_tsquery(%s, %s))", [CONFIG, wanted.tsquery])  # noqa: S608
    return _pages(*row)


def _pages(blocks: Sequence[int] | None, pages: Sequence[int] | None) -> int:
    return bits.of_blocks(blocks or (), pages or ())


def _rows(sql: str, parameters: Sequence) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
