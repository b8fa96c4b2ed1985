"""What takes two people: propose, then another agrees or refuses; or the first takes it back.

Each kind of decision registers a :class:`Rule`: who may, whether it can be done now, how it is
carried out. Both people are judged by the rule at every step, so that a tie that has come up since
the proposal counts. Every step is an event of the question, with the kind and never the words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from askexpert import desk_words
from askexpert import notifications as tell
from askexpert.errors import ExpertNotEligible
from askexpert.models import JointDecision, Question
from askexpert.models.decision import DecisionStatus
from askexpert.workflow.inviting import record_refusal
from askexpert.workflow.steps import lock_question, record
from network.workflows import Decision, NotPermitted, TransitionNotAllowed, decide, require


def _nothing_more(decision: JointDecision) -> None:
    """Most proposals change nothing by themselves."""


def _of_the_question(decision: JointDecision) -> str:
    return decision.question.desk_url


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of decision.

    ``may(user, decision)`` gives a ``network.workflows.Decision``; it is asked of both people.
    ``check(decision, now)`` raises when it cannot be carried out as things stand; it is called
    before proposing and before agreeing. ``carry_out(decision, actor, now, sealed, words)`` does
    it, in the transaction of the agreement; ``sealed`` is what the proposal kept encrypted, and
    ``words`` are for whoever is told. ``people(decision)`` may be the second person and are told
    so; ``message`` is the kind of that message. ``url(decision)`` leads to where it is decided.
    ``proposed(decision)`` is what a proposal means besides, in its transaction.
    """

    kind: str
    may: Callable[..., Decision]
    check: Callable[..., None]
    carry_out: Callable[..., None]
    people: Callable[..., Iterable]
    message: str = "desk_decision_waiting"
    url: Callable[[JointDecision], str] = _of_the_question
    proposed: Callable[[JointDecision], None] = _nothing_more


_rules: dict[str, Rule] = {}


def register(rule: Rule) -> None:
    """Make a kind of decision possible. Registering a kind again replaces it."""
    _rules[rule.kind] = rule


def rule_of(kind: str) -> Rule:
    """:raises KeyError: for a kind that nobody has registered."""
    return _rules[kind]


def where_decided(decision: JointDecision) -> str:
    """The address at which a decision is read and taken."""
    return rule_of(decision.kind).url(decision)


def may_propose(user, decision: JointDecision) -> Decision:
    return rule_of(decision.kind).may(user, decision)


def may_decide(user, decision: JointDecision) -> Decision:
    """Agree or refuse: whoever could have proposed it, and did not."""
    if user.pk == decision.proposed_by_id:
        return Decision(False, "You have proposed this yourself, so somebody else decides.")
    return rule_of(decision.kind).may(user, decision)


def propose(
    *,
    kind: str,
    actor,
    now: datetime,
    reason: str,
    question: Question | None = None,
    expert=None,
    page=None,
    sealed: str = "",
) -> JointDecision:
    """Ask a second person to decide. Proposed twice by the same person, it is one proposal.

    An expert whom a rule forbids is recorded with the question before the refusal is raised.

    :raises NotPermitted: when the actor may not propose this.
    :raises WordsHeldBack: when the reason, which stays in the records, identifies somebody.
    :raises TransitionNotAllowed: when it is not possible now, or somebody else has proposed it.
    :raises ExpertNotEligible: when no decision can set aside what keeps the expert out.
    """
    proposal = JointDecision(
        kind=kind,
        question=question,
        expert=expert,
        page=page,
        reason=reason,
        sealed=sealed,
        proposed_by=actor,
        proposed_at=now,
    )
    try:
        with transaction.atomic():
            return _write_proposal(proposal, now=now)
    except ExpertNotEligible as refused:
        record_refusal(question, expert, actor=actor, now=now, reason=refused.reason)
        raise


def _write_proposal(proposal: JointDecision, *, now: datetime) -> JointDecision:
    rule, actor = rule_of(proposal.kind), proposal.proposed_by
    if proposal.question is not None:
        proposal.question = lock_question(proposal.question)
    require(rule.may(actor, proposal))
    known = JointDecision.objects.filter(
        kind=proposal.kind,
        question=proposal.question,
        expert=proposal.expert,
        page=proposal.page,
        status=DecisionStatus.PROPOSED,
    ).first()
    if known is not None and known.proposed_by_id == actor.pk:
        return known
    if known is not None:
        raise TransitionNotAllowed(f"propose_{proposal.kind}", known.status)
    rule.check(proposal, now)
    desk_words.check(proposal.reason)
    proposal.save()
    _record("propose", proposal, actor=actor, now=now)
    rule.proposed(proposal)
    others = [person for person in rule.people(proposal) if person.pk != actor.pk]
    tell.tell_of_decision(
        others, rule.message, key=f"decision:{proposal.public_id}", url=rule.url(proposal), now=now
    )
    return proposal


