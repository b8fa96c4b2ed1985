"""The library's own lists of choices."""

from django.db import models


class FilesFor(models.TextChoices):
    """Who may have the files of a resource, among those who may open its page."""

    READERS = "readers", "Everybody who may open this page"
    MEMBERS = "members", "Members whose membership is approved"
    REQUEST = "request", "Members whose request was granted"


class FilesReason(models.TextChoices):
    """Why somebody may have the files of a resource, or why not."""

    OPEN = "open", "They are for this person"
    KEEPER = "keeper", "This person looks after the library"
    GRANTED = "granted", "A request was granted"
    LATER = "later", "Not yet"
    SIGN_IN = "sign_in", "For members: sign in first"
    MEMBERS = "members", "For members, which this person is not at the moment"
    ASK = "ask", "On request"


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
