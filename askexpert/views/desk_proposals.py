"""What is proposed about a question and waits for a second person, as its page shows it."""

from askexpert.models import Question
from askexpert.models.decision import DecisionKind, DecisionStatus
from askexpert.views.desk_forms import decision_form
from askexpert.workflow import deciding


def open_decisions(shown: Question, user, came_back: dict, start: str) -> list[dict]:
    """What is proposed about a question, with what this person may do about it: none, or one
    query and those of the rules. ``came_back`` may hold the form of one, ``start`` a
    text to start from.

    Words to take out are decided on where they can be read: the entry has the way there and no
    form.
    """
    if not shown.has_proposal:
        return []
    found = shown.joint_decisions.filter(status=DecisionStatus.PROPOSED)
    rows = []
    for decision in found.select_related("proposed_by", "expert"):
        decision.question = shown
        may = deciding.may_decide(user, decision)
        elsewhere = decision.kind == DecisionKind.REDACT
        rows.append(
            {
                "row": decision,
                "may_decide": bool(may),
                "why_not": may.reason,
                "is_own": decision.proposed_by_id == user.pk,
                "elsewhere": deciding.where_decided(decision) if elsewhere else "",
                "form": None
                if elsewhere
                else came_back.get(f"decision-{decision.pk}")
                or (decision_form(decision, start=start) if may else None),
            }
        )
    return rows
