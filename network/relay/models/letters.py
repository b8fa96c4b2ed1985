"""What two members have written to each other: letters, in one conversation per pair."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.urls import reverse

from network.relay.enums import LetterStatus

LONGEST = 4000
CONTEXT = 3


class ConversationQuerySet(models.QuerySet):
    def visible_to(self, user) -> "ConversationQuerySet":
        """The two who write, and nobody else: no coordinator, no lead, no administrator."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(first=user) | Q(second=user))

    def between(self, one, other) -> "ConversationQuerySet":
        first, second = sorted((one.pk, other.pk))
        return self.filter(first_id=first, second_id=second)

    def for_list(self, user) -> "ConversationQuerySet":
        """What the list shows: both people, unread letters, the last words; unread ones first."""
        letters = Letter.objects.filter(conversation=OuterRef("pk"))
        readable = letters.filter(status=LetterStatus.SENT).order_by("-sent_at", "-pk")
        unread = Q(
            letters__read_at__isnull=True,
            letters__status=LetterStatus.SENT,
        ) & ~Q(letters__author=user)
        return (
            self.select_related("first", "second")
            .annotate(
                unread=Count("letters", filter=unread),
                last_words=Subquery(readable.values("text")[:1]),
                has_other_written=Exists(letters.exclude(author=user)),
                last_author_id=Subquery(readable.values("author_id")[:1]),
                last_letter_id=Subquery(
                    letters.order_by("-sent_at", "-pk").values("public_id")[:1]
                ),
                has_unread=Exists(
                    letters.filter(read_at__isnull=True, status=LetterStatus.SENT).exclude(
                        author=user
                    )
                ),
            )
            .order_by("-has_unread", "-last_letter_at", "-pk")
        )

    def silent_since(self, moment: datetime) -> "ConversationQuerySet":
        """Conversations without a letter since then and without a report that is still kept."""
        return self.filter(last_letter_at__lt=moment).exclude(letters__reports__isnull=False)


class Conversation(models.Model):
    """The letters of two members; one conversation per pair, for good.

    ``first`` is the account with the smaller key, so that a pair is one row whoever began.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    first = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conversations_started"
    )
    started_at = models.DateTimeField()
    last_letter_at = models.DateTimeField()

    objects = ConversationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["started_by", "started_at"], name="conversation_starts")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="conversation_once_per_pair"),
            models.CheckConstraint(
                name="conversation_has_two_people", condition=Q(first__lt=F("second"))
            ),
            models.CheckConstraint(
                name="conversation_started_by_one_of_the_two",
                condition=Q(started_by=F("first")) | Q(started_by=F("second")),
            ),
            models.CheckConstraint(
                name="conversation_last_letter_after_start",
                condition=Q(last_letter_at__gte=F("started_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"conversation {self.public_id}"

    def get_absolute_url(self) -> str:
        return reverse("conversation", args=[self.public_id])

    def other(self, user):
        """The one of the two who is not ``user``."""
        return self.second if user.pk == self.first_id else self.first

    def includes(self, user) -> bool:
        return user.pk in (self.first_id, self.second_id)


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user) -> "LetterQuerySet":
        """Letters of one's own conversations."""
        return self.filter(conversation__in=Conversation.objects.visible_to(user))

    def unread_by(self, user) -> "LetterQuerySet":
        """Letters to this person that they have not read and that nobody has taken away."""
        return self.filter(read_at__isnull=True, status=LetterStatus.SENT).exclude(author=user)

    def in_order(self) -> "LetterQuerySet":
        return self.order_by("sent_at", "pk")


class Letter(models.Model):
    """Words from ``author`` to the other person of the conversation.

    ``token`` is made with the page that the letter was written on, so that a page sent twice is
    one letter. A held letter is hidden from both people until a safeguarding lead has decided; of
    a letter that was removed because it said who a child is, the words are deleted.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="letters")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letters_written"
    )
    text = models.TextField(max_length=LONGEST, blank=True)
    token = models.UUIDField(unique=True, editable=False)
    status = models.CharField(max_length=10, choices=LetterStatus, default=LetterStatus.SENT)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["conversation", "sent_at"], name="letters_in_order"),
            models.Index(fields=["author", "sent_at"], name="letters_of_a_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="letter_has_words_unless_removed",
                condition=~Q(text="") | Q(status=LetterStatus.REMOVED),
            ),
            models.CheckConstraint(
                name="letter_read_after_sent",
                condition=Q(read_at__isnull=True) | Q(read_at__gte=F("sent_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"letter of {self.sent_at:%Y-%m-%d %H:%M}"

    @property
    def is_readable(self) -> bool:
        return self.status == LetterStatus.SENT

    def with_those_before(self) -> list["Letter"]:
        """This letter and up to three before it in its conversation, oldest first: one query."""
        before = Letter.objects.filter(conversation=self.conversation_id).filter(
            Q(sent_at__lt=self.sent_at) | Q(sent_at=self.sent_at, pk__lte=self.pk)
        )
        newest_first = before.select_related("author").order_by("-sent_at", "-pk")
        return list(reversed(newest_first[: CONTEXT + 1]))
