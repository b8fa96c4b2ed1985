"""What somebody typed into a search box, as words that every database's search understands."""

import re

MAX_CHARACTERS = 200


def search_words(text: str) -> str:
    """Return the words of ``text`` in lower case, at most 200 characters, without signs.

    SQLite reads quotation marks, apostrophes and brackets as its own query language, and AND, OR,
    NOT and NEAR in capitals as operators; Wagtail hands them through and the query fails. An empty
    string means that there is nothing to search for.
    """
    return " ".join(re.findall(r"[^\W_]+", text[:MAX_CHARACTERS].lower()))


# The words that PostgreSQL's English dictionary leaves out of every text.
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        i me my myself we our ours ourselves you your yours yourself yourselves he him his himself
        she her hers herself it its itself they them their theirs themselves what which who whom
        this that these those am is are was were be been being have has had having do does did
        doing a an the and but if or because as until while of at by for with about against between
        into through during before after above below to from up down in out on off over under again
        further then once here there when where why how all any both each few more most other some
        such no nor not only own same so than too very s t can will just don should now
        """,
    )
)
