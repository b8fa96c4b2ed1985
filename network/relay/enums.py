"""The states of a letter and of a report, and the reasons for one."""

from django.db import models


class LetterStatus(models.TextChoices):
    SENT = "sent", "Sent"
    HELD = "held", "Hidden until a safeguarding lead has decided"
    REMOVED = "removed", "Removed"


class ReportReason(models.TextChoices):
    IDENTIFIES_A_CHILD = "identifies-a-child", "It says who a child or young person is"
    HARASSMENT = "harassment", "It is threatening, insulting or unwanted"
    ADVERTISING = "advertising", "It advertises or sells something"
    SOMETHING_ELSE = "something-else", "Something else"


class ReportStatus(models.TextChoices):
    OPEN = "open", "Waiting to be read"
    DISMISSED = "dismissed", "Nothing against the rules"
    REMOVED = "removed", "Letter removed"
    SUSPENDED = "suspended", "Letter removed, membership suspended"


DECIDED = (ReportStatus.DISMISSED, ReportStatus.REMOVED, ReportStatus.SUSPENDED)
