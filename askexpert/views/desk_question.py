"""The page of one question at the desk, with everything that is needed to take a step."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from askexpert import candidates, permissions, transitions, turns
from askexpert.conversation import texts_of
from askexpert.enums import LIVE, AssignmentStatus, QuestionStatus
from askexpert.forms_cancelling import CancelForm
from askexpert.history import history_of, why_with_leads
from askexpert.models import Assignment, Question
from askexpert.offers import open_on_desk
from askexpert.places import Place, settled
from askexpert.screening import marks_in
from askexpert.views.desk import DESK, LIST, number_of
from askexpert.views.desk_forms import (
    WITH_PLACES,
    buttons_of,
    canned_texts,
    forms_for,
    sections_of,
    urls_of,
    words_typed,
)
from askexpert.views.desk_proposals import open_decisions
from askexpert.views.lookups import desk_question
from askexpert.workflow.calling_off import CANCELLABLE
from askexpert.workflow.inviting import no_more_asks
from network.desk.guards import desk_only
from network.members.interrupted import kept_words
from network.members.roles import is_coordinator, is_safeguarding_lead
from network.privacy.access_log import record_view
from network.safeguarding.urgency import tells_of_risk_now


@require_safe
@desk_only
def question(request, public_id):
    """The page. Opening it changes nothing: a lead says by a button that they have seen it."""
    return question_page(request, desk_question(request.user, public_id))


def question_page(
    request, shown: Question, forms: dict | None = None, *, reasons=None, status: int = 200
):
    """The page of one question.

    ``forms`` holds, by action, a form that came back: with errors, or with words that could not
    be sent because somebody else was faster. If its step is no longer possible, the words are
    shown to be copied. ``reasons`` asks why warnings in an edited answer may stay. The look is
    recorded (see :mod:`network.privacy.access_log`).
    """
    user, now = request.user, timezone.now()
    record_view(request, what="question", subject=shown.asker, about=shown.public_id, now=now)
    came_back = dict(forms or {})
    hold_form = came_back.pop("hold", None)
    roles = roles_of(user, shown)
    coordinates = transitions.COORDINATOR in roles
    asked = _asked(shown, now, came_back if coordinates else None)
    answers = _answers_to_show(asked)
    latest = answers[-1]["answer"] if answers else None
    actions = actions_of(roles, shown)
    chosen = request.GET.get("start", "")
    canned, urls = canned_texts(is_follow_up=len(answers) > 1), urls_of(shown)
    start = {f"agree:{text.pk}": text.body for text in canned["agree"]}.get(chosen, "")
    decisions = open_decisions(shown, user, came_back, start)
    offered = [
        action for action in actions if action not in {entry["row"].kind for entry in decisions}
    ]
    shown_forms = forms_for(shown, offered, latest, canned=canned, chosen=chosen)
    shown_forms |= {name: form for name, form in came_back.items() if name in shown_forms}
    marks = marks_in([("title", shown.title), ("text", shown.text)])
    looks = shown.status == QuestionStatus.MATCHING and "mark_unmatched" in actions
    waits_for_lead = shown.waits_for_lead
    return render(
        request,
        "askexpert/desk/question.html",
        {
            "question": shown,
            "number": number_of(shown),
            "trail": [DESK, {"label": "Questions", "url": LIST}, {"label": "Question"}],
            "marks": marks,
            "text_is_marked": any(mark["name"] == "text" for mark in marks),
            "history": history_of(shown),
            "asked": asked,
            "shortlist": candidates.shortlist(shown, now=now) if looks else None,
            "no_more_asks": no_more_asks(shown) if looks else None,
            "decisions": decisions,
            "actions": offered,
            "labels": {name: row.label for name, row in transitions.QUESTION.items()},
            "urls": urls,
            "forms": shown_forms,
            "with_errors": [
                form
                for form in (
                    *shown_forms.values(),
                    *_forms_of(decisions),
                    *(entry["cancel"] for entry in asked),
                    reasons,
                    hold_form,
                )
                if form is not None and form.errors
            ],
            "reasons": reasons,
            "hold_form": hold_form,
            "asked_about": _asked_about(shown),
            "places_field": _places_field(shown_forms),
            "unsent": [
                text
                for name, form in came_back.items()
                if name not in shown_forms and not name.startswith(("decision-", "cancel-"))
                for text in words_typed(form)
            ],
            "kept_words": kept_words(request),
            "sections": sections_of(shown_forms, urls, canned, chosen),
            "buttons": buttons_of(offered, urls),
            "canned": canned,
            "chosen": chosen,
            "answers": answers,
            "follow_ups": _follow_ups(shown),
            "open_question": open_on_desk(shown, now=now)
            if coordinates and hasattr(shown, "open_question")
            else None,
            "may_release": "release_answer" in actions and permissions.can_release(user, shown),
            "may_take_over": coordinates
            and shown.status in LIVE
            and shown.coordinator_id != user.pk,
            "coordinates": coordinates,
            "why_with_leads": why_with_leads(shown) if waits_for_lead else "",
            "may_mark_seen": waits_for_lead and shown.seen_at is None and transitions.LEAD in roles,
            "due": shown.due_at,
            "due_words": turns.due_words(shown),
            "now": now,
        },
        status=status,
    )


def _asked_about(shown: Question) -> list[str]:
    """The words that the asker was asked to look at again, as the text stands now; none of a text
    that they are changing."""
    if shown.is_being_changed:
        return []
    asked = Place.read(shown.marked_for_asker)
    texts = texts_of(shown) if asked else {}
    return [place.words_in(texts) for place in settled(asked, texts)]


def _places_field(shown_forms: dict) -> str:
    """The id of the field that takes words to mark, where a step offers it."""
    forms = [shown_forms[action] for action in WITH_PLACES if action in shown_forms]
    return forms[0]["phrases"].id_for_label if forms else ""


def _forms_of(decisions: list[dict]) -> list:
    return [entry["form"] for entry in decisions]


def roles_of(user, shown: Question) -> list[str]:
    """As what this person works on a question that the desk shows them.

    A coordinator who is no lead would not find it here with a conflict of interest; whoever is
    both is asked once more.
    """
    lead = is_safeguarding_lead(user)
    roles = []
    if is_coordinator(user) and (not lead or permissions.can_coordinate(user, shown)):
        roles.append(transitions.COORDINATOR)
    if lead and permissions.can_lead_safeguarding(user, shown):
        roles.append(transitions.LEAD)
    return roles


def actions_of(roles: list[str], shown: Question) -> list[str]:
    """What somebody in these roles may do now, in the table's order; releasing only with its own
    guard."""
    return [
        action
        for action, transition in transitions.QUESTION.items()
        if shown.status in transition.sources and set(roles) & set(transition.who)
    ]


def cancelling(row: Assignment) -> str:
    """The prefix of the form that ends this ask."""
    return f"cancel-{row.pk}"


def _answers_to_show(asked: list[dict]) -> list[dict]:
    """The answers that were sent, oldest first; an unfinished draft is the expert's own."""
    answers = [
        entry["row"].answer
        for entry in asked
        if hasattr(entry["row"], "answer") and entry["row"].answer.submitted_at is not None
    ]
    return [
        {
            "answer": answer,
            "by": answer.assignment.expert,
            "marks": marks_in([("answer", answer.text)]),
            "tells_of_risk": answer.released_at is None and tells_of_risk_now(answer.text),
            "is_latest": answer is max(answers, key=lambda row: row.submitted_at),
        }
        for answer in sorted(answers, key=lambda row: row.submitted_at)
    ]


def _follow_ups(shown: Question) -> list[dict]:
    """What the asker asked next, with its marks. Nothing can follow before a first answer."""
    if shown.first_answered_at is None or shown.is_being_changed:
        return []
    return [{"row": row, "marks": marks_in([("text", row.text)])} for row in shown.follow_ups.all()]


def _asked(shown: Question, now, came_back: dict | None) -> list[dict]:
    """Everybody who was asked, newest first; with the draft of an answer that was handed back, and
    the form to end an ask that is open.

    ``came_back`` may hold such a form; ``None`` for whoever may not end one.
    """
    return [
        {
            "row": row,
            "due": _assignment_due(row),
            "is_late": (_assignment_due(row) or now) < now,
            "draft": row.answer.draft
            if row.status == AssignmentStatus.RELEASED and hasattr(row, "answer")
            else "",
            "cancel": came_back.get(cancelling(row)) or CancelForm(prefix=cancelling(row))
            if came_back is not None and row.status in CANCELLABLE
            else None,
        }
        for row in shown.assignments.all()
    ]


def _assignment_due(row):
    if row.status == AssignmentStatus.INVITED:
        return row.respond_by
    return row.answer_by if row.status == AssignmentStatus.ACCEPTED else None
