"""Members who are named on what is published: they are told, and they can look it up."""

from datetime import datetime

from wagtail.models import Page

from network.notifications.outbox import notify
from network.pages.models import PageAuthor


def tell_authors(page: Page, *, publisher_id: int | None, now: datetime) -> None:
    """Tell each member who is named on this published page, once for each page, however often it
    is published again.

    The message, with its date, is the record that they were told. Whoever publishes their own page
    knows it. One query without members among the authors.
    """
    if not hasattr(page, "authors"):
        return
    rows = PageAuthor.objects.filter(page=page.pk, member__is_active=True).select_related("member")
    for row in rows:
        if row.member_id != publisher_id:
            notify(
                recipient=row.member,
                kind="page_credited",
                key=f"credit:{page.pk}",
                url=page.url or "/",
                now=now,
            )


def on_published(sender, instance, revision=None, **kwargs) -> None:
    from django.utils import timezone

    publisher = revision.user_id if revision is not None else None
    tell_authors(instance, publisher_id=publisher, now=timezone.now())
