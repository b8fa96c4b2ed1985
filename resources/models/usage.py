"""What was looked at and downloaded, after the COUNTER code of practice, without names.

Events are raw and stay; the nightly roll-up (:mod:`resources.usage`) derives everything else from
them and may do so again at any time.
"""

from django.db import models

from resources.enums import UsageKind


class UsageSalt(models.Model):
    """What the keys of one month's people are made with. Deleted after the month was rolled up,
    so that no key can be led back to anybody."""

    month = models.DateField(unique=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"salt of {self.month:%Y-%m}"


class UsageEvent(models.Model):
    """One answer that a person got: a page looked at, or a file (or a pack) sent.

    ``person`` is a keyed hash of the account, or else of address and browser, that changes every
    month; ``sectors`` and ``nation`` are slugs from the member's profile at that moment.
    ``version`` is 0 and ``document_id`` empty for the page itself.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="usage_events"
    )
    version = models.PositiveIntegerField(default=0)
    document_id = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=15, choices=UsageKind)
    happened_at = models.DateTimeField()
    person = models.CharField(max_length=32)
    sectors = models.JSONField(default=list)
    nation = models.CharField(max_length=30, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["happened_at"], name="usage_by_time"),
            models.Index(fields=["page", "happened_at"], name="usage_by_page"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.page_id}"


class UsageCounted(models.Model):
    """A day whose events were counted. Whoever writes the row counts the day.

    ``events`` is how many there were then: more now means that some were written late. Unknown for
    days that were counted before this was kept.
    """

    day = models.DateField(unique=True)
    counted_at = models.DateTimeField()
    events = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        return f"usage of {self.day}"


class UsageDay(models.Model):
    """The counted uses of one version on one day: all of them, and once a person and hour.

    Version 0 is the page as a whole.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="usage_days"
    )
    version = models.PositiveIntegerField(default=0)
    day = models.DateField()
    kind = models.CharField(max_length=15, choices=UsageKind)
    total = models.PositiveIntegerField()
    unique = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "version", "day", "kind"], name="usage_day_once"
            ),
        ]
        indexes = [models.Index(fields=["day"], name="usage_day_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.page_id} on {self.day}"


class UsageShare(models.Model):
    """Counted downloads of one month by members of one sector or nation.

    Shown only where at least five people stand behind the number.
    """

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="usage_shares"
    )
    month = models.DateField()
    facet = models.CharField(max_length=20)
    slug = models.CharField(max_length=100)
    total = models.PositiveIntegerField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["page", "month", "facet", "slug"], name="usage_share_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.facet} {self.slug} of {self.page_id}"


class UsedTogether(models.Model):
    """How many people downloaded both pages in one month; pairs below five are not stored.

    The best month counts, never a sum: the same people come again every month with another key.
    """

    month = models.DateField()
    first = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    people = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second", "month"], name="used_together_once_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} with {self.second_id}"
