"""The pages of the words that most texts have, kept so that a search need not look at each page.

Only PostgreSQL keeps them (:mod:`network.search.fulltext.tables`). What is kept is never trusted
for a text that has changed since: how old it may be is a matter of time alone.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction

from network.search.fulltext.postgresql import PARTS

# A word that fewer pages have is found by the index in a millisecond.
LEAST_PAGES = 2000
# Of fifty thousand pages, a word takes some twenty kilobytes.
MOST_WORDS = 1000
# Made anew after as many changed texts, but not more often than that; and else once a day.
MANY_CHANGES = 500
NOT_BEFORE, NOT_LATER = timedelta(minutes=15), timedelta(days=1)
# Any number that nothing else locks by (network/search, "words").
_LOCK = 7_303_119

_STATE = """
SELECT (SELECT min(made_at) FROM search_commonword),
(SELECT count(*) FROM (SELECT FROM search_changedtext LIMIT %s) counted),
(SELECT count(*) FROM (SELECT FROM search_pagetext LIMIT %s) counted)"""
# What is of letters and digits alone can be asked for as it stands.
_WORDS = """
SELECT coalesce(array_agg(word), '{}') FROM (
    SELECT word FROM ts_stat('SELECT all_vector FROM search_pagetext')
    WHERE ndoc >= %s AND word ~ '^\\w+$' ORDER BY ndoc DESC, word LIMIT %s
) most_frequent"""
_MAKE = """
INSERT INTO search_commonword (word, part, made_at, blocks, pages)
SELECT word, '{part}', %s, found.blocks, found.pages
FROM unnest(%s::text[]) word, search_{part}(quote_literal(word)::tsquery) found"""
# What is being changed at this moment is locked, or has another number: it stays noted.
_FORGET_CHANGES = """
DELETE FROM search_changedtext USING (
    SELECT page_id AS seen FROM search_changedtext WHERE change = ANY(%s) FOR UPDATE SKIP LOCKED
) noted WHERE page_id = seen AND change = ANY(%s)"""


def keep_common_words(*, now: datetime) -> int:
    """Make them anew when that is due; return how many there are then, 0 where nothing was due.

    Costs some seconds for fifty thousand texts, which nobody waits for: searches use what was kept
    until then, and a text that changes meanwhile stays noted as changed.
    """
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_STATE, [MANY_CHANGES, LEAST_PAGES])
        made_at, changes, texts = cursor.fetchone()
    if made_at is None:
        is_due = texts >= LEAST_PAGES
    else:
        age = now - made_at
        is_due = (changes >= MANY_CHANGES and age >= NOT_BEFORE) or (changes and age >= NOT_LATER)
    return make_common_words(now=now) if is_due else 0


@transaction.atomic
def make_common_words(*, now: datetime) -> int:
    """Make them anew; return how many there are, 0 where somebody else is making them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        # Before the texts are read: what changes later has a number that is not among these.
        cursor.execute("SELECT array_agg(change) FROM search_changedtext")
        seen = cursor.fetchone()[0] or []
        cursor.execute("DELETE FROM search_commonword")
        cursor.execute(_WORDS, [LEAST_PAGES, MOST_WORDS])
        [words] = cursor.fetchone()
        for part in PARTS:
            cursor.execute(_MAKE.format(part=part), [now, words])
        cursor.execute(_FORGET_CHANGES, [seen, seen])
    return len(words)
