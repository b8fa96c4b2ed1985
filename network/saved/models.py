"""Lists of saved pages. Private: nobody but their owner ever sees them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

MAX_LISTS = 50
MAX_ITEMS = 500


class SavedListQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SavedListQuerySet":
        """One's own lists; nobody else's, for anyone."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def with_numbers(self) -> "SavedListQuerySet":
        """Each list with ``number``, how many things are in it."""
        return self.annotate(number=models.Count("items"))


class SavedList(models.Model):
    """A named list of one member. The first one by ``position`` takes what is saved in one step."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_lists"
    )
    name = models.CharField(max_length=80)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    objects = SavedListQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint("user", Lower("name"), name="saved_list_name_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/me/saved/{self.public_id}/"


class SavedItemQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SavedItemQuerySet":
        """What stands in one's own lists; nobody else's, for anyone."""
        return self.filter(saved_list__user=user) if user.is_authenticated else self.none()


class SavedItem(models.Model):
    """A page in a list, with a private note.

    The row outlives what it points to: a page that was taken down, closed or deleted stays in the
    list as "not available any more", so that the note is not lost with it. Title and address are
    read from the catalogue when the list is shown, as far as the owner may see them then.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    saved_list = models.ForeignKey(SavedList, on_delete=models.CASCADE, related_name="items")
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    position = models.IntegerField(default=0)
    saved_at = models.DateTimeField()

    objects = SavedItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["saved_list", "page"], name="saved_page_once_per_list"),
        ]

    def __str__(self) -> str:
        return f"an item of the list {self.saved_list_id}"
