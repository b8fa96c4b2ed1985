"""Which piece contains which pair of neighbouring words, in eight bytes per occurrence.

Most pairs occur once, so a dictionary would cost more than the texts themselves. Instead all
occurrences stand in one sorted array of 64-bit numbers (pair key, piece number), searched by
bisection. What was added since the last sort waits in a small dictionary; removed pieces are
skipped until the next sort. A sort happens when the waiting part has outgrown a tenth of the
array, so the cost of an update stays small on average.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

SMALLEST_SORT = 20_000


class PairStore:
    """Occurrences of pairs by 32-bit key and 32-bit piece number; a number is used once."""

    def __init__(self, sorted_entries: array | None = None) -> None:
        self._sorted = array("Q") if sorted_entries is None else sorted_entries
        self._waiting: dict[int, list[int]] = {}
        self._waiting_count = 0
        self._removed: set[int] = set()
        self._removed_count = 0

    def add(self, piece: int, keys: Iterable[int]) -> None:
        """Note that the piece contains the pairs."""
        for key in keys:
            self._waiting.setdefault(key, []).append(piece)
            self._waiting_count += 1
        self._sort_when_due()

    def remove(self, piece: int, pairs: int) -> None:
        """Forget a piece that was added with this number of pairs."""
        self._removed.add(piece)
        self._removed_count += pairs
        self._sort_when_due()

    def pieces(self, key: int) -> list[int]:
        """The numbers of the pieces that contain the pair."""
        start = bisect_left(self._sorted, key << 32)
        end = bisect_left(self._sorted, (key + 1) << 32, start)
        found = [entry & 0xFFFFFFFF for entry in self._sorted[start:end]]
        found += self._waiting.get(key, ())
        if self._removed:
            found = [piece for piece in found if piece not in self._removed]
        return found

    def sort(self) -> array:
        """Put everything into the sorted array, drop removed pieces, and return the array."""
        if self._waiting or self._removed:
            self._sorted = array("Q", sorted(self._entries()))
            self._waiting, self._waiting_count = {}, 0
            self._removed, self._removed_count = set(), 0
        return self._sorted

    def renumber(self, new: Mapping[int, int]) -> None:
        """Give every piece its new number; the order of the numbers must stay the same."""
        entries = self.sort()
        self._sorted = array(
            "Q", (entry >> 32 << 32 | new[entry & 0xFFFFFFFF] for entry in entries)
        )

    def _entries(self) -> Iterator[int]:
        removed = self._removed
        for entry in self._sorted:
            if entry & 0xFFFFFFFF not in removed:
                yield entry
        for key, pieces in self._waiting.items():
            for piece in pieces:
                if piece not in removed:
                    yield key << 32 | piece

    def _sort_when_due(self) -> None:
        limit = max(SMALLEST_SORT, len(self._sorted) // 10)
        if self._waiting_count + self._removed_count > limit:
            self.sort()
