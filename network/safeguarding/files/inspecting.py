"""Ask a confined process about a file (:mod:`network.safeguarding.inspection.child`)."""

import json
import logging
import math
import os
import threading
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from network.confined import Limits, run_on_copy
from network.safeguarding.inspection.facts import NO_FACTS, Facts
from network.safeguarding.inspection.marks import Finding, marks_in
from network.safeguarding.inspection.refusals import REASONS, UploadRefused

logger = logging.getLogger("network.safeguarding")
CHILD = "network.safeguarding.inspection.child"
MIB = 1024 * 1024
# Files that one process of the site has opened at once; others wait for their turn.
AT_ONCE = 2
# The code of a refusal that says nothing about the file.
UNCHECKED = "unchecked"
COULD_NOT_CHECK = (
    "We could not check this file just now, so it was not taken. Nothing is wrong with the file. "
    "Try again in a few minutes."
)
_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was asked for: ``bare`` is the file without properties, None where it has none. It is a
    temporary file at its beginning, gone when it is closed or nobody holds it any more."""

    findings: tuple[Finding, ...] = ()
    facts: Facts = NO_FACTS
    bare: BinaryIO | None = None


def limits_for(size: int) -> Limits:
    """More time and memory for a larger file (``size`` in bytes), so that 200 MB pass: 20 to 60
    seconds of work, 40 to 60 by the clock, and no more for anything larger."""
    mib = min(math.ceil(size / MIB), 200)
    return Limits(
        memory_bytes=(1024 + 2 * mib) * MIB,
        cpu_seconds=20 + mib // 5,
        wall_seconds=40 + mib // 10,
        written_bytes=(64 + 2 * mib) * MIB,
    )


def inspect(file: BinaryIO, extension: str, *tasks: str) -> Inspection:
    """Have one process do the tasks ("check", "facts", "marks", "bare") on a copy of ``file``.

    ``file`` stands at its beginning afterwards.

    :raises UploadRefused: as the process says; "complex" when it ends by itself or needs more
        memory or time than the limits allow; "unchecked" when there is no process or no room for a
        copy, which is logged as an error.
    """
    limits = limits_for(file.seek(0, os.SEEK_END))
    try:
        with _turns:
            outcome = run_on_copy(CHILD, extension, ",".join(tasks), file=file, limits=limits)
    except OSError as error:
        logger.exception("a file could not be checked")
        raise UploadRefused(UNCHECKED, COULD_NOT_CHECK) from error
    with ExitStack() as unless_asked_for:
        unless_asked_for.callback(outcome.let_go)
        answer = _read(outcome)
        found = Inspection(findings=_findings(answer), facts=_facts(answer.get("facts")))
        if not answer.get("is_bare"):
            return found
        unless_asked_for.pop_all()
        return replace(found, bare=outcome.result)


def _read(outcome) -> dict:
    if not outcome.ended_well:
        raise UploadRefused("complex")
    answer = json.loads(outcome.said)
    code = answer["code"]
    if "unforeseen" in answer:
        logger.warning("upload refused after an unforeseen error: %s", answer["unforeseen"])
    if code != "ok":
        raise UploadRefused(code if code in REASONS else "broken")
    return answer


def _findings(answer: dict) -> tuple[Finding, ...]:
    """The marks; short texts are screened here."""
    findings = [Finding(**mark) for mark in answer.get("marks", ())]
    for place, text in answer.get("texts", ()):
        findings += marks_in(place, text)
    return tuple(findings)


def _facts(said: dict | None) -> Facts:
    if not said:
        return NO_FACTS
    saved = date.fromisoformat(said["saved"]) if said["saved"] else None
    return Facts(said["title"], tuple(said["authors"]), saved)
