"""Take pictures out of public sight with the page that showed them, and put them back.

A picture in a page has public addresses: its sizes under ``/media/images/``, which a web server may
send without asking the site, and the original from which they are made. Hidden, the original lies
in the private storage and the sizes are deleted; so nothing can make them anew either.

The decision is a row, written with whatever takes the page down. Files are moved after the commit,
in the same request; what fails then is logged and gone on with by ``run_due``. Copies that
visitors' browsers have kept are out of reach.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex

from network.media.models import HiddenPicture, SiteImage

logger = logging.getLogger("network.media")
AT_A_TIME = 50


def pictures_of(page: Page) -> QuerySet[SiteImage]:
    """The images that the page refers to as it is stored, by an index that is renewed first."""
    specific = page.specific
    ReferenceIndex.create_or_update_for_object(specific)
    references = ReferenceIndex.get_references_for_object(specific).filter(
        to_content_type__app_label="media", to_content_type__model="siteimage"
    )
    keys = {int(key) for key in references.values_list("to_object_id", flat=True)}
    return SiteImage.objects.filter(pk__in=keys)


def hide_pictures(page: Page, *, now: datetime) -> list[HiddenPicture]:
    """Hide the pictures of a page that nothing else on the site shows, in the caller's transaction.

    What a live page or a setting uses too stays.
    """
    rows = []
    for image in pictures_of(page):
        if not _is_used_besides(image, page):
            row, _ = HiddenPicture.objects.get_or_create(
                image=image, defaults={"page": page, "hidden_at": now}
            )
            HiddenPicture.objects.filter(pk=row.pk).update(is_returning=False, settled_at=None)
            rows.append(row)
    _settle_after_commit(rows)
    return rows


def bring_back(page: Page, *, still_hidden_with: Iterable[Page] = ()) -> None:
    """Put back the pictures that were hidden with the page and that it shows, in the caller's
    transaction. What one of the other pages shows stays, hidden with that one from now on.

    One query where nothing was hidden.
    """
    rows = list(HiddenPicture.objects.filter(page_id=page.pk))
    if not rows:
        return
    shown = set(pictures_of(page).values_list("pk", flat=True))
    others = {
        pk: other
        for other in still_hidden_with
        for pk in pictures_of(other).values_list("pk", flat=True)
    }
    returning = []
    for row in rows:
        if row.image_id in others:
            HiddenPicture.objects.filter(pk=row.pk).update(page=others[row.image_id])
        elif row.image_id in shown:
            returning.append(row)
    HiddenPicture.objects.filter(pk__in=[row.pk for row in returning]).update(
        is_returning=True, settled_at=None
    )
    _settle_after_commit(returning)


def settle_waiting(*, now: datetime) -> int:
    """Finish what was broken off; returns how many pictures were moved."""
    waiting = HiddenPicture.objects.filter(settled_at=None).values_list("pk", flat=True)
    count = 0
    for pk in list(waiting[:AT_A_TIME]):
        try:
            settle(pk)
            count += 1
        except Exception:
            # A storage that is away must not keep the others waiting.
            logger.exception("picture could not be moved", extra={"hidden_picture": pk})
    return count


def settle(pk: int) -> None:
    """Move the files of one picture as its row says. Safe to do twice: nothing is deleted before
    its copy is noted."""
    with transaction.atomic():
        row = HiddenPicture.objects.select_for_update().filter(pk=pk, settled_at=None).first()
        if row is None:
            return
        image = SiteImage.objects.get(pk=row.image_id)
        if row.is_returning:
            _put_back(row, image)
            return
        if not row.file and image.file.storage.exists(image.file.name):
            with image.file.storage.open(image.file.name) as original:
                row.file.save(image.file.name, File(original), save=False)
            row.save(update_fields=["file"])
    for size in image.renditions.all():
        size.file.storage.delete(size.file.name)
        size.delete()
    image.file.storage.delete(image.file.name)
    HiddenPicture.objects.filter(pk=pk, is_returning=False).update(settled_at=timezone.now())


def _put_back(row: HiddenPicture, image: SiteImage) -> None:
    storage = image.file.storage
    if row.file and not storage.exists(image.file.name):
        with row.file.open("rb") as kept:
            name = storage.save(image.file.name, File(kept))
        if name != image.file.name:
            SiteImage.objects.filter(pk=image.pk).update(file=name)
    row.delete()


def _is_used_besides(image: SiteImage, page: Page) -> bool:
    """Whether another live page shows it, or something of the site that is no page."""
    references = ReferenceIndex.get_references_to(image).exclude(
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
        object_id=str(page.pk),
    )
    pages = references.filter(
        base_content_type__app_label="wagtailcore", base_content_type__model="page"
    )
    if references.exclude(pk__in=pages.values("pk")).exists():
        return True
    keys = {int(key) for key in pages.values_list("object_id", flat=True)}
    others = Page.objects.filter(pk__in=keys, live=True)
    return any(pictures_of(other).filter(pk=image.pk).exists() for other in others)


def _settle_after_commit(rows: Iterable[HiddenPicture]) -> None:
    for row in rows:

        def settle_now(pk: int = row.pk) -> None:
            settle(pk)

        # The page is down already: what fails here must not undo the answer.
        transaction.on_commit(settle_now, robust=True)
