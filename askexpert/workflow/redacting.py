"""Taking words out everywhere: proposed by one person, agreed by another, carried out at once.

The words themselves are encrypted until the second person has decided, and are nowhere after that.
What stays is the decision: who, when and why, never what.
"""

from datetime import datetime

from django.db import transaction

from askexpert import notifications as tell
from askexpert import permissions
from askexpert.models import JointDecision, Publication, Question
from askexpert.models.decision import DecisionKind, DecisionStatus
from askexpert.workflow import deciding
from askexpert.workflow.quoted import redact_passages
from askexpert.workflow.redaction_places import (
    count,
    people_of,
    take_out_of_page,
    take_out_of_question,
    take_out_of_row,
)
from askexpert.workflow.steps import record
from network.members.roles import COORDINATORS, SAFEGUARDING_LEADS, people_in
from network.privacy.copies import let_go, remove_now
from network.privacy.models import DataCopy
from network.privacy.redaction import Words
from network.privacy.sealing import seal, unseal
from network.workflows import Decision, decide, require

STILL_ASKED = (
    "The question behind this answer is still kept. Whoever looks after it takes the words out "
    "there, and they go from this page in the same moment. If it cannot wait, withdraw this page."
)


def propose_redaction(
    *, actor, now: datetime, phrases: list[str], reason: str, question=None, page=None
) -> JointDecision:
    """Ask a second person to take phrases out of a question and all that came of it, or of a page
    behind which no question stands any more.

    :raises NotPermitted: also when the reason says what should go, nothing of it is there, or the
        page's question still exists: the words go out of both together, from there.
    :raises ValueError: for a phrase of fewer than three characters.
    """
    words = Words(phrases)
    proposal = JointDecision(question=question, page=page, kind=DecisionKind.REDACT)
    require(_may(actor, proposal))
    require(decide(not words.are_in(reason), "The reason stays: do not repeat the words in it."))
    found = count(question, page or _page_of(question), words)
    require(decide(found > 0, "These words stand nowhere in it. Copy them from the text."))
    return deciding.propose(
        kind=DecisionKind.REDACT,
        actor=actor,
        now=now,
        reason=reason,
        question=question,
        page=page,
        sealed=seal({"phrases": words.phrases}),
    )


def phrases_of(decision: JointDecision) -> list[str]:
    """What is to go, for the two who decide; nothing once it is decided."""
    return unseal(decision.sealed)["phrases"] if decision.sealed else []


def open_redaction(question: Question) -> JointDecision | None:
    return question.joint_decisions.filter(
        kind=DecisionKind.REDACT, status=DecisionStatus.PROPOSED
    ).first()


@transaction.atomic
def _carry_out(decision: JointDecision, *, actor, now: datetime, sealed: str, words: str) -> None:
    """In order: private rows, messages and forms; the published page with its versions, log, search
    and catalogue; copies of the people concerned; the event."""
    taken = Words(unseal(sealed)["phrases"])
    question = decision.question
    page = decision.page or _page_of(question)
    if question is not None:
        take_out_of_question(question, taken)
        _drop_copies(people_of(question), now=now)
        record("redact", question=question, actor=actor, now=now, before=question.status)
    if page is not None:
        take_out_of_page(page, taken)
        behind = Publication.objects.filter(page=page.pk).first()
        if behind is not None:
            take_out_of_row(behind, taken)
            redact_passages(behind.expert_id, taken)
            _drop_copies({behind.asker_id, behind.expert_id}, now=now)


def question_behind(page) -> Question | None:
    """The private question that a published page was made from, as long as it exists."""
    behind = Publication.objects.filter(page=page.pk).select_related("question").first()
    return behind.question if behind is not None else None


def _page_of(question: Question | None):
    """The page that was published from a question, if one stands."""
    if question is None:
        return None
    publication = question.publications.filter(page__isnull=False).first()
    return publication.page if publication is not None else None


def _drop_copies(people: set[int], *, now: datetime) -> None:
    """Copies hold the words as they were: not to be fetched any more, and gone after the commit."""
    copies = list(DataCopy.objects.filter(user__in=people).order_by("pk"))
    for copy in copies:
        let_go(copy=copy, now=now)
    transaction.on_commit(lambda: remove_now([copy.pk for copy in copies]))


def _may(user, decision: JointDecision) -> Decision:
    if decision.question is None:
        return permissions.can_keep_answers(user)
    return permissions.can_redact(user, decision.question)


def _check(decision: JointDecision, now: datetime) -> None:
    question = decision.question
    if question is None:
        require(decide(decision.page is not None, "The page has gone, and its words with it."))
        require(decide(question_behind(decision.page) is None, STILL_ASKED))
        return
    sent = question.submitted_at is not None and question.anonymised_at is None
    require(decide(sent, "There is nothing in it to take words out of."))


def _people(decision: JointDecision) -> list:
    if decision.question is None:
        return list(people_in(COORDINATORS))
    able = [*tell.coordinators_for(decision.question), *people_in(SAFEGUARDING_LEADS)]
    unique = {person.pk: person for person in able}.values()
    return [person for person in unique if permissions.can_redact(person, decision.question)]


def _url(decision: JointDecision) -> str:
    if decision.question is None:
        return f"/ask/published/{decision.page_id}/redact/"
    return f"{decision.question.desk_url}redact/"


deciding.register(
    deciding.Rule(
        kind=DecisionKind.REDACT,
        may=_may,
        check=_check,
        carry_out=_carry_out,
        people=_people,
        url=_url,
    )
)
