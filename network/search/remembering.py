"""What was worked out once and is asked for again, in a dictionary that does not grow for ever."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


def kept_in(known: dict[Key, Value], key: Key, read: Callable[[], Value], *, most: int) -> Value:
    """What is known under the key, or what ``read`` gives, which is kept; never ``None``. Before
    there are more than ``most``, all of it is forgotten."""
    value = known.get(key)
    if value is None:
        if len(known) >= most:
            known.clear()
        value = known[key] = read()
    return value
