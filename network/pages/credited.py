"""Members who are named on what is published: they are told, and they can look it up."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from network.notifications.outbox import notify
from network.pages.models import CreditNotice, PageAuthor


def tell_authors(page: Page, *, publisher_id: int | None, now: datetime) -> None:
    """Tell each member who is named on this published page, once for each page, however often it
    is published again.

    That they were told, and when, is kept (:class:`CreditNotice`). Whoever publishes their own page
    knows it. One query without members among the authors, two once they have been told.
    """
    if not hasattr(page, "authors"):
        return
    rows = PageAuthor.objects.filter(page=page.pk, member__is_active=True).select_related("member")
    named = [row.member for row in rows if row.member_id != publisher_id]
    if not named:
        return
    told = set(CreditNotice.objects.filter(page=page.pk).values_list("member_id", flat=True))
    for member in named:
        if member.pk not in told:
            _tell(page, member, now)


@transaction.atomic
def _tell(page: Page, member, now: datetime) -> None:
    """Write the notice and the message together; two who publish at once tell once."""
    _, is_new = CreditNotice.objects.get_or_create(
        page_id=page.pk, member=member, defaults={"told_at": now}
    )
    if is_new:
        notify(
            recipient=member,
            kind="page_credited",
            key=f"credit:{page.pk}",
            url=page.url or "/",
            now=now,
        )


def on_published(sender, instance, revision=None, **kwargs) -> None:
    """Nobody is told of a page that is only scheduled, of which Wagtail says the same."""
    from django.utils import timezone

    if not instance.live:
        return
    publisher = revision.user_id if revision is not None else None
    tell_authors(instance, publisher_id=publisher, now=timezone.now())
