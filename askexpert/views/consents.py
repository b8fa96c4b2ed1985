"""Whether one's own words may be published: each side sees its own, and decides for itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from askexpert import workflow
from askexpert.models import Publication
from askexpert.models.publication import PublicationStatus
from askexpert.views.lookups import say_what_stopped
from network.workflows import TransitionNotAllowed

# What each of the two reads about where it stands; nothing about the other one.
STANDS = {
    PublicationStatus.PROPOSED: "Waiting for a yes or no",
    PublicationStatus.WRITING: "Being re-written for everybody",
    PublicationStatus.CHECKING: "Being checked by a second person",
    PublicationStatus.PUBLISHED: "Published",
    PublicationStatus.REFUSED: "Not published",
    PublicationStatus.WITHDRAWN: "Withdrawn",
}
OVER = (PublicationStatus.REFUSED, PublicationStatus.WITHDRAWN)


@require_safe
@login_required
def publications(request):
    """Everything that this person was asked to agree to, newest first: one query."""
    rows = Publication.objects.visible_to(request.user).select_related("question", "page")
    return render(
        request,
        "askexpert/publications.html",
        {"rows": [_row(row, request.user) for row in rows.order_by("-proposed_at", "-pk")]},
    )


@require_safe
@login_required
def publication(request, key):
    """One of them: one's own words, what publishing means, and yes or no."""
    row = _own(request, key)
    asked = row.asker_id == request.user.pk
    question = row.question
    answer = None
    if question is not None and question.answer_id:
        answer = question.answer
        if not asked and answer.assignment.expert_id != request.user.pk:
            answer = None
    return render(
        request,
        "askexpert/publication.html",
        {
            **_row(row, request.user),
            "asked": asked,
            "question": question if asked else None,
            "answer": None if asked else answer,
            "new_words": row if row.status in (PublicationStatus.CHECKING,) else None,
            "page": row.page,
        },
    )


@require_POST
@login_required
def agree(request, key):
    return _decide(
        request,
        key,
        workflow.agree_to_publish,
        "Thank you. You can take this back here at any time, also when it is published.",
    )


@require_POST
@login_required
def take_back(request, key):
    return _decide(
        request,
        key,
        workflow.take_consent_back,
        "It is not published. If there was a page, it is gone already.",
    )


def _own(request, key) -> Publication:
    return get_object_or_404(
        Publication.objects.under_key(request.user, key).select_related(
            "question__answer__assignment", "page"
        )
    )


def _row(row: Publication, user) -> dict:
    over = row.status in OVER
    agreed_at = row.agreed_at(user)
    return {
        "publication": row,
        "key": row.key_of(user),
        "your_part": "A question you asked" if row.asker_id == user.pk else "An answer you wrote",
        "stands": STANDS[PublicationStatus(row.status)],
        "agreed_at": agreed_at,
        "may_agree": row.status == PublicationStatus.PROPOSED and agreed_at is None,
        "may_take_back": not over,
    }


def _decide(request, key, verb, words: str):
    row = _own(request, key)
    try:
        verb(publication=row, actor=request.user, now=timezone.now())
    except TransitionNotAllowed as error:
        say_what_stopped(request, error)
    else:
        messages.success(request, words)
    return redirect("askexpert_consents:publication", key=key)
