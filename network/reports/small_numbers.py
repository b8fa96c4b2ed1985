"""Small numbers are not told: one question of a month could be known again by somebody near it.

A number from 1 to 4 is told as "fewer than 5". Where one could still be had by subtracting what is
shown from a total, a further number is left out ("not shown"), until nothing can.
"""

from collections.abc import Hashable, Iterable, Mapping

LEAST = 5
FEWER = "fewer than 5"
NOT_SHOWN = "not shown"
ALL = "all"


def is_small(number: int) -> bool:
    return 0 < number < LEAST


def _betrayed(line: list, counts: Mapping, hidden: set, total) -> bool:
    """Whether what is hidden of a line can be had from the rest of it and its total.

    A zero is shown, so whatever is hidden is at least 1: three hidden that make 3 are told too.
    """
    inner = [key for key in line if key in hidden]
    unknown = len(inner) + (total in hidden)
    if unknown == 1:
        return True
    return bool(inner) and total not in hidden and sum(counts[key] for key in inner) < LEAST


def _protect(line: list, counts: Mapping, hidden: set, total) -> bool:
    """Hide one number more of the line if need be; whether something was hidden."""
    if not _betrayed(line, counts, hidden, total):
        return False
    open_ = [key for key in line if key not in hidden and counts[key]]
    further = min(open_, key=lambda key: (counts[key], line.index(key)), default=total)
    if further in hidden:
        return False
    hidden.add(further)
    return True


def hidden_in(counts: Mapping[Hashable, int]) -> set:
    """The keys whose numbers are not told beside their total; ``ALL`` when the total is not.

    >>> hidden_in({"England": 20, "Wales": 6, "Scotland": 3}) == {"Scotland", "Wales"}
    True
    """
    line = list(counts)
    known = {**counts, ALL: sum(counts.values())}
    hidden = {key for key, number in known.items() if is_small(number)}
    while _protect(line, known, hidden, ALL):
        continue
    return hidden


def hidden_cells(counts: Mapping[tuple, int]) -> set:
    """As :func:`hidden_in` for a table with the totals of its rows and columns, which are told too:
    keys are (row, column), those of the totals have ``ALL`` in a place."""
    rows = list(dict.fromkeys(row for row, _ in counts))
    columns = list(dict.fromkeys(column for _, column in counts))
    known = with_totals(counts)
    hidden = {key for key, number in known.items() if is_small(number)}
    lines = [([(row, column) for column in columns], (row, ALL)) for row in (*rows, ALL)]
    lines += [([(row, column) for row in rows], (ALL, column)) for column in (*columns, ALL)]
    while any(_protect(line, known, hidden, total) for line, total in lines):
        continue
    return hidden


def with_totals(counts: Mapping[tuple, int]) -> dict[tuple, int]:
    """The table (every row with every column) and its totals."""
    rows = list(dict.fromkeys(row for row, _ in counts))
    columns = list(dict.fromkeys(column for _, column in counts))
    known = {(row, column): counts.get((row, column), 0) for row in rows for column in columns}
    for (row, column), number in list(known.items()):
        for key in ((row, ALL), (ALL, column), (ALL, ALL)):
            known[key] = known.get(key, 0) + number
    return known


def told(number: int, *, hidden: bool) -> str:
    """The number as it is shown."""
    if not hidden:
        return str(number)
    return FEWER if number < LEAST else NOT_SHOWN


def listed(counts: Mapping[Hashable, int]) -> dict:
    """Every number of a list as it is shown, and the total under ``ALL``."""
    hidden = hidden_in(counts)
    known = {**counts, ALL: sum(counts.values())}
    return {key: told(number, hidden=key in hidden) for key, number in known.items()}


def enough(values: Iterable) -> bool:
    """Whether a median of these tells of nobody."""
    return len(list(values)) >= LEAST
