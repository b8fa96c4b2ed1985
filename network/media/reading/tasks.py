"""The worker's side of reading."""

from django.utils import timezone
from django_tasks import task

from network.media.reading.waiting import read_document


@task()
def read_new_document(document_id: int) -> None:
    """Read a document that was just stored, unless it is gone or somebody has it already."""
    read_document(document_id, now=timezone.now())
