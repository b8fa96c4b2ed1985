"""Keep each published text as a version, and ask again where the change matters."""

import hashlib
import json
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from wagtail.models import Revision

from network.consents.models import Agreement, AgreementPage, AgreementVersion, How


@transaction.atomic
def record_version(
    page: AgreementPage,
    *,
    now: datetime,
    asks_again: bool = False,
    change_note: str = "",
    ask: bool = True,
) -> AgreementVersion | None:
    """Keep the page's live words as its next version; ``None`` when they are the newest already.

    In order: lock the page, read its words again (of two editors who publish at once the later
    words win, and the newest version always is what visitors see), compare, append the version,
    and ask whoever has not agreed to it. The first version always asks. With ``asks_again`` a
    version is made of unchanged words too, for an editor who forgot the tick. ``ask`` is false
    only while the very first versions are made of texts that people have accepted already.
    """
    page = AgreementPage.objects.select_for_update(of=("self", "page_ptr")).get(pk=page.pk)
    if not page.live or not page.code:
        return None
    newest = page.versions.order_by("-number").first()
    fingerprint = fingerprint_of(page)
    if newest is not None and newest.fingerprint == fingerprint and not asks_again:
        if ask:
            ask_whoever_has_not_agreed(page)
        return None
    version = AgreementVersion.objects.create(
        page=page,
        number=newest.number + 1 if newest else 1,
        revision_id=page.live_revision_id,
        title=page.title,
        summary=page.summary,
        html=render_to_string("consents/_text.html", {"body": page.body}).strip(),
        fingerprint=fingerprint,
        asks_again=asks_again or newest is None,
        change_note=change_note,
        published_at=now,
    )
    if ask:
        ask_whoever_has_not_agreed(page)
    return version


def publish(page: AgreementPage, revision: Revision | None, *, now: datetime) -> None:
    """What happens when Wagtail has published the page: record, then forget the tick and the note.

    They are taken out of the revision too: whoever goes back to it later decides anew.
    """
    if not page.live:
        return
    record_version(page, now=now, asks_again=page.asks_again, change_note=page.change_note)
    page.asks_again, page.change_note = False, ""
    AgreementPage.objects.filter(pk=page.pk).update(asks_again=False, change_note="")
    if revision is not None:
        content = {**revision.content, "asks_again": False, "change_note": ""}
        Revision.objects.filter(pk=revision.pk).update(content=content)


def ask_whoever_has_not_agreed(page: AgreementPage) -> int:
    """Empty ``terms_accepted_at`` of everybody who lacks an agreement that still counts.

    One statement, run when a text is published and not at each request: a person's row, which
    every request reads anyway, says whether there is something to ask. Returns how many are asked.
    """
    if not page.is_required or not page.live:
        return 0
    asking = page.versions.filter(asks_again=True).order_by("-number").first()
    agreed = Agreement.objects.filter(
        user=OuterRef("pk"), version__page=page, version__number__gte=asking.number
    )
    people = get_user_model().objects.filter(terms_accepted_at__isnull=False)
    return people.filter(~Exists(agreed)).update(terms_accepted_at=None)


def fingerprint_of(page: AgreementPage) -> str:
    """Equal for equal words: title, summary and body, without the ids of the blocks."""
    words = [page.title, page.summary, _without_ids(page.body.get_prep_value())]
    return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


def _without_ids(value):
    if isinstance(value, dict):
        return {key: _without_ids(item) for key, item in value.items() if key != "id"}
    return [_without_ids(item) for item in value] if isinstance(value, list) else value


def record_missing(*, now: datetime) -> int:
    """Make a version of every live text that has changed without one, and return how many.

    Texts that a migration made, and a process that ended between publishing and recording. When
    there are no versions at all, those who accepted the texts before get a row for the first ones
    and are not asked.
    """
    very_first = not AgreementVersion.objects.exists()
    pages = AgreementPage.objects.filter(live=True, code__isnull=False)
    recorded = sum(record_version(page, now=now, ask=not very_first) is not None for page in pages)
    if very_first and recorded:
        record_earlier()
    return recorded


@transaction.atomic
def record_earlier() -> int:
    """Give a row to everybody who accepted the texts before versions were kept.

    What they accepted is known by its day only, so the row names the first version and says so.
    Returns how many rows were written.
    """
    first = list(AgreementVersion.objects.filter(number=1, page__is_required=True))
    people = get_user_model().objects.filter(
        terms_accepted_at__isnull=False, agreements__isnull=True
    )
    rows = [
        Agreement(user=user, version=version, agreed_at=user.terms_accepted_at, how=How.EARLIER)
        for user in people
        for version in first
    ]
    Agreement.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return len(rows)
