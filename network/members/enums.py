"""The states of a membership, with their groups."""

from django.db import models


class MembershipStatus(models.TextChoices):
    APPLIED = "applied", "Waiting for a coordinator"
    ASKED = "asked", "More information asked for"
    APPROVED = "approved", "Member"
    DECLINED = "declined", "Declined"
    SUSPENDED = "suspended", "Suspended"


WAITING_FOR_COORDINATOR = (MembershipStatus.APPLIED,)
OPEN = (MembershipStatus.APPLIED, MembershipStatus.ASKED)
