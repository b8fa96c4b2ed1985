"""Publish what is scheduled and take out of sight what has expired, when their time has come.

What Wagtail's ``publish_scheduled`` does, by the same actions, with the same signals and entries in
the log, and with what several machines and days without a clock need:

* Each page is done in a transaction of its own, under a lock of its row, and is looked at again
  there. One that fails is rolled back, logged, and tried again by the next run.
* What has expired goes first, and what is planned for the same page stays planned (Wagtail's
  unpublishing forgets it).
* What would go live and has expired as well goes live and expires in one transaction: nobody sees
  it in between.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import DraftStateMixin, Page, Revision

logger = logging.getLogger("network.due")

GO_LIVE = "wagtail.publish.scheduled"
EXPIRE = "wagtail.unpublish.scheduled"


class PagesFailed(Exception):  # noqa: N818 -- reads as the state of affairs it reports
    """Some pages could not be published or unpublished; the log says which."""


def keep_schedule(*, now: datetime) -> dict[str, int]:
    """Unpublish what has expired, then publish what is due, in the order of their times.

    Returns how many of each, by name. Two queries when nothing is due.

    :raises PagesFailed: after all the others were done, when one failed.
    """
    expired = [_try(_expire, row, now) for row in _expired(now)]
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    published = [_try(_publish, row, now) for row in list(due)]
    failed = [*expired, *published].count(None)
    if failed:
        raise PagesFailed(f"{failed} of {len(expired) + len(published)}")
    return {
        "expired pages taken out of sight": expired.count(True),
        "scheduled pages published": published.count(True),
    }


def _try(step: Callable[..., bool], row: models.Model, now: datetime) -> bool | None:
    """Whether the step was due; ``None`` when it failed. The log gets no words of the page."""
    try:
        with transaction.atomic():
            return step(row, now)
    except Exception:
        action = step.__name__.strip("_")
        logger.exception("schedule not kept", extra={"action": action, **_named(row)})
        return None


def _named(row: models.Model) -> dict[str, str]:
    if isinstance(row, Revision):
        return {"kind": row.content_type.model, "page": row.object_id}
    return {"kind": row._meta.model_name, "page": str(row.pk)}


def _expired(now: datetime) -> Iterator[models.Model]:
    others = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    for model in [Page, *others]:
        yield from list(model.objects.filter(live=True, expire_at__lte=now).order_by("expire_at"))


def _expire(row: models.Model, now: datetime) -> bool:
    """Unpublish it, unless it was prolonged, published anew or unpublished in the meantime."""
    row = _locked(type(row), row.pk)
    if row is None or not row.live or row.expire_at is None or row.expire_at > now:
        return False
    planned = list(row.revisions.filter(approved_go_live_at__isnull=False))
    row.unpublish(set_expired=True, log_action=EXPIRE)
    Revision.objects.bulk_update(planned, ["approved_go_live_at"])
    return True


def _publish(revision: Revision, now: datetime) -> bool:
    """Publish it, unless another machine has, or it was planned anew or given up.

    The claim is taken back with everything else if publishing fails. A page may refuse (a resource
    that is not ready): then it stays as it was and is planned no more.
    """
    model = revision.base_content_type.model_class()
    _locked(model, revision.object_id)
    mine = Revision.objects.filter(pk=revision.pk, approved_go_live_at__lte=now)
    if not mine.update(approved_go_live_at=None):
        return False
    _bring_forward(revision)
    revision.publish(log_action=GO_LIVE)
    published = model.objects.get(pk=revision.object_id)
    if published.live_revision_id != revision.pk:
        return False
    if published.expire_at is not None and published.expire_at <= now:
        published.unpublish(set_expired=True, log_action=EXPIRE)
    return True


def _locked(model: type[models.Model], pk) -> models.Model | None:
    """The row, for as long as the transaction lasts. Rows may point to it meanwhile."""
    return model.objects.select_for_update(of=("self",), no_key=True).filter(pk=pk).first()


def _bring_forward(revision: Revision) -> None:
    """Where the run's clock is ahead (``--now``), the page goes live at the moment it really does:
    Wagtail asks the machine's clock and would plan it once more."""
    moment = timezone.now()
    planned = parse_datetime(revision.content.get("go_live_at") or "")
    if planned is not None and planned > moment:
        revision.content = {**revision.content, "go_live_at": moment.isoformat()}
