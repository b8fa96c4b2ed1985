"""The indexes of a page are written once while it is made.

Making a page and publishing it saves it three or four times, and each save puts it into the search
index and the index of references, a hundred queries together. On a real site a worker does that
some time later; the last time is what counts.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django_tasks.backends.immediate import ImmediateBackend
from modelsearch.tasks import insert_or_update_object_task
from wagtail.tasks import update_reference_index_task

INDEXING = (insert_or_update_object_task, update_reference_index_task)


@contextmanager
def indexed_once() -> Iterator[None]:
    """Write the indexes of what is saved in the block when it ends well, once for each object."""
    waiting = {}
    enqueue = ImmediateBackend.enqueue

    def enqueue_later(backend, task, args, kwargs):
        if task not in INDEXING:
            return enqueue(backend, task, args, kwargs)
        # Nobody who indexes keeps the result.
        waiting[task.module_path, *args] = (task, args, kwargs)
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ImmediateBackend, "enqueue", enqueue_later)
        yield
    for task, args, kwargs in waiting.values():
        task.enqueue(*args, **kwargs)
