"""What members follow, and the news made of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

MAX_FOLLOWS = 200


class FollowKind(models.TextChoices):
    TOPIC = "topic", "Topic"
    SECTOR = "sector", "Sector"
    CONTEXT = "context", "Context"
    MEMBER = "member", "Member"
    FILTER = "filter", "Search in the library"


# Kinds whose key is the slug of a term; the catalogue calls its facets by the same names.
TERM_KINDS = (FollowKind.TOPIC, FollowKind.SECTOR, FollowKind.CONTEXT)


class FollowQuerySet(models.QuerySet):
    def visible_to(self, user) -> "FollowQuerySet":
        """What somebody follows is known to themselves only."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def for_list(self) -> "FollowQuerySet":
        """Join who follows and which member is followed."""
        return self.select_related("user__membership", "member")


class Follow(models.Model):
    """One thing that one member follows.

    ``key`` says which: the slug of a term, the public id of a member, or the query of the library's
    address in its one way of writing. For a search, ``terms`` and ``words`` are what is matched,
    and ``label`` what was chosen, in words; terms and members are named as they are called now.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    kind = models.CharField(max_length=10, choices=FollowKind)
    key = models.CharField(max_length=1000)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="followers",
    )
    terms = models.JSONField(default=dict, blank=True)
    words = models.CharField(max_length=200, blank=True)
    label = models.CharField(max_length=300, blank=True)
    followed_at = models.DateTimeField()

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "followed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "key"], name="follow_once"),
            models.CheckConstraint(
                name="follow_of_a_member_names_one",
                condition=Q(kind="member", member__isnull=False)
                | (~Q(kind="member") & Q(member__isnull=True)),
            ),
        ]
        indexes = [models.Index(fields=["kind", "key"], name="follow_by_key")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.key}"


class NewPage(models.Model):
    """What the news knows of a page of the catalogue; one row a page, written once.

    ``public_at`` is the moment since which everybody may read it, empty while it has been seen only
    behind a restriction. ``is_told`` is set when all who follow it have their news. The row stays
    when the page is taken down or edited, so no page is news twice.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    public_at = models.DateTimeField(null=True, blank=True)
    is_told = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["page"], name="news_not_told", condition=Q(is_told=False)),
        ]

    def __str__(self) -> str:
        return f"page {self.page_id}"


class NewsItem(models.Model):
    """A page that is news for one member, in one of their messages. Once a member and page.

    ``follow`` is why. Title and address are read from the catalogue whenever the message is shown
    or sent; what is not public then is left out.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="news_items"
    )
    message = models.ForeignKey(
        "notifications.Message", on_delete=models.CASCADE, related_name="news_items"
    )
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    follow = models.ForeignKey(
        Follow, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "page"], name="news_once"),
        ]

    def __str__(self) -> str:
        return f"page {self.page_id} for {self.user_id}"


class NewsRound(models.Model):
    """The clock of the news: one row. Its number is part of every message's key."""

    number = models.PositiveIntegerField(default=1)
    claimed_until = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"round {self.number}"
