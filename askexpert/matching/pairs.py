"""Which piece contains which pair of neighbouring words, in eight bytes per occurrence.

Most pairs occur once, so a dictionary would cost more than the texts themselves. Instead the
occurrences stand in 256 sorted arrays of 64-bit numbers (pair key, piece number), chosen by the
key's first byte and searched by bisection. What was added since an array was last sorted waits in
a small dictionary; removed pieces are skipped. An array is sorted again when its waiting part has
outgrown a tenth of it, so an update stays cheap on average and sorting needs little memory.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping

BUCKETS = 256
SMALLEST_SORT = 100


class _Bucket:
    """The occurrences of all keys with the same first byte."""

    __slots__ = ("entries", "waiting", "waiting_count")

    def __init__(self) -> None:
        self.entries = array("Q")
        self.waiting: dict[int, list[int]] = {}
        self.waiting_count = 0

    def sort(self, removed: set[int]) -> None:
        """Put what waits among the sorted entries and drop those of removed pieces."""
        entries = self.entries.tolist()
        entries += [key << 32 | piece for key, found in self.waiting.items() for piece in found]
        if removed:
            entries = [entry for entry in entries if entry & 0xFFFFFFFF not in removed]
        entries.sort()
        self.entries = array("Q", entries)
        self.waiting, self.waiting_count = {}, 0


class PairStore:
    """Occurrences of pairs by 32-bit key and 32-bit piece number; a number is used once."""

    def __init__(self, entries: array | None = None) -> None:
        self._buckets = [_Bucket() for _ in range(BUCKETS)]
        self._removed: set[int] = set()
        self._removed_pairs = 0
        self._pairs = 0
        if entries is not None:
            self._fill(entries)

    def add(self, piece: int, keys: Iterable[int]) -> None:
        """Note that the piece contains the pairs."""
        for key in keys:
            bucket = self._buckets[key >> 24]
            bucket.waiting.setdefault(key, []).append(piece)
            bucket.waiting_count += 1
            self._pairs += 1
            if bucket.waiting_count > max(SMALLEST_SORT, len(bucket.entries) // 10):
                bucket.sort(self._removed)

    def remove(self, piece: int, pairs: int) -> None:
        """Forget a piece that was added with this number of pairs."""
        self._removed.add(piece)
        self._removed_pairs += pairs
        if self._removed_pairs > max(BUCKETS * SMALLEST_SORT, self._pairs // 10):
            self._sort_all()

    def pieces(self, key: int) -> list[int]:
        """The numbers of the pieces that contain the pair."""
        bucket = self._buckets[key >> 24]
        start = bisect_left(bucket.entries, key << 32)
        end = bisect_left(bucket.entries, (key + 1) << 32, start)
        found = [entry & 0xFFFFFFFF for entry in bucket.entries[start:end]]
        found += bucket.waiting.get(key, ())
        if self._removed:
            found = [piece for piece in found if piece not in self._removed]
        return found

    def sorted_entries(self) -> array:
        """All occurrences in one sorted array, without those of removed pieces."""
        self._sort_all()
        entries = array("Q")
        for bucket in self._buckets:
            entries.extend(bucket.entries)
        return entries

    def renumber(self, new: Mapping[int, int]) -> None:
        """Give every piece its new number; the order of the numbers must stay the same."""
        self._sort_all()
        for bucket in self._buckets:
            bucket.entries = array(
                "Q", (entry >> 32 << 32 | new[entry & 0xFFFFFFFF] for entry in bucket.entries)
            )

    def _sort_all(self) -> None:
        for bucket in self._buckets:
            if bucket.waiting or self._removed:
                bucket.sort(self._removed)
        self._pairs = sum(len(bucket.entries) for bucket in self._buckets)
        self._removed, self._removed_pairs = set(), 0

    def _fill(self, entries: array) -> None:
        start = 0
        for number, bucket in enumerate(self._buckets):
            end = bisect_left(entries, (number + 1) << 56, start)
            bucket.entries = entries[start:end]
            start = end
        self._pairs = len(entries)
