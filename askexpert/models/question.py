"""A member's question. Never a page, never searched, never mailed.

Only :mod:`askexpert.workflow` writes ``status``.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from askexpert.enums import ASKED_AGAIN, ENGAGED_ASSIGNMENT, QuestionStatus
from askexpert.querysets import QuestionQuerySet
from network.taxonomy.models import Area, Context, Nation, Organisation, Sector, Topic

BEING_CHANGED = "A question that its asker is changing"
PRIVATE_TEXTS = ("title", "text", "reason", "outcome")


class Question(models.Model):
    """One question from its draft to its end.

    ``token`` is minted with the form that starts it: a form sent twice is one question.
    ``is_anonymous`` is frozen when the question is first submitted, for everyone and for good.
    ``asker_organisation`` and ``asker_area`` are what the asker's profile said at that moment;
    conflicts of interest are judged by them and by the profile as it is now.
    ``version`` counts the steps, so that a form made before somebody else's step is noticed.
    ``marked_for_asker`` are the places that a coordinator or a lead has asked the asker to look at
    again: where in which text, never the words (:mod:`askexpert.places`).
    ``unsent_since``: the asker has saved a change that they have not sent yet, so nobody else reads
    the texts as they are now.
    ``justifications`` holds, for each warning that the asker kept, the phrase and the reason.

    A *search* for somebody to answer begins with the approval, with "look again", and when the
    expert cannot answer after all; its three waves of invitations are counted since
    ``search_started_at``. ``is_widened`` lets people of a lower score in; no guard is weakened.
    ``invites_next``: the site itself asks the next person of the ranking when somebody declines.
    ``invite_by`` is empty while somebody is asked. ``eligible_seen_at``: when the site has seen
    that somebody can be asked in this search. What is due when: :mod:`askexpert.clocks`.

    When the retention rule has run (``anonymised_at``) the words and the asker are gone and the
    skeleton stays: topics, nation, the asker's sector, and dates.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
    )
    status = models.CharField(
        max_length=20, choices=QuestionStatus, default=QuestionStatus.DRAFT, db_index=True
    )
    version = models.PositiveIntegerField(default=1)

    title = models.CharField(max_length=150, blank=True)
    text = models.TextField(max_length=5000, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="questions")
    contexts = models.ManyToManyField(Context, blank=True, related_name="questions")
    nation = models.ForeignKey(
        Nation, on_delete=models.PROTECT, null=True, blank=True, related_name="questions"
    )
    sector_wanted = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="questions_wanting",
        verbose_name="whose view would help",
    )
    is_anonymous = models.BooleanField(default=True)
    justifications = models.JSONField(default=list, blank=True)

    asker_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asker_area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asker_sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    coordinator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="coordinated_questions",
    )
    answer = models.OneToOneField(
        "Answer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_question",
    )
    reason = models.TextField(
        max_length=1500, blank=True, help_text="What the asker was last told, in words."
    )
    marked_for_asker = models.JSONField(default=list, blank=True)
    see_instead = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    helped = models.BooleanField(null=True, blank=True)
    outcome = models.TextField(max_length=1500, blank=True)

    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    triage_by = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    unsent_since = models.DateTimeField(null=True, blank=True)
    changes_by = models.DateTimeField(null=True, blank=True)
    changes_reminded_at = models.DateTimeField(null=True, blank=True)
    see_by = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    see_reminded_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    search_started_at = models.DateTimeField(null=True, blank=True)
    invite_by = models.DateTimeField(null=True, blank=True)
    invite_reminded_at = models.DateTimeField(null=True, blank=True)
    eligible_seen_at = models.DateTimeField(null=True, blank=True)
    is_widened = models.BooleanField(default=False)
    invites_next = models.BooleanField(default=True)
    unmatched_by = models.DateTimeField(null=True, blank=True)
    unmatched_reminded_at = models.DateTimeField(null=True, blank=True)
    review_by = models.DateTimeField(null=True, blank=True)
    review_reminded_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    close_by = models.DateTimeField(null=True, blank=True)
    close_reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    anonymised_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "submitted_at"], name="question_queue")]
        constraints = [
            models.UniqueConstraint(fields=["asker", "token"], name="question_once_per_form"),
            models.CheckConstraint(
                name="question_answered_has_an_answer",
                condition=~Q(status__in=["answered", "closed"]) | Q(answer__isnull=False),
            ),
            models.CheckConstraint(
                name="question_sent_has_a_date",
                condition=Q(status__in=["draft", "withdrawn"]) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="question_sent_has_words",
                condition=Q(status__in=["draft", "withdrawn", "removed"])
                | Q(anonymised_at__isnull=False)
                | (~Q(title="") & ~Q(text="")),
            ),
            models.CheckConstraint(
                name="question_nobodys_only_when_anonymised",
                condition=Q(asker__isnull=False) | Q(anonymised_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        # The title is private text: it must not reach logs or the admin by way of str().
        return f"Question {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/ask/q/{self.public_id}/"

    @property
    def public_status_label(self) -> str:
        """Where the question stands, in the words for the person who asked.

        A follow-up that nobody has agreed to answer yet is not being written, though its question
        stands where it is.
        """
        if self.status == QuestionStatus.ANSWERING and not self._has_writer():
            return ASKED_AGAIN
        return QuestionStatus(self.status).public_label

    @property
    def waits_for_lead(self) -> bool:
        """Whether it is with the safeguarding leads, or was when its asker withdrew it."""
        withdrawn = self.status == QuestionStatus.WITHDRAWN and self.see_by is not None
        return self.status == QuestionStatus.QUARANTINED or withdrawn

    @property
    def is_being_changed(self) -> bool:
        """Whether the desk must not read the words as they are now. Safeguarding leads read what
        is with them whatever became of it."""
        return self.unsent_since is not None and not self.waits_for_lead

    @property
    def desk_title(self) -> str:
        """Its title as the desk reads it: never words that the asker has not sent."""
        return BEING_CHANGED if self.is_being_changed else self.title

    def _has_writer(self) -> bool:
        """Whether somebody has said yes: as ``with_writer`` has read it, else one query."""
        if hasattr(self, "has_writer"):
            return self.has_writer
        return self.assignments.filter(status__in=ENGAGED_ASSIGNMENT).exists()

    @property
    def desk_url(self) -> str:
        return f"/desk/questions/{self.public_id}/"
