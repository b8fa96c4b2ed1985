"""What Ask an Expert declares to :mod:`network.privacy`: what it holds about people, what becomes
of it when they leave, and how long it is kept."""

from askexpert import held_rows, leaving
from askexpert.retention_rules import RULES
from network.privacy import holdings, retention
from network.privacy.holdings import Holding

holdings.register(
    Holding(
        "askexpert.FollowUp", "Follow-up questions you asked", held_rows.follow_up_rows, order=40
    ),
    Holding(
        "askexpert.Publication",
        "Words of yours for everybody, and publishing that you worked on",
        held_rows.publication_rows,
        on_leave=leaving.part_with_publications,
        says=leaving.say_of_publications,
        order=42,
    ),
    Holding(
        "askexpert.JointDecision", "Decisions you took with a colleague", held_rows.decision_rows
    ),
    Holding("askexpert.LegalHold", "Legal holds you placed or lifted", held_rows.hold_rows),
    Holding(
        "askexpert.OpenQuestion", "Questions put to members", held_rows.open_question_rows, order=41
    ),
    Holding(
        "askexpert.Offer",
        "Offers to answer that you made",
        held_rows.offer_rows,
        on_leave=leaving.part_with_offers,
        on_final=leaving.forget_offers,
        order=41,
    ),
    Holding(
        "askexpert.Certificate",
        "Certificates of contribution",
        held_rows.certificate_rows,
        on_final=leaving.forget_certificates,
        says=leaving.say_of_certificates,
        order=43,
    ),
    Holding(
        "askexpert.DoNotMatch",
        "Whom you would rather not meet on a question",
        held_rows.wish_rows,
        on_final=leaving.forget_wishes,
        order=43,
    ),
    Holding(
        "askexpert.DeclaredTie",
        "Ties you declared",
        held_rows.tie_rows,
        on_final=leaving.forget_ties,
        order=43,
    ),
    Holding(
        "askexpert.Question",
        "Questions you asked or looked after",
        held_rows.question_rows,
        on_leave=leaving.part_with_questions,
        on_final=leaving.forget_questions,
        says=leaving.say_of_questions,
        order=40,
    ),
    Holding(
        "askexpert.Assignment",
        "Questions you were asked to answer",
        held_rows.assignment_rows,
        on_leave=leaving.part_with_assignments,
        says=leaving.say_of_assignments,
        order=41,
    ),
    Holding("askexpert.Answer", "Answers you wrote or released", held_rows.answer_rows, order=42),
    Holding(
        "askexpert.ExpertAvailability",
        "Whether you are willing to answer",
        held_rows.availability_rows,
        on_leave=leaving.end_availability,
        on_final=leaving.forget_availability,
        order=43,
    ),
    Holding(
        "askexpert.QuestionEvent", "Steps you took on questions", held_rows.event_rows, order=44
    ),
)

retention.register(*RULES)
