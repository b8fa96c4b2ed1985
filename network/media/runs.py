"""How long the work on files may take in one run of ``run_due``."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TypeVar

from django.utils import timezone

# One run of run_due goes on with other work after this.
RUN = timedelta(seconds=45)
Thing = TypeVar("Thing")


def for_one_run(things: Iterable[Thing]) -> Iterator[Thing]:
    """These one by one, none that would begin after 45 seconds."""
    started = timezone.now()
    for thing in things:
        if timezone.now() - started > RUN:
            return
        yield thing
