"""``manage.py make_previews``: the previews that wait, without waiting for a timer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from network.media.models import DocumentPreview, PreviewState
from network.media.previews.making import make_waiting

ROUNDS = 10


class Command(BaseCommand):
    help = (
        "Make previews of files until none waits, at most ten times what run_due makes at once. "
        "Safe to run at any moment."
    )

    def handle(self, *args, **options) -> None:
        made = 0
        for _ in range(ROUNDS):
            of_this_round = make_waiting(now=timezone.now())
            if not of_this_round:
                break
            made += of_this_round
        waiting = DocumentPreview.objects.filter(state=PreviewState.WAITING).count()
        self.stdout.write(f"{made} previews made, {waiting} still wait")
