"""The way from an answered question to a published page: words re-written, consents, two people.

The page holds no link and no id of the private rows; this row knows both and is seen at the desk
only.
"""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from askexpert.models.question import Question
from network.taxonomy.models import Context, Nation, Topic


class PublicationStatus(models.TextChoices):
    PROPOSED = "proposed", "Waiting for consent"
    WRITING = "writing", "To be re-written"
    CHECKING = "checking", "To be checked by another person"
    PUBLISHED = "published", "Published"
    REFUSED = "refused", "Not published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class EndedBecause(models.TextChoices):
    """Why a publication did not come about, or came to its end."""

    ASKER = "asker", "The person who asked does not agree, or no longer"
    EXPERT = "expert", "The person who answered does not agree, or no longer"
    LEFT = "left", "One of the two has left the network"
    QUESTION_ENDED = "question_ended", "The question was stopped, withdrawn or removed"
    RECOGNISABLE = "recognisable", "However it is written, somebody could be recognised"
    NOT_FOR_OTHERS = "not_for_others", "Too particular to help anybody else"
    ANSWERED_ELSEWHERE = "answered_elsewhere", "The site answers it already"
    OUT_OF_DATE = "out_of_date", "Law, guidance or practice has changed"
    REDACTED = "redacted", "It held words that had to go"


# What a coordinator may choose from.
REASONS_TO_REFUSE = (
    EndedBecause.RECOGNISABLE,
    EndedBecause.NOT_FOR_OTHERS,
    EndedBecause.ANSWERED_ELSEWHERE,
    EndedBecause.OUT_OF_DATE,
)


class PublicationQuerySet(models.QuerySet):
    def open(self) -> "PublicationQuerySet":
        """Neither over nor published yet."""
        return self.filter(
            status__in=[
                PublicationStatus.PROPOSED,
                PublicationStatus.WRITING,
                PublicationStatus.CHECKING,
            ]
        )

    def visible_to(self, user) -> "PublicationQuerySet":
        """Those on which this person is asked for their own consent, as one side or the other."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(Q(asker=user) | Q(expert=user))

    def under_key(self, user, key: uuid.UUID) -> "PublicationQuerySet":
        """The one that this person knows under this key of their own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(Q(asker=user, asker_key=key) | Q(expert=user, expert_key=key))


class Publication(models.Model):
    """One attempt to publish an answer; a question has at most one that is not over.

    ``asker`` and ``expert`` are the two whose consent it needs, as they were when it was proposed.
    Each finds it under a key of their own, so that no address is common to both. The row keeps
    them when the question behind it is anonymised (``question`` is empty then): as long as the
    page stands, each can take the consent back.

    ``checklist`` holds the second person's answers to "could a motivated stranger tell who this
    is?", question by question, and their note.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="publications"
    )
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publications_of_questions"
    )
    expert = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publications_of_answers"
    )
    asker_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    expert_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    status = models.CharField(
        max_length=20, choices=PublicationStatus, default=PublicationStatus.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publications_proposed"
    )
    proposed_at = models.DateTimeField()
    asker_consent_at = models.DateTimeField(null=True, blank=True)
    expert_consent_at = models.DateTimeField(null=True, blank=True)

    title = models.CharField(max_length=150, blank=True)
    question_text = models.TextField(max_length=1500, blank=True)
    short_answer = models.TextField(max_length=500, blank=True)
    answer_text = models.TextField(max_length=8000, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    contexts = models.ManyToManyField(Context, blank=True, related_name="+")
    nation = models.ForeignKey(
        Nation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    justifications = models.JSONField(default=list, blank=True)
    rewritten_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications_rewritten",
    )
    rewritten_at = models.DateTimeField(null=True, blank=True)
    checklist = models.JSONField(default=dict, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="publications_checked",
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    page = models.OneToOneField(
        "AnswerPage", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=30, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=~Q(status__in=["refused", "withdrawn"]),
                name="publication_one_at_a_time",
            ),
            models.CheckConstraint(
                name="publication_has_both_consents",
                condition=Q(status__in=["proposed", "refused", "withdrawn"])
                | Q(asker_consent_at__isnull=False, expert_consent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="publication_takes_two",
                condition=~Q(status="published")
                | (Q(checked_by__isnull=False) & ~Q(checked_by=F("rewritten_by"))),
            ),
        ]

    def __str__(self) -> str:
        return f"Publication {self.public_id}"

    def key_of(self, user) -> uuid.UUID:
        """The key under which this person finds it: the asker's or the expert's."""
        return self.asker_key if user.pk == self.asker_id else self.expert_key

    def agreed_at(self, user) -> datetime | None:
        """When this person agreed, if they have and still do."""
        return self.asker_consent_at if user.pk == self.asker_id else self.expert_consent_at

    @property
    def has_both_consents(self) -> bool:
        return self.asker_consent_at is not None and self.expert_consent_at is not None

    @property
    def because(self) -> str:
        """Why it ended, in the desk's words."""
        return EndedBecause(self.ended_because).label if self.ended_because else ""
