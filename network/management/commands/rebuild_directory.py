"""``manage.py rebuild_directory``: write every row of the directory of members anew."""

from django.core.management.base import BaseCommand

from network.members.directory import entries


class Command(BaseCommand):
    help = "Write the directory of members anew from the profiles. Safe at any time."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{entries.rebuild()} profiles")
