"""A question without an expert, put to many: re-written so that nobody is recognised, and shown
to members only."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from askexpert.enums import OPEN_TO_OFFERS
from askexpert.models.question import Question
from network.members.roles import is_verified_member
from network.taxonomy.models import Sector


class OpenQuestionQuerySet(models.QuerySet):
    def open(self) -> "OpenQuestionQuerySet":
        """Put to members, and still without somebody who answers."""
        return self.filter(
            opened_at__isnull=False,
            closed_at__isnull=True,
            question__status__in=OPEN_TO_OFFERS,
        )

    def visible_to(self, user) -> "OpenQuestionQuerySet":
        """What this member may read: what is open to all, and to the sectors they work in.

        Two queries, the membership and the sectors, besides the list's own.
        """
        if not is_verified_member(user):
            return self.none()
        sectors = list(user.profile.sectors.values_list("pk", flat=True))
        return self.open().filter(Q(sector__isnull=True) | Q(sector__in=sectors))

    def for_list(self) -> "OpenQuestionQuerySet":
        return self.select_related("sector", "question__nation").prefetch_related(
            "question__topics"
        )


class OpenQuestion(models.Model):
    """What members read. ``sector`` set: a peer group, the members of that sector; empty: every
    member. Made by a coordinator after the asker has chosen it.

    Whoever reads it never learns whose it is: not from an id, not from a date, and not from a
    refusal. ``closed_at`` is written whenever the question itself goes on to a state outside
    ``enums.KEEPS_OPEN``; opened again, it is written anew.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    question = models.OneToOneField(
        Question, on_delete=models.PROTECT, related_name="open_question"
    )
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wanted_at = models.DateTimeField(help_text="When the asker chose this.")
    title = models.CharField(max_length=150, blank=True)
    text = models.TextField(max_length=1500, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions_opened",
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = OpenQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"Open question {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/ask/open/{self.public_id}/"

    @property
    def is_open(self) -> bool:
        """Opened and not closed; whether members see it depends on the question too."""
        return self.opened_at is not None and self.closed_at is None


class OfferQuerySet(models.QuerySet):
    def standing(self) -> "OfferQuerySet":
        """Offers that nobody has taken back."""
        return self.filter(taken_back_at__isnull=True)


class Offer(models.Model):
    """A member who would answer an open question. The coordinators invite; every guard runs."""

    open_question = models.ForeignKey(OpenQuestion, on_delete=models.PROTECT, related_name="offers")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers_to_answer"
    )
    note = models.TextField(max_length=500, blank=True)
    offered_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["open_question", "member"], name="offer_once"),
        ]

    def __str__(self) -> str:
        return f"Offer {self.pk}"
