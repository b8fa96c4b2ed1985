"""What the database itself keeps for full-text search, made by migrations.

PostgreSQL: generated columns, so that whatever writes a row writes its vectors, and a GIN index.
Signs are taken out first: its parser would read "audit/plan.School" as one file or host. The texts
and vectors are moved out of the rows, so that reading which rows match touches few pages. Which
those are is asked of functions that keep to the indexes: the planner does not know what it costs
to fetch 50,000 vectors from where they were moved, and would read them all for a common word.
Of the words that most pages have, the index itself names so many rows that to look at each takes
twenty milliseconds of 50,000. Which pages have these is kept in a table, made anew now and then
(:mod:`network.search.common_words`); a trigger notes which texts have changed since, and these are
looked at one by one, so that what is kept is never behind the texts.

SQLite: FTS5 tables over the same columns, kept in step by triggers. Django makes a table anew when
it alters it, and the triggers go with the old one; so they are made again after each ``migrate``.
"""

WORDS = "regexp_replace({}, '[\\W_]+', ' ', 'g')"
VECTOR = "setweight(to_tsvector('pg_catalog.english'::regconfig, {}), '{}')"
TITLE = VECTOR.format(WORDS.format("title"), "A")
PAGE = f"{TITLE} || {VECTOR.format('terms', 'B')} || {VECTOR.format('body', 'C')}"
ALL = f"{PAGE} || {VECTOR.format('files', 'D')}"
PASSAGE = " || ".join(
    [VECTOR.format(WORDS.format("heading"), "A"), VECTOR.format(WORDS.format("text"), "B")]
)

POSTGRESQL_TEXTS = [
    "ALTER TABLE search_pagetext"
    f" ADD COLUMN title_vector tsvector GENERATED ALWAYS AS ({TITLE}) STORED,"
    f" ADD COLUMN page_vector tsvector GENERATED ALWAYS AS ({PAGE}) STORED,"
    f" ADD COLUMN all_vector tsvector GENERATED ALWAYS AS ({ALL}) STORED",
    "ALTER TABLE search_pagetext ALTER COLUMN title_vector SET STORAGE PLAIN",
    "ALTER TABLE search_pagetext SET (toast_tuple_target = 256)",
    "CREATE INDEX searched_words ON search_pagetext USING gin (all_vector) WITH (fastupdate = off)",
]
_GIN = "USING gin ({}) WITH (fastupdate = off)"
# The pages by blocks of 64: fifty thousand of them come as eight hundred numbers.
_FUNCTION = (
    "CREATE FUNCTION {}(asked tsquery, OUT blocks integer[], OUT pages bigint[])"
    " LANGUAGE sql STABLE SET enable_seqscan = off AS $$"
    " SELECT array_agg(block), array_agg(pages) FROM (SELECT page_id >> 6,"
    " bit_or(1::bigint << (page_id & 63)) FROM search_pagetext WHERE {} @@ asked GROUP BY 1)"
    " AS by_block(block, pages) $$"
)
POSTGRESQL_MATCHES = [
    f"CREATE INDEX searched_pages ON search_pagetext {_GIN.format('page_vector')}",
    f"CREATE INDEX searched_titles ON search_pagetext {_GIN.format('title_vector')}",
    _FUNCTION.format("search_everywhere", "all_vector"),
    _FUNCTION.format("search_outside_files", "page_vector"),
    _FUNCTION.format("search_titles", "title_vector"),
]
POSTGRESQL_NO_MATCHES = [
    "DROP FUNCTION IF EXISTS search_everywhere(tsquery)",
    "DROP FUNCTION IF EXISTS search_outside_files(tsquery)",
    "DROP FUNCTION IF EXISTS search_titles(tsquery)",
    "DROP INDEX IF EXISTS searched_titles",
    "DROP INDEX IF EXISTS searched_pages",
]
# The pages of a word in a part of the texts (everywhere, outside_files, titles), as the function of
# that part tells them. A change has a number, so that one which goes on while the words are made
# anew is not forgotten.
POSTGRESQL_COMMON_WORDS = [
    "CREATE TABLE search_commonword (word text, part text, made_at timestamptz NOT NULL,"
    " blocks integer[], pages bigint[], PRIMARY KEY (word, part))",
    "CREATE TABLE search_changedtext (page_id integer PRIMARY KEY, change bigserial NOT NULL)",
    "CREATE FUNCTION search_text_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    " INSERT INTO search_changedtext (page_id) VALUES (coalesce(NEW.page_id, OLD.page_id))"
    " ON CONFLICT (page_id) DO UPDATE SET change = excluded.change;"
    " RETURN NULL; END $$",
    "CREATE TRIGGER search_text_comes_or_goes AFTER INSERT OR DELETE ON search_pagetext"
    " FOR EACH ROW EXECUTE FUNCTION search_text_changed()",
    "CREATE TRIGGER search_text_changes AFTER UPDATE ON search_pagetext"
    " FOR EACH ROW WHEN ((OLD.title, OLD.terms, OLD.body, OLD.files)"
    " IS DISTINCT FROM (NEW.title, NEW.terms, NEW.body, NEW.files))"
    " EXECUTE FUNCTION search_text_changed()",
]
POSTGRESQL_NO_COMMON_WORDS = [
    "DROP TRIGGER IF EXISTS search_text_changes ON search_pagetext",
    "DROP TRIGGER IF EXISTS search_text_comes_or_goes ON search_pagetext",
    "DROP FUNCTION IF EXISTS search_text_changed()",
    "DROP TABLE IF EXISTS search_changedtext",
    "DROP TABLE IF EXISTS search_commonword",
]
POSTGRESQL_PASSAGES = [
    f"ALTER TABLE media_passage ADD COLUMN vector tsvector GENERATED ALWAYS AS ({PASSAGE}) STORED",
]


def sqlite_table(table: str, key: str, *columns: str) -> list[str]:
    """The statements that make the full-text table ``<table>_fts``, whose rows have the number in
    ``key``, and its triggers, if they are missing."""
    fts, names = f"{table}_fts", ", ".join(columns)
    new, old = (", ".join(f"{row}.{column}" for column in columns) for row in ("new", "old"))
    put = f"INSERT INTO {fts}(rowid, {names}) VALUES (new.{key}, {new});"  # noqa: S608
    take = f"INSERT INTO {fts}({fts}, rowid, {names}) VALUES ('delete', old.{key}, {old});"  # noqa: S608
    return [
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {fts} USING fts5({names}, content='{table}', "
        f"content_rowid='{key}', tokenize='porter unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER IF NOT EXISTS {table}_put AFTER INSERT ON {table} BEGIN {put} END",
        f"CREATE TRIGGER IF NOT EXISTS {table}_take AFTER DELETE ON {table} BEGIN {take} END",
        f"CREATE TRIGGER IF NOT EXISTS {table}_change AFTER UPDATE OF {names} ON {table} "
        f"BEGIN {take} {put} END",
    ]


SQLITE_TEXTS = sqlite_table("search_pagetext", "page_id", "title", "terms", "body", "files")
SQLITE_PASSAGES = sqlite_table("media_passage", "id", "heading", "text")


def make(connection, *, postgresql: list[str], sqlite: list[str]) -> None:
    """Run the statements of this database's kind."""
    statements = postgresql if connection.vendor == "postgresql" else sqlite
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
