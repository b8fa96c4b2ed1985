"""All published answers, those due for review first: read again, or withdrawn."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from askexpert import permissions, workflow
from askexpert.models import AnswerPage
from network.desk.guards import only_for
from network.workflows import NotPermitted

PAGE_SIZE = 25


keepers_only = only_for(permissions.can_keep_answers)


@require_safe
@keepers_only
def answers(request):
    """Published answers, the one whose review is due longest first.

    They are public pages; nothing here leads to the question behind one.
    """
    live = AnswerPage.objects.live().public().order_by("review_due_date", "pk").defer_streamfields()
    page = Paginator(live, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "askexpert/desk/answers.html", {"page_obj": page})


@require_POST
@keepers_only
def review(request, pk: int):
    """It still holds: new dates."""
    page = get_object_or_404(AnswerPage.objects.live().public(), pk=pk)
    try:
        workflow.review_answer(page=page, actor=request.user, now=timezone.now())
    except NotPermitted as error:
        messages.error(request, error.reason)
    else:
        messages.success(request, f"“{page.title}” is marked as reviewed today.")
    return redirect("askexpert_consents:answers")


@require_http_methods(["GET", "POST"])
@keepers_only
def withdraw(request, pk: int):
    """Ask once, then withdraw for good."""
    page = get_object_or_404(AnswerPage.objects.live().public(), pk=pk)
    if request.method == "POST":
        workflow.withdraw_answer(page=page, actor=request.user, now=timezone.now())
        messages.success(request, "Withdrawn. Its address says so from now on.")
        return redirect("askexpert_consents:answers")
    return render(request, "askexpert/desk/answer_withdraw.html", {"page": page})
