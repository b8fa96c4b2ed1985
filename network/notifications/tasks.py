"""The worker's side of delivery."""

from django.utils import timezone
from django_tasks import task

from network.notifications import delivery


@task()
def deliver_message(message_pk: int) -> None:
    """Send one message's e-mail now, if it is still due."""
    delivery.deliver_one(message_pk, now=timezone.now())
