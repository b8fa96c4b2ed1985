"""Words that were deleted from the search index, out of its own files too."""

from django.db import connection
from wagtail.search import index

from network.search.catalogue import nearest_restriction
from network.search.fulltext import sqlite
from network.search.texts import write_text

FTS = "wagtailsearch_indexentry_fts"


def index_again(page) -> None:
    """Write what the search holds of a page anew, now and not by a task, and forget the old."""
    index.insert_or_update_object(page)
    write_text(page, restriction=nearest_restriction(page))
    forget_deleted_words()


def forget_deleted_words() -> None:
    """SQLite's full-text index keeps deleted words in its segments until they are merged
    (https://sqlite.org/fts5.html#the_optimize_command). PostgreSQL's rows go with its own clearing
    up, as those of every table do. Costs one pass over the index."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES('optimize')")
    sqlite.forget_deleted_words()
