"""Which pages are new: kept as one row a page, not as a date up to which all has been told.

A date would miss a page whose publishing was committed after a later one, and would tell a page
again that is unpublished and published once more. With a row a page, what has no row is new, a
day without the clock loses nothing, and editing or publishing again never makes news.

When a page became public decides for whom it is news:

* ``first_published_at``, which Wagtail writes once, at the moment the page really goes live. It
  is right for scheduled pages (written when they go live), for pages that were unpublished in
  between (it stays), and for a webinar (announced when its page goes live, whenever it begins).
* Not the date that the page shows: ``published_date`` of a resource or post is an editor's words,
  often of another year. A briefing of 2016 that is put on the site today is new today.
* A page that was seen behind a restriction first became public when that was lifted; Wagtail
  keeps no date of it, so the moment of seeing it open counts.
"""

from datetime import datetime

from django.db.models import Exists, Min, OuterRef

from network.following.models import Follow, NewPage
from network.search.models import CatalogueEntry

AT_A_TIME = 1000


def note_arrivals(*, now: datetime) -> int:
    """Write a row for every page of the catalogue that has none, and date those that have become
    public; returns how many are public now and were not known to be.

    A page that became public before the oldest follow began is nobody's news and is closed at
    once: the first run over a large catalogue tells nothing and costs little. Queries: two for
    nothing new, three more for every thousand pages.
    """
    number = NewPage.objects.filter(Exists(_public()), public_at=None).update(public_at=now)
    while rows := _unknown():
        oldest = Follow.objects.aggregate(oldest=Min("followed_at"))["oldest"]
        NewPage.objects.bulk_create(
            [_arrival(row, oldest, now) for row in rows], ignore_conflicts=True
        )
        number += sum(row["restriction_id"] is None for row in rows)
    return number


def _public():
    """Whether the page of the outer row is in the catalogue for everybody."""
    return CatalogueEntry.objects.filter(page=OuterRef("page"), restriction=None)


def _unknown() -> list[dict]:
    known = NewPage.objects.filter(page=OuterRef("page"))
    entries = CatalogueEntry.objects.filter(~Exists(known)).order_by("pk")
    rows = entries.values("page_id", "restriction_id", "page__first_published_at")
    return list(rows[:AT_A_TIME])


def _arrival(row: dict, oldest: datetime | None, now: datetime) -> NewPage:
    if row["restriction_id"] is not None:
        return NewPage(page_id=row["page_id"])
    public_at = min(row["page__first_published_at"] or now, now)
    is_nobodys = oldest is None or public_at < oldest
    return NewPage(page_id=row["page_id"], public_at=public_at, is_told=is_nobodys)


def to_tell() -> list[tuple[int, str, datetime]]:
    """Page, kind and moment of what is new and public now, oldest first: one query.

    At most a thousand; what is more waits for the next round. What has been taken down or closed
    since stays untold, and is told if it opens again.
    """
    rows = NewPage.objects.filter(Exists(_public()), is_told=False, public_at__isnull=False)
    rows = rows.order_by("public_at", "page_id")
    return list(rows.values_list("page_id", "page__catalogue_entry__kind", "public_at")[:AT_A_TIME])


def close(page_ids: list[int]) -> None:
    """Everybody who follows these pages has their news."""
    NewPage.objects.filter(page_id__in=page_ids).update(is_told=True)
