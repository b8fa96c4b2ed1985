"""What many tables say about experts and the asker, read in one query.

A ranking needs a little of a dozen tables: who knows these topics, who has a tie to the asker, whom
the asker would rather not meet. Each is a list of links: who, with what, and a word about it. They
are asked for as one union: a trip to the database costs more than the few rows that come back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

NO_NUMBER = Value(0, output_field=BigIntegerField())
NO_WORD = Value("", output_field=CharField())


Link = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Links:
    """One kind of link: the rows, and their columns for who (a number), with what (a number) and
    the word about it."""

    rows: QuerySet
    who: str
    what: object = NO_NUMBER
    word: object = NO_WORD

    def named(self, name: str) -> QuerySet:
        kind = Value(name, output_field=CharField())
        return self.rows.order_by().values_list(kind, self.who, self.what, self.word)


def day_as_word(column: str) -> Coalesce:
    """A date as ISO text, so that it fits among words; nothing where there is none."""
    return Coalesce(Cast(F(column), CharField()), NO_WORD)


def read_together(kinds: Mapping[str, Links]) -> dict[str, list[Link]]:
    """Who, with what, and the word, for each kind by its name, in no order: one query.

    The first of a union says how its columns are converted, for all of their rows. So the first
    is one whose columns are read as they are, if there is any.
    """
    names = sorted(kinds, key=lambda name: not isinstance(kinds[name].what, str))
    first, *others = [kinds[name].named(name) for name in names]
    found: dict[str, list[Link]] = {name: [] for name in names}
    for kind, who, what, word in first.union(*others, all=True):
        found[kind].append((who, what, word))
    return found
