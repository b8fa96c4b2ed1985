"""The circles follow the list of sectors, which editors change in the admin."""

from django.contrib.auth.models import Group
from django.db.models.signals import post_delete, post_save

from network.members import circles
from network.members.models import Circle
from network.taxonomy.models import Sector


def connect() -> None:
    post_save.connect(_sector_saved, sender=Sector, dispatch_uid="members.circles.sector")
    post_delete.connect(_circle_deleted, sender=Circle, dispatch_uid="members.circles.gone")


def _sector_saved(sender, instance, raw=False, **kwargs) -> None:
    if not raw:
        circles.name_after(instance)


def _circle_deleted(sender, instance, **kwargs) -> None:
    """The sector is gone, and so is its group: a page that was for it alone opens to nobody."""
    Group.objects.filter(pk=instance.group_id).delete()
