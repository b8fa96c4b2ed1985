"""The states of a complaint, and the words of its forms."""

from django.db import models


class Status(models.TextChoices):
    RECEIVED = "received", "Received"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    INVESTIGATING = "investigating", "Being looked into"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


# Somebody is waiting for us.
OPEN = (Status.RECEIVED, Status.ACKNOWLEDGED, Status.INVESTIGATING)
ENDED = (Status.ANSWERED, Status.CLOSED)


class Whose(models.TextChoices):
    OWN = "own", "My own data"
    SOMEBODY = "somebody", "The data of somebody for whom I act"


class Outcome(models.TextChoices):
    UPHELD = "upheld", "We agree with the complaint"
    PARTLY = "partly", "We agree with part of it"
    NOT_UPHELD = "not_upheld", "We do not agree"
