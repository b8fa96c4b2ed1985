"""Saying again that one is willing to answer, or no longer: after silence, and at any time."""

from datetime import datetime

from django.db import transaction

from askexpert.models import ExpertAvailability


@transaction.atomic
def say_still_willing(*, expert, now: datetime) -> bool:
    """Be asked again after silence; what was silent before counts no more.

    Said twice, it is said once: whether anything was written. Nobody becomes an expert by it.
    """
    availability = _locked(expert)
    if availability is None or availability.consented_at is None:
        return False
    if availability.silent_since is None:
        return False
    availability.silent_since, availability.still_willing_at = None, now
    availability.save(update_fields=["silent_since", "still_willing_at", "updated_at"])
    return True


@transaction.atomic
def stop_being_willing(*, expert) -> bool:
    """Take the consent to be asked back. Open invitations stay, to be answered or not."""
    availability = _locked(expert)
    if availability is None or availability.consented_at is None:
        return False
    availability.consented_at = availability.silent_since = None
    availability.save(update_fields=["consented_at", "silent_since", "updated_at"])
    return True


def _locked(expert) -> ExpertAvailability | None:
    return ExpertAvailability.objects.select_for_update().filter(user=expert).first()
