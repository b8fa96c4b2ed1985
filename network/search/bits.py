"""Sets of whole numbers as one integer: bit *n* stands for the number *n*.

An AND or a count of fifty thousand takes a few microseconds. Growing an integer bit by bit copies
it each time, so sets are written as binary digits, one byte each, and become a number at the end;
they are read the same way.
"""

import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import compress, count, islice

_ONE = ord("1")
_DIGITS = bytes.maketrans(b"01", b"\x00\x01")
# Of fewer than one in so many, each is looked for.
_FEW = 16
# Where so many steps of the walk are enough, each number is looked at by itself: to write all of
# the set as bytes first would take longer.
_NEAR = 1500


def of_numbers(numbers: Iterable[int]) -> int:
    """The set of these numbers, from 0 on."""
    among = list(numbers)
    digits = bytearray(b"0") * (max(among, default=0) + 1)
    for number in among:
        digits[number] = _ONE
    digits.reverse()
    return int(digits, 2)


def of_blocks(blocks: Sequence[int], values: Sequence[int]) -> int:
    """The set of which each block of 64 numbers is given by its place and by its bits, as the
    number with a sign that a database makes of them."""
    words = array("q", bytes(8 * (max(blocks, default=-1) + 1)))
    for block, value in zip(blocks, values, strict=True):
        words[block] = value
    if sys.byteorder == "big":
        words.byteswap()
    return int.from_bytes(words.tobytes(), "little")


def numbers_of(bits: int) -> list[int]:
    """The numbers in the set, lowest first."""
    flags = flags_of(bits)
    if not is_few(bits, len(flags)):
        return list(compress(count(), flags))
    found, at = [], flags.find(1)
    while at >= 0:
        found.append(at)
        at = flags.find(1, at + 1)
    return found


def flags_of(bits: int, size: int = 0) -> bytes:
    """A byte for each number, 1 for those in the set; at least ``size`` of them."""
    return f"{bits:0{size}b}".encode().translate(_DIGITS)[::-1]


def has(bits: int, number: int) -> bool:
    """Whether the number is in the set."""
    return bool(bits >> number & 1)


def is_few(bits: int, among: int) -> bool:
    """Whether to take and sort them is less work than to walk an order of so many."""
    return bits.bit_count() * _FEW < among


def slice_of(order: Sequence[int], bits: int, start: int, stop: int, *, size: int) -> list[int]:
    """Of the numbers in the set, in this order, those from ``start`` to before ``stop``: the order,
    in which all numbers are below ``size``, is walked until enough are found."""
    if stop * len(order) < _NEAR * bits.bit_count():
        packed = bits.to_bytes(size // 8 + 1, "little")
        found = (number for number in order if packed[number >> 3] >> (number & 7) & 1)
    else:
        flags = flags_of(bits, size)
        found = compress(order, map(flags.__getitem__, order))
    return list(islice(found, start, stop))
