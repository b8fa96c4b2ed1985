"""Full-text search of our own tables: one interface, PostgreSQL and SQLite behind it.

:func:`~network.search.fulltext.wanted.wanted` reads what was typed;
:class:`~network.search.fulltext.hits.Hits` finds the pages, ranks them and shows passages.
"""
