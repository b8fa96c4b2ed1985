"""The states of a membership, with their groups."""

from django.db import models


class MembershipStatus(models.TextChoices):
    APPLIED = "applied", "Waiting for a coordinator"
    ASKED = "asked", "More information asked for"
    APPROVED = "approved", "Member"
    DECLINED = "declined", "Declined"
    APPEALED = "appealed", "Appeal against the decision"
    SUSPENDED = "suspended", "Suspended"
    LAPSED = "lapsed", "Not confirmed this year"
    LEFT = "left", "Has left"


WAITING_FOR_COORDINATOR = (MembershipStatus.APPLIED, MembershipStatus.APPEALED)
OPEN = (MembershipStatus.APPLIED, MembershipStatus.ASKED)
