"""One row per message: what is shown in the site and what the outbox sends by e-mail."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from network.notifications.refusals import words_for_error


class EmailState(models.TextChoices):
    NONE = "none", "Not sent by e-mail"
    PENDING = "pending", "Waiting to be sent"
    DAILY = "daily", "Waits for the daily summary"
    WEEKLY = "weekly", "Waits for the weekly summary"
    SENT = "sent", "Sent"
    PARKED = "parked", "Given up after repeated failures"


# Messages that leave together with others, in a summary.
WAITING = (EmailState.DAILY, EmailState.WEEKLY)


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MessageQuerySet":
        """In-site messages of one person that still stand; nobody else's, for anyone."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(recipient=user, in_site=True, withdrawn_at__isnull=True)

    def unread(self) -> "MessageQuerySet":
        return self.filter(read_at__isnull=True)

    def due(self, now: datetime) -> "MessageQuerySet":
        """Messages whose e-mail should leave now: pending, past their time, claimed by nobody."""
        return self.filter(email_state=EmailState.PENDING, send_at__lte=now).filter(
            Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
        )

    def waiting(self) -> "MessageQuerySet":
        """Messages that leave in a summary which has not been made yet or has not left."""
        return self.filter(email_state__in=WAITING)

    def parked(self) -> "MessageQuerySet":
        return self.filter(email_state=EmailState.PARKED)


class Message(models.Model):
    """A message to one person.

    ``key`` names the occasion and is unique, so that an occasion told twice is one message.
    ``body`` never holds a question's text, an answer's text or anybody's name.
    Mail to an address without an account (``to_address`` only) is not shown in the site.

    ``send_at`` is the earliest moment at which the e-mail may leave. A message that waits for a
    summary is gathered into one by ``digest``, which is a message too, shown in no inbox and sent
    like any other. ``withdrawn_at`` says when nothing of what it listed was left.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=80)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="messages",
    )
    to_address = models.EmailField(max_length=254, blank=True)
    in_site = models.BooleanField(default=True)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    email_state = models.CharField(max_length=10, choices=EmailState, default=EmailState.PENDING)
    send_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True)
    digest = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="gathered"
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["email_state", "send_at"], name="outbox_due"),
            models.Index(fields=["recipient", "-created_at"], name="inbox"),
        ]
        constraints = [
            models.CheckConstraint(
                name="message_reaches_somebody",
                condition=Q(recipient__isnull=False) | ~Q(to_address=""),
            ),
            models.CheckConstraint(
                name="message_in_site_has_a_recipient",
                condition=Q(in_site=False) | Q(recipient__isnull=False),
            ),
            models.CheckConstraint(
                name="message_sent_has_a_date",
                condition=~Q(email_state=EmailState.SENT) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_read_after_created",
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("created_at")),
            ),
            models.CheckConstraint(
                name="message_in_a_digest_has_a_recipient",
                condition=Q(digest__isnull=True) | Q(recipient__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.email_state})"

    @property
    def error_in_words(self) -> str:
        return words_for_error(self.last_error)

    @property
    def message_id(self) -> str:
        """The Message-ID header: the same at every attempt, so a mail sent twice is seen as one."""
        return f"<{self.public_id}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2].rstrip('>')}>"
