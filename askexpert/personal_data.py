"""What Ask an Expert holds about a person, and what becomes of it when they leave.

Who asked and who answered stays hidden here as everywhere: the asker's copy holds the answer and
not its writer; the expert's holds what they wrote and not what they were asked, nor by whom.
"""

from datetime import datetime

from django.db.models import Q

from askexpert import leaving, workflow
from askexpert.clocks import DRAFTS_KEPT
from askexpert.enums import WITH_ANSWER, AssignmentStatus, DeclineReason, QuestionStatus
from askexpert.history import HAPPENED
from askexpert.models import Answer, Assignment, ExpertAvailability, Question, QuestionEvent
from network.privacy import holdings, retention
from network.privacy.holdings import Holding, rows_from
from network.privacy.retention import RetentionRule


def _names(manager) -> list[str]:
    return [str(term) for term in manager.all()]


def _kept_warnings(row) -> list[str]:
    """The phrases that the writer kept in spite of a warning, each with the reason given."""
    return [f"“{kept['phrase']}”: {kept['why']}" for kept in row.justifications]


def _released(question: Question) -> str:
    return question.answer.released_text if question.status in WITH_ANSWER else ""


def question_rows(user):
    own = Question.objects.filter(asker=user).order_by("created_at", "pk")
    yield from rows_from(
        own.select_related("nation", "sector_wanted", "answer", "see_instead").prefetch_related(
            "topics", "contexts"
        ),
        your_part=lambda question: "You asked",
        number=lambda question: str(question.public_id),
        title="title",
        question="text",
        topics=lambda question: _names(question.topics),
        contexts=lambda question: _names(question.contexts),
        nation=lambda question: str(question.nation or ""),
        sector_wanted=lambda question: str(question.sector_wanted or ""),
        asked_without_your_name="is_anonymous",
        warnings_you_explained=_kept_warnings,
        where_it_stands="public_status_label",
        started_on="created_at",
        sent_on="submitted_at",
        answered_on="answered_at",
        ended_on="ended_at",
        what_we_wrote_to_you="reason",
        page_we_pointed_you_to=lambda question: str(question.see_instead or ""),
        answer=_released,
        did_it_help="helped",
        what_came_of_it="outcome",
        your_organisation_then=lambda question: str(question.asker_organisation or ""),
        your_area_then=lambda question: str(question.asker_area or ""),
    )
    yield from rows_from(
        Question.objects.filter(coordinator=user).exclude(asker=user).order_by("pk"),
        your_part=lambda question: "You looked after somebody's question",
        number=lambda question: str(question.public_id),
        checked_on="approved_at",
        where_it_stands=lambda question: QuestionStatus(question.status).label,
    )


def assignment_rows(user):
    yield from rows_from(
        Assignment.objects.filter(expert=user)
        .prefetch_related("question__topics")
        .order_by("invited_at", "pk"),
        your_part=lambda ask: "You were asked to answer",
        topics=lambda ask: _names(ask.question.topics),
        where_it_stands=lambda ask: AssignmentStatus(ask.status).label,
        asked_on="invited_at",
        reply_wanted_by="respond_by",
        accepted_on="accepted_at",
        answer_wanted_by="answer_by",
        sent_on="submitted_at",
        ended_on="ended_at",
        why_you_said_no=lambda ask: (
            DeclineReason(ask.decline_reason).label if ask.decline_reason else ""
        ),
        your_note_to_the_coordinator="note_to_coordinator",
        why_you_were_suggested=lambda ask: list(ask.reasons),
        score="score",
    )
    yield from rows_from(
        Assignment.objects.filter(invited_by=user).order_by("invited_at", "pk"),
        your_part=lambda ask: "You invited somebody to answer",
        asked_on="invited_at",
    )


def answer_rows(user):
    yield from rows_from(
        Answer.objects.filter(assignment__expert=user).order_by("pk"),
        your_part=lambda answer: "You wrote it",
        draft="draft",
        as_you_sent_it="text",
        as_it_was_released="released_text",
        warnings_you_explained=_kept_warnings,
        a_coordinators_note_to_you="note_to_expert",
        last_saved_on="saved_at",
        sent_on="submitted_at",
        released_on="released_at",
    )
    yield from rows_from(
        Answer.objects.filter(released_by=user).order_by("pk"),
        your_part=lambda answer: "You released somebody's answer",
        released_on="released_at",
    )


def availability_rows(user):
    return rows_from(
        ExpertAvailability.objects.filter(user=user).prefetch_related("avoid_topics"),
        willing_to_answer_since="consented_at",
        questions_at_a_time="capacity",
        paused_until="paused_until_date",
        topics_you_would_rather_not_take=lambda row: _names(row.avoid_topics),
        changed_on="updated_at",
    )


def event_rows(user):
    return rows_from(
        QuestionEvent.objects.filter(Q(actor=user) | Q(on_behalf_of=user)).order_by("at", "pk"),
        what_happened=lambda event: HAPPENED.get(event.action, event.action),
        on="at",
        in_your_name_by_somebody_else=lambda event: event.actor_id != user.pk,
    )


holdings.register(
    Holding(
        "askexpert.Question",
        "Questions you asked or looked after",
        question_rows,
        on_leave=leaving.part_with_questions,
        on_final=leaving.forget_questions,
        says=leaving.say_of_questions,
        order=40,
    ),
    Holding(
        "askexpert.Assignment",
        "Questions you were asked to answer",
        assignment_rows,
        on_leave=leaving.part_with_assignments,
        says=leaving.say_of_assignments,
        order=41,
    ),
    Holding("askexpert.Answer", "Answers you wrote or released", answer_rows, order=42),
    Holding(
        "askexpert.ExpertAvailability",
        "Whether you are willing to answer",
        availability_rows,
        on_leave=leaving.end_availability,
        on_final=leaving.forget_availability,
        order=43,
    ),
    Holding("askexpert.QuestionEvent", "Steps you took on questions", event_rows, order=44),
)


def _delete_drafts(drafts, now: datetime) -> int:
    return sum(workflow.delete_old_draft(question=draft, now=now) for draft in drafts)


retention.register(
    RetentionRule(
        code="question-drafts",
        what="Questions that were started and never sent",
        kept_for="30 days after the last change",
        why="Time to come back to it; what nobody sent, nobody needs.",
        due=lambda now: Question.objects.old_drafts(now - DRAFTS_KEPT).order_by("pk"),
        remove=_delete_drafts,
    ),
)
