"""Words of a published answer that were quoted where its expert was suggested for another question.

The index of texts is told that they have changed; the reasons kept with asks are cleaned here.
"""

import re
from collections.abc import Callable

from askexpert import evidence_changes
from askexpert.evidence import page_text
from askexpert.models import AnswerPage, Assignment
from network.privacy.redaction import Words

PASSAGE = "passage:"
# Older reasons quote in single marks.
QUOTED = re.compile(r"(?:passage|nearest): (?:“(.*)”|'(.*)')$", re.DOTALL)


def forget_passages(expert: int, page: AnswerPage) -> None:
    """The page goes: nothing of it stays in the index or in the reasons of an ask."""
    whole = _flat(f"{page.title} {page_text(page)}")
    evidence_changes.forget([expert])
    _rewrite(expert, lambda reason: "" if _quotes(reason, page.title, whole) else reason)


def redact_passages(expert: int, words: Words) -> None:
    """Words were taken out of the page: out of what was quoted from it as well."""
    evidence_changes.forget([expert])
    _rewrite(expert, words.out_of)


def _rewrite(expert: int, change: Callable[[str], str]) -> None:
    for assignment in Assignment.objects.filter(expert=expert).exclude(reasons=[]):
        changed = [
            change(reason) if reason.startswith(PASSAGE) else reason
            for reason in assignment.reasons
        ]
        changed = [reason for reason in changed if reason]
        if changed != assignment.reasons:
            assignment.reasons = changed
            assignment.save(update_fields=["reasons"])


def _quotes(reason: str, title: str, whole: str) -> bool:
    """Whether a reason names the page, or quotes words that stand in it."""
    found = QUOTED.search(reason)
    quoted = _flat((found[1] or found[2] or "").strip("… ")) if found else ""
    return f"“{title}”" in reason or (bool(quoted) and quoted in whole)


def _flat(words: str) -> str:
    return " ".join(words.split())
