"""The worker's side of data copies."""

from django.utils import timezone
from django_tasks import task


@task()
def make_data_copy(copy_pk: int) -> None:
    """Make one copy now, if it still waits."""
    from network.privacy import copies  # it enqueues this task

    copies.make_copy(copy_pk, now=timezone.now())