def agree(*, decision: JointDecision, actor, now: datetime, words: str = "") -> JointDecision:
    """The second person's yes: it is carried out at once, or nothing changes.

    An expert whom a rule forbids by now is recorded with the question before the refusal is raised.

    :raises NotPermitted: for the person who proposed it, or when either may not do it any more.
    :raises TransitionNotAllowed: when it is decided already, or not possible now.
    :raises ExpertNotEligible: when a guard forbids the invitation.
    """
    try:
        with transaction.atomic():
            return _agree(decision, actor=actor, now=now, words=words)
    except ExpertNotEligible as refused:
        question, expert = decision.question, decision.expert
        record_refusal(question, expert, actor=actor, now=now, reason=refused.reason)
        raise


def _agree(decision: JointDecision, *, actor, now: datetime, words: str) -> JointDecision:
    decision = _lock(decision)
    rule = rule_of(decision.kind)
    require(may_decide(actor, decision))
    first = rule.may(decision.proposed_by, decision)
    if not first:
        raise NotPermitted(
            decide(False, "The person who proposed this may not do it any more. Propose it anew.")
        )
    _require_open(decision, "agree")
    rule.check(decision, now)
    sealed = decision.sealed
    _close(decision, DecisionStatus.AGREED, "agree", actor=actor, now=now)
    rule.carry_out(decision, actor=actor, now=now, sealed=sealed, words=words)
    _tell_the_first(decision, "desk_decision_agreed", rule, now)
    return decision


@transaction.atomic
def refuse(*, decision: JointDecision, actor, now: datetime) -> JointDecision:
    """The second person's no: nothing changes but the proposal.

    :raises NotPermitted: for the person who proposed it, who takes it back instead.
    :raises TransitionNotAllowed: when it is decided already.
    """
    decision = _lock(decision)
    require(may_decide(actor, decision))
    _require_open(decision, "refuse")
    _close(decision, DecisionStatus.REFUSED, "refuse", actor=actor, now=now)
    _tell_the_first(decision, "desk_decision_refused", rule_of(decision.kind), now)
    return decision


@transaction.atomic
def take_back(*, decision: JointDecision, actor, now: datetime) -> JointDecision:
    """The first person thinks better of it.

    :raises NotPermitted: for everybody else.
    :raises TransitionNotAllowed: when it is decided already.
    """
    decision = _lock(decision)
    own = decision.proposed_by_id == actor.pk
    require(decide(own, "Only the person who proposed this takes it back."))
    _require_open(decision, "take_back")
    _close(decision, DecisionStatus.TAKEN_BACK, "take_back", actor=actor, now=now)
    return decision


def _lock(decision: JointDecision) -> JointDecision:
    """The question first, then the decision, as everywhere."""
    question = None
    if decision.question_id is not None:
        question = lock_question(Question(pk=decision.question_id))
    fresh = JointDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    fresh.question = question
    return fresh


def _require_open(decision: JointDecision, step: str) -> None:
    if decision.status != DecisionStatus.PROPOSED:
        raise TransitionNotAllowed(f"{step}_{decision.kind}", decision.status)


def _close(decision: JointDecision, status: str, step: str, *, actor, now: datetime) -> None:
    decision.status, decision.sealed = status, ""
    decision.decided_by, decision.decided_at = actor, now
    decision.save(update_fields=["status", "sealed", "decided_by", "decided_at"])
    _record(step, decision, actor=actor, now=now)


def _record(step: str, decision: JointDecision, *, actor, now: datetime) -> None:
    """A redaction of a page that no question is behind has its decision row as its record."""
    if decision.question is None:
        return
    record(
        f"{step}_{decision.kind}",
        question=decision.question,
        actor=actor,
        now=now,
        before=decision.question.status,
        about=decision.expert,
    )


def _tell_the_first(decision: JointDecision, kind: str, rule: Rule, now: datetime) -> None:
    tell.tell_of_decision(
        [decision.proposed_by],
        kind,
        key=f"decision:{decision.public_id}",
        url=rule.url(decision),
        now=now,
    )
