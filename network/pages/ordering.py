"""The order of what is set out under a page by code: authors, phases, aims, files."""

from collections.abc import Iterable
from typing import TypeVar

from wagtail.models import Orderable

Child = TypeVar("Child", bound=Orderable)


def in_order(children: Iterable[Child]) -> list[Child]:
    """Number the children as the editor's form does: from 0, in the order given.

    Without a number they are read back in whatever order the database likes.
    """
    numbered = list(children)
    for place, child in enumerate(numbered):
        child.sort_order = place
    return numbered
