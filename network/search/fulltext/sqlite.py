"""Full-text search by SQLite's FTS5, ranked by its own ``bm25`` in the query that finds."""

# ruff: noqa: S608 -- what is put into statements are names and queries of this code's own

from collections.abc import Sequence

from django.db import connection

from network.search.fulltext.wanted import Wanted

TEXTS, PASSAGES = "search_pagetext_fts", "media_passage_fts"
# Of title, summary and terms, body, files.
WEIGHTS = "10.0, 4.0, 2.0, 1.0"
SNIPPET_TOKENS = 40

Closed = tuple[str, tuple]
NONE_CLOSED: Closed = ("", ())


def matches(wanted: Wanted, closed: Closed = NONE_CLOSED) -> list[tuple[int, bool]]:
    """Page and whether its title has all of it, for every page that matches: one query."""
    where, parameters = _open_to(wanted, closed)
    return [
        (page_id, bool(in_title))
        for page_id, in_title in _rows(
            f"SELECT rowid, rowid IN (SELECT rowid FROM {TEXTS} WHERE {TEXTS} MATCH %s)"
            f" FROM {TEXTS} WHERE {TEXTS} MATCH %s{where}",
            [f"title : ({wanted.fts5})", wanted.fts5, *parameters],
        )
    ]


def scores(
    wanted: Wanted, page_ids: Sequence[int], closed: Closed = NONE_CLOSED
) -> dict[int, float]:
    """How well each of these pages matches, more is better: one query, which ranks all hits.

    A page whose files stay closed is ranked by the words outside them.
    """
    ranked = f"SELECT rowid, -bm25({TEXTS}, {WEIGHTS}) FROM {TEXTS} WHERE {TEXTS} MATCH %s"
    query, parameters = closed
    if query:
        rows = _rows(
            f"{ranked} UNION ALL {ranked} AND rowid IN ({query})",
            [wanted.fts5, _outside_files(wanted), *parameters],
        )
    else:
        rows = _rows(ranked, [wanted.fts5])
    among = set(page_ids)
    # Of a page that comes twice, the second row is the one without its files.
    return {page_id: score for page_id, score in rows if page_id in among}


def passages(wanted: Wanted, page_ids: Sequence[int], closed: Closed = NONE_CLOSED) -> list[tuple]:
    """Page, place, number, heading and marked text of the best passage in each page's files, of
    those pages whose files are open: one query."""
    query, parameters = closed
    is_open = f" AND shown.page_id NOT IN ({query})" if query else ""
    pages = ", ".join(["%s"] * len(page_ids))
    rows = _rows(
        "SELECT shown.page_id, passage.place, passage.number, passage.heading,"
        f" snippet({PASSAGES}, 1, char(2), char(3), '…', {SNIPPET_TOKENS})"
        " FROM search_pagetext shown, json_each(shown.documents) document"
        " JOIN media_passage passage ON passage.document_id = document.value"
        f" JOIN {PASSAGES} ON {PASSAGES}.rowid = passage.id"
        f" WHERE {PASSAGES} MATCH %s AND shown.page_id IN ({pages}){is_open}"
        f" ORDER BY bm25({PASSAGES}, 2.0, 1.0), passage.id",
        [wanted.any_fts5, *page_ids, *parameters],
    )
    best: dict[int, tuple] = {}
    for row in rows:
        best.setdefault(row[0], row)
    return list(best.values())


def forget_deleted_words() -> None:
    """FTS5 keeps deleted words in its segments until they are merged
    (https://sqlite.org/fts5.html#the_optimize_command). Costs one pass over each index."""
    with connection.cursor() as cursor:
        for table in (TEXTS, PASSAGES):
            cursor.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")


def _open_to(wanted: Wanted, closed: Closed) -> Closed:
    query, parameters = closed
    if not query:
        return NONE_CLOSED
    return (
        f" AND (rowid NOT IN ({query})"
        f" OR rowid IN (SELECT rowid FROM {TEXTS} WHERE {TEXTS} MATCH %s))",
        (*parameters, _outside_files(wanted)),
    )


def _outside_files(wanted: Wanted) -> str:
    return f"{{title terms body}} : ({wanted.fts5})"


def _rows(sql: str, parameters: Sequence) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
