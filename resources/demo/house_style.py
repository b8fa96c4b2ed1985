"""What every generated document shares: who made it, in which language, and its colours.

The colours are calm and dark enough for text: each of INK, DEEP, ACCENT and WARM has a contrast
of at least 4.5 to 1 on white and on its own tint.
"""

from datetime import UTC, datetime

from resources.demo.blocks import Table, is_empty_cell, plain

PUBLISHER = "Contextual Safeguarding Practitioners' Network"
LANGUAGE = "en-GB"
# The files carry no clock time, so that the same words always give the same bytes.
TIMESTAMP = datetime(2026, 1, 1, tzinfo=UTC)

INK = "1F2933"  # body text
DEEP = "17454B"  # titles, table headers
ACCENT = "1F6F73"  # headings, rules, boxes
WARM = "9A4A1F"  # the "no" way of a flowchart, warnings
MUTED = "52606D"  # footers
TINT = "E8F1F0"  # call-outs, label cells
WARM_TINT = "FBF0E9"
LINE = "B6C6C7"  # table rules
WHITE = "FFFFFF"

_LETTERS = 100  # of table text across a page
_LINE_TO_FILL = 120  # shared out when several columns are to be filled in


def column_weights(table: Table) -> list[float]:
    """Share of the width for each column, summing to 1.

    Counted in letters. No column is narrower than its longest word; what is left goes to the
    columns that need more, damped so that one long column does not squeeze the others. Columns
    that people write in count as needing a good line.
    """
    columns = [[row[index] for row in table.rows] for index in range(len(table.header))]
    to_fill = [sum(map(is_empty_cell, cells)) >= max(len(cells) / 2, 1) for cells in columns]
    least, wanted = [], []
    for head, cells, empty in zip(table.header, columns, to_fill, strict=True):
        filled = [plain(cell) for cell in cells if not is_empty_cell(cell)]
        words = [len(word) for text in filled for word in text.split()]
        words += [1.3 * len(word) for word in plain(head).split()]  # headers are bold
        least.append(max(words, default=1) + 4)
        line = _LINE_TO_FILL / sum(to_fill) ** 0.5 if empty else 0
        wanted.append(max(least[-1], line, *(len(text) + 3 for text in filled), 1))
    if sum(wanted) > _LETTERS > sum(least):
        slack = [(want - floor) ** 0.75 for want, floor in zip(wanted, least, strict=True)]
        room = (_LETTERS - sum(least)) / sum(slack)
        wanted = [floor + share * room for floor, share in zip(least, slack, strict=True)]
    total = sum(wanted)
    return [want / total for want in wanted]


def footer_line(licence: str) -> str:
    """The publisher and, when known, the licence."""
    return f"{PUBLISHER} · {licence}" if licence else PUBLISHER
