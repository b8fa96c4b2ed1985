"""The library's own lists of choices."""

from django.db import models


class FilesFor(models.TextChoices):
    """Who may have the files of a resource, among those who may open its page."""

    READERS = "readers", "Everybody who may open this page"
    MEMBERS = "members", "Members whose membership is approved"
    REQUEST = "request", "Members whose request was granted"


class AccessState(models.TextChoices):
    ASKED = "asked", "Asked"
    GRANTED = "granted", "Granted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Taken back by the member"
    REVOKED = "revoked", "Ended by the team"
    EXPIRED = "expired", "Expired"


class UsageKind(models.TextChoices):
    """The two kinds of use that the COUNTER code of practice counts."""

    INVESTIGATION = "investigation", "Looked at"
    REQUEST = "request", "Downloaded"


class WantedFormat(models.TextChoices):
    LARGE_PRINT = "large_print", "Large print"
    PLAIN_TEXT = "plain_text", "Plain text, for a screen reader"
    ACCESSIBLE_PDF = "accessible_pdf", "A PDF that a screen reader can follow"
    EASY_READ = "easy_read", "Easy read"
    OTHER = "other", "Something else"


class FormatState(models.TextChoices):
    ASKED = "asked", "Asked"
    IN_HAND = "in_hand", "Being made"
    DONE = "done", "Sent"
    DECLINED = "declined", "Could not be made"


class PackPart(models.TextChoices):
    SLIDES = "slides", "Slides"
    HANDOUT = "handout", "Handout"
    NOTES = "notes", "Notes for the facilitator"
    OTHER = "other", "Other material"
