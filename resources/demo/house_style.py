"""What every generated document shares: who made it, in which language, and its colours.

The colours are calm and dark enough for text: each of INK, DEEP, ACCENT and WARM has a contrast
of at least 4.5 to 1 on white and on its own tint.
"""

from datetime import UTC, datetime

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


def column_weights(table) -> list[float]:
    """Share of the width for each column of a blocks.Table, summing to 1.

    A column's longest word sets its floor and its amount of text its weight (damped, so that one
    long column does not squeeze the others). Empty columns, which people write in, count as
    fairly long.
    """
    from resources.demo.blocks import is_empty_cell, plain

    weights = []
    for index, head in enumerate(table.header):
        cells = [row[index] for row in table.rows if index < len(row)]
        lengths = [len(plain(cell)) for cell in cells if not is_empty_cell(cell)]
        words = [w for cell in (head, *cells) for w in plain(cell).split()] or [""]
        empty = len(lengths) < len(cells) / 2
        typical = max(sum(lengths) / len(lengths) if lengths else 0, 70 if empty else 0)
        weights.append(max(typical**0.6, 1.15 * max(map(len, words)) ** 0.9, 4.0))
    total = sum(weights)
    return [weight / total for weight in weights]


def footer_line(licence: str) -> str:
    """The publisher and, when known, the licence."""
    return f"{PUBLISHER} · {licence}" if licence else PUBLISHER
