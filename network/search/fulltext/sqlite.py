"""Full-text search by SQLite's FTS5, ranked by its own ``bm25`` in the query that finds."""

# ruff: noqa: S608 -- what is put into statements are names and queries of this code's own

from collections.abc import Sequence

from django.db import connection

from network.search import bits
from network.search.fulltext.matches import Matches
from network.search.fulltext.wanted import Wanted

TEXTS, PASSAGES = "search_pagetext_fts", "media_passage_fts"
# Of title, summary and terms, body, files.
WEIGHTS = "10.0, 4.0, 2.0, 1.0"
SNIPPET_TOKENS = 40
# Fifty thousand rows would cost more time than this one text.
MATCHING = f"SELECT group_concat(rowid) FROM {TEXTS} WHERE {TEXTS} MATCH %s"


def matches(wanted: Wanted, *, with_titles: bool) -> Matches:
    """The pages that match: one query."""
    if not with_titles:
        [(everywhere,)] = _rows(MATCHING, [wanted.fts5])
        return Matches(_pages(everywhere))
    [(everywhere, in_titles)] = _rows(
        f"SELECT ({MATCHING}), ({MATCHING})", [wanted.fts5, f"title : ({wanted.fts5})"]
    )
    return Matches(_pages(everywhere), _pages(in_titles))


def outside_files(wanted: Wanted) -> int:
    """The pages that match without the words in their files: one query."""
    [(pages,)] = _rows(MATCHING, [_outside_files(wanted)])
    return _pages(pages)


def scores(wanted: Wanted, pages: Sequence[int], closed: Sequence[int] = ()) -> dict[int, float]:
    """How well each of these pages matches, more is better, those with closed files without them:
    one query, which ranks all hits."""
    ranked = f"SELECT rowid, -bm25({TEXTS}, {WEIGHTS}) FROM {TEXTS} WHERE {TEXTS} MATCH %s"
    if closed:
        places = ", ".join(["%s"] * len(closed))
        rows = _rows(
            f"{ranked} UNION ALL {ranked} AND rowid IN ({places})",
            [wanted.fts5, _outside_files(wanted), *closed],
        )
    else:
        rows = _rows(ranked, [wanted.fts5])
    among = set(pages)
    # Of a page that comes twice, the second row is the one without its files.
    return {page_id: score for page_id, score in rows if page_id in among}


def passages(wanted: Wanted, pages: Sequence[int]) -> list[tuple]:
    """Page, place, number, heading, marked text and file (name and address, as JSON) of the best
    passage in each page's files: one query."""
    places = ", ".join(["%s"] * len(pages))
    rows = _rows(
        "SELECT shown.page_id, passage.place, passage.number, passage.heading,"
        f" snippet({PASSAGES}, 1, char(2), char(3), '…', {SNIPPET_TOKENS}),"
        " json_extract(shown.places, '$.\"' || document.value || '\"')"
        " FROM search_pagetext shown, json_each(shown.documents) document"
        " JOIN media_passage passage ON passage.document_id = document.value"
        f" JOIN {PASSAGES} ON {PASSAGES}.rowid = passage.id"
        f" WHERE {PASSAGES} MATCH %s AND shown.page_id IN ({places})"
        f" ORDER BY bm25({PASSAGES}, 2.0, 1.0), passage.id",
        [wanted.any_fts5, *pages],
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


def _outside_files(wanted: Wanted) -> str:
    return f"{{title terms body}} : ({wanted.fts5})"


def _pages(text: str | None) -> int:
    return bits.of_numbers(map(int, text.split(","))) if text else 0


def _rows(sql: str, parameters: Sequence) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
