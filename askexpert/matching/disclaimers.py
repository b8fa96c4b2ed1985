"""Sentences in which people say what they do not do.

"I've no background in faith communities" in a profile is the opposite of evidence, although its
words match. Such sentences are left out of the index. The patterns are about the sentence, not
about any field, and are used on profiles only: in an answer, "I don't do that" is advice.
"""

from __future__ import annotations

import re

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
DISCLAIMER = re.compile(
    r"\bI (?:don't|do not|no longer|can't|cannot) (?:do|carry|cover|claim|work|deal|run|teach"
    r"|train|manage|hold|specialise|know|give|advise|take)\b"
    r"|\bnot (?:really )?my (?:job|field|area|remit|specialism|role|patch|expertise)\b"
    r"|\b(?:isn't|aren't|is not|are not) (?:really )?(?:my|our|mine|ours)\b"
    r"|\bno (?:background|experience|expertise|training|specialism|knowledge|special interest)\b"
    r"|\b(?:is|are) for others\b"
    r"|\bwould(?: not|n't) claim\b"
    r"|\bI(?:'m| am) (?:not|no) (?:a|an)\b"
    r"|\b(?:outside|beyond) my (?:field|area|remit|role|experience|expertise)\b",
    re.IGNORECASE,
)


def without_disclaimers(text: str) -> str:
    """The text without the sentences that say what somebody does not do."""
    sentences = SENTENCE_END.split(text.replace("\u2019", "'"))
    return " ".join(sentence for sentence in sentences if not DISCLAIMER.search(sentence))
