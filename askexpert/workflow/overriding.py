"""Setting area or nation aside for one expert: a coordinator proposes it with a written reason, a
second one agrees, and then that expert is invited. Nobody can set aside the asker, the
organisation, or a tie."""

from dataclasses import replace
from datetime import datetime

from askexpert import candidates, permissions
from askexpert import notifications as tell
from askexpert.enums import QuestionStatus, Refused
from askexpert.errors import ExpertNotEligible
from askexpert.matching.exclusions import NO_OVERRIDE
from askexpert.models import JointDecision
from askexpert.models.decision import DecisionKind
from askexpert.workflow import deciding
from askexpert.workflow.inviting import invite
from network.workflows import Decision, TransitionNotAllowed

# What a decision of this kind sets aside, and the guard that must be the one in the way.
SETS_ASIDE = {
    DecisionKind.OVERRIDE_AREA: ("area", "same_area"),
    DecisionKind.OVERRIDE_NATION: ("nation", "other_nation"),
}


def _may(user, decision: JointDecision) -> Decision:
    if decision.expert_id == user.pk:
        return Decision(False, "You cannot decide on asking yourself.")
    return permissions.can_coordinate(user, decision.question)


def _check(decision: JointDecision, now: datetime) -> None:
    """:raises ExpertNotEligible: when another guard than the one set aside is in the way, or
    none is: then a plain invitation does."""
    question = decision.question
    if question.status != QuestionStatus.MATCHING:
        raise TransitionNotAllowed(decision.kind, question.status)
    field, guard = SETS_ASIDE[DecisionKind(decision.kind)]
    excluded = candidates.exclusion_of(question, decision.expert, now=now)
    if excluded is None:
        raise ExpertNotEligible(
            Refused.NOT_EXCLUDED, "Nothing is in the way: invite them directly."
        )
    if excluded.code == guard:
        override = replace(NO_OVERRIDE, **{field: True})
        excluded = candidates.exclusion_of(question, decision.expert, now=now, override=override)
    if excluded is not None:
        raise ExpertNotEligible(excluded.code, excluded.words)


def _carry_out(decision: JointDecision, *, actor, now: datetime, sealed: str, words: str) -> None:
    invite(
        question=decision.question,
        expert=decision.expert,
        actor=actor,
        now=now,
        decision=decision,
    )


for kind in SETS_ASIDE:
    deciding.register(
        deciding.Rule(
            kind=kind,
            may=_may,
            check=_check,
            carry_out=_carry_out,
            people=lambda decision: [
                person
                for person in tell.coordinators_for(decision.question)
                if person.pk != decision.expert_id
            ],
        )
    )
