"""Complaints at the desk: the list, one complaint, and one address for its steps."""

import re

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from network.complaints import transitions, workflow
from network.complaints.enums import ENDED, OPEN, Status
from network.complaints.forms import FORMS, form_for
from network.complaints.models import Complaint
from network.desk.guards import desk_only
from network.desk.too_late import is_second_press
from network.members.interrupted import forget, kept_words
from network.privacy.access_log import record_view
from network.safeguarding.screening import WARN, screen, segments
from network.workflows import NotPermitted, TransitionNotAllowed, actions_from

PAGE_SIZE = 20
# To the full stop before the next sentence, or to the end.
FIRST_SENTENCE = re.compile(r".*?\.(?= [A-Z])|.*", re.DOTALL)
GROUPS = {"": ("Waiting for us", OPEN), "ended": ("Answered and closed", ENDED)}
DONE = {
    "acknowledge": "The complainant has been told.",
    "look_into": "The complainant has been told.",
    "answer": "The answer is with the complainant.",
    "write": "The complainant has been told.",
    "extend": "The new date holds, and the complainant has been told.",
    "assign": "Your choice has been saved.",
    "close": "The complaint is closed.",
    "reopen": "The complaint is open again, and the complainant has been told.",
}


def _complaint(request: HttpRequest, public_id) -> Complaint:
    """:raises Http404: for whoever may not handle it."""
    return get_object_or_404(
        Complaint.objects.for_desk(request.user).for_list(), public_id=public_id
    )


@require_safe
@desk_only
def complaints(request: HttpRequest) -> HttpResponse:
    """What this person may handle, soonest due first; what has ended, newest first."""
    group = "ended" if request.GET.get("group") == "ended" else ""
    rows = Complaint.objects.for_desk(request.user).filter(status__in=GROUPS[group][1]).for_list()
    ordered = rows.with_due().order_by("due", "pk") if not group else rows.order_by("-answered_at")
    page = Paginator(ordered, PAGE_SIZE).get_page(request.GET.get("page"))
    now = timezone.now()
    context = {
        "page_obj": page,
        "rows": [{"complaint": row, "is_late": row.is_late(now)} for row in page],
        "heading": GROUPS[group][0],
        "group_query": f"group={group}" if group else "",
        "groups": [
            {"label": label, "url": f"?group={key}" if key else "?", "current": key == group}
            for key, (label, _) in GROUPS.items()
        ],
    }
    return render(request, "complaints/desk/complaints.html", context)


@require_safe
@desk_only
def complaint(request: HttpRequest, public_id) -> HttpResponse:
    """One complaint, and a form for each step that is possible now. The look is recorded."""
    return _page(request, _complaint(request, public_id))


@require_POST
@desk_only
def act(request: HttpRequest, public_id, action: str) -> HttpResponse:
    """Take one step. Somebody else's faster step is told, and what was typed is not lost."""
    found = _complaint(request, public_id)
    if action not in FORMS:
        raise Http404
    form = form_for(found, action, request.POST)
    if not form.is_valid():
        return _page(request, found, failed=form)
    try:
        getattr(workflow, action)(
            complaint=found, actor=request.user, now=timezone.now(), **form.arguments()
        )
    except NotPermitted as refusal:
        form.add_error(None, refusal.reason)
        return _page(request, found, failed=form)
    except TransitionNotAllowed:
        if _is_said_again(request, found, action, form.arguments()):
            messages.success(request, DONE[action])
            return redirect(found.desk_url)
        form.add_error(None, "Somebody else was faster, or it is too early for this step.")
        return _page(request, _complaint(request, public_id), failed=form, status=409)
    forget(request.user, found.desk_url)
    messages.success(request, DONE[action])
    return redirect(found.desk_url)


def _is_said_again(request: HttpRequest, found: Complaint, action: str, given: dict) -> bool:
    """Whether the newest step is this one, by this person a moment ago, with these words."""
    last = found.events.order_by("at", "pk").last()
    if last is None:
        return False
    is_same = last.action == action and last.words in ("", *given.values())
    return is_second_press(request.user, by_id=last.actor_id, at=last.at, is_same=is_same)


def actions_of(found: Complaint) -> list[str]:
    """What the desk may do now, moves first."""
    moves = actions_from(transitions.COMPLAINT, found.status, transitions.HANDLER)
    if not found.is_open:
        return moves
    notes = [note for note in transitions.NOTES if note != "extend"]
    return [*moves, *notes, *(["extend"] if found.status != Status.RECEIVED else [])]


def _marks(text: str) -> list[dict]:
    """The text with what screening finds, for whoever reads it.

    Nothing is held back, so every mark is a warning; and each says only what it is, since the
    advice that follows is for whoever writes.
    """
    return [
        {**piece, "severity": WARN, "reason": FIRST_SENTENCE.match(piece["reason"]).group()}
        if piece["type"]
        else piece
        for piece in segments(text, screen(text))
    ]


def _page(
    request: HttpRequest, found: Complaint, *, failed=None, status: int | None = None
) -> HttpResponse:
    now = timezone.now()
    record_view(request, what="complaint", subject=found.user, about=found.reference, now=now)
    forms = {action: form_for(found, action) for action in actions_of(found)}
    unsent = ""
    if failed is not None:
        if failed.action in forms:
            forms[failed.action] = failed
        else:
            unsent = failed.cleaned_data.get("words", "")
    context = {
        "complaint": found,
        "is_late": found.is_late(now),
        "segments": _marks(found.text) if found.is_marked else [],
        "events": found.events.select_related("actor"),
        "forms": forms.values(),
        "failed": failed,
        "unsent": unsent,
        "kept_words": kept_words(request),
    }
    code = status or (422 if failed is not None else 200)
    return render(request, "complaints/desk/complaint.html", context, status=code)
