"""How long Ask an Expert keeps what, by class of data (:mod:`network.privacy.retention`)."""

from datetime import datetime

from askexpert import workflow
from askexpert.clocks import DRAFTS_KEPT
from askexpert.enums import QuestionStatus
from askexpert.models import Question
from askexpert.workflow import purging
from network.privacy.retention import RetentionRule, one_by_one

# As many rows a run: the rest goes a minute later, and nothing else waits for it.
PORTION = 200


def _delete_drafts(drafts, now: datetime) -> int:
    return sum(workflow.delete_old_draft(question=draft, now=now) for draft in drafts)


def _in_portions(act):
    """Do it to the first rows, one transaction each; a row that fails stops no other."""
    each = one_by_one(act)

    def remove(rows, now: datetime) -> int:
        return each(rows[:PORTION], now)

    return remove


def _ended(*statuses: str):
    return lambda now: purging.due_to_go(now, *statuses)


SKELETON = (
    "Then words, asker, organisation and area go. What was asked about in general, by which "
    "sector, when, and who was asked to answer stays, to count where experts are missing."
)

RULES = (
    RetentionRule(
        code="questions-removed",
        what="Who asked a question that leads have removed, and what they were told",
        kept_for="30 days after the removal; its words go with the removal itself",
        why="Time for the asker to read why. That it was removed, when and by whom stays.",
        due=_ended(QuestionStatus.REMOVED),
        remove=_in_portions(purging.purge),
    ),
    RetentionRule(
        code="questions-withdrawn",
        what="Questions that were withdrawn, with everything that was written about them",
        kept_for="30 days after the withdrawal, longer under a legal hold",
        why=f"Time to clear up a mistake. {SKELETON}",
        due=_ended(QuestionStatus.WITHDRAWN),
        remove=_in_portions(purging.purge),
    ),
    RetentionRule(
        code="questions-not-answered",
        what="Questions that were declined or pointed to a page",
        kept_for="12 months after that, longer under a legal hold",
        why=f"Time to come back, and to see what is asked in vain. {SKELETON}",
        due=_ended(QuestionStatus.DECLINED, QuestionStatus.DUPLICATE),
        remove=_in_portions(purging.purge),
    ),
    RetentionRule(
        code="questions-closed",
        what="Questions that were answered and closed, with answers, follow-ups and notes",
        kept_for="24 months after they were closed, longer under a legal hold",
        why=f"Askers and experts look answers up again. {SKELETON} A published page stays as "
        "long as both people agree.",
        due=_ended(QuestionStatus.CLOSED),
        remove=_in_portions(purging.purge),
    ),
    RetentionRule(
        code="publications-ended",
        what="Re-written texts that were not published, or were withdrawn",
        kept_for="30 days after that",
        why="Time to say why. That there was one, and why it ended, stays with the question.",
        due=purging.publications_to_empty,
        remove=_in_portions(purging.empty_publication),
    ),
    RetentionRule(
        code="question-drafts",
        what="Questions that were started and never sent",
        kept_for="30 days after the last change",
        why="Time to come back to it; what nobody sent, nobody needs.",
        due=lambda now: Question.objects.old_drafts(now - DRAFTS_KEPT).order_by("pk"),
        remove=_delete_drafts,
    ),
)
