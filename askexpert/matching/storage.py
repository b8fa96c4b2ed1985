"""A text index as bytes, so that a new process need not read 50,000 texts again.

The bytes hold plain data only (JSON and arrays of numbers), no code. They begin with a
fingerprint of everything that decides how a text is counted; an index that was counted by other
word lists is refused, not half used.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from itertools import chain

from . import tokens
from .pairs import PairStore
from .text import SHORT_TEXT, TextIndex
from .values import Evidence

FORMAT = 1
FIELDS = ("id", "expert", "text", "title", "kind")


class StaleIndexError(ValueError):
    """The bytes are no index, are damaged, or were made by other word lists or another format."""


def fingerprint() -> str:
    """Changes when the format, the lexicon, the stop words or a figure of counting changes."""
    parts = [
        FORMAT,
        sys.byteorder,
        SHORT_TEXT,
        sorted((" ".join(phrase), names) for phrase, names in tokens.IDEAS.items()),
        sorted(tokens.STOP_WORDS),
        sorted(tokens.EVERYDAY_STEMS),
    ]
    return f"{zlib.crc32(json.dumps(parts).encode()):08x}"


def to_bytes(index: TextIndex) -> bytes:
    """The index with all texts. Equal pieces with another history may give other bytes."""
    pairs = index.pairs.sorted_entries()
    layout = [
        (term, [(times, len(numbers)) for times, numbers in by_times.items()])
        for term, by_times in index.terms.items()
    ]
    postings = array("I")
    for numbers in chain.from_iterable(by_times.values() for by_times in index.terms.values()):
        postings.extend(numbers)
    header = json.dumps(
        {
            "fingerprint": fingerprint(),
            "pieces": [
                piece and [getattr(piece, field) for field in FIELDS] for piece in index.pieces
            ],
            "terms": layout,
            "lengths": [len(index.norms), len(postings), len(pairs)],
        }
    ).encode()
    body = index.norms.tobytes() + postings.tobytes() + pairs.tobytes()
    return zlib.compress(len(header).to_bytes(8, "big") + header + body, level=1)


def from_bytes(stored: bytes) -> TextIndex:
    """The index back from its bytes. Raises StaleIndexError; the caller then builds a new one."""
    try:
        plain = zlib.decompress(stored)
        start = 8 + int.from_bytes(plain[:8], "big")
        header = json.loads(plain[8:start])
        if header["fingerprint"] != fingerprint():
            raise StaleIndexError("The index was made by other word lists.")
        arrays = []
        for code, length in zip("dIQ", header["lengths"], strict=True):
            part = array(code)
            end = start + length * part.itemsize
            part.frombytes(plain[start:end])
            arrays.append(part)
            start = end
    except (zlib.error, KeyError, TypeError, ValueError) as error:
        raise StaleIndexError(str(error)) from error
    norms, postings, pairs = arrays
    index = TextIndex()
    index.norms = norms
    index.pieces = [
        row and Evidence(**dict(zip(FIELDS, row, strict=True))) for row in header["pieces"]
    ]
    place = 0
    for term, layout in header["terms"]:
        by_times = index.terms[term] = {}
        for times, count in layout:
            by_times[times] = postings[place : place + count]
            place += count
    index.pairs = PairStore(pairs)
    owned: dict[str, list[int]] = {}
    for number, piece in enumerate(index.pieces):
        if piece is not None:
            index.numbers[piece.id] = number
            owned.setdefault(piece.expert, []).append(number)
    index.by_expert = {expert: tuple(numbers) for expert, numbers in owned.items()}
    return index
