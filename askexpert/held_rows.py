"""What Ask an Expert holds about a person, row by row, in plain words.

Who asked and who answered stays hidden here as everywhere: the asker's copy holds the answer and
not its writer; the expert's holds what they wrote and not what they were asked, nor by whom.
"""

from django.db.models import Q

from askexpert.conversation import texts_of
from askexpert.enums import WITH_ANSWER, AssignmentStatus, DeclineReason, QuestionStatus
from askexpert.history import HAPPENED
from askexpert.models import (
    Answer,
    Assignment,
    Certificate,
    DeclaredTie,
    DoNotMatch,
    ExpertAvailability,
    FollowUp,
    JointDecision,
    LegalHold,
    Offer,
    OpenQuestion,
    Publication,
    Question,
    QuestionEvent,
)
from askexpert.models.decision import DecisionKind, DecisionStatus
from askexpert.models.publication import PublicationStatus
from askexpert.places import Place, settled
from network.privacy.holdings import rows_from

OWN_WORDS = {
    PublicationStatus.PROPOSED: "Waiting for a yes or no",
    PublicationStatus.WRITING: "Being re-written",
    PublicationStatus.CHECKING: "Being checked",
    PublicationStatus.PUBLISHED: "Published",
    PublicationStatus.REFUSED: "Not published",
    PublicationStatus.WITHDRAWN: "Withdrawn",
}


def _names(manager) -> list[str]:
    return [str(term) for term in manager.all()]


def _kept_warnings(row) -> list[str]:
    """The phrases that the writer kept in spite of a warning, each with the reason given."""
    return [f"“{kept['phrase']}”: {kept['why']}" for kept in row.justifications]


def _asked_about(question: Question) -> list[str]:
    """What the places stand for; the words are the person's own."""
    places = Place.read(question.marked_for_asker)
    texts = texts_of(question) if places else {}
    return [place.words_in(texts) for place in settled(places, texts)]


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
        words_we_asked_you_to_look_at=_asked_about,
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
        away_from="away_from_date",
        away_until="away_until_date",
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


def follow_up_rows(user):
    return rows_from(
        FollowUp.objects.filter(question__asker=user).order_by("asked_at", "pk"),
        what_you_asked_on="text",
        warnings_you_explained=_kept_warnings,
        asked_on="asked_at",
    )


def publication_rows(user):
    """Each side's own part: when they agreed, and the page; not a word about the other side."""
    yield from rows_from(
        Publication.objects.visible_to(user).select_related("page").order_by("proposed_at", "pk"),
        your_part=lambda row: (
            "Your question, to be published"
            if row.asker_id == user.pk
            else "Your answer, to be published"
        ),
        you_were_asked_on="proposed_at",
        you_agreed_on=lambda row: row.agreed_at(user),
        where_it_stands=lambda row: OWN_WORDS[row.status],
        page=lambda row: str(row.page or ""),
        ended_on="ended_at",
    )
    yield from rows_from(
        Publication.objects.filter(
            Q(proposed_by=user) | Q(rewritten_by=user) | Q(checked_by=user)
        ).order_by("proposed_at", "pk"),
        your_part=lambda row: "You worked on publishing somebody's answer",
        proposed_by_you=lambda row: row.proposed_by_id == user.pk,
        written_by_you=lambda row: row.rewritten_by_id == user.pk,
        checked_by_you=lambda row: row.checked_by_id == user.pk,
        on="proposed_at",
    )


def decision_rows(user):
    """What one proposed or decided, with the reason one gave oneself."""
    return rows_from(
        JointDecision.objects.filter(Q(proposed_by=user) | Q(decided_by=user)).order_by(
            "proposed_at", "pk"
        ),
        kind=lambda row: DecisionKind(row.kind).label,
        your_part=lambda row: "You proposed it" if row.proposed_by_id == user.pk else "You decided",
        your_reason=lambda row: row.reason if row.proposed_by_id == user.pk else "",
        what_became_of_it=lambda row: DecisionStatus(row.status).label,
        proposed_on="proposed_at",
        decided_on="decided_at",
    )


def hold_rows(user):
    return rows_from(
        LegalHold.objects.filter(Q(placed_by=user) | Q(lifted_by=user)).order_by("placed_at", "pk"),
        placed_by_you=lambda row: row.placed_by_id == user.pk,
        lifted_by_you=lambda row: row.lifted_by_id == user.pk,
        your_reason=lambda row: row.reason if row.placed_by_id == user.pk else "",
        placed_on="placed_at",
        lifted_on="lifted_at",
    )


def open_question_rows(user):
    yield from rows_from(
        OpenQuestion.objects.filter(question__asker=user).order_by("wanted_at", "pk"),
        your_part=lambda row: "Your question, put to members",
        title="title",
        text="text",
        you_chose_it_on="wanted_at",
        put_on="opened_at",
        closed_on="closed_at",
    )
    yield from rows_from(
        OpenQuestion.objects.filter(opened_by=user).order_by("wanted_at", "pk"),
        your_part=lambda row: "You put somebody's question to members",
        put_on="opened_at",
    )


def offer_rows(user):
    return rows_from(
        Offer.objects.filter(member=user)
        .select_related("open_question")
        .order_by("offered_at", "pk"),
        the_question=lambda row: row.open_question.title,
        your_note="note",
        offered_on="offered_at",
        taken_back_on="taken_back_at",
    )


def certificate_rows(user):
    return rows_from(
        Certificate.objects.filter(user=user).order_by("issued_at", "pk"),
        code="code",
        name="name",
        answers="answers",
        first_answer="first_date",
        last_answer="last_date",
        issued_on="issued_at",
        revoked_on="revoked_at",
    )


def wish_rows(user):
    """Whom one would rather not meet. Who would rather not meet oneself is theirs to tell."""
    return rows_from(
        DoNotMatch.objects.filter(user=user).select_related("other").order_by("created_at", "pk"),
        you_would_rather_not_meet=lambda row: str(row.other),
        since="created_at",
    )


def tie_rows(user):
    return rows_from(
        DeclaredTie.objects.filter(user=user)
        .select_related("organisation", "area", "person")
        .order_by("created_at", "pk"),
        you_have_a_tie_to=lambda row: str(row.organisation or row.area or row.person),
        declared_on="created_at",
    )
