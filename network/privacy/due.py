"""What time makes due here: data copies that wait, and the end of every class of data.

The rules are the apps' own (:mod:`network.privacy.retention`). One that fails harms no other: the
log gets its traceback, and ``run_due`` ends with an error after all have run.
"""

import logging
from datetime import datetime

from network.privacy.copies import make_due_copies
from network.privacy.retention import all_rules

logger = logging.getLogger("network.privacy")


class RulesFailed(Exception):  # noqa: N818 -- reads as the state of affairs it reports
    """Some retention rules could not be applied; the log says why."""


def run_due(*, now: datetime) -> dict[str, int]:
    """Make waiting copies, then apply every retention rule. Returns what was done, by name.

    :raises RulesFailed: after everything has run, when a rule failed.
    """
    done = {"data copies made": make_due_copies(now=now)}
    failed = []
    for rule in all_rules():
        try:
            if rule.warn is not None:
                done[f"{rule.code}: people warned"] = rule.warn(now)
            done[f"{rule.code}: removed"] = rule.remove(rule.due(now), now)
        except Exception:
            logger.exception("retention rule failed", extra={"action": rule.code})
            failed.append(rule.code)
    if failed:
        raise RulesFailed(", ".join(failed))
    return done
