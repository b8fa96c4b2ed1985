"""Tell whoever chose a file what became of it."""

from datetime import datetime

from django.urls import reverse
from wagtail.documents.permissions import permission_policy

from network.media.access import manages_documents
from network.media.models import HeldFile, SiteDocument
from network.notifications.outbox import notify


def tell(row: HeldFile, kind: str, *, now: datetime, document: SiteDocument | None = None) -> None:
    """Once for each row; nobody is told where whoever chose it has left or is paused.

    The message leads to ``document``, or to the list of what was refused.
    """
    person = row.uploaded_by
    if person is not None and person.is_active:
        url = _where(document, person)
        notify(recipient=person, kind=kind, key=str(row.public_id), url=url, now=now)


def _where(document: SiteDocument | None, person) -> str:
    if not manages_documents(person):
        return "/me/messages/"
    if document is None:
        return reverse("refused_files")
    if permission_policy.user_has_permission_for_instance(person, "change", document):
        return reverse("wagtaildocs:edit", args=[document.pk])
    return document.url
