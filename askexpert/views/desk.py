"""The coordinators' list of questions, and taking several of them over."""

import uuid

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from askexpert import turns, workflow
from askexpert.desk_filter import ENDED, GROUPS, DeskFilterForm, group_links
from askexpert.models import Question
from network.desk.guards import desk_only
from network.members.roles import is_coordinator, is_safeguarding_lead
from network.workflows import NotPermitted, TransitionNotAllowed

PAGE_SIZE = 25
AT_ONCE = 50
DESK = {"label": "Desk", "url": "/desk/"}
LIST = "/desk/questions/"


class CountedPaginator(Paginator):
    """A paginator that is told the number of rows, where it is known already."""

    def __init__(self, *args, known: int | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if known is not None:
            self.count = known


@require_safe
@desk_only
def question_list(request):
    """Questions that this person may work on: late first, then the desk's turn, then others';
    ended ones newest first.

    The numbers beside the groups count what this person may see and nothing else.
    """
    user, now = request.user, timezone.now()
    form = DeskFilterForm(request.GET)
    form.is_valid()
    group = form.chosen_group
    fitting = form.narrow(Question.objects.for_desk(user), user=user, now=now)
    links = group_links(form, fitting, is_lead=is_safeguarding_lead(user))
    shown = fitting.filter(status__in=GROUPS[group][1]).for_list()
    if group == ENDED:
        # Thousands: judged for conflicts as keys first, which halves the time of this page.
        keys = fitting.filter(status__in=GROUPS[group][1]).values("pk")
        shown = Question.objects.filter(pk__in=keys).for_list().order_by("-ended_at", "-pk")
    else:
        shown = turns.most_urgent_first(shown, now)
    known = next((link["count"] for link in links if link["current"]), None)
    page = CountedPaginator(shown, PAGE_SIZE, known=known).get_page(request.GET.get("page"))
    return render(
        request,
        "askexpert/desk/questions.html",
        {
            "form": form,
            "page_obj": page,
            "rows": rows_of(page, now),
            "trail": [DESK, {"label": "Questions"}],
            "group_label": GROUPS[group][0],
            "querystring": form.querystring(),
            "group_links": links,
            "reset_url": f"?group={group}" if group else LIST,
            "may_take_over": is_coordinator(user) and group != ENDED,
            "here": request.get_full_path(),
        },
    )


def number_of(question: Question) -> str:
    """What people call a question by when they may not say what it is about."""
    return str(question.public_id)[:8]


def rows_of(page: Page, now) -> list[dict]:
    return [
        {
            "question": question,
            "number": number_of(question),
            "due": question.due_at,
            "due_words": turns.due_words(question),
            "is_late": turns.is_late(question, now),
        }
        for question in page
    ]


@require_POST
@desk_only
def take_over(request):
    """Look after the questions that were ticked, from now on. Each is judged by itself; what this
    person may not see is passed over without a word."""
    chosen = Question.objects.for_desk(request.user).filter(public_id__in=_numbers(request))
    taken = 0
    for question in chosen.order_by("pk"):
        try:
            workflow.take_over(question=question, actor=request.user, now=timezone.now())
        except (NotPermitted, TransitionNotAllowed):
            continue
        taken += 1
    if taken:
        words = "a question" if taken == 1 else f"{taken} questions"
        messages.success(request, f"You look after {words} now.")
    else:
        messages.info(request, "Tick the questions that you want to look after.")
    return redirect(_back(request))


def _numbers(request) -> list[uuid.UUID]:
    numbers = []
    for value in request.POST.getlist("question")[:AT_ONCE]:
        try:
            numbers.append(uuid.UUID(value))
        except ValueError:
            continue
    return numbers


def _back(request) -> str:
    page = request.POST.get("back", "")
    inside = page.startswith("/desk/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if inside else LIST
