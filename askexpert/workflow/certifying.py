"""The verbs of a certificate of contribution: issue it, revoke it."""

import unicodedata
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from askexpert.contributions import answers_in
from askexpert.models import Certificate
from network.members.models import User
from network.workflows import decide, require


@transaction.atomic
def issue_certificate(*, user, now: datetime, year: int | None = None) -> Certificate:
    """A certificate for all of somebody's answers so far, or for those of one year.

    Asked for twice, it is the same one, as long as nothing has changed and it was not revoked.

    :raises NotPermitted: for a time without an answer.
    """
    # The person's own row is the lock, so that a form sent twice makes one certificate.
    person = User.objects.select_for_update().get(pk=user.pk)
    found = answers_in(person, year=year)
    require(decide(found.answers > 0, "There is no answer of yours in this time yet."))
    first, last = found.dates(year=year, today=timezone.localdate(now))
    says = {
        "user": person,
        "name": unicodedata.normalize("NFC", person.name),
        "answers": found.answers,
        "first_date": first,
        "last_date": last,
    }
    same = Certificate.objects.filter(**says, revoked_at__isnull=True).first()
    return same or Certificate.objects.create(**says, issued_at=now)


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, actor, now: datetime) -> Certificate:
    """From now on its code is nobody's. Revoked twice, it is revoked once.

    :raises NotPermitted: for anybody but the person it is about.
    """
    certificate = Certificate.objects.select_for_update().get(pk=certificate.pk)
    require(decide(certificate.user_id == actor.pk, "Only the person it is about revokes it."))
    if certificate.revoked_at is None:
        certificate.revoked_at = now
        certificate.save(update_fields=["revoked_at"])
    return certificate
