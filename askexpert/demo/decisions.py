"""Decisions that wait for a second person in the demonstration, proposed through the real verbs."""

from askexpert import candidates, workflow
from askexpert.enums import QuestionStatus
from askexpert.matching.values import Override
from askexpert.models import JointDecision, Question
from askexpert.models.decision import DecisionKind
from network.demo.world import World
from network.members.roles import COORDINATORS, SAFEGUARDING_LEADS, people_in

RANKED = 60
TO_REMOVE = "Whoever lives near would know the group and the weekend. Nothing of it can be widened."
TO_ASK = "They have done this very work, and have no part in the service that asks."


def load_decisions(world: World) -> None:
    """Propose one removal and one exception to the rule on area; once, and where there is one to
    propose."""
    if JointDecision.objects.exists():
        return
    _propose_removal(world)
    _propose_neighbour(world)


def _propose_removal(world: World) -> None:
    question = Question.objects.filter(status=QuestionStatus.QUARANTINED).first()
    lead = people_in(SAFEGUARDING_LEADS).last()
    if question is None or lead is None or lead.pk == question.asker_id:
        return
    workflow.propose(
        kind=DecisionKind.REMOVE, question=question, actor=lead, now=world.now, reason=TO_REMOVE
    )


def _propose_neighbour(world: World) -> None:
    for question in Question.objects.filter(status=QuestionStatus.MATCHING).order_by("pk"):
        neighbour = _kept_out_by_area(question, world)
        able = Question.objects.filter(pk=question.pk)
        for coordinator in reversed(people_in(COORDINATORS)):
            if neighbour is not None and able.for_coordinator(coordinator).exists():
                workflow.propose(
                    kind=DecisionKind.OVERRIDE_AREA,
                    question=question,
                    expert=neighbour,
                    actor=coordinator,
                    now=world.now,
                    reason=TO_ASK,
                )
                return


def _kept_out_by_area(question: Question, world: World):
    plain = candidates.shortlist(question, now=world.now, limit=RANKED)
    known = {candidate.user.pk for candidate in plain.candidates}
    wider = candidates.shortlist(
        question, now=world.now, limit=RANKED, override=Override(area=True)
    )
    kept_out = [row.user for row in wider.candidates if row.user.pk not in known]
    return kept_out[0] if kept_out else None
