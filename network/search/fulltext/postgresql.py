"""Full-text search by PostgreSQL's vectors and GIN index (:mod:`network.search.fulltext.tables`).

Ranking reads the vector of every hit, so it ranks candidates only; which pages match is told by
the index alone.
"""

# ruff: noqa: S608 -- what is put into statements are names and queries of this code's own

from collections.abc import Sequence

from django.db import connection

from network.search.fulltext.wanted import Wanted

CONFIG = "pg_catalog.english"
# Of files, body, summary and terms, title.
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"
MARKS = "StartSel=\x02, StopSel=\x03, MaxWords=45, MinWords=25, MaxFragments=1, FragmentDelimiter=…"

Closed = tuple[str, tuple]
NONE_CLOSED: Closed = ("", ())


def matches(wanted: Wanted, closed: Closed = NONE_CLOSED) -> list[tuple[int, bool]]:
    """Page and whether its title has all of it, for every page that matches: one query.

    ``closed`` is a query, with its parameters, for the ids of the pages whose files stay closed
    to the viewer: of these, the words outside the files have to match.
    """
    where, parameters = _open_to(closed)
    return _rows(
        "SELECT page_id, title_vector @@ query FROM search_pagetext, to_tsquery(%s, %s) query"
        f" WHERE all_vector @@ query{where}",
        [CONFIG, wanted.tsquery, *parameters],
    )


def scores(
    wanted: Wanted, page_ids: Sequence[int], closed: Closed = NONE_CLOSED
) -> dict[int, float]:
    """How well each of these pages matches: one query."""
    select, parameters = "all_vector", ()
    if closed[0]:
        select = f"CASE WHEN page_id IN ({closed[0]}) THEN page_vector ELSE all_vector END"
        parameters = closed[1]
    return dict(
        _rows(
            f"SELECT page_id, ts_rank(%s::float4[], {select}, query, 1)"
            " FROM search_pagetext, to_tsquery(%s, %s) query WHERE page_id = ANY(%s)",
            [WEIGHTS, *parameters, CONFIG, wanted.tsquery, list(page_ids)],
        )
    )


def passages(wanted: Wanted, page_ids: Sequence[int], closed: Closed = NONE_CLOSED) -> list[tuple]:
    """Page, place, number, heading and marked text of the best passage in each page's files, of
    those pages whose files are open: one query."""
    query, parameters = closed
    is_open = f" AND shown.page_id NOT IN ({query})" if query else ""
    return _rows(
        "SELECT page_id, place, number, heading, ts_headline(%s::regconfig, text, query, %s)"
        " FROM (SELECT DISTINCT ON (shown.page_id) shown.page_id, place, number, heading, text,"
        " query FROM to_tsquery(%s, %s) query, search_pagetext shown"
        " CROSS JOIN LATERAL jsonb_array_elements_text(shown.documents) document"
        " JOIN media_passage passage ON passage.document_id = document::bigint"
        f" WHERE shown.page_id = ANY(%s) AND passage.vector @@ query{is_open}"
        " ORDER BY shown.page_id, ts_rank(passage.vector, query) DESC, passage.id) best",
        [CONFIG, MARKS, CONFIG, wanted.any_tsquery, list(page_ids), *parameters],
    )


def _open_to(closed: Closed) -> Closed:
    query, parameters = closed
    if not query:
        return NONE_CLOSED
    return f" AND (page_id NOT IN ({query}) OR page_vector @@ query)", parameters


def _rows(sql: str, parameters: Sequence) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
