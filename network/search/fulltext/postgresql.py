"""Full-text search by PostgreSQL's vectors and GIN index (:mod:`network.search.fulltext.tables`).

Ranking reads the vector of every hit, so it ranks candidates only; which pages match is told by
the index alone, and of the words that most pages have by a table of these
(:mod:`network.search.common_words`).
"""

from collections.abc import Sequence
from functools import reduce
from operator import and_

from django.db import connection

from network.search import bits
from network.search.fulltext.matches import Matches
from network.search.fulltext.wanted import Wanted

CONFIG = "pg_catalog.english"
# Of files, body, summary and terms, title.
WEIGHTS = "{0.1, 0.3, 0.6, 1.0}"
MARKS = "StartSel=\x02, StopSel=\x03, MaxWords=45, MinWords=25, MaxFragments=1, FragmentDelimiter=…"
# Each part of the texts has a function of its own, and this vector.
PARTS = {
    "everywhere": "all_vector",
    "outside_files": "page_vector",
    "titles": "title_vector",
}
# Instead of the number of a group: the groups of which nothing is kept, which the index tells
# together, and the texts that have changed since the common words were read.
UNKNOWN, CHANGED, CHANGED_AND_MATCHING = -1, -2, -3
# With more changed texts than these, nothing that is kept is used.
MOST_CHANGED = 1000

# Every phrase with what is kept of it, if it is one common word; the groups that have no such
# phrase as one query; of each other group the phrases of which nothing is kept, as one query.
_ASKED = f"""
WITH phrase AS MATERIALIZED (
    SELECT of_group, typed, to_tsquery('{CONFIG}', typed) AS query
    FROM unnest(%s::integer[], %s::text[]) AS asked(of_group, typed)
), known AS MATERIALIZED (
    SELECT phrase.*, common.word FROM phrase LEFT JOIN search_commonword common
    ON numnode(phrase.query) = 1 AND common.part = 'everywhere'
    AND common.word = btrim(phrase.query::text, '''')
    AND (SELECT count(*) FROM (SELECT FROM search_changedtext LIMIT {MOST_CHANGED + 1}) noted)
        <= {MOST_CHANGED}
), by_group AS MATERIALIZED (
    SELECT of_group, bool_or(word IS NOT NULL) AS is_known,
    string_agg('(' || typed || ')', ' | ') FILTER (WHERE word IS NULL) AS typed
    FROM known GROUP BY of_group
), sought AS MATERIALIZED (
    SELECT {UNKNOWN} AS of_group, to_tsquery('{CONFIG}', string_agg('(' || typed || ')', ' & '))
    AS query FROM by_group WHERE NOT is_known HAVING count(*) > 0
    UNION ALL
    SELECT of_group, to_tsquery('{CONFIG}', typed) FROM by_group
    WHERE is_known AND typed IS NOT NULL
), whole AS MATERIALIZED (SELECT to_tsquery('{CONFIG}', %s) AS query
), changed AS MATERIALIZED (
    SELECT page_id FROM search_changedtext WHERE EXISTS (SELECT FROM by_group WHERE is_known)
)"""  # noqa: S608
# The number of a group, and pages by blocks of 64.
_BLOCKS = "array_agg(block), array_agg(pages)"
_BY_BLOCK = "SELECT page_id >> 6 AS block, bit_or(1::bigint << (page_id & 63)) AS pages FROM"
_IN_PART = f"""
SELECT '{{part}}', of_group, blocks, pages FROM known JOIN search_commonword kept
    ON kept.word = known.word AND kept.part = '{{part}}'
UNION ALL
SELECT '{{part}}', of_group, found.blocks, found.pages FROM sought, search_{{part}}(query) found
UNION ALL
SELECT '{{part}}', {CHANGED}, {_BLOCKS} FROM ({_BY_BLOCK} changed GROUP BY 1) by_block
UNION ALL
SELECT '{{part}}', {CHANGED_AND_MATCHING}, {_BLOCKS} FROM ({_BY_BLOCK} changed WHERE (
    SELECT text.{{vector}} @@ whole.query FROM whole, search_pagetext text
    WHERE text.page_id = changed.page_id
) GROUP BY 1) by_block"""  # noqa: S608


def matches(wanted: Wanted, *, with_titles: bool) -> Matches:
    """The pages that match: one query, answered by indexes and by what is kept of common words."""
    if not with_titles:
        return Matches(*_found(wanted, "everywhere"))
    return Matches(*_found(wanted, "everywhere", "titles"))


def outside_files(wanted: Wanted) -> int:
    """The pages that match without the words in their files: one query, answered the same way."""
    [pages] = _found(wanted, "outside_files")
    return pages


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


def _found(wanted: Wanted, *parts: str) -> list[int]:
    """The pages that match in each of these parts of the texts: one query."""
    groups = list(enumerate(wanted.tsqueries))
    in_parts = " UNION ALL ".join(_IN_PART.format(part=part, vector=PARTS[part]) for part in parts)
    rows = _rows(
        f"{_ASKED} {in_parts}",
        [
            [number for number, phrases in groups for _ in phrases],
            [phrase for _, phrases in groups for phrase in phrases],
            wanted.tsquery,
        ],
    )
    return [_together([row[1:] for row in rows if row[0] == part]) for part in parts]


def _together(rows: Sequence[tuple[int, Sequence[int], Sequence[int]]]) -> int:
    """What all groups have in common, and what of the texts that have changed matches now."""
    groups: dict[int, int] = {}
    for group, blocks, pages in rows:
        groups[group] = groups.get(group, 0) | bits.of_blocks(blocks or (), pages or ())
    changed, matching = groups.pop(CHANGED, 0), groups.pop(CHANGED_AND_MATCHING, 0)
    if not groups:
        return 0
    return reduce(and_, groups.values()) & ~changed | matching


def _rows(sql: str, parameters: Sequence) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
