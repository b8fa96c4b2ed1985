"""How much memory a piece of code holds at once."""

import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def most_held(most: int) -> Iterator[None]:
    """Fails when Python held more than ``most`` bytes at once, besides what it held before."""
    tracemalloc.start()
    try:
        yield
        held = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert held < most, f"{held:,} bytes"
