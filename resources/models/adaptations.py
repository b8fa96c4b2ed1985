import uuid

from django.conf import settings
from django.db import models


class Adaptation(models.Model):
    """An entry of the register "adapted for our area": what somebody changed, and for where.

    ``page`` is a resource or a pack. Shown under the member's name only as far as their profile
    lets it be seen; the area always. ``hidden_at``: taken out by the team. ``told_number`` is the
    newest version of the source that the member was told of.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="area_adaptations"
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="area_adaptations"
    )
    area = models.ForeignKey("taxonomy.Area", on_delete=models.PROTECT, related_name="+")
    what_changed = models.TextField(max_length=1000)
    version_number = models.PositiveIntegerField(default=1)
    result = models.ForeignKey(
        "resources.ResourcePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The adapted resource, where it is in the library too.",
    )
    noted_at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    told_number = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-noted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "member", "area"], name="adaptation_once_an_area"
            ),
        ]

    def __str__(self) -> str:
        return f"adaptation {self.public_id}"
