from django.contrib.auth.models import Group
from django.db import models

from network.taxonomy.models import Sector


class Circle(models.Model):
    """An auth group that holds the verified members, all of them or those of one sector.

    Editors choose it in Wagtail's privacy dialog; it gives no right and is no role. Written by
    :mod:`network.members.circles` only. Without a sector: the circle of all members.
    """

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="circle")
    sector = models.OneToOneField(
        Sector, on_delete=models.CASCADE, null=True, blank=True, related_name="circle"
    )

    def __str__(self) -> str:
        return self.group.name
