"""What becomes of a published answer, and of what was to be published when its people or its
question are gone."""

from datetime import datetime

from django.db import transaction

from askexpert import permissions, transitions
from askexpert.models import AnswerPage, Publication, Question
from askexpert.models.publication import EndedBecause, PublicationStatus
from askexpert.notifications import publishing as tell
from askexpert.workflow.answer_pages import mark_reviewed, remove_page
from askexpert.workflow.publication_steps import end_publication, lock_publication
from network.workflows import decide, require


@transaction.atomic
def withdraw_answer(*, page: AnswerPage, actor, now: datetime) -> None:
    """An editor or a coordinator withdraws a published answer for good: 410 from the commit on.

    Also for pages that no private question is behind.
    """
    require(permissions.can_keep_answers(actor))
    publication = Publication.objects.filter(page=page).first()
    if publication is None:
        remove_page(AnswerPage.objects.select_for_update().get(pk=page.pk), user=actor, now=now)
        return
    publication = lock_publication(publication)
    because = EndedBecause.OUT_OF_DATE
    end_publication("withdraw_publication", publication, actor=actor, now=now, because=because)
    tell.tell_both(publication, "publishing_news", now=now)


@transaction.atomic
def review_answer(*, page: AnswerPage, actor, now: datetime) -> AnswerPage:
    """Read again and found to hold: today is the new date of review, the next is in 12 months.

    :raises NotPermitted: also while an editor's changes wait, which this would publish or lose.
    """
    require(permissions.can_keep_answers(actor))
    page = AnswerPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    require(
        decide(
            page.live and not page.has_unpublished_changes,
            "An editor is changing this page. Its new words have to be published first.",
        )
    )
    return mark_reviewed(page, user=actor, now=now)


def end_publications_of(user, *, now: datetime) -> None:
    """Somebody leaves: what was not published yet will not be. What is published stays."""
    for publication in Publication.objects.visible_to(user).open().order_by("pk"):
        end_unpublished(publication, now=now, because=EndedBecause.LEFT)


def end_publications_from(question: Question, *, now: datetime) -> None:
    """A locked question is stopped or removed: a page made of it is gone, and none will be made."""
    over = (PublicationStatus.REFUSED, PublicationStatus.WITHDRAWN)
    for publication in question.publications.exclude(status__in=over).order_by("pk"):
        _end_published(publication, now=now)
        end_unpublished(publication, now=now, because=EndedBecause.QUESTION_ENDED)


def end_unpublished_from(question: Question, *, now: datetime) -> None:
    """The asker withdraws a locked question: what was not published yet will not be, and whoever
    answered is told. A page that stands was agreed to by both: its consent is taken back by
    itself."""
    for publication in question.publications.open().order_by("pk"):
        end_unpublished(publication, now=now, because=EndedBecause.QUESTION_ENDED)
        publication.refresh_from_db()
        tell.tell_both(publication, "publishing_news", now=now, but=question.asker)


def _end_published(publication: Publication, *, now: datetime) -> None:
    publication = lock_publication(publication)
    if publication.status != PublicationStatus.PUBLISHED:
        return
    because = EndedBecause.QUESTION_ENDED
    end_publication("withdraw_publication", publication, actor=None, now=now, because=because)
    tell.tell_both(publication, "publishing_news", now=now)


@transaction.atomic
def end_unpublished(publication: Publication, *, now: datetime, because: str) -> None:
    """The site itself ends what was not published yet; ended twice, once."""
    publication = lock_publication(publication)
    if publication.status in transitions.BEFORE_PUBLISHED:
        end_publication("refuse_publication", publication, actor=None, now=now, because=because)
